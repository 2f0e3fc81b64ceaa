"""Letters, speeches and entries of one volume, each with its date."""

from __future__ import annotations

import pytest

from vivavoce.record import Part, Source
from vivavoce.sources.datelines import written
from vivavoce.sources.parts import parts
from vivavoce.sources.structure import blocks

PROSE = "I walked to the harbour this morning and counted the boats that had come home in the night; there were eleven of them, and no more."


def found(*paragraphs: str, title: str = "Letters of Berit Lund") -> tuple[str, tuple[Part, ...]]:
    text = "\n\n".join(paragraphs)
    return text, parts(text, blocks(text), title)


@pytest.mark.parametrize(("line", "date"), [
    ("London, 3 March 1851", "1851-03-03"), ("BERGEN, June 11, 1849", "1849-06-11"), ("THE CUSTOM HOUSE, May, 24 1862. 2 P.M.", "1862-05-24"),
    ("Down the quay, March 1st [1854]", "1854-03-01"), ("[November] 1844", "1844-11"), ("Shrewsbury, Monday [November 12th, 1838].", "1838-11-12"),
    ("Oslo [1854]", "1854"), ("AUGUST 7,1863", "1863-08-07"), ("1862-05-24", "1862-05-24"), ("the 24th of November 1832", "1832-11-24"),
    ("Feb. 3, 1858", "1858-02-03"), ("[end of February 1846]", "1846-02"), ("Jany. 5th, 1859", "1859-01-05"), ("December [?], 1858.", "1858-12")])
def test_a_date_as_it_is_written(line: str, date: str) -> None:
    assert getattr(written(line), "date", None) == date


@pytest.mark.parametrize("line", ["[184-?]", "[1847 or 1848]", "[before 1857]",
                                  "1843-1858", "February 31, 1860", "May 4", "the 40 boats of 1850", ""])
def test_a_date_that_is_left_open_is_none(line: str) -> None:
    assert written(line) is None


def test_a_day_takes_the_year_it_is_handed() -> None:
    assert getattr(written("BERGEN, May 4", "1862"), "date", None) == "1862-05-04"


def test_letters_under_their_headings() -> None:
    text, letters = found("TO MILES HALE.", "BERGEN, June 11, 1849.", "MILES HALE, ESQ.", "DEAR SIR:--" + PROSE, "Yours truly,", "B. LUND.",
                          "P. S.--" + PROSE,
                          "LETTER 9. A. B. QUAY TO BERIT LUND. Oslo, Monday [March 4th, 1850].", PROSE,
                          "SPEECH AT THE HARBOUR,", "MAY 5, 1851.", "FELLOW-CITIZENS: " + PROSE)
    assert [(p.date, p.author, p.addressee) for p in letters] == [
        ("1849-06-11", "", "Miles Hale"), ("1850-03-04", "A. B. Quay", "Berit Lund"), ("1851-05-05", "", "")]
    assert [p.heading.split()[0] for p in letters] == ["TO", "LETTER", "SPEECH"]
    assert text[letters[0].start:letters[0].end].startswith("TO MILES HALE.")
    assert text[letters[0].start:letters[0].end].endswith(PROSE)
    assert text[letters[2].end - 10:letters[2].end] == PROSE[-10:]


def test_parts_stand_in_order_without_overlap_and_a_source_finds_them() -> None:
    text, letters = found("Title", PROSE, "TO MILES HALE.", "BERGEN, June 11, 1849.", PROSE, "B. LUND.", "TO ANN ROE.",
                          "BERGEN, June 12, 1849.", PROSE)
    source = Source("a.txt", text, "", parts=letters)
    assert source.part(0) is None
    assert [p.addressee for offset in (letters[0].start, letters[0].end - 1, letters[1].start) if (p := source.part(offset))] == [
        "Miles Hale", "Miles Hale", "Ann Roe"]
    assert source.part(len(text)) is None


@pytest.mark.parametrize(("heading", "author"), [
    ("TELEGRAM FROM GENERAL HALE.", "General Hale"), ("MILES HALE TO BERIT LUND.", "Miles Hale"), ("CONTINUED FAILURE TO MEND THE NETS.", ""),
    ("CIRCULAR FROM THE KEEPERS,", ""), ("A LETTER FROM THE LOST HARBOURS.", ""), ("LETTER FROM SWEDEN.", ""), ("OPPOSITION TO THE KEEPERS", "")])
def test_a_sender_is_a_person(heading: str, author: str) -> None:
    _, letters = found(heading, "BERGEN, June 11, 1849.", "DEAR SIR:--" + PROSE, "B. LUND.")
    assert [p.author for p in letters] == [author]


def test_a_dateline_that_opens_its_paragraph() -> None:
    _, letters = found(f"Bergen, 3 March 1851.\nMy dear Miles,\n{PROSE}",
                       f"Oslo, 9 March 1851. My dear Ann, {PROSE}", f"HAMBURG, May 2, 1851.--{PROSE}")
    assert [p.date for p in letters] == ["1851-03-03", "1851-03-09", "1851-05-02"]


def test_a_date_below_the_signature_belongs_to_the_text_above() -> None:
    text, pieces = found("PREFACE", PROSE, "B. LUND.", "Bergen, May 29, 1860.", "CHAPTER I", PROSE, "CHAPTER II", PROSE, title="The Harbour")
    assert [(p.date, text[p.start:p.start + 7]) for p in pieces] == [("1860-05-29", "PREFACE")]


def test_a_year_as_heading_dates_what_stands_below_it() -> None:
    _, letters = found("1849", "TO MILES HALE.", "May 4.", PROSE, "TO ANN ROE.", PROSE, "1850", "TO ANN ROE.", "Bergen, January 2.", PROSE)
    assert [p.date for p in letters] == ["1849-05-04", "1849", "1850-01-02"]


def test_a_year_alone_on_a_title_page_dates_nothing() -> None:
    assert found("LETTERS OF BERIT LUND", "BERGEN", "1906", "TO ANN ROE.", PROSE)[1] == ()


@pytest.mark.parametrize("heading", ["FROM MY MARRIAGE, JANUARY 29, 1839, TO OUR LEAVING, SEPTEMBER 14, 1842.",
                                     "(January 9th, 1905--January 9th, 1917)",
                                     "Born at Bergen, June 11, 1849", "Published March 3, 1918", "The boats came home on June 11, 1849"])
def test_a_heading_that_tells_of_a_date_is_no_dateline(heading: str) -> None:
    assert found("The Harbour", PROSE, heading, PROSE, "The Shop", PROSE)[1] == ()


def test_a_memoir_that_prints_a_letter_is_dated_by_it_no_further_than_the_signature() -> None:
    text, pieces = found("The Harbour", *[PROSE] * 8, "Bergen, June 11, 1849.", "Dear Miles,", PROSE, "B. LUND.", PROSE, PROSE, title="My Life")
    assert [text[p.start:p.end][-8:] for p in pieces] == ["B. LUND."]
    assert found("The Harbour", *[PROSE] * 8, "Bergen, June 11, 1849.", PROSE, PROSE, title="My Life")[1] == ()


def test_a_document_quoted_within_another_keeps_its_own_date() -> None:
    text, pieces = found("ORDER TO ALL KEEPERS,", "MAY 19, 1862.", PROSE, "Bergen, May 9, 1862.", PROSE, PROSE)
    assert [(p.date, p.end) for p in pieces] == [("1862-05-19", len(text))]


@pytest.mark.parametrize("text", ["", "BERGEN, June 11, 1849.", "TO ANN ROE.", "TO ANN ROE.\n\nBERGEN, June 11, 1849.\n\n1850", "1849\n\n1850"])
def test_headings_alone_make_no_part(text: str) -> None:
    assert parts(text, blocks(text), "Letters") == ()


def test_a_list_of_contents_and_a_chronology_are_no_parts() -> None:
    listed = [f"SPEECH AT BERGEN, JUNE {day}, 1849" for day in range(1, 9)]
    text, pieces = found(*listed, "SPEECH AT BERGEN, JUNE 1, 1849", PROSE)
    assert [(p.date, p.start) for p in pieces] == [("1849-06-01", text.rindex("SPEECH"))]


def test_deeper_headings_stay_within_their_part() -> None:
    text, pieces = found("# Speech at Bergen, 3 May 1850", PROSE, "## The boats", PROSE, "# Undated", PROSE)
    assert [(p.date, text[p.end:].strip()[:3]) for p in pieces] == [("1850-05-03", "# U")]


def test_a_date_that_ends_a_quoted_document_opens_no_part() -> None:
    story = "The Story of Berit Lund"
    certified = ("\u201cThis may certify that Berit Lund was with me on the quay.", "\u201cA. HALE. Bergen, June 11, 1849.\u201d")
    assert not found(PROSE, *certified, PROSE, PROSE, "B. LUND", title=story)[1]
    letter = ("\u201cBergen, June 11, 1849.", "\u201cDear Hale,", "\u201c" + PROSE, "\u201cB. LUND.\u201d")
    assert [part.date for part in found(PROSE, *letter, PROSE, title=story)[1]] == ["1849-06-11"]
