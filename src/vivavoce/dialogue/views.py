"""What the figure thinks: own words that state a view before an account of it; as of a date those said about that time before older ones."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from vivavoce.archive import Archive, Hit
from vivavoce.evidence.understand import Question
from vivavoce.evidence.voice import speaks
from vivavoce.evidence.weigh import Weighed

_OPINES: Final = re.compile(
    r"\bI\s+(?:[a-z]+\s+){0,2}?(?:think|believe|hold|hate|love|feel|insist|protest|wish|regard|consider|desire|claim|trust|favou?r|"
    r"approve|abhor|detest|admit|agree|contend|maintain|propose|intend|expect|prefer|would|should|shall|will|am\s+(?:not\s+)?(?:for|opposed|against|in\s+favou?r|"
    r"convinced|sure))\b|\b[Mm]y\s+(?:[a-z]+\s+){0,2}?(?:opinion|judge?ment|view|wish|object|feeling|position|purpose|policy|belief|conviction)s?\b|"
    r"\b(?:is|are)\s+(?:[a-z]+\s+){0,2}?(?:wrong|right|evil|injustice|unjust|good|bad|necessary|sacred|just|duty|best)\b")
_ANOTHERS: Final = re.compile(
    r"\b(?:[Hh]e|[Tt]hey|[Yy]ou|[A-Z][a-z]+\s+[A-Z][a-z]+)\s+(?:[a-z]+\s+){0,2}?(?:say|says|said|argue|argues|argued|declare[sd]?|thinks?|believes?|admit|"
    r"admits|asserts?|supposes?|tells?|maintains?|will|would|may|might)\b|\b[Hh]is\s+(?:[a-z]+\s+)?(?:declaration|assertion|argument|speech)\b")
_FADES: Final = 2.0
"""Years before a date whose words count half of those of its day."""
_LONG: Final = 60
"""Words beyond which a sentence is no plain statement of a view."""
_OF_IT: Final = 1.3
"""What a sentence gains that has what was asked about as its subject: `The Engine is …`."""
_UNNAMED: Final = 0.6
"""What a sentence counts for that does not name what the question names."""
_STATED: Final = 1.6
"""What a sentence gains in the search that states a view."""
_NEARLY: Final = 0.6
_FAINTEST: Final = 0.3
"""Share of the least likelihood at which own words may answer where the record bears on a matter at all."""


def held(archive: Archive, question: Question, weighed: Sequence[Weighed], least: float) -> list[Weighed]:
    """Own words likely enough, the plainest statement first, without those far behind it; all as it was where there are none."""
    own = [w for w in weighed if speaks(w.hit.sentence, archive) == 2 and w.probability >= _FAINTEST * least]
    if not own or weighed[0].probability < least:
        return list(weighed)
    terms = [name.split()[-1] for name in question.names] or [word for word, _ in question.terms]
    about = re.compile(rf"\b(?:{'|'.join(map(re.escape, terms)) or '(?!)'})\s+(?:is|was|are|were|has|have)\b", re.I)
    called = [re.escape(name.split()[-1].removesuffix("s")) for name in question.names]
    named = re.compile(rf"\b(?:{'|'.join(called)})")  # as it is written: the Union is not any union
    worth = {w.hit.sentence.id: _worth(w, archive) * (_OF_IT if about.search(w.exact) else 1.0) * (1.0 if named.search(w.exact) else _UNNAMED)
             for w in own}
    best = max(worth.values())
    first = sorted((w for w in own if worth[w.hit.sentence.id] >= _NEARLY * best), key=lambda w: (-worth[w.hit.sentence.id], w.hit.sentence.id))
    return [replace(w, probability=weighed[0].probability * worth[w.hit.sentence.id] / best) for w in first]


def stated(hit: Hit, archive: Archive) -> Hit:
    """A hit that counts for more where its sentence states a view in few words, so that it is read closely."""
    exact = archive.exact(hit.sentence)
    plain = _OPINES.search(exact) and not _ANOTHERS.search(exact) and len(exact.split()) <= _LONG
    return replace(hit, score=_STATED * hit.score) if plain else hit


def _worth(candidate: Weighed, archive: Archive) -> float:
    """How well own words state a view: by likelihood, by being a statement of one, by their plainness and, as of a date, by how near they are."""
    exact, written = candidate.exact, candidate.hit.sentence.written
    worth = math.sqrt(candidate.probability) * (1.6 if _OPINES.search(exact) else 1.0) * (0.5 if _ANOTHERS.search(exact) else 1.0)
    worth *= (0.4 if exact.rstrip().endswith("?") else 1.0) * (0.6 if len(exact.split()) > _LONG or len(exact.split()) < 5 else 1.0)
    worth *= 1.0 + 0.2 * min(3, archive.repeated(candidate.hit.sentence))
    if archive.until and written:
        worth /= 1.0 + _years(written, archive.until) / _FADES
    return worth


def _years(first: str, last: str) -> float:
    """From one ISO day to another, by their months: the last day of a month may be none of the calendar's."""
    return int(last[:4]) - int(first[:4]) + (int(last[5:7]) - int(first[5:7])) / 12


def years_before(day: str, years: int) -> str:
    """The same day some years earlier, for comparing with ISO days."""
    return f"{int(day[:4]) - years:04d}{day[4:]}"
