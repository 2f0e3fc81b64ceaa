"""What a large archive takes off, where the best of many sentences is near by chance; what a question to the figure needs more than their name."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from conftest import BuiltArchive

from vivavoce.evidence.understand import understand
from vivavoce.evidence.weigh import _chance, _few_words, _of_another_day, _of_deed
from vivavoce.figure import Figure as Opened
from vivavoce.record import Figure, Interval, Status, covered

ADA = Figure("Ada Lovelace", aliases=("Lovelace",), born="1815", died="1852", pronouns="she")
SHORT = "Who tutored you?"
LONG = "Which mathematician lent you his plans of the engine before you wrote your notes on Menabrea's memoir?"


def _taken_off(question: str, crowd: float) -> float:
    return _chance(understand(question, ADA), cast("Any", SimpleNamespace(crowd=crowd, figure=ADA)))


@pytest.mark.parametrize("question", [SHORT, LONG])
def test_a_small_archive_takes_nothing_off(question: str) -> None:
    assert _taken_off(question, 0.0) == 0.0


def test_a_short_question_is_near_to_more_by_chance() -> None:
    assert _taken_off(SHORT, 3.0) > _taken_off("When did Babbage show you the engine?", 3.0) > _taken_off(LONG, 3.0) == 0.0


def test_the_larger_the_archive_the_more_is_near_by_chance() -> None:
    assert _taken_off(SHORT, 3.0) > _taken_off(SHORT, 1.0)


def test_a_question_to_the_figure_in_few_words_needs_more_than_a_long_one() -> None:
    taken_off = [_few_words(understand(question, ADA)) for question in ("Did you vote?", "When did Babbage show you the engine?", LONG)]
    assert taken_off == sorted(taken_off, reverse=True)
    assert taken_off[0] > taken_off[-1]


def test_a_question_that_is_not_put_to_the_figure_needs_no_more() -> None:
    assert _few_words(understand("What is an engine?", ADA)) == 0.0


@pytest.mark.parametrize(("question", "asked"), [("Did you vote?", True), ("And were you rich?", True), ("Is an engine alive?", False),
                                                 ("Why did you vote?", False)])
def test_knows_whether_a_deed_of_the_figure_is_asked_of(question: str, asked: bool) -> None:
    assert _of_deed(understand(question, ADA)) is asked


@pytest.mark.parametrize("question", ["Were you afraid of dying?", "Did you write poetry?", "How did you meet your wife?",
                                      "What did your father want you to become?"])
def test_what_only_speaks_of_the_figure_does_not_answer(ada_built: BuiltArchive, question: str) -> None:
    assert Opened.open(ada_built.path).ask(question).status is Status.SILENT


@pytest.mark.parametrize(("question", "told"), [("Where are you buried?", "Hucknall"), ("How did you meet Babbage?", "Babbage")])
def test_a_short_question_is_answered_where_the_record_speaks(ada_built: BuiltArchive, question: str, told: str) -> None:
    answer = Opened.open(ada_built.path).ask(question)
    assert answer.status is Status.ANSWERED
    assert told in answer.text


@pytest.mark.parametrize(("asked", "told", "another"), [
    ("1843-05", "1843-08-20", True), ("1843-05", "1843-05-23", False), ("1843-05", "1843-06-02", False), ("1843", "1844-01-03", False),
    ("1843-05", "1843", False), ("1843-05-23", "1843-08-02", True)])
def test_a_sentence_of_another_month_is_known_where_both_are_told_as_precisely(asked: str, told: str, another: bool) -> None:
    one, other = covered(asked), covered(told)
    assert isinstance(one, Interval)
    assert isinstance(other, Interval)
    assert _of_another_day(one, other) is another


TWO_FIRES = """The Mill of Anton Weber

In May 1843 the mill of Anton Weber at Trier was damaged by a fire. On the night of the twelfth the
baker Moritz Fink led the men who put out the fire in the mill.

In August 1850 the mill of Anton Weber was damaged by a fire again, and the clerk Jakob Stein led
the men who put out the fire at the mill of Anton Weber in August 1850.
"""


def test_the_month_that_is_asked_about_is_told_of(built: Callable[..., Opened]) -> None:
    figure = built({"mill.txt": TWO_FIRES}, owner='name = "Anton Weber"\npronouns = "he"\n')
    answer = figure.ask("Who led the men at the fire in May 1843?")
    assert "Fink" in answer.sentences[0].text, answer.text
