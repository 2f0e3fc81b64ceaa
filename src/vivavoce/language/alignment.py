"""Words of a quotation laid beside words of a source: what is the same, what was left out, put in or exchanged.

Compared are letters and digits alone: case, accents, quotation marks, dashes, italics, line breaks, hyphens at line ends and
footnote numbers make no difference. Offsets are those of the untouched text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vivavoce.text import analyzer, fold, squeeze

_LETTER: Final = r"(?:[^\W_⁰¹²³⁴-⁹₀-₉][\u0300-\u036f]*)"
_WORD: Final = re.compile(rf"{_LETTER}+(?:(?:['’ʼ\u00ad]|[-‐‑][^\S\n]*\r?\n[^\S\n]*|[-‐‑]){_LETTER}+)*")
_PART: Final = re.compile(rf"{_LETTER}+")
_NOTE_NUMBER: Final = re.compile(r"[\[{(]\s*(?:p{1,2}g?\.?\s*|note\s+)?\d{1,4}\s*[\]}]|[\[{]\*+[\]}]")
_SKIP: Final = 0.55  # bits that a word without a partner costs
_STEM: Final = 0.8  # worth of another form of the same word


@dataclass(frozen=True, slots=True)
class Word:
    """A word in place: its letters folded, and the same by parts where hyphens or apostrophes divide it."""

    letters: str
    start: int
    end: int
    parts: tuple[Word, ...] = ()


def words_in(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]` in order; numbers of footnotes and pages in brackets are left out."""
    end = len(text) if end is None else end
    notes = [m.span() for m in _NOTE_NUMBER.finditer(text, start, end)]
    found = []
    for match in _WORD.finditer(text, start, end):
        if notes and any(a <= match.start() < b for a, b in notes):
            continue
        parts = tuple(Word(_letters(p.group()), p.start(), p.end()) for p in _PART.finditer(text, match.start(), match.end()))
        letters = "".join(part.letters for part in parts)
        if letters:
            found.append(Word(letters, match.start(), match.end(), parts if len(parts) > 1 else ()))
    return found


@lru_cache(maxsize=65536)
def _letters(raw: str) -> str:
    return "".join(c for c in fold(raw) if c.isalnum())


def occurrences(quote: Sequence[Word], source: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where a source says exactly the words of a quotation: spans of its text, in order, not overlapping."""
    wanted = "".join(word.letters for word in quote)
    pieces = [part for word in source for part in (word.parts or (word,))]
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    length = 0
    for piece in pieces:
        begins[length] = piece.start
        length += len(piece.letters)
        ends[length] = piece.end
    letters = "".join(piece.letters for piece in pieces)
    at = letters.find(wanted) if wanted else -1
    while at >= 0:
        if at in begins and at + len(wanted) in ends:
            yield begins[at], ends[at + len(wanted)]
            at = letters.find(wanted, at + len(wanted))
        else:
            at = letters.find(wanted, at + 1)


def reconciled(one: Sequence[Word], other: Sequence[Word]) -> list[Word]:
    """`one` divided as `other` is: a hyphenated word in parts where only its parts occur there, two words as one where only that does."""
    whole = {word.letters for word in other}
    parts = {part.letters for word in other for part in word.parts} | whole
    divided: list[Word] = []
    for word in one:
        if word.parts and word.letters not in whole and any(part.letters in parts for part in word.parts):
            divided += word.parts
        else:
            divided.append(word)
    joined: list[Word] = []
    for word in divided:
        if joined and (both := joined[-1].letters + word.letters) in whole and not {joined[-1].letters, word.letters} <= whole:
            joined[-1] = Word(both, joined[-1].start, word.end)
        else:
            joined.append(word)
    return joined


@dataclass(frozen=True, slots=True)
class Alignment:
    """Quotation words `[0, n)` laid beside the source words `[first, last)`; `pairs` holds `(quotation, source, worth)` in order, worth 0–1."""

    quote: tuple[Word, ...]
    source: tuple[Word, ...]
    pairs: tuple[tuple[int, int, float], ...]
    score: float

    @property
    def first(self) -> int:
        """The first source word that has a partner."""
        return self.pairs[0][1]

    @property
    def last(self) -> int:
        """One past the last source word that has a partner."""
        return self.pairs[-1][1] + 1

    @property
    def similarity(self) -> float:
        """Shared words over all words of both sides, 0–1 (Dice)."""
        return 2 * sum(worth for _, _, worth in self.pairs) / (len(self.quote) + self.last - self.first)


def align(quote: Sequence[Word], source: Sequence[Word], weight: Callable[[str], float],
          alike: Callable[[Sequence[Word], Sequence[Word]], NDArray[np.float32]] | None = None) -> Alignment | None:
    """The best local alignment (Smith and Waterman 1981), words weighed by what they tell; None where no word is shared.

    `alike` may give different words a worth between 0 and 1: `[quotation words, source words]`.
    """
    mine = reconciled(quote, source)
    theirs = reconciled(source, mine)
    worth = _worths(mine, theirs, alike)
    if not worth.any():
        return None
    gains = worth * np.array([weight(word.letters) for word in mine], np.float32)[:, None]
    table = _filled(gains)
    pairs = _traced(table, gains, worth)
    return Alignment(tuple(mine), tuple(theirs), tuple(pairs), float(table.max())) if pairs else None


def _worths(mine: Sequence[Word], theirs: Sequence[Word],
            alike: Callable[[Sequence[Word], Sequence[Word]], NDArray[np.float32]] | None) -> NDArray[np.float32]:
    """`[quotation words, source words]`: 1 for the same word, less for another form of it, 0 for another word."""
    number: dict[str, int] = {}
    ids = [np.array([number.setdefault(word.letters, len(number)) for word in side], np.int64) for side in (mine, theirs)]
    stem_number: dict[str, int] = {}
    stem_of = np.array([stem_number.setdefault(stem(letters), len(stem_number)) for letters in number], np.int64)
    same = ids[0][:, None] == ids[1][None, :]
    akin = stem_of[ids[0]][:, None] == stem_of[ids[1]][None, :]
    worth = np.where(same, np.float32(1), np.where(akin, np.float32(_STEM), np.float32(0)))
    if alike is not None:
        lonely = (worth.max(axis=1) == 0)[:, None] & (worth.max(axis=0) == 0)[None, :]
        worth = np.where(lonely, alike(mine, theirs), worth)
    return worth


def stem(letters: str) -> str:
    """The stem of a folded word as the index has it."""
    return "".join(analyzer().analyze(letters)) or letters


def _filled(gains: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores `[quotation words + 1, source words + 1]`, row by row; a running maximum spreads the gaps along a row."""
    rows, columns = gains.shape
    table = np.zeros((rows + 1, columns + 1), np.float32)
    slope = np.arange(columns + 1, dtype=np.float32) * _SKIP
    for row in range(1, rows + 1):
        above = table[row - 1]
        here = np.maximum(above - _SKIP, 0)
        gain = gains[row - 1]
        here[1:] = np.maximum(here[1:], np.where(gain > 0, above[:-1] + gain, 0))
        table[row] = np.maximum.accumulate(here + slope) - slope
    return table


def _traced(table: NDArray[np.float32], gains: NDArray[np.float32], worth: NDArray[np.float32]) -> list[tuple[int, int, float]]:
    """The pairs of words on the best path, from its end back to its beginning, in order."""
    row, column = (int(i) for i in np.unravel_index(int(table.argmax()), table.shape))
    pairs = []
    while row and column and table[row, column] > 1e-4:
        here = table[row, column]
        gain = gains[row - 1, column - 1]
        if gain > 0 and abs(table[row - 1, column - 1] + gain - here) < 1e-3:
            pairs.append((row - 1, column - 1, float(worth[row - 1, column - 1])))
            row, column = row - 1, column - 1
        elif abs(table[row - 1, column] - _SKIP - here) < 1e-3:
            row -= 1
        else:
            column -= 1
    return pairs[::-1]


def difference(alignment: Alignment, quote: str, source: str, first: int, last: int) -> str:
    """Word by word against the source words `[first, last)`: `a strong [-will-] {+volition+}`, the quotation's word out, the source's in."""
    shown: list[str] = []
    out: list[Word] = []
    put: list[Word] = []

    def close() -> None:
        shown.extend([f"[-{squeeze(quote[out[0].start:out[-1].end])}-]"] if out else [])
        shown.extend([f"{{+{squeeze(source[put[0].start:put[-1].end])}+}}"] if put else [])
        out.clear()
        put.clear()

    mine, theirs = 0, first
    for i, j, worth in [*alignment.pairs, (len(alignment.quote), last, 0.0)]:
        out += alignment.quote[mine:i]
        put += alignment.source[theirs:j]
        if worth == 1:
            close()
            shown.append(squeeze(source[alignment.source[j].start:alignment.source[j].end]))
        elif j < last:
            out.append(alignment.quote[i])
            put.append(alignment.source[j])
        mine, theirs = i + 1, j + 1
    close()
    return " ".join(shown)


def stretched(alignment: Alignment) -> tuple[int, int]:
    """The source words that stand for the quotation: those with partners, and at either end as many more as the quotation has there without one."""
    before, after = alignment.pairs[0][0], len(alignment.quote) - 1 - alignment.pairs[-1][0]
    return max(0, alignment.first - before), min(len(alignment.source), alignment.last + after)
