"""What an archive lists as contested, found for a question: one that asks for what differs, and of nothing that a side does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vivavoce.archive import Archive
from vivavoce.dialogue.disagree import ABOUT, GENERIC, LENGTH, MEANS, QUALIFIED
from vivavoce.dialogue.kin import forms, kin
from vivavoce.dialogue.understand import Kind, Question
from vivavoce.dialogue.weigh import Weighed
from vivavoce.language.dates import dates
from vivavoce.reading.differences import BLOW, ONCE, Slot, iso
from vivavoce.record import Citation, Disagreement, Position, Sentence
from vivavoce.text import fold, stems

CALLED: Final = re.compile(r"\bwhat (?:did|do|would) (?:you|they|he|she) (?:call|term|label|name)\b|\bhow (?:did|do|would) (?:you|they|he|she) "
                           r"(?:describe|define|characteri[sz]e|see|regard)\b|"
                           r"\bwhat (?:(?:was|is) your )?(?:word|name|term)\b(?! of)", re.I)
_WORDS: Final = {
    Slot.MEANS: re.compile(r"\b(?:what|which)(?:\s+\w+){0,3}?\s+(?:weapon|instrument|tool|object)\b", re.I),
    Slot.ALIAS: re.compile(r"\balias\b|\bpseudonym\b|\b(?:false|fake|assumed|cover) (?:name|identity)\b|\b(?:what|which) name\b|"
                           r"\bcall(?:ed)? (?:him|her)self\b|\bpretend\w* to be\b|\bpos(?:e|ed|ing) as\b", re.I),
    Slot.SERVICE: re.compile(r"\b(?:what|which|whose)(?:\s+\w+){0,3}?\s+(?:police|service|agency|organi[sz]ation|agents?|spy|spies|pay)\b|"
                             r"\bwhom? did .* (?:work|spy|act) for\b|\bwho (?:sent|employed|recruited|hired)\b", re.I),
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


def contested(question: Question, weighed: Sequence[Weighed], archive: Archive) -> tuple[Disagreement, ...]:
    """The listed disagreement that a question asks about: one that the answer is a side of, or whose sides tell all that is asked."""
    for disagreement in archive.contested:
        slot = next(slot for slot, about in ABOUT.items() if disagreement.about.startswith(f"{about}:"))
        if _asks(question, slot) and _known(disagreement, archive) and _bears(question, slot, disagreement, weighed[:_ANSWERS], archive):
            return (disagreement,)
    return ()


def sides(question: Question, archive: Archive) -> list[Sentence]:
    """Where a question asks for what is listed as contested and for nothing that a side does not tell: a sentence of each side."""
    cited = [p.citations[0] for d in contested(question, (), archive) for p in d.positions]
    return [sentence for c in cited for sentence in archive.record.within(c.source, c.start, c.end)[:1]]


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
    asked = [_alike(stem, slot) for stem in question.stems if stem not in bare and not stem.isdigit()]
    told = [_told(position, archive) for position in disagreement.positions]
    shared = [alike for alike in asked if all(alike & (exact | around) for exact, around in told)]
    if any(_says(answer, slot, position) for answer in answers for position in disagreement.positions):
        ours = [alike for alike in asked if any(alike & exact for exact, _ in told)]
        return bool(shared) if slot in _OF_ONE else all(alike in shared for alike in ours)
    if archive.crowd or not shared:
        return False
    weight = {alike: 1 / (1 + max(archive.index.frequency("passage", stem) for stem in alike)) for alike in asked}
    within = slot in _OF_ONE or all(any(alike & exact for alike in shared) for exact, _ in told)
    return within and sum(weight[alike] for alike in shared) >= _TOLD * sum(weight.values())


def _says(answer: Weighed, slot: Slot, position: Position) -> bool:
    """Is a sentence of an answer one that a side cites, or does it give the side's date or words?"""
    sentence = answer.hit.sentence
    if any(c.source == sentence.source and c.start == sentence.start for c in position.citations):
        return True
    if slot is Slot.DATE:
        return any(iso(found.interval) == position.value for found in dates(answer.exact))
    return slot in _OF_ONE and fold(position.value) in fold(answer.exact)


def _alike(stem: str, slot: Slot) -> frozenset[str]:
    """A stem with those that tell the same: of what happens once by their kindred too, of a blow by any, where it is asked with what."""
    near = {stem, *kin(stem), *forms(stem)}
    beyond = {other for one in near if stem in ONCE and one in ONCE for other in kin(one)}
    return frozenset((*near, *beyond, *(BLOW if slot is Slot.MEANS and stem in BLOW else ())))


def _told(position: Position, archive: Archive) -> tuple[set[str], set[str]]:
    """The stems of the sentences of a side, and of the passages that they stand in."""
    exact = {stem for c in position.citations for stem in stems(c.exact)}
    return exact, {stem for c in position.citations for stem in _around(c, archive)}


def _around(citation: Citation, archive: Archive) -> list[str]:
    sentences = archive.record.within(citation.source, citation.start, citation.end)
    passages = archive.record.passages(sorted({s.passage for s in sentences}))
    return [stem for p in passages.values() for stem in stems(f"{p.heading} {archive.text(p.source)[p.start:p.end]}")]
