"""A figure's card for sites that show a link as a picture: drawn by pdfium, which is here for reading, written as PNG."""

from __future__ import annotations

import ctypes
import struct
import threading
import zlib
from typing import Any, Final

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from vivavoce.portrait import colour, initials

_WIDTH, _HEIGHT, _MARGIN, _SIDE = 1200, 630, 80, 300
_INK, _QUIET, _PAPER = "#1c1e20", "#595d62", "#faf9f6"
_LONGEST: Final = 90
"""Letters of a line that can still be read; a longer one is left out."""
_ONE: Final = threading.Lock()
"""pdfium is not made for several threads."""


def drawable(text: str) -> bool:
    """Have the fonts at hand every letter of it?"""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def card(name: str, life: str, line: str, banner: str) -> bytes:
    """A PNG of 1200 by 630: monogram, name, years, one line, and what this is."""
    with _ONE:
        document = pdfium.PdfDocument.new()
        page = document.new_page(_WIDTH, _HEIGHT)
        ground, ink = colour(name)
        _box(page, 0, 0, _WIDTH, _HEIGHT, _PAPER)
        _box(page, _MARGIN, _HEIGHT - _MARGIN - _SIDE, _SIDE, _SIDE, ground)
        letters = _text(document, initials(name), 130, ink, _SIDE)
        left, bottom, right, top = _bounds(letters)
        _put(page, letters, _MARGIN + (_SIDE - right - left) / 2, _HEIGHT - _MARGIN - (_SIDE + top + bottom) / 2)
        x, room = 2 * _MARGIN + _SIDE, _WIDTH - 3 * _MARGIN - _SIDE
        for text, size, y, shade in ((name, 84, 160, _INK), (life, 40, 228, _QUIET), (line, 40, 310, _INK), (banner, 30, _HEIGHT - _MARGIN, _QUIET)):
            if text and drawable(text) and len(text) <= _LONGEST:
                _put(page, _text(document, text, size, shade, room), x, _HEIGHT - y)
        raw.FPDFPage_GenerateContent(page)
        pixels = page.render(rev_byteorder=True).to_numpy()[:, :, :3]
        document.close()
    return _png(pixels)


def _box(page: Any, x: float, y: float, width: float, height: float, shade: str) -> None:
    box = raw.FPDFPageObj_CreateNewRect(x, y, width, height)
    raw.FPDFPageObj_SetFillColor(box, *bytes.fromhex(shade[1:]), 255)
    raw.FPDFPath_SetDrawMode(box, raw.FPDF_FILLMODE_WINDING, 0)
    raw.FPDFPage_InsertObject(page, box)


def _text(document: Any, text: str, size: float, shade: str, room: float) -> Any:
    """One line of text, as small as `room` makes it."""
    made = raw.FPDFPageObj_NewTextObj(document, b"Times-Roman", size)
    letters = (text + "\0").encode("utf-16-le")
    raw.FPDFText_SetText(made, ctypes.cast(ctypes.create_string_buffer(letters, len(letters)), raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_SetFillColor(made, *bytes.fromhex(shade[1:]), 255)
    _, _, width, _ = _bounds(made)
    scale = min(1.0, room / max(width, 1))
    raw.FPDFPageObj_Transform(made, scale, 0, 0, scale, 0, 0)
    return made


def _bounds(made: Any) -> tuple[float, float, float, float]:
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(made, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top


def _put(page: Any, made: Any, x: float, y: float) -> None:
    raw.FPDFPageObj_Transform(made, 1, 0, 0, 1, x, y)
    raw.FPDFPage_InsertObject(page, made)


def _png(pixels: Any) -> bytes:
    """Rows of RGB as a PNG (ISO/IEC 15948)."""
    height, width = pixels.shape[:2]
    rows = np.zeros((height, 1 + 3 * width), np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    chunks = [struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
