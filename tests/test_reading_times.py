"""Each sentence's time: its own date, its section's, its surroundings'; and by when all it presupposes was known."""

from __future__ import annotations

from vivavoce.language.sentences import sentences
from vivavoce.reading.times import heading_time, tell_times
from vivavoce.record import Figure, Part, Sentence, Source, Standing
from vivavoce.sources.structure import blocks

ADA = Figure("Ada Lovelace", ("Lovelace", "Ada"), "1815-12-10", "1852-11-27", "she")


def timed(text: str, voice: str = "author", persons: dict[str, tuple[str, ...]] | None = None, **told: str) -> dict[str, Sentence]:
    """The sentences of a text by their words."""
    source = Source("a.txt", text, "", blocks(text), **told)  # type: ignore[arg-type]
    made = []
    for block in source.blocks:
        if block.kind not in ("heading", "matter"):
            for start, end in sentences(text, block.start, block.end):
                named = next((names for part, names in (persons or {}).items() if part in text[start:end]), ())
                made.append(Sentence(len(made), source.id, start, end, 0, block.kind, voice, persons=named))
    return {text[s.start:s.end]: s for s in tell_times(ADA, [source], made)[0]}


def test_a_sentence_has_its_own_date() -> None:
    found = timed("In June 1833 she met the inventor at a party in town.")
    (sentence,) = found.values()
    assert sentence.told is not None
    assert (sentence.told.start, sentence.told.end, sentence.latest) == ("1833-06-01", "1833-06-30", "1833-06-30")


def test_a_section_lends_its_time() -> None:
    found = timed("# Life\n\n## 1843-1845: The notes\n\nShe worked without rest on the notes.\n\n## Legacy\n\nShe was admired by many people.\n")
    sentence = found["She worked without rest on the notes."]
    assert sentence.told is not None
    assert sentence.told.approximate
    assert sentence.latest == "1845-12-31"
    assert found["She was admired by many people."].latest == ""


def test_neighbours_lend_theirs_widened() -> None:
    found = timed("In 1833 she met the inventor. They talked of the machine. In 1835 she married.")
    sentence = found["They talked of the machine."]
    assert sentence.told is not None
    assert (sentence.told.start, sentence.told.end, sentence.told.approximate) == ("1833-01-01", "1835-12-31", True)
    assert sentence.latest == "1835-12-31"


def test_without_any_date_nothing_is_known() -> None:
    (sentence,) = timed("They talked of the machine for a long time.").values()
    assert sentence.told is None
    assert sentence.latest == ""
    assert not sentence.known_by("1900-12-31")


def test_a_citation_is_later_knowledge() -> None:
    (sentence,) = timed("In 1833 she met him, as a memoir tells (Notes, 1864).").values()
    assert sentence.told is not None
    assert sentence.told.end == "1833-12-31"
    assert sentence.latest == "1864-12-31"


def test_what_looks_ahead_is_not_bounded_by_its_date() -> None:
    for text in ("In 1833 she met him, who would later build it.", "In 1833 she met the future president of the society.",
                 "In 1833 she met him, a meeting remembered to this day.", "In 1833 her brief notes foretold her later fame.",
                 "In 1833 she met a clerk, afterwards a judge of the county.", "She was in 1833, then as now, a name in London.",
                 "In 1833, ten years before the printing of the notes, she met him.", "The plan of 1833 was afterwards dropped.",
                 "In 1833 she found the moods which afterward ruled her.", "In 1833 she had no word of the fame that awaited her.",
                 "Of what was said in 1833 nobody heard until years after.", "In 1833 she used signs, afterwards adopted by others."):
        assert timed(text)[text].latest == ""


def test_the_writers_present_bounds_everything() -> None:
    text = "She is best known for her notes on the engine."
    assert timed(text, date="1889")[text].latest == "1889-12-31"


def test_her_death_is_later_than_what_leads_to_it() -> None:
    text = "In 1850, two years before her death, she travelled north."
    assert timed(text)[text].latest == "1852-11-27"


def test_a_name_that_comes_later_bounds_an_undated_sentence() -> None:
    text = ("In 1833 she met the inventor. Menabrea was much on her mind. In 1835 she married.\n\n"
            "In 1842 Menabrea described the engine at length in French.")
    found = timed(text, persons={"Menabrea": ("Menabrea",)})
    assert found["Menabrea was much on her mind."].latest == "1842-01-01"


def test_own_words_have_a_date_of_writing() -> None:
    text = "The engine weaves patterns. I saw it in 1833."
    found = timed(text, voice="figure", author="Ada Lovelace", date="1843-07", standing=Standing.LETTER)
    assert [s.written for s in found.values()] == ["1843-07-31", "1843-07-31"]
    first = found["The engine weaves patterns."]
    assert first.known_by("1843-12-31")
    assert not first.known_by("1843-06-30")


def test_own_words_in_an_account_are_dated_by_what_introduces_them() -> None:
    text = "In a letter of hers, sent in July 1843, she wrote:\n\n“The engine weaves patterns as the loom weaves flowers and leaves.”\n"
    source = Source("a.txt", text, "", blocks(text))
    introduction, quotation = (b for b in source.blocks)
    made = [Sentence(0, "a.txt", introduction.start, introduction.end, 0, "paragraph", "author"),
            Sentence(1, "a.txt", quotation.start, quotation.end, 0, "paragraph", "figure")]
    assert [s.written for s in tell_times(ADA, [source], made)[0]] == ["", "1843-07-31"]


def test_a_letter_is_written_on_its_date_and_a_note_in_it_is_not() -> None:
    text = "The engine weaves patterns. [She was ill when she wrote this.]"
    part = Part(0, len(text), "To Charles Babbage", "", "Charles Babbage", "1843-07-02")
    source = Source("a.txt", text, "", blocks(text), author="Ada Lovelace", date="1960", parts=(part,))
    made = [Sentence(0, "a.txt", 0, 27, 0, "paragraph", "figure"), Sentence(1, "a.txt", 28, len(text), 0, "paragraph", "an editor")]
    letter, note = tell_times(ADA, [source], made)[0]
    assert (letter.written, letter.latest) == ("1843-07-02", "1843-07-02")
    assert (note.written, note.latest) == ("", "1960-12-31")


def test_own_words_without_a_date_are_never_known() -> None:
    text = "The engine weaves patterns."
    sentence = timed(text, voice="figure", author="Ada Lovelace", standing=Standing.LETTER)[text]
    assert sentence.written == ""
    assert not sentence.known_by("1900-12-31")


def test_which_headings_date_what_stands_below() -> None:
    dated = {text: heading_time(text)[0] is not None for text in (
        "1843", "1843-1845 — The notes", "Chapter 3: Childhood, 1815–1828", "The notes (1843)", "1843 and the birth of an idea", "The notes")}
    assert list(dated.values()) == [True, True, True, True, False, False]


def test_the_first_words_of_a_section_sum_it_up() -> None:
    found = timed("# Exile\n\nShe was driven from home by her own kin. In 1833 she left London. In 1836 she was back.\n")
    assert found["She was driven from home by her own kin."].latest == "1836-12-31"


def test_a_section_opens_knowing_what_was_told_before_it() -> None:
    text = ("# The engine\n\nIn 1843 the notes were printed.\n\n# The last illness\n\nShe lay in a darkened room. She knew of it from childhood.\n\n"
            "As early as 1835 she had been ill.\n")
    assert timed(text)["She lay in a darkened room."].latest == "1843-12-31"


def test_a_note_in_a_letter_was_made_after_it() -> None:
    text = "In 1833 she met the inventor. [In 1835 this was printed.] I met him in 1833."
    part = Part(0, len(text), "To Mary Somerville", "", "Mary Somerville", "1843-07-02")
    source = Source("a.txt", text, "", blocks(text), author="Ada Lovelace", parts=(part,))
    made = [Sentence(0, "a.txt", 30, 57, 0, "paragraph", "an editor")]
    assert tell_times(ADA, [source], made)[0][0].latest == "1843-07-02"


def test_the_years_of_childhood_over_a_memoir_are_none_of_writing() -> None:
    text = "# Letters and Recollections\n\n## 1821\n\nI remember the garden well.\n\n## 1843\n\nI send you the notes.\n"
    found = timed(text, voice="figure", author="Ada Lovelace", title="Letters and Recollections", date="1851", standing=Standing.OWN_WORK)
    assert found["I remember the garden well."].written == "1851-12-31"
    assert found["I send you the notes."].written == "1843-12-31"


def test_the_writers_present_is_no_time_of_hers() -> None:
    found = timed("In 1833 she met the inventor. This puzzles modern readers. There are few such engines left. In 1835 she married.")
    assert found["This puzzles modern readers."].latest == ""
    assert found["There are few such engines left."].latest == ""


def test_a_dated_heading_does_not_bound_what_runs_past_it() -> None:
    found = timed("# 1833 — The party\n\nShe met the inventor there.\n\nThen the works were built with great care.\n\n"
                  "From 1834 to 1836 money ran short.\n\nThe workmen went unpaid for weeks.\n")
    assert found["She met the inventor there."].latest >= "1833-12-31"
    assert found["Then the works were built with great care."].latest == "1836-12-31"
    assert found["The workmen went unpaid for weeks."].latest == "1836-12-31"


def test_a_look_back_is_told_from_later() -> None:
    found = timed("In 1843 her notes appeared. They cleared up much that had been dark in 1833.")
    assert found["They cleared up much that had been dark in 1833."].latest == "1843-12-31"


def test_dates_of_old_bound_nothing() -> None:
    found = timed("The engine was like the looms of France, 1789-1794. It worked by cards and wheels alone.")
    assert {s.latest for s in found.values()} == {""}


def test_a_birth_with_a_life_in_one_breath_is_not_bounded_by_the_birth() -> None:
    text = ("Ada Lovelace, born on 10 December 1815 in London, wrote the first program for an engine and was admired by all who read it "
            "in the years that followed.")
    assert timed(text)[text].latest == ""


def test_a_letter_that_an_account_quotes_speaks_from_its_own_day() -> None:
    text = "In July 1843 Babbage wrote to her:\n\n“In 1833 you saw the engine at my house and asked more than all the others.”\n"
    source = Source("a.txt", text, "", blocks(text))
    introduction, quotation = source.blocks
    made = [Sentence(0, "a.txt", introduction.start, introduction.end, 0, "paragraph", "author"),
            Sentence(1, "a.txt", quotation.start, quotation.end, 0, "paragraph", "Charles Babbage")]
    assert tell_times(ADA, [source], made)[0][1].latest == "1843-07-31"


def test_the_year_of_a_title_page_dates_no_section() -> None:
    found = timed("A Life\n\nLONDON\n\n1911\n\nCHAPTER I\n\nShe was taught at home by her mother and by tutors who came to the house every week.\n")
    (sentence,) = (s for s in found.values() if s.kind == "paragraph")
    assert sentence.told is None
    assert sentence.latest == ""


def test_a_memoirs_heading_says_when_things_happened_and_not_when_it_was_written() -> None:
    text = "# My Life\n\n## The notes, 1842-1843\n\nI worked on the notes without rest.\n"
    memoir = timed(text, voice="figure", author="Ada Lovelace", date="1851", standing=Standing.OWN_WORK)["I worked on the notes without rest."]
    assert memoir.written == "1851-12-31"
    speech = timed(text.replace("The notes, 1842-1843", "Speech on the notes, 1843"), voice="figure", author="Ada Lovelace", date="1851",
                   standing=Standing.OWN_WORK)["I worked on the notes without rest."]
    assert speech.written == "1843-12-31"


def test_what_others_say_in_a_work_of_the_figure_was_written_for_its_printing() -> None:
    text = "She is best known for her notes on the engine."
    found = timed(text, voice="an editor", author="Ada Lovelace", date="1843", published="1909", standing=Standing.OWN_WORK)[text]
    assert found.latest == "1909-12-31"


def test_what_came_eventually_is_known_by_its_date() -> None:
    dated, undated = "She eventually found rest at Ockham in 1844.", "In 1844 she met a man who eventually left her."
    assert timed(dated)[dated].latest == "1844-12-31"
    assert timed(undated)[undated].latest == ""


def test_an_age_in_damaged_text_is_the_figures_where_nobody_else_is_spoken_of() -> None:
    def told(text: str, named: str) -> list[str]:
        source = Source("a.txt", text, "", blocks(text))
        made = [Sentence(i, "a.txt", a, b, 0, "paragraph", "author", guard="the text is degraded", persons=(named,) if i == 0 else ())
                for i, (a, b) in enumerate(sentences(text, 0, len(text)))]
        return [str(d.interval) for d in tell_times(ADA, [source], made)[1].get(1, [])]

    assert told("Lovelace came of age amid engines. At the age of eighteen, she embraced numbers.", "Lovelace") \
        == ["about 10 December 1833 – 9 December 1834"]
    assert told("Somerville knew Lovelace well. At the age of eighteen, she embraced numbers.", "Mary Somerville") == []


class TestUnderADatedHeading:
    """What a section's heading dates is not put off by what a later paragraph looks ahead to."""

    TEXT = ("# 1833-1836: The party\n\nThe town was poor, and few would buy rope. Many left.\n\n"
            "She went to the islands as a clerk of the harbour. The journey taught her to count.\n\n"
            "What she learned helped her at the beginning of the 1850s. In the 1860s she came back to it.\n\n"
            "# The shop\n\nIt was let to a cooper.\n")

    def test_a_look_ahead_binds_neither_the_paragraph_before_nor_the_head_of_the_section(self) -> None:
        found = timed(self.TEXT)
        assert found["Many left."].latest == found["She went to the islands as a clerk of the harbour."].latest == "1836-12-31"
        assert found["In the 1860s she came back to it."].latest == "1869-12-31"

    def test_the_paragraph_that_looks_ahead_is_bound_by_it(self) -> None:
        found = timed(self.TEXT.replace("What she learned", "The counting was of use. What she learned"))
        assert found["The counting was of use."].latest == "1869-12-31"

    def test_what_follows_a_look_ahead_knows_of_it(self) -> None:
        found = timed(self.TEXT.replace("\n\n# The shop", "\n\nThe harbour gave her a lamp.\n\n# The shop"))
        assert found["The harbour gave her a lamp."].latest == "1869-12-31"

    def test_what_somebody_recalls_is_bound_by_all_that_the_section_tells(self) -> None:
        assert timed(self.TEXT, voice="Jonas Hale")["Many left."].latest == "1869-12-31"
