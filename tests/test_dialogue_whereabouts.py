"""Where the figure is, as of a date: by the head of the last letter, else by the last move."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivavoce.dialogue.check import holds
from vivavoce.dialogue.whereabouts import asks_whereabouts
from vivavoce.figure import Figure
from vivavoce.record import Mode, Status

PROSE = "I have walked along the water this morning, and I counted the mills that stood still for want of wind; there were eleven of them."
LETTERS = "\n\n".join([
    "Letters of Ada Lovelace",
    "TO C. BABBAGE. Ockham, June 2nd [1840].", "My dear Babbage,", PROSE, "A. LOVELACE.",
    "TO MARY SOMERVILLE. ASHLEY COMBE, March 5, 1841", "My dear Mrs. Somerville,", PROSE, "A. LOVELACE.",
    "TO C. BABBAGE. Ockham, May 9th [1841].", "My dear Babbage,", PROSE, "A. LOVELACE.",
    "TO C. BABBAGE. Ockham, June 1st [1841].", "My dear Babbage,", PROSE, "A. LOVELACE.",
    "TO W. KING. Bath, 4 July 1841.", "Dear King,", PROSE, "A. LOVELACE."])
LIFE = """# The Life of Ada Lovelace

Ada Lovelace, the mathematician whose notes would later be famous, was born on 10 December 1815 in London.

In May 1850 Ada Lovelace moved to Turin with her brother. In June 1850 Charles Babbage left Turin for Rome.

In March 1852 Lovelace was expelled from Turin altogether. Lovelace was deported to Lisbon in March 1852 on a ship that sailed by night.

In June 1852 Lovelace travelled to Madrid for a week.
"""
OWNER = """name = "Ada Lovelace"
pronouns = "she"
born = "1815-12-10"
died = "1852-11-27"

[sources."letters.txt"]
author = "Ada Lovelace"
standing = "letter"
"""


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    """Five letters and a life."""
    return built({"letters.txt": LETTERS, "life.txt": LIFE}, owner=OWNER)


@pytest.mark.parametrize(("text", "expected"), [
    ("Where are you?", (True, False)), ("And where are you now?", (True, False)), ("Where do you live?", (True, True)),
    ("In which city are you living at the moment?", (True, True)), ("Where is your home?", (True, True)), ("Where are you going?", (False, False)),
    ("Where are you buried?", (False, False)), ("Where did you live?", (False, False)), ("Where do you live in your dreams?", (False, False))])
def test_when_it_is_asked(text: str, expected: tuple[bool, bool]) -> None:
    assert asks_whereabouts(text) == expected


@pytest.mark.parametrize(("date", "question", "head"), [
    ("1841", "Where are you now?", "Bath, 4 July 1841"), ("1841-06", "Where are you?", "Ockham, June 1st [1841]"),
    ("1841-04", "Where are you?", "ASHLEY COMBE, March 5, 1841"), ("1841", "Where do you live?", "Ockham, June 1st [1841]")])
def test_the_head_of_a_letter_says_it(figure: Figure, date: str, question: str, head: str) -> None:
    said, = figure.ask(question, (), date).sentences
    assert said.text == head
    assert said.mode is Mode.OWN_WORDS
    assert said.citations[0].exact == head
    assert holds(said, figure.archive.as_of(date))


def test_a_move_says_it_where_no_letter_does_and_only_the_figures(figure: Figure) -> None:
    answer = figure.ask("Where are you?", (), "1851")
    assert "Turin" in answer.text
    assert "Babbage" not in answer.text
    assert figure.ask("Where are you?", (), "1830").status is not Status.ANSWERED


def test_of_one_move_told_twice_the_telling_that_says_where_to(figure: Figure) -> None:
    assert "Lisbon" in figure.ask("Where are you?", (), "1852-04").text
    assert "Madrid" in figure.ask("Where are you?", (), "1852-07").text
    assert "Lisbon" in figure.ask("Where do you live?", (), "1852-07").text


def test_a_birth_told_with_what_came_later_is_told_by_the_words_that_do_not(figure: Figure) -> None:
    said, = figure.ask("How old are you?", (), "1841-06").sentences
    assert said.text == "I was born on 10 December 1815 and am twenty-five."
    assert said.citations[0].exact == "was born on 10 December 1815"
    born, = figure.ask("When were you born?", (), "1841-06").sentences
    assert born.text == "I was born on 10 December 1815."
    assert figure.ask("When were you born?", (), "1810").status is not Status.ANSWERED
