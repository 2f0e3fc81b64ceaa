"""Monograms: the same for the same name, readable, well formed whatever the name holds."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from vivavoce.portrait import colour, contrast, initials, monogram

NAMES = ["Ada Lovelace", "Alexander von Humboldt", "Lao Tzu", "Плutarch", "<b>&\"'", "", "J. S. Bach", "Hildegard",
         *(f"Person {n}" for n in range(64))]


@pytest.mark.parametrize(("name", "letters"), [("Ada Lovelace", "AL"), ("Alexander von Humboldt", "AH"),
                                               ("Hildegard", "H"), ("Henry VIII", "H"), ("", "?")])
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_is_sound_and_its_letters_can_be_read(name: str) -> None:
    root = ElementTree.fromstring(monogram(name))
    assert root.tag.endswith("svg")
    assert root.attrib["aria-label"] == name
    ground, ink = (tuple(int(c[i:i + 2], 16) / 255 for i in (1, 3, 5)) for c in colour(name))
    assert contrast(ground, ink) >= 4.5  # type: ignore[arg-type]
    assert monogram(name) == monogram(name)
