"""Questions that the record can answer, to offer a visitor: the page's, which were tried; without a page those that its sentences suggest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vivavoce.archive import Archive
from vivavoce.language.names import alias_pattern
from vivavoce.text import words


def suggestions(archive: Archive) -> tuple[str, ...]:
    """Up to six questions, put to the figure in the second person."""
    if not archive.until and (verified := archive.questions):  # they were tried with all that the record holds
        return varied(verified)[:6]
    figure = archive.figure
    own = alias_pattern(figure.names)
    found: dict[str, None] = {}
    for heading in archive.headings():
        posed = heading.endswith("?") and own.search(heading) and len(heading) < 110
        if posed and not re.match(r"\W*(?:who|what)\s+(?:is|was)\s+", heading, re.I) and (question := addressed(heading, own)):
            _keep(found, question)
    for question, pattern in (
        ("When and where were you born?", r"\bborn\b"),
        ("Where did you live?", r"\blived\b"),
        ("What did you write?", r"\bwrote\b|\bpublished\b"),
        ("Who were your opponents?", r"\b(?:opponents?|rivals?|enem(?:y|ies))\b"),
        ("How did you die?", r"\b(?:died|killed|assassinated|death)\b"),
    ):
        if len(found) >= 6:
            break
        if archive.mentions(pattern) and not (archive.until and "die" in question):
            _keep(found, question)
    return tuple(found)[:6]


def varied(questions: Sequence[str]) -> tuple[str, ...]:
    """Questions in their order, those first that are the first of their making: of many `What did you do in …?` one comes before the others."""
    made: dict[str, int] = {}
    turns = []
    for question in questions:
        making = re.match(r"\w+(?: [a-z]+){0,3}", question)
        key = making.group() if making else question
        turns.append(made.get(key, 0))
        made[key] = turns[-1] + 1
    return tuple(question for _, question in sorted(zip(turns, questions, strict=True), key=lambda pair: pair[0]))


def _keep(found: dict[str, None], question: str) -> None:
    """Keep a question unless one of the same words is there."""
    if not any(set(words(question)) == set(words(other)) for other in found):
        found[question] = None


def addressed(heading: str, own: re.Pattern[str]) -> str:
    """`Why was Ada Lovelace exiled?` → `Why were you exiled?`; nothing where the figure stands in another role."""
    text = own.sub("@", heading)
    if text.count("@") != 1:
        return ""
    text = re.sub(r"\bwas @", "were you", text)
    text = re.sub(r"\bis @(?!['’])", "are you", text)
    text = re.sub(r"\bdoes @", "do you", text)
    text = re.sub(r"\b(did|do|were|are|had|could|would) @(?!['’])", r"\1 you", text)
    text = re.sub(r"@['’]s?\b", "your", text)
    return "" if "@" in text or re.search(r"\b(?:he|his|him|she|her|it|its|this|that|these|those|them|they)\b", text) else text
