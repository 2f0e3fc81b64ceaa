"""How a sentence of the record may be said, whose account it is, what cites it, and when two say the same."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from vivavoce.archive import Archive
from vivavoce.evidence.whose import TELLERS_OWN
from vivavoce.language.names import alias_pattern, numbers
from vivavoce.record import Citation, Mode, Sentence
from vivavoce.text import squeeze, stems

_SAME: Final = 0.55


def mode_of(sentence: Sentence, archive: Archive) -> Mode:
    """How a sentence may be said; nothing of a degraded source is the figure's."""
    if archive.health(sentence.source, sentence.start, sentence.end) == "degraded" or sentence.kind == "bibliography":
        return Mode.QUOTED
    if sentence.voice == "figure":
        return Mode.QUOTED if minutes(sentence, archive) else Mode.OWN_WORDS
    return Mode.FIRST_PERSON if sentence.first_person else Mode.QUOTED


def minutes(sentence: Sentence, archive: Archive) -> bool:
    """Do words that pass for the figure's report what the figure said, by name or office and with no I: minutes taken by another?"""
    exact = archive.exact(sentence)
    return bool(_reports(archive.figure.names, archive.office).search(exact)) and not TELLERS_OWN.search(exact)


@lru_cache(maxsize=16)
def _reports(names: tuple[str, ...], office: str) -> re.Pattern[str]:
    named = alias_pattern(names).pattern + (rf"|\b[Tt]he {office}\b" if office else "")
    return re.compile(rf"(?:{named})\s+(?:\w+ly\s+|then\s+)?(?:said|replied|answered|remarked|asked|continued|observed|stated|declared|added|"
                      r"rejoined|responded|inquired)\b")


def speaks(sentence: Sentence, archive: Archive) -> int:
    """2: the figure's own words; 1: an account in the first person; 0: quoted."""
    mode = mode_of(sentence, archive)
    return 2 if mode is Mode.OWN_WORDS else 1 if mode is Mode.FIRST_PERSON else 0


def speaker(sentence: Sentence, archive: Archive) -> str:
    """Whose account it is: the source's author, the named voice within it; the editor where an unnamed voice speaks of others and not as I."""
    source = archive.source(sentence.source)
    if sentence.voice == "figure" and minutes(sentence, archive):
        return source.editor
    if sentence.voice in ("author", "figure"):
        return source.author
    if sentence.voice != "another voice":
        return sentence.voice
    return "" if TELLERS_OWN.search(archive.exact(sentence)) else source.editor


def same(one: str, other: str) -> bool:
    """Do two sentences say the same: most of the shorter one's content words stand in the other, and no number differs."""
    left, right = set(stems(one)), set(stems(other))
    if not left or not right:
        return squeeze(one) == squeeze(other)
    shared = len(left & right) / min(len(left), len(right))
    return shared >= _SAME and not (numbers(one) ^ numbers(other) and numbers(one) and numbers(other) and shared < 0.8)


def cite(sentence: Sentence, archive: Archive) -> Citation:
    """The citation of a sentence."""
    return archive.cite(sentence.source, sentence.start, sentence.end)
