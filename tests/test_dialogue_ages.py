"""How old the figure was: reckoned from two cited dates, and only where they leave no more than two ages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vivavoce.dialogue.ages import asks_age, asks_age_now, differences, states_age
from vivavoce.dialogue.check import holds
from vivavoce.figure import Figure
from vivavoce.language.names import in_words
from vivavoce.record import Mode, Status


@pytest.mark.parametrize(("text", "expected"), [
    ("How old were you when you married?", (True, "you married")), ("how old were you then", (True, "")),
    ("And how old were you at that time?", (True, "")),
    ("At what age?", (True, "")), ("What age were you when you left Basel?", (True, "you left Basel")), ("How old was your sister?", (False, "")),
    ("How old is the loom?", (False, "")), ("At what age did you marry?", (True, "did you marry")),
    ("How old were you when you died?", (True, "did you die"))])
def test_when_an_age_is_asked_for(text: str, expected: tuple[bool, str]) -> None:
    assert asks_age(text) == expected


def test_a_sentence_that_says_an_age_needs_no_reckoning() -> None:
    assert states_age("She was eight years old.")
    assert states_age("Aged ten, he went to sea.")
    assert not states_age("The old mill burned in 1810.")


def test_an_age_rests_on_the_birth_and_on_what_happened(example: Figure) -> None:
    answer = example.ask("How old were you when you were expelled from the party?")
    assert answer.status is Status.ANSWERED
    said = answer.sentences[0]
    assert "forty-eight" in said.text
    assert said.mode is Mode.FIRST_PERSON
    assert len(said.citations) == 2
    assert "1879" in said.citations[0].exact
    assert "1927" in said.citations[1].exact
    assert not answer.disagreements


def test_when_the_present_age_is_asked_for() -> None:
    assert all(asks_age_now(text) for text in ("How old are you?", "And how old are you now?", "What is your age?"))
    assert not any(asks_age_now(text) for text in ("How old were you?", "How old are your sons?", "How old are you in the portrait?"))


def test_as_of_a_day_the_age_is_reckoned_to_it(example: Figure) -> None:
    said = example.ask("How old are you?", (), "1929-06-01").sentences[0]
    assert said.text.endswith("and am forty-nine.")
    assert "1879" in said.citations[0].exact
    view = example.archive.as_of("1929-06-01")
    assert holds(said, view)
    assert not holds(replace(said, text=said.text.replace("forty-nine", "thirty")), view)
    assert not holds(said, example.archive)


def test_as_of_a_day_of_which_the_birth_is_not_told_nothing_is_said_to_lie_ahead(example: Figure) -> None:
    assert example.ask("How old are you?", (), "1870").status is Status.SILENT


def test_an_age_then_is_that_at_what_was_told_last(example: Figure) -> None:
    history = ["When were you elected chairman of the Petrograd Soviet?"]
    then = example.ask("How old were you then?", history).sentences[0]
    assert "thirty-seven" in then.text
    told = {(c.source, c.end) for s in example.ask(history[0]).sentences for c in s.citations}
    assert (then.citations[1].source, then.citations[1].end) in told
    rests = example.ask("Who says so?", [*history, "How old were you then?"])
    assert len([s for s in rests.sentences if s.citations]) == 2


def test_an_age_that_the_dates_do_not_leave_is_dropped(example: Figure) -> None:
    said = example.ask("How old were you when you were expelled from the party?").sentences[0]
    assert holds(said, example.archive)
    assert not holds(replace(said, text=said.text.replace("forty-eight", "thirty")), example.archive)
    assert not holds(replace(said, citations=said.citations[:1]), example.archive)


def test_years_between_years() -> None:
    assert differences({1815, 1835}) == {0, 19, 20}
    assert [in_words(n) for n in (0, 8, 20, 37, 100, 102, 250)] == [
        "zero", "eight", "twenty", "thirty-seven", "a hundred", "a hundred and two", "two hundred and fifty"]
