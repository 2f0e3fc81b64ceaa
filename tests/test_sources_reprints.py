"""The same text in several sources."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from vivavoce.record import Health, Reprint, Source, Span, Standing
from vivavoce.sources.reprints import marked, reprints

_WORDS = ("engine card wheel letter number mother science poem garden winter lecture table machine figure Babbage London music paper series "
          "column reader friend carriage evening journal proof printer margin sum").split()


def prose(seed: int, words: int) -> str:
    """Sentences that no other seed makes."""
    draw = random.Random(seed)
    return " ".join(f"{draw.choice(_WORDS)}{' in the' if draw.random() < 0.3 else ''}{'.' if draw.random() < 0.1 else ''}" for _ in range(words))


def source(identity: str, text: str, standing: Standing = Standing.UNKNOWN) -> Source:
    """A source whose blocks nobody looked for."""
    return Source(identity, text, "", standing=standing)


def test_a_passage_that_two_sources_share_is_found_where_it_stands() -> None:
    shared = prose(1, 90)
    one, other = source("a.txt", f"{prose(2, 300)} {shared} {prose(3, 80)}"), source("b.txt", f"{prose(4, 37)}\n\n{shared}\n\n{prose(5, 400)}")
    [found] = reprints([one, other])
    assert (found.one.source, found.other.source) == ("a.txt", "b.txt")
    for text, span in ((one.text, found.one), (other.text, found.other)):
        place = text.index(shared)
        assert abs(span.start - place) <= 12 and abs(span.end - place - len(shared)) <= 12  # a word may agree by chance


def test_line_breaks_case_and_marks_do_not_hide_a_reprint_nor_do_a_few_changed_words() -> None:
    words = prose(6, 120).split()
    changed = [("other" if place % 17 == 16 else word.upper()) + ("," if place % 5 == 0 else "") for place, word in enumerate(words)]
    [found] = reprints([source("a", " ".join(words)), source("b", "\n".join(changed))])
    assert found.one.end - found.one.start > 0.8 * len(" ".join(words))


@pytest.mark.parametrize("length", [8, 14])
def test_a_sentence_that_both_quote_is_no_reprint(length: int) -> None:
    shared = prose(7, length)
    assert reprints([source("a", f"{prose(8, 200)} {shared} {prose(9, 200)}"), source("b", f"{prose(10, 200)} {shared} {prose(11, 200)}")]) == ()


def test_sources_of_their_own_share_nothing_and_a_source_is_no_reprint_of_itself() -> None:
    twice = prose(12, 80)
    assert reprints([source("a", f"{twice} {prose(13, 70)} {twice}"), source("b", prose(14, 500)), source("c", "too short")]) == ()


@pytest.mark.parametrize("text", ["", "One", "One two three", "One two three four", "…"])
def test_a_source_of_few_words_is_no_trouble(text: str) -> None:
    assert reprints([source("a", text), source("b", prose(14, 40))]) == ()


def test_a_source_that_stands_in_a_longer_one_is_a_duplicate_and_says_of_which() -> None:
    text = prose(15, 400)
    short, long = source("part.txt", text), source("whole.txt", f"{prose(16, 200)} {text} {prose(17, 900)}")
    verdicts = marked([short, long], reprints([short, long]))
    assert [s.health.verdict for s in verdicts] == ["duplicate", "sound"]
    assert "whole.txt" in verdicts[0].health.reasons[0]


def test_a_source_printed_in_parts_elsewhere_is_a_duplicate_of_them_together() -> None:
    first, second = prose(18, 300), prose(19, 300)
    sources = [source("letters", f"{first} {second}"), source("one", f"{first} {prose(20, 700)}"), source("two", f"{prose(21, 700)} {second}")]
    [letters, *others] = marked(sources, reprints(sources))
    assert letters.health.verdict == "duplicate"
    assert "one" in letters.health.reasons[0] and "two" in letters.health.reasons[0]
    assert all(other.health == Health() for other in others)


def test_of_equals_the_first_is_kept_and_a_revised_edition_is_no_duplicate() -> None:
    text = prose(22, 500)
    pair = [source("a", text), source("b", text)]
    assert [s.health.verdict for s in marked(pair, reprints(pair))] == ["sound", "duplicate"]
    pair = [source("a", f"{text} {prose(23, 120)}"), source("b", f"{text} {prose(24, 600)}")]
    assert [s.health.verdict for s in marked(pair, reprints(pair))] == ["sound", "sound"]


def test_a_letter_is_no_duplicate_of_the_life_that_prints_it_but_the_life_of_a_damaged_letter_counts() -> None:
    text = prose(25, 300)
    letter, life = source("letter", text, Standing.LETTER), source("life", f"{prose(26, 900)} {text}", Standing.BIOGRAPHY)
    found = reprints([letter, life])
    assert found
    assert [s.health.verdict for s in marked([letter, life], found)] == ["sound", "sound"]
    damaged = replace(letter, health=Health("degraded", ("broken words",)))
    [judged, _] = marked([damaged, life], found)
    assert judged.health.verdict == "degraded"  # never better than it was
    assert "life" in judged.health.reasons[0]


def test_what_several_passages_cover_is_counted_once() -> None:
    one, other = source("a", "x" * 100), source("b", "x" * 900)
    overlapping = [Reprint(Span("a", 0, 50), Span("b", 0, 50)), Reprint(Span("a", 10, 60), Span("b", 210, 260))]
    assert marked([one, other], overlapping)[0].health.verdict == "sound"
