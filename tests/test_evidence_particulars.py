"""What anybody may be asked of their life: how it is asked, which sentences have the form of a telling of it, what they are worth."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivavoce.evidence.particulars import asked, tellings, tells
from vivavoce.evidence.whose import own_speech
from vivavoce.figure import Figure
from vivavoce.record import Status

LIFE = """The life of a mathematician

Ada Lovelace was born in London on December 10, 1815. Her mother, Annabella
Milbanke, had studied Euclid. Charles Babbage praised the mother of Mary Hale.
Ada Lovelace had three children. Mary Hale had seven children and a parrot.

Lovelace learned French and Italian and played the harp. She wore a plain
brown dress and never a bonnet. The engine spoke no language but its own.

In her last year Lovelace was poor and owed money to her brother-in-law. A
language that a machine could read was named after her. Mary Hale went to
school in Leeds. Anne Hale was tall and had red hair.
"""


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    """A life in which others have a mother, children, a school and red hair too."""
    return built({"life.txt": LIFE}, "Ada Lovelace", 'name = "Ada Lovelace"\npronouns = "she"\n')


@pytest.mark.parametrize("question", [
    "Who was your mother?", "And your mother?", "Tell me about your mother.", "What was your mother like?", "Who was Ada Lovelace's mother?",
    "How many children did you have?", "Were you ever in prison?", "What languages did you speak?", "Please, where did you go to school?"])
def test_a_question_about_a_life_is_known_in_its_wordings(figure: Figure, question: str) -> None:
    assert asked(question, figure.archive.figure)


@pytest.mark.parametrize("question", [
    "What did your mother think of the engine?", "Why did Mary Hale go to school?", "How many children worked in the mill?", "Who taught Mary Hale?"])
def test_what_is_asked_beyond_it_is_another_question(figure: Figure, question: str) -> None:
    assert not asked(question, figure.archive.figure)


@pytest.mark.parametrize(("question", "told", "untold"), [
    ("Who was your mother?", "Annabella", "Charles Babbage"), ("How many children did you have?", "three", "seven"),
    ("What languages did you speak?", "French", "spoke no language"), ("Did you play an instrument?", "harp", "parrot")])
def test_the_form_of_a_sentence_says_whether_it_tells_it(figure: Figure, question: str, told: str, untold: str) -> None:
    archive = figure.archive
    matters = asked(question, archive.figure)
    worth = {archive.exact(s): tells(matters, s, archive) for s in archive.record.all_sentences("1")}
    assert max(value for exact, value in worth.items() if told in exact) > 0.5
    assert all(value == 0.0 for exact, value in worth.items() if untold in exact)
    assert told in archive.exact(tellings(matters, archive, 3)[0])


@pytest.mark.parametrize(("question", "said"), [
    ("Who was your mother?", "Annabella"), ("What languages did you speak?", "French"), ("Did you owe anybody money?", "owed money"),
    ("Is anything named after you?", "named after")])
def test_a_plain_question_is_answered_by_a_telling(figure: Figure, question: str, said: str) -> None:
    answer = figure.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text


@pytest.mark.parametrize("question", ["Where did you go to school?", "How tall were you?", "What colour was your hair?", "Did you have any pets?"])
def test_what_is_told_of_others_alone_is_no_answer(figure: Figure, question: str) -> None:
    assert figure.ask(question).status is Status.SILENT


def test_an_account_is_put_as_the_figures_own_speech(figure: Figure) -> None:
    archive = figure.archive
    spoken = {archive.exact(s): own_speech(s, archive) for s in archive.record.all_sentences("1")}
    assert next(own for exact, own in spoken.items() if "three children" in exact) == "I had three children."
    assert next(own for exact, own in spoken.items() if "seven children" in exact) == "Mary Hale had seven children and a parrot."


def test_a_creed_is_told_by_what_is_believed_in_and_not_by_a_denial(built: Callable[..., Figure]) -> None:
    letter = "I believe no such thing of Mary Hale. She believes what she is told.\n\nI have always believed in patience and in small gears.\n"
    figure = built({"letter.txt": letter}, "Ada Lovelace", 'name = "Ada Lovelace"\npronouns = "she"\n[sources."letter.txt"]\n'
                   'author = "Ada Lovelace"\nstanding = "letter"\n')
    answer = figure.ask("What did you believe in?")
    assert "patience" in answer.text
    assert "no such thing" not in answer.text
