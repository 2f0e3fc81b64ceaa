"""What an answer brings along: the sentence that names what the likeliest one only points at."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivavoce.dialogue.compose import choose, completed
from vivavoce.evidence.understand import understand
from vivavoce.evidence.weigh import alone
from vivavoce.figure import Figure
from vivavoce.record import Status

MEMOIR = """MY BONDAGE TO NUMBERS

By Ada Lovelace

Chapter I. A Childhood

The house at Kirkby was cold in every month. My mother kept the garden and
my aunts kept the accounts. In my eleventh summer I had saved enough
shillings for a much praised school book, the _Arithmetical Garland_. I was
led to buy this book by hearing two older girls quarrel over its riddles in
the chapel porch. It lay under my pillow until the binding broke.

Chapter II. Writing

Nobody gave me paper at Kirkby. I had the slates of the dairy, the whitewash
of the stable and a bag of charcoal. With these, I learned chiefly how to
draw a circle. My uncle laughed at the walls and let them stand.

Chapter III. The Nightingale

The first Monday in May is kept as a holiday by the weavers of Kirkby. This
Monday in May belongs to the weavers and not to their masters.
"""


@pytest.fixture(scope="module")
def memoir(built: Callable[..., Figure]) -> Figure:
    return built({"memoir.txt": MEMOIR}, "Ada Lovelace", 'name = "Ada Lovelace"\npronouns = "she"\n[sources."memoir.txt"]\n'
                 'author = "Ada Lovelace"\nstanding = "own_work"\n')


def test_what_a_sentence_points_at_is_told_before_it(memoir: Figure) -> None:
    answer = memoir.ask("Which book were you led to buy by hearing older girls quarrel?")
    texts = [said.text for said in answer.sentences]
    assert answer.status is Status.ANSWERED
    named = next(i for i, text in enumerate(texts) if "Arithmetical Garland" in text)
    assert texts[named + 1].startswith("I was led to buy this book")
    assert all(said.citations for said in answer.sentences)


def test_own_words_that_open_on_a_pointer_come_after_what_they_point_at(memoir: Figure) -> None:
    texts = [said.text for said in memoir.ask("How did you learn to draw a circle?").sentences]
    assert [text.split()[0] for text in texts[:2]] == ["I", "With"]
    assert "charcoal" in texts[0]


def test_a_day_that_is_named_points_at_nothing(memoir: Figure) -> None:
    said = next(s for s in memoir.archive.record.all_sentences("1") if memoir.archive.exact(s).startswith("This"))
    question = understand("To whom does that Monday in May belong?", memoir.archive.figure)
    assert [w.hit.sentence for w in completed(question, [alone(said, memoir.archive)], memoir.archive, 3)] == [said]


HOLLOW = """The story of an engine

Ada Lovelace worked on the notes for a year. Her partner William King described how:

Chapter II

The engine was never built. Ada Lovelace kept a model of it on her desk.
"""


def test_what_only_announces_is_no_answer_by_itself(built: Callable[..., Figure]) -> None:
    figure = built({"story.txt": HOLLOW}, "Ada Lovelace", 'name = "Ada Lovelace"\npronouns = "she"\n')
    archive = figure.archive
    told = [alone(s, archive) for s in archive.record.all_sentences("1")]
    hollow = next(w for w in told if w.exact.endswith("described how:"))
    assert hollow not in choose([hollow, *(w for w in told if w is not hollow)], archive, 0.1, 3)
    assert choose([hollow], archive, 0.1, 3) == []
