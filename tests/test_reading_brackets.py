"""Brackets and what closes them."""

from __future__ import annotations

from vivavoce.reading.brackets import bracketed, closed


def spans(text: str, breaks: tuple[int, ...] = ()) -> list[str]:
    return [text[a:b] for a, b in bracketed(text, breaks)]


def test_a_bracket_ends_with_the_mark_of_its_own_depth() -> None:
    assert spans("a (b (c [d] (e)) f) g (h)") == ["(b (c [d] (e)) f)", "(c [d] (e))", "[d]", "(e)", "(h)"]


def test_a_mark_that_nothing_opened_closes_nothing_and_one_of_another_kind_neither() -> None:
    assert spans("a) b (c] d) e] f") == ["(c] d)"]


def test_a_bracket_that_never_closes_is_none_and_hides_no_other() -> None:
    assert spans("a (b (c) d [e] f") == ["(c)", "[e]"]
    assert spans("(a" + " b" * 4000 + ")") == []


def test_no_bracket_runs_over_a_break() -> None:
    text = "(a b\n\nHEADING\n\nc) (d)"
    assert spans(text, (text.index("HEADING"),)) == ["(d)"]


def test_a_note_whose_own_mark_is_missing_ends_where_a_bracket_in_it_ends_after_a_stop() -> None:
    text = "(1. Hale, \"Ropes\" (the second edition) of Leith (\"Journal,\" page 9.), which I like."
    assert text[:closed(text, 0, len(text), bracketed(text))].endswith("page 9.)")
    assert closed("(1. Hale of Leith.", 0, 18, []) == 18
