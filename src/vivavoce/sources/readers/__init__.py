"""Bytes → a text, its blocks and what the document says of itself: one reader for each kind of file, all of one shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from vivavoce.sources.readers.docx import read_docx
from vivavoce.sources.readers.epub import read_epub
from vivavoce.sources.readers.page import read_html
from vivavoce.sources.readers.pdf import read_pdf
from vivavoce.sources.readers.plain import read_plain
from vivavoce.sources.readers.reading import LONGEST_PARAGRAPH, Limits, Reading, decode
from vivavoce.sources.readers.tei import read_tei

READERS: Final[dict[str, Callable[[bytes, Limits], Reading]]] = {
    ".txt": read_plain, ".md": read_plain, ".markdown": read_plain, ".html": read_html, ".htm": read_html, ".xhtml": read_html,
    ".pdf": read_pdf, ".epub": read_epub, ".docx": read_docx, ".xml": read_tei, ".tei": read_tei,
}
IN_PROCESS: Final = frozenset({".txt", ".md", ".markdown"})
"""Kinds whose reading no library does and no file can make slow; the others are read aside."""

__all__ = ["IN_PROCESS", "LONGEST_PARAGRAPH", "READERS", "Limits", "Reading", "decode", "read_docx", "read_epub", "read_html", "read_pdf",
           "read_plain", "read_tei"]
