"""Who the figure was: one line cut from a source, and a biography in order of time, each sentence cited, spread over the life."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vivavoce.archive import Archive
from vivavoce.dialogue.compose import mode_of, same
from vivavoce.dialogue.telling import presentable, said
from vivavoce.language.names import alias_pattern, years
from vivavoce.record import Line, Mode, Said, Sentence, year
from vivavoce.text import squeeze

_ENDS: Final = re.compile(
    r"\s+(?:who|whose|which|that|when|where|best\s+known|known\s+for|but|because|since|until|after|before)\b|[;:(\[—]|\s+-\s|\.(?:\s|$)"
)
_ROLE: Final = re.compile(
    r"\b(?:[a-z]+(?:ist|ian|er|or|ary|ess)|leader|poet|statesman|scientist|president|king|queen|founder|chemist|general|saint|artist|lawyer|slave|"
    r"abolitionist|physician|theorist|member)s?\b",
    re.I,
)
_COMPARED: Final = re.compile(r"(?:the|an?)\s+(?:\w+er|more\s+\w+)\s+(?:to|than|of\s+the\s+two|when|in)\b", re.I)
"""`The quicker to see it` names no role."""
_DEEDS: Final = re.compile(
    r"\b(?:born|founded|joined|exiled|expelled|arrested|elected|wrote|published|married|moved|met|led|became|appointed|killed|died|escaped|"
    r"returned|began|discovered|invented|assassinated|murdered|settled|imprisoned|deported|banished|graduated|studied|entered|won|lost|"
    r"resigned|formed|established|arrived|sailed|travelled|opened|taught|named|made|sent|delivered|signed|commanded|attacked|removed|set)\b",
    re.I,
)
_UNSAID: Final = re.compile(  # how a chronology tells: `1835. Married … in Turin.`
    r"^(?:[\w ]{0,20}\d{4}\.\s+)?"
    r"(?:Born|Arrested|Married|Moved|Sent|Escaped|Reached|Returned|Wrote|Published|Arrived|Joined|Left|Settled|Elected|Appointed|Expelled|Deported|"
    r"Founded|Studied|Entered|Graduated|Became|Helped|Removed|Met|Began|Went|Took|Resigned|Exiled|Imprisoned|Died|Travelled|Sailed|Survived|"
    r"Completed|Visited|Delivered|Directed|Announced|Received|Awarded|Named|Worked|Taught|Won|Lost|Signed)\s+(?!by\b|and\b|in\s+\d)[a-zA-Z]"
)
_UNDER: Final = re.compile(r"\b(?:of|by|from|with|against|for|to|on|about|than|between|like|as)\s+(?:[A-Z]\w+\s+)?$")
_POINTS: Final = re.compile(  # what a sentence out of its place leaves in the air
    r"\b(?:this|these|those|such|latter|former|above|below|here|thereby|thus|therefore|likewise|the\s+(?:same|other|second|following)|at\s+that|that\s+"
    r"(?:time|year|day|month|period|same))\b|^(?:later|afterwards?|then|soon|meanwhile|eventually|there)\b|^(?:[A-Z][a-z]+ed|Written|Begun)\s+(?:in|on|at|by)\b[^,]*,\s+I\b|\b(?:you|your|it)\b",
    re.I,
)
_TURNS: Final = frozenset("birth death marriage exile arrest publication office founding meeting move study war speech".split())
_MOST: Final = 14
_LEAST_WORDS, _MOST_WORDS = 7, 48


def one_line(archive: Archive) -> Line | None:
    """The best sentence that says who the figure was, cut to a phrase; None where no source says it."""
    best: tuple[float, Line] | None = None
    names = "|".join(re.escape(n) for n in archive.figure.names)
    defined = re.compile(rf"^\W*(?:{names})(?:\s*\([^)]{{0,80}}\))?(?:,[^,]{{0,90}},)?\s+(?:was|is)\s+(?P<phrase>(?:an?|the|one\s+of)\s.+)", re.S)
    born, died = year(archive.figure.born), year(archive.figure.died)
    lived = rf"\([^)]*\b{born}\b[^)]*\b{died}\b[^)]*\)" if born and died else "(?!)"
    dated = re.compile(rf"^\W*(?=[^()]*\b(?:{names})\b)[^\W\d_a-z][^().]{{2,90}}{lived},?\s+(?:was|is)\s+(?P<phrase>(?:an?|the|one\s+of)\s.+)", re.S)
    beside = re.compile(rf"(?:^|[\s“\"])(?:{names}),\s+(?P<phrase>(?:an?|the)\s[^,.;]{{10,120}})(?=[,.;])", re.S)
    for sentence in archive.record.all_sentences("1"):
        if sentence.voice != "author" or sentence.kind == "bibliography" or archive.health(sentence.source, sentence.start, sentence.end) != "sound":
            continue
        raw = archive.exact(sentence)
        for pattern, weight in ((dated, 3.0), (defined, 2.0), (beside, 0.0)):
            match = pattern.search(raw)
            line = _cut(archive, sentence, raw, match) if match else None
            if line and _ROLE.fullmatch(_head(line.text)) and not _COMPARED.match(line.text):
                score = weight + _worth(archive, line, raw, sentence)
                if best is None or score > best[0]:
                    best = score, line
    return best[1] if best and best[0] >= 2 else None


def _head(phrase: str) -> str:
    """The noun by which a phrase calls somebody: `one of the founders of the guild` → `founders`."""
    called = re.split(r",?\s+(?:of|in|to|for|with)\s+", re.sub(r"^one\s+of\s+", "", phrase), maxsplit=1)[0]
    return called.split()[-1].strip(",.")


def _cut(archive: Archive, sentence: Sentence, raw: str, match: re.Match[str]) -> Line | None:
    """The phrase up to where a clause begins; nothing where what is left says little."""
    start, phrase = match.start("phrase"), match["phrase"]
    end = _ENDS.search(phrase)
    phrase = phrase[: end.start()] if end else phrase
    if len(phrase) > 150 and "," in phrase[40:150]:
        phrase = phrase[: phrase.rindex(",", 40, 150)]
    phrase = phrase.rstrip(" ,.\n")
    if not 3 <= len(phrase.split()) <= 28 or phrase.split()[-1].lower() in ("and", "of", "the", "a", "as", "in", "with"):
        return None
    return Line(squeeze(phrase), archive.cite(sentence.source, sentence.start + start, sentence.start + start + len(phrase)))


def _worth(archive: Archive, line: Line, raw: str, sentence: Sentence) -> float:
    role = bool(_ROLE.search(line.text.split(",")[0]))
    full = archive.figure.name in raw
    first = sentence.start < 0.05 * len(archive.text(sentence.source))
    return (
        1.5 * role
        + 0.8 * full
        + 0.5 * first
        + 0.02 * min(20, len(line.text.split()))
        - 1.5 * bool(re.search(r"\b(?:not|never|only|same|first|victim|subject|example|question|man|one)\b", line.text.split(",")[0]))
    )


@dataclass(frozen=True, slots=True)
class _Dated:
    sentence: Sentence
    when: str
    score: float

    @property
    def year(self) -> int:
        """The year it tells of."""
        return int(self.when[:4])


def biography(archive: Archive) -> tuple[Said, ...]:
    """Up to fourteen sentences on the figure's life in order of time: birth and death where they are told, the rest spread between."""
    born, died = year(archive.figure.born), year(archive.figure.died)
    dated = _dated(archive, born, died)
    if not dated:
        return ()
    first, last = born or min(d.year for d in dated), died or max(d.year for d in dated)
    chosen: list[_Dated] = []

    def take(candidates: Sequence[_Dated]) -> None:
        for candidate in candidates:
            exact = archive.exact(candidate.sentence)
            if candidate in chosen or any(same(exact, archive.exact(c.sentence)) or _one_matter(candidate, c, archive) for c in chosen):
                continue
            chosen.append(candidate)
            return

    ranked = sorted(dated, key=lambda d: (-d.score, d.sentence.id))
    take([d for d in ranked if d.year == first and re.search(r"\bborn\b|\bbirth\b", archive.exact(d.sentence), re.I)])
    take([d for d in ranked if d.year == last and re.search(r"\bdied\b|\bdeath\b|killed|murdered|assassinat", archive.exact(d.sentence), re.I)])
    width = max(1, (last - first + 1) / 10)
    for place in range(10):
        take([d for d in ranked if first + place * width <= d.year < first + (place + 1) * width])
    for candidate in ranked:
        if len(chosen) >= _MOST or candidate.score < 1.2:
            break
        if all(candidate.when[:7] != c.when[:7] for c in chosen):
            take([candidate])
    ordered = sorted(chosen, key=lambda d: (d.when, d.sentence.id))
    return tuple(s for d in ordered if (s := said(d.sentence, archive)))


def _dated(archive: Archive, born: int | None, died: int | None) -> list[_Dated]:
    own = alias_pattern(archive.figure.names)
    weights = _told_often(archive)
    found = []
    for sentence in archive.record.all_sentences("1"):
        told = sentence.told
        if told is None or told.days > 400 or sentence.kind not in ("paragraph", "list_item") or (told.approximate and told.days > 40):
            continue
        if not (born or 0) <= int(told.start[:4]) <= (died or 3000) or archive.health(sentence.source, sentence.start, sentence.end) != "sound":
            continue
        exact = squeeze(archive.exact(sentence))
        spoken = sentence.first_person or exact
        if presentable(sentence, archive, _LEAST_WORDS, _MOST_WORDS) and not _POINTS.search(spoken) and _of_figure(sentence, exact, own, archive):
            score = _interest(sentence, exact, archive) + 0.8 * bool(years(exact)) + weights.get(sentence.id, 0.0)
            found.append(_Dated(sentence, told.start, score))
    return found


def _told_often(archive: Archive) -> dict[int, float]:
    """What the timeline adds to a sentence: that it tells an event, of a kind that lives are told by, and that other sources tell it too."""
    weights: dict[int, float] = {}
    for event in archive.record.events():
        for telling in event.tellings:
            weights[telling.sentence] = max(
                weights.get(telling.sentence, 0.0), 0.3 + 0.5 * (event.kind in _TURNS) + 0.4 * min(3, len(event.sources) - 1)
            )
    return weights


def _of_figure(sentence: Sentence, exact: str, own: re.Pattern[str], archive: Archive) -> bool:
    """Does a sentence tell of the figure first of all?"""
    mode = mode_of(sentence, archive)
    if called := archive.called(sentence):
        return bool(re.search(rf"\b(?:{called})\b(?!['’]s)", exact[:70], re.I))
    if mode is Mode.OWN_WORDS:
        if archive.crowd > 1 and not years(exact):
            return False  # of many letters and books there is enough that says itself when it happened
        return bool(re.search(r"(?<!since )(?<!when )(?<!as )(?<!while )(?<!which )(?<!that )(?<!what )(?<!where )(?<!if )\bI\s+"
                              r"(?:was|had|went|left|came|[a-z]+ed)\b", exact[:120], re.I))
    if mode is Mode.FIRST_PERSON:
        return bool(re.search(r"\b(?:I|me|my)\b", (sentence.first_person or "")[:110]))
    if _UNSAID.match(exact):
        return True
    match = own.search(exact)
    return sentence.voice not in ("figure", "another voice") and bool(
        match and match.start() < 70 and not _UNDER.search(exact[: match.start()]) and not re.match(r"['’]s?\s", exact[match.end() :])
    )


def _interest(sentence: Sentence, exact: str, archive: Archive) -> float:
    mode = mode_of(sentence, archive)
    count = len(exact.split())
    deeds = len(_DEEDS.findall(exact))
    standing = str(archive.source(sentence.source).standing)
    return (
        1.2 * (mode is Mode.FIRST_PERSON)
        + 0.9 * (mode is Mode.OWN_WORDS or bool(archive.called(sentence)))
        + 0.7 * min(2, deeds)
        + 0.25 * min(2, len(sentence.places))
        + 0.4 * (10 <= count <= 32)
        - 0.3 * exact.count("(")
        - 0.6 * bool(re.search(r"[“\"]", exact))
        - 0.5 * bool(re.search(r"\b(?:may|might|would|could|perhaps|according|article|anniversary)\b", exact))
        - 0.8 * (standing in ("partisan", "generated"))
    )


def _one_matter(one: _Dated, other: _Dated, archive: Archive) -> bool:
    """The same year and the same deed: twice told, though in other words."""
    left, right = ({m.lower() for m in _DEEDS.findall(archive.exact(d.sentence))} for d in (one, other))
    return one.year == other.year and bool(left & right)
