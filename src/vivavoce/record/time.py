"""When: an interval of days, as a statement gives it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

EARLIEST: Final = "0001-01-01"
LATEST: Final = "9999-12-31"
_MONTHS: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_SEASONS: Final = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day (ISO, proleptic Gregorian, both included).

    `approximate` where it was widened or resolved from what stands around; `precision` is how it was stated: day, month, season, year,
    decade, century or range.
    """

    start: str
    end: str
    approximate: bool = False
    precision: str = "day"

    def overlaps(self, other: Interval) -> bool:
        """Is there a day in both?"""
        return self.start <= other.end and other.start <= self.end

    def within(self, other: Interval) -> bool:
        """Does it lie wholly in the other?"""
        return other.start <= self.start and self.end <= other.end

    def hull(self, other: Interval) -> Interval:
        """The shortest interval that holds both."""
        if self.within(other) or other.within(self):
            wide = other if self.within(other) else self
            return Interval(wide.start, wide.end, self.approximate or other.approximate, wide.precision)
        return Interval(min(self.start, other.start), max(self.end, other.end), self.approximate or other.approximate, "range")

    def loosened(self) -> Interval:
        """The same days, marked as approximate."""
        return Interval(self.start, self.end, True, self.precision)

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (datetime.date.fromisoformat(self.end) - datetime.date.fromisoformat(self.start)).days + 1

    def __str__(self) -> str:
        """As one reads it: `20 August 1940`, `summer 1914`, `1923–1927`, `about May 1905`."""
        return f"about {self._plain()}" if self.approximate else self._plain()

    def _plain(self) -> str:
        if self.start == EARLIEST or self.end == LATEST:
            return f"before {_day(_shift(self.end, 1))}" if self.start == EARLIEST else f"after {_day(_shift(self.start, -1))}"
        first, last = _ends(self.start, self.end)
        if first == last:
            return first
        if self.precision == "decade" and self.start[3:] == "0-01-01" and self.end[3:] == "9-12-31":
            return f"the {self.start[:4]}s"
        if self.precision == "season" and int(self.start[5:7]) in _SEASONS:
            years = self.start[:4] if self.start[:4] == self.end[:4] else f"{self.start[:4]}–{self.end[2:4]}"
            return f"{_SEASONS[int(self.start[5:7])]} {years}"
        return f"{first} – {last}" if " " in first + last else f"{first}–{last}"


def covered(date: str) -> Interval | None:
    """The days that an ISO date of any precision covers; None where it is empty or no date."""
    try:
        if len(date) == 4:
            return Interval(datetime.date(int(date), 1, 1).isoformat(), f"{date}-12-31", precision="year")
        if len(date) == 7:
            first = datetime.date.fromisoformat(f"{date}-01")
            following = datetime.date(first.year + first.month // 12, first.month % 12 + 1, 1)
            return Interval(first.isoformat(), (following - datetime.timedelta(1)).isoformat(), precision="month")
        return Interval(datetime.date.fromisoformat(date).isoformat(), date) if len(date) == 10 else None
    except ValueError:
        return None


def _ends(start: str, end: str) -> tuple[str, str]:
    """Both ends, no finer than needed: whole years as years, whole months as months."""
    if start[5:] == "01-01" and end[5:] == "12-31":
        return start[:4].lstrip("0"), end[:4].lstrip("0")
    if start[8:] == "01" and _shift(end, 1)[8:] == "01":
        return _day(start)[2:], " ".join(_day(end).split()[1:])
    return _day(start), _day(end)


def _day(iso: str) -> str:
    return f"{int(iso[8:])} {_MONTHS[int(iso[5:7]) - 1]} {iso[:4].lstrip('0')}"


def _shift(iso: str, days: int) -> str:
    return (datetime.date.fromisoformat(iso) + datetime.timedelta(days)).isoformat()
