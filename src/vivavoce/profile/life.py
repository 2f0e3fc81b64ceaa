"""The figure's life in short: sentences in order of time, each cited, spread over the years, with the landmarks that lives are told by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Final

from vivavoce.archive import Archive
from vivavoce.evidence.voice import mode_of, same
from vivavoce.evidence.whose import of_figure
from vivavoce.language.names import alias_pattern, years
from vivavoce.profile.telling import TITLED, as_told, presentable, said
from vivavoce.record import EntryKind, Interval, Mode, Said, Sentence, year
from vivavoce.text import squeeze, stems

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
_DID: Final = re.compile(
    r"(?:,[^,]{0,60},)?\s+(?:(?:then|also|soon|now|again|at\s+once|[a-z]+ly)\s+)?(?:was|were|had|did|became|went|came|made|took|left|began|wrote|met|"
    r"gave|spoke|found|saw|held|set|sent|led|lost|won|fell|lay|stood|kept|brought|bought|sold|taught|[a-z]+ed)\b"
)
"""What follows the name of somebody who does something, or to whom it is done."""
_NOW: Final = re.compile(r"\b(?:is|are|has|have|does|do|am|attend|says?|seems?)\b(?![^“]*”)")
_UNDER: Final = re.compile(r"\b(?:of|by|from|with|against|for|to|on|about|than|between|like|as)\s+(?:[A-Z][\w.]+\s+)?$")
_POINTS: Final = re.compile(  # what a sentence out of its place leaves in the air
    r"^(?:[\w-]+\s+){1,3}(?:days?|weeks?|months?|years?)\s+(?:later|after|afterwards?|before|earlier)\b|"
    r"\b(?:this|these|those|such|latter|former|above|below|here|thereby|thus|therefore|likewise|the\s+(?:same|other|second|following)|at\s+that|that\s+"
    r"(?:time|year|day|month|period|same))\b|^(?:later|afterwards?|then|soon|meanwhile|eventually|there)\b|^(?:[A-Z][a-z]+ed|Written|Begun)\s+(?:in|on|at|by)\b[^,]*,\s+I\b|\b(?:you|your|it)\b",
    re.I,
)
_TURNS: Final = frozenset("birth death marriage exile arrest publication office founding meeting move study war speech".split())
_OFFICE: Final = (
    r"(?:president|secretary|minister|governor|senator|member|chairman|leader|judge|marshal|professor|director|editor|commissar|mathematician|agent|"
    r"lecturer|captain|postmaster|naturalist|commander|head)"
)
_SCHOOL: Final = r"(?:[\w.’'-]+\s+){0,4}?(?:[Ss]chool|[Cc]ollege|[Uu]niversity|[Aa]cademy|[Gg]ymnasium)"
_LANDMARKS: Final = {
    "birth": r"born",
    "death": r"(?:died|dead|killed|murdered|assassinated|executed|buried|breathed\s+(?:his|her|my)\s+last)",
    "marriage": r"(?:married|wedded)",
    "office": rf"(?:nominated|(?:re-?)?elected|inaugurated|appointed|promoted|chosen|sworn|became\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+){{0,3}}{_OFFICE}|"
              r"admitted\s+to\s+the\s+[Bb]ar|joined\s+the)",
    "work": r"(?:published|wrote|composed|issued|discovered|invented|founded|established|delivered|completed|finished|signed|proclaimed|edited|"
            r"began\s+(?:to\s+publish|the\s+publication))",
    "adversity": r"(?:exiled|expelled|arrested|imprisoned|deported|banished|escaped|sentenced|fled|sold|freed|banned|removed\s+from|sent\s+to\s+"
                 r"(?:prison|Siberia|jail))",
    "schooling": rf"(?:studied|graduated|learned\s+to|taught\s+(?:myself|himself|herself)|educated|apprenticed|enrolled|"
                 rf"(?:attended|entered|went\s+to|sent\s+to|sent\s+\w+\s+to)\s+{_SCHOOL})",
    "move": r"(?:moved(?!\s+(?:to\s+[a-z]|by|that))|removed|"
            r"settled|sailed|emigrated|set\s+(?:sail|out)|returned\s+to|arrived|travelled|went\s+to\s+live|sent\s+to)",
}
"""What lives are told by; the verb by which the figure does it, or it is done to them."""
_OWNED: Final = {
    "death": "death|assassination|murder|funeral",
    "marriage": "marriage|wedding",
    "office": "election|appointment|nomination|inauguration",
    "adversity": "arrest|exile|expulsion|escape|trial",
    "birth": "birth",
}
_ENTRY: Final = re.compile(r"\W*(?:[\w\s,]{0,30}?\d{1,4}(?:st|nd|rd|th)?[\w\s]{0,12}[.:–—-]+\s+)?[\"“]?(?=[A-Z][a-z]+\s)")
_APPEARED: Final = r"(?:published|printed|issued|appeared|came\s+out)"
_ADVERBS: Final = (
    r"(?:,[^,]{0,60},)?\s+(?:(?:was|were|had|been|then|finally|again|now|soon|first|also|at|last|once|thus|who|himself|herself|myself|[a-z]+ly)\s+){0,4}"
)
_SUBORDINATE: Final = re.compile(
    r"\b(?:when|before|after|until|till|since|as|if|that|while|whether|though|although|because|than|what|which|where|how)\s+(?:\w+\.?\s+)?$", re.I
)
_KILLED: Final = re.compile(r"\b(?:died|killed|murdered|assassinated|executed|shot)\b")
_ENDS: Final = frozenset({"birth", "death"})
_WORKS: Final = 3
_MOST: Final = 16
_STAGES: Final = 10
_KNOWN_FOR: Final = 5
_OPENING: Final = 70
_LANDMARK: Final = 200
_WIDE: Final = 400
_MONTH: Final = 31
_NEAR: Final = 25
"""Sentences between one without a date and those with one around it."""
_ALIKE: Final = 4
_SHARED, _MOSTLY = 3, 0.4
"""Words, and the share of the shorter one's, that two sentences of one year have in common where they tell the same."""
_GOOD: Final = 1.5
_FEWEST: Final = 10
_THROUGHOUT: Final = 1.2
"""What a sentence is worth more in a source that has something of every tenth of the life."""
_FIRST: Final = 0.6
_LEAST_WORDS, _MOST_WORDS = 7, 48


@dataclass(frozen=True, slots=True)
class _Dated:
    sentence: Sentence
    when: str
    score: float
    landmark: str = ""

    @property
    def shown(self) -> str:
        """The day, month or year that the sentence itself is dated by; empty where it is dated wider, or by what stands around it."""
        told = self.sentence.told
        if told is None or (told.approximate and told.start[:4] != told.end[:4]):
            return ""
        return told.start[: 10 if told.days == 1 else 7 if told.days <= _MONTH and not told.approximate else 4]

    @property
    def year(self) -> int:
        """The year it tells of."""
        return int(self.when[:4])


def biography(archive: Archive) -> tuple[Said, ...]:
    """Up to sixteen sentences on the figure's life in order of time: its landmarks where they are told, the rest spread between."""
    born, died = year(archive.figure.born), year(archive.figure.died)
    dated = _fair(_dated(archive, born, died), archive)
    if not dated:
        return ()
    first, last = born or min(d.year for d in dated), died or max(d.year for d in dated)
    ranked = sorted(dated, key=lambda d: (-d.score, d.sentence.id))
    chosen: list[_Dated] = []

    def take(candidates: Iterable[_Dated]) -> None:
        fit = (c for c in candidates if c not in chosen and not any(_one_matter(c, other, archive) for other in chosen))
        chosen.extend(islice(fit, 1))

    ends = {"birth": first, "death": last}
    for landmark in _LANDMARKS:
        here = [d for d in ranked if d.landmark == landmark and d.year == ends.get(landmark, d.year)]
        take(sorted(here, key=lambda d: _first_choice(d, archive)))
    for work in [e for e in archive.record.works() if e.own][:_WORKS]:
        name = re.compile("|".join(re.escape(n) for n in (work.name, *work.names)))
        take(d for d in ranked if d.landmark == "work" and name.search(squeeze(archive.exact(d.sentence))))
    width = max(1, (last - first + 1) / _STAGES)
    for place in range(_STAGES):
        if not any(first + place * width <= c.year < first + (place + 1) * width for c in chosen):
            here = [d for d in ranked if first + place * width <= d.year < first + (place + 1) * width]
            take(sorted(here, key=lambda d: not (d.landmark and d.score >= _GOOD)))
    while len(chosen) < _MOST and (left := [d for d in ranked if _room(d, chosen)]):
        before = len(chosen)
        take(left)
        if len(chosen) == before:
            break
    ordered = sorted(chosen, key=lambda d: (d.when, d.sentence.id))
    return tuple(replace(s, when=d.shown) for d in ordered if (s := said(d.sentence, archive)))


def _fair(dated: Sequence[_Dated], archive: Archive) -> list[_Dated]:
    """Without what partisans and machines say, where the others tell enough of the life."""
    fair = [d for d in dated if str(archive.source(d.sentence.source).standing) not in ("partisan", "generated")]
    return fair if len(fair) >= 2 * _MOST else list(dated)


def _first_choice(dated: _Dated, archive: Archive) -> tuple[bool, str]:
    """Of several weddings the first; of a death how it came before where the grave is."""
    exact = archive.exact(dated.sentence)
    buried = dated.landmark == "death" and not _KILLED.search(exact)
    return buried, dated.when if dated.landmark == "marriage" else ""


def _room(candidate: _Dated, chosen: Sequence[_Dated]) -> bool:
    """Is a sentence worth adding: good enough, of a month that has none, and of a kind that has not too many?"""
    alike = sum(c.landmark == candidate.landmark for c in chosen if c.landmark)
    return (candidate.score >= _GOOD or len(chosen) < _FEWEST) and all(candidate.when[:7] != c.when[:7] for c in chosen) and alike < _ALIKE


def _dated(archive: Archive, born: int | None, died: int | None) -> list[_Dated]:
    """Sentences that tell of the figure's life and when, the day of a landmark without a date being that of the narrative around it."""
    weights, telling, entered = _told_often(archive), known_for(archive), _entered(archive)
    found = []
    for sentence, between in _with_dates(archive):
        when = sentence.told or between
        if when is None or when.days > (_WIDE if when.approximate else 2 * _WIDE) or sentence.kind not in ("paragraph", "list_item"):
            continue
        if not (born or 0) <= int(when.start[:4]) <= (died or 3000) or archive.health(sentence.source, sentence.start, sentence.end) != "sound":
            continue
        if _of_its_day(sentence, when, archive):
            continue
        exact = squeeze(archive.exact(sentence))
        spoken = as_told(sentence, archive)
        landmark = _landmark(sentence, spoken, archive) or (_entry(spoken) if sentence.id in entered else "")
        loose = sentence.told is None or when.days > (40 if when.approximate else _WIDE)
        if (loose and (not landmark or re.search(r"\bhad\b", spoken))) or not (landmark or _of_figure(sentence, spoken, archive)):
            continue
        if (named := years(exact)) and not any(abs(int(when.start[:4]) - y) <= 1 for y in named):
            continue  # dated by what stands around it, though it names another year
        if _POINTS.search(spoken[:_OPENING]) and not TITLED.match(spoken):
            continue
        if not presentable(sentence, archive, 4 if landmark else _LEAST_WORDS, _MOST_WORDS):
            continue
        score = _interest(sentence, spoken, archive) + 0.8 * bool(years(exact)) + weights.get(sentence.id, 0.0) + (1.2 if landmark else 0.0)
        score += min(1.2, 0.4 * len(telling & set(stems(spoken))))
        found.append(_Dated(sentence, when.start, score - 0.5 * loose, landmark))
    return _from_lives(_first_of_their_sort(found, archive.exact), born, died)


def _first_of_their_sort(dated: Sequence[_Dated], exact: Callable[[Sentence], str]) -> list[_Dated]:
    """The same, those worth more that are the first to tell a deed of their sort: of many voyages the one that went out."""
    first: dict[tuple[str, str], str] = {}
    sorts = {d.sentence.id: (d.landmark, deeds[0].lower()) for d in dated if d.landmark and (deeds := _DEEDS.findall(exact(d.sentence)))}
    for d in dated:
        if sort := sorts.get(d.sentence.id):
            first[sort] = min(d.when, first.get(sort, d.when))
    return [replace(d, score=d.score + _FIRST * (first.get(sorts.get(d.sentence.id, ("", ""))) == d.when)) for d in dated]


def _of_its_day(sentence: Sentence, when: Interval, archive: Archive) -> bool:
    """Is it a letter or a speech, one of many, on what happened about the time of its writing: the day's business, no look at a life?"""
    part = archive.source(sentence.source).part(sentence.start) if sentence.voice == "figure" and archive.crowd > 1 else None
    return bool(part and part.date and abs(int(part.date[:4]) - int(when.start[:4])) <= 1)


def _with_dates(archive: Archive) -> Iterator[tuple[Sentence, Interval | None]]:
    """Each sentence, with the day that the account before it had reached where a later one stands not far behind it; none where it goes back."""
    every = list(archive.record.all_sentences("1"))
    dated = [i for i, s in enumerate(every) if s.told and not s.told.approximate and s.told.days <= 100]
    behind = 0
    for index, sentence in enumerate(every):
        while behind < len(dated) and dated[behind] < index:
            behind += 1
        between = None
        if sentence.told is None and 0 < behind < len(dated):
            one, other = every[dated[behind - 1]], every[dated[behind]]
            near = index - dated[behind - 1] <= _NEAR and dated[behind] - index <= _NEAR and one.source == other.source == sentence.source
            if near and one.told and other.told and one.told.start <= other.told.start <= str(int(one.told.start[:4]) + 2):
                between = one.told
        yield sentence, between


def known_for(archive: Archive) -> set[str]:
    """Stems of what the sources speak of most beside the figure: the occasions, ideas and works of their own that a life is known for, the office."""
    record = archive.record
    known = [
        *sorted(record.entries(EntryKind.OCCASION), key=lambda e: -len(e.together))[:_KNOWN_FOR],
        *[e for e in record.ideas() if e.together][:_KNOWN_FOR],
        *[e for e in record.works() if e.own][:_KNOWN_FOR],
    ]
    own = {stem for name in archive.figure.names for stem in stems(name)}
    return {stem for name in (*(e.name for e in known), archive.office) for stem in stems(name)} - own


def _from_lives(dated: Sequence[_Dated], born: int | None, died: int | None) -> list[_Dated]:
    """The same, those worth more whose source goes through the whole life; a pamphlet on one matter tells its own side of it."""
    first, last = born or min((d.year for d in dated), default=0), died or max((d.year for d in dated), default=0)
    width = max(1, (last - first + 1) / _STAGES)
    stages: defaultdict[str, set[int]] = defaultdict(set)
    for d in dated:
        stages[d.sentence.source].add(int((d.year - first) / width))
    return [replace(d, score=d.score + _THROUGHOUT * len(stages[d.sentence.source]) / _STAGES) for d in dated]


def _entered(archive: Archive) -> set[int]:
    """Sentences that tell an event of the figure's without naming them, as a chronology of their life does."""
    own = archive.figure.name
    return {t.sentence for e in archive.record.events() if own in e.who and e.mode == Mode.QUOTED for t in e.tellings}


def _entry(spoken: str) -> str:
    """Which landmark an entry of a chronology tells, which leaves out whose life it is: `January 29th: Married at Maer`."""
    found = _ENTRY.match(spoken)
    rest = spoken[found.end():] if found else ""
    return next((kind for kind, verbs in _LANDMARKS.items() if rest and re.match(rf"{verbs}\b", rest[0].lower() + rest[1:])), "")


def _landmark(sentence: Sentence, spoken: str, archive: Archive) -> str:
    """Which landmark of their life a sentence says that the figure did, or that was done to them, in a clause of its own."""
    mode = mode_of(sentence, archive)
    own = mode is not Mode.QUOTED
    if sentence.voice in ("figure", "author") and _published(archive).search(spoken[:_LANDMARK]):
        return "work"
    if mode is Mode.OWN_WORDS and archive.crowd > 1 and not years(spoken):
        return ""  # of many letters and books there is enough that says itself when it happened
    if not own and (sentence.voice == "figure" or of_figure(sentence, archive) < 1.0):
        return ""
    subject = "I" if own else archive.called(sentence) or alias_pattern(archive.figure.names).pattern
    for kind, pattern in _landmarks(subject, own).items():
        match = pattern.search(spoken[:_LANDMARK])
        if match and not _SUBORDINATE.search(spoken[: match.start()]) and not _UNDER.search(spoken[: match.start()]):
            return kind
    return ""


@lru_cache(maxsize=8)
def _published(archive: Archive) -> re.Pattern[str]:
    """A work of the figure's own as what was published: `the 'Notes' appeared`, `it was published under the title of 'Notes'`."""
    works = "|".join(re.escape(name) for e in archive.record.works() if e.own for name in (e.name, *e.names)) or "(?!)"
    appeared = rf"[^\w\s]*(?:,[^,]{{3,60}},)?\s+(?:(?:was|were)\s+)?(?:\w+ly\s+|first\s+)?{_APPEARED}\b"
    titled = rf"\b{_APPEARED}\s+(?:under\s+the\s+title|as|with\s+the\s+title)\b[^.;]{{0,12}}(?:{works})"
    return re.compile(rf"(?:{works}){appeared}|{titled}|^\W*(?:\w+\W+){{0,3}}?(?:Published|Wrote|Founded|Established)\s+\W*(?:{works})")


@lru_cache(maxsize=32)
def _landmarks(subject: str, own: bool) -> dict[str, re.Pattern[str]]:
    born = {"birth": rf"|\b(?:{subject}),\s+born\b"}
    owner = "[Mm]y" if own else rf"(?:[Hh]is|[Hh]er|(?:{subject})['’]s)"
    owned = {kind: rf"|\b{owner}\s+(?:\w+\s+)?(?:{nouns})\b" for kind, nouns in _OWNED.items()}
    more = born | {"death": rf"|\b(?:{subject})\s+was\b[^.;]{{0,60}}\band\s+(?:was\s+)?(?:killed|murdered|shot|executed|assassinated)\b"}
    return {
        kind: re.compile(rf"\b(?:{subject}){_ADVERBS}{verbs}\b{owned.get(kind, '')}{more.get(kind, '')}") for kind, verbs in _LANDMARKS.items()
    }


def of_life(sentence: Sentence, archive: Archive) -> bool:
    """Does a sentence tell what the figure did, or what was done to them?"""
    spoken = as_told(sentence, archive)
    return bool(_landmark(sentence, spoken, archive)) or _of_figure(sentence, spoken, archive)


def told_well(sentence: Sentence, archive: Archive) -> float:
    """How well a sentence tells something of the figure's life by itself."""
    spoken = as_told(sentence, archive)
    return _interest(sentence, spoken, archive) + 1.2 * bool(_landmark(sentence, spoken, archive)) - 0.8 * bool(_POINTS.search(spoken[:_OPENING]))


def _told_often(archive: Archive) -> dict[int, float]:
    """What the timeline adds to a sentence: that it tells an event, of a kind that lives are told by, and that other sources tell it too."""
    weights: dict[int, float] = {}
    for event in archive.record.events():
        for telling in event.tellings:
            weights[telling.sentence] = max(
                weights.get(telling.sentence, 0.0), 0.3 + 0.5 * (event.kind in _TURNS) + 0.4 * min(3, len(event.sources) - 1)
            )
    return weights


def _of_figure(sentence: Sentence, spoken: str, archive: Archive) -> bool:
    """Does a sentence tell of the figure first of all?"""
    mode = mode_of(sentence, archive)
    if called := archive.called(sentence):
        match = re.search(rf"\b(?:{called})\b(?!['’]s)", spoken[:_OPENING], re.I)
        return bool(match and not _UNDER.search(spoken[: match.start()]))
    if mode is Mode.OWN_WORDS:
        if archive.crowd > 1 and not years(spoken):
            return False
        return bool(re.search(r"(?<!since )(?<!when )(?<!as )(?<!while )(?<!which )(?<!that )(?<!what )(?<!where )(?<!if )\bI\s+"
                              r"(?:was|had|went|left|came|[a-z]+ed)\b", spoken[:120], re.I))
    if mode is Mode.FIRST_PERSON:
        match = re.search(r"\bI\s+(?!am\b|have\b)|\bme\b", spoken[:_OPENING])
        return bool(match and not _SUBORDINATE.search(spoken[: match.start()]))
    if _UNSAID.match(spoken):
        return True
    match = alias_pattern(archive.figure.names).search(spoken)
    if match and _SUBORDINATE.search(spoken[: match.start()]) and not re.search(r",\s+(?:he|she)\b", spoken[match.end() :]):
        return False
    return of_figure(sentence, archive) == 1.0 and bool(
        match and match.start() < _OPENING and not _UNDER.search(spoken[: match.start()]) and _DID.match(spoken[match.end() :])
    )


def _interest(sentence: Sentence, exact: str, archive: Archive) -> float:
    mode = mode_of(sentence, archive)
    count = len(exact.split())
    deeds = len(_DEEDS.findall(exact))
    standing = str(archive.source(sentence.source).standing)
    return (
        0.7 * (mode is Mode.FIRST_PERSON)
        + 0.6 * (mode is Mode.OWN_WORDS or bool(archive.called(sentence)))
        + 0.4 * min(2, deeds)
        + 0.25 * min(2, len(sentence.places))
        + 0.4 * (10 <= count <= 32)
        - 0.3 * exact.count("(")
        - 1.2 * bool(_NOW.search(exact))
        - 0.6 * bool(re.search(r"\b(?:also|too|still|again)\b", exact[:_OPENING]))
        - 0.5 * (mode is Mode.FIRST_PERSON and not re.search(r"\bI\b", exact))
        - 0.6 * bool(re.search(r"[“\"]", exact))
        - 1.5 * bool(re.search(r"(?<!\w)['‘][A-Z]\w+\s+(?:was|is|had|has|did)\b", exact))
        - 0.5 * bool(re.search(r"\b(?:may|might|would|could|perhaps|according|article|anniversary|used\s+to)\b", exact))
        - 0.8 * (standing in ("partisan", "generated"))
    )


def _one_matter(one: _Dated, other: _Dated, archive: Archive) -> bool:
    """Do two say the same, or tell of one year and one deed?"""
    texts = [archive.exact(d.sentence) for d in (one, other)]
    left, right = ({m.lower() for m in _DEEDS.findall(text)} for text in texts)
    once = one.landmark == other.landmark and one.landmark in (*_ENDS, "marriage")
    told = [{s for s in stems(text) if not s.isdigit()} for text in texts]
    shared = len(told[0] & told[1])
    alike = shared >= max(_SHARED, _MOSTLY * min(map(len, told))) or bool(set.intersection(*(_works_in(text, archive) for text in texts)))
    return once or same(*texts) or (one.year == other.year and (bool(left & right) or alike))


def _works_in(text: str, archive: Archive) -> set[str]:
    """The figure's own works that a text names."""
    return {e.id for e in archive.record.works() if e.own and any(n in text for n in (e.name, *e.names))}
