"""TEI XML (P4, P5): the header's account of the document, and its text with headings, verse, quotations, notes, pages and dated letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from vivavoce.errors import UnreadableSource
from vivavoce.record import Block, Part, is_date
from vivavoce.sources.datelines import written
from vivavoce.sources.metadata import Metadata, completed
from vivavoce.sources.readers.reading import Limits, Piece, Reading, laid_out
from vivavoce.sources.readers.zipped import local, tree
from vivavoce.sources.structure import blocks
from vivavoce.sources.tongues import code
from vivavoce.text import squeeze

_DROPPED: Final = frozenset("teiHeader fw del gap sic orig abbr surplus index graphic catRef interp interpGrp spanGrp certainty".split())
_PREFERRED: Final = {"sic": "corr", "orig": "reg", "abbr": "expan"}
_KINDS: Final = {
    "paragraph": "p ab l salute signed dateline opener closer postscript address trailer argument sp speaker label cell row list div body front back "
                 "text group table",
    "quotation": "epigraph floatingText", "heading": "head", "list_item": "item", "caption": "stage figDesc figure",
    "bibliography": "bibl biblStruct listBibl", "matter": "byline docTitle docAuthor docImprint titlePart docDate imprimatur castList titlePage"}
_BLOCKS: Final = {tag: kind for kind, tags in _KINDS.items() for tag in tags.split()}
_DEEPEST: Final = 200
_DIVISIONS: Final = re.compile(r"div\d?|text|body|front|back|group|floatingText")
_HOLDS_BLOCKS: Final = frozenset({"p", "lg", "ab", "l", "sp", "div", "head", "list", "floatingText"})


def read_tei(raw: bytes, limits: Limits = Limits()) -> Reading:  # noqa: B008  (frozen)
    """The text of a TEI document; UnreadableSource where the XML is another, damaged, or refers to what is not in it."""
    root = tree(raw, "it")
    documents = [root] if local(root.tag) in ("TEI", "TEI.2") else [e for e in root if local(e.tag) in ("TEI", "TEI.2")]
    if local(root.tag) not in ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2") or not documents:
        raise UnreadableSource(f"is XML but not TEI (its root is {local(root.tag)[:40]}): convert it to TEI, HTML or plain text.")
    flow = _Flow()
    for body in (element for document in documents for element in document if local(element.tag) == "text"):
        flow.read(body)
    text, found, marks = laid_out(flow.pieces, limits)
    told = _header(root if local(root.tag).startswith("TEI") else documents[0])
    parts = tuple(_parts(flow, found, documents if len(documents) > 1 else []))
    return Reading(text, tuple(_listed(text, found)), completed(told, text, found), tuple(marks), parts)


@dataclass(slots=True)
class _Division:
    """A division of the text and the pieces that it spans."""

    element: Element
    first: int
    last: int = 0


@dataclass(slots=True)
class _Flow:
    """Walks a text in reading order and gathers its pieces; notes wait until the block that they belong to has ended."""

    pieces: list[Piece] = field(default_factory=list)
    divisions: list[_Division] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _marks: list[tuple[int, str, str]] = field(default_factory=list)
    _notes: list[Element] = field(default_factory=list)
    _lines: bool = False

    def read(self, element: Element) -> None:
        self._walk(element, "paragraph", 0, 0)
        self._close("paragraph", 0)

    def _walk(self, element: Element, kind: str, level: int, depth: int) -> None:
        """One element: its words join the run of its block, a block of its own opens a new run."""
        tag = local(element.tag)
        if depth > _DEEPEST:
            raise UnreadableSource("nests its elements too deeply to be a document.")
        if tag == "choice":
            self._choose(element, kind, level, depth)
        elif tag == "note":
            self._notes.append(element)
        elif tag in ("pb", "milestone") and (label := element.get("n")):
            if tag == "pb":
                self._marks.append((self._place(), label, "page"))
        elif tag in ("lb", "cb"):
            self._words.append("" if element.get("break") == "no" else " ")
        elif tag and tag not in _DROPPED:
            self._enter(element, tag, kind, level, depth)

    def _choose(self, element: Element, kind: str, level: int, depth: int) -> None:
        """Of an original and its correction, the one that an editor would have read."""
        children = list(element)
        better = next((child for child in children if local(child.tag) in _PREFERRED.values()), None)
        for child in [better] if better is not None else children[:1]:
            self._inside(child, kind, level, depth)

    def _enter(self, element: Element, tag: str, kind: str, level: int, depth: int) -> None:
        verse = tag == "lg"
        quoted = tag in ("q", "quote", "cit", "said")
        block = verse or tag in _BLOCKS or re.fullmatch(r"div\d", tag) or (quoted and (not self._words or any(
            local(child.tag) in _HOLDS_BLOCKS for child in element)))
        if not block:
            inline = quoted and not self._open_quotation(element)
            self._words.append("“" if inline else "")
            self._inside(element, kind, level, depth)
            self._words.append("”" if inline else "")
            return
        if tag == "l" and self._lines:
            self._words.append("\n" if self._place() else "")
            self._inside(element, kind, level, depth)
            return
        self._close(kind, level)
        if name := element.get("{http://www.w3.org/XML/1998/namespace}id") or element.get("id"):
            self._marks.append((0, name, "anchor"))
        inner = "quotation" if quoted else kind if kind in ("quotation", "note", "matter") and tag not in ("head", "bibl") else _BLOCKS.get(tag, kind)
        division = bool(_DIVISIONS.fullmatch(tag))
        deeper = level + 1 if division else level
        place = len(self.divisions)
        if division:
            self.divisions.append(_Division(element, len(self.pieces)))
        outer, self._lines = self._lines, verse or (self._lines and tag == "l")
        self._inside(element, "paragraph" if division and kind != "quotation" and tag != "floatingText" else inner, deeper, depth)
        self._close(inner, deeper)
        self._lines = outer
        if division:
            self.divisions[place].last = len(self.pieces)

    def _inside(self, element: Element, kind: str, level: int, depth: int) -> None:
        self._words.append(element.text or "")
        for child in element:
            self._walk(child, kind, level, depth + 1)
            self._words.append(child.tail or "")

    def _open_quotation(self, element: Element) -> bool:
        """Do the marks of quotation stand in the text already?"""
        before = "".join(self._words[-3:]).rstrip()
        return before[-1:] in ("“", "\"", "‘", "«") or squeeze("".join(element.itertext()))[:1] in ("“", "\"", "‘", "«")

    def _place(self) -> int:
        return len(self._tidy())

    def _tidy(self) -> str:
        joined = "".join(self._words)
        return "\n".join(filter(None, map(squeeze, re.split(r"(?<=\S)\n(?=\S)", joined)))) if self._lines else squeeze(joined)

    def _close(self, kind: str, level: int) -> None:
        """End a block; its notes follow it, each a block of its own."""
        words = self._tidy()
        self._words.clear()
        if words:
            self.pieces.append(Piece(kind, level if kind == "heading" else 0, words,
                                     tuple((min(at, len(words) - 1), label, sort) for at, label, sort in self._marks)))
            self._marks.clear()
        else:
            self._marks = [(0, label, sort) for _, label, sort in self._marks]
        notes, self._notes = self._notes, []
        for note in notes:
            if words := squeeze("".join(note.itertext())):
                self.pieces.append(Piece("note", 0, words))


def _listed(text: str, found: list[Block]) -> Iterator[Block]:
    """Below a heading such as `Bibliography` paragraphs are entries."""
    told = {(block.start, block.end): block.kind for block in blocks(text)}
    for block in found:
        entry = block.kind in ("paragraph", "list_item") and told.get((block.start, block.end)) == "bibliography"
        yield Block(block.start, block.end, "bibliography", 0) if entry else block


def _header(document: Element) -> Metadata:
    """Title, author, editor, language, the date of writing (creation, source, letter) and of printing."""
    header = next((element for element in document if local(element.tag) == "teiHeader"), None)
    if header is None:
        return Metadata()
    title = _first(header, "titleStmt", "title") or _first(header, "sourceDesc", "title")
    author = _first(header, "titleStmt", "author") or _first(header, "sourceDesc", "author") or _person(header, "sent")
    created = _date(header, "creation") or _letter_date(header) or _date(header, "origDate")
    printed = _date(header, "sourceDesc") or _date(header, "publicationStmt")
    language = next((element.get("ident") or "" for element in header.iter() if local(element.tag) == "language"), "")
    language = language or next((element.get("{http://www.w3.org/XML/1998/namespace}lang") or "" for element in document.iter()
                                 if local(element.tag) in ("text", "TEI")), "")
    return Metadata(title, author, _first(header, "titleStmt", "editor"), created, code(language), (), printed)


def _first(header: Element, within: str, tag: str) -> str:
    """The words of the first such element, a main title before others."""
    found = [element for holder in header.iter() if local(holder.tag) == within for element in holder.iter() if local(element.tag) == tag]
    found.sort(key=lambda element: element.get("type") not in (None, "main"))
    return next((words for element in found if (words := squeeze("".join(element.itertext())))), "")


def _date(holder: Element, within: str) -> str:
    """The date below an element of that name: `when`, else its words."""
    for element in holder.iter():
        if local(element.tag) == within:
            for inner in element.iter():
                if local(inner.tag) in ("date", "origDate") and (date := _when(inner)):
                    return date
    return ""


def _when(element: Element) -> str:
    for key in ("when", "when-iso", "value", "notAfter", "to", "notBefore", "from"):
        if is_date(value := (element.get(key) or "")[:10]):
            return value
    words = squeeze("".join(element.itertext()))
    found = written(words)
    return found.date if found else words if is_date(words) and len(words) == 4 else ""


def _action(header: Element, kind: str) -> Element | None:
    return next((e for e in header.iter() if local(e.tag) == "correspAction" and e.get("type") == kind), None)


def _letter_date(header: Element) -> str:
    action = _action(header, "sent")
    return next((date for e in action.iter() if local(e.tag) == "date" and (date := _when(e))), "") if action is not None else ""


def _person(header: Element, kind: str) -> str:
    action = _action(header, kind)
    return next((squeeze("".join(e.itertext())) for e in action.iter() if local(e.tag) == "persName"), "") if action is not None else ""


def _parts(flow: _Flow, found: list[Block], documents: list[Element]) -> Iterator[Part]:
    """Divisions that carry a date in their opener, dateline, closer or heading, innermost first; they never overlap."""
    end = 0
    for division in sorted(flow.divisions, key=lambda d: (d.first, -d.last)):
        element = division.element
        if local(element.tag) in ("body", "front", "back", "group") or division.last <= division.first:
            continue
        own = [child for child in element if local(child.tag) in ("opener", "closer", "dateline", "head", "docDate", "byline")]
        document = next((d for d in documents if element in list(d)), None)
        header = next((e for e in document if local(e.tag) == "teiHeader"), None) if document is not None else None
        date = (_date(header, "creation") or _letter_date(header)) if header is not None else ""
        date = date or next((day for child in own for e in child.iter() if local(e.tag) == "date" and (day := _when(e))), "")
        start = found[division.first].start
        if not date or start < end:
            continue
        end = found[division.last - 1].end
        heading = next((squeeze("".join(child.itertext())) for child in own if local(child.tag) == "head"), "")
        sender, addressee = (_person(header, "sent"), _person(header, "received")) if header is not None else ("", "")
        yield Part(start, end, heading, sender, addressee, date)

