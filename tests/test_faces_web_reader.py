"""A source cut for reading: joined again it is the text; marks stand where they should; a search finds what looks the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from vivavoce.faces.web.reader import Mark, find, leaves, paragraphs
from vivavoce.record import Sentence

TEXT = ("# On Engines\r\n\r\nThe engine weaves patterns,\r\nas the loom weaves leaves.\r\n\r\n  \r\n"
        "Ada wrote: “Ménage à trois 😀 is no term of the art.”\n\nShe signed it.\n")


@given(st.text(alphabet="ab \n\r\té😀", max_size=200), st.integers(1, 30))
@settings(max_examples=200, deadline=None)
def test_leaves_join_to_the_text(text: str, size: int) -> None:
    cut = leaves(text, size)
    assert "".join(text[start:end] for start, end in cut) == text
    assert all(start < end for start, end in cut) or not text


@given(st.text(alphabet="ab \n\r\té😀", max_size=200), st.integers(0, 200), st.integers(0, 200))
@settings(max_examples=200, deadline=None)
def test_paragraphs_hold_every_word_at_its_place(text: str, start: int, length: int) -> None:
    made = paragraphs(text, (0, len(text)), [Mark(start, start + length + 1, "at")])
    assert "".join(text.split()) == "".join("".join("".join(piece.text for piece in p.pieces) for p in made).split())
    for paragraph in made:
        assert "".join(piece.text for piece in paragraph.pieces) == text[paragraph.start:paragraph.end]
    marked = "".join(piece.text for p in made for piece in p.pieces if piece.kind == "at")
    assert "".join(marked.split()) == "".join(text[start:start + length + 1].split())


def test_a_mark_counts_code_points_and_bears_its_address_once() -> None:
    start = TEXT.index("is no term")
    made = paragraphs(TEXT, (0, len(TEXT)), [Mark(start, TEXT.index("signed"), "at")])
    marked = [piece for p in made for piece in p.pieces if piece.kind == "at"]
    assert [piece.text for piece in marked] == ["is no term of the art.”", "She "]
    assert [piece.id for piece in marked] == [f"{start}-{TEXT.index('signed')}", ""]


def test_a_mark_that_begins_between_paragraphs_still_bears_its_address() -> None:
    start = TEXT.index("\n\nShe")
    made = paragraphs(TEXT, (0, len(TEXT)), [Mark(start, start + 6, "at")])
    assert [piece.id for p in made for piece in p.pieces if piece.kind == "at"] == [f"{start}-{start + 6}"]


def test_headings_and_meant_line_ends_are_known() -> None:
    made = paragraphs(TEXT, (0, len(TEXT)), headings=["On Engines"])
    assert [p.heading for p in made] == [True, False, False, False]
    assert made[1].verse
    prose = "A line that was wrapped by hand at the width of a page of old\nand goes on here to its end."
    assert not paragraphs(prose, (0, len(prose)))[0].verse


def test_a_speaker_stands_where_they_begin() -> None:
    def sentence(identity: int, start: int, voice: str) -> Sentence:
        return Sentence(identity, "a.md", start, start + 4, 0, "paragraph", voice)

    text = "One.\n\nTwo.\n\nSix."
    made = paragraphs(text, (0, len(text)), sentences=[sentence(0, 0, "figure"), sentence(1, 6, "figure"), sentence(2, 12, "Edwin Marsh")])
    assert [p.speakers for p in made] == [("figure",), (), ("Edwin Marsh",)]


def test_a_search_reads_accents_marks_and_breaks_as_alike() -> None:
    assert [TEXT[a:b] for a, b in find(TEXT, "menage a trois").spans] == ["Ménage à trois"]
    assert [TEXT[a:b] for a, b in find(TEXT, "PATTERNS, as the").spans] == ["patterns,\r\nas the"]
    assert find(TEXT, '"ménage').spans == find(TEXT, "“Menage").spans
    assert find(TEXT, "   ").spans == find(TEXT, "loomed").spans == ()


def test_a_search_says_that_there_is_more() -> None:
    found = find("a " * 20, "a", most=5)
    assert len(found.spans) == 5
    assert found.more
    assert not find("a " * 5, "a", most=5).more
