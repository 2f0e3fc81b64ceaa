"""What an archive lists as contested, found for a question: one that asks for what differs, and of nothing that a side does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vivavoce.archive import Archive
from vivavoce.collation.disagree import ABOUT, GENERIC, LENGTH, MEANS, QUALIFIED
from vivavoce.evidence.kin import forms, kin
from vivavoce.evidence.understand import Kind, Question
from vivavoce.evidence.weigh import Weighed
from vivavoce.language.dates import dates
from vivavoce.reading.differences import BLOW, ONCE, Slot, iso
from vivavoce.record import Disagreement, Position, Sentence
from vivavoce.text import fold, stems

CALLED: Final = re.compile(r"\bwhat (?:did|do|would) (?:you|they|he|she) (?:call|term|label|name)\b|\bhow (?:did|do|would) (?:you|they|he|she) "
                           r"(?:describe|define|characteri[sz]e|see|regard)\b|"
                           r"\bwhat (?:(?:was|is) your )?(?:word|name|term)\b(?! of)", re.I)
_WORDS: Final = {
    Slot.MEANS: re.compile(r"\b(?:what|which)(?:\s+\w+){0,3}?\s+(?:weapon|instrument|tool|object)\b", re.I),
    Slot.ALIAS: re.compile(r"\balias\b|\bpseudonym\b|\b(?:false|fake|assumed|cover) (?:name|identity)\b|\b(?:what|which) name\b|"
                           r"\bcall(?:ed)? (?:him|her)self\b|\bpretend\w* to be\b|\bpos(?:e|ed|ing) as\b", re.I),
    Slot.SERVICE: re.compile(r"\b(?:what|which|whose)(?:\s+\w+){0,3}?\s+(?:police|service|agency|organi[sz]ation|agents?|spy|spies|pay)\b|"
                             r"\bwhom? did .* (?:work|spy|act) for\b|\bwho (?:employed|recruited|hired)\b", re.I),
    Slot.YEARS: re.compile(r"\b(?:what|which)(?:\s+\w+){0,2} years\b|\b(?:from|until|since) when\b", re.I)}
"""How a question asks for what differs, where its kind does not say it."""
_KINDS: Final = {Slot.DATE: Kind.TIME, Slot.YEARS: Kind.TIME, Slot.NUMBER: Kind.NUMBER, Slot.PLACE: Kind.PLACE, Slot.PERSON: Kind.PERSON}
_BARE: Final = {slot: frozenset(stem for word in said.split() for stem in stems(word)) for slot, said in {
    Slot.YEARS: "years year last end ended begin began begun start started take took place go fight fought wage waged long",
    Slot.MEANS: "weapon instrument tool object means use used kind",
    Slot.ALIAS: "alias pseudonym false fake assumed cover identity name go went use used call called pose posed posing pretend",
    Slot.SERVICE: """secret police service agency organisation organization agent spy work worked employ employed send sent hire hired recruit
    recruited act pay""",
    Slot.WORD: "kind sort type call called describe described word term use used"}.items()}
"""What a question says only to ask for it."""
_OF_ONE: Final = frozenset((Slot.ALIAS, Slot.SERVICE, Slot.MEANS, Slot.YEARS, Slot.WORD))
"""What a sentence says of one thing alone, so that it need not be told apart what else it says."""
_GENERIC: Final = frozenset(stem for word in GENERIC for stem in stems(word))
_ANSWERS: Final = 2
"""Sentences of an answer that may be the side of what is contested."""
_TOLD: Final = 0.65
"""How much of what a question says, weighed by how rare it is, each side has to tell where the answer tells none."""
_HALF: Final = 0.5
"""The same where the answer is a side."""
_DAY: Final = len("1843-09-05")
"""The length of a date that names a day."""
_TAKEN_UP: Final = re.compile(r"\b(?:it|they|he|she|its|their|his|her|this|that|these)\b", re.I)
"""A sentence that may take up the one before it."""


def contested(question: Question, weighed: Sequence[Weighed], archive: Archive) -> tuple[Disagreement, ...]:
    """The listed disagreement that a question asks about: one that the answer is a side of, or whose sides tell all that is asked."""
    for disagreement in archive.contested:
        slot = next(slot for slot, about in ABOUT.items() if disagreement.about.startswith(f"{about}:"))
        if _asks(question, slot) and _known(disagreement, archive) and _bears(question, slot, disagreement, weighed[:_ANSWERS], archive):
            return (disagreement,)
    return ()


def alike(question: Question, disagreement: Disagreement, weighed: Sequence[Weighed], archive: Archive) -> bool:
    """Is no name that is asked, and told by the answer, wanting in the passages of a side?"""
    here = {stem for answer in weighed[:_ANSWERS] for stem in stems(answer.exact)}
    asked = [stems(name) for name in question.names]
    wanted = [{near for stem in one for near in _alike(stem, Slot.DATE)} for one in asked if not here.isdisjoint(one)]
    return not wanted or all(one & around for _, _, around in (_told(p, archive) for p in disagreement.positions) for one in wanted)


def sides(question: Question, archive: Archive) -> list[Sentence]:
    """Where a question asks for what is listed as contested and for nothing that a side does not tell: a sentence of each side."""
    return archive.record.cited(p.citations[0] for d in contested(question, (), archive) for p in d.positions)


def _asks(question: Question, slot: Slot) -> bool:
    """Does a question ask for what differs?"""
    match slot:
        case Slot.LENGTH:
            return bool(LENGTH.search(question.text))
        case Slot.WORD:
            return bool(QUALIFIED.search(question.text) or CALLED.search(question.text))
        case Slot.MEANS if MEANS.search(question.text):
            return True
    pattern = _WORDS.get(slot)
    return question.kind is _KINDS.get(slot) or bool(pattern and pattern.search(question.text))


def _known(disagreement: Disagreement, archive: Archive) -> bool:
    """Are all sides told by the day that an archive is seen as of?"""
    cited = [c for position in disagreement.positions for c in position.citations]
    return not archive.until or all(s.known_by(archive.until) for c in cited for s in archive.whole.record.within(c.source, c.start, c.end))


def _bears(question: Question, slot: Slot, disagreement: Disagreement, answers: Sequence[Weighed], archive: Archive) -> bool:
    """Does every side tell of what is asked, or where the answer is a side, is nothing asked that only some of the sides tell?"""
    bare = _GENERIC | _BARE.get(slot, frozenset())
    asked = {stem: _alike(stem, slot) for stem in question.stems if stem not in bare and not stem.isdigit()}
    told = [_told(position, archive) for position in disagreement.positions]
    shared = [alike for alike in asked.values() if all(alike & (exact | around) for exact, _, around in told)]
    worded = any(alike & exact for alike in asked.values() for exact, _, _ in told)
    if not worded and slot is Slot.DATE and any(_to_the_day(answer, position) for answer in answers for position in disagreement.positions):
        return True
    if not shared or (archive.crowd and not answers):
        return False
    named = [asked[stem] for name in question.names for stem in stems(name) if stem in asked]
    if slot is Slot.WORD and not set(stems(disagreement.about.partition(": ")[2])) <= set(question.stems):
        return bool(CALLED.search(question.text) and named) and all(alike & exact for alike in named for exact, _, _ in told)
    weight = {alike: 1 / (1 + max(archive.index.frequency("passage", stem) for stem in alike)) for alike in asked.values()}
    share = sum(weight[alike] for alike in shared) / sum(weight.values())
    sided = next((answer for answer in answers if any(_says(answer, slot, position) for position in disagreement.positions)), None)
    if sided is None:
        apart = any(not alike & near for alike in named for _, near, _ in told) and slot not in _OF_ONE
        within = slot in _OF_ONE or all(any(alike & exact for alike in shared) for exact, _, _ in told)
        return not archive.crowd and within and not apart and share >= _TOLD
    here = {stem for answer in answers for stem in stems(answer.exact)}.union(*(exact for exact, _, _ in told))
    if slot in _OF_ONE:
        return slot is Slot.WORD or sum(weight[alike] for alike in named if alike in shared) >= _HALF * sum(weight[alike] for alike in named)
    return share >= _HALF and all(alike in shared for alike in asked.values() if alike & here) and all(
        alike & near for alike in named if alike & here for _, near, _ in told)


def _says(answer: Weighed, slot: Slot, position: Position) -> bool:
    """Is a sentence of an answer one that a side cites, or does it give the side's date or words?"""
    sentence = answer.hit.sentence
    if any(c.source == sentence.source and c.start == sentence.start for c in position.citations):
        return True
    if slot is Slot.DATE:
        return _gives_date(answer, position)
    return slot in _OF_ONE and fold(position.value) in fold(answer.exact)


def _to_the_day(answer: Weighed, position: Position) -> bool:
    """Does an answer give the very day of a side? One day is one happening, however it is worded; a year is the year of many."""
    return len(position.value) == _DAY and _gives_date(answer, position)


def _gives_date(answer: Weighed, position: Position) -> bool:
    return any(iso(found.interval) == position.value for found in dates(answer.exact))


def _alike(stem: str, slot: Slot) -> frozenset[str]:
    """A stem with those that tell the same: of what happens once by their kindred too, of a blow by any, where it is asked with what."""
    near = {stem, *kin(stem), *forms(stem)}
    beyond = {other for one in near if stem in ONCE and one in ONCE for other in kin(one)}
    return frozenset((*near, *beyond, *(BLOW if slot is Slot.MEANS and stem in BLOW else ())))


def _told(position: Position, archive: Archive) -> tuple[set[str], set[str], set[str]]:
    """The stems of the sentences of a side; those with their headings and, where one takes it up, the sentence before; those of their passages."""
    exact = {stem for c in position.citations for stem in stems(c.exact)}
    near, around = set(exact), set(exact)
    for citation in position.citations:
        for sentence in archive.record.within(citation.source, citation.start, citation.end):
            passage = archive.record.passages([sentence.passage])[sentence.passage]
            before = [s for s in archive.record.around(sentence, 1, 0) if _TAKEN_UP.search(citation.exact)]
            near.update(stem for s in before for stem in stems(archive.exact(s)))
            near.update(stems(passage.heading))
            around.update(stems(archive.text(passage.source)[passage.start:passage.end]))
    return exact, near, around | near
