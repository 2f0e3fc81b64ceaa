"""Pure string functions: what they make alike, count and show."""

from __future__ import annotations

import pytest

from vivavoce.text import bare, fold, slug, squeeze, stems, visible, words


@pytest.mark.parametrize(("one", "other"), [
    ("Café", "CAFE\u0301"), ("“Yes”", '"yes"'), ("it’s", "IT'S"), ("1914–18", "1914-18"), ("ſong", "song"), ("co\u00adoperate", "cooperate"),
    ("a\u00a0b", "a b"), ("Straße", "STRASSE"), ("ﬁnd", "find")])
def test_fold_makes_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("resume", "resumes"), ("10", "1O"), ("И", "N")])
def test_fold_keeps_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_words_keep_an_apostrophe_and_drop_marks() -> None:
    assert words("“Don’t,” said Byron’s nurse—twice.") == ["don't", "said", "byron's", "nurse", "twice"]
    assert words("snake_case 3.5") == ["snake", "case", "3", "5"]
    assert words(" \n ?!") == []


def test_stems_leave_out_function_words_and_possessives() -> None:
    assert stems("What did the engines of Babbage's compute?") == stems("engine Babbage computed")
    assert stems("Who are you?") == []


@pytest.mark.parametrize(("text", "shown"), [
    ("  She \n rose.\t", "She rose."),
    ("- A mark.", "A mark."),
    ("12) A mark.", "A mark."),
    ("(3) A mark.", "A mark."),
    ("> A quoted line.", "A quoted line."),
    ("## A heading", "A heading"),
    ("1. • Both.", "Both."),
    ("1.5 litres", "1.5 litres"),
    ("-5 degrees", "-5 degrees"),
    ("“It is late.”", "It is late."),
    ("“It is late”.", "It is late."),
    ("\"It is late.\"", "It is late."),
    ("“It is late,” she said.", "“It is late,” she said."),
    ("“Come,” she said. “It is late.”", "“Come,” she said. “It is late.”"),
    ("“It is late,", "It is late,"),
    ("and it is late.”", "and it is late."),
    ("« C’est tard. »", "C’est tard."),
    ("", ""),
])
def test_bare(text: str, shown: str) -> None:
    assert bare(text) == shown


def test_squeeze() -> None:
    assert squeeze(" a\u00a0\r\n b\t") == "a b"


def test_visible() -> None:
    assert visible("a\x1b[2J\u202eb\x00\x9b") == "a⟨U+001B⟩[2J⟨U+202E⟩b⟨U+0000⟩⟨U+009B⟩"
    assert visible("one\r\ntwo\rthree") == "one\ntwo⟨U+000D⟩three"
    assert visible("café\tnaïve\n😀\u00ad") == "café\tnaïve\n😀\u00ad"


@pytest.mark.parametrize(("name", "made"), [("Ada Lovelace", "ada-lovelace"), ("Émilie du Châtelet", "emilie-du-chatelet"), ("../..", "figure"),
                                            ("Ho Chi Minh (1890)", "ho-chi-minh-1890"), ("老子", "老子")])
def test_slug(name: str, made: str) -> None:
    assert slug(name) == made
