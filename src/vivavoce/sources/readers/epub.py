"""EPUB 2 and 3: chapters in the order of the spine, read as pages are; navigation and covers are left out."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from vivavoce.errors import UnreadableSource
from vivavoce.sources.metadata import Metadata, completed, iso
from vivavoce.sources.readers.page import flow, parsed, sections
from vivavoce.sources.readers.reading import Limits, Piece, Reading, laid_out
from vivavoce.sources.readers.zipped import local, member, opened, tree
from vivavoce.sources.tongues import code
from vivavoce.text import squeeze

_OBSCURED_FONTS: Final = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_NO_TEXT: Final = frozenset({"cover", "toc", "loi", "lot", "index"})
_EMPTY: Final = frozenset(b"br hr img meta link input col area base wbr source embed param".split())
_PAGES: Final = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def read_epub(raw: bytes, limits: Limits = Limits()) -> Reading:  # noqa: B008  (frozen)
    """The chapters of a book in their order; UnreadableSource where it is locked, damaged or holds no text."""
    with opened(raw, limits, "EPUB") as packed:
        _refuse_locked(packed)
        package_name = _package(packed)
        package = tree(member(packed, package_name), "its package file")
        pieces: list[Piece] = []
        remarks: list[str] = []
        for name in _spine(package, posixpath.dirname(package_name)):
            try:
                pieces += _chapter(packed, name)
            except KeyError:
                remarks.append(f"lacks its part {name}.")
            if sum(len(piece.words) for piece in pieces) > limits.text:
                break
    text, found, marks = laid_out(pieces, limits)
    blocks = tuple(sections(text, found))
    return Reading(text, blocks, completed(_metadata(package), text, blocks), tuple(marks), remarks=tuple(remarks))


def _refuse_locked(packed: zipfile.ZipFile) -> None:
    """Fonts may be obscured; where anything else is encrypted, a shop's lock keeps the book."""
    names = set(packed.namelist())
    if "META-INF/encryption.xml" in names:
        for element in tree(member(packed, "META-INF/encryption.xml"), "its list of locks").iter():
            if local(element.tag) == "EncryptedData" and not any(
                    local(part.tag) == "EncryptionMethod" and part.get("Algorithm") in _OBSCURED_FONTS for part in element):
                raise UnreadableSource("is locked (DRM): get a copy without a lock.")


def _package(packed: zipfile.ZipFile) -> str:
    """Where the package file lies, as META-INF/container.xml says."""
    container = tree(member(packed, "META-INF/container.xml"), "its container file")
    for element in container.iter():
        if local(element.tag) == "rootfile" and (path := element.get("full-path")):
            return path
    raise UnreadableSource("is no EPUB: its container names no package.")


def _spine(package: Element, base: str) -> Iterator[str]:
    """Paths of the chapters in reading order."""
    items = {element.get("id"): element for element in package.iter() if local(element.tag) == "item"}
    skipped = {posixpath.normpath(unquote((element.get("href") or "").partition("#")[0])) for element in package.iter()
               if local(element.tag) == "reference" and (element.get("type") or "").lower() in _NO_TEXT}
    for reference in package.iter():
        item = items.get(reference.get("idref")) if local(reference.tag) == "itemref" else None
        if item is None or reference.get("linear") == "no" or "nav" in (item.get("properties") or "").split():
            continue
        href = posixpath.normpath(unquote(item.get("href") or ""))
        if item.get("media-type") in _PAGES and href not in skipped:
            yield posixpath.normpath(posixpath.join(base, href))


def _chapter(packed: zipfile.ZipFile, name: str) -> list[Piece]:
    """One chapter's blocks; its file is the anchor where no element within it is nearer."""
    raw = re.sub(rb"<([a-zA-Z][\w]*)([^<>]*)/>", _opened_again, member(packed, name))
    page = parsed(raw)
    pieces = list(flow(page.body, posixpath.basename(name))) if page.body is not None else []
    if pieces:
        first = pieces[0]
        pieces[0] = Piece(first.kind, first.level, first.words, ((0, posixpath.basename(name), "anchor"), *first.marks))
    return pieces


def _opened_again(match: re.Match[bytes]) -> bytes:
    """`<a id="x"/>` is XML for an empty element; a reader of HTML would take it for one that stays open."""
    return match.group() if match.group(1).lower() in _EMPTY else b"<%s%s></%s>" % (match.group(1), match.group(2), match.group(1))


def _metadata(package: Element) -> Metadata:
    """Dublin Core: title, those who wrote it, the editor, when it was written and when it was printed."""
    fields: dict[str, list[Element]] = {}
    refined: dict[str, dict[str, str]] = {}
    for element in package.iter():
        if local(element.tag) == "meta" and (about := element.get("refines")):
            refined.setdefault(about.lstrip("#"), {})[element.get("property") or ""] = squeeze(element.text or "")
        elif element.text:
            fields.setdefault(local(element.tag), []).append(element)

    def role(element: Element) -> str:
        own = next((value for key, value in element.attrib.items() if local(key) == "role"), "")
        return own or refined.get(element.get("id") or "", {}).get("role", "") or "aut"

    def texts(name: str) -> list[str]:
        return [squeeze(element.text or "") for element in fields.get(name, [])]

    people = [(role(element), squeeze(element.text or "")) for name in ("creator", "contributor") for element in fields.get(name, [])]
    authors = [name for kind, name in people[:len(fields.get("creator", []))] if kind == "aut"]
    events = {next((value for key, value in element.attrib.items() if local(key) == "event"), "publication"): iso(squeeze(element.text or ""))
              for element in reversed(fields.get("date", []))}
    editors = [name for kind, name in people if kind == "edt"]
    return Metadata(next(iter(texts("title")), ""), " and ".join(authors[:4]), " and ".join(editors[:3]), events.get("creation", ""),
                    code(next(iter(texts("language")), "")), (), events.get("original-publication") or events.get("publication", ""))
