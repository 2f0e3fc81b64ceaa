"""Evidence → sentences: the one that answers, a few that give it context, nothing twice; the figure's own words before an account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vivavoce.archive import Archive
from vivavoce.dialogue.weigh import Weighed
from vivavoce.language.names import numbers
from vivavoce.record import Citation, Mode, Said, Sentence
from vivavoce.text import bare, squeeze, stems

_SAME: Final = 0.55
_LONGEST: Final = 1150


def choose(weighed: Sequence[Weighed], archive: Archive, least: float, count: int) -> list[Weighed]:
    """The best, then others that are nearly as likely and say something else, shortest total kept."""
    if not weighed:
        return []
    chosen: list[Weighed] = []
    first = _preferred(weighed, archive)
    for candidate in [first, *(w for w in weighed if w is not first)]:
        if len(chosen) == count or candidate.probability < least:
            break
        if chosen and (candidate.probability < 0.45 * first.probability or any(same(candidate.exact, other.exact) for other in chosen)):
            continue
        if sum(len(w.exact) for w in chosen) + len(candidate.exact) > _LONGEST:
            continue
        chosen.append(candidate)
    return chosen


def _preferred(weighed: Sequence[Weighed], archive: Archive) -> Weighed:
    """Among sentences that answer about as well, the figure's own voice first, then a sound source."""
    best = weighed[0]
    for candidate in weighed[1:4]:
        if candidate.probability > 0.92 * best.probability and speaks(candidate.hit.sentence, archive) > speaks(best.hit.sentence, archive) and same(candidate.exact, best.exact):
            return candidate
    return best


def speaks(sentence: Sentence, archive: Archive) -> int:
    """2: the figure's own words; 1: an account in the first person; 0: quoted."""
    mode = mode_of(sentence, archive)
    return 2 if mode is Mode.OWN_WORDS else 1 if mode is Mode.FIRST_PERSON else 0


def mode_of(sentence: Sentence, archive: Archive) -> Mode:
    """How a sentence may be said; nothing of a degraded source is the figure's."""
    if archive.source(sentence.source).health.verdict == "degraded" or sentence.kind == "bibliography":
        return Mode.QUOTED
    if sentence.voice == "figure":
        return Mode.OWN_WORDS
    return Mode.FIRST_PERSON if sentence.first_person else Mode.QUOTED


def same(one: str, other: str) -> bool:
    """Do two sentences say the same: most of the shorter one's content words stand in the other, and no number differs."""
    left, right = set(stems(one)), set(stems(other))
    if not left or not right:
        return squeeze(one) == squeeze(other)
    shared = len(left & right) / min(len(left), len(right))
    return shared >= _SAME and not (numbers(one) ^ numbers(other) and numbers(one) and numbers(other) and shared < 0.8)


def say(chosen: Sequence[Weighed], weighed: Sequence[Weighed], archive: Archive, least: float) -> list[Said]:
    """Sentences of the answer, in the order of reading where they stand together, else the likeliest first."""
    ordered = sorted(chosen, key=lambda w: (_group(w, chosen), w.hit.sentence.id))
    return [_said(w, weighed, archive, least) for w in ordered]


def _group(candidate: Weighed, chosen: Sequence[Weighed]) -> int:
    """Sentences of one passage go together, at the place of the likeliest of them."""
    return next(i for i, other in enumerate(chosen) if other.hit.sentence.passage == candidate.hit.sentence.passage)


def _said(candidate: Weighed, weighed: Sequence[Weighed], archive: Archive, least: float) -> Said:
    sentence = candidate.hit.sentence
    source = archive.source(sentence.source)
    mode = mode_of(sentence, archive)
    text = sentence.first_person if mode is Mode.FIRST_PERSON and sentence.first_person else bare(candidate.exact)
    by = "" if mode is Mode.OWN_WORDS else sentence.voice if sentence.voice not in ("author", "figure", "another voice") else source.author
    reported = mode is Mode.OWN_WORDS and str(source.standing) not in ("own_work", "letter") and source.author and not _own(source.author, archive)
    return Said(text, mode, (cite(sentence, archive),), by, source.author or source.title if reported else "", _corroborated(candidate, weighed, archive, least))


def _own(author: str, archive: Archive) -> bool:
    return bool(set(re.findall(r"\w+", author.casefold())) & {archive.figure.surname.casefold()})


def cite(sentence: Sentence, archive: Archive) -> Citation:
    """The citation of a sentence."""
    return archive.cite(sentence.source, sentence.start, sentence.end)


def _corroborated(candidate: Weighed, weighed: Sequence[Weighed], archive: Archive, least: float) -> int:
    """How many other sources say the same among what was weighed."""
    return len({w.hit.sentence.source for w in weighed if w.hit.sentence.source != candidate.hit.sentence.source and w.probability >= least
                and same(w.exact, candidate.exact)})
