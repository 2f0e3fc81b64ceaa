"""HTML: the main text of a page, its headings, paragraphs, list items and quotations; not the menu, not the footer."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from vivavoce.errors import UnreadableSource
from vivavoce.record import Block
from vivavoce.sources.metadata import completed, of_page
from vivavoce.sources.readers.reading import DEEPEST, Limits, Piece, Reading, decode, laid_out, refuse_binary, too_long
from vivavoce.sources.structure import blocks

_OPEN_AT_ONCE: Final = 5_000
_DROPPED: Final = frozenset("script style noscript template nav header footer aside form button svg iframe math head".split())
_DROPPED_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "doc-toc"})
_DROPPED_CLASSES: Final = frozenset("nav menu sidebar footer header breadcrumb share related comments cookie".split())
_BLOCKS: Final = frozenset(
    "p div section article main h1 h2 h3 h4 h5 h6 li blockquote pre figure figcaption td th dt dd tr thead tbody tfoot table caption ul ol dl "
    "address details summary fieldset legend center hgroup br hr body".split())
_NAMED: Final = frozenset("h1 h2 h3 h4 h5 h6 section article a p li blockquote dt dd".split())
_NOTES: Final = frozenset({"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"})
_TAG: Final = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_CLOSED_BY_THE_NEXT: Final = frozenset(b"area base br col embed hr img input link meta source track wbr p li td th tr dd dt option".split())


def read_html(raw: bytes, limits: Limits = Limits()) -> Reading:  # noqa: B008  (frozen)
    """The main text of a page; UnreadableSource where there is none."""
    refuse_binary(raw)
    page = parsed(raw)
    meta = of_page(page)
    root = _main(page)
    if root is None:
        raise UnreadableSource("has no text in its body.")
    text, found, marks = laid_out(list(flow(root)), limits)
    divided = tuple(sections(text, found))
    return Reading(text, divided, completed(meta, text, divided), tuple(marks))


def parsed(raw: bytes) -> LexborHTMLParser:
    """A page parsed in the encoding it declares; UnreadableSource where its elements nest so deeply that parsing would take minutes."""
    depth = 0
    for match in _TAG.finditer(raw):
        if match.group(2).lower() not in _CLOSED_BY_THE_NEXT and not match.group(3):
            depth += -1 if match.group(1) else 1
            if depth > _OPEN_AT_ONCE:
                raise UnreadableSource("nests its elements too deeply to be a document.")
            depth = max(depth, 0)
    return LexborHTMLParser(_decode_page(raw))


def _decode_page(raw: bytes) -> str:
    """What the page declares where that holds; `iso-8859-1` means cp1252 on the web (WHATWG, Encoding)."""
    declared = re.search(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|^\s*<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", raw[:4096], re.I)
    name = (declared.group(1) or declared.group(2)).decode("ascii", "replace").lower() if declared else ""
    if name and name not in ("utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii", "ascii") and not raw.startswith(codecs.BOM_UTF8):
        try:
            return raw.decode(name)
        except (LookupError, ValueError):
            pass
    return decode(raw)


def _main(page: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the text: main or article where there is one, else the body."""
    for query in ("main", "[role=main]", "article"):
        nodes = page.css(query)
        if len(nodes) == 1 and len(nodes[0].text()) > 200:
            return nodes[0]
    return page.body


def flow(root: LexborNode, prefix: str = "") -> Iterator[Piece]:
    """Blocks in reading order; inline elements join the text around them. Anchors are named after `prefix`, the file within a book."""
    run = _Run()
    open_elements: list[tuple[Iterator[LexborNode], str, int, bool]] = [(iter(root.iter(include_text=True)), "paragraph", 0, False)]
    while open_elements:
        children, kind, level, block = open_elements[-1]
        node = next(children, None)
        if node is None:
            open_elements.pop()
            if block or not open_elements:
                yield from run.closed(kind, level)
            continue
        tag = node.tag or ""
        if tag == "-text":
            run.add(node.text(deep=False) or "")
            continue
        if tag.startswith(("-", "!", "_")) or _is_dropped(node, tag):
            continue
        if tag in _BLOCKS:
            yield from run.closed(kind, level)
        run.mark(node, tag, prefix, kind)
        if tag in ("br", "hr", "img"):
            continue
        if len(open_elements) > DEEPEST:
            raise UnreadableSource("nests its elements too deeply to be a document.")
        inner = _role(node, tag, kind, level)
        open_elements.append((iter(node.iter(include_text=True)), *inner, tag in _BLOCKS))


class _Run:
    """The text of one block while it is gathered, white space collapsed, with the marks that begin in it."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._marks: list[tuple[int, str, str]] = []

    def add(self, text: str) -> None:
        self._words.append(text)

    def mark(self, node: LexborNode, tag: str, prefix: str, kind: str) -> None:
        """Note an anchor, or the break between two pages of a printed edition (EPUB 3: pagebreak)."""
        attributes = node.attributes
        name = attributes.get("id") or (attributes.get("name") if tag == "a" else "") or ""
        place = len(" ".join("".join(self._words).split()))
        if "pagebreak" in (attributes.get("epub:type") or attributes.get("role") or ""):
            if label := (attributes.get("title") or attributes.get("aria-label") or node.text() or "").strip(" ."):
                self._marks.append((place, label, "page"))
        elif name and (tag in _NAMED or kind == "heading"):
            self._marks.append((place, f"{prefix}#{name}" if prefix else name, "anchor"))

    def closed(self, kind: str, level: int) -> Iterator[Piece]:
        """The block that ends here, if it holds a word; marks wait for the next where it does not."""
        raw = "".join(self._words)
        too_long(len(raw))
        words = " ".join(raw.split())
        self._words.clear()
        if words:
            yield Piece(kind, level, words, tuple((min(place, len(words) - 1), label, sort) for place, label, sort in self._marks))
            self._marks.clear()
        else:
            self._marks = [(0, label, sort) for _, label, sort in self._marks]


def _is_dropped(node: LexborNode, tag: str) -> bool:
    attributes = node.attributes
    if tag in _DROPPED:
        return tag != "aside" or not _is_note(node)
    if "pagebreak" in (attributes.get("epub:type") or attributes.get("role") or ""):
        return False
    return ((attributes.get("role") or "") in _DROPPED_ROLES or attributes.get("aria-hidden") == "true" or "hidden" in attributes
            or not _DROPPED_CLASSES.isdisjoint((attributes.get("class") or "").split()))


def _is_note(node: LexborNode) -> bool:
    """A footnote, as EPUB 3, ARIA or mammoth mark one."""
    attributes = node.attributes
    named = {*(attributes.get("epub:type") or "").split(), *(attributes.get("role") or "").split()}
    return bool(_NOTES & named) or bool(re.match(r"(?:foot|end)note-\d", attributes.get("id") or ""))


def _role(node: LexborNode, tag: str, kind: str, level: int) -> tuple[str, int]:
    if re.fullmatch(r"h[1-6]", tag):
        return "heading", int(tag[1])
    if _is_note(node):
        return "note", 0
    if kind in ("note", "quotation"):
        return kind, level
    return {"li": ("list_item", 0), "blockquote": ("quotation", 0), "figcaption": ("caption", 0)}.get(tag, (kind, level))


def sections(text: str, found: list[Block]) -> Iterator[Block]:
    """What only words tell: bibliographies below their heading, furniture, captions, what wraps a transcribed book."""
    plain = blocks(text)
    told = {(block.start, block.end): block.kind for block in plain}
    wrapped = [(block.start, block.end) for block in plain if block.kind == "matter"]
    for block in found:
        kind = told.get((block.start, block.end), block.kind)
        if any(start <= block.start and block.end <= end for start, end in wrapped):
            yield replace(block, kind="matter")
        else:
            yield replace(block, kind=kind) if kind in ("bibliography", "furniture", "caption", "contents") and block.kind != "note" else block
