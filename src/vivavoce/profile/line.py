"""Who the figure was, in one phrase cut from a source: what defines them, the office they sign with, what they are famed as."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from vivavoce.archive import Archive
from vivavoce.record import Figure, Line, Sentence, year
from vivavoce.text import fold, squeeze

_ENDS: Final = re.compile(
    r"\s+(?:who|whose|which|that|when|where|best\s+known|known\s+for|but|because|since|until|after|before)\b|[;:(\[—]|--|\s+-\s|\.(?:\s|$)"
)
_ROLE: Final = re.compile(
    r"(?:[a-z-]{2,}(?:ist|ian|er|or|ary|ess)|poet|statesman|president|king|queen|general|saint|slave|champion)s?", re.I
)
_COMPARED: Final = re.compile(r"(?:the|an?)\s+(?:\w+er|more\s+\w+)\s+(?:to|than|of\s+the\s+two|when|in)\b", re.I)
"""`The quicker to see it` names no role."""
_FAMED: Final = (
    r"(?:(?:best|well|widely)\s+known|known|fam(?:e|ous)|renown(?:ed)?|remembered|celebrated|services|reputation|eminen(?:t|ce)|distinguished)"
)
_SLIGHT: Final = re.compile(
    r"\b(?:not|never|only|same|first|victim|subject|example|question|man|men|one|son|daughter|member|writer\s+of\s+th|author\s+of\s+th|idler|"
    r"future|former|late|once|then|own|other)\b", re.I
)
_LEAST: Final = 2.0


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to say who somebody was: its pattern, what it is worth, and whether it says itself that the figure signs it."""

    pattern: re.Pattern[str]
    weight: float
    signed: bool = False


@lru_cache(maxsize=8)
def _forms(figure: Figure) -> tuple[_Form, ...]:
    names = "|".join(re.escape(n) for n in figure.names)
    born, died = year(figure.born), year(figure.died)
    lived = rf"\([^)]*\b{born}\b[^)]*\b{died}\b[^)]*\)" if born and died else "(?!)"
    is_a = r",?\s+(?:was|is)\s+(?P<phrase>(?:an?|the|one\s+of)\s.+)"
    roles = rf"(?:[\w-]+\s+){{0,4}}?{_ROLE.pattern}\b(?:(?:,|,?\s+and)\s+(?:[\w-]+\s+){{0,2}}?{_ROLE.pattern}\b)*"
    friend = r"(?:my\s[^,;.]{3,40},\s+)?"
    office = r"(?P<phrase>(?:the\s+)?[A-Z][a-z]+(?:[\s-][A-Z][a-z]+){0,2}\s+(?:of|for)\s+[^,.;]{4,60})"
    return (
        _Form(re.compile(rf"^\W*(?=[^()]*\b(?:{names})\b)[^\W\d_a-z][^().]{{2,90}}{lived}{is_a}", re.S), 3.0),
        _Form(re.compile(rf"^\W*(?:{names})(?:\s*\([^)]{{0,80}}\))?(?:,[^,]{{0,90}},)?{is_a}", re.S), 2.0),
        _Form(re.compile(rf"\bI,\s+(?:{names}),\s+{office}"), 1.5, signed=True),
        _Form(re.compile(rf"\b(?:{names})\b[^;]*?\b{_FAMED}\s+as\s+(?P<phrase>{roles})", re.S), 1.5),
        _Form(re.compile(rf"\b(?:that|the)\s+(?P<phrase>(?:[a-z-]+\s+){{0,3}}{_ROLE.pattern}),?\s+{friend}(?:M|D)?r?\.?\s*(?:{names})\b"), 1.0),
        _Form(re.compile(rf"(?:^|[\s“\"])(?:{names}),\s+(?P<phrase>(?:an?|the)\s[^,.;]{{10,120}})(?=[,.;])", re.S), 0.0),
    )


def one_line(archive: Archive) -> Line | None:
    """The phrase that says best who the figure was; None where no source says it."""
    found = list(_called(archive))
    said = Counter(_key(line.text) for line, _ in found)
    line, score = max(found, key=lambda pair: pair[1] + 0.5 * math.log2(said[_key(pair[0].text)]), default=(None, 0.0))
    return line if score >= _LEAST else None


def _called(archive: Archive) -> Iterator[tuple[Line, float]]:
    """The phrases by which sentences call the figure, with what speaks for each."""
    for sentence in archive.record.all_sentences("1"):
        if sentence.kind == "bibliography" or archive.health(sentence.source, sentence.start, sentence.end) != "sound":
            continue
        raw = archive.exact(sentence)
        for form in _forms(archive.figure):
            match = form.pattern.search(raw) if form.signed or sentence.voice not in ("figure", "another voice") else None
            line = _cut(archive, sentence, match) if match else None
            if line and _ROLE.fullmatch(head(line.text)) and not _COMPARED.match(line.text):
                yield line, form.weight + _worth(archive, line, raw, sentence)


def _key(phrase: str) -> str:
    return fold(re.sub(r"^(?:an?|the)\s+", "", phrase))


def head(phrase: str) -> str:
    """The noun by which a phrase calls somebody: `one of the founders of the guild` → `founders`."""
    called = re.split(r",?\s+(?:of|in|to|for|with)\s+", re.sub(r"^one\s+of\s+", "", phrase), maxsplit=1)[0]
    return called.split()[-1].strip(",.")


def _cut(archive: Archive, sentence: Sentence, match: re.Match[str]) -> Line | None:
    """The phrase up to where a clause begins; nothing where what is left says little."""
    start, phrase = match.start("phrase"), match["phrase"]
    end = _ENDS.search(phrase)
    phrase = phrase[: end.start()] if end else phrase
    if len(phrase) > 150 and "," in phrase[40:150]:
        phrase = phrase[: phrase.rindex(",", 40, 150)]
    phrase = phrase.rstrip(" ,.\n")
    if not 1 <= len(phrase.split()) <= 28 or phrase.split()[-1].lower() in ("and", "of", "the", "a", "as", "in", "with"):
        return None
    return Line(squeeze(phrase), archive.cite(sentence.source, sentence.start + start, sentence.start + start + len(phrase)))


def _worth(archive: Archive, line: Line, raw: str, sentence: Sentence) -> float:
    first = sentence.start < 0.05 * len(archive.text(sentence.source))
    return (
        1.5
        + 0.8 * (archive.figure.name in raw)
        + 0.5 * first
        + 0.3 * min(6, len(_key(line.text).split()))
        - 1.5 * bool(_SLIGHT.search(line.text.split(",")[0]))
    )
