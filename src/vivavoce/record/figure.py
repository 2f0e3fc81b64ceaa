"""The figure: the historical person one talks with."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from vivavoce.text import slug


@dataclass(frozen=True, slots=True)
class Figure:
    """A person; `aliases` holds every name they go by, longest first, `inferred` the fields that nobody stated."""

    name: str
    aliases: tuple[str, ...] = ()
    born: str | None = None
    died: str | None = None
    pronouns: str = "they"
    inferred: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The figure's address: `ada-lovelace`."""
        return slug(self.name)

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]

    @property
    def names(self) -> tuple[str, ...]:
        """Name and aliases, longest first, each once."""
        return tuple(sorted({self.name, *self.aliases}, key=lambda n: (-len(n), n)))


def is_date(text: str) -> bool:
    """Is it an ISO date of the calendar: YYYY, YYYY-MM or YYYY-MM-DD?"""
    if not re.fullmatch(r"[0-9]{4}(?:-[0-9]{2}){0,2}", text):
        return False
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4:])
    except ValueError:
        return False
    return True


def year(date: str | None) -> int | None:
    """The year of an ISO date of any precision."""
    return int(date[:4]) if date and date[:4].isdigit() else None


def day(date: str) -> str:
    """The last day that a date of any precision (YYYY, YYYY-MM, YYYY-MM-DD) covers, for comparison as a string."""
    return date + "-12-31"[len(date) - 4:] if len(date) < 10 else date


@dataclass(frozen=True, slots=True)
class Portrait:
    """The owner's picture of the figure: the file it has in the archive (`portrait.png`, `.jpg`, `.webp` or `.svg`), its bytes, their digest."""

    file: str
    data: bytes
    sha256: str
