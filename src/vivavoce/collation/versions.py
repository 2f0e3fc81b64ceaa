"""Two versions of one text part in what they tell: which of them is told rather?

What more sources hold; of one against one, the version that shows no later hand. A later hand puts in words, mends what begins or breaks off within
a sentence, adds sentences of its own: an old rule of those who compare manuscripts, to whom the shorter and rougher reading is the older one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from vivavoce.archive import Archive
from vivavoce.record import Citation, Sentence
from vivavoce.text import STOP, fold, stems

_WORD: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_AROUND: Final = 700
"""Code points on either side of a sentence that are laid beside the other version."""
_RUN: Final = 4
"""Words in a row that two texts do not share by chance."""
_VERSIONS: Final = 0.4
"""Share of the shorter stretch, in such runs, from which two stretches are versions of one text."""
_WHOLLY: Final = 0.6
"""The same from which a sentence that only one of them has was put in there."""
_READING: Final = 8
"""Words up to which what differs is another reading; longer it is another wording."""
_APART: Final = 2
"""Words between two differences that are one: `November 1, 2007` for `January 1, 2006`."""
_SPELLING: Final = 75
"""Likeness of two readings, of 100, from which they are one misspelled."""
_PUT_IN: Final = 0.7
"""Share of a sentence that only one version has, from which the sentence was put in."""
_WITNESSED: Final = 2
"""Words of a sentence, beside the reading itself, that a passage has to have to be a witness of it."""
_SLACK: Final = 60
"""Code points by which a passage may have grown or shrunk before a sentence."""
_HOLDING: Final = 60
"""Sentences that are looked through for witnesses."""
_ENDED: Final = re.compile(r"[.!?…][\"'”’)\]]*\s*$")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A sentence with what stands around it in its source, in words; `told` are the words of the sentence itself."""

    text: str
    words: tuple[str, ...]
    told: Range
    begins: bool
    ends: bool


def outdone(one: Sentence, other: Sentence, archive: Archive) -> Sentence | None:
    """Which of two sentences, from versions of one text that part in them, is told less: it has fewer witnesses or a later hand; None for neither."""
    here, there = _stretch(one, archive), _stretch(other, archive)
    changes = _changes(here, there)
    if one.source == other.source or changes is None:
        return None
    readings = list(_readings(here, there, changes[0]))
    if not readings:
        return None
    parted = {stem for pair in readings for words in pair for word in words for stem in stems(word)}
    ours, theirs = (min(_witnesses(words, sentence, parted, archive) for words in side)
                    for sentence, side in zip((one, other), zip(*readings, strict=True), strict=True))
    later = theirs - ours or _later(here, there, changes[0])
    return one if later > 0 else other if later < 0 else None


def put_in(sentence: Sentence, archive: Archive) -> bool:
    """Does a sentence stand within a passage that another source prints without it?"""
    here = _stretch(sentence, archive)
    first, last = here.told
    for reprint in archive.record.reprints(sentence.source, sentence.start - _AROUND, sentence.end + _AROUND):
        there = _around(reprint.other.source, reprint.other.start, reprint.other.end, archive)
        changes = _changes(here, there)
        within = [(a, b) for (a, b), _ in changes[0] if a > 0 and b < len(here.words)] if changes else []
        only = sum(max(0, min(b, last) - max(a, first)) for a, b in within)
        if changes and changes[1] >= _WHOLLY and only >= _PUT_IN * (last - first) > 0:
            return True
    return False


def versions(one: Sentence | Citation, other: Sentence | Citation, archive: Archive) -> bool:
    """Do two sentences of different sources stand in versions of one text?"""
    return one.source != other.source and _changes(_stretch(one, archive), _stretch(other, archive)) is not None


def elsewhere(sentence: Sentence, archive: Archive) -> list[Sentence]:
    """What stands in other sources where a sentence stands in a passage that they print too, the nearest in each."""
    found: dict[str, Sentence] = {}
    for reprint in archive.record.reprints(sentence.source, sentence.start - _AROUND, sentence.end + _AROUND):
        here, there = reprint.one, reprint.other
        place = round(there.start + (sentence.start - here.start) * (there.end - there.start) / max(1, here.end - here.start))
        near = archive.record.within(there.source, place - _SLACK, place + sentence.end - sentence.start + _SLACK)
        if near:
            found[there.source] = max(near, key=lambda s: fuzz.ratio(archive.exact(s), archive.exact(sentence)))
    return list(found.values())


def _stretch(sentence: Sentence | Citation, archive: Archive) -> _Stretch:
    return _around(sentence.source, sentence.start, sentence.end, archive)


def _around(source: str, first: int, last: int, archive: Archive) -> _Stretch:
    text = archive.text(source)
    start, end = max(0, first - _AROUND), min(len(text), last + _AROUND)
    found = list(_WORD.finditer(text, start, end))
    told = [i for i, word in enumerate(found) if first <= word.start() < last]
    return _Stretch(text[start:end], tuple(fold(word.group()) for word in found), (told[0], told[-1] + 1) if told else (0, 0),
                    start == 0, end == len(text))


@lru_cache(maxsize=512)
def _changes(here: _Stretch, there: _Stretch) -> tuple[tuple[tuple[Range, Range], ...], float] | None:
    """Where two stretches differ, as ranges of their words, and how much of the shorter one they share; None where they are no versions."""
    runs = [{words[i:i + _RUN] for i in range(len(words) - _RUN + 1)} for words in (here.words, there.words)]
    least = _VERSIONS * min(len(here.words), len(there.words))
    if len(runs[0] & runs[1]) + _RUN - 1 < least:
        return None
    blocks = list(SequenceMatcher(None, here.words, there.words, autojunk=False).get_matching_blocks())
    shared = sum(block.size for block in blocks if block.size >= _RUN)
    if shared < least:
        return None
    found: list[tuple[Range, Range]] = []
    i = j = 0
    for block in blocks:
        if block.a > i or block.b > j:
            near = found and i - found[-1][0][1] <= _APART and j - found[-1][1][1] <= _APART
            (k, m) = (found[-1][0][0], found.pop()[1][0]) if near else (i, j)
            found.append(((k, block.a), (m, block.b)))
        i, j = block.a + block.size, block.b + block.size
    return tuple(found), shared / max(1, min(len(here.words), len(there.words)))


def _readings(here: _Stretch, there: _Stretch, changes: Sequence[tuple[Range, Range]]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """What the two sentences tell differently, a few words for a few others."""
    for (a, b), (c, d) in changes:
        mine, yours = here.words[a:b], there.words[c:d]
        counted = any(word[0].isdigit() for word in (*mine, *yours))
        if (_meet((a, b), here.told) and _meet((c, d), there.told) and max(len(mine), len(yours)) <= _READING
                and not STOP.issuperset(mine) and not STOP.issuperset(yours)
                and (counted or fuzz.ratio(" ".join(mine), " ".join(yours)) < _SPELLING)):
            yield mine, yours


def _meet(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _witnesses(reading: Sequence[str], sentence: Sentence, parted: set[str], archive: Archive) -> int:
    """How many sources, versions of one text counted once, have a reading in a passage that tells of the same as its sentence."""
    wanted = set(stems(archive.exact(sentence))) - parted
    phrase = f" {' '.join(reading)} "
    told: list[Sentence] = []
    found = archive.record.sentences(archive.index.holding("sentence", stems(" ".join(reading)), _HOLDING))
    for candidate in found.values():
        if phrase not in f" {' '.join(fold(w) for w in _WORD.findall(archive.exact(candidate)))} ":
            continue
        near = set(stems(" ".join(_stretch(candidate, archive).words)))
        alike = candidate.source == sentence.source or len(wanted & near) >= min(_WITNESSED, len(wanted))
        if alike and not any(candidate.source == other.source or versions(candidate, other, archive) for other in told):
            told.append(candidate)
    return len(told)


def _later(here: _Stretch, there: _Stretch, changes: Sequence[tuple[Range, Range]]) -> int:
    """By how many signs `here` shows a later hand than `there`, below 0 the other way round."""
    within = [c for c in changes if c[0][0] > 0 and c[0][1] < len(here.words) and c[1][0] > 0 and c[1][1] < len(there.words)]
    signs = sum((b - a if c == d else 0) - (d - c if a == b else 0) for (a, b), (c, d) in within)
    if here.begins and there.begins:
        signs += here.text.lstrip()[:1].isupper() - there.text.lstrip()[:1].isupper()
    if here.ends and there.ends:
        signs += bool(_ENDED.search(here.text)) - bool(_ENDED.search(there.text))
    return signs
