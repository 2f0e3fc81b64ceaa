"""What every reader makes of a file, and what none may exceed."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from vivavoce.errors import UnreadableSource
from vivavoce.record import Block, Mark, Part
from vivavoce.sources.metadata import Metadata

LONGEST_PARAGRAPH: Final = 1_000_000
"""Code points; beyond it a text is no prose but data, and reading it would take minutes and gigabytes."""
DEEPEST: Final = 500
"""Elements within elements; no document that people wrote comes near it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask for: pages, code points of text, bytes that a packed file expands to, seconds, bytes of memory."""

    pages: int = 5_000
    text: int = 30_000_000
    expanded: int = 400_000_000
    seconds: int = 30
    memory: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one file; `parts` only where the format itself says what is dated, `remarks` what a build should tell."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    marks: tuple[Mark, ...] = ()
    parts: tuple[Part, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it has a place: its kind, level, words, and where pages and anchors begin in it (offset, label, kind of mark)."""

    kind: str
    level: int
    words: str
    marks: tuple[tuple[int, str, str], ...] = ()


def laid_out(pieces: Sequence[Piece], limits: Limits) -> tuple[str, list[Block], list[Mark]]:
    """Pieces joined by blank lines: the text, its blocks and its marks; UnreadableSource where there is nothing, or too much."""
    if not pieces:
        raise UnreadableSource("has no text in its body.")
    bounded((len(piece.words) for piece in pieces), sum(len(piece.words) + 2 for piece in pieces), limits)
    blocks: list[Block] = []
    marks: list[Mark] = []
    length = 0
    for piece in pieces:
        blocks.append(Block(length, length + len(piece.words), piece.kind, piece.level))
        marks += (Mark(length + offset, label, kind) for offset, label, kind in piece.marks)
        length += len(piece.words) + 2
    return "\n\n".join(piece.words for piece in pieces), blocks, marks


def bounded(lengths: Iterable[int], total: int, limits: Limits) -> None:
    """UnreadableSource where a paragraph, or the whole, is longer than is read."""
    too_long(max(lengths, default=0))
    if total > limits.text:
        raise UnreadableSource(f"holds {total:,} characters of text, and the limit is {limits.text:,} (VIVAVOCE_LARGEST_TEXT).")


def too_long(length: int) -> None:
    """UnreadableSource where a paragraph is longer than any that people write."""
    if length > LONGEST_PARAGRAPH:
        raise UnreadableSource(f"has a paragraph of {length:,} characters, and the limit is {LONGEST_PARAGRAPH:,}: break it up with blank lines.")


def decode(raw: bytes) -> str:
    """UTF-8, else cp1252, else latin-1, a byte order mark dropped and nothing else changed (contract: A source's text)."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def refuse_binary(raw: bytes) -> None:
    """UnreadableSource where the bytes are no text."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableSource("is written in UTF-16: save it as UTF-8.")
    if (place := raw.find(b"\x00")) >= 0 or _binary(raw[:4096]):
        raise UnreadableSource(f"is not text: it holds the bytes of some other kind of file{f' (a NUL at byte {place:,})' if place >= 0 else ''}.")


def _binary(head: bytes) -> bool:
    control = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    return control > 0.02 * max(1, len(head)) or head.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"))
