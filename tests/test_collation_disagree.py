"""Two sides of one matter, asked of an archive: each has a source of its own, and both tell the same happening."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vivavoce.figure import Figure
from vivavoce.record import Answer

TEXTS = {
    "life": "Ada Lovelace was a mathematician. Ada Lovelace was released from the asylum at Bath on 9 May 1849 and went home by coach. "
            "The Treatise is said to be three times as long as the Preface. Counted in words, the Treatise is two and a half times as long.\n",
    "memoir": "A life of Ada Lovelace. Ada Lovelace was freed on 8 May 1849, when the doctors had given her up. "
              "Ada Lovelace was released from a second asylum in March 1851.\n",
    "preface": "On the works of Ada Lovelace. The Treatise is about three times as long as the Preface that goes before it.\n",
}


@pytest.fixture(scope="module")
def figure(built: Callable[..., Figure]) -> Figure:
    """Three accounts that part in a day and in a length."""
    return built({f"{name}.txt": text for name, text in TEXTS.items()}, "Ada Lovelace")


def _values(answer: Answer) -> list[list[str]]:
    return [sorted(p.value for p in d.positions) for d in answer.disagreements]


def test_kindred_words_tell_the_same_and_another_year_another_happening(figure: Figure) -> None:
    assert _values(figure.ask("When were you freed?")) == [["1849-05-08", "1849-05-09"]]


def test_a_source_that_weighs_two_values_leaves_one_to_another_source(figure: Figure) -> None:
    [values] = _values(figure.ask("How long is the Treatise?"))
    assert len(values) == 2
    assert any("two and a half" in value for value in values)
