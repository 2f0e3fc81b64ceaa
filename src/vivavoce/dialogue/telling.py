"""Sentences of the record as they are told on a page, and long answers: what bears on a question, in a sensible order, nothing twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from vivavoce.archive import Archive, Hit
from vivavoce.dialogue.check import holds
from vivavoce.dialogue.compose import mode_of, same, say
from vivavoce.dialogue.understand import understand
from vivavoce.dialogue.weigh import Weighed, threshold, weigh
from vivavoce.language.names import years
from vivavoce.record import Mode, Said, Sentence
from vivavoce.text import fold, squeeze

LEANS: Final = re.compile(
    r"^\W*(?:(?:and|but|so|yet|then|thus|however|instead|still|moreover|also|later|therefore|indeed|nevertheless|rather|hence|similarly|"
    r"furthermore|in\s+addition|at\s+the\s+same\s+time|on\s+the\s+other\s+hand|for\s+example|in\s+this\s+way|in\s+fact|meanwhile|after\s+all|"
    r"as\s+a\s+result|in\s+contrast|additionally|in\s+turn)\W+)*"
    r"(?:he|she|it|they|him|his|her|its|their|this|that|these|those|such|here|there|both|another|others?|the\s+(?:latter|former|same|second|first|"
    r"other))\b|^\W*(?:and|but|or|nor|for|yet|so|however|instead|moreover|furthermore|therefore|thus|hence|similarly|meanwhile|additionally|"
    r"on\s+the\s+other\s+hand|in\s+contrast|nevertheless|consequently|in\s+turn|after\s+all)\b",
    re.I,
)
_MOST: Final = 9
_WANTED: Final = 5
_LONGEST: Final = 2200
_READ: Final = 14


def said(sentence: Sentence, archive: Archive) -> Said | None:
    """A sentence as it is told, None where it does not hold against its source."""
    passage = archive.record.passages([sentence.passage])[sentence.passage]
    alone = Weighed(Hit(sentence, passage, 0.0, 0.0), archive.exact(sentence), 1.0, ())
    return next((s for s in say([alone], [alone], archive, 0.0) if holds(s, archive)), None)


def presentable(sentence: Sentence, archive: Archive, shortest: int = 6, longest: int = 60) -> bool:
    """A whole sentence that needs nothing before it: not a fragment, an announcement or half a quotation."""
    exact = squeeze(archive.exact(sentence))
    text = sentence.first_person if mode_of(sentence, archive) is Mode.FIRST_PERSON and sentence.first_person else exact
    count = len(exact.split())
    ended = re.search(r"[.!?][”\"’')\]*_]*(?:\s*\[\d+\]|\s*\d{1,3})?$", exact)
    opened = re.match(r"^[\W_]*[A-ZÀ-Þ0-9]", exact)
    balanced = exact.count("“") == exact.count("”") and exact.count('"') % 2 == 0 and exact.count("(") == exact.count(")")
    return bool(
        ended
        and opened
        and balanced
        and shortest <= count <= longest
        and not LEANS.match(text)
        and not re.search(r"https?:|www\.|\[\.\.\.|@", exact)
        and not exact.isupper()
        and not re.match(r"^\W*(?:\d{1,3}|[ivxlc]+)[.)]\s", exact)
        and not exact.endswith("?")
    )


def leans(sentence: Sentence, archive: Archive) -> bool:
    """Does a sentence, as it is told, need the one before it?"""
    spoken = sentence.first_person if mode_of(sentence, archive) is Mode.FIRST_PERSON else None
    return bool(LEANS.match(spoken or archive.exact(sentence)))


def long_answer(archive: Archive, text: str, under: Sequence[Sentence] = (), about: Callable[[str], bool] = lambda exact: True) -> tuple[Said, ...]:
    """Up to nine sentences on a question, each cited; none where the record is silent on it.

    `under` holds the sentences that a source itself puts below the question, `about` says whether a sentence names what is asked for: the
    likeliest must.
    """
    question = understand(text, archive.figure)
    vector = archive.embedder.encode([question.third])[0]
    hits = [
        h
        for h in archive.search(question.third, list(question.stems), vector, archive.settings.candidates)
        if h.sentence.kind != "bibliography" and not _posed(h.passage.heading, question.third, under)
    ]
    weighed = weigh(question, hits, archive, _READ)
    likely = [w for w in weighed if w.probability >= max(0.7 * threshold(), 0.3 * weighed[0].probability)]
    if not under and (not likely or likely[0].probability < threshold() or not any(about(w.exact) for w in likely[:3])):
        return ()
    chosen = _gathered(archive, under, likely, about)
    order = _ordered(archive, chosen, [w.hit.sentence for w in likely], bool(under))
    told = [s for sentence in order if (s := said(sentence, archive))]
    return tuple(told)


def _posed(heading: str, third: str, under: Sequence[Sentence]) -> bool:
    return not under and bool(heading) and fold(heading) == fold(third)


def _gathered(archive: Archive, under: Sequence[Sentence], likely: Sequence[Weighed], about: Callable[[str], bool]) -> list[Sentence]:
    """Sentences worth telling: those below the question, the likely ones with what they lean on, then what follows the likeliest."""
    chosen: list[Sentence] = []

    def take(sentence: Sentence, limit: int) -> bool:
        exact = archive.exact(sentence)
        room = sum(len(archive.exact(s)) for s in chosen) + len(exact) <= _LONGEST
        if len(chosen) >= limit or not room or sentence in chosen or not _whole(exact) or sentence.kind == "bibliography":
            return False
        if any(same(exact, archive.exact(s)) for s in chosen):
            return False
        chosen.append(sentence)
        return True

    for sentence in under:
        if not leans(sentence, archive) or any(s.id == sentence.id - 1 for s in chosen):
            take(sentence, _MOST - 2)
    for candidate in likely:
        sentence = candidate.hit.sentence
        if leans(sentence, archive):
            before = next((s for s in archive.record.around(sentence, 1, 0) if s.id == sentence.id - 1 and s.passage == sentence.passage), None)
            if before is None or leans(before, archive) or (before not in chosen and not take(before, _MOST - 1)):
                continue
        take(sentence, _MOST)
    for candidate in likely[:3]:
        if len(chosen) >= _WANTED:
            break
        for follower in archive.record.around(candidate.hit.sentence, 0, 2)[1:]:
            if follower.passage == candidate.hit.sentence.passage and any(s.id == follower.id - 1 for s in chosen):
                take(follower, _WANTED)
    return [s for s in chosen if not leans(s, archive) or any(o.id == s.id - 1 for o in chosen)]


def _whole(exact: str) -> bool:
    text = squeeze(exact)
    return bool(
        re.search(r"[.!?][”\"’')\]*_]*\d*$", text)
        and len(text.split()) >= 4
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
        and not text.endswith("?")
    )


def _ordered(archive: Archive, chosen: Sequence[Sentence], likely: Sequence[Sentence], posed: bool) -> list[Sentence]:
    """Passages together and in reading order; the one that answers first, the others by the year they tell of where all do, else by likelihood."""
    passages: dict[int, list[Sentence]] = {}
    for sentence in chosen:
        passages.setdefault(sentence.passage, []).append(sentence)
    rank = {p: i for i, p in enumerate(dict.fromkeys([s.passage for s in ([] if posed else likely)] or list(passages)))}
    groups = sorted(passages.values(), key=lambda g: rank.get(g[0].passage, len(rank)))
    head, rest = groups[:1], groups[1:]
    dated = [min((y for s in g for y in years(archive.exact(s))), default=0) for g in rest]
    if rest and all(dated) and not posed:
        rest = [g for _, g in sorted(zip(dated, rest, strict=True), key=lambda pair: pair[0])]
    return [s for g in [*head, *rest] for s in sorted(g, key=lambda s: s.id)]


def distinct(sentences: Iterable[Said], others: Iterable[Said]) -> float:
    """The share of sentences that stand in none of the others."""
    mine = [c for s in sentences for c in s.citations]
    theirs = {(c.source, c.start) for s in others for c in s.citations}
    return sum((c.source, c.start) not in theirs for c in mine) / max(1, len(mine))
