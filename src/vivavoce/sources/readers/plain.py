"""Plain text and Markdown: the bytes decoded, untouched."""

from __future__ import annotations

from vivavoce.sources.metadata import metadata
from vivavoce.sources.readers.reading import Limits, Reading, bounded, decode, refuse_binary
from vivavoce.sources.structure import blocks


def read_plain(raw: bytes, limits: Limits = Limits()) -> Reading:  # noqa: B008  (frozen)
    """The bytes decoded; UnreadableSource where they are no text, or hold a paragraph that is none."""
    refuse_binary(raw)
    text = decode(raw)
    bounded((len(line) for line in text.split("\n")), len(text), limits)
    found = blocks(text)
    bounded((block.end - block.start for block in found), 0, limits)
    return Reading(text, found, metadata(text, found))
