"""Sentences as an account tells them: what stands before, where a quotation opens, entries of a chronology."""

from __future__ import annotations

from functools import cache

import pytest

from vivavoce.language.parse import Parser
from vivavoce.reading.sentences import Reader, is_form
from vivavoce.reading.voices import FIGURE
from vivavoce.record import Figure, Sentence, Source
from vivavoce.settings import Settings
from vivavoce.sources.structure import blocks

ROE = Figure("Jane Roe", ("Roe",), "1760-04-02", "1821-09-09", "she")


@cache
def parser() -> Parser:
    return Parser(Settings())


def read(*paragraphs: str, title: str = "Jane Roe") -> dict[str, Sentence]:
    """The sentences of an account, by their words."""
    text = "\n\n".join(paragraphs)
    source = Source("a.txt", text, "", blocks(text), author="Berit Lund", title=title)
    reader = Reader(ROE, parser, 120)
    outline = reader.outline(source, 0)
    return {text[s.start:s.end]: s for s in reader.quoted(outline, reader.read(outline, 0), 0)[1]}


def letters(*paragraphs: str) -> list[tuple[str, str]]:
    """The sentences of an edited volume of the figure's letters, with their voices."""
    text = "\n\n".join(paragraphs)
    source = Source("a.txt", text, "", blocks(text), author="Jane Roe", title="More Letters of Jane Roe", editor="Miles Lee", published="1902")
    reader = Reader(ROE, parser, 120)
    outline = reader.outline(source, 0)
    return [(text[s.start:s.end], s.voice) for s in reader.quoted(outline, reader.read(outline, 0), 0)[1]]


class TestEditorsNotes:
    """A note that interrupts a letter is another's from its first mark to its last."""

    HEAD = "LETTER 9. JANE ROE TO MILES HALE. Kent, May 3rd, 1790."

    def test_the_sentence_that_a_note_ends_is_the_figures_without_it(self) -> None:
        heard = letters(self.HEAD, 'I have read your "Ropes" (9/2. Hale wrote of it (in May): "I would not sell it. '
                                   'It is my best." The "great man" is Lund.) with joy. I thank you.')
        figures = [words for words, voice in heard if voice == FIGURE]
        assert 'I have read your "Ropes"' in figures
        assert figures[-1] == "I thank you."
        assert not any("9/2" in words or "best" in words or "Lund" in words for words in figures)

    def test_whole_notes_stand_apart_from_what_they_end(self) -> None:
        assert [words for words, _ in letters(self.HEAD, "I have the rope of Hale (9/1. See Letter 4, and the note there.). It is good.")][-3:] == [
            "I have the rope of Hale", "(9/1. See Letter 4, and the note there.).", "It is good."]

    def test_words_that_a_note_quotes_are_not_the_figures(self) -> None:
        note = '(9/3. Lund told it otherwise: "When I met her I was poor. I bought the boat of her.")'
        heard = dict(letters(self.HEAD, f"I saw Lund on the quay. {note} It rained."))
        assert heard["It rained."] == heard["I saw Lund on the quay."] == FIGURE
        assert not any(voice == FIGURE for words, voice in heard.items() if "boat" in words or "poor" in words)


class TestWhatStandsBefore:
    def test_a_section_of_an_account_of_the_figure_begins_with_her(self) -> None:
        told = "She was born in a house by the harbour."
        assert read("# Jane Roe", "Jonas Hale built the quay. He sold it.", "## Childhood", told)[told].first_person \
            == "I was born in a house by the harbour."
        assert read("# The Quay", "Jonas Hale built the quay. He sold it.", "## Childhood", told, title="The Quay")[told].first_person is None

    def test_a_question_about_somebody_else_does_not(self) -> None:
        told = "She sold ropes."
        assert read("# Jane Roe", "## Who was Clara Hale?", told)[told].first_person is None
        assert read("# Jane Roe", "## What did Roe sell?", told)[told].first_person == "I sold ropes."

    def test_a_sentence_about_nobody_is_passed_over(self) -> None:
        told = "She bought three boats."
        assert read(f"Roe kept a shop. The harbour was quiet. {told}")[told].first_person == "I bought three boats."
        assert read(f"Roe kept a shop. Clara Hale kept another. {told}")[told].first_person is None

    def test_somebody_known_by_a_given_name_is_known_by_the_surname(self) -> None:
        told = "Hale lent her a lamp, and she lost it."
        assert read(f"Roe met Jonas Hale in May. {told}")[told].first_person == "Hale lent me a lamp, and I lost it."
        assert read(f"Roe met Clara Hale in May. {told}")[told].first_person is None


class TestChronology:
    @pytest.mark.parametrize("entry", ["1801. Opened a shop in Kent.", "- 1801. Opened a shop in Kent."])
    def test_an_entry_may_leave_out_its_subject(self, entry: str) -> None:
        heard = read("# Jane Roe", "1800. Moved to Kent.", entry, "1802. Jonas Hale died.")
        assert heard["1801. Opened a shop in Kent."].first_person == "1801. I opened a shop in Kent."
        assert heard["1802. Jonas Hale died."].first_person is None

    def test_under_a_dated_heading(self) -> None:
        heard = read("# Jane Roe", "## 3 May 1801", "Opened a shop in Kent. Her son was born there.", "## The shop", "Opened a shop in Leith.")
        assert heard["Opened a shop in Kent."].first_person == "I opened a shop in Kent."
        assert heard["Her son was born there."].first_person == "My son was born there."
        assert heard["Opened a shop in Leith."].first_person is None


class TestAnnouncedWords:
    def test_a_paragraph_after_a_colon_is_the_speakers(self) -> None:
        heard = read("In her diary Roe wrote:", "The rope is good. The lamps came late.", "The shop was closed in 1801.")
        assert {heard["The rope is good."].voice, heard["The lamps came late."].voice} == {"figure"}
        assert heard["The shop was closed in 1801."].voice == "author"

    def test_but_not_one_that_tells_of_her_by_name(self) -> None:
        assert read("In her diary Roe wrote:", "Roe sold ropes to the navy.")["Roe sold ropes to the navy."].voice == "author"

    def test_one_set_in_is_the_speakers_and_the_narrators_i_after_it_is_not(self) -> None:
        narrator = "I have heard her called cold. I do not believe it."
        heard = read("I went to Kent in May.", "In her diary Roe wrote:", "    The rope is good.", narrator)
        assert heard["The rope is good."].voice == "figure"
        assert heard["I have heard her called cold."].voice == "author"
        assert heard["I have heard her called cold."].first_person is None

    def test_the_first_sentence_of_a_longer_quotation_is_hers_too(self) -> None:
        heard = read("In May Roe wrote the last line: \"The rope is good! The lamps are dear. I am tired.\" She closed the shop.")
        assert [s.voice for s in heard.values()] == ["author", "figure", "figure", "figure", "author"]
        assert heard["\"The rope is good!"].voice == "figure"
        assert heard["In May Roe wrote the last line:"].guard == "an introduction"

    def test_a_speaker_who_is_named_at_the_end_said_all_of_it(self) -> None:
        heard = read("The town was quiet. \"The rope is good. The lamps are dear,\" said Roe. Then she left.")
        assert heard["\"The rope is good."].voice == "figure"
        other = read("The town was quiet. \"The rope is good. The lamps are dear,\" said Hale. Then Roe left.")
        assert other["\"The rope is good."].voice == "Hale"

    def test_a_short_quotation_stays_in_its_sentence(self) -> None:
        words = "In May Roe wrote: \"The rope is good.\""
        assert words in read(words)

    def test_what_an_author_adds_behind_them_is_the_authors(self) -> None:
        heard = read("Roe replied to the harbour master:", "\"The rope is good. I have tested it myself.\" The master laughed at this, "
                     "and the town laughed with him. A council of merchants met in Leith and resolved that she must sell.")
        assert heard["\"The rope is good."].voice == heard["I have tested it myself.\""].voice == "figure"
        assert heard["A council of merchants met in Leith and resolved that she must sell."].voice == "author"

    def test_a_speaker_within_a_diary_is_not_the_diarist(self) -> None:
        heard = read("She was frank with the clerk. \"'Hale sold me the worst of his lamps,' Roe said, 'and I paid for them.' I spoke of the "
                     "letters in the morning's mail. She was silent.\" The shop closed.")
        assert heard["I spoke of the letters in the morning's mail."].voice not in ("figure", "author")

    def test_a_list_of_what_others_claim_is_not_told_as_hers(self) -> None:
        told = "She believed that the harbour was cursed."
        items = ("1. She feared the sea.", f"2. {told}")
        assert read("So Roe was seen by those who affirm that she was a witch:", *items)[told].first_person is None
        assert read("Roe had a few habits:", *items)[told].first_person == "I believed that the harbour was cursed."

    def test_a_title_in_italics_is_nobody(self) -> None:
        heard = read("Roe in her _Ropes and Lamps_ states her case as follows:", "\"The rope is good, and the lamps that Hale sold me were dear.\"")
        assert heard["\"The rope is good, and the lamps that Hale sold me were dear.\""].voice == "figure"


@pytest.mark.parametrize("words", [
    "LETTER 7.", "LETTER 7. TO J. M. HALE.", "JANE ROE TO MILES HALE.", "Kent, May 3rd [1790].", "Kent [June, 1790?].", "3 May 1790.",
    "My dear Hale,", "Sir,", "Believe me, my dear Hale, ever yours, J. ROE.", "Yours very truly,", "Your affectionate friend, J. ROE.", "J. ROE."])
def test_what_every_letter_has(words: str) -> None:
    assert is_form(words)


@pytest.mark.parametrize("words", [
    "My dear Hale came in May, and we were glad.", "I was in Kent in May 1790.", "Your brother is well.", "Roe sold rope.",
    "Dear me!", "Farewell.", "I sold your rope to a friend."])
def test_what_a_letter_says(words: str) -> None:
    assert not is_form(words)
