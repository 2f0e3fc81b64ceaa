"""Nouns as pages show them."""

from __future__ import annotations

import pytest

from vivavoce.faces.web import exports, view
from vivavoce.record import Citation, Mode, Said


def _said(text: str, source: str) -> Said:
    return Said(text, Mode.QUOTED, (Citation(source, 0, 4, "text", "letter", "sound"),))


@pytest.mark.parametrize(("text", "source", "shown"), [
    ("She read *Flatland* twice.", "a.md", "She read <em>Flatland</em> twice."),
    ("She read _Flatland_ **twice**.", "a.md", "She read <em>Flatland</em> <em>twice</em>."),
    ("She read *Flatland* twice.", "a.txt", "She read *Flatland* twice."),
    ("2 * 3 * 4 and snake_case_name", "a.md", "2 * 3 * 4 and snake_case_name"),
    ("*<b>bold</b>* & more", "a.md", "<em>&lt;b&gt;bold&lt;/b&gt;</em> &amp; more"),
])
def test_marks_of_emphasis_are_shown_as_that_and_nothing_else_is_markup(text: str, source: str, shown: str) -> None:
    assert str(view.emphasis(_said(text, source))) == shown


def test_a_difference_is_taken_apart() -> None:
    found = view.changes("the [-quick-] {+slow+} fox [-]-]")
    assert [c.text for c in found] == ["the ", "quick", " ", "slow", " fox ", "]"]
    assert [c.kind for c in found] == ["same", "gone", "same", "there", "same", "gone"]


@pytest.mark.parametrize(("author", "name"), [
    ("Ada Lovelace", {"family": "Lovelace", "given": "Ada"}),
    ("Lovelace, Ada", {"family": "Lovelace", "given": "Ada"}),
    ("The Reading Room", {"literal": "The Reading Room"}),
    ("a guide for visitors", {"literal": "a guide for visitors"}),
])
def test_a_name_becomes_what_csl_wants(author: str, name: dict[str, str]) -> None:
    assert exports._name(author) == name
