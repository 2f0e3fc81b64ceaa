"""Sources as given, spans cut from them, and what is judged of them."""

from __future__ import annotations

import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Standing(StrEnum):
    """What a source is to the figure."""

    OWN_WORK = "own_work"
    LETTER = "letter"
    MEMOIR = "memoir"
    WITNESS = "witness"
    BIOGRAPHY = "biography"
    REFERENCE = "reference"
    PARTISAN = "partisan"
    GENERATED = "generated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch of a source whose words cannot be trusted, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Health:
    """Whether a source's text can be trusted word by word: `sound`, `degraded` or `duplicate`, and why; `spans` are damaged parts, in order."""

    verdict: str = "sound"
    reasons: tuple[str, ...] = ()
    spans: tuple[Damage, ...] = ()

    def at(self, start: int, end: int) -> str:
        """The verdict on a span: the source's own, or `degraded` where it touches a damaged part."""
        if self.verdict == "degraded" or not self.spans:
            return self.verdict
        before = bisect.bisect_left(self.spans, end, key=lambda damage: damage.start)
        return "degraded" if before and self.spans[before - 1].end > start else self.verdict


@dataclass(frozen=True, slots=True)
class Span:
    """`(source, start, end)`: half-open, in code points of the source's text."""

    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reprint:
    """A passage that two sources share nearly word by word."""

    one: Span
    other: Span


@dataclass(frozen=True, slots=True)
class Correction:
    """The owner's word on a span: `quote_only` or `mute`; `words` are those that should stand there, where the owner says so."""

    span: Span
    action: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a source with one role: heading, paragraph, list_item, quotation, bibliography, caption, furniture, matter."""

    start: int
    end: int
    kind: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A dated piece of a volume: a letter, a speech, an entry of a diary; `date` says when it was written or spoken.

    `author` and `addressee` are as its heading names them, empty where it names none; a part without an author is the source's author's.
    """

    start: int
    end: int
    heading: str = ""
    author: str = ""
    addressee: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page (`kind` is `page`) or a named place (`anchor`) begins, and what it is called; it holds until the next of its kind."""

    start: int
    label: str
    kind: str = "page"


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a bibliography: its span, and what it says as CSL-JSON."""

    source: str
    start: int
    end: int
    csl: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """One document: its text exactly as cited, what it says of itself, its structure and its health."""

    id: str
    text: str
    sha256: str
    blocks: tuple[Block, ...] = ()
    title: str = ""
    author: str = ""
    editor: str = ""
    date: str = ""
    standing: Standing = Standing.UNKNOWN
    language: str = "en"
    rights: str = ""
    health: Health = Health()
    inferred: tuple[str, ...] = ()
    published: str = ""
    parts: tuple[Part, ...] = ()
    marks: tuple[Mark, ...] = ()
    standing_reason: str = ""

    def page(self, start: int, end: int) -> str:
        """The page that a span stands on, `12`, or both that it spans, `12–13`; empty where the source has no pages."""
        pages = [mark for mark in self.marks if mark.kind == "page"]
        first, last = (bisect.bisect_right(pages, offset, key=lambda mark: mark.start) - 1 for offset in (start, end - 1))
        if first < 0:
            return ""
        return pages[first].label if first == last else f"{pages[first].label}–{pages[last].label}"

    def anchor(self, start: int) -> str:
        """The named place that a span stands in: a section of a page, a chapter of a book; empty where there is none."""
        anchors = [mark for mark in self.marks if mark.kind == "anchor"]
        index = bisect.bisect_right(anchors, start, key=lambda mark: mark.start) - 1
        return anchors[index].label if index >= 0 else ""

    def part(self, offset: int) -> Part | None:
        """The dated part that holds an offset."""
        index = bisect.bisect_right(self.parts, offset, key=lambda part: part.start) - 1
        return self.parts[index] if index >= 0 and offset < self.parts[index].end else None

    def cut(self, start: int, end: int) -> str:
        """The exact words of a span; IndexError where it does not lie in the text."""
        if not 0 <= start < end <= len(self.text):
            raise IndexError(f"{self.id}: no span {start}–{end} in {len(self.text)} code points")
        return self.text[start:end]
