"""Which works does a source cite? Entries of its bibliography, in their order."""

from __future__ import annotations

import re
from typing import Final

from vivavoce.archive import Archive
from vivavoce.evidence.understand import Question
from vivavoce.language.names import alias_pattern
from vivavoce.record import Mode, Reference, Said, Sentence
from vivavoce.text import bare, stems

MOST = 8


def cited_works(archive: Archive, question: Question) -> list[Said]:
    """Bibliography entries: of the source that the question names by its title, by the figure where "your works" are asked for."""
    entries = archive.record.of_kind("bibliography")
    if not entries:
        return []
    asked = set(question.stems)
    named = {s.id: len(asked & set(stems(s.title))) for s in archive.sources}
    best = max((named[e.source] for e in entries), default=0)
    if best:
        entries = [e for e in entries if named[e.source] == best]
    whole = _entries(archive, entries)
    if re.search(r"\b(?:by you|your (?:own )?(?:works?|books?|writings?)|you wrote)\b", question.text, re.I) or re.search(
        rf"\b(?:by|of) {re.escape(archive.figure.surname)}\b", question.third
    ):
        whole = [reference for reference in whole if _by(archive, reference)] or whole
    return [
        Said(bare(archive.text(w.source)[w.start : w.end]), Mode.QUOTED, (archive.cite(w.source, w.start, w.end),), archive.source(w.source).author)
        for w in whole[:MOST]
    ]


_OWN: Final = re.compile(r"\b(?:what|which) (?:\w+ ){0,2}?(?:books?|works?|novels?|essays?|writings?|papers|poems|pamphlets|titles) "
                         r"(?:(?:did|have|had) you (?:\w+ ){0,2}?(?:writ|publish|compos|author|produc|print|bring out)\w*|"
                         r"(?:were|are) (?:written by you|yours)\b)|"
                         r"^\W*what (?:did you|have you|had you) (?:write|written|publish|published)\W*$|"
                         r"\bwhat (?:are|were) your (?:\w+ )?(?:works|books|writings|publications)\b|"
                         r"\b(?:list|name) your (?:\w+ )?(?:works|books|writings)\b", re.I)
_MADE: Final = re.compile(r"\b(?:wrote|written|writes|published|publishes|appeared|finished|completed|printed|composed|drafted|"
                         r"(?:books|works|writings)\W+(?:\w+\W+){0,3}(?:are|were|include|included))\b", re.I)

_WROTE: Final = re.compile(r"\b(?:wrote|published|composed)\b", re.I)


def own_works(archive: Archive, question: Question) -> list[Sentence]:
    """For `Which books did you write?`: the sentence that best tells of each work of the figure, each sentence once, in order of time."""
    if not _OWN.search(question.text):
        return []
    found: dict[int, Sentence] = {}
    for work in archive.record.works():
        told = [s for s in archive.record.sentences(work.sentences[:40]).values() if s.kind in ("paragraph", "list_item")]
        told = told if work.own else [s for s in told if s.first_person is not None and _WROTE.search(archive.exact(s))]
        best = max(told, key=lambda s: (bool(_MADE.search(archive.exact(s))), s.told is not None, s.first_person is not None, -s.id), default=None)
        if best is not None and _MADE.search(archive.exact(best)):
            found.setdefault(best.id, best)
        if len(found) == MOST:
            break
    return sorted(found.values(), key=lambda s: (s.told.start if s.told else "9999", s.id))


def _entries(archive: Archive, sentences: list[Sentence]) -> list[Reference]:
    """The references that these sentences of bibliographies belong to; what the owner muted is among neither."""
    places: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        places.setdefault(sentence.source, []).append(sentence)
    return [
        reference
        for reference in archive.references
        if any(s.start < reference.end and reference.start < s.end for s in places.get(reference.source, ()))
    ]


def _by(archive: Archive, reference: Reference) -> bool:
    """Is the figure an author of the work?"""
    own = alias_pattern(archive.figure.names)
    names = (name.get("literal") or f"{name.get('given', '')} {name.get('family', '')}" for name in reference.csl.get("author", ()))
    return any(own.search(name) for name in names)
