"""Pictures as numbers: where marks stand on a line of years, and people around a figure. Templates draw them as SVG."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from vivavoce.record import Card, Event, Interval
from vivavoce.record.time import EARLIEST, LATEST

_MARGIN: Final = 2.0
_STEP: Final = 11
_HIGHEST: Final = 40
_TALLEST: Final = 150
"""Dots of a pile, and its height: one that is higher is drawn closer, with smaller dots."""
_LANES: Final = 5
_COLUMNS: Final = 64
_LONG: Final = 400
"""Days beyond which an interval is drawn as a bar."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Years from `first` to `last` (the end of it) along a line, in percent of its width."""

    first: int
    last: int

    def x(self, iso: str) -> float:
        """Where a day stands, 0–100, drawn into the line where it lies beyond."""
        day = datetime.date.fromisoformat(min(max(iso, EARLIEST), LATEST))
        year = day.year + (day.timetuple().tm_yday - 1) / 366
        share = (year - self.first) / (self.last + 1 - self.first)
        return round(_MARGIN + (100 - 2 * _MARGIN) * min(max(share, 0.0), 1.0), 2)

    def ticks(self) -> list[tuple[float, int]]:
        """Round years with their places: at most about eight."""
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if (self.last - self.first) / step <= 8)
        start = -(-self.first // step) * step
        return [(self.x(f"{year:04}-01-01"), year) for year in range(start, self.last + 1, step)]


@dataclass(frozen=True, slots=True)
class Dot:
    """An event of a day, a month or a year."""

    event: Event
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bar:
    """An event that took years, or of which only years are known."""

    event: Event
    x: float
    width: float
    y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A timeline: dots stand on the line at `base`, bars hang below it."""

    scale: Scale
    dots: tuple[Dot, ...]
    bars: tuple[Bar, ...]
    base: int
    height: int
    radius: float


def scale(events: Sequence[Event], life: tuple[int, int] | None) -> Scale | None:
    """The years to show: those of a life where it is known, else those of the events; None where there are none."""
    if life:
        return Scale(*life)
    years = [int(date[:4]) for e in events for date in (e.interval.start, e.interval.end) if date not in (EARLIEST, LATEST)]
    return Scale(min(years), max(years)) if years else None


def chart(events: Sequence[Event], line: Scale) -> Chart:
    """Dots piled up where they would hide each other, bars in lanes; what lies beyond the line is left to the table."""
    shown = [e for e in events if line.first <= _year(e.interval.end) and _year(e.interval.start) <= line.last]
    short = [e for e in shown if e.interval.days <= _LONG]
    piles: dict[int, list[tuple[Event, float]]] = {}
    for event in short:
        x = line.x(_middle(event.interval))
        piles.setdefault(int(x * _COLUMNS / 100), []).append((event, x))
    placed = [(event, round(sum(x for _, x in pile) / len(pile), 2), level)
              for pile in piles.values() for level, (event, _) in enumerate(pile[:_HIGHEST])]
    highest = max((level for _, _, level in placed), default=0)
    step = min(_STEP, _TALLEST / max(highest, 1))
    base = 14 + round(step * highest)
    bars, lanes = _bars([e for e in shown if e.interval.days > _LONG], line, base + 34)
    dots = tuple(Dot(event, x, round(base - 8 - step * level, 1)) for event, x, level in placed)
    return Chart(line, dots, bars, base, base + 30 + 10 * lanes, round(step * 4 / _STEP, 1))


def marks(events: Sequence[Event], line: Scale) -> list[tuple[float, int, int]]:
    """For a line of years: where those with events stand, which they are, and how many events (1 to 5)."""
    counted = Counter(_year(e.interval.start) for e in events if e.interval.days <= _LONG and line.first <= _year(e.interval.start) <= line.last)
    return [(line.x(f"{year:04}-07-01"), year, min(count, 5)) for year, count in sorted(counted.items())]


def _bars(events: Sequence[Event], line: Scale, top: int) -> tuple[tuple[Bar, ...], int]:
    ends: list[float] = []
    bars = []
    for event in events:
        x, end = line.x(event.interval.start), line.x(event.interval.end)
        lane = next((i for i, taken in enumerate(ends) if taken < x), len(ends))
        if lane >= _LANES:
            continue
        ends[lane:lane + 1] = [end]
        bars.append(Bar(event, x, round(max(end - x, 0.5), 2), top + 10 * lane))
    return tuple(bars), len(ends)


@dataclass(frozen=True, slots=True)
class Lifeline:
    """The years in which the sources name somebody: a bar as thick as they are named often, the name above it."""

    card: Card
    x: float
    width: float
    thick: float
    y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Company:
    """People along a life, the earliest first."""

    scale: Scale
    lines: tuple[Lifeline, ...]
    height: int


def company(people: Sequence[Card], line: Scale, most: int = 16) -> Company:
    """The most named people whose years are known and touch the line."""
    dated = [c for c in people if c.first and c.last and line.first <= int(c.last[:4]) and int(c.first[:4]) <= line.last][:most]
    dated.sort(key=lambda c: (c.first or "", c.name))
    top = max((c.mentions for c in dated), default=1)
    lines = []
    for row, card in enumerate(dated):
        x, end = line.x(f"{(card.first or '')[:4]}-01-01"), line.x(f"{(card.last or '')[:4]}-12-31")
        thick = round(3 + 7 * (card.mentions / top) ** 0.5, 1)
        lines.append(Lifeline(card, x, round(max(end - x, 0.8), 2), thick, 40 + 34 * row, "end" if x > 55 else "start"))
    return Company(line, tuple(lines), 44 + 34 * len(lines))


def _middle(interval: Interval) -> str:
    first, last = datetime.date.fromisoformat(interval.start), datetime.date.fromisoformat(interval.end)
    return (first + (last - first) / 2).isoformat()


def _year(iso: str) -> int:
    return int(iso[:4])
