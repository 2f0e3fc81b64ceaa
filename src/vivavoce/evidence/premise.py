"""What a question takes for granted of the figure, and what a sentence must bear out to answer it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from vivavoce.archive import Archive
from vivavoce.evidence.kin import forms, kin
from vivavoce.evidence.understand import Question
from vivavoce.language.names import alias_pattern
from vivavoce.reading.differences import ONCE
from vivavoce.record import Sentence
from vivavoce.text import stems, words

_KIN: Final = re.compile(
    r"\byour\s+(?:[\w-]+\s+){0,2}?(?P<kin>wife|husband|widow|father|mother|son|daughter|brother|sister|uncle|aunt|cousin|grandmother|grandfather|nephew|"
    r"niece|child|children|parents?)(?:s|['’]s)?\b", re.I)
_ME: Final = frozenset("i me my mine myself him himself her herself".split())
_NEAR: Final = 8
"""Words between a deed and whom it was done to."""
_DIED: Final = re.compile(r"\b(?:did\s+you\s+(?:\w+ly\s+)?die|were\s+you\s+(?:\w+ly\s+)?buried)\b", re.I)
"""What nobody tells in words of their own: `Where did you die?`"""
_DENIED: Final = 3.0
"""What is taken off where a sentence tells it of somebody else."""


def unborne(question: Question, sentence: Sentence, archive: Archive) -> float:
    """What is taken off where a sentence tells of another's kin, of what was done to others, of a death in the dead one's words, or stands in a book
    that does not know the figure."""
    if not re.search(r"\byour?\b", question.text, re.I):
        return 0.0
    if sentence.voice != "figure" and re.search(r"\byou\b", question.text, re.I) and not _known(archive, sentence.source):
        return _DENIED
    if sentence.voice == "figure" and _DIED.search(question.text):
        return _DENIED
    exact = archive.exact(sentence)
    asked = _KIN.search(question.text)
    if asked and (_of_another(asked["kin"].lower(), _spoken(sentence, archive)) or _of_somebody(asked["kin"].lower(), sentence, archive)):
        return _DENIED
    return _DENIED if question.done and _done_to_others(question.done, exact, archive) else 0.0


def _spoken(sentence: Sentence, archive: Archive) -> str:
    """What the figure says, after the sentence it leans on; empty for an account that is only quoted."""
    if sentence.voice != "figure":
        return sentence.first_person or ""
    before = [s for s in archive.record.around(sentence, 1, 0) if s.id < sentence.id and s.voice == "figure"] if sentence.anaphoric else []
    return " ".join(archive.exact(s) for s in (*before, sentence))


def _of_another(relation: str, spoken: str) -> bool:
    """Does the figure speak of somebody else's relation and of none of their own: `his wife`, `Byron's wife`?"""
    bond = "(?:wife|husband|marriage)" if relation in ("wife", "husband") else relation
    named = rf"(?:[\w-]+\s+){{0,2}}?{bond}"
    return bool(re.search(rf"\b(?:his|her|their|[A-Z][\w.-]*['’]s)\s+{named}", spoken)) and not re.search(rf"\b[Mm]y\s+{named}", spoken)


def _of_somebody(relation: str, sentence: Sentence, archive: Archive) -> bool:
    """Does an account speak of others' relations alone: `Keller's wife`, the teller's `my wife`, or `his wife` where another man is named and the
    figure is not?"""
    exact = archive.exact(sentence)
    own = {name.split()[-1].casefold() for name in archive.figure.names}
    kin = {"child": "child(?:ren)?"}.get(relation, f"{relation}s?")
    noun = rf"\b(?:[\w-]+\s+){{0,2}}?{kin}\b"
    spoken_of = len(re.findall(rf"\b{kin}\b", exact))
    named = [owner for owner in re.findall(rf"\b([^\W\d_a-z][\w-]*)['’]s?\s+{noun}", exact) if owner.casefold() not in own]
    told = re.findall(rf"\b[Mm]y\s+{noun}", exact) if sentence.voice != "figure" else []
    name = r"[^\W\d_a-z][\w-]*"
    called = re.search(rf"{noun}(?:\s+{name}|,\s+{name}(?:\s+{name})*\s*(?:[.,;:)]|$))", exact)  # `his wife, Clara` may be the figure's
    leans = not (sentence.first_person or sentence.voice == "figure" or called or alias_pattern(archive.figure.names).search(exact))
    theirs = re.findall(rf"\b(?:his|her|their)\s+{noun}", exact, re.I) if leans and archive.persons(sentence) else []
    return 0 < spoken_of <= len(named) + len(told) + len(theirs)


def _done_to_others(done: str, exact: str, archive: Archive) -> bool:
    """For what happens once: is it told, and of nobody who may be the figure?"""
    asked = {stem for stem in stems(done) if stem in ONCE}
    if not asked:
        return False
    deeds = asked | {other for stem in asked for other in (*kin(stem), *forms(stem))}
    own = {word for name in (*archive.figure.names, archive.office) for word in words(name)}
    told = words(exact)
    whom = [at for at, word in enumerate(told) if word in _ME or word.removesuffix("'s") in own]
    what = [at for at, word in enumerate(told) if deeds & set(stems(word))]
    return bool(what) and not any(abs(a - b) <= _NEAR for a in whom for b in what)


@lru_cache(maxsize=512)
def _known(archive: Archive, source: str) -> bool:
    """Does a source name the figure at all?"""
    return bool(alias_pattern(archive.figure.names).search(archive.text(source)))
