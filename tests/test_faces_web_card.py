"""The card: a real picture, whatever the name."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest

from vivavoce.faces.web.card import card, drawable


def _pixels(png: bytes) -> np.ndarray:
    """The rows of a PNG of one IDAT without filters."""
    width, height = struct.unpack(">II", png[16:24])
    size = struct.unpack(">I", png[33:37])[0]
    rows = np.frombuffer(zlib.decompress(png[41:41 + size]), np.uint8).reshape(height, 1 + 3 * width)
    assert not rows[:, 0].any()
    return rows[:, 1:].reshape(height, width, 3)


@pytest.mark.parametrize("name", ["Ada Lovelace", "Wolfgang Amadeus " * 12, "Ø", "Sor Juana Inés de la Cruz"])
def test_it_is_drawn_and_stays_within_its_margins(name: str) -> None:
    pixels = _pixels(card(name, "1815 – 1852", "A mathematician", "A reading of 3 documents"))
    paper = np.array([0xFA, 0xF9, 0xF6], np.uint8)
    drawn = (pixels != paper).any(axis=2)
    assert pixels.shape == (630, 1200, 3)
    assert drawn[:, 460:].any()
    assert not drawn[:, :78].any() and not drawn[:, 1125:].any()


def test_a_name_in_other_letters_is_not_tried() -> None:
    assert drawable("Ada Lovelace")
    assert not drawable("紫式部")
