"""What a pure function gave is recalled, and only what was asked for is kept for the next build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from vivavoce.kept import Kept

asked: list[str] = []


def _lengths(words: Sequence[str]) -> Iterator[list[float]]:
    for word in words:
        asked.append(word)
        yield [len(word) / 3]


@pytest.fixture(autouse=True)
def nothing_asked() -> None:
    asked.clear()


def test_each_thing_is_made_once_and_given_in_its_order(tmp_path: Path) -> None:
    kept = Kept()
    assert kept.recall("length", ["harp", "mill", "harp", "elm"], _lengths) == [[4 / 3], [4 / 3], [4 / 3], [1.0]]
    assert asked == ["harp", "mill", "elm"]
    kept.write(tmp_path)
    again = Kept.read(tmp_path)
    assert again.recall("length", ["elm", "notebook \ud800", "harp"], _lengths) == [[1.0], [10 / 3], [4 / 3]]
    assert asked == ["harp", "mill", "elm", "notebook \ud800"]


def test_what_nobody_asked_for_is_not_kept(tmp_path: Path) -> None:
    kept = Kept()
    kept.recall("length", ["harp", "mill"], _lengths)
    kept.write(tmp_path)
    second = Kept.read(tmp_path)
    second.recall("length", ["mill"], _lengths)
    second.write(tmp_path)
    Kept.read(tmp_path).recall("length", ["mill", "harp"], _lengths)
    assert asked == ["harp", "mill", "harp"]


def test_functions_are_kept_apart_and_nothing_is_a_value_too() -> None:
    kept = Kept()
    assert kept.recall("deed", ["harp"], lambda new: [None for _ in new]) == [None]
    assert kept.recall("deed", ["harp"], _lengths) == [None]
    assert kept.recall("length", ["harp"], _lengths) == [[4 / 3]]
