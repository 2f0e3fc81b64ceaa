"""What a large archive takes off, where the best of many sentences is near by chance."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from vivavoce.dialogue.understand import understand
from vivavoce.dialogue.weigh import _chance
from vivavoce.record import Figure

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
