"""The words of the interface, by language; what sources say is never translated."""

from __future__ import annotations

import calendar
import datetime
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from vivavoce.record import Interval, year
from vivavoce.record.time import EARLIEST, LATEST

LANGUAGES: Final = ("en", "de")


@dataclass(frozen=True, slots=True)
class Words:
    """The messages of one language: `words("talk.ask", name=…)`; KeyError where a key is missing."""

    language: str
    messages: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        return self.messages[key].format(**values)

    def count(self, key: str, number: int, **values: object) -> str:
        """The message for one or for several of something."""
        return self(f"{key}.{'one' if number == 1 else 'other'}", n=self.number(number), **values)

    def number(self, number: int) -> str:
        """A whole number with the language's separator of thousands."""
        return f"{number:,}".replace(",", self.messages["number.thousands"])

    def date(self, iso: str) -> str:
        """An ISO date of any precision in words; what is none stays as it is."""
        pieces = iso.split("-")
        if not all(piece.isdecimal() for piece in pieces) or len(pieces) > 3 or len(pieces[0]) != 4:
            return iso
        year = str(int(pieces[0]))
        if len(pieces) == 1:
            return year
        month = self.messages.get(f"month.{int(pieces[1])}")
        if month is None:
            return iso
        return self("date.month", month=month, year=year) if len(pieces) == 2 else self("date.day", day=int(pieces[2]), month=month, year=year)

    def years(self, born: str | None, died: str | None) -> str:
        """A life in years, as far as they are known."""
        first, last = year(born), year(died)
        if first and last:
            return self("date.range", first=first, last=last)
        return self("figure.born", date=first) if first else self("figure.died", date=last)

    def interval(self, when: Interval) -> str:
        """An interval in words, no finer than it was stated."""
        told = self._plain(when)
        return self("date.about", date=told) if when.approximate else told

    def _plain(self, when: Interval) -> str:
        if when.start == EARLIEST:
            return self("date.before", date=self.date(when.end))
        if when.end == LATEST:
            return self("date.after", date=self.date(when.start))
        first, last = _coarse(when)
        season = f"season.{int(when.start[5:7])}"
        if when.precision == "season" and season in self.messages:
            return f"{self(season)} {int(when.start[:4])}"
        if when.precision == "decade" and when.start[3:] == "0-01-01":
            return self("date.decade", year=int(when.start[:4]))
        return self.date(first) if first == last else self("date.range", first=self.date(first), last=self.date(last))


def _coarse(when: Interval) -> tuple[str, str]:
    """Whole years as years, whole months as months."""
    if when.start[5:] == "01-01" and when.end[5:] == "12-31":
        return when.start[:4], when.end[:4]
    last = datetime.date.fromisoformat(when.end)
    if when.start[8:] == "01" and last.day == calendar.monthrange(last.year, last.month)[1]:
        return when.start[:7], when.end[:7]
    return when.start, when.end


@cache
def words(language: str) -> Words:
    """The catalogue of a language; English stands in for one that is not known."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    table = tomllib.loads((files(__package__) / "messages" / f"{name}.toml").read_text(encoding="utf-8"))
    return Words(name, dict(_flat(table)))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value


def chosen(wanted: str, remembered: str, accepted: str) -> str:
    """The language asked for, else the one chosen before, else the browser's first that is known."""
    for language in (wanted, remembered):
        if language in LANGUAGES:
            return language
    ranked = sorted((_ranked(entry) for entry in accepted[:500].split(",")), key=lambda r: -r[1])
    return next((tag for tag, weight in ranked if tag in LANGUAGES and weight > 0), LANGUAGES[0])


def _ranked(entry: str) -> tuple[str, float]:
    tag, _, weight = entry.partition(";q=")
    try:
        return tag.strip().lower().split("-")[0], float(weight or 1)
    except ValueError:
        return "", 0.0
