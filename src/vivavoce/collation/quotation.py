"""A quotation put to the sources: do they have it, word by word, who said it, and where?"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import exp, log2
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from vivavoce.archive import Archive
from vivavoce.errors import EmptyQuotation, LongQuotation, ModelMissing
from vivavoce.language.alignment import Alignment, Word, align, difference, occurrences, stem, stretched, words_in
from vivavoce.record import Judgement, Match, Quotation, Sentence, Verdict
from vivavoce.text import STOP, analyzer, fold, squeeze

LONGEST_QUOTATION: Final = 5000
MOST_MATCHES: Final = 12
_CANDIDATES: Final = 24
_KIN_AT_MOST: Final = 0.6
_LEAST_WITH_KIN: Final = 0.6
_WITH_KIN: Final = 8  # windows in which words of a like meaning are looked for
_HONEST: Final = 25  # words that an ellipsis may hide before it hides much
FEATURES: Final = ("covered", "dense", "bits above chance", "longest run", "length")
_WEIGHTS: Final = (4.909, 2.754, 1.498, 3.308, -2.329, -5.587)
_CHANCE: Final = -0.5  # tens of bits below which what is shared would be expected somewhere in a collection of this size
_NAME: Final = r"(?:[^\W\d_a-z][\w.’'-]*)(?:\s+(?:(?:de|von|van|der|la|du|del|of|the)\s+)?[^\W\d_a-z][\w.’'-]*){0,4}"
_SAID: Final = r"(?:said|says|wrote|writes|asked|replied|declared|answered|remarked|once\s+said|once\s+wrote)"
_TAIL: Final = re.compile(rf"^(?P<quote>.+?)\s*(?:[—–―]|(?<=\s)-{{1,2}}|(?<=[.!?”\"’'])--?|\()\s*(?P<name>{_NAME})\)?"
                          r"(?:,[^.!?\n]{1,80})?\W*$", re.S)
_SPOKEN: Final = re.compile(rf"^\W*[“\"«](?P<quote>[^”\"»]+)[”\"»]\s*,?\s*(?:{_SAID}\s+(?P<name>{_NAME})|(?P<name2>{_NAME})\s+{_SAID})\W*$", re.S)
_HEAD: Final = re.compile(rf"^\W*(?:[Aa]s\s+)?(?P<name>{_NAME})(?:\s+{_SAID})?\s*[:,]\s*[“\"«](?P<quote>.+)[”\"»]\W*$", re.S)
_ELLIPSIS: Final = re.compile(r"[\[(]?\s*(?:…|\.\s?\.\s?\.(?:\s?\.)?)\s*[\])]?")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W\d_a-z])")
_ABBREVIATED: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Capt|Hon|Rev|Prof|No|vs|[A-Z])\.$")
_NEGATION: Final = frozenset("not no never nor none nothing neither cannot without hardly n't".split())


@dataclass(frozen=True, slots=True)
class Asked:
    """A quotation as it was put: its words, whose it claims to be, and the parts that an ellipsis or a sentence's end divides."""

    text: str
    claimed: str = ""

    def parts(self) -> list[tuple[str, bool]]:
        """The parts in order, each with whether an ellipsis stands before it; a part holds three words or more where it can."""
        found: list[tuple[str, bool]] = []
        elided = False
        for piece in _ELLIPSIS.split(self.text):
            for sentence in map(str.strip, _sentences(piece)):
                short = len(words_in(sentence)) < 3
                if not words_in(sentence):
                    continue
                if found and short and not elided:
                    found[-1] = (f"{found[-1][0]} {sentence}", found[-1][1])
                else:
                    found.append((sentence, elided))
                elided = False
            elided = bool(found)
        return found


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if _ABBREVIATED.search(text[:match.start()]):
            continue
        yield text[start:match.start()]
        start = match.end()
    yield text[start:]


def asked(text: str) -> Asked:
    """Take apart `“…” — Ada Lovelace`, `Ada Lovelace said: “…”` and `“…”, said Ada Lovelace`."""
    for pattern in (_SPOKEN, _HEAD, _TAIL):
        if match := pattern.match(text.strip()):
            groups = match.groupdict()
            return Asked(squeeze(groups["quote"]), squeeze(groups["name"] or groups.get("name2") or "").rstrip(".,"))
    return Asked(squeeze(text))


@dataclass(frozen=True, slots=True)
class _Window:
    """Sentences of one source that stand together, nothing muted between them, and their words."""

    source: str
    sentences: tuple[Sentence, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quotation, or a part of it, was found; `probability` is that of being the same saying."""

    source: str
    start: int
    end: int
    probability: float
    similarity: float
    difference: str = ""
    features: tuple[float, ...] = ()

    @property
    def exact(self) -> bool:
        return self.similarity == 1.0


def _overlap(one: _Place, other: _Place) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def judge(archive: Archive, text: str) -> Judgement:
    """Judge a quotation (contract: A quotation, judged); the same words always get the same judgement."""
    begun = time.perf_counter()
    if not words_in(text):
        raise EmptyQuotation("The quotation has no words.")
    if len(text) > LONGEST_QUOTATION:
        raise LongQuotation(f"The quotation has {len(text):,} characters.")
    judged = _judged(archive, text)
    return replace(judged, elapsed_ms=round(1000 * (time.perf_counter() - begun), 1))


def _judged(archive: Archive, text: str) -> Judgement:
    whole, parted = Asked(squeeze(text)), asked(text)
    search = Search(archive)
    if parted.claimed and (found := search.exact(whole.text)):
        return _judgement(archive, text, whole, found)
    found = search.exact(parted.text)
    if any(_sound(archive, place) for place in found):
        return _judgement(archive, text, parted, [*found, *_reprinted(archive, found, parted.text)])
    spliced, note, pieces = _spliced(archive, search, parted)
    near = [*found, *search.near(parted.text)]
    if not any(_sound(archive, place) for place in [*near, *pieces]) and (alike := kin(archive)):
        near += [p for p in search.near(parted.text, _LEAST_WITH_KIN, alike) if not any(_overlap(p, n) for n in near)]
    if pieces and not any(_sound(archive, place) for place in near if place.similarity > 0.9):
        judged = _judgement(archive, text, parted, [*pieces, *found])
        spoiled = bool(spliced) and judged.verdict is Verdict.VERBATIM  # each part is verbatim, the whole is not
        return replace(judged, verdict=Verdict.ALTERED if spoiled else judged.verdict, spliced=spliced, note=note)
    return _judgement(archive, text, parted, near)


Kin = Callable[[Sequence[Word], Sequence[Word]], NDArray[np.float32]]


def kin(archive: Archive) -> Kin | None:
    """How alike different words are, 0–1, by static vectors; None where those are not on this machine."""
    try:
        vector = archive.lexicon.word
    except ModelMissing:
        return None

    def vectors(words: Sequence[Word]) -> NDArray[np.float32]:
        rows = [vector(" ".join(part.letters for part in word.parts) or word.letters) for word in words]
        telling = np.array([word.letters not in STOP and len(word.letters) > 3 for word in words], np.float32)
        return np.array(rows, np.float32) * telling[:, None]

    return lambda mine, theirs: np.clip(3.0 * (vectors(mine) @ vectors(theirs).T - 0.12), 0.0, _KIN_AT_MOST).astype(np.float32)


def _reprinted(archive: Archive, found: Sequence[_Place], quote: str) -> list[_Place]:
    """The same words in sources that print a passage again, where they were not found already."""
    wanted, more = words_in(quote), list(found)
    for place in found:
        for other in archive.printed_elsewhere(place.source, place.start, place.end):
            words = words_in(archive.text(other.source), other.start, other.end)
            again = [_Place(other.source, a, b, 1.0, 1.0) for a, b in occurrences(wanted, words)]
            more += [p for p in again if not any(_overlap(p, known) for known in more) and not _muted(archive, p)]
    return more[len(found):]


def _muted(archive: Archive, place: _Place) -> bool:
    """Did the owner mute a word of it? What is only read elsewhere (a duplicate's copy) is not muted."""
    return any(entry["action"] == "mute" and entry["source"] == place.source and entry["start"] < place.end and place.start < entry["end"]
               for entry in archive.manifest["corrections"])


class Search:
    """Looks for one quotation in an archive: candidates from the index, then word by word."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._count = archive.manifest["counts"]["sentences"]
        self._told: dict[str, float] = {}
        self._windows: dict[str, list[_Window]] = {}
        self._likeliest: dict[str, list[_Window]] = {}

    def tells(self, letters: str) -> float:
        """What a word tells, in bits: its rarity among the sentences of the archive, tempered by what it tells in any English text."""
        if letters not in self._told:
            frequency = self.archive.index.frequency("sentence", stem(letters))
            rarity = min(log2((self._count + 1) / (frequency + 0.5)), 13.0)
            usual = 2.0 if letters in STOP else 4.0 + 0.6 * min(len(letters), 10)
            self._told[letters] = 0.6 * max(rarity, 0.5) + 0.4 * usual
        return self._told[letters]

    @cached_property
    def _words(self) -> float:
        return log2(max(self.archive.manifest["counts"]["words"], 2))

    def exact(self, quote: str) -> list[_Place]:
        """Every place that has exactly these words."""
        wanted = words_in(quote)
        places = {(w.source, a, b): None for w in self.windows(quote) for a, b in occurrences(wanted, w.words)}
        return [_Place(source, start, end, 1.0, 1.0) for source, start, end in places]

    def near(self, quote: str, least: float = 0.5, kin: Kin | None = None) -> list[_Place]:
        """Places with other words of the same saying, the likeliest first, each once; `least` is their least probability."""
        wanted = words_in(quote)
        found: list[_Place] = []
        likely: list[tuple[float, _Window]] = []
        for window in self._likeliest.get(quote, self.windows(quote)) if kin else self.windows(quote):
            alignment = align(wanted, window.words, self.tells, kin)
            if alignment is None:
                continue
            chance = probability(features := self.features(alignment))
            likely.append((alignment.score, window))
            if chance >= least:
                found.append(self._placed(alignment, quote, window, features))
        if not kin:
            self._likeliest[quote] = [w for _, w in sorted(likely, key=lambda item: -item[0])[:_WITH_KIN]]
        found.sort(key=lambda p: (-p.probability, -p.similarity, p.source, p.start))
        kept: list[_Place] = []
        for place in found:
            if not any(_overlap(place, k) for k in kept):
                kept.append(place)
        return kept

    def features(self, alignment: Alignment) -> tuple[float, ...]:
        """`FEATURES` of an alignment: shares of what the quotation tells, and tens of bits and of words."""
        shared = sum(self.tells(alignment.quote[i].letters) * worth for i, _, worth in alignment.pairs)
        asked_for = sum(self.tells(word.letters) for word in alignment.quote)
        spanned = sum(self.tells(word.letters) for word in alignment.source[alignment.first:alignment.last])
        return (shared / asked_for, min(1.0, shared / max(spanned, 1e-6)), min(shared - self._words, 40.0) / 10,
                self._run(alignment) / asked_for, min(len(alignment.quote), 20) / 10)

    def _placed(self, alignment: Alignment, quote: str, window: _Window, features: tuple[float, ...]) -> _Place:
        text = self.archive.text(window.source)
        first, last = self._clipped(alignment, window)
        similarity = min(2 * sum(worth for _, _, worth in alignment.pairs) / (len(alignment.quote) + last - first), 0.999)
        return _Place(window.source, alignment.source[first].start, alignment.source[last - 1].end, probability(features), round(similarity, 3),
                      difference(alignment, quote, text, first, last), features)

    def _run(self, alignment: Alignment) -> float:
        """What the longest run of words tells that stand together on both sides, in bits."""
        best = told = 0.0
        before = (-2, -2)
        for i, j, worth in alignment.pairs:
            told = (told if (i - 1, j - 1) == before else 0.0) + worth * self.tells(alignment.quote[i].letters)
            best, before = max(best, told), (i, j)
        return best

    def _clipped(self, alignment: Alignment, window: _Window) -> tuple[int, int]:
        """The source words that stand for the quotation, no further than the sentences that share words with it."""
        first, last = stretched(alignment)
        begin = max(s.start for s in window.sentences if s.start <= alignment.source[alignment.first].start)
        end = min(s.end for s in window.sentences if s.end >= alignment.source[alignment.last - 1].end)
        while alignment.source[first].start < begin:
            first += 1
        while alignment.source[last - 1].end > end:
            last -= 1
        return first, last

    def windows(self, quote: str) -> list[_Window]:
        """Where the index has words like these, each stretch of sentences once."""
        if quote not in self._windows:
            self._windows[quote] = self._cut(quote)
        return self._windows[quote]

    def _cut(self, quote: str) -> list[_Window]:
        index, record = self.archive.index, self.archive.record
        stems = analyzer().analyze(fold(quote))
        if len(stems) > 60:  # a long quotation is found by its rarest words
            rare = set(sorted(set(stems), key=lambda s: (index.frequency("sentence", s), s))[:60])
            stems = [s for s in stems if s in rare]
        centres = record.sentences(index.worded("sentence", stems, _CANDIDATES))
        spans = [(s.source, s.start, s.end) for s in centres.values()]
        if len(stems) > 12:
            spans += [(p.source, p.start, p.end) for p in record.passages(index.worded("passage", stems, _CANDIDATES // 3)).values()]
        reach = 12 * len(words_in(quote))  # characters; a word with its space takes about six
        windows = []
        for source, start, end in _merged(spans, reach):
            for group in _together(record.within(source, start - reach, end + reach), self.archive.text(source)):
                words = tuple(words_in(self.archive.text(source), group[0].start, group[-1].end))
                windows.append(_Window(source, tuple(group), words))
        return windows


def _merged(spans: Iterable[tuple[str, int, int]], reach: int) -> list[tuple[str, int, int]]:
    """Spans that overlap when each is widened by `reach`, as one."""
    merged: list[tuple[str, int, int]] = []
    for source, start, end in sorted(spans):
        if merged and merged[-1][0] == source and start - reach <= merged[-1][2] + reach:
            merged[-1] = (source, merged[-1][1], max(end, merged[-1][2]))
        else:
            merged.append((source, start, end))
    return merged


def _together(sentences: Sequence[Sentence], text: str) -> Iterator[list[Sentence]]:
    """Sentences in runs between which no words stand: what is muted, or a heading, divides."""
    group: list[Sentence] = []
    for sentence in sentences:
        gap = text[group[-1].end:sentence.start].strip() if group else ""
        if gap and any(len(word.letters) > 3 for word in words_in(gap)):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def probability(features: Sequence[float]) -> float:
    """How likely an alignment is the same saying: logistic over `FEATURES`, fitted by evals/fit_quotation.py on altered sentences of open books."""
    if features[2] < _CHANCE:
        return 0.0
    return 1 / (1 + exp(-sum(w * f for w, f in zip(_WEIGHTS, (*features, 1.0), strict=True))))


def _sound(archive: Archive, place: _Place) -> bool:
    return archive.health(place.source, place.start, place.end) != "degraded"


def _spliced(archive: Archive, search: Search, quote: Asked) -> tuple[str, str, list[_Place]]:
    """How a quotation is put together of parts that stand apart: what is wrong with that, what is only to be noted, and where the parts are."""
    parts = quote.parts()
    if len(parts) < 2:
        return "", "", []
    places = [search.exact(part) or search.near(part) for part, _ in parts]
    if not all(places):
        return "", "", []
    chain = _chain(archive, places)
    if chain is None:
        chosen = [min(found, key=lambda p: (not _sound(archive, p), not p.exact, -p.probability)) for found in places]
        where = "in different places of one source" if len({place.source for place in chosen}) == 1 else "in different sources"
        return f"{_count(len(parts))} parts are joined that stand {where}.", "", chosen
    hidden = [archive.text(a.source)[a.end:b.start] for a, b in pairwise(chain)]
    counts = [len(words_in(text)) for text in hidden]
    elided = [elided for _, elided in parts[1:]]
    if not any(counts):
        return "", "", []
    honest = all(e or not n for e, n in zip(elided, counts, strict=True)) and max(counts) <= _HONEST and not any(
        word in _NEGATION for text in hidden for word in fold(text).split())
    told = " and ".join(f"{n} word{'s' if n != 1 else ''}" for n in counts if n)
    if honest and all(place.exact for place in chain):
        joined = replace(chain[0], end=chain[-1].end, difference=_with_gaps(archive, chain, hidden))
        return "", f"The ellipsis leaves out {told}.", [joined]
    if any(e and n for e, n in zip(elided, counts, strict=True)):
        return f"The ellipsis hides {told} of the source.", "", chain
    return f"{_count(len(parts))} parts are joined; between them {told} of the source {'are' if sum(counts) != 1 else 'is'} left out.", "", chain


def _count(number: int) -> str:
    return {2: "Two", 3: "Three", 4: "Four", 5: "Five"}.get(number, str(number))


def _with_gaps(archive: Archive, chain: Sequence[_Place], hidden: Sequence[str]) -> str:
    shown = [squeeze(archive.text(chain[0].source)[chain[0].start:chain[0].end])]
    for place, gap in zip(chain[1:], hidden, strict=True):
        shown += [f"{{+{squeeze(gap).strip(' .,;')}+}}"] if words_in(gap) else []
        shown.append(squeeze(archive.text(place.source)[place.start:place.end]))
    return " ".join(shown)


def _chain(archive: Archive, places: Sequence[Sequence[_Place]]) -> list[_Place] | None:
    """The parts in their order in one source, with the least between them; None where no source has them so within a few pages."""
    best: tuple[tuple[bool, int], list[_Place]] | None = None
    for first in places[0]:
        chain = [first]
        for found in places[1:]:
            after = [p for p in found if p.source == first.source and p.start >= chain[-1].end]
            if not after:
                break
            chain.append(min(after, key=lambda p: p.start))
        gap = chain[-1].end - first.start
        if len(chain) == len(places) and gap < 20_000:
            rank = (not _sound(archive, first), gap)
            best = min(best or (rank, chain), (rank, chain), key=lambda b: b[0])
    return best[1] if best else None


def _judgement(archive: Archive, text: str, quote: Asked, places: Sequence[_Place]) -> Judgement:
    """The first verdict that holds, and who said it as the best match that tells attests."""
    ordered = sorted(places, key=lambda p: (not _sound(archive, p), not p.exact, -round(p.probability, 2), -p.similarity, p.source, p.start))
    matches = [_match(archive, place) for place in ordered[:MOST_MATCHES]]
    sound = [place for place in ordered if _sound(archive, place)]
    verdict = Verdict.NOT_FOUND
    if any(place.exact for place in sound):
        verdict = Verdict.VERBATIM
    elif sound:
        verdict = Verdict.ALTERED
    elif ordered:
        verdict = Verdict.UNRELIABLE
    telling = [m for m in matches if m.speaker and m.similarity >= matches[0].similarity - 0.1]
    spoken = telling[0].speaker if telling else None
    wrong = bool(quote.claimed and spoken) and not same_person(quote.claimed, spoken or "", archive)
    return Judgement(text, archive.figure.id, verdict, spoken, tuple(matches), quote.claimed, wrong)


def same_person(one: str, other: str, archive: Archive) -> bool:
    """Do two names mean one person: two of the figure's, or the same last word but for a letter?"""
    own = {fold(name) for name in archive.figure.names}
    if fold(one) in own or fold(other) in own:
        return fold(one) in own and fold(other) in own
    last, other_last = fold(one).split()[-1], fold(other).split()[-1]
    return last == other_last or (min(len(last), len(other_last)) > 5 and Levenshtein.distance(last, other_last) == 1)


def _match(archive: Archive, place: _Place) -> Match:
    told = _told(archive, place)
    return Match(archive.cite(place.source, place.start, place.end), place.similarity, place.difference, *told)


def _told(archive: Archive, place: _Place) -> tuple[str | None, str, str, str]:
    """Speaker, addressee, introducing words and date: of the quotation that holds the place, else of the part or the source."""
    held = [q for q in archive.record.quoted_at(place.source, place.start, place.end) if q.kind == "speech" and _holds(q, place)]
    if held:
        quotation, text = held[-1], archive.text(place.source)
        introduced = squeeze(text[slice(*quotation.introduced)]) if quotation.introduced else ""
        return _named(quotation.speaker, archive), quotation.addressee, introduced, quotation.date
    speaker = _speaker(archive, place)
    part = archive.source(place.source).part(place.start)
    return speaker, part.addressee if part else "", "", (part.date if part else "") or archive.source(place.source).date


def _holds(quotation: Quotation, place: _Place) -> bool:
    """Does a quotation hold a place, but for a few words at its ends?"""
    shared = min(quotation.end, place.end) - max(quotation.start, place.start)
    return shared >= 0.8 * (place.end - place.start)


def _named(voice: str, archive: Archive) -> str | None:
    """A voice as a name; nobody where the source names nobody."""
    return archive.figure.name if voice == "figure" else voice if voice and voice != "another voice" else None


def _speaker(archive: Archive, place: _Place) -> str | None:
    """Who speaks there: the figure, whoever the source says, else its author."""
    voices = [s.voice for s in archive.record.within(place.source, place.start, place.end)]
    if voices and all(voice == "figure" for voice in voices):
        return archive.figure.name
    other = next((voice for voice in voices if voice not in ("figure", "author")), "")
    return _named(other, archive) if other else archive.source(place.source).author or None
