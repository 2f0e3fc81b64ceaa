"""Printed rows → paragraphs: running heads and page numbers dropped, hyphenation joined, headings and footnotes told apart by their type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from rapidfuzz import fuzz

from vivavoce.sources.readers.reading import Piece

_NUMBER: Final = re.compile(r"\W*(?:page\s+|p\.\s*)?(?P<number>\d{1,4}|[ivxlc]{1,7})(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.I)
_EDGE_NUMBER: Final = re.compile(r"^\W*(\d{1,4})\b(?=\s+\D)|(?<=\D\s)\b(\d{1,4})\W*$")
_OUTER: Final = 0.15
_ENDED: Final = re.compile(r"[.!?:;][”\"’')\]\d*†]*$")
_LISTED: Final = re.compile(r"(?:[-•*·–]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
_BROKEN: Final = re.compile(r"[^\W\d_][-‐\u00ad]$")


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line of a page: its words and its box in points, the origin below left; `size` is the height of its letters."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its rows in reading order, its height, the label that the file itself gives it."""

    rows: tuple[Row, ...]
    height: float
    label: str = ""


def pieces(sheets: Sequence[Sheet]) -> list[Piece]:
    """The blocks of a printed book; each page's label is marked where the page begins."""
    heads = _running(sheets)
    labels = _labels(sheets)
    body = _body_size(sheets)
    words = _compounds(sheets)
    printer = _Printer(body, words)
    for sheet, label in zip(sheets, labels, strict=True):
        running = _running_rows(sheet, heads, label, body)
        rows = [row for row in sheet.rows if row not in running]
        printer.page(label, rows, _notes(rows, body, sheet))
    printer.close()
    return printer.pieces


def _outer(sheet: Sheet) -> list[Row]:
    """The uppermost and lowest two rows, where they stand near the edge of the page."""
    rows = sorted(sheet.rows, key=lambda row: -row.top)
    near = [row for row in rows if row.bottom > (1 - _OUTER) * sheet.height or row.top < _OUTER * sheet.height]
    return [row for row in dict.fromkeys([*rows[:2], *rows[-2:]]) if row in near]


def _bare(text: str) -> str:
    return re.sub(r"[\W\d_]+", " ", text).strip().casefold()


def _running(sheets: Sequence[Sheet]) -> set[str]:
    """What stands at the edge of several pages, numbers apart; an error of recognition or two makes no other head."""
    seen = Counter(bare for sheet in sheets if len(sheet.rows) > 2 for bare in {_bare(row.text) for row in _outer(sheet)} if bare)
    common = {bare for bare, count in seen.items() if count >= 3 or (count >= 2 and count >= 0.6 * len(sheets))}
    return common | {bare for bare in seen if len(bare) > 8 and len(common) < 200 and any(
        abs(len(bare) - len(other)) <= 4 and fuzz.ratio(bare, other) >= 85 for other in common)}


def _running_rows(sheet: Sheet, heads: set[str], label: str, body: float) -> set[Row]:
    """From each edge inwards: heads, page numbers, and what stands beside the page's own number; in no larger type than the text."""
    outer, found = _outer(sheet), set[Row]()
    ordered = sorted(sheet.rows, key=lambda row: -row.top)
    for rows in (ordered, ordered[::-1]):
        for place, row in enumerate(rows[:2]):
            numbers = {a or b for a, b in _EDGE_NUMBER.findall(row.text)}
            tight = place and len(rows) > 2 and abs(rows[2].bottom - row.bottom) < 1.5 * body  # a row of the text itself
            if row not in outer or row.size > 1.2 * body or len(row.text) > 90 or tight or not (
                    _bare(row.text) in heads or _NUMBER.fullmatch(row.text) or (label in numbers and len(row.text) < 70)):
                break
            found.add(row)
    return found


def _labels(sheets: Sequence[Sheet]) -> list[str]:
    """The file's own labels; else the printed numbers, where most of them run on; else the count of pages."""
    if any(sheet.label for sheet in sheets):
        return [sheet.label or str(index) for index, sheet in enumerate(sheets, 1)]
    printed: list[set[int]] = []
    for sheet in sheets:
        found = {int(match["number"]) for row in _outer(sheet) if (match := _NUMBER.fullmatch(row.text)) and match["number"].isdigit()}
        found |= {int(a or b) for row in _outer(sheet) for a, b in _EDGE_NUMBER.findall(row.text)}
        printed.append(found)
    offsets = Counter(number - index for index, found in enumerate(printed) for number in found)
    offset, count = offsets.most_common(1)[0] if offsets else (1, 0)
    if count < 2 or count < 0.5 * sum(bool(found) for found in printed):
        offset = 1
    return [str(index + offset) if index + offset > 0 else f"[{index + 1}]" for index in range(len(sheets))]


def _body_size(sheets: Sequence[Sheet]) -> float:
    sizes = Counter[float]()
    for sheet in sheets:
        for row in sheet.rows:
            sizes[round(row.size, 1)] += len(row.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def _compounds(sheets: Sequence[Sheet]) -> set[str]:
    """Words that the book itself writes with a hyphen within a row: these keep it where a row ends in them."""
    return {word.casefold() for sheet in sheets for row in sheet.rows for word in re.findall(r"\b[^\W\d_]+-[^\W\d_]+\b", row.text)}


def _notes(rows: Sequence[Row], body: float, sheet: Sheet) -> set[Row]:
    """Rows in smaller type at the foot of a page, from the first that opens with a mark."""
    found: list[Row] = []
    for row in sorted(rows, key=lambda row: row.bottom):
        if row.size > 0.93 * body or row.top > 0.6 * sheet.height:
            break
        found.append(row)
    while found and not re.match(r"\W*(?:\d{1,3}|[*†‡§¹²³⁴-⁹]|[a-z]\b)", found[-1].text):
        found.pop()
    return set(found) if len(found) < len(rows) else set()


@dataclass(slots=True)
class _Printer:
    """Sets rows into paragraphs, from page to page; footnotes follow the paragraph that is open at the foot of their page."""

    body: float
    compounds: set[str]
    pieces: list[Piece] = field(default_factory=list)
    _words: str = ""
    _marks: list[tuple[int, str, str]] = field(default_factory=list)
    _last: Row | None = None
    _first: Row | None = None
    _waiting: list[Piece] = field(default_factory=list)

    def page(self, label: str, rows: Sequence[Row], notes: set[Row]) -> None:
        """Set one page."""
        text = [row for row in rows if row not in notes]
        leading = _leading(text, self.body)
        new = True
        for row in text:
            same = not new and self._last is not None and row.top <= self._last.top
            if self._last is not None and self._opens(row, self._last, leading, same, _right(text, row)):
                self.close()
            if new:
                self._marks.append((len(self._words) + (1 if self._words else 0), label, "page"))
                new = False
            self._first = self._first or row
            self._set(row.text)
            self._last = row
        if new:
            self._marks.append((len(self._words), label, "page"))
        if notes:
            self._waiting += _set_notes([row for row in rows if row in notes], self)

    def _opens(self, row: Row, last: Row, leading: float, same: bool, right: float) -> bool:
        """Does a row begin a paragraph?"""
        if abs(row.size - last.size) > 0.12 * max(row.size, last.size) or row.text.isupper() != last.text.isupper():
            return True
        if same and last.bottom - row.bottom > 1.45 * leading:
            return True
        ended, short = bool(_ENDED.search(last.text)), last.right < right - 2.5 * row.size
        if not same and last.right < last.left + 0.6 * (right - last.left):
            return True
        if _LISTED.match(row.text) and (ended or short):
            return True
        step = row.left - last.left
        if same and step > 0.8 * row.size and (ended or short) and last is not self._first:
            return True
        if same and step > 0.8 * row.size and last is self._first and ended and short:
            return True
        if same and step < -0.8 * row.size and last is not self._first and (ended or self._hanging()):
            return True
        return ended and short

    def _hanging(self) -> bool:
        return self._first is not None and self._last is not None and self._last.left > self._first.left + 0.8 * self._last.size

    def _set(self, text: str) -> None:
        """Add a row's words; a word broken at its end is joined, unless the book writes it with a hyphen."""
        if not self._words:
            self._words = text
        elif _BROKEN.search(self._words) and text[:1].islower():
            head = re.search(r"[^\W\d_]+(?=\W$)", self._words)
            tail = re.match(r"[^\W\d_]+", text)
            kept = bool(head and tail and f"{head.group()}-{tail.group()}".casefold() in self.compounds)
            self._words = self._words[:-1] + ("-" if kept else "") + text
        else:
            self._words += f" {text}" if not re.search(r"[^\W\d_]-$|[—–]$", self._words) else text

    def close(self) -> None:
        """End the paragraph."""
        if self._words:
            size = self._first.size if self._first else self.body
            words = self._words.replace("\u00ad", "-") if self._words.endswith("\u00ad") else self._words
            heading = size > 1.12 * self.body and len(words.split()) <= 25
            self.pieces.append(Piece("heading" if heading else "paragraph", 0, words, tuple(
                (min(place, len(words) - 1), label, kind) for place, label, kind in self._marks)))
            self._marks = []
        self.pieces += self._waiting
        self._waiting = []
        self._words, self._first, self._last = "", None, None


def _set_notes(rows: Sequence[Row], printer: _Printer) -> list[Piece]:
    """Footnotes, one block each: a row that opens with a mark begins one."""
    inner = _Printer(printer.body, printer.compounds)
    for row in rows:
        if inner._words and re.match(r"\W*(?:\d{1,3}[.)\s]|[*†‡§¹²³⁴-⁹])", row.text):
            inner.close()
        inner._set(row.text)
    inner.close()
    return [Piece("note", 0, piece.words) for piece in inner.pieces]


def _leading(rows: Sequence[Row], body: float) -> float:
    steps = [above.bottom - below.bottom for above, below in pairwise(rows) if 0 < above.bottom - below.bottom < 3 * body]
    return median(steps) if steps else 1.2 * body


def _right(rows: Sequence[Row], row: Row) -> float:
    """Where the column that a row stands in ends."""
    return max((other.right for other in rows if other.left < row.right and row.left < other.right), default=row.right)


def columns(rows: Sequence[tuple[Row, ...]]) -> Iterator[Row]:
    """Rows in reading order, each given as the segments that wide gaps leave; where gaps stand under one another there are two columns."""
    gaps = [(segments[0].right, segments[1].left) for segments in rows if len(segments) == 2]
    wordy = [segments for segments in rows if len(segments) == 2 and len(segments[1].text) > 12]
    if len(wordy) >= max(4, 0.3 * len(rows)) and (middle := _gutter(gaps)) is not None:
        left: list[Row] = []
        right: list[Row] = []
        for segments in rows:
            whole = len(segments) != 2 and any(row.left < middle - 5 and row.right > middle + 5 for row in segments)
            if whole:
                yield from (*left, *right)
                left, right = [], []
                yield joined(segments)
            else:
                left += (row for row in segments if row.left < middle)
                right += (row for row in segments if row.left >= middle)
        yield from (*left, *right)
        return
    yield from (joined(segments) for segments in rows)


def _gutter(gaps: Sequence[tuple[float, float]]) -> float | None:
    """A place that three in four gaps hold."""
    middle = median((left + right) / 2 for left, right in gaps)
    return middle if sum(left <= middle <= right for left, right in gaps) >= 0.75 * len(gaps) else None


def joined(segments: Sequence[Row]) -> Row:
    """The segments of a row as one."""
    return Row(" ".join(s.text for s in segments), min(s.left for s in segments), max(s.right for s in segments),
               min(s.bottom for s in segments), max(s.top for s in segments), max(s.size for s in segments))
