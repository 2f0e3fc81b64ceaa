"""PDF through pdfium: the text layer, page by page, with the place and size of its letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from ctypes import byref, c_double
from itertools import pairwise
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from vivavoce.errors import UnreadableSource
from vivavoce.sources.metadata import Metadata, completed, iso
from vivavoce.sources.readers.page import sections
from vivavoce.sources.readers.reading import Limits, Reading, laid_out
from vivavoce.sources.readers.rows import Row, Sheet, columns, pieces
from vivavoce.sources.structure import blocks
from vivavoce.text import squeeze

_NO_TITLE: Final = re.compile(r"(?i)microsoft word|untitled|\.(?:docx?|indd|pdf|qxd|tex|dvi|ps)\b|^(?:document|title|slide|page)\s*\d*$|^\W*$")
_NO_AUTHOR: Final = re.compile(r"(?i)^(?:user|admin\w*|owner|author|unknown|anonymous|windows|pc|.*\b(?:software|scanner|adobe|microsoft)\b.*|\W*)$")
_UNMAPPED: Final = 0.3
_ENDS: Final = frozenset("\r\n\x02\ufffe")
"""What ends a row; pdfium writes a hyphen that breaks a word there as one of the last two, and no row's end."""
_WORDS: Final = re.compile(r"[\r\n\x02\ufffe]|[^\s\x02\ufffe]+")


def read_pdf(raw: bytes, limits: Limits = Limits()) -> Reading:  # noqa: B008  (frozen)
    """The text layer with its pages; UnreadableSource where the file is locked, damaged, too long or a scan without text."""
    document = _opened(raw)
    try:
        count = len(document)
        if count > limits.pages:
            raise UnreadableSource(f"has {count:,} pages, and the limit is {limits.pages:,} (VIVAVOCE_LARGEST_PAGES).")
        sheets = list(_sheets(document, limits))
        told = _metadata(document)
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource(f"is a damaged PDF: {str(error).rstrip('.').lower()}.") from error
    finally:
        document.close()
    blank = sum(not sheet.rows for sheet in sheets)
    if blank == len(sheets):
        raise UnreadableSource("has no text layer: run OCR on it first.")
    _refuse_unmapped(sheets)
    text, found, marks = laid_out(pieces(sheets), limits)
    looks = {(block.start, block.end): block for block in blocks(text)}
    kept = [looks.get((b.start, b.end), b) if b.kind == "paragraph" else b for b in found]
    divided = tuple(sections(text, kept))
    remarks = (f"has no text layer on {blank:,} of {len(sheets):,} pages: run OCR on it.",) if blank > max(2, 0.2 * len(sheets)) else ()
    return Reading(text, divided, completed(told, text, divided), tuple(marks), remarks=remarks)


def _opened(raw: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableSource("is encrypted: save it without a password.") from error
        raise UnreadableSource("is a damaged PDF, or none.") from error


def _sheets(document: pypdfium2.PdfDocument, limits: Limits) -> Iterator[Sheet]:
    """The pages one by one, each closed before the next is opened."""
    total = 0
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        try:
            total += text.count_chars()
            if total > limits.text:
                raise UnreadableSource(f"holds more than {limits.text:,} characters of text (VIVAVOCE_LARGEST_TEXT).")
            yield Sheet(tuple(columns(_in_order(list(_rows(text))))), page.get_height(), squeeze(document.get_page_label(index)))
        finally:
            text.close()
            page.close()


def _rows(text: Any) -> Iterator[tuple[Row, ...]]:
    """The lines of a page, each as the segments that wide gaps leave."""
    segment, box_of = _Segment(), _boxes(text)
    segments: list[Row] = []
    for match in _WORDS.finditer(_letters(text)):
        if (mark := match.group()) in _ENDS:
            segments += segment.ended("" if mark in "\r\n" else "\u00ad")
            if segments:
                yield tuple(segments)
            segments = []
            continue
        box = box_of(match.start(), match.end() - 1)
        if segment.is_far(box):
            segments += segment.ended()
        segment.add(mark, box, pdfium.FPDFText_GetFontSize(text.raw, match.start()) if segment.empty else 0.0)
    segments += segment.ended()
    if segments:
        yield tuple(segments)


def _letters(text: Any) -> str:
    """A page's letters, one for each of pdfium's; asked for at once, which is ten times as fast as one by one."""
    count = text.count_chars()
    letters: str = text.get_text_range()
    if len(letters) != count:
        letters = "".join(chr(pdfium.FPDFText_GetUnicode(text.raw, index) or 0xfffd) for index in range(count))
    return letters


def _boxes(text: Any) -> Callable[[int, int], tuple[float, float, float, float]]:
    """Left, right, bottom and top of a word, by the places of its first and its last letter; one set of numbers serves all calls."""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    ask, page, numbers = pdfium.FPDFText_GetCharBox, text.raw, (byref(left), byref(right), byref(bottom), byref(top))

    def box(first: int, last: int) -> tuple[float, float, float, float]:
        ask(page, first, *numbers)
        start, low, high = left.value, bottom.value, top.value
        if last > first:
            ask(page, last, *numbers)
        return min(start, left.value), right.value, min(low, bottom.value), max(high, top.value)

    return box


class _Segment:
    """Words that stand together on one line."""

    def __init__(self) -> None:
        self._text, self._box, self._size = "", [0.0, 0.0, 0.0, 0.0], 0.0

    @property
    def empty(self) -> bool:
        return not self._text

    def is_far(self, box: tuple[float, float, float, float]) -> bool:
        """Is the gap before a word wider than one within a row of words?"""
        height = max(self._box[3] - self._box[2], 4.0)
        return bool(self._text) and box[1] > box[0] and box[0] - self._box[1] > 2.2 * height

    def add(self, word: str, box: tuple[float, float, float, float], size: float) -> None:
        if box[1] > box[0]:
            known = self._box[1] > self._box[0]
            self._box = [min(self._box[0], box[0]), max(self._box[1], box[1]), min(self._box[2], box[2]), max(self._box[3], box[3])] if known \
                else list(box)
        self._size = self._size or size
        self._text += f" {word}" if self._text else word

    def ended(self, hyphen: str = "") -> list[Row]:
        """The segment as a row, if it holds a letter; the next begins empty."""
        left, right, bottom, top = self._box
        height = top - bottom
        size = self._size if self._size > 1.5 else height / 0.9  # a font of size 1 is scaled by its matrix
        found = [Row(self._text + hyphen, left, right, bottom, top, round(size, 1))] if self._text.strip() else []
        self._text, self._box, self._size = "", [0.0, 0.0, 0.0, 0.0], 0.0
        return found


def _in_order(rows: list[tuple[Row, ...]]) -> list[tuple[Row, ...]]:
    """From above to below, where a page was not drawn in that order; columns one after the other are left as they are."""
    climbs = sum(above[0].bottom < below[0].bottom - 1 and below[0].left < above[-1].right and above[0].left < below[-1].right
                 for above, below in pairwise(rows))
    return sorted(rows, key=lambda row: (-row[0].bottom, row[0].left)) if climbs > 0.3 * max(1, len(rows) - 1) else rows


def _refuse_unmapped(sheets: list[Sheet]) -> None:
    letters = [character for sheet in sheets[:50] for row in sheet.rows for character in row.text if not character.isspace()]
    unmapped = sum(character == "\ufffd" or "\ue000" <= character <= "\uf8ff" or character < " " for character in letters)
    if unmapped > _UNMAPPED * max(1, len(letters)):
        raise UnreadableSource("has a text layer that cannot be decoded: run OCR on it first.")


def _metadata(document: pypdfium2.PdfDocument) -> Metadata:
    """The file's own description; the day it was made is no more than a hint of when it was published."""
    told = {key: squeeze(value) for key, value in document.get_metadata_dict(skip_empty=True).items()}
    title, author = told.get("Title", ""), told.get("Author", "")
    made = re.match(r"D:(\d{4})(\d\d)?(\d\d)?", told.get("CreationDate", ""))
    printed = iso("-".join(part for part in made.groups() if part)) if made else ""
    return Metadata("" if _NO_TITLE.search(title) else title, "" if _NO_AUTHOR.match(author) else author, "", "", "",
                    ("published",) if printed else (), printed)
