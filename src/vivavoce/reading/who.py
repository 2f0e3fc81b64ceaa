"""Who the figure is: what the owner says, else what the documents say of themselves."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Final

from vivavoce.errors import NoFigure
from vivavoce.language.dates import rescanned
from vivavoce.language.names import MONTHS, alias_pattern, names, near
from vivavoce.record import Figure, Source
from vivavoce.text import fold, squeeze

_PERSON: Final = r"(?:[A-Z][\w'’-]+\s+){1,4}[A-Z][\w'’-]+"
_MONTH: Final = {written: number % 12 + 1 for number, name in enumerate(MONTHS[:12]) for written in (name, name[:3])}
_DAY: Final = re.compile(
    r"(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>[A-Z][a-z]{2,8})\.?,?\s+(?P<y1>1[0-9]{3}|20[0-9]{2})|"
    r"(?P<m2>[A-Z][a-z]{2,8})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>1[0-9]{3}|20[0-9]{2})|\b(?P<y3>1[0-9]{3}|20[0-9]{2})\b")
_BIRTH: Final = re.compile(r"\bborn\b|\bbirth\b", re.I)
_ENDS: Final = re.compile(r"\b(?:was\s+born|died|(?:was|were)\s+(?:assassinated|killed|murdered|executed))\b", re.I)
"""Words that tell a birth or a death, where `after his death` only mentions one."""
_GIVEN: Final = re.compile(r"(?<![.!?]\s)(?<!^)\b(?!(?:Mr|Mrs|Miss|Dr|President|General|Senator|Lady|Lord|Sir|Comrade|Captain|Colonel|Judge|"
                           r"Governor|Professor|When|That|As|If|While|Where|After|Before|Because|Since|Honest|Young|Old|Poor)\b)([A-Z][a-z]+)\s+$")
"""A capitalised word right before a surname that is no title and opens no sentence."""
_WRITTEN_DAY: Final = (r"(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8}\.?,?\s+1\d{3}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+"
                       r"(?:1\d|20)\d\d|(?:1\d|20)\d\d)")
_LIFE: Final = (rf"\W{{1,4}}(?:[Bb]orn|b\.)\s+(?:on\s+|in\s+)?(?P<born>{_WRITTEN_DAY})\W{{1,5}}(?:and\s+)?(?:[Dd]ied|d\.)\s+(?:on\s+|in\s+)?"
                rf"(?P<died>{_WRITTEN_DAY})")
"""How a pedigree or a stone tells a life after its name: `JANE MARY ROE, b. May 3, 1760, d. November 11, 1801`."""
_DEATH: Final = re.compile(r"\b(?:died|death|assassinat\w+|killed|murdered|executed|dead|breathed\s+\w+\s+last)\b", re.I)


def infer_figure(sources: Iterable[Source], name: str, aliases: Iterable[str] = (), born: str = "", died: str = "", pronouns: str = "") -> Figure:
    """The figure, with what nobody stated inferred and said to be so; NoFigure, with a suggestion, where nobody is named."""
    sources = tuple(sources)
    name = squeeze(name)
    if not name:
        raise NoFigure(f"Nobody said who the figure is.{_suggestion(sources)}")
    inferred: list[str] = []
    known = tuple(squeeze(alias) for alias in aliases if alias.strip())
    if not known:
        known = tuple(_aliases(name, sources))
        inferred.append("aliases")
    pattern = alias_pattern((name, *known))
    life, dated = _life(sources, name), cache(lambda: _with_days(sources))
    if not born:
        born = life.get("born") or _date(dated(), pattern, _BIRTH, first=True)
        inferred.append("born")
    if not died:
        died = life.get("died") or _date(dated(), pattern, _DEATH, first=False, after=born)
        inferred.append("died")
    if not pronouns:
        pronouns = _pronouns(sources, pattern)
        inferred.append("pronouns")
    return Figure(name, known, born or None, died or None, pronouns, tuple(inferred))


def _suggestion(sources: tuple[Source, ...]) -> str:
    counted: Counter[str] = Counter()
    for source in sources:
        counted.update(name for name in names(source.text[:400_000]) if 2 <= len(name.split()) <= 4 and " and " not in name)
    return f" The person named most is {counted.most_common(1)[0][0]}." if counted else ""


def _aliases(name: str, sources: tuple[Source, ...]) -> list[str]:
    """Surname; the name at birth, its given names when there are two or more; spelling variants; the same person with other given names."""
    surname, given = name.split()[-1], name.split()[0]
    found: Counter[str] = Counter({surname: 1}) if len(name.split()) > 1 else Counter()
    birth_names: Counter[str] = Counter()
    near_name = re.compile(rf"{re.escape(name)},?\s+\(?(?:was\s+)?born\s+({_PERSON})|\bborn\s+({_PERSON})|birth\s+of\s+({_PERSON})|"
                           rf"\bborn\b[^.]{{0,30}}?\bas\s+({_PERSON})")
    for source in sources:
        for match in near_name.finditer(source.text):
            found_name = " ".join(next(group for group in match.groups() if group).split())
            if re.search(re.escape(surname), source.text[max(0, match.start() - 400):match.end() + 400]):
                birth_names[found_name] += 1
        for match in re.finditer(rf"\b{re.escape(given)}\s+(?:[A-Z][\w.]*\s+){{0,2}}([A-Z][^\W_]+)\b", source.text):
            if match.group(1) != surname and near(fold(match.group(1)), fold(surname)):
                found[match.group(1)] += 1
                found[f"{given} {match.group(1)}"] += 1
    full = [n for n in birth_names if n.split()[0][0] == given[0] or n.split()[-1] == surname or birth_names[n] > 1]
    for birth in full:
        parts = birth.split()
        found[birth] += 1
        if len(parts) >= 3 and "." not in parts[1]:
            found[" ".join(parts[:-1])] += 1
            for variant in (f"{' '.join(parts[:-1])} {surname}", f"{parts[0]} {surname}"):
                if variant != name:
                    found[variant] += 1
    texts = "\n".join(source.text for source in sources)
    return sorted((alias for alias in found if alias != name and (alias == surname or re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", texts))),
                  key=lambda a: (-len(a), a))


def _date(dated: Iterable[str], pattern: re.Pattern[str], event: re.Pattern[str], first: bool, after: str = "") -> str:
    """The date told most often, and most exactly, near the figure's name and a word of birth or death."""
    votes: Counter[str] = Counter()
    for sentence in dated:
        if event.search(sentence) and (_close(pattern, event, sentence) or source_speaks(sentence)):
            found = min(_DAY.finditer(sentence), key=lambda m: _distance(m, event, sentence))
            if _distance(found, event, sentence) < 70:
                weight = (3 if found["y3"] is None else 1) * (4 if source_speaks(sentence) else 1)
                votes[_iso(found)] += weight * (3 if _ENDS.search(sentence) else 1)
    if after:
        votes = Counter({date: count for date, count in votes.items() if int(after[:4]) + 10 < int(date[:4]) <= int(after[:4]) + 110})
    if not votes:
        return ""
    by_year: Counter[str] = Counter()
    for date, count in votes.items():
        by_year[date[:4]] += count
    year = max(by_year, key=lambda y: (by_year[y], -int(y) if first else int(y)))
    days = {date: count for date, count in votes.items() if date[:4] == year and len(date) > 4}
    return max(days, key=lambda d: (days[d], d)) if days else year


def _with_days(sources: Iterable[Source]) -> list[str]:
    """The sentences that hold a date, the longest left out."""
    pieces = (piece for source in sources for piece in re.split(r"(?<=[.!?])\s+|\n\s*\n", rescanned(source.text[:600_000])))
    return [piece for piece in pieces if len(piece) < 500 and _DAY.search(piece)]


def _life(sources: tuple[Source, ...], name: str) -> dict[str, str]:
    """Birth and death as a pedigree or a stone tells them behind the full name, whatever its case and with further given names."""
    given, surname = re.escape(name.split()[0]), re.escape(name.split()[-1])
    told = re.compile(rf"\b(?i:{given})(?:\s+[A-Z][\w.’'-]*){{0,3}}\s+(?i:{surname}){_LIFE}")
    for source in sources:
        for match in told.finditer(source.text):
            days = {side: _iso(found) for side in ("born", "died") if (found := _DAY.search(match[side]))}
            if len(days) == 2 and 10 < int(days["died"][:4]) - int(days["born"][:4]) <= 110:
                return days
    return {}


def _close(name: re.Pattern[str], event: re.Pattern[str], sentence: str) -> bool:
    """Is the figure named near a word of the event, and not a namesake: a surname after another's given name?"""
    own = {part for m in name.finditer(sentence) for part in m.group().split()}
    return any(abs(m.start() - e.start()) < 90 for m in name.finditer(sentence) for e in event.finditer(sentence)
               if " " in m.group() or (given := _GIVEN.search(sentence[:m.start()])) is None or given.group(1) in own)


def _distance(date: re.Match[str], event: re.Pattern[str], sentence: str) -> int:
    """Characters between a date and the nearest word of the event."""
    return min(abs(date.start() - m.end()) if m.end() <= date.start() else abs(m.start() - date.end()) for m in event.finditer(sentence))


def source_speaks(sentence: str) -> bool:
    """`I was born …` in a text of the figure's own."""
    return bool(re.search(r"\bI\s+was\s+born\b", sentence))


def _iso(match: re.Match[str]) -> str:
    if match["y3"]:
        return match["y3"]
    month = _MONTH.get((match["m1"] or match["m2"]).casefold()[:3])
    day = int(match["d1"] or match["d2"])
    year = match["y1"] or match["y2"]
    return f"{year}-{month:02d}-{day:02d}" if month and 1 <= day <= 31 else year


def _pronouns(sources: tuple[Source, ...], pattern: re.Pattern[str]) -> str:
    """Counted in the words after each mention; `they` where neither clearly leads."""
    he = she = 0
    for source in sources:
        for match in list(pattern.finditer(source.text))[:400]:
            near = re.findall(r"\b(he|his|him|she|her)\b", source.text[match.end():match.end() + 120].casefold())
            he += sum(w[0] == "h" and w != "her" for w in near)
            she += sum(w in ("she", "her") for w in near)
    return "he" if he > 2 * she and he > 1 else "she" if she > 2 * he and she > 1 else "they"
