"""Claims of two sources on one matter that cannot both hold: among all sentences when an archive is built, beside an answer when one is asked."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import Final

from vivavoce.archive import Archive, Hit
from vivavoce.collation.contested import CALLED, alike, contested
from vivavoce.collation.disagree import LENGTH, disagreements, grouped, independent, parted, tellings, told, told_of
from vivavoce.evidence.kin import forms, kin
from vivavoce.evidence.understand import Kind, Question
from vivavoce.evidence.weigh import Weighed, named_before
from vivavoce.evidence.whose import follows_figure
from vivavoce.language.dates import dates
from vivavoce.reading.claims import BORNE, Claim, Matching, claims, label, may_claim, share_names
from vivavoce.reading.differences import Differences, Matter, Slot, Value, apart
from vivavoce.record import Disagreement, Sentence
from vivavoce.text import fold, squeeze, stems, words

_SURE: Final = 0.75
"""What two claims have to have in common to be of one matter (`Matching.sure`)."""
_SURER: Final = 1.15
"""The same among the many sentences of a large archive, or where the matter is not the figure's."""
_ANSWERS: Final = 2
"""Sentences of an answer that are compared with what other sources claim."""
_SMALL: Final = BORNE | {Slot.YEARS}
"""What is compared in a small archive alone, where one name is one person."""
_BACK: Final = 3
"""Sentences before one within which the figure was spoken of last."""


def shown(question: Question, weighed: Sequence[Weighed], hits: Sequence[Hit], archive: Archive) -> tuple[Disagreement, ...]:
    """The disagreement on what was asked, if sources have one: by the question's words, else by those of the answer, else as the page lists it."""
    found = disagreements(question, weighed, hits, archive) or beside(question, weighed, hits, archive)
    return tuple(d for d in found if alike(question, d, weighed, archive)) or contested(question, weighed, archive)


def beside(question: Question, weighed: Sequence[Weighed], hits: Sequence[Hit], archive: Archive) -> tuple[Disagreement, ...]:
    """What an answer's sentence claims of the date or the length asked for, and what other sources claim of the same that cannot hold beside it."""
    if CALLED.search(question.text):
        return next((found for w in weighed if (found := _labels(w.hit, question.text, archive))), ())
    slot = Slot.DATE if question.kind is Kind.TIME else Slot.LENGTH if LENGTH.search(question.text) else None
    if slot is None:
        return ()
    scale = Scale(archive)
    for answer in [w.hit for w in weighed[:_ANSWERS]]:
        for claim in _asked(question, [c for c in claims_of(answer, archive) if c.slot is slot], scale):
            near = {hit.sentence.id: hit for hit in (*hits, *tellings([*claim.event, *claim.objects], archive), answer)}
            others = [(c, hit) for hit in near.values() if hit is not answer for c in claims_of(hit, archive) if scale.sure(claim, c)]
            if scale.again([claim, *(c for c, _ in others)]):
                continue
            groups = scale.groups([(claim, answer), *others])
            if len(sides := independent(groups, archive)) > 1:
                return (parted(slot, question.text, sides, archive),)
    return ()


def _labels(hit: Hit, about: str, archive: Archive) -> tuple[Disagreement, ...]:
    """What a sentence says that something is called, and the other word that another source has in the same phrase."""
    phrase = label(archive.exact(hit.sentence))
    found = [hit, *tellings(stems(phrase), archive)] if phrase else []
    sides = independent(told_of(Slot.WORD, Matter((), (), phrase), found, archive), archive) if found else []
    if len(sides) < 2:
        return ()
    return (parted(Slot.WORD, about or phrase, sides, archive),)


def _asked(question: Question, found: Sequence[Claim], scale: Scale) -> list[Claim]:
    """Of the claims of a sentence those that bear on the question; the only one where none shares a word with it."""
    wanted = {stem for term in question.stems for stem in scale.matching.alike(term)}
    bearing = [(len(wanted & (claim.event | claim.objects)), claim) for claim in found]
    most = max((count for count, _ in bearing), default=0)
    if most or len({claim.value.shown for claim in found}) == 1:
        return [claim for count, claim in bearing if count == most]
    return []


def recorded(archive: Archive) -> tuple[Disagreement, ...]:
    """Every disagreement among what the sentences of an archive claim of dates, of lengths, and of what something is called."""
    called = {tuple(stems(d.about)): d for hit in _all(archive) for d in _labels(hit, "", archive)} if not archive.crowd else {}
    return (*_dated(archive), *called.values())


def _dated(archive: Archive) -> tuple[Disagreement, ...]:
    scale = Scale(archive)
    hits, shelves = {}, defaultdict(list)
    for hit in _all(archive):
        for claim in [c for c in claims_of(hit, archive, of_figure=archive.crowd > 0) if scale.counts(c)]:
            hits[claim.sentence] = hit
            for key in {key for stem in claim.event for key in scale.matching.alike(stem)} or {str(claim.slot)}:
                shelves[key].append(claim)
    of_one: dict[Claim, dict[Claim, None]] = defaultdict(dict)
    for shelf in shelves.values():
        for place, one in enumerate(shelf):
            for other in shelf[place + 1:]:
                if other not in of_one[one] and scale.sure(one, other):
                    of_one[one][other] = of_one[other][one] = None
    found: list[Disagreement] = []
    told_of: list[set[int]] = []
    for claim, others in sorted(of_one.items(), key=lambda item: -len(item[1])):
        matter = [claim, *others]
        if scale.again(matter):
            continue
        sides = independent(scale.groups([(c, hits[c.sentence]) for c in matter]), archive)
        sentences = {hit.sentence.id for side in sides for _, hit in side}
        if len(sides) > 1 and all(len(sentences & earlier) < 2 for earlier in told_of):
            told_of.append(sentences)
            found.append(parted(claim.slot, _phrase(matter), sides, archive))
    return tuple(found)


_LOOSE: Final = re.compile(r"^(?:\W|(?:that|and|on|in|by|which|who|he|she|they|it|had|has|was|were)\b)+|"
                           r"(?:\W|\b(?:on|in|by|at|from|until|for|only)\b)+$", re.I)
"""What is left over at the ends of a clause without its date."""


def _phrase(matter: Sequence[Claim]) -> str:
    """What a matter is about, in the fewest words of those who tell it, without their date."""
    def bare(claim: Claim) -> str:
        text = claim.phrase
        for found in reversed(dates(text)):
            text = re.sub(r"\s+(?:in|on|by|at|from|since)\s*$", " ", text[:found.start]) + text[found.end:]
        return squeeze(_LOOSE.sub("", re.sub(r"[*_]", "", text)))

    if matter[0].slot is Slot.YEARS:
        return " ".join(re.findall(r"[\w’'-]+", min((claim.phrase for claim in matter), key=len))[-4:])
    if matter[0].slot in BORNE:
        return min((claim.phrase for claim in matter), key=len)
    return min((not claim.objects, len(bare(claim)), bare(claim)) for claim in matter)[2]


def _all(archive: Archive) -> Iterator[Hit]:
    """Every sentence; of a large archive those alone that have a date, as what is measured there is of too many things."""
    for source in archive.sources:
        sentences = [s for s in archive.record.sentences_of(source.id) if s.kind not in ("bibliography", "heading")
                     and (s.told or not archive.crowd)]
        passages = archive.record.passages(sorted({s.passage for s in sentences}))
        yield from (Hit(sentence, passages[sentence.passage], 0.0, 0.0) for sentence in sentences)


def claims_of(hit: Hit, archive: Archive, of_figure: bool = False) -> list[Claim]:
    """What a sentence claims; with `of_figure`, nothing where it does not speak of the figure."""
    text, passage = archive.text(hit.sentence.source), hit.passage
    if not may_claim(archive.exact(hit.sentence), passage.heading):
        return []
    around = f"{passage.heading}. {text[passage.start:passage.end]}"
    of = told(hit, archive)
    goes_on = hit.sentence.voice == "author" and follows_figure(hit.sentence, archive, _BACK)  # `It says that he …`
    of = replace(of, of_figure=of.of_figure or goes_on)
    if of_figure and not of.of_figure:
        return []
    own = {word for name in archive.figure.names for word in words(name)}
    return list(claims(of, around, hit.sentence.id, hit.sentence.source, own, forms, lambda: _people(hit.sentence, archive)))


def _people(sentence: Sentence, archive: Archive) -> set[str]:
    """The surnames of those whom a sentence names and, where it says `he` or `she`, of those whom the one before it names."""
    before = named_before(sentence, archive)
    surnames = (fold(name.split()[-1]) for one in (sentence, before) if one for name in archive.persons(one))
    return {surname for surname in surnames if len(surname) > 1}


class Scale:
    """Compares claims by what the words of one archive say in it."""

    def __init__(self, archive: Archive) -> None:
        self._judge = Differences(archive.lexicon, archive.figure.names, archive.together, kin)
        self._large = archive.crowd > 0
        whole = archive.index.rows("sentence")
        self.matching = Matching(lru_cache(maxsize=None)(lambda stem: math.log(1 + whole / (1 + archive.index.frequency("sentence", stem)))),
                                 kin, forms)

    def counts(self, claim: Claim) -> bool:
        """May a claim be compared? In much that is told of many, a name in common is no sign of one matter."""
        return claim.of_figure and claim.slot not in _SMALL if self._large else True

    def sure(self, one: Claim, other: Claim) -> bool:
        """Are two claims of one matter?"""
        theirs = one.of_figure and other.of_figure
        if not (self.counts(one) and self.counts(other)):
            return False
        near = (theirs or share_names(one, other)) and not self._large
        return self.matching.sure(one, other) >= (_SURE if near else _SURER)

    def clash(self, one: Claim, other: Claim) -> bool:
        """Can the values of two claims on one matter not both hold?"""
        return self._apart(one.slot, one.value, other.value)

    def again(self, matter: Sequence[Claim]) -> bool:
        """Does one source date a matter twice, so that it happened twice? Two lengths it may weigh against each other."""
        return any(one.slot is not Slot.LENGTH and one.source == other.source and self.clash(one, other) for one, other in combinations(matter, 2))

    def groups(self, found: Iterable[tuple[Claim, Hit]]) -> list[list[tuple[Value, Hit]]]:
        """Claims on one matter, those together that can all hold."""
        claimed = list(found)
        slot = claimed[0][0].slot
        return grouped([(claim.value, hit) for claim, hit in claimed], lambda one, other: self._apart(slot, one, other))

    def _apart(self, slot: Slot, one: Value, other: Value) -> bool:
        if slot is Slot.DATE and one.interval and other.interval:
            return apart(one.interval, other.interval)
        return self._judge.clash(slot, Matter(()), one, other)
