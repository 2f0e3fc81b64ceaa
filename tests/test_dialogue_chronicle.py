"""What the timeline answers by itself: a time and nothing else, the figure's present; what was told late of an earlier day lies not ahead."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from vivavoce.dialogue.chronicle import _stage, of_that_day
from vivavoce.evidence.understand import understand
from vivavoce.figure import Figure
from vivavoce.record import Answer, Status

LIFE = """# The Life of Ada Lovelace

Ada Lovelace was born in London. Her mother taught her the names of the stars,
and her nurses told her of ships and of storms.

In June 1833 Lovelace met Charles Babbage at a party in Dorset Street. In July
1835 Lovelace married William King at Fordhook. In May 1839 Lovelace was
elected secretary of the Society of Engines. On 3 March 1841 she was appointed
inspector of looms for the county of Surrey.

On 5 July 1843 Lovelace delivered a lecture on the Engine at Ockham. In August
1843 weavers revolted against their masters at Nottingham. In October 1843
Lovelace travelled to Turin with her brother.

The lecture on looms prepared the way for the great exhibition. The secret of
the loom was never told by Lovelace until the exhibition had closed.

In 1851 Lovelace opened the great exhibition in the park. Lovelace died on 27
November 1852 in London.

# Outline of the life

1816.

March 4th: Taken to Kirkby.

1828.

May: Built a pair of wings.

1837.

September 3rd: Went to Bath with her mother.
"""
OWNER = """name = "Ada Lovelace"
pronouns = "she"
born = "1815-12-10"
died = "1852-11-27"
"""


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    """One account, with a chronology whose years are paragraphs."""
    return built({"life.txt": LIFE}, owner=OWNER)


def told(answer: Answer) -> str:
    assert answer.status is Status.ANSWERED, answer.text
    return " ".join(answer.text.split())


def test_what_happened_in_a_year_is_told_in_order(figure: Figure) -> None:
    text = told(figure.ask("What happened in 1843?"))
    places = [text.find(word) for word in ("lecture", "Nottingham", "Turin")]
    assert -1 not in places
    assert places == sorted(places)


def test_what_the_figure_did_is_what_the_figure_did(figure: Figure) -> None:
    text = told(figure.ask("What did you do in 1843?"))
    assert "lecture" in text
    assert "Nottingham" not in text


def test_a_month_is_not_answered_by_another(figure: Figure) -> None:
    text = told(figure.ask("What happened in August 1843?"))
    assert "Nottingham" in text
    assert "Turin" not in text


def test_years_that_stand_alone_date_what_stands_under_them(figure: Figure) -> None:
    assert "Bath" in told(figure.ask("What did you do in 1837?"))


def test_a_question_that_asks_for_more_is_none_of_the_timelines(figure: Figure) -> None:
    assert "Turin" not in figure.ask("What happened at the great exhibition in 1851?").text


@pytest.mark.parametrize(("date", "question", "said"), [
    ("1840", "What office do you hold?", "secretary"), ("1842", "What is your position?", "inspector"), ("1836", "Are you married?", "King"),
    ("1843-08", "What are you doing now?", "lecture"), ("1840", "Do you hold any office?", "secretary"),
    ("1844", "What happened to you last year?", "Turin"), ("1845", "What did you do two years ago?", "Turin"),
    ("1844", "Where are you?", "Turin"), ("1840", "Where are you now?", "Bath"),
])
def test_the_present_is_what_was_done_last(figure: Figure, date: str, question: str, said: str) -> None:
    assert said in told(figure.ask(question, (), date))


def test_nothing_of_the_present_is_taken_from_later(figure: Figure) -> None:
    assert figure.ask("What office do you hold?", (), "1836").status is not Status.ANSWERED
    assert figure.ask("Are you married?", (), "1834").status is Status.NOT_YET
    assert figure.ask("Where are you now?", (), "1827").status is not Status.ANSWERED
    assert "inspector" not in figure.ask("What office do you hold?", (), "1851").text  # long laid down, for all that is told


def test_a_state_is_told_by_a_deed_of_the_figure_alone(built: Callable[..., Figure]) -> None:
    other = built({"life.txt": "In May 1835 Ada Lovelace saw her friend Mary married at Ockham.\n\nAda Lovelace kept a dog in 1836.\n"}, owner=OWNER)
    assert other.ask("Are you married?", (), "1840").status is Status.SILENT


def test_a_birth_without_a_date_was_known_from_birth(figure: Figure) -> None:
    assert "London" in told(figure.ask("Where were you born?", (), "1834"))


@pytest.mark.parametrize("date", range(1817, 1853, 7))
def test_no_later_year_anywhere(figure: Figure, date: int) -> None:
    for question in ("What happened in 1843?", "What are you doing now?", "What did you do in 1837?", "What office do you hold?", "Are you married?"):
        answer = figure.ask(question, (), str(date))
        cited = [c.exact for said in answer.sentences for c in said.citations] + [c.exact for c in answer.nearest]
        assert not [y for y in re.findall(r"\b18\d\d\b", " ".join([answer.text, *cited])) if int(y) > date], answer.text


def test_what_looks_ahead_is_not_told_before(figure: Figure) -> None:
    assert figure.ask("What did the lecture on looms prepare the way for?", (), "1844").status is not Status.ANSWERED
    assert figure.ask("Who told the secret of the loom?", (), "1844").status is not Status.ANSWERED


@pytest.mark.parametrize(("question", "said", "unsaid"), [
    ("What was your childhood like?", "wings", "Babbage"), ("Tell me about your youth.", "Babbage", "wings"),
    ("What did you do in your last years?", "exhibition", "Babbage"), ("And what happened in your final years?", "died", "wings"),
    ("What did you do as a girl?", "wings", "Babbage"), ("When you were a little girl, what did you do?", "wings", "Babbage"),
    ("What were you doing in your thirties?", "exhibition", "lecture"), ("What happened to you in your twenties?", "secretary", "exhibition"),
    ("What did you do when you were a young woman?", "Babbage", "exhibition"), ("As a young woman, what did you do?", "Babbage", "exhibition"),
    ("What did you do when you were twenty-seven?", "lecture", "exhibition")])
def test_a_stage_of_life_is_told_from_its_years(figure: Figure, question: str, said: str, unsaid: str) -> None:
    text = told(figure.ask(question))
    assert said in text
    assert unsaid not in text


def test_what_is_asked_of_a_stage_besides_is_weighed(figure: Figure) -> None:
    assert _stage(figure.archive, "What songs did you sing in your childhood?") is None
    assert _stage(figure.archive, "What was your wife like?") is None
    assert _stage(figure.archive, "What did you do at home?") is None
    assert _stage(figure.archive, "What did you do in Turin?") is None


@pytest.mark.parametrize(("question", "told_of"), [
    ("Tell me about the revolt in August 1843.", ["revolted"]), ("Tell me about the concert in August 1843.", []),
    ("Tell me about the voyage in October 1843.", ["Turin"]), ("Tell me about the revolt in October 1843.", []),
    ("Who rebelled in August 1843?", [])])
def test_what_a_month_is_asked_for_is_found_in_other_words(figure: Figure, question: str, told_of: list[str]) -> None:
    found = [figure.archive.exact(sentence) for sentence in of_that_day(figure.archive, understand(question, figure.archive.figure))]
    assert len(found) == len(told_of)
    assert all(word in text for word, text in zip(told_of, found, strict=True))
