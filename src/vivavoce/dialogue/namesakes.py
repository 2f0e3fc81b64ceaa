"""One name may mean several things: asked of a named thing, what every source tells of its own is said, not the likeliest alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz

from vivavoce.archive import Archive
from vivavoce.dialogue.compose import same
from vivavoce.dialogue.disagree import copies, readings
from vivavoce.dialogue.understand import TYPED, Kind, Question
from vivavoce.dialogue.weigh import Weighed
from vivavoce.language.names import alias_pattern, names, numbers
from vivavoce.sources.reprints import variant
from vivavoce.text import fold, stems

_ATTRIBUTE: Final = re.compile(
    r"\b(?:what|which)\s+(?:is|was|are|were)\s+(?!your\b|you\b)|\b(?:what|which)\s+(?!(?:is|was|are|were|did|do|does|happened|made|led|caused)\b)[\w-]+|"
    r"\bwhat\s+(?:do|does|did)\b.*\b(?:refer|stand|mean|specialize|specialise)\b", re.I)
_WHO: Final = re.compile(r"^\W*(?:[Aa]nd\s+)?[Ww]ho\s+(?:is|was|are|were)\s+(?!the\b|an?\b)(?:[^\W\d_a-z][\w.’'-]*\W*){1,4}$")
"""`Who was Luigi Menabrea?` asks for a person, not for a particular."""
_LEAST: Final = 0.005
_ENOUGH: Final = 100
"""Sentences that are looked through for a reading."""
_SURE: Final = 0.03
"""Likelihood from which giving what was asked, or saying what the thing is, counts in full."""
_VALUED: Final = 0.3
_INTRODUCED: Final = 0.15
_NEARLY: Final = 0.3
_LEADING: Final = 0.05
_ALIKE: Final = 80
_BEFORE: Final = 400
_OPENING: Final = 260
_NAMED: Final = 0.6
"""Share of a name's words by which a sentence speaks of what bears it: `the Republican Party` of the Turkish Republican Party."""


def asks_of_a_name(question: Question, archive: Archive) -> bool:
    """Is one particular (a date, a place, a number, a name, what something is) asked of something named that is not the figure?"""
    defined = question.defined and " of " not in question.defined  # `What is the Difference Engine?`, not `What is the height of Broken Hill?`
    if not question.names or question.listed or defined or alias_pattern(archive.figure.names).search(question.third):
        return False
    if _WHO.search(question.text):
        return False
    return question.kind in TYPED or (question.kind is Kind.OTHER and bool(_ATTRIBUTE.search(question.text)))


def of_each(question: Question, weighed: Sequence[Weighed], archive: Archive, least: float, count: int) -> list[Weighed]:
    """A sentence for each thing that bears the name, what more sources hold first; empty where the sources do not seem to speak of several."""
    if not weighed:
        return []
    able = [w for w in weighed if w.probability >= _LEAST and _speaks_of(question, w, archive)]
    groups = readings(question, [w.hit for w in able], archive)
    introducing = {w.hit.sentence.source for w in able if _introduces(question, w)}
    measured = any(value.unit for group in groups for value, _ in group)
    if len(groups) < 2 and len(introducing) < 2 and not measured:
        return []
    home = {hit.sentence.id: number for number, group in enumerate(groups) for _, hit in group}
    worth = {w.hit.sentence.id: _worth(question, w, w.hit.sentence.id in home) for w in able}
    if max(worth.values(), default=0.0) < least:
        return []
    bar = max(_NEARLY * least, _LEADING * max(worth.values(), default=0.0))
    dated = len(groups) > 1 and all(value.interval for group in groups for value, _ in group)
    stray = bar if not home else 2.0 if measured or dated else least  # beside sentences that give what was asked; no likelihood is 2
    fit = [w for w in able if worth[w.hit.sentence.id] >= (bar if w.hit.sentence.id in home else max(bar, stray))]
    kept = _distinct(sorted(fit, key=lambda w: -worth[w.hit.sentence.id]), home, archive)
    backing = [len({hit.sentence.source for _, hit in group}) for group in groups]
    kept.sort(key=lambda w: (-backing[home[w.hit.sentence.id]] if w.hit.sentence.id in home else 0, -worth[w.hit.sentence.id]))
    return kept[:count] if len(kept) > 1 or measured else []


def _distinct(ordered: Sequence[Weighed], home: Mapping[int, int], archive: Archive) -> list[Weighed]:
    """The best of each source; a value that several sources tell once, and of copies of one sentence the one whose reading more sources have."""
    kept: list[Weighed] = []
    for candidate in ordered:
        sentence = candidate.hit.sentence
        told = home.get(sentence.id)
        if any(w.hit.sentence.source == sentence.source or (told is not None and home.get(w.hit.sentence.id) == told) for w in kept):
            continue
        of_one_text = [w for w in ordered if copies(w.hit.sentence, sentence, archive)]
        if any(w in kept or _better_held(w, candidate, archive) for w in of_one_text):
            continue
        if told is not None or not any(_repeats(candidate, w) for w in kept):
            kept.append(candidate)
    return kept


def _repeats(candidate: Weighed, other: Weighed) -> bool:
    """Does a sentence say what another says, without a name or number of its own?"""
    new = {fold(name) for name in names(candidate.exact)} - {fold(name) for name in names(other.exact)}
    return same(candidate.exact, other.exact) and not new and numbers(candidate.exact) <= numbers(other.exact)


def _worth(question: Question, candidate: Weighed, valued: bool) -> float:
    """How well a sentence answers for its source: by its likelihood, by giving what was asked, by saying what the thing named is."""
    open_kind = question.kind is Kind.OTHER and _introduces(question, candidate)
    told = min(1.0, candidate.probability / _SURE) * (_VALUED if valued else _INTRODUCED if open_kind else 0.0)
    return candidate.probability * (0.5 if candidate.wanting else 1.0) + told


def _introduces(question: Question, candidate: Weighed) -> bool:
    """Does a sentence say of something so named what it is: `The Analytical Engine, designed in 1837, was a calculating machine`?"""
    text = candidate.exact[:_OPENING]
    copula = re.search(r"\b(?:is|was|are|were)\s+(?:an?|the|one\s+of)\b", text)
    return copula is not None and _named_in(question, set(stems(text[:copula.start()])))


def _speaks_of(question: Question, candidate: Weighed, archive: Archive) -> bool:
    """Does a sentence, its heading or what stands before it name what was asked about?"""
    sentence = candidate.hit.sentence
    text = archive.text(sentence.source)
    near = {*stems(candidate.exact), *stems(candidate.hit.passage.heading), *stems(text[max(0, sentence.start - _BEFORE):sentence.start])}
    return _named_in(question, near)


def _named_in(question: Question, near: set[str]) -> bool:
    """Do most of the words of what was asked about stand among stems, spelled alike?"""
    named = {stem for name in question.names for stem in stems(name)}
    there = [stem in near or any(fuzz.ratio(stem, other) >= _ALIKE for other in near if other[:2] == stem[:2]) for stem in named]
    return sum(there) >= _NAMED * len(named)


def _better_held(one: Weighed, other: Weighed, archive: Archive) -> bool:
    """Have more sources the name or number in which a copy parts from the other?"""
    parted = variant(one.exact, other.exact)
    return parted is not None and _held(parted[0], archive) > _held(parted[1], archive)


def _held(reading: str, archive: Archive) -> int:
    """How many sources have the name or number of a reading: its longest run of capitals or figures."""
    told = max(re.findall(r"(?:[^\W\d_a-z][\w'’]*|\d\w*)(?:\s+(?:[^\W\d_a-z][\w'’]*|\d\w*))*", reading), key=len, default=reading)
    pattern = re.compile(r"(?<!\w)" + r"\W+".join(re.escape(fold(word)) for word in told.split()) + r"(?!\w)")
    found = archive.record.sentences(archive.index.holding("sentence", stems(told), _ENOUGH))
    return len({s.source for s in found.values() if pattern.search(fold(archive.exact(s)))})
