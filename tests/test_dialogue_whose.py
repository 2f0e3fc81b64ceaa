"""Asked of the figure, what a source tells of namesakes, relatives and strangers is no answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from vivavoce.dialogue.whose import of_figure
from vivavoce.figure import Figure
from vivavoce.record import Status

LIFE = """The life of a mathematician

Ada Lovelace was born in London on December 10, 1815, and died there on
November 27, 1852. Her mother was Annabella Milbanke. In July 1835 Ada
Lovelace married William King at Fordhook. They lived in Surrey with their
three children. Three hundred guests came to the wedding.

Augustus De Morgan taught her mathematics by letter. Ada Lovelace taught Mary
Hale the harp in the summer of 1840.

George Lovelace, a cousin of her husband, was a brewer in Leeds. In 1841
George Lovelace married Anne Hale. He had six daughters and a bad leg. Robert
Hale shot him in a quarrel over a horse. George Lovelace was buried in York.

When my own childhood ended, I went to sea for a summer.

Instead Lovelace kept to a sofa for nine weeks. When George Lovelace sold the
brewery he kept the horses.
"""


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    """A life with a namesake in it of whom more is told."""
    return built({"life.txt": LIFE}, "Ada Lovelace", 'name = "Ada Lovelace"\npronouns = "she"\n')


@pytest.mark.parametrize(("question", "said", "unsaid"), [
    ("Whom did you marry?", "William King", "Anne Hale"), ("When did you marry?", "1835", "1841"),
    ("Who taught you?", "De Morgan", "Mary"), ("How many children did you have?", "three", "six")])
def test_the_figure_and_not_the_namesake(figure: Figure, question: str, said: str, unsaid: str) -> None:
    answer = figure.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text
    assert unsaid not in answer.text


@pytest.mark.parametrize("question", ["Who shot you?", "Where were you buried?", "How many daughters did you have?"])
def test_what_is_told_of_the_namesake_alone_is_not_said(figure: Figure, question: str) -> None:
    assert figure.ask(question).status is Status.SILENT


def test_in_a_small_archive_what_names_nobody_is_told_of_the_figure(figure: Figure) -> None:
    told = {" ".join(figure.archive.exact(s).split()[:2]): of_figure(s, figure.archive, event=True) for s in figure.archive.record.all_sentences("1")}
    assert told["Three hundred"] == 1.0
    assert told["Robert Hale"] < 1.0


def test_whoever_tells_of_themselves_does_not_tell_of_the_figure(figure: Figure) -> None:
    told = next(s for s in figure.archive.record.all_sentences("1") if figure.archive.exact(s).startswith("When my own"))
    assert of_figure(told, figure.archive) < 0


def test_a_word_that_opens_a_sentence_is_no_given_name(figure: Figure) -> None:
    told = {figure.archive.exact(s).split()[0]: replace(s, first_person=None) for s in figure.archive.record.all_sentences("1")}
    assert of_figure(told["Instead"], figure.archive, event=True) == 1.0
    assert of_figure(told["When"], figure.archive, event=True) < 1.0
