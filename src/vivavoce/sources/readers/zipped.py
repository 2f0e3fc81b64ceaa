"""Packed files (EPUB, DOCX): opened within limits, so that no small file becomes a large one."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from vivavoce.errors import UnreadableSource
from vivavoce.sources.readers.reading import Limits

_MEMBERS: Final = 20_000
_RATIO: Final = 200
_RATIO_FROM: Final = 5_000_000
"""Bytes; below it a member may be as compressible as it likes."""


@contextmanager
def opened(raw: bytes, limits: Limits, kind: str) -> Iterator[zipfile.ZipFile]:
    """A packed file that holds to the limits; whatever breaks while it is read is told as UnreadableSource."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            _check(packed, limits)
            yield packed
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise UnreadableSource(f"is damaged or no {kind}: {_first(error)}.") from error
    except KeyError as error:
        raise UnreadableSource(f"is no {kind}: a part that belongs to it is missing.") from error


def _check(packed: zipfile.ZipFile, limits: Limits) -> None:
    members = packed.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > _MEMBERS:
        raise UnreadableSource(f"packs {len(members):,} files, and the limit is {_MEMBERS:,}.")
    if total > limits.expanded:
        raise UnreadableSource(f"would expand to {total:,} bytes, and the limit is {limits.expanded:,} (VIVAVOCE_LARGEST_EXPANSION).")
    for member in members:
        if member.file_size > _RATIO_FROM and member.file_size > _RATIO * max(1, member.compress_size):
            raise UnreadableSource(f"expands {member.file_size // max(1, member.compress_size):,}-fold, which no document does.")
        if member.flag_bits & 1:
            raise UnreadableSource("is encrypted: save it without a password.")


def member(packed: zipfile.ZipFile, name: str) -> bytes:
    """A packed file's bytes, no more than it said it holds; KeyError where there is none of that name."""
    told = packed.getinfo(name).file_size
    with packed.open(name) as file:
        raw = file.read(told + 1)
    if len(raw) > told:
        raise UnreadableSource("holds more than it says it does, which no document does.")
    return raw


def tree(raw: bytes, what: str) -> Element:
    """XML parsed without entities and without anything fetched; UnreadableSource where that cannot be."""
    try:
        return fromstring(raw)  # type: ignore[no-any-return]
    except DefusedXmlException as error:
        raise UnreadableSource(f"{what} declares entities or refers to other files, which is not read: write them out.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableSource(f"{what} is damaged XML: {_first(error)}.") from error


def local(name: object) -> str:
    """An element's name without its namespace; nothing for comments and instructions."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def _first(error: Exception) -> str:
    return (str(error).split("\n")[0] or type(error).__name__).rstrip(".")[:120].lower()
