"""Who speaks where: a work of the figure's holds other people's voices too."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from vivavoce.reading.voices import AUTHOR, FIGURE, OTHER, asides, headings, voices
from vivavoce.record import Figure, Part, Source, Standing
from vivavoce.sources.structure import blocks

ROE = Figure("Jane Roe", ("Roe",), pronouns="she")
OWN = "I walked to the harbour this morning, and I counted the boats that had come home in the night before I opened my shop."
TOLD = "Roe was a good neighbour, and Roe sold the best rope on the coast. I knew her for ten years, and so did my father."


def spoken(*paragraphs: str, **described: Any) -> dict[str, str]:
    """The voice of each paragraph, by its first words."""
    text = "\n\n".join(paragraphs)
    source = Source("a.txt", text, "", blocks(text), **{"author": "Jane Roe"} | described)
    return {text[block.start:block.end]: voice for block, voice in zip(source.blocks, voices(source, ROE), strict=True)}


def test_a_work_by_the_figure_is_in_its_voice() -> None:
    assert spoken(OWN)[OWN] == FIGURE


def test_a_work_by_another_is_in_its_authors_even_where_it_says_i() -> None:
    assert set(spoken("Preface", OWN, TOLD, author="Miles Hale").values()) == {AUTHOR}


@pytest.mark.parametrize("standing", [Standing.OWN_WORK, Standing.LETTER])
def test_a_letter_without_an_author_is_the_figures_where_the_owner_says_so(standing: Standing) -> None:
    assert spoken(OWN, author="", standing=standing)[OWN] == FIGURE
    assert spoken(OWN, author="", standing=Standing.MEMOIR)[OWN] == AUTHOR
    assert spoken(OWN, author="Miles Hale", standing=standing)[OWN] == AUTHOR


class TestPreface:
    def test_signed_by_another(self) -> None:
        heard = spoken("Preface", TOLD, "MILES HALE", "Chapter I", OWN)
        assert heard[TOLD] == "Miles Hale"
        assert heard[OWN] == FIGURE

    def test_of_an_editor_who_is_named_before(self) -> None:
        told = "I have chosen from a great heap of papers, and I thank the archive for its patience."
        heard = spoken("Preface", told, "The Shop", OWN, editor="Miles Hale")
        assert heard[told] == "Miles Hale"
        assert heard[OWN] == FIGURE

    @pytest.mark.parametrize("heading", ["INTRODUCTION BY MILES HALE", "An Introduction by Miles Hale"])
    def test_with_its_author_in_the_heading(self, heading: str) -> None:
        told = "I have chosen from a great heap of papers, and I thank the archive for its patience."
        heard = spoken(heading, told, "THE SHOP", OWN)
        assert heard[told] == "Miles Hale"
        assert heard[OWN] == FIGURE

    def test_of_the_figures_own(self) -> None:
        assert spoken("Preface", OWN, "The Shop", OWN + " ")[OWN] == FIGURE
        assert spoken("Author's Preface", OWN, editor="Miles Hale")[OWN] == FIGURE


class TestLetters:
    @pytest.mark.parametrize(("heading", "voice"), [
        ("M. HALE TO J. ROE", "M. Hale"), ("MILES HALE TO JANE ROE", "Miles Hale"), ("FROM MILES HALE TO JANE ROE", "Miles Hale"),
        ("TO JANE ROE", OTHER),
        ("Miles Hale to Jane Roe", "Miles Hale"), ("Letter from Miles Hale to Jane Roe", "Miles Hale"), ("A Letter to Jane Roe", OTHER),
        ("LETTER FROM MILES HALE", "Miles Hale"), ("S. T. DALE TO JANE ROE", "S. T. Dale"),
        ("J. ROE TO M. HALE", FIGURE), ("JANE ROE TO MILES HALE", FIGURE), ("ROE TO HALE", FIGURE), ("Jane Roe to Miles Hale", FIGURE),
        ("LETTER FROM JANE ROE", FIGURE), ("TO MILES HALE", FIGURE), ("To Miles Hale", FIGURE), ("LETTER IV. TO MISS HALE", FIGURE),
        ("The Road to Dover", FIGURE), ("FAREWELL TO KENT", FIGURE)])
    def test_are_by_whom_the_heading_says(self, heading: str, voice: str) -> None:
        letter = "My dear friend, I have your parcel, and I thank you with all my heart for so much kindness."
        assert spoken(heading, letter, "THE SHOP", OWN)[letter] == voice
        assert spoken(heading, letter, "THE SHOP", OWN)[OWN] == FIGURE

    def test_alternate(self) -> None:
        first, second, third = (f"I have your parcel number {n}, and I thank you with all my heart." for n in ("one", "two", "three"))
        heard = spoken("M. HALE TO J. ROE", first, "J. ROE TO M. HALE", second, "M. HALE TO J. ROE", third)
        assert [heard[letter] for letter in (first, second, third)] == ["M. Hale", FIGURE, "M. Hale"]


class TestWithin:
    @pytest.mark.parametrize("note", ["[She means the old shop in Quay Street.--M. H.]", "[Footnote 1: The old shop.]",
                                      "Note: the old shop is meant.", "{The next leaf is torn.}", "*(The seal is broken.)"])
    def test_an_editors_note_is_anothers(self, note: str) -> None:
        heard = spoken("The Shop", OWN, note, OWN + " And again.")
        assert heard[note] != FIGURE
        assert heard[OWN + " And again."] == FIGURE

    def test_a_note_has_its_editors_name_where_one_is_known(self) -> None:
        note = "[She means the old shop.]"
        assert spoken("The Shop", OWN, note, editor="Miles Hale")[note] == "Miles Hale"

    def test_a_paragraph_that_tells_of_the_figure_by_name_is_anothers(self) -> None:
        told = "Roe sold rope for ten years and was never robbed."
        says = "They call me Roe in the harbour, and I answer to it."
        heard = spoken("The Shop", OWN, told, says)
        assert heard[told] == OTHER
        assert heard[says] == FIGURE

    def test_a_section_that_tells_of_the_figure_is_anothers_as_a_whole(self) -> None:
        told, more = "Roe died in Kent. Her neighbours buried Roe beside the church.", "The shop was sold to a cooper."
        heard = spoken("Afterwards", told, more, "The Shop", OWN)
        assert (heard[told], heard[more], heard[OWN]) == (OTHER, OTHER, FIGURE)


def test_headings_stand_over_what_follows() -> None:
    text = f"{OWN}\n\n## The Shop\n\n{OWN}\n\n{OWN}\n\nTHE BOATS\n\n{OWN}"
    assert headings(blocks(text), text) == ["", "The Shop", "The Shop", "The Shop", "THE BOATS", "THE BOATS"]


@pytest.mark.parametrize(("text", "found"), [
    ("I read it twice. (Hale was then a clerk at Leith. He died in 1799.) I wrote to him.", True),
    ("I read it twice. (Here my father stopped.) I wrote to him.", True),
    ("I read the book (the second edition) twice.", False),
    ("I read it twice. (I had lent it to Hale.) I wrote to him.", False)])
def test_sentences_in_brackets_are_the_editors(text: str, found: bool) -> None:
    source = Source("a.txt", text, "", blocks(text), author="Jane Roe", editor="Miles Hale")
    assert bool(asides(source, ROE)) is found
    assert not asides(Source("a.txt", text, "", blocks(text), author="Jane Roe"), ROE)


class TestVolume:
    """A volume that somebody edited, and letters and talk within a work."""

    NOTE = ("    This piece was written in the spring, when the harbour was closed\n    and nobody knew for how long. It was read aloud,\n"
            "    and the paper that it stands on is stained with tar.")
    MORE = "    A copy was found in the chandler's desk, under the bills, by a\n    clerk who could not read it and kept it for its seal."

    def test_what_is_set_in_at_the_head_of_a_piece_is_its_editors(self) -> None:
        wrapped = ("I walked to the harbour this morning, and I counted the boats\n"
                   "that had come home in the night before I opened my shop again.")
        heard = spoken("THE SHOP", self.NOTE, self.MORE, wrapped, editor="Miles Hale")
        assert heard[self.NOTE.strip()] == heard[self.MORE.strip()] == "Miles Hale"
        assert heard[wrapped] == FIGURE

    def test_where_nobody_edits_what_is_set_in_is_the_figures(self) -> None:
        assert spoken("THE SHOP", self.NOTE, OWN)[self.NOTE.strip()] == FIGURE

    def test_a_note_in_brackets_runs_until_it_closes(self) -> None:
        first, second = "[The ledger breaks off here, and a later hand goes on with it.", "It tells of the storm and of the price of tar.]"
        heard = spoken("Chapter I", OWN, first, second, OWN + " Then I went in.")
        assert heard[first] == heard[second] == OTHER
        assert heard[OWN + " Then I went in."] == FIGURE

    def test_a_bracket_that_never_closes_is_no_note(self) -> None:
        later = [f"{OWN} It was day {number}." for number in range(15)]
        heard = spoken("Chapter I", "[I wrote this at night, and I could not sleep for the wind.", *later)
        assert all(heard[paragraph] == FIGURE for paragraph in later)

    def test_a_closing_with_a_name_belongs_to_the_letter_above(self) -> None:
        told = "Your story has been read in every house of the town, and the children ask for it again at night."
        close = "Till then, I am,\nYours truly, MILES HALE"
        heard = spoken("LETTER FROM MILES HALE", told, close, "Chapter I", OWN)
        assert heard[told] == heard[close] == "Miles Hale"
        assert heard[OWN] == FIGURE

    def test_a_paragraph_of_anothers_speech_is_anothers_and_the_figures_own_is_not(self) -> None:
        order = "“I want forty fathoms of rope before the tide, and I will not pay for the tar on it.”"
        heard = spoken("Chapter I", "The captain came in and shouted across the counter.", order)
        assert heard[order] == OTHER
        heard = spoken("Chapter I", "The captain came in, and I answered him:", order)
        assert heard[order] == FIGURE

    def test_an_essay_that_names_its_author_twice_in_many_words_is_still_the_figures(self) -> None:
        essay = [f"The price of rope rose in the year {year}, and the harbour was full of foreign ships that waited for the wind."
                 for year in range(1801, 1841)]
        heard = spoken("ROPE", "The shop of Roe was the oldest.", *essay, "Nobody bought from Roe that year.")
        assert all(heard[paragraph] == FIGURE for paragraph in essay)
        assert heard["The shop of Roe was the oldest."] == OTHER

    def test_an_index_is_nobodys_words(self) -> None:
        entry = "Rope, price of, in the year of the storm, and how it was paid for by the harbour."
        assert spoken("Chapter I", OWN, "INDEX", entry, editor="Miles Hale")[entry] != FIGURE


def test_brackets_within_a_sentence_that_hold_sentences_are_notes() -> None:
    note = "(Kept by Miles Hale, minister of the chapel in the High Street. Roe was then a child of eight, and went there with his elder sisters.)"
    text = f"By the time I went to this school {note} my taste for ropes was well formed."
    source = Source("a.txt", text, "", blocks(text), author="Jane Roe", editor="Miles Hale")
    assert [text[a:b] for a, b in asides(source, ROE)] == [note]


class TestEditionOfLetters:
    """Somebody edits a life in letters: each letter is its writer's, the rest the editor's."""

    HEAD = "JANE ROE TO MILES HALE. Kent, May 3rd, 1790."
    LIFE: ClassVar = {"title": "The Life and Letters of Jane Roe", "editor": "Francis Roe"}

    def test_an_editors_note_in_brackets_does_not_end_a_letter(self) -> None:
        noted = "I saw the harbour (Roe means the old one, of which my grandfather was the master.) and was glad that you had sent the rope."
        after = "The boats came in before the night, and we were all down at the quay to see them."
        heard = spoken(self.HEAD, noted, after, "JANE ROE.", "She wrote no more that year, and the shop was shut.", **self.LIFE)
        assert (heard[noted], heard[after]) == (FIGURE, FIGURE)
        assert heard["She wrote no more that year, and the shop was shut."] == "Francis Roe"

    def test_what_stands_below_the_signature_is_the_letters(self) -> None:
        below = "P.S. I forgot the lamps, and I beg your pardon for it."
        heard = spoken(self.HEAD, OWN, "Yours truly, JANE ROE.", below, "The lamps were sent in June.", **self.LIFE)
        assert heard[below] == FIGURE
        assert heard["The lamps were sent in June."] == "Francis Roe"

    def test_the_figures_own_father_is_not_the_editors(self) -> None:
        home = "I hope that you will tell my father how well the shop goes, and give him my love."
        edited = "My grandfather never saw the shop again, and in June he was dead."
        heard = spoken(self.HEAD, home, "JANE ROE.", self.HEAD, OWN, edited, **self.LIFE)
        assert (heard[home], heard[edited]) == (FIGURE, "Francis Roe")


def test_a_preface_that_says_i_and_hardly_names_the_figure_is_its_own() -> None:
    told = "I have set down what I saw of ropes, and what I heard. " * 60
    named = "I will add what Miles Roe, who was my uncle, knew of them before me. " + told
    assert spoken("An Introduction", named.strip(), "Chapter I", OWN)[named.strip()] == FIGURE
    assert spoken("An Introduction", TOLD, "Chapter I", OWN)[TOLD] == OTHER


def test_the_editor_of_a_book_that_the_publisher_advertises_is_no_contributor() -> None:
    heard = spoken("The Rope", "Life of Jane Roe. Edited by Francis Roe. Portraits. 3 volumes 36s.", "Preface", OWN, "Chapter I", OWN + " ")
    assert heard[OWN] == FIGURE


def test_in_a_letter_a_sentence_in_brackets_is_the_editors_unless_it_says_i_or_you_or_knows_what_came_later() -> None:
    text = ("I saw Hale (Miles Hale was then the master of the harbour.) and his wife (I like her well, and you would too.) and Lund "
            "(I believe that this Lund died in 1801. The other was in Kent.) in the shop.")
    source = Source("a.txt", text, "", blocks(text), author="Jane Roe", editor="Miles Lee", parts=(Part(0, len(text), "", "", "", "1790-05-03"),))
    assert [text[a:b] for a, b in asides(source, ROE)] == [
        "(Miles Hale was then the master of the harbour.)", "(I believe that this Lund died in 1801. The other was in Kent.)"]


def test_the_number_of_a_chapter_is_no_i() -> None:
    note = "(Chapter I./8. The fragment ends here. The next letters tell of Roe's school; see \"Life and Letters,\" I., page 35.)"
    source = Source("a.txt", note, "", blocks(note), author="Jane Roe", editor="Miles Lee", parts=(Part(0, len(note), "", "", "", "1890"),))
    assert [note[a:b] for a, b in asides(source, ROE)] == [note]


class TestNotesByDepth:
    """A numbered note of an edited volume of letters ends with its own bracket, whatever it holds."""

    SAYS = "I have the rope, and I thank you for it."
    GOES_ON = "It is the best that I ever had in the shop."

    @staticmethod
    def notes(text: str, **named: str) -> list[str]:
        given: dict[str, str] = {"author": "Jane Roe", "editor": "Miles Lee", **named}
        source = Source("a.txt", text, "", blocks(text), parts=(Part(0, len(text), "", "", "", "1790-05-03"),), **given)  # type: ignore[arg-type]
        return [text[a:b] for a, b in asides(source, ROE)]

    @pytest.mark.parametrize("note", [
        '(12/3. Hale ("Ropes and Tar" (Leith, 1788), page 4 [second edition]) had written: "I sold my boat." His "Life" (1801) tells it.)',
        '(12/3. "I have never seen so good a rope," Hale wrote to her (in May).)',
        "(12/3. See Letter 9.)",
        "(Chapter IV./3. Hale says (page 9): \"I was there.\")",
        "(12/3. The letter breaks off.\n\nA second sheet (see page 4) was found by us in Kent.)"])
    def test_whatever_it_holds(self, note: str) -> None:
        assert self.notes(f"{self.SAYS} {note} {self.GOES_ON}") == [note]
        assert self.notes(f"{note} {self.GOES_ON}") == [note]
        assert self.notes(f"{self.SAYS} {note}", editor="") == []

    def test_one_that_never_closes_ends_with_its_paragraph(self) -> None:
        text = f"{self.SAYS} (12/3. See the letter to Hale.\n\n{self.GOES_ON}"
        assert self.notes(text) == ["(12/3. See the letter to Hale."]

    def test_a_note_signed_as_the_editors_needs_no_named_editor(self) -> None:
        assert self.notes(f"{self.SAYS} [I never saw it.--ED.] {self.GOES_ON}", editor="") == ["[I never saw it.--ED.]"]

    def test_a_letter_of_the_figure_that_stands_in_brackets_is_no_note(self) -> None:
        letter = "(JANE ROE TO MILES HALE. Kent, May 3rd, 1791. The boat was sold at last. Nobody weeps for it in the whole town.)"
        assert self.notes(f"The shop was shut. {letter}") == []
