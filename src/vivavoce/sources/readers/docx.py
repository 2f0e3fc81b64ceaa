"""DOCX: mammoth makes a page of it, and that is read as pages are."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import mammoth

from vivavoce.errors import UnreadableSource
from vivavoce.sources.metadata import Metadata, completed, iso
from vivavoce.sources.readers.page import flow, parsed, sections
from vivavoce.sources.readers.reading import Limits, Reading, laid_out
from vivavoce.sources.readers.zipped import local, member, opened, tree
from vivavoce.sources.tongues import code
from vivavoce.text import squeeze

_OLE: bytes = bytes.fromhex("D0CF11E0A1B11AE1")
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Block Text'] => blockquote:fresh
p[style-name='Caption'] => figcaption:fresh
"""


def read_docx(raw: bytes, limits: Limits = Limits()) -> Reading:  # noqa: B008  (frozen)
    """The text of a word processor's file with its headings, lists, quotations and notes; UnreadableSource where it is locked or damaged."""
    if raw.startswith(_OLE):
        raise UnreadableSource("is encrypted or in an older format: save it as .docx without a password.")
    with opened(raw, limits, "DOCX") as packed:
        told = _metadata(packed)
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in member(packed, name)[:4096].upper():
                raise UnreadableSource("declares entities, which no word processor does.")
        member(packed, "word/document.xml")
        html = _page(raw)
    page = parsed(html)
    if page.body is None:
        raise UnreadableSource("has no text in its body.")
    text, found, marks = laid_out(list(flow(page.body)), limits)
    blocks = tuple(sections(text, found))
    return Reading(text, blocks, completed(told, text, blocks), tuple(mark for mark in marks if not mark.label.startswith(("footnote", "endnote"))))


def _page(raw: bytes) -> bytes:
    try:
        made = mammoth.convert_to_html(io.BytesIO(raw), style_map=_STYLES, include_embedded_style_map=False,
                                       convert_image=mammoth.images.img_element(lambda image: {"src": ""}))
    except (MemoryError, UnreadableSource):
        raise
    except Exception as error:  # mammoth raises whatever its parts raise
        raise UnreadableSource("is damaged or no DOCX: its text cannot be taken out.") from error
    return f"<html><head><meta charset='utf-8'></head><body>{made.value}</body></html>".encode("utf-8", "replace")


def _metadata(packed: zipfile.ZipFile) -> Metadata:
    """docProps/core.xml; a file's own date tells when it was saved, which may be long after the words were written."""
    fields: dict[str, str] = {}
    with suppress(KeyError):
        for element in tree(member(packed, "docProps/core.xml"), "its description").iter():
            if element.text and element.text.strip():
                fields.setdefault(local(element.tag), squeeze(element.text))
    saved = iso(fields.get("created", ""))
    return Metadata(fields.get("title", ""), fields.get("creator", ""), "", "", code(fields.get("language", "")),
                    ("published",) if saved else (), saved)
