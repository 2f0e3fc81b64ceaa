"""Bytes → a text and its blocks, one reader for each kind of file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from vivavoce.errors import UnreadableSource
from vivavoce.record import Block
from vivavoce.sources.metadata import Metadata, metadata
from vivavoce.sources.structure import blocks

LONGEST_PARAGRAPH: Final = 1_000_000
"""Code points; beyond it a text is no prose but data, and reading it would take minutes and gigabytes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one file."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata


def decode(raw: bytes) -> str:
    """UTF-8, else cp1252, else latin-1, a byte order mark dropped and nothing else changed (contract: A source's text)."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def read_plain(raw: bytes) -> Reading:
    """Plain text and Markdown: the bytes decoded, untouched."""
    _refuse_binary(raw)
    text = decode(raw)
    _bounded(len(line) for line in text.split("\n"))
    found = blocks(text)
    _bounded(block.end - block.start for block in found)
    return Reading(text, found, metadata(text))


def _bounded(lengths: Iterable[int]) -> None:
    longest = max(lengths, default=0)
    if longest > LONGEST_PARAGRAPH:
        raise UnreadableSource(f"has a paragraph of {longest:,} characters, and the limit is {LONGEST_PARAGRAPH:,}: break it up with blank lines.")


def _refuse_binary(raw: bytes) -> None:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableSource("is written in UTF-16: save it as UTF-8.")
    if (place := raw.find(b"\x00")) >= 0 or _binary(raw[:4096]):
        raise UnreadableSource(f"is not text: it holds the bytes of some other kind of file{f' (a NUL at byte {place:,})' if place >= 0 else ''}.")


def _binary(head: bytes) -> bool:
    control = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    return control > 0.02 * max(1, len(head)) or head.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8"))


_DROPPED: Final = ("script,style,noscript,template,nav,header,footer,aside,form,button,svg,iframe,figure>img,[role=navigation],[role=banner],"
                   "[role=contentinfo],[aria-hidden=true],.nav,.menu,.sidebar,.footer,.header,.breadcrumb,.share,.related,.comments,.cookie")
_BLOCKS: Final = frozenset(
    "p div section article main h1 h2 h3 h4 h5 h6 li blockquote pre figure figcaption td th dt dd tr thead tbody tfoot table caption ul ol dl "
    "address details summary fieldset legend center hgroup br hr body".split())
_ANY_BLOCK: Final = ",".join(sorted(_BLOCKS - {"br", "hr"}))


def read_html(raw: bytes) -> Reading:
    """The main text of a page: headings, paragraphs, list items, quotations; not the menu, not the footer."""
    _refuse_binary(raw)
    page = LexborHTMLParser(_decode_page(raw))
    meta = _html_metadata(page)
    root = _main(page)
    if root is None:
        raise UnreadableSource("has no text in its body.")
    for node in root.css(_DROPPED):
        if node.mem_id != root.mem_id:
            node.decompose()
    pieces: list[str] = []
    found: list[Block] = []
    length = 0
    try:
        flow = _flow(root, "paragraph", 0)
    except RecursionError:
        raise UnreadableSource("nests its elements too deeply to be a document.") from None
    _bounded(len(words) for _, _, words in flow)
    for kind, level, words in flow:
        pieces.append(words)
        found.append(Block(length, length + len(words), kind, level))
        length += len(words) + 2
    if not pieces:
        raise UnreadableSource("has no text in its body.")
    text = "\n\n".join(pieces)
    return Reading(text, tuple(_sections(text, found)), meta)


def _decode_page(raw: bytes) -> str:
    """What the page declares where that holds; `iso-8859-1` means cp1252 on the web (WHATWG, Encoding)."""
    declared = re.search(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", raw[:4096], re.I)
    name = declared.group(1).decode("ascii", "replace").lower() if declared else ""
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


def _flow(node: LexborNode, kind: str, level: int) -> list[tuple[str, int, str]]:
    """Blocks in reading order; inline elements join the text around them."""
    found: list[tuple[str, int, str]] = []
    run: list[str] = []

    def close() -> None:
        words = " ".join("".join(run).split())
        run.clear()
        if words:
            found.append((kind, level, words))

    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            run.append(child.text(deep=False))
        elif tag in _BLOCKS or child.css_first(_ANY_BLOCK):
            close()
            if tag not in ("br", "hr"):
                found.extend(_flow(child, *_role(tag, kind, level)))
        elif not tag.startswith(("-", "!", "_")):
            run.append(child.text())
    close()
    return found


def _role(tag: str, kind: str, level: int) -> tuple[str, int]:
    if re.fullmatch(r"h[1-6]", tag):
        return "heading", int(tag[1])
    return {"li": ("list_item", 0), "blockquote": ("quotation", 0), "figcaption": ("caption", 0)}.get(tag, (kind, level))


def _sections(text: str, found: list[Block]) -> list[Block]:
    """What only words tell: bibliographies below their heading, furniture, captions."""
    plain = {(b.start, b.end): b.kind for b in blocks(text)}
    kept = ("bibliography", "furniture", "caption", "contents")
    return [Block(b.start, b.end, plain.get((b.start, b.end), b.kind) if plain.get((b.start, b.end)) in kept else b.kind, b.level) for b in found]


def _html_metadata(page: LexborHTMLParser) -> Metadata:
    def content(*names: str) -> str:
        for name in names:
            for node in page.css(f'meta[name="{name}"],meta[property="{name}"]'):
                if value := (node.attributes.get("content") or "").strip():
                    return value
        return ""

    title = content("og:title", "dc.title")
    if not title and (node := page.css_first("title")):
        title = " ".join(node.text().split())
    date = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", content("date", "article:published_time", "dc.date"))
    html = page.css_first("html")
    language = (html.attributes.get("lang") or "") if html else ""
    return Metadata(title, content("author", "dc.creator", "article:author"), "", date.group() if date else "", language[:2])


READERS: Final[dict[str, Callable[[bytes], Reading]]] = {
    ".txt": read_plain, ".md": read_plain, ".markdown": read_plain, ".html": read_html, ".htm": read_html,
}
