"""Sources as given, spans cut from them, and what is judged of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
class Health:
    """Whether a source's text can be trusted word by word: `sound`, `degraded` or `duplicate`, and why."""

    verdict: str = "sound"
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """`(source, start, end)`: half-open, in code points of the source's text."""

    source: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Correction:
    """The owner's word on a span: `quote_only` or `mute`."""

    span: Span
    action: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a source with one role: heading, paragraph, list_item, quotation, bibliography, caption, furniture, matter."""

    start: int
    end: int
    kind: str
    level: int = 0


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

    def cut(self, start: int, end: int) -> str:
        """The exact words of a span; IndexError where it does not lie in the text."""
        if not 0 <= start < end <= len(self.text):
            raise IndexError(f"{self.id}: no span {start}–{end} in {len(self.text)} code points")
        return self.text[start:end]
