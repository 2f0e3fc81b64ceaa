"""As of a date nothing later is told, quoted, named, counted or shown, and the past stays answered."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from vivavoce.errors import BadDate
from vivavoce.evidence.understand import of_state
from vivavoce.figure import Figure
from vivavoce.record import Answer, Mode, Status

QUESTIONS = ("When were you born?", "What did you do in 1905?", "Where do you live now?", "Why were you exiled?", "Who killed you?",
             "When was the Fourth International founded?")
YEARS = tuple(range(1880, 1941, 8))


def shown(answer: Answer) -> str:
    """Everything that an answer shows of the sources, with its own words."""
    citations = [c for s in answer.sentences for c in s.citations] + list(answer.nearest)
    positions = [p for d in answer.disagreements for p in d.positions]
    return " ".join([answer.text, *(c.exact for c in citations), *(f"{p.value} {p.text}" for p in positions), *answer.suggestions])


@pytest.mark.parametrize("date", YEARS)
def test_nothing_later_leaks(example: Figure, date: int) -> None:
    for question in QUESTIONS:
        answer = example.ask(question, (), str(date))
        assert not [y for y in re.findall(r"\b1[89]\d\d\b", shown(answer)) if int(y) > date], (question, answer.text)


def test_the_past_stays_answered_and_the_future_lies_ahead(example: Figure) -> None:
    assert example.ask("When were you born?", (), "1900").status is Status.ANSWERED
    assert example.ask("What did you do in 1905?", (), "1910").status is Status.ANSWERED
    ahead = example.ask("Who killed you?", (), "1939")
    assert ahead.status is Status.NOT_YET
    assert [s.mode for s in ahead.sentences] == [Mode.FRAMING]
    assert not ahead.disagreements
    assert example.ask("Who killed you?").status is Status.ANSWERED


UNDER_YEARS = """# Ada Lovelace

Ada Lovelace was born in London on December 10, 1815.

## 1833-1836: The islands

Few would buy rope in those years, and many left the harbour. In May 1833 Ada Lovelace bought a house in Surrey.

Ada Lovelace travelled to the islands as a painter of shells.

What Ada Lovelace learned there was printed at the beginning of the 1850s.
"""


def test_between_the_years_of_a_heading_it_neither_lies_ahead_nor_is_it_past(built: Callable[..., Figure]) -> None:
    life = built({"life.md": UNDER_YEARS}, "Ada Lovelace", 'name = "Ada Lovelace"\npronouns = "she"\nborn = "1815-12-10"\n')
    asked = "When did you travel to the islands?"
    assert [life.ask(asked, (), year).status for year in ("1830", "1834", "1836")] == [Status.NOT_YET, Status.SILENT, Status.ANSWERED]


def test_the_present_is_that_of_the_date(example: Figure) -> None:
    assert "Vienna" not in example.ask("Where do you live now?", (), "1930").text
    assert "Vienna" in example.ask("Where do you live?", (), "1914").text


def test_a_name_from_later_is_not_known_yet(example: Figure) -> None:
    assert example.ask("Who was Ramón Mercader?", (), "1930").status is Status.NOT_YET


def test_a_month_is_its_whole(example: Figure) -> None:
    assert example.ask("When were you deported?", (), "1928-02").status is Status.ANSWERED


@pytest.mark.parametrize("date", ["soon", "1929-13", "29", "1929-02-30"])
def test_a_date_that_is_none(example: Figure, date: str) -> None:
    with pytest.raises(BadDate):
        example.ask("Who are you?", (), date)


def test_what_is_asked_of_now_does_not_lie_ahead() -> None:
    assert all(of_state(text) for text in ("Who is your wife?", "And what is your office?", "How are your children?", "Who is the king?"))
    assert not any(of_state(text) for text in ("Who was your wife?", "Who will be your wife?", "What do you say of the trials?"))
