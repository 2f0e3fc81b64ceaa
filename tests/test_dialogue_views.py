"""What the figure thinks, in own words, as of a date in those of its time; what was said in a speech or a letter that the question names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivavoce.figure import Figure
from vivavoce.record import Answer, Mode, Status

LETTERS = """THE LETTERS OF ADA LOVELACE

TO MARY SOMERVILLE.

LONDON, March 3, 1835.

MY DEAR MADAM:--I saw the Engine again on Tuesday with my mother, and the
company admired its brass. I think the Engine is a pretty toy for a drawing
room. I do not believe that it will ever be of use to a serious person. My
mathematics go slowly, and the weather keeps me at home.

I am very truly yours, ADA LOVELACE.

TO CHARLES BABBAGE.

OCKHAM, July 10, 1843.

MY DEAR BABBAGE:--The proofs came this morning, and I have worked at the
Notes until my eyes ache. I believe the Engine is the greatest thing of our
age. I hold that the Engine should be built at the public cost. Send me the
table of the numbers, and do not alter my sentences again.

Yours ever, ADA LOVELACE.

ADDRESS AT NOTTINGHAM.

NOTTINGHAM, September 2, 1848.

LADIES AND GENTLEMEN:--You have asked me here to open this reading room, and
I am glad of it. A library is the only palace into which the poor may walk
without a ticket. The miners of this county raised the walls with their own
hands, after their day underground. I ask you to fill its shelves with books
that contradict each other.

TO AUGUSTUS DE MORGAN.

LONDON, May 20, 1851.

MY DEAR SIR:--My health is broken, and I write from my sofa. I think the
Engine is a ruin, and that we were wrong to set our hopes on it. I regard
the money spent on the Engine as lost to the poor. The horses have cost me
more than I can tell anybody.

Yours sincerely, ADA LOVELACE.
"""
ACCOUNT = """A visit to Nottingham

Ada Lovelace came to Nottingham on September 2, 1848, to open the reading
room of the miners. She spoke for ten minutes. "A library is the only palace
into which the poor may walk without a ticket," she said, and the miners
carried her chair to the door. The mayor of Nottingham spoke after her for
an hour, on drains.

Ada Lovelace was born in London on December 10, 1815, and she died on
November 27, 1852.
"""
OWNER = """name = "Ada Lovelace"
pronouns = "she"
born = "1815-12-10"
died = "1852-11-27"
[sources."letters.txt"]
author = "Ada Lovelace"
"""


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    """Letters of three years that disagree, a speech, and an account that repeats a sentence of it."""
    return built({"letters.txt": LETTERS, "visit.txt": ACCOUNT}, owner=OWNER)


def own(answer: Answer) -> str:
    assert answer.status is Status.ANSWERED, answer.text
    assert all(said.mode is Mode.OWN_WORDS for said in answer.sentences)
    return answer.text


@pytest.mark.parametrize("question", ["What do you think of the Engine?", "What is the Engine to you?", "What is your opinion of the Engine?"])
@pytest.mark.parametrize(("date", "said", "unsaid"), [
    ("1836", "pretty toy", ("greatest", "ruin", "lost")), ("1844", "greatest thing", ("toy", "ruin", "lost")),
    ("1852-06", "ruin", ("toy", "greatest"))])
def test_a_view_is_the_one_of_its_time(figure: Figure, question: str, date: str, said: str, unsaid: tuple[str, ...]) -> None:
    text = own(figure.ask(question, (), date))
    assert said in text
    assert not [word for word in unsaid if word in text]


def test_no_view_before_there_is_one(figure: Figure) -> None:
    assert figure.ask("What do you think of the Engine?", (), "1830").status is Status.NOT_YET


def test_what_was_said_in_a_speech_is_cut_from_it_the_repeated_among_it(figure: Figure) -> None:
    text = own(figure.ask("What did you say at Nottingham?"))
    assert "A library is the only palace" in text
    assert "LADIES" not in text
    assert "drains" not in text


def test_what_was_written_to_somebody_of_a_matter(figure: Figure) -> None:
    text = own(figure.ask("What did you write to Babbage about the Engine?"))
    assert "public cost" in text or "greatest" in text
    assert "toy" not in text


def test_a_speech_that_lies_ahead_is_not_quoted(figure: Figure) -> None:
    assert figure.ask("What did you say at Nottingham?", (), "1844").status is not Status.ANSWERED
