"""Brackets of a text, each with the one that closes it, counted by depth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

_BRACKET: Final = re.compile(r"[()\[\]]")
_PAIR: Final = {")": "(", "]": "["}
_LONGEST: Final = 6_000
"""Code points after which a bracket that is still open was never meant to close."""
_STOPPED: Final = re.compile(r"[.!?]['’”\"]?\Z")


def bracketed(text: str, breaks: Sequence[int] = ()) -> list[tuple[int, int]]:
    """The spans of round and square brackets, in order, those within others too; none runs over a place in `breaks`."""
    found = []
    for start, end in pairwise((0, *breaks, len(text))):
        opened: list[int] = []
        for mark in _BRACKET.finditer(text, start, end):
            if mark.group() in "([":
                opened.append(mark.start())
            elif (partner := _partner(text, opened, mark)) >= 0:
                found.append((opened[partner], mark.end()))
                del opened[partner:]
    return sorted(found)


def _partner(text: str, opened: Sequence[int], closing: re.Match[str]) -> int:
    """The place among the brackets that are open of the one that a mark closes, -1 where none does."""
    near = (i for i in range(len(opened) - 1, -1, -1) if text[opened[i]] == _PAIR[closing.group()])
    place = next(near, -1)
    return place if place >= 0 and closing.end() - opened[place] <= _LONGEST else -1


def closed(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> int:
    """Where a note ends that opens at `start` in a paragraph that ends at `end` and whose own bracket is missing.

    That is where the first bracket within it closes after a full stop, as one mark often stands for two, else where the paragraph ends.
    """
    return next((b for a, b in spans if start < a and b <= end and _STOPPED.search(text, a, b - 1)), end)
