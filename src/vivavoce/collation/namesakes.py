"""One name may mean several things: asked of a named thing, what every source tells of its own is said, not the likeliest alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Final

from rapidfuzz import fuzz

from vivavoce.archive import Archive
from vivavoce.collation.disagree import readings
from vivavoce.collation.versions import elsewhere, outdone, put_in, versions
from vivavoce.evidence.understand import TYPED, Kind, Question
from vivavoce.evidence.voice import same
from vivavoce.evidence.weigh import Weighed
from vivavoce.language.names import alias_pattern, names, numbers
from vivavoce.record import Disagreement
from vivavoce.text import fold, stems

_ATTRIBUTE: Final = re.compile(
    r"\b(?:what|which)\s+(?:is|was|are|were)\s+(?!your\b|you\b)|\b(?:what|which)\s+(?!(?:is|was|are|were|did|do|does|happened|made|led|caused)\b)[\w-]+|"
    r"\bwhat\s+(?:do|does|did)\b.*\b(?:refer|stand|mean|specialize|specialise)\b", re.I)
_WHO: Final = re.compile(r"^\W*(?:[Aa]nd\s+)?[Ww]ho\s+(?:is|was|are|were)\s+(?!the\b|an?\b)(?:[^\W\d_a-z][\w.’'-]*\W*){1,4}$")
"""`Who was Luigi Menabrea?` asks for a person, not for a particular."""
_SURE: Final = 0.03
"""Likelihood from which giving what was asked, or saying what the thing is, counts in full."""
_VALUED: Final = 0.3
_INTRODUCED: Final = 0.15
_LEADING: Final = 0.15
_OPENS: Final = 0.3
"""What it counts that a source begins with the thing and is no scrap that names it in passing."""
_ALIKE: Final = 80
_BEFORE: Final = 400
_OPENING: Final = 260
_FIRST: Final = 5
"""Words within which a name stands that a text begins with: `The Right Honourable Ada Lovelace`."""
_TELLS: Final = re.compile(r"\b(?:is|was|are|were)\b")
_DEFINES: Final = re.compile(r"\b(?:is|was|are|were)\s+(?:an?|the|one\s+of)\b")
_NAMED: Final = 0.5
"""Share of a name's words by which a text speaks of what bears it: `the Republican Party` of the Turkish Republican Party."""


def asks_of_a_name(question: Question, archive: Archive) -> bool:
    """Is one particular (a date, a place, a number, a name, what something is) asked of something named that is not the figure?"""
    # `What is the Difference Engine?`, not `What is the height of Broken Hill?`
    defined = question.defined and not re.search(r" (?:of|in) ", question.defined)
    if not question.names or question.listed or defined or alias_pattern(archive.figure.names).search(question.third):
        return False
    if _WHO.search(question.text):
        return False
    return question.kind in TYPED or (question.kind is Kind.OTHER and bool(_ATTRIBUTE.search(question.text)))


def of_each(question: Question, weighed: Sequence[Weighed], archive: Archive, least: float, count: int) -> list[Weighed]:
    """A sentence for each thing that bears the name, those first whose sources say what the thing is; empty where nothing speaks of one by name."""
    able = [w for w in weighed if _speaks_of(question, w, archive)]
    groups = readings(question, [w.hit for w in able], archive)
    home = {hit.sentence.id: number for number, group in enumerate(groups) for _, hit in group}
    worth = {w.hit.sentence.id: _worth(question, w, w.hit.sentence.id in home, archive) for w in able}
    if max(worth.values(), default=0.0) < least:
        return []
    best = list({w.hit.sentence.source: w for w in sorted(able, key=lambda w: worth[w.hit.sentence.id])}.values())  # of each source
    told = _rather(best, archive)
    worth |= {identity: worth[stands_for] for identity, (_, stands_for) in told.items()}
    claims = [claim for claim, _ in told.values() if not put_in(claim.hit.sentence, archive)] or [claim for claim, _ in told.values()]
    if not (any(_introduces(question, text, archive) for w in claims for text in _starts(w, archive)) or len(claims) < len(best) or len(groups) > 1
            or any(value.unit for group in groups for value, _ in group)):
        return []
    opening = {w.hit.sentence.id for w in claims if any(_opens(question, text, archive) for text in _starts(w, archive))}
    if question.kind in (Kind.TIME, Kind.NUMBER):
        claims = [w for w in claims if not w.wanting] or claims
    bar = _LEADING * max(worth.values())
    claims = [w for w in claims if w.hit.sentence.id in opening or worth[w.hit.sentence.id] >= bar]
    claims.sort(key=lambda w: -worth[w.hit.sentence.id] - (_OPENS if w.hit.sentence.id in opening else 0.0))
    return _distinct(claims, home)[:min(count, max(archive.settings.answer_sentences, len(opening)))]


def of_one_thing(question: Question, found: Sequence[Disagreement], archive: Archive) -> tuple[Disagreement, ...]:
    """Disagreements; where two sides are told of two things of one name, only the sides that are versions of one text."""
    if not asks_of_a_name(question, archive):
        return tuple(found)
    return tuple(each for each in (_of_one_thing(each, question, archive) for each in found) if each.positions)


def _of_one_thing(found: Disagreement, question: Question, archive: Archive) -> Disagreement:
    pairs = list(permutations(found.positions, 2))
    named = {id(side): [c for c in side.citations if any(_introduces(question, text, archive) for text in (c.exact, archive.text(c.source)))]
             for side in found.positions}
    if not any(not versions(here, there, archive) for one, other in pairs for here in named[id(one)] for there in named[id(other)]):
        return found
    kept = [side for side in found.positions if any(
        versions(here, there, archive) for one, other in pairs if one is side for here in one.citations for there in other.citations)]
    return replace(found, positions=tuple(kept))


def _rather(claims: Sequence[Weighed], archive: Archive) -> dict[int, tuple[Weighed, int]]:
    """Claims by sentence, each with the sentence of the claim it stands for: of one that another version of its text outdoes, that version's."""
    found: dict[int, tuple[Weighed, int]] = {}
    for claim in claims:
        sentence = claim.hit.sentence
        rivals = {s.id: s for s in (*(w.hit.sentence for w in claims), *elsewhere(sentence, archive))}
        better = [rival for rival in rivals.values() if outdone(sentence, rival, archive) is sentence]
        if not better:
            found[sentence.id] = claim, sentence.id
        for rival in better:
            if fuzz.ratio(claim.exact, archive.exact(rival)) >= _ALIKE:
                found.setdefault(rival.id, (replace(claim, hit=replace(claim.hit, sentence=rival), exact=archive.exact(rival)), sentence.id))
    kept = [claim.hit.sentence for claim, _ in found.values()]
    return {i: entry for i, entry in found.items() if not any(outdone(entry[0].hit.sentence, s, archive) is entry[0].hit.sentence for s in kept)}


def _distinct(claims: Sequence[Weighed], home: Mapping[int, int]) -> list[Weighed]:
    """A value that several sources tell once, and what repeats another without a name or number of its own not at all."""
    kept: list[Weighed] = []
    for candidate in claims:
        told = home.get(candidate.hit.sentence.id)
        if any(told is not None and home.get(w.hit.sentence.id) == told for w in kept):
            continue
        if told is not None or not any(_repeats(candidate, w) for w in kept):
            kept.append(candidate)
    return kept


def _repeats(candidate: Weighed, other: Weighed) -> bool:
    """Does a sentence say what another says, without a name or number of its own?"""
    new = {fold(name) for name in names(candidate.exact)} - {fold(name) for name in names(other.exact)}
    return same(candidate.exact, other.exact) and not new and numbers(candidate.exact) <= numbers(other.exact)


def _worth(question: Question, candidate: Weighed, valued: bool, archive: Archive) -> float:
    """How well a sentence answers for its source: by its likelihood, by giving what was asked, by saying what the thing named is."""
    told = min(1.0, candidate.probability / _SURE) * (_VALUED if valued else _INTRODUCED if _introduces(question, candidate.exact, archive) else 0.0)
    return candidate.probability * (0.5 if candidate.wanting else 1.0) + told


def _introduces(question: Question, text: str, archive: Archive) -> bool:
    """Does a text say at its start of something so named what it is: `The Analytical Engine, designed in 1837, was a calculating machine`?"""
    before = _before(text, _DEFINES, archive)
    first = stems(" ".join(before.split()[:_FIRST]))
    return any(stem in first for name in question.names for stem in stems(name)) and _named_in(question, set(stems(before)))


def _opens(question: Question, text: str, archive: Archive) -> bool:
    """Does a text begin with the name and go on to tell of what bears it?"""
    return _named_in(question, set(stems(_before(text, _TELLS, archive))))


def _before(text: str, verb: re.Pattern[str], archive: Archive) -> str:
    """What stands before a text's first verb, but for the figure's name, from which others are made; empty where it has none near its start."""
    told = verb.search(text[:_OPENING])
    return alias_pattern(archive.figure.names).sub(" ", text[:told.start()]) if told else ""


def _starts(candidate: Weighed, archive: Archive) -> list[str]:
    """What a sentence, its passage and its source begin with."""
    sentence, passage = candidate.hit.sentence, candidate.hit.passage
    return [archive.text(sentence.source)[start:start + _OPENING] for start in (sentence.start, passage.start, 0)]


def _speaks_of(question: Question, candidate: Weighed, archive: Archive) -> bool:
    """Does a sentence, its heading, its passage or what stands before it name what was asked about?"""
    sentence, passage = candidate.hit.sentence, candidate.hit.passage
    text = archive.text(sentence.source)
    before, after = min(passage.start, max(0, sentence.start - _BEFORE)), max(passage.end, sentence.end)
    return _named_in(question, {*stems(passage.heading), *stems(text[before:after])})


def _named_in(question: Question, near: set[str]) -> bool:
    """Do half of the words of what was asked about stand among stems, spelled alike, and one that ends a name: `Middleton` without a given name?"""
    def there(word: str) -> bool:
        return all(stem in near or any(fuzz.ratio(stem, other) >= _ALIKE for other in near if other[:2] == stem[:2]) for stem in stems(word))

    words = [word for name in question.names for word in name.split() if stems(word)]
    return any(there(name.split()[-1]) for name in question.names) and sum(map(there, words)) >= _NAMED * len(words)
