"""Nouns as pages show them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from vivavoce.faces.web import exports, view
from vivavoce.faces.web.address import Asked
from vivavoce.record import Answer, Citation, Event, Figure, Interval, Mode, Said, Status


def _cited(source: str, exact: str = "text") -> Citation:
    return Citation(source, 0, len(exact), exact, "letter", "sound")


def _exchange(*sentences: Said) -> view.Exchange:
    spoken = tuple(view.Spoken(said, ()) for said in sentences)
    return view.Exchange(1, Asked("Who?"), Answer("Who?", "ada-lovelace", Status.ANSWERED, sentences), spoken, (), (), ())


@pytest.mark.parametrize(("text", "source", "shown"), [
    ("She read *Flatland* twice.", "a.md", "She read <em>Flatland</em> twice."),
    ("She read _Flatland_ **twice**.", "a.md", "She read <em>Flatland</em> <em>twice</em>."),
    ("She read *Flatland* twice.", "a.txt", "She read *Flatland* twice."),
    ("She read _Flatland_ twice, my_own_copy.", "a.txt", "She read <em>Flatland</em> twice, my_own_copy."),
    ("2 * 3 * 4 and snake_case_name", "a.md", "2 * 3 * 4 and snake_case_name"),
    ("*<b>bold</b>* & more", "a.md", "<em>&lt;b&gt;bold&lt;/b&gt;</em> &amp; more"),
])
def test_marks_of_emphasis_are_shown_as_that_and_nothing_else_is_markup(text: str, source: str, shown: str) -> None:
    assert str(view.emphasis(text, [_cited(source)])) == shown
    assert "*" not in text or "*" in str(view.emphasis(text, [_cited(source), _cited("b.txt")]))


def test_what_was_turned_into_the_first_person_is_shown_word_by_word() -> None:
    quoted = Said("Byron met Babbage.", Mode.QUOTED, (_cited("a.md", "Byron met Babbage."),))
    turned = Said("I met Babbage when I was young.", Mode.FIRST_PERSON, (_cited("a.md", "Byron met\nBabbage when she was young."),))
    changes = view.turned(_exchange(quoted, turned))
    assert [(c.kind, c.text) for c in changes if c.kind != "same"] == [("gone", "Byron"), ("there", "I"), ("gone", "she"), ("there", "I")]
    assert "".join(c.text for c in changes if c.kind != "gone") == turned.text
    assert view.turned(_exchange(quoted)) == ()


def test_other_names_are_said_once_whatever_their_case() -> None:
    person = Figure("Ada Lovelace", ("ADA LOVELACE", "LOVELACE", "Lovelace", "Ada King"))
    assert view.other_names(person) == ("Lovelace", "Ada King")


def test_periods_are_of_one_size_and_break_no_year() -> None:
    events = [Event(n, Interval(f"{1800 + n // 7}-01-01", f"{1800 + n // 7}-01-02"), "event", "It happened.", "quoted") for n in range(170)]
    made = view.divided(events)
    assert [e for p in made for e in p.events] == events
    assert len(made) == 2
    assert all(one.last < other.first for one, other in pairwise(made))
    assert view.divided([]) == ()


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
