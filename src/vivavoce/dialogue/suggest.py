"""Questions that the record can answer, to offer a visitor: the page's, which were tried; without a page those that its sentences suggest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

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


_OTHERS: Final = re.compile(r"\b(?:he|his|him|she|her|it|its|this|that|these|those|them|they)\b")
_CALLED: Final = re.compile(r"\b(?P<call>call(?:ed)?|named?|sign(?:ed)?) (?:him|her)self @")
_GIVEN: Final = r"(?:taught|gave|give|told|tell|sent|send|showed|show|paid|pay|offered|made|make|let|helped|help|saw|see)"
"""What is done to somebody, and a thing: `Who taught her mathematics?` asks for her."""


def addressed(heading: str, own: re.Pattern[str], pronouns: str = "") -> str:
    """`Why was Ada Lovelace exiled?` → `Why were you exiled?`; nothing where the figure stands in another role.

    `pronouns` are the figure's, where a heading that names nobody is about them: `Did she have children?`.
    """
    text = own.sub("@", heading)
    if pronouns and (named := _CALLED.search(text)):
        name = own.search(heading[named.start():])
        text = text.replace(named.group(), f"{named['call']} yourself {name.group() if name else ''}", 1)
    if pronouns and "@" not in text:
        text = _for_name(text, pronouns)
    if text.count("@") != 1:
        return ""
    text = re.sub(r"\b([Ww])as @", r"\1ere you", text)
    text = re.sub(r"\b[Ii]s @(?!['’])", lambda m: "Are you" if m.group()[0] == "I" else "are you", text)
    text = re.sub(r"\b([Dd])oes @", r"\1o you", text)
    text = re.sub(r"\b([Hh])as @(?!['’])", r"\1ave you", text)
    text = re.sub(r"\b([Dd]id|[Dd]o|[Ww]ere|[Aa]re|[Hh]ad|[Cc]ould|[Ww]ould|[Cc]an) ((?:often|ever|really|always) )?@(?!['’])", r"\1 \2you", text)
    text = re.sub(r"@['’]s?\b", "your", text)
    text = re.sub(rf"\b({_GIVEN}) @(?!['’])", r"\1 you", text)
    return "" if "@" in text or _OTHERS.search(text) else text


def _for_name(text: str, pronouns: str) -> str:
    """A question with the figure's pronoun as one with their name: `Who were her parents?` → `Who were @’s parents?`."""
    subject, owner, object_ = {"he": ("he", "his", "him"), "she": ("she", "her", "her")}.get(pronouns, ("(?!)",) * 3)
    text = re.sub(rf"\b{subject}\b(?! (?:{owner}|{object_})\b)", "@", text)
    text = re.sub(rf"\b({_GIVEN}) {object_}\b", r"\1 @", text)
    return re.sub(rf"\b{owner}\b(?= [a-z])", "@’s", text)
