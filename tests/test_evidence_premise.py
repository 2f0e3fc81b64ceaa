"""What a question takes for granted is borne out, or nothing is said."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivavoce.dialogue.pieces import _ASKED
from vivavoce.evidence.premise import unborne
from vivavoce.evidence.understand import understand
from vivavoce.evidence.weigh import _REASON
from vivavoce.figure import Figure
from vivavoce.record import Status

MEMOIR = """My years

by Anton Weber

I was born in Ulm, and my mother kept the shop there. In the spring of 1840 my master,
Hans Keller, married his second wife. Her name was Rosa Hamm, and she was kind to me as
long as I lived in the house. My father, who died of the fever at Trier, never saw it.

In Basel two presidents of the guild were killed in one year, and I was told of it by
the council. I went on with my locks, and I never carried a knife. The clerk, of whom I
speak, was born in England, and perished on his way home.
"""
LIFE = """Anton Weber

by Jane Roe

Anton Weber was born in Ulm in 1820. Anton Weber married Klara Lang in 1851. She died in
1860, and Weber mourned his first wife for many years. Weber was attacked by a thief
called Moritz Fink on a bridge in 1862, and Fink shot Weber in the arm. Weber
had drawn up the final lease of the Trier mill himself, on 3 May 1858.

The painter Otto Lang-Fels lodged with Weber in 1865. Lang-Fels found the shape of
Weber's nose remarkable, and Otto Lang-Fels drew it.

Jakob Stein carved the fountain at Trier. Stein's brother sold salt to the town.
In a quarrel with his brother, Jakob Stein broke a chisel. While I wrote this book,
my brother read each page of it aloud. His brother Paul paid for the lease of Weber.
"""
OTHER = """Ten years in the fortress

by Karl Stein

I was a prisoner in Hohenasperg for ten years. Some prisoners stayed eight years in
Hohenasperg, and he who stayed longest had been there for twenty years. I wrote this
book in the last of them.
"""
OWNER = """name = "Anton Weber"
born = "1820"
pronouns = "he"
[sources."memoir.txt"]
author = "Anton Weber"
standing = "own_work"
"""


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    """A memoir, a life, and a book that does not know the figure."""
    return built({"memoir.txt": MEMOIR, "life.txt": LIFE, "other.txt": OTHER}, "Anton Weber", OWNER)


@pytest.mark.parametrize(("question", "never"), [
    ("Who was your second wife?", "Rosa|Keller"), ("Who killed you?", "presidents"), ("How long were you a prisoner in Hohenasperg?", "years"),
    ("Why did you divorce your first wife?", "mourned"),
])
def test_nothing_is_told_of_others(figure: Figure, question: str, never: str) -> None:
    answer = figure.ask(question)
    assert not any(word in answer.text for word in never.split("|"))


@pytest.mark.parametrize(("question", "said"), [
    ("Who shot you?", "Fink"), ("When did you sign the final lease of the Trier mill?", "3 May 1858"),
    ("What did Lang-Fels think of your nose?", "remarkable"),
    ("Whom did you marry?", "Klara"), ("Where did your mother keep a shop?", "Ulm")])
def test_what_was_done_to_the_figure_is_told(figure: Figure, question: str, said: str) -> None:
    answer = figure.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text


@pytest.mark.parametrize(("question", "asked"), [
    ("What did you say about the storm?", False), ("What did you say about the storm in your letter?", True), ("What did you say at Basel?", True)])
def test_what_was_said_about_a_matter_is_no_question_of_a_piece(question: str, asked: bool) -> None:
    assert bool(_ASKED.search(question)) is asked


@pytest.mark.parametrize(("sentence", "told"), [
    ("The paper led me to seek a refuge in Basel.", True), ("He went to Basel to avoid the bailiffs.", True), ("He went to Basel in May.", False)])
def test_what_gives_a_reason(sentence: str, told: bool) -> None:
    assert bool(_REASON.search(sentence)) is told


def test_own_words_about_somebody_else_are_no_other_birthplace(figure: Figure) -> None:
    assert figure.ask("Where were you born?").disagreements == ()


@pytest.mark.parametrize(("question", "borne"), [("Where did you die?", False), ("Where did your father die?", True), ("Where were you born?", True)])
def test_nobody_tells_of_their_own_death(figure: Figure, question: str, borne: bool) -> None:
    own = next(s for s in figure.archive.record.sentences_of("memoir.txt") if "Trier" in figure.archive.exact(s))
    assert (unborne(understand(question, figure.archive.figure), own, figure.archive) == 0.0) is borne


@pytest.mark.parametrize(("opening", "borne"), [
    ("Stein's brother", False), ("In a quarrel", False), ("While I wrote", False), ("His brother Paul", True)])
def test_a_relation_of_others_is_not_the_figures(figure: Figure, opening: str, borne: bool) -> None:
    told = next(s for s in figure.archive.record.all_sentences("1") if figure.archive.exact(s).startswith(opening))
    question = understand("What did your brother do?", figure.archive.figure)
    assert (unborne(question, told, figure.archive) == 0.0) is borne
