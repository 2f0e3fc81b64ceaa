"""What is said against the figure; whether the sources agree: laid side by side, each in its own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivavoce.dialogue import phrases
from vivavoce.dialogue.critics import asks_critics
from vivavoce.figure import Figure
from vivavoce.record import Mode, Status

LIFE = """# The Life of Ada Lovelace

Ada Lovelace was born in London in 1815. Lovelace criticised the mill owners
for their greed. Lovelace was accused by the bishop of teaching the weavers to
read. No one could accuse Lovelace of idleness. Her sister was accused of
theft. Lovelace opened a school for the weavers of the valley at Nottingham in
1841.
"""
LETTERS = """# A weaver remembers

I knew the school for weavers well. Ada Lovelace opened the school for weavers
at Nottingham in 1843, when I was a boy in the third mill of the valley. Her
critics said that a loom needs no letters.
"""


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    """Two accounts that part over a year and hold something against the figure."""
    return built({"life.md": LIFE, "weaver.md": LETTERS, "figure.toml": 'name = "Ada Lovelace"\npronouns = "she"\nborn = "1815-12-10"\n'})


@pytest.mark.parametrize(("text", "bare"), [
    ("What do your critics say?", True), ("And what did your enemies say against you?", True), ("What do your critics say (the school)?", True),
    ("What do your critics say of the school?", False), ("What did you say of your critics?", False)])
def test_critics_are_asked_for_and_nothing_else(text: str, bare: bool) -> None:
    assert asks_critics(text) is bare


def test_what_is_held_against_the_figure_and_not_by_her(figure: Figure) -> None:
    told = " ".join(said.text for said in figure.ask("What do your critics say?").sentences)
    assert "teaching the weavers" in told or "needs no letters" in told
    assert all(word not in told for word in ("greed", "idleness", "theft"))


def test_sources_are_laid_side_by_side(figure: Figure) -> None:
    asked = "When did you open the school for weavers?"
    answer = figure.ask("Do your sources agree?", [asked])
    assert answer.status is Status.ANSWERED
    assert answer.sentences[0].text == phrases.EACH
    assert len({said.citations[0].source for said in answer.sentences if said.mode is not Mode.FRAMING}) == 2
    assert figure.ask("Do your sources agree?", ["Who taught you to swim?"]).status is Status.SILENT
