"""The same text in several sources, found by MinHash: a reprint is no second witness.

Sources are cut into windows of words; windows whose MinHash signatures agree in a band are compared shingle by shingle (Broder 1997),
and what they really share is joined into long passages.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from vivavoce.language.lexicon import known
from vivavoce.record import Reprint, Source, Span, Standing
from vivavoce.text import stems

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHINGLE: Final = 5
_WINDOW: Final = 60
"""Words of a window; two windows of one text overlap by half at least, however they fall."""
_HASHES: Final = 24
_LONG: Final = 30
"""Words that a passage has to share before it counts as printed twice."""
_DENSE: Final = 0.5
"""Least share of a passage's shingles that stand in the other."""
_CONTAINED: Final = 0.9
"""Share of a source's testimony found in others from which it is a duplicate; a revised edition shares less."""
_SPELLING: Final = 75
"""Likeness of two wordings, of 100, from which they may be one word misspelled."""
_REACH: Final = 16
"""Words within which two texts that part have to come together again."""
_COPIED: Final = 0.75
"""Share of a sentence's words that a copy of it has in the same order."""
_FEW: Final = 6
"""Words of a reading that differs from another's within the same sentence."""
_AHEAD: Final = tuple(sorted(((a, b) for a in range(_REACH) for b in range(_REACH)), key=sum))
_SENTENCE: Final = 1500
"""Code points within which a sentence's end is looked for."""
_EVERYWHERE: Final = 40
"""A hash that so many windows have is boilerplate, and pairs nobody."""

_TESTIMONY: Final = frozenset({"paragraph", "list_item", "quotation"})
_DISTANCE: Final = {Standing.OWN_WORK: 0, Standing.LETTER: 1, Standing.MEMOIR: 2, Standing.WITNESS: 2}

Numbers = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Words:
    """A text as numbers: for each shingle its hash, for each word where it starts and ends."""

    shingles: Numbers
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def reprints(sources: Sequence[Source]) -> tuple[Reprint, ...]:
    """Passages of at least 30 words that two sources share, in order; of each pair the earlier source stands first."""
    known = _Hashes()
    texts = [_numbers(source, known) for source in sources]
    pairs: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for (one, here), (other, there) in _alike(texts):
        pairs[one, other].append((here, there))
    found = []
    for (one, other), windows in sorted(pairs.items()):
        for (a, b), (c, d) in _shared(texts[one], texts[other], windows):
            found.append(Reprint(_span(sources[one], texts[one], a, b), _span(sources[other], texts[other], c, d)))
    return tuple(found)


def marked(sources: Sequence[Source], found: Iterable[Reprint]) -> list[Source]:
    """Sources nearly all of whose words stand in others become `duplicate`, and say where.

    The others are longer (of equals, the first is no duplicate), and no further from the figure: a letter is no duplicate of a life that prints it.
    """
    copied: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    rank = {source.id: (_distance(source), -_told(source), place) for place, source in enumerate(sources)}
    for reprint in found:
        for here, there in ((reprint.one, reprint.other), (reprint.other, reprint.one)):
            if rank[there.source][0] <= rank[here.source][0] and rank[there.source][1:] < rank[here.source][1:]:
                copied[here.source].append((there.source, here))
    return [_judged(source, copied[source.id]) for source in sources]


def _distance(source: Source) -> int:
    """How far a source stands from the figure; damaged text is further than any."""
    return _DISTANCE.get(source.standing, 3) + (4 if source.health.verdict == "degraded" else 0)


def _judged(source: Source, copied: Sequence[tuple[str, Span]]) -> Source:
    told = max(1, _told(source))
    share = min(1.0, _covered(span for _, span in copied) / told)
    if share < _CONTAINED:
        return source
    holding = {of: _covered(span for other, span in copied if other == of) for of, _ in copied}
    names = [of for of in sorted(holding, key=lambda of: (-holding[of], of)) if holding[of] >= 0.1 * told or holding[of] == max(holding.values())][:3]
    verdict = "duplicate" if source.health.verdict == "sound" else source.health.verdict
    return replace(source, health=replace(source.health, verdict=verdict, reasons=(f"{share:.0%} of it stands in {' and '.join(names)} too",
                                                                                   *source.health.reasons)))


def _told(source: Source) -> int:
    """Code points of what testifies, headings and furniture apart."""
    return sum(end - start for start, end in _testimony(source))


def _testimony(source: Source) -> list[tuple[int, int]]:
    """Where a source testifies; the whole of one whose blocks are not known."""
    return [(b.start, b.end) for b in source.blocks if b.kind in _TESTIMONY] if source.blocks else [(0, len(source.text))]


def _covered(spans: Iterable[Span]) -> int:
    """Code points under spans, those under several counted once."""
    total = reached = 0
    for span in sorted(spans, key=lambda s: s.start):
        total += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return total


class _Hashes(dict[str, int]):
    """The hash of each word, its case and its apostrophe apart."""

    def __missing__(self, word: str) -> int:
        plain = word.casefold().replace("’", "'").encode("utf-8", "surrogatepass")
        self[word] = int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest(), "little")
        return self[word]


def _numbers(source: Source, known: _Hashes) -> _Words:
    places = [match.span() for start, end in _testimony(source) for match in _WORD.finditer(source.text, start, end)]
    bounds = np.array(places, np.int64).reshape(-1, 2)
    words = np.fromiter((known[source.text[start:end]] for start, end in places), np.uint64, len(places))
    count = max(0, len(words) - _SHINGLE + 1)
    shingles = np.zeros(count, np.uint64)
    for place in range(_SHINGLE):  # a polynomial in an odd base, modulo 2^64
        shingles = shingles * np.uint64(0x9E3779B97F4A7C15) + words[place:place + count]
    return _Words(_mixed(shingles), bounds[:, 0], bounds[:, 1])


def _mixed(values: Numbers) -> Numbers:
    """Every bit of the result depends on every bit of the value (the finish of SplitMix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _alike(texts: Sequence[_Words]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Pairs of windows of different sources, each `(source, window)`, that agree in a hash of their signatures; the earlier source first."""
    owner: list[NDArray[np.int64]] = []
    signatures: list[Numbers] = []
    for number, text in enumerate(texts):
        if len(text.shingles):
            edges = np.arange(0, len(text.shingles), _WINDOW)
            owner.append(np.stack([np.full(len(edges), number), np.arange(len(edges))], 1))
            signatures.append(np.stack([np.minimum.reduceat(_mixed(text.shingles ^ np.uint64(salt * 0xD6E8FEB86659FD93 % 2**64)), edges)
                                        for salt in range(1, _HASHES + 1)]))
    if not owner:
        return
    windows, table = np.concatenate(owner), np.concatenate(signatures, 1)
    seen: set[tuple[int, int]] = set()
    for row in table:  # a band is one hash: windows of one text share a third of their shingles at worst
        order = np.argsort(row, kind="stable")
        bounds: list[int] = [0, *(np.flatnonzero(row[order][1:] != row[order][:-1]) + 1).tolist(), len(order)]
        for start, end in pairwise(bounds):
            if 1 < end - start <= _EVERYWHERE:
                group = sorted(order[start:end].tolist())
                seen.update((a, b) for i, a in enumerate(group) for b in group[i + 1:] if windows[a, 0] != windows[b, 0])
    for a, b in sorted(seen):
        (one, here), (other, there) = windows[a].tolist(), windows[b].tolist()
        yield (one, here), (other, there)


def _shared(one: _Words, other: _Words, windows: Iterable[tuple[int, int]]) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Word ranges that two texts share, near the pairs of windows given: runs of shingles along one diagonal, small changes bridged."""
    anchors: set[tuple[int, int]] = set()
    for here, there in windows:
        left = {int(value): place for place, value in _near(one, here)}
        anchors.update((left[int(value)], place) for place, value in _near(other, there) if int(value) in left)
    runs: list[list[tuple[int, int]]] = []
    open_runs: list[list[tuple[int, int]]] = []
    for a, b in sorted(anchors):
        open_runs = [run for run in open_runs if a - run[-1][0] <= _LONG]
        run = next((run for run in reversed(open_runs) if 0 < b - run[-1][1] <= _LONG and abs((b - a) - (run[-1][1] - run[-1][0])) <= 12), None)
        if run is None:
            run = []
            runs.append(run)
            open_runs.append(run)
        run.append((a, b))
    ranges = [((run[0][0], run[-1][0] + _SHINGLE), (run[0][1], run[-1][1] + _SHINGLE), len(run)) for run in runs]
    return [(here, there) for here, there, count in ranges
            if here[1] - here[0] >= _LONG and there[1] - there[0] >= _LONG and count >= _DENSE * (here[1] - here[0] - _SHINGLE + 1)]


def _near(text: _Words, window: int) -> Iterator[tuple[int, int]]:
    """Shingles of a window and of half a window around it, with their places."""
    start, end = max(0, window * _WINDOW - _WINDOW // 2), min(len(text.shingles), (window + 1) * _WINDOW + _WINDOW // 2)
    return zip(range(start, end), text.shingles[start:end].tolist(), strict=True)


def _span(source: Source, text: _Words, first: int, last: int) -> Span:
    return Span(source.id, int(text.starts[first]), int(text.ends[last - 1]))


def own_readings(text: str, here: Span, other: str, there: Span) -> list[tuple[int, int]]:
    """Where a passage printed twice tells something else in `text`: its sentences with another number or name, as ranges of `text`.

    A passage may end within a sentence, just before the word that differs: both are read to their sentence's end.
    """
    start, end = _sentence(text, here.start, here.end)
    mine, theirs = list(_WORD.finditer(text, start, end)), list(_WORD.finditer(other, *_sentence(other, there.start, there.end)))
    found: list[tuple[int, int]] = []
    for (a, b), (c, d) in _different([m.group().casefold() for m in mine], [m.group().casefold() for m in theirs]):
        one, two = [m.group() for m in mine[a:b]], [m.group() for m in theirs[c:d]]
        if one and two and _otherwise(one, two):
            found.append(_sentence(text, mine[a].start(), mine[b - 1].end()))
    return found


def variant(one: str, other: str) -> tuple[str, str] | None:
    """The words in which two copies of one sentence part in a number or a name; None where they are no copies, or tell the same."""
    mine, theirs = _WORD.findall(one), _WORD.findall(other)
    parted = [((a, b), (c, d)) for (a, b), (c, d) in _different([w.casefold() for w in mine], [w.casefold() for w in theirs])]
    kept = len(mine) - sum(b - a for (a, b), _ in parted)
    pairs = [(mine[a:b], theirs[c:d]) for (a, b), (c, d) in parted if a < b and c < d]
    telling = next(((ours, other) for ours, other in pairs if _otherwise(ours, other)), None)
    if telling is None or kept < _COPIED * max(len(mine), len(theirs)):
        return None
    return " ".join(telling[0]), " ".join(telling[1])


def _different(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Word ranges in which two texts part, in order: from where they differ to where three words agree again."""
    i = j = 0
    while i < len(one) and j < len(other):
        if one[i] == other[j]:
            i, j = i + 1, j + 1
            continue
        again = next(((a, b) for a, b in _AHEAD if one[i + a:i + a + 3] == other[j + b:j + b + 3] and one[i + a:i + a + 3]), None)
        if again is None:
            if max(len(one) - i, len(other) - j) <= _REACH:
                yield (i, len(one)), (j, len(other))
            return
        yield (i, i + again[0]), (j, j + again[1])
        i, j = i + again[0], j + again[1]


def _otherwise(one: Sequence[str], other: Sequence[str]) -> bool:
    """Do a few words give another number, another name or another English word, and not the same one misspelled? Longer stretches are another
    wording."""
    if max(len(one), len(other)) > _FEW:
        return False
    left, right = (sorted(re.findall(r"\d+", " ".join(words))) for words in (one, other))
    named = any(word[0].isupper() for word in (*one, *other))
    return left != right if left or right else (named or _worded(one, other)) and fuzz.ratio(
        " ".join(one).casefold(), " ".join(other).casefold()) < _SPELLING


def _worded(one: Sequence[str], other: Sequence[str]) -> bool:
    """Are both English words that tell something, and no two forms of one?"""
    left, right = (set(stems(" ".join(words))) for words in (one, other))
    return left.isdisjoint(right) and all(any(known(word) for word in words if stems(word)) for words in (one, other))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The range widened to the sentence's ends, as far as its marks show them."""
    low, high = max(0, start - _SENTENCE), min(len(text), end + _SENTENCE)
    before = max((low + m.end() for m in re.finditer(r"[.!?][\"'”’)]*\s+|\n\s*\n", text[low:start])), default=low)
    after = re.search(r"[.!?][\"'”’)]*(?=\s)|\n\s*\n", text[end:high])
    return before, end + after.end() if after else high
