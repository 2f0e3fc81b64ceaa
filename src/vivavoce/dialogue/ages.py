"""How old the figure was: the years from their birth to a dated event, both cited; only where the dates leave two ages at most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vivavoce.archive import Archive
from vivavoce.evidence.voice import cite
from vivavoce.evidence.weigh import Weighed, alone
from vivavoce.language.dates import dates, rescanned
from vivavoce.language.names import in_words
from vivavoce.record import Citation, Interval, Mode, Said, covered

_AGE: Final = re.compile(
    r"^\W*(?:(?:and|but|so)\W+)?(?:how\s+old\s+were\s+you|what\s+(?:was\s+your\s+age|age\s+were\s+you)|at\s+(?:what|which)\s+age(?=\W*$|\s+did\s+you))"
    r"(?:\s+(?:then|(?:at|by)\s+(?:that|the)\s+time)|\s+when\s+(?P<event>.+?)|\s+(?P<did>did\s+you\s+.+?))?\W*$", re.I)
_NOW: Final = re.compile(r"^\W*(?:(?:and|but|so)\W+)?(?:how\s+old\s+are\s+you|what\s+is\s+your\s+age)(?:\s+(?:(?:right\s+)?now|today))?\W*$", re.I)
_BIRTH: Final = re.compile(r"^\W*(?:(?:and|but|so)\W+)?(?:when\s+were\s+you\s+born|(?:what|when)\s+(?:is|was)\s+your\s+"
                           r"(?:birthday|date\s+of\s+birth))\W*$", re.I)
_STATED: Final = re.compile(r"\byears?\s+old\b|\b(?:at\s+the\s+)?age\s+of\b|\baged\b|-year-old\b", re.I)
_HEADING: Final = 300
"""Characters before a sentence within which the date that it stands under is sought."""
_OLDEST: Final = 110
_TELLINGS: Final = 60
"""Sentences looked at for one that tells of the birth."""
_BESIDE: Final = 60
"""Characters between the birth and its date."""
_BORN: Final = re.compile(r"\b(?:was\s+)?born\b", re.I)


def asks_age(text: str) -> tuple[bool, str]:
    """Is the figure's age asked for, and of what event, where one is named: `you married` in `How old were you when you married?`"""
    found = _AGE.match(text)
    return bool(found), (found["event"] or found["did"] or "").replace("you died", "did you die") if found else ""


def asks_age_now(text: str) -> bool:
    """Is it asked how old the figure is?"""
    return bool(_NOW.match(text))


def asks_birth(text: str) -> bool:
    """Is it asked when the figure was born?"""
    return bool(_BIRTH.match(text))


def born_on(archive: Archive) -> Said | None:
    """As of a date: when the figure was born, by the words of an account that tell of nothing else; None where none has them."""
    born = covered(archive.figure.born or "")
    cited = _clause(archive, born) if born and born.end <= archive.until else None
    return Said(f"I was born {_on(born)}.", Mode.FIRST_PERSON, (cited,)) if born and cited else None


def states_age(exact: str) -> bool:
    """Does a sentence say how old somebody was?"""
    return bool(_STATED.search(exact))


def reckoned(archive: Archive, births: Sequence[Weighed], events: Sequence[Weighed]) -> tuple[Said, Weighed] | None:
    """How old the figure was at the first of the events that is dated in its own words or by what it stands under; None where nothing tells."""
    born, birth = _birth(archive, births)
    if born is None or birth is None:
        return None
    for event in events:
        when = event.hit.sentence.told
        cited = _dated(archive, event, when) if when and not when.approximate and when.precision in ("day", "month", "year") else None
        ages = _between(born, when) if when and cited else ()
        if when and cited and ages:
            told = f"I was born {_on(born)} and was {' or '.join(in_words(age) for age in ages)} {_on(when)}."
            return Said(told, Mode.FIRST_PERSON, (cite(birth.hit.sentence, archive), cited)), event
    return None


def reckoned_now(archive: Archive, births: Sequence[Weighed]) -> tuple[Said, Weighed | None] | None:
    """How old the figure is on the day as of which they speak, by their birth; None where it is not told by then, or they are dead. Where every
    sentence that tells of it tells of later days too, by the words that do not."""
    born = covered(archive.figure.born or "")
    dead = bool(archive.figure.died) and (archive.figure.died or "") <= archive.until
    if born is None or dead or not (ages := _between(born, Interval(archive.until, archive.until))):
        return None
    for birth in (*births, *_entered(archive, born)):
        cited = _dated(archive, birth, born) if re.search(r"\bborn\b", birth.exact, re.I) else None
        if cited:
            return _aged(cited, born, ages), birth
    cited = _clause(archive, born)
    return (_aged(cited, born, ages), None) if cited else None


def _aged(cited: Citation, born: Interval, ages: Sequence[int]) -> Said:
    when = next(d.interval for d in dates(cited.exact) if _same(d.interval, born))
    age = f"{'about ' * when.approximate}{' or '.join(in_words(age) for age in ages)}"
    return Said(f"I was born {_on(when)} and am {age}.", Mode.FIRST_PERSON, (cited,))


def _clause(archive: Archive, born: Interval) -> Citation | None:
    """The words of an account that tell of the figure's birth to the day, and of nothing else: `was born on 7 November 1879`."""
    if born.precision != "day":
        return None
    told = archive.whole.record.sentences(archive.index.holding("sentence", ["born", born.start[:4]], _TELLINGS))
    for sentence in (told[identity] for identity in sorted(told) if told[identity].voice != "figure"):
        exact = archive.exact(sentence)
        found = _BORN.search(exact)
        for day in dates(exact) if found and archive.health(sentence.source, sentence.start, sentence.end) != "degraded" else ():
            between = exact[min(found.end(), day.end):max(found.start(), day.start)] if found else ""
            if found and _same(day.interval, born) and len(between) <= _BESIDE and not re.search(r"[.;]", between):
                return archive.cite(sentence.source, sentence.start + min(found.start(), day.start), sentence.start + max(found.end(), day.end))
    return None


def _entered(archive: Archive, born: Interval) -> list[Weighed]:
    """What the timeline tells of the figure's birth and may be told by the day."""
    events = [e for e in archive.record.events(born.start, born.end) if e.kind == "birth" and archive.figure.name in e.who]
    known = archive.record.sentences(sorted({t.sentence for e in events for t in e.tellings}))
    return [alone(sentence, archive) for sentence in known.values()]


def _birth(archive: Archive, births: Sequence[Weighed]) -> tuple[Interval | None, Weighed | None]:
    """When the figure was born, and what tells it."""
    born = covered(archive.figure.born or "")
    told = (w for w in births if born and re.search(r"\bborn\b", w.exact) and any(_same(d.interval, born) for d in dates(rescanned(w.exact))))
    return born, next(told, None)


def _same(one: Interval, other: Interval) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _between(born: Interval, when: Interval) -> tuple[int, ...]:
    """The ages that the two dates leave open, the lower first; none where they leave more than two or the event lies outside a life."""
    least, most = _years(born.end, when.start), _years(born.start, when.end)
    return tuple(range(least, most + 1)) if 0 < least <= most <= min(least + 1, _OLDEST) else ()


def _years(first: str, last: str) -> int:
    """Whole years from one ISO day to another."""
    return int(last[:4]) - int(first[:4]) - (last[5:] < first[5:])


def _dated(archive: Archive, event: Weighed, when: Interval) -> Citation | None:
    """The sentence of an event with the date it gives; with what it stands under, where the date stands there."""
    sentence = event.hit.sentence
    start = sentence.start
    if not any(_same(d.interval, when) for d in dates(event.exact)):
        before = archive.text(sentence.source)[max(0, start - _HEADING):start]
        found = [d for d in dates(before) if _same(d.interval, when)]
        if not found:
            return None
        start -= len(before) - before.rfind("\n", 0, found[-1].start) - 1
    return archive.cite(sentence.source, start, sentence.end)


def _on(when: Interval) -> str:
    """A time with its preposition: `on 7 November 1879`, `in August 1917`."""
    return f"{'on' if when.precision == 'day' else 'in'} {when}"


def differences(years: set[int]) -> set[int]:
    """The whole years that can lie between any two of some years."""
    return {later - first - less for first in years for later in years for less in (0, 1) if 0 <= later - first - less <= _OLDEST}
