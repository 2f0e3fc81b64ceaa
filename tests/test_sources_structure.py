"""Plain text → blocks."""

from __future__ import annotations

import pytest

from vivavoce.sources.structure import blocks


def kinds(text: str) -> list[tuple[str, str]]:
    """Each block's kind and words."""
    return [(block.kind, text[block.start:block.end]) for block in blocks(text)]


PROSE = "She walked to the harbour every morning, and counted the boats that had come home in the night before she opened her shop."


def test_headings_by_mark_and_by_look() -> None:
    text = f"# The Harbour\n\n{PROSE}\n\nEARLY YEARS\n\n{PROSE}\n\nThe Shop and Its Keeper\n\n{PROSE}\n\n**In bold**\n\nWhat did she sell?\n\n{PROSE}"
    assert [(kind, words) for kind, words in kinds(text) if kind == "heading"] == [
        ("heading", "# The Harbour"), ("heading", "EARLY YEARS"), ("heading", "The Shop and Its Keeper"), ("heading", "**In bold**"),
        ("heading", "What did she sell?")]
    assert [block.level for block in blocks(text) if block.kind == "heading"][:2] == [1, 0]


@pytest.mark.parametrize("line", ["She sold rope and tar.", "“Come in,” she said, “and sit.”", "and so it went on", "There she stayed;"])
def test_a_short_line_that_is_no_heading(line: str) -> None:
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}")[1] == ("paragraph", line)


def test_hard_wrapped_lines_are_one_paragraph_and_single_long_lines_are_not() -> None:
    wrapped = "She walked to the harbour every morning, and counted\nthe boats that had come home in the night before she\nopened her shop."
    assert kinds(wrapped) == [("paragraph", wrapped)]
    assert len(kinds(f"{PROSE}\n{PROSE}")) == 2


def test_line_ends_of_windows_change_nothing_but_themselves() -> None:
    text = f"# A\n\n{PROSE}\n\n- one mark\n- two marks\n\nShe walked to the harbour every morning, and counted\nthe boats."
    other = text.replace("\n", "\r\n")
    assert [(k, w.replace("\r\n", "\n")) for k, w in kinds(other)] == kinds(text)


def test_lists_quotations_captions_and_furniture() -> None:
    lines = ["> A quoted line.", "Photo: the harbour in 1880, by B. Lund", "Share this on our page", "Home | Shop | About", "***"]
    text = f"{PROSE}\n\n- rope and tar\n- lamps\n* nails\n\n1. First.\n\n" + "\n\n".join(lines)
    assert [kind for kind, _ in kinds(text)] == ["paragraph", *["list_item"] * 4, "quotation", "caption", *["furniture"] * 3]


def test_items_as_long_as_wrapped_lines_stay_apart() -> None:
    items = ["- rope of every thickness, sold by the fathom or the coil", "- lamps, wicks and oil for boats that stay out at night", "- nails"]
    assert kinds("\n".join(items)) == [("list_item", item) for item in items]


def test_verse_is_one_paragraph() -> None:
    verse = "The boats came home at night\nWith lanterns on the mast\nAnd she who kept the light"
    assert kinds(f"{PROSE}\n\n{verse}\n\n{PROSE}")[1] == ("paragraph", verse)


def test_a_bibliography_ends_at_the_next_heading() -> None:
    text = f"{PROSE}\n\nBibliography\n\nLund, B., The Harbour (Bergen, 1881).\n\nHale, M., Rope. London: Quay, 1902.\n\n# Afterwards\n\n{PROSE}"
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "heading", "bibliography", "bibliography", "heading", "paragraph"]


def test_a_table_of_contents_ends_where_prose_begins() -> None:
    text = f"CONTENTS\n\nChapter one--The boats\n\nChapter two--The shop\n\n{PROSE}"
    assert [kind for kind, _ in kinds(text)][-1] == "paragraph"
    assert "paragraph" not in [kind for kind, _ in kinds(text)][:-1]


def test_front_matter_and_an_e_books_wrapping_are_no_testimony() -> None:
    text = f"---\ntitle: Boats\nauthor: B. Lund\n---\n\n{PROSE}\n"
    assert kinds(text) == [("matter", "---\ntitle: Boats\nauthor: B. Lund\n---"), ("paragraph", PROSE)]
    book = f"A licence stands here.\n\n*** START OF THE BOOK BOATS ***\n\n{PROSE}\n\n*** END OF THE BOOK BOATS ***\n\nMore licence."
    assert [kind for kind, _ in kinds(book)] == ["matter", "paragraph", "matter"]
    assert kinds(book)[1][1] == PROSE


def test_what_transcribers_say_of_their_work_is_set_apart() -> None:
    text = (f"*** START OF THE BOOK BOATS ***\n\nProduced by Ann Roe\n\nTranscriber's Note:\n\n{PROSE}\n\n"
            f"{PROSE}\n\nTHE BOATS\n\n{PROSE}\n\nIt was produced by hand, and she was proud of it.\n\n"
            f"TRANSCRIBER’S NOTES\n\n{PROSE}\n\n*** END OF THE BOOK BOATS ***")
    assert [kind for kind, _ in kinds(text)] == [*["matter"] * 5, "heading", "paragraph", "paragraph", *["matter"] * 3]
    assert [kind for kind, _ in kinds(f"{PROSE}\n\n" * 25 + "Produced by hand, it was dear.")][-1] == "paragraph"


def test_what_the_makers_of_an_etext_say_is_set_apart_at_the_head_alone() -> None:
    said = "EDITOR'S NOTE\n\nReaders may write to the etext editor, who is quick to revise.\n\nTHE BOATS\n\n"
    assert [kind for kind, _ in kinds(said + PROSE)] == ["heading", "matter", "heading", "paragraph"]
    assert [kind for kind, _ in kinds(f"{PROSE}\n\n" * 25 + "The etext is free, and so is the printed book.")][-1] == "paragraph"


def test_a_heading_that_ends_in_its_year_stays_whole() -> None:
    heading = "LETTER TO THE KEEPERS OF THE HARBOUR AT BERGEN, MAY 12,\n1846"
    assert kinds(f"{PROSE}\n\n{heading}\n\n{PROSE}")[1] == ("heading", heading)


def test_a_rule_in_the_middle_opens_no_front_matter() -> None:
    assert [kind for kind, _ in kinds(f"{PROSE}\n\n---\n\n{PROSE}\n\n---\n")] == ["paragraph", "furniture", "paragraph", "furniture"]


@pytest.mark.parametrize("text", ["", " \n\r\n\t", "\u00a0\n\u2003"])
def test_nothing_holds_nothing(text: str) -> None:
    assert blocks(text) == ()


@pytest.mark.parametrize("text", [" " * 200_000 + "x", "\n" * 200_000 + "x", "*\n" * 60_000, "|" * 150 + "\nx", "x " * 400_000],
                         ids=["spaces", "lines", "stars", "pipes", "words"])
def test_what_is_long_is_read_in_a_moment(text: str) -> None:
    assert blocks(text)[-1].end == len(text.rstrip())


def test_a_year_alone_stands_over_the_entries_of_a_chronology() -> None:
    text = "1843\n3 May 1843. She sent the notes.\nJune 1843. They were set in type.\n1844\nJuly 1844. She rested."
    kinds = [(b.kind, text[b.start:b.end]) for b in blocks(text)]
    assert [t for k, t in kinds if k == "heading"] == ["1843", "1844"]
    assert ("paragraph", "3 May 1843. She sent the notes.") in kinds


def test_what_is_indented_after_a_colon_is_a_quotation() -> None:
    text = (f"{PROSE}\n\nIn May she wrote:\n\n    The rope is good.\n\n    The lamps came late, and they were\n    dearer than last year.\n\n"
            f"{PROSE}\n\n    Set in, but nobody announced it.")
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph", "quotation", "quotation", "paragraph", "paragraph"]
    assert kinds("    In May she wrote:\n\n    The rope is good.")[1] == ("paragraph", "The rope is good.")


def test_an_index_is_a_table_to_the_end_of_the_book() -> None:
    paid = "nchor, price of, in the year of the storm, and how it was paid for by the whole of the harbour."
    entries = [f"{letter}{paid}" for letter in "ABCDEFGHIKLMNOPRST"]
    index = "\n\n".join([entries[0], "Letters to.", *entries[1:]])
    found = kinds(f"# The Harbour\n\n{PROSE}\n\nINDEX\n\n{index}")
    assert {kind for kind, words in found if "nchor" in words or words in ("INDEX", "Letters to.")} == {"contents"}
    assert ("paragraph", PROSE) in found


def test_prose_below_the_word_index_is_none() -> None:
    assert [kind for kind, _ in kinds(f"{PROSE}\n\nINDEX\n\n" + f"{PROSE}\n\n" * 20)].count("paragraph") == 21


def test_the_number_of_a_chapter_is_its_heading() -> None:
    assert [kind for kind, _ in kinds(f"{PROSE}\n\n\nIV.\n\n\n{PROSE}")] == ["paragraph", "heading", "paragraph"]


@pytest.mark.parametrize("line", [
    "THE HARBOUR--ITS BOATS AND MEN--A SHOP IS OPENED--ROPE AND TAR--THE FIRST CUSTOMER--WHAT SHE COUNTED EVERY MORNING--A STORM, AND WHAT IT LEFT",
    "The harbour--Its boats--A shop is opened--Rope, tar, and nails--The first\ncustomer--Her neighbours--A storm--What was left of the pier"])
def test_what_a_chapter_will_tell_is_no_testimony(line: str) -> None:
    assert kinds(f"CHAPTER I\n\n{line}\n\n{PROSE}")[1][0] == "contents"


def test_speech_broken_by_dashes_is_prose() -> None:
    line = "She stood still--what else could she do?--and counted the boats again--there were nine--and one--the smallest--had no sail at all."
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}")[1] == ("paragraph", line)


def test_dots_that_lead_to_a_page_are_a_table() -> None:
    table = "RECEPTION SPEECH . . . . . . . . . . . . . . 318 The rope . . . . . . . . . . . . . . . . . 330\n"
    table += "The storm, and what it left of the old pier . . . . . . . . . . . . . . 351"
    assert kinds(f"{PROSE}\n\n{table}\n\n{PROSE}")[1][0] == "contents"


def test_a_table_of_contents_ends_where_its_first_entry_comes_again() -> None:
    table = ("CONTENTS\n\nINTRODUCTION. 1\n\nCHAPTER I. ROPE\n\nOf rope and of tar, of lamps and of nails, and of all that a boat wants when it "
             "is new.\n\nHow tar was sold.")
    found = kinds(f"THE HARBOUR\n\n{table}\n\nINTRODUCTION\n\n{PROSE}\n\nCHAPTER I. ROPE\n\n{PROSE}")
    assert [kind for kind, _ in found] == ["heading", "heading", *["contents"] * 4, "heading", "paragraph", "heading", "paragraph"]


def test_titles_strung_together_below_a_heading_are_no_prose() -> None:
    strung = "Causes of the storm. Effects of salt. Of rope and its makers; the price of tar. Use and disuse of lamps."
    assert [kind for kind, _ in kinds(f"CHAPTER I. ROPE\n\n{strung}\n\n{PROSE}")] == ["heading", "contents", "paragraph"]
    told = "It was dark. I lit the lamp. We saw a boat. She came in at four."
    assert [kind for kind, _ in kinds(f"CHAPTER I. ROPE\n\n{told}\n\n{PROSE}")] == ["heading", "paragraph", "paragraph"]


def test_initials_at_a_sentence_end_are_no_titles() -> None:
    text = "# A life\n\n## August 1843\n\nThe notes were printed in the third volume. She signed them with the initials A. A. L.\n"
    assert blocks(text)[-1].kind == "paragraph"
