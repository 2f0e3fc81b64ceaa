"""Words of a quotation beside words of a source."""

from __future__ import annotations

import pytest

from vivavoce.language.alignment import align, difference, occurrences, stretched, words_in


def found(quote: str, source: str) -> list[str]:
    return [source[a:b] for a, b in occurrences(words_in(quote), words_in(source))]


@pytest.mark.parametrize(("quote", "source"), [
    ("the engine weaves", "The Engine\nweaves"), ("the engine weaves", "“the engine — weaves”"), ("café", "cafe\u0301"),
    ("Lovelace’s loom", "Lovelace's loom"),
    ("algebraical patterns", "algebra-\n  ical patterns"), ("algebraical patterns", "alge\u00adbraical _patterns_"),
    ("today we weave", "to-day we weave"),
    ("to day we weave", "to-day we weave"), ("it weaves patterns", "it weaves[12] patterns"), ("it weaves patterns", "it weaves² patterns"),
    ("Don't weave", "don’t weave"), ("weaſt", "weast"), ("pat\u00a0tern", "pat tern")])
def test_what_looks_different_and_is_the_same(quote: str, source: str) -> None:
    assert len(found(quote, source)) == 1


@pytest.mark.parametrize(("quote", "source"), [
    ("the engine", "these engines"), ("weave", "weaves"), ("the loom weaves", "the loom it weaves"), ("", "anything")])
def test_what_is_not_the_same(quote: str, source: str) -> None:
    assert found(quote, source) == []


def test_every_occurrence_is_found_and_cut_at_its_words() -> None:
    assert found("a loom", "A loom, “a loom”, a (loom).") == ["A loom", "a loom", "a (loom"]


def shown(quote: str, source: str) -> str:
    alignment = align(words_in(quote), words_in(source), lambda word: 3.0 if len(word) < 4 else 8.0)
    assert alignment is not None
    return difference(alignment, quote, source, *stretched(alignment))


@pytest.mark.parametrize(("quote", "source", "expected"), [
    ("she had a strong will", "They say she had a strong volition, and patience.", "she had a strong [-will-] {+volition+}"),
    ("the loom weaves flowers", "The loom weaves bright flowers here.", "The loom weaves {+bright+} flowers"),
    ("the old loom weaves flowers", "The loom weaves flowers.", "The [-old-] loom weaves flowers"),
    ("looms weave flowers", "Once the loom weaves flowers.", "[-looms weave-] {+loom weaves+} flowers"),
    ("a well-made loom stands", "a well made loom stands there", "a well made loom stands"),
    ("I know of no better weaver than Hale", "There is no better weaver than Hale.", "[-I know of-] {+There is+} no better weaver than Hale")])
def test_the_difference_is_shown_word_by_word(quote: str, source: str, expected: str) -> None:
    assert shown(quote, source) == expected


def test_the_best_place_is_chosen_and_nothing_shared_is_no_alignment() -> None:
    alignment = align(words_in("weaves algebraical patterns"), words_in("It weaves. It weaves flowers. The engine weaves algebraical patterns."), len)
    assert alignment is not None
    assert (alignment.first, alignment.last, alignment.similarity) == (7, 10, 1.0)
    assert align(words_in("brass"), words_in("wool and silk"), len) is None
