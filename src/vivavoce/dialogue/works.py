"""Which works does a source cite? Entries of its bibliography, in their order."""

from __future__ import annotations

import re

from vivavoce.archive import Archive
from vivavoce.dialogue.understand import Question
from vivavoce.language.names import alias_pattern
from vivavoce.record import Mode, Said
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
    whole = _entries(archive, [(e.source, e.start, e.end) for e in entries])
    if re.search(r"\b(?:by you|your (?:own )?(?:works?|books?|writings?)|you wrote)\b", question.text, re.I) or re.search(
        rf"\b(?:by|of) {re.escape(archive.figure.surname)}\b", question.third
    ):
        own = alias_pattern(archive.figure.names)
        whole = [(source, start, end) for source, start, end in whole if own.search(archive.text(source)[start : min(end, start + 40)])] or whole
    return [
        Said(bare(archive.text(source)[start:end]), Mode.QUOTED, (archive.cite(source, start, end),), archive.source(source).author)
        for source, start, end in whole[:MOST]
    ]


def _entries(archive: Archive, spans: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Join the sentences of one entry: what stands on one line."""
    joined: list[tuple[str, int, int]] = []
    for source, start, end in spans:
        if joined and joined[-1][0] == source and "\n" not in archive.text(source)[joined[-1][2] : start]:
            joined[-1] = (source, joined[-1][1], end)
        else:
            joined.append((source, start, end))
    return joined
