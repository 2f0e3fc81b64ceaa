"""Asked of the figure, what a source tells of namesakes, relatives and strangers is no answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from vivavoce.dialogue.answering import evidence
from vivavoce.evidence.understand import understand
from vivavoce.evidence.weigh import _strange, _strays
from vivavoce.evidence.whose import PERHAPS, of_figure
from vivavoce.figure import Figure
from vivavoce.record import Status
from vivavoce.text import squeeze

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

Instead Lovelace kept to a sofa for nine weeks. When Charlotte Lovelace sold
the brewery she kept the horses.

In 1831 a cousin offered to bring Ada back from Wales if she would promise to
marry a curate. At a ball she and Mr. Crosse were seen together.
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


def test_a_promise_to_marry_is_no_marriage(figure: Figure) -> None:
    assert "1831" not in figure.ask("When did you marry?").text
    told = [w for w in evidence(figure.archive, understand("When did you marry?", figure.archive.figure))[1] if "1831" in w.exact]
    done = [w for w in evidence(figure.archive, understand("When did you marry?", figure.archive.figure))[1] if "July 1835" in w.exact]
    assert all(w.probability < 0.1 * done[0].probability for w in told)


def test_somebody_of_another_sex_or_named_after_it_is_no_rival_for_a_pronoun(figure: Figure) -> None:
    told = next(s for s in figure.archive.record.all_sentences("1") if figure.archive.exact(s).startswith("At a ball"))
    assert of_figure(replace(told, first_person=None, guard=""), figure.archive, event=True) >= PERHAPS


def test_the_namesake_that_a_sentence_names_is_whom_its_pronoun_means(figure: Figure) -> None:
    told = next(s for s in figure.archive.record.all_sentences("1") if figure.archive.exact(s).startswith("When Charlotte"))
    assert of_figure(replace(told, first_person=None, guard=""), figure.archive, event=True) < 0


def test_who_lives_in_a_known_place_is_known(figure: Figure) -> None:
    assert _strange(understand("Why did the Londoners come to the wedding?", figure.archive.figure), figure.archive) == 0.0
    assert _strange(understand("Why did the Romanians come to the wedding?", figure.archive.figure), figure.archive) > 0.0


def test_the_death_of_the_figure_is_not_that_of_a_brother(figure: Figure) -> None:
    archive = figure.archive
    death = next(hit for hit in evidence(archive, understand("When did you die?", archive.figure))[0] if "died there" in archive.exact(hit.sentence))
    strays = {of: _strays(understand(f"How did your {of} die?", archive.figure), death, archive.exact(death.sentence), archive)
              for of in ("brother", "mother")}
    assert strays == {"brother": 1, "mother": 0}  # of her mother the passage speaks


def test_a_note_on_somebody_named_just_before_does_not_tell_of_the_figure(built: Callable[..., Figure]) -> None:
    letters = ("---\ntitle: Letters of Max Weber\nauthor: Max Weber\neditor: Jane Roe\n---\n\n"
               "LETTER 1. MAX WEBER TO MILES HALE. Berlin, May 3rd, 1890.\n\n"
               "I saw the ships of Lund, and I was glad of it. (1/1. Thomas Vernon Lund died in 1878. His health drove him south in early manhood, "
               "and he studied beetles. He went to school in Kent.) I am tired of the law.\n\nMAX WEBER.\n")
    archive = built({"letters.md": letters}, "Max Weber", 'name = "Max Weber"\npronouns = "he"\n').archive
    told = {squeeze(archive.exact(s)): of_figure(s, archive, event=True) for s in archive.record.all_sentences("1")}
    assert [of for words, of in told.items() if words.startswith(("His health", "He went"))] == [0.0, 0.0]
    assert told["I am tired of the law."] == 1.0
