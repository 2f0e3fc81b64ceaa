"""Where the figure is on the day as of which they speak: by the head of their last letter or speech, else by the last move that is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from vivavoce.archive import Archive
from vivavoce.dialogue.views import years_before
from vivavoce.evidence.weigh import Weighed, alone
from vivavoce.language.names import MONTHS, alias_pattern, is_figure
from vivavoce.record import Citation, Mode, Part, Said, Span
from vivavoce.text import bare, fold, squeeze

_NOW: Final = r"(?:\s+(?:(?:right\s+)?now|today|currently|at\s+present|at\s+the\s+moment|these\s+days|at\s+home))*"
_ASKS: Final = re.compile(
    r"\W*(?:(?:and|but|so)\W+)?(?:where|(?:in\s+)?(?:what|which)\s+(?:city|town|country|place|village))\s+(?:(?:are\s+you|do\s+you\s+find\s+yourself)"
    r"(?:\s+(?:writing|speaking|staying)(?:\s+from)?|(?P<home>\s+(?:living|settled|residing)))?|(?P<dwell>do\s+you\s+(?:live|reside|dwell))|"
    rf"is\s+your\s+(?P<house>home|house)){_NOW}(?:\s+in)?\W*$", re.I)
_WORD: Final = r"(?!(?i:to|from|at|in|on|by|before|for|the|mr|mrs|dr|hon|general|sir)\b)(?:(?:[A-Z]\.)+|[A-Z]\w{0,3}\.|[A-Z][\w’'-]*\b(?!\.))"
_MONTH: Final = rf"(?i:{'|'.join(sorted((m for m in MONTHS if len(m) > 2), key=len, reverse=True))})\b\.?"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th|d)?"
_HEAD: Final = re.compile(
    rf"(?:(?<=[.\])]\s)(?<!\b[A-Z]\.\s)|(?<=\b[Aa][Tt]\s)|^)(?P<place>{_WORD}(?:,?\s+(?:(?:and|de|of|on|la|du|upon)\s+)?{_WORD}){{0,5}}),?\s+"
    rf"(?:\w+day\b,?\s+(?:morning|evening|night)?,?\s*)?"
    rf"(?:{_MONTH}\s+(?:{_DAY},?\s*)?\[?(?P<a>\d{{4}})\??\]?|{_DAY}(?:\s+of)?\s+\[?{_MONTH},?\s+(?P<b>\d{{4}})\??\]?)", re.M)
"""A place with a date, as it heads a letter."""
_ABBREVIATED: Final = re.compile(r"\w{1,4}\.")
_HEADED: Final = 400
"""Characters of a letter or speech within which its place and date stand."""
_LATELY: Final = 1
"""Years before a date whose letters say where the figure then is."""
_HOLDS: Final = 10
"""Years for which a move may say where somebody is."""
_KINDS: Final = frozenset({"move", "exile", "arrest"})
_MOVED: Final = (r"(?:moved|removed|left|went|came|sailed|travell?ed|arrived|returned|settled|landed|reached|fled|escaped|deported|exiled|banished|"
                 r"sent|brought|transferred|released|refuge|imprisoned|held)")
_SETTLED: Final = (r"(?:moved|removed|settled|deported|exiled|banished|refuge|home|residence|to\s+live|arrived|landed|reached|"
                   r"returned|fled)")
_NAMED: Final = r"(?P<place>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)"
_TO: Final = re.compile(rf"\b(?:to|in|at|into|for|near|on|through|reached)\s+(?:the\s+|live\s+(?:at|in)\s+|his\s+home\s+(?:at|in)\s+)?{_NAMED}")
_FROM: Final = re.compile(rf"\b(?:from|left)\s+(?:the\s+)?{_NAMED}")
_DATED: Final = re.compile(rf"^[\W_]*(?:{_MONTH}[\s\d,.:thsrndt_]*|\d{{4}}[\W_]+)+")


def asks_whereabouts(text: str) -> tuple[bool, bool]:
    """Is it asked where the figure is, and whether that is where they live?"""
    found = _ASKS.match(text)
    return bool(found), bool(found and (found["home"] or found["dwell"] or found["house"]))


@lru_cache(maxsize=32)
def whereabouts(archive: Archive, home: bool) -> tuple[Said | None, Weighed | None]:
    """The head of the figure's last letter of the year before the day, of the place of most of them where their home is asked for; or a sentence that
    tells of their last move, where that is later or no letter says it. Both None where neither is told."""
    headed = _headed(archive)
    if home and headed:
        usual = Counter(place for _, place, _ in headed).most_common(1)[0][0]
        headed = [one for one in headed if one[1] == usual]
    moved = _moved(archive, home)
    if headed and (moved is None or moved[0] < headed[0][0]):
        cited = headed[0][2]
        return Said(bare(cited.exact), _mode(archive, cited), (cited,), archive.source(cited.source).author), None
    return None, moved[1] if moved else None


def _mode(archive: Archive, cited: Citation) -> Mode:
    """A letter's head is the writer's own, unless the reading found it to be somebody else's or its text is damaged."""
    others = any(s.voice != "figure" for s in archive.whole.record.within(cited.source, cited.start, cited.end))
    return Mode.QUOTED if others or cited.health == "degraded" else Mode.OWN_WORDS


def _headed(archive: Archive) -> list[tuple[str, str, Citation]]:
    """Day, place (folded) and head of the figure's letters and speeches of the year before the day, the last first."""
    first = years_before(archive.until, _LATELY)
    written = [(part.date, source, part) for source, part in _own_parts(archive) if len(part.date) == 10 and first <= part.date <= archive.until]
    written.sort(key=lambda one: (one[0], one[1], one[2].start), reverse=True)
    return [(date, *head) for date, source, part in written if (head := _head(archive, source, part))]


def _own_parts(archive: Archive) -> Iterator[tuple[str, Part]]:
    """The figure's own letters and speeches, with their sources."""
    for source in archive.sources:
        own = is_figure(source.author, archive.figure)
        yield from ((source.id, part) for part in source.parts if (is_figure(part.author, archive.figure) if part.author else own))


def _head(archive: Archive, source: str, part: Part) -> tuple[str, Citation] | None:
    """The place that stands with the date at the head of a letter, folded, and where both stand."""
    head = archive.text(source)[part.start:min(part.end, part.start + _HEADED)].replace("\r", " ")
    found = next((m for m in _HEAD.finditer(head) if (m["a"] or m["b"]) == part.date[:4] and not _ABBREVIATED.fullmatch(m["place"])), None)
    if found is None or not any(s.voice == "figure" for s in archive.record.within(source, part.start, part.end)):
        return None
    return fold(re.split(r"[,\s]+", found["place"])[0]), archive.cite(source, part.start + found.start("place"), part.start + found.end())


def _moved(archive: Archive, home: bool) -> tuple[str, Weighed] | None:
    """The last move that the figure is told to have made by the day, with the day on which it began; one that holds still.

    Of its tellings one that says where to is better than one that says where from, which says nothing of a home.
    """
    own = alias_pattern(archive.figure.names).pattern
    deed = re.compile(rf"(?:^\W*|(?:{own}|\b(?:I|he|she|[Mm]y\s+(?:father|mother))\b)[^.;:]{{0,60}}\b)(?i:{_SETTLED if home else _MOVED})\b")
    events = [e for e in archive.record.events(years_before(archive.until, _HOLDS), archive.until)
              if e.kind in _KINDS and archive.figure.name in e.who and e.interval.end <= archive.until]
    for event in sorted(events, key=lambda e: (e.interval.start, e.interval.end, e.id), reverse=True):
        known = archive.record.sentences([t.sentence for t in event.tellings])
        clauses = [(known[t.sentence], _clause(archive, t.span)) for t in event.tellings if t.sentence in known]
        for placed in (_TO,) if home else (_TO, _FROM):
            for sentence, clause in clauses:
                if deed.search(clause) and any(_is_place(m["place"], event.where, archive) for m in placed.finditer(clause)):
                    return event.interval.start, alone(sentence, archive)
    return None


def _clause(archive: Archive, span: Span) -> str:
    """The words of a telling, without the date that opens an entry of a chronology."""
    return _DATED.sub("", squeeze(archive.text(span.source)[span.start:span.end]))


def _is_place(name: str, where: Sequence[str], archive: Archive) -> bool:
    """Is a name after `to`, `in` or `from` that of a place, as far as the record knows?"""
    known = any(name in place or place in name for place in where) or archive.kind_of(name) == "place"
    return known or (fold(name.split()[0]) not in MONTHS and archive.kind_of(name) == "thing")
