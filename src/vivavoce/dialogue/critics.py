"""What is said against the figure, where nothing else is asked: `What do your critics say?`"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vivavoce.archive import Archive
from vivavoce.evidence.weigh import Weighed
from vivavoce.language.gender import COMMON_NOUNS, FEMALE_NOUNS, MALE_NOUNS
from vivavoce.language.names import alias_pattern
from vivavoce.text import squeeze

ASKED_AS: Final = ("What were you criticised for?", "What were you accused of?")
"""How sources tell what they hold against somebody, asked beside the question itself."""
_CRITICS: Final = r"(?:critics?|opponents?|enem(?:y|ies)|detractors?|accusers?|adversar(?:y|ies))"
_BARE: Final = re.compile(rf"\W*(?:and |but |so )?what (?:do|did|would) (?:your|the) (?:\w+ )?{_CRITICS}\s+(?:say|think|hold|claim|object|reproach)"
                          r"(?:\s+(?:you|(?:about|of|against) you))*(?:\s+(?:with|of|for|to))?\W*(?:\(.*)?$", re.I)
_SOMEBODY: Final = "|".join(sorted(f"{noun}s?" for noun in MALE_NOUNS | FEMALE_NOUNS | COMMON_NOUNS))
_HELD: Final = r"(?:critici[sz]|accus|blam|denounc|condemn|reproach|mock|portray|depict|pillor|attack|assail)"

_NONE: Final = re.compile(r"\b(?:no one|nobody|none|never|not|to)\s+(?:\w+\s+){0,2}?(?:critici[sz]e|accuse|blame|denounce|condemn|reproach)\b", re.I)
_PRONOUNS: Final = {"he": ("Hh]e", "him", "Hh]is"), "she": ("Ss]he", "her", "Hh]er"), "they": ("Tt]hey", "them", "Tt]heir")}


def asks_critics(text: str) -> bool:
    """Does a question ask what is said against the figure, and of nothing in particular?"""
    return bool(_BARE.match(text))


def against(weighed: Sequence[Weighed], archive: Archive) -> list[Weighed]:
    """The sentences in which something is held against the figure, by the words and not by the figure; each text once, the likeliest first."""
    nominative, other, owning = _PRONOUNS.get(archive.figure.pronouns, _PRONOUNS["they"])
    own = alias_pattern(archive.figure.names).pattern
    who, whom, whose = (rf"(?:{own}|\b(?:{pronoun}))" for pronoun in (f"I|[{nominative}", f"me|{other}", f"[Mm]y|[{owning}"))
    target = re.compile("|".join((
        rf"{who}\s+(?:\w+\s+){{0,2}}?(?:was|is|were|been)\s+(?:\w+\s+)?{_HELD}\w*",
        rf"(?<!\bthe )\b{_HELD}\w*\s+(?:\w+\s+){{0,2}}?{whom}\b",
        rf"{whose}(?:['’]s?)?\s+(?:\w+\s+){{0,2}}?{_CRITICS}\s+(?:\w+\s+){{0,2}}?(?:sa[iy]|have|had|held|hold|claim|accus|call|object|find|found)",
        rf"(?:{own}['’]s?|\b(?:[Mm]y|[{owning}))\s+(?!(?:\w+\s+)?(?:{_SOMEBODY})\b)(?:[\w-]+\s+){{1,14}}?(?:was|were|been)\s+(?:\w+\s+)?{_HELD}\w*",
        rf"{who}\s+was\s+made\s+the\s+(?:subject|object|target)\s+of\s+(?:\w+\s+)?(?:criticism|attacks?|censure)|\bcharged\s+{whom}\s+with\b",
        rf"\b(?:{_CRITICS}|accusations?|charges|criticisms?|censure)\s+(?:of|against|upon)\s+(?:\w+\.?\s+)?{whom}\b")))
    found: dict[str, Weighed] = {}
    for candidate in sorted(weighed, key=lambda w: (-w.probability, w.hit.sentence.id)):
        text = squeeze(candidate.exact)
        kindred = any(name.split()[-1] == archive.figure.surname for name in archive.persons(candidate.hit.sentence))
        if target.search(text) and not kindred and not _NONE.search(text):
            found.setdefault(text, candidate)
    return list(found.values())
