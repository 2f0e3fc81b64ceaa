"""A source's text cut for reading: leaves, paragraphs, pieces. Joined again they are the text, code point for code point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from vivavoce.record import Damage, Sentence
from vivavoce.text import fold

LEAF: Final = 60_000
"""Code points of a leaf, about; a longer source is shown leaf by leaf."""
_BREAK: Final = re.compile(r"\n\r?\n")
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_SIGNS: Final = re.compile(r"#{1,6}\s+")
_HARD_WRAPPED: Final = 45
_HITS: Final = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that is to stand out: `at` where an address points, `found` where a search did."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph with at most one mark; `id` stands at the first piece of the span that an address points at."""

    text: str
    kind: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: `heading` is one of a section, `verse` keeps its line ends, `speakers` are those who begin to speak here,
    `matter` is what a file says of itself before its text.

    `damaged` where it touches a damaged part, `reasons` where they are not those of the paragraph before.
    """

    start: int
    end: int
    pieces: tuple[Piece, ...]
    heading: bool = False
    verse: bool = False
    speakers: tuple[str, ...] = ()
    damaged: bool = False
    matter: bool = False
    reasons: tuple[str, ...] = ()


def leaves(text: str, size: int = LEAF) -> list[tuple[int, int]]:
    """The text as spans of about `size` code points that end between paragraphs, where there are any."""
    found: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > size * 3 // 2:
        gap = _BREAK.search(text, start + size, start + 2 * size)
        cut = gap.end() if gap else start + size
        found.append((start, cut))
        start = cut
    return [*found, (start, len(text))] if start < len(text) or not found else found


def paragraphs(text: str, leaf: tuple[int, int], marks: Sequence[Mark] = (), headings: Iterable[str] = (),
               sentences: Sequence[Sentence] = (), damages: Sequence[Damage] = ()) -> list[Paragraph]:
    """The paragraphs of a leaf, marked, with those who speak in them and what is damaged."""
    titles = set(headings)
    made: list[Paragraph] = []
    speaking: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    for start, end in _blocks(text, *leaf):
        body = text[start:end]
        voices = tuple(dict.fromkeys(s.voice for s in sentences if s.start < end and s.end > start))
        reasons = tuple(dict.fromkeys(d.reason for d in damages if d.start < end and d.end > start))
        heading, signs = _bare(body) in titles, _SIGNS.match(body)
        here = [*marks, Mark(start, start + signs.end(), "sign")] if heading and signs else marks
        made.append(Paragraph(start, end, tuple(_pieces(text, start, end, here)), heading, _verse(body),
                              voices if voices and voices != speaking else (), bool(reasons), start == 0 and body.startswith("---"),
                              reasons if reasons != told else ()))
        speaking, told = voices or speaking, reasons
    return made


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between blank lines, without the white space that ends them."""
    first, last = -1, -1
    for line in _LINE.finditer(text, start, end):
        filled = line[0].rstrip()
        if filled:
            first = line.start() if first < 0 else first
            last = line.start() + len(filled)
        elif first >= 0:
            yield first, last
            first = -1
    if first >= 0:
        yield first, last


def _bare(body: str) -> str:
    return body.strip().strip("#=_* ").strip()


def _verse(body: str) -> bool:
    """Do its line ends mean something? In prose wrapped by hand every line but the last is long."""
    lines = body.splitlines()
    return len(lines) > 1 and any(len(line.strip()) < _HARD_WRAPPED for line in lines[:-1])


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    here = [m for m in marks if m.start < end and m.end > start]
    cuts = sorted({start, end, *(min(max(edge, start), end) for m in here for edge in (m.start, m.end))})
    for left, right in pairwise(cuts):
        over = [m for m in here if m.start <= left and m.end >= right]
        mark = next((m for m in over if m.kind == "at"), over[0] if over else None)
        if mark is None:
            yield Piece(text[left:right])
            continue
        first = mark.kind == "at" and not text[mark.start:left].strip()
        yield Piece(text[left:right], mark.kind, f"{mark.start}-{mark.end}" if first else "")


@dataclass(frozen=True, slots=True)
class Found:
    """What a search within a source found: spans, and whether there are more than are shown."""

    spans: tuple[tuple[int, int], ...]
    more: bool = False


def find(text: str, wanted: str, most: int = _HITS) -> Found:
    """Where words stand, case and accents and kinds of quotation marks and breaks of line made alike."""
    terms = fold(wanted).split()
    if not terms:
        return Found(())
    folded, places = _folded(text)
    pattern = re.compile(r"\s+".join(re.escape(term) for term in terms))
    spans: list[tuple[int, int]] = []
    for hit in pattern.finditer(folded):
        if len(spans) == most:
            return Found(tuple(spans), True)
        spans.append((places[hit.start()], places[hit.end() - 1] + 1) if places else hit.span())
    return Found(tuple(spans))


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text and, where its length may differ, the place in the text of each of its characters."""
    if text.isascii():
        return text.casefold(), []
    pieces: list[str] = []
    places: list[int] = []
    for run in re.finditer(r"[\x00-\x7f]+|[^\x00-\x7f]", text):
        piece = fold(run[0])
        pieces.append(piece)
        places += range(run.start(), run.end()) if run[0].isascii() else [run.start()] * len(piece)
    return "".join(pieces), places
