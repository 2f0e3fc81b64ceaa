"""Dated statements become events; what only looks like one does not; the same event told twice is one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest

from vivavoce.language.models import Vectors
from vivavoce.language.parse import Parser
from vivavoce.language.sentences import sentences
from vivavoce.reading.events import read_events
from vivavoce.reading.times import tell_times
from vivavoce.record import Event, Figure, Sentence, Source
from vivavoce.settings import Settings
from vivavoce.sources.structure import blocks
from vivavoce.text import stems

ADA = Figure("Ada Lovelace", ("Lovelace", "Ada"), "1815-12-10", "1852-11-27", "she")


@cache
def parser() -> Parser:
    """The English pipeline, loaded once."""
    return Parser(Settings())


def counted(texts: Sequence[str]) -> Vectors:
    """Bags of stems as unit vectors: enough to see that what says the same is near."""
    vocabulary = {stem: i for i, stem in enumerate(sorted({stem for text in texts for stem in stems(text)}))}
    rows = np.zeros((len(texts), max(1, len(vocabulary))), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for stem in stems(text):
            row[vocabulary[stem]] = 1.0
        row /= np.linalg.norm(row) or 1.0
    return rows


def events(*texts: str, voice: str = "author") -> list[Event]:
    """The events of texts, one a source."""
    sources = [Source(f"{i}.txt", text, "", blocks(text)) for i, text in enumerate(texts)]
    made: list[Sentence] = []
    for source in sources:
        for block in source.blocks:
            if block.kind not in ("heading", "matter"):
                made += [Sentence(len(made) + i, source.id, a, b, 0, block.kind, voice)
                         for i, (a, b) in enumerate(sentences(source.text, block.start, block.end))]
    timed, dated = tell_times(ADA, sources, made)
    return read_events(ADA, sources, timed, dated, parser().parse, counted)


@pytest.mark.parametrize(("text", "start", "kind"), [
    ("Ada Lovelace was born in London on 10 December 1815.", "1815-12-10", "birth"),
    ("On 5 June 1833 she met Charles Babbage at a party in town.", "1833-06-05", "meeting"),
    ("In the summer of 1835 Lovelace moved to a house in Surrey.", "1835-06-01", "move"),
    ("Her translation with its seven notes was published in August 1843.", "1843-08-01", "publication"),
    ("Lovelace died in London on 27 November 1852 after a long illness.", "1852-11-27", "death"),
    ("On the night of 4 May 1842, thieves broke into the house and took the silver.", "1842-05-04", "event"),
    ("In 1842 weavers revolted against their masters in every town of the north.", "1842-01-01", "war"),
    ("She was the daughter of a poet, born on 10 December 1815, and a leading mind.", "1815-12-10", "birth"),
    ("In 1844 there was a bitter split in the society of engineers.", "1844-01-01", "event"),
    ("John Crosse, with whom Lovelace had an affair in 1844, burned the letters.", "1844-01-01", "event"),
    ("On 28 November 1852 Ada Lovelace lay dead in the house by the park.", "1852-11-28", "death"),
    ("In June 1842 their agents abducted one of the clerks of Lovelace in Paris.", "1842-06-01", "arrest"),
    ("During the 1848 revolution Lovelace served as a nurse in Paris.", "1848-01-01", "war"),
    ("In the Crimean War (1848-1850), she organised the hospitals.", "1848-01-01", "founding"),
    ("Lovelace's Sketch of the Engine (1843) describes a machine that weaves numbers.", "1843-01-01", "publication"),
    ("In her long essay “On Poetical Science” (1841) she explains what an engine sees.", "1841-01-01", "publication"),
    ("All this is said in her 1843 Notes with much patience.", "1843-01-01", "publication"),
    ("Two houses signed a pact betwixt the companies on 3 May 1841 in London.", "1841-05-03", "war"),
    ("In her will, written in May 1852, she wrote:", "1852-05-01", "writing"),
])
def test_a_dated_statement_is_an_event(text: str, start: str, kind: str) -> None:
    (event,) = events(text)
    assert (event.interval.start, event.kind) == (start, kind)


@pytest.mark.parametrize("text", [
    "In 1835 the town had 3000 inhabitants and two mills.", "Would she have met him in 1835 at all?", "She could have published it in 1835.",
    "The letter is dated 3 May 1835.", "Like the weavers in 1812, she broke the pattern.", "In 1835 she never went to London.",
    "It is claimed that he was converted in 1835.", "See also the edition that was printed in 1835.", "The Notes (1843) impressed him greatly.",
    "In 1835 he was of a gloomy mind.", "Halley's comet appeared again in the sky in 1910.", "She had lived there since 1835.",
    "Until May 1835 she stayed in town.", "In the early 1840s the sky was clear over London.", "In the early 1840s the fog helped Lovelace.",
    "Smith, The Engine, London 1835.",
])
def test_no_event(text: str) -> None:
    assert events(text) == []


def test_a_bibliography_holds_none() -> None:
    assert events("# Bibliography\n\nSmith published The Engine in 1843.\n") == []


def test_a_sentence_with_two_dates_tells_two() -> None:
    first, second = events("She was presented at court in 1833, and in July 1835 she married William King.")
    assert (first.interval.start, first.text) == ("1833-01-01", "She was presented at court in 1833")
    assert (second.interval.start, second.kind) == ("1835-07-01", "marriage")


def test_a_date_within_a_wider_one_has_a_clause_of_its_own() -> None:
    first, second = events("When cholera reached London in 1832, Lovelace left for Surrey in April.")
    assert (first.text, second.text) == ("When cholera reached London in 1832", "Lovelace left for Surrey in April.")
    assert str(second.interval) == "April 1832"


def test_one_event_told_by_two_sources_is_one_with_the_closer_date() -> None:
    (event,) = events("On 5 June 1833 Lovelace met Charles Babbage at a party.", "Lovelace met Charles Babbage in 1833, at a party in June.")
    assert event.interval.start == event.interval.end == "1833-06-05"
    assert set(event.sources) == {"0.txt", "1.txt"}


def test_what_happened_at_another_time_is_another_event() -> None:
    assert len(events("On 5 June 1833 Lovelace met Charles Babbage.", "On 7 June 1834 Lovelace met Charles Babbage.")) == 2


def test_the_figures_death_is_told_once_however_it_is_put() -> None:
    (event,) = events("Lovelace died on 27 November 1852 in London.", "The death of Lovelace in 1852 moved the whole town.")
    assert len(event.tellings) == 2


def test_own_words_tell_a_deed_not_an_argument() -> None:
    assert len(events("I went to London on 3 May 1835 with my mother.", voice="figure")) == 1
    assert events("In 1835 the House passed an act that pleases nobody.", voice="figure") == []


def test_another_voice_tells_none() -> None:
    assert events("On 5 June 1833 she met Charles Babbage.", voice="an editor") == []


CHRONOLOGY = ("# Ada Lovelace\n\nThis little book follows her days from the first to the last, as far as they are known.\n\n1815\n\n"
              "Ada Lovelace was born in London.\n\n1833\n\n_May 5._ Presented at court. Visited Mary Somerville.\n\n1835\n\n"
              "_July._ Married William King.\n\nWas ill for a month.\n\n1852\n\nDied in London.\n\n"
              "# Her machine\n\nThe engine was admired by all who saw it.\n")


def test_a_date_over_an_entry_of_a_chronology_dates_what_it_tells() -> None:
    told = [(str(e.interval), e.text) for e in events(CHRONOLOGY)]
    assert told == [("1815", "Ada Lovelace was born in London."), ("1833", "Visited Mary Somerville."), ("5 May 1833", "Presented at court."),
                    ("July 1835", "Married William King."), ("1852", "Died in London.")]


@pytest.mark.parametrize(("text", "start"), [
    ("She stayed in Kent until Lovelace was taken to London in May 1835.", "1835-05-01"),
    ("On 3 August 1843 the first part of the Notes appeared.", "1843-08-03"),
    ("In 1842 his agents followed Charles Babbage.", "1842-01-01"),
    ("She had been elected as secretary of the circle in 1844.", "1844-01-01"),
    ("In 1841 she was among the guests who visited the works.", "1841-01-01"),
    ("In May l843 she finished the last of the Notes.", "1843-05-01"),
])
def test_what_is_told_beside_another_word_is_an_event(text: str, start: str) -> None:
    assert [e.interval.start for e in events(text)] == [start]


def test_own_words_tell_what_was_done_to_the_figure() -> None:
    (event,) = events("In May 1835 my uncle sent me to a school by the sea.", voice="figure")
    assert str(event.interval) == "May 1835"


def test_a_book_on_other_things_tells_only_what_names_the_figure() -> None:
    told = "Babbage dined with the Herschels. The town was loud, and the winter was long. " * 60
    text = f"{told}\n\nIn May 1835 the bishop was robbed on the road to Bath. On 5 June 1833 Ada Lovelace met Charles Babbage.\n\n{told}"
    source = Source("a.txt", text, "", blocks(text), author="Jane Roe")
    made = [Sentence(i, source.id, a, b, 0, "paragraph", "author")
            for i, (a, b) in enumerate((a, b) for block in source.blocks for a, b in sentences(text, block.start, block.end))]
    timed, dated = tell_times(ADA, [source], made)
    (event,) = read_events(ADA, [source], timed, dated, parser().parse, counted)
    assert str(event.interval) == "5 June 1833"


def test_a_life_told_in_the_pages_of_another_in_an_own_work_counts() -> None:
    text = "On 5 June 1833 she met Charles Babbage. " + "The Notes are clear and deep. " * 20
    source = Source("a.txt", text, "", blocks(text), author="Ada Lovelace")
    made = [Sentence(i, source.id, a, b, 0, "paragraph", "Jane Roe") for i, (a, b) in enumerate(sentences(text, 0, len(text)))]
    timed, dated = tell_times(ADA, [source], made)
    assert [str(e.interval) for e in read_events(ADA, [source], timed, dated, parser().parse, counted)] == ["5 June 1833"]


def test_a_year_that_is_only_survived_dates_nothing() -> None:
    assert events("Her courage survived the year 1841 and left her soon after.") == []


def test_in_an_edition_a_pronoun_is_the_figures_only_after_the_figure() -> None:
    text = ("My mother left London in 1843. In 1844 she went to Rome.\n\nCharles Babbage was an inventor. In 1845 he went to Turin.\n\n"
            "(Mary Somerville was her friend. In 1846 she went to Paris, and she stayed there.)\n\nAda Lovelace was ill. "
            "In 1847 she went to Kent.\n\n[In 1848 my mother was married again.]\n\nShe died in London on 27 November 1852.\n")
    source = Source("a.txt", text, "", blocks(text), author="Ada Lovelace", editor="Ralph Milbanke")
    made = [Sentence(n, "a.txt", a, b, 0, "paragraph", "Ralph Milbanke")
            for n, (a, b) in enumerate(pair for block in source.blocks for pair in sentences(text, block.start, block.end))]
    timed, dated = tell_times(ADA, [source], made)
    assert [str(event.interval) for event in read_events(ADA, [source], timed, dated, parser().parse, counted)] == [
        "1843", "1844", "1847", "1848", "27 November 1852"]


@pytest.mark.parametrize("texts", [
    ("On 3 May 1844 Lovelace fled from prison and went to Turin City.", "Lovelace left her chains behind on 3 May 1844 and reached Turin by boat."),
    ("Lovelace was arrested in March 1844 and kept for a month.", "On 4 March 1844 Lovelace and her brother were arrested at Turin."),
    ("In February 1844 Lovelace was expelled from the Society of Engines.", "Lovelace was deported to Turin in February 1844."),
    ("In 1844 Lovelace became a doctor of mathematics with a thesis on the looms and mills of Turin.",
     "Lovelace took her degree on 1 May 1844 with a dissertation on the looms and mills of Turin."),
    ("Ada Lovelace met Charles Babbage on 5 June 1833 at a party.", "In June 1833 Lovelace met Charles Babbage, who was then forty-one.")])
def test_one_deed_in_other_words_is_one_event(texts: tuple[str, str]) -> None:
    event, = events(*texts)
    assert len(event.tellings) == 2
    assert event.interval.precision in ("day", "month")


@pytest.mark.parametrize("texts", [
    ("On 3 May 1844 Lovelace went to Turin by boat.", "On 3 May 1844 Lovelace left Paris for good."),
    ("In March 1844 Lovelace was arrested at Turin.", "In March 1844 Lovelace escaped from the prison with a friend."),
    ("Lovelace was arrested in March 1844 at Turin.", "In March 1844 her brother was arrested at Ockham."),
    ("In May 1844 Lovelace visited a mill.", "In May 1844 Lovelace visited Turin with her mother.")])
def test_two_deeds_of_one_time_are_two_events(texts: tuple[str, str]) -> None:
    assert len(events(*texts)) == 2


PREFACE = "Ada Lovelace kept a diary all her life, and what follows here was put together from its many pages."


def test_a_birth_in_a_life_is_the_figures_or_of_its_kin() -> None:
    assert not events("He was four years older than Babbage, having been born on 27 April 1822.")
    assert not events("She admired Mary Somerville, born on 26 December 1780.")
    assert [e.kind for e in events("Her son Byron was born on 12 May 1836.")] == ["birth"]
    entries = "1815.\n\nDecember 10th: Born in London.\n\n1816.\n\nMay 2nd: Taken to Kirkby.\n\n1828.\n\nJune 1st: Moved to Bath."
    born = next(e for e in events(f"{PREFACE}\n\n{entries}") if e.kind == "birth")
    assert (born.who, born.interval.start) == (("Ada Lovelace",), "1815-12-10")
