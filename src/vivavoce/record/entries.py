"""Who and what the sources name: people, places, organisations, occasions, works, ideas."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntryKind(StrEnum):
    """What a name stands for."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    OCCASION = "occasion"
    WORK = "work"
    IDEA = "idea"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a source states of an entry, in its own words (`his wife`, `the painter`); `to_figure` where it is said of the figure."""

    phrase: str
    sentence: int
    to_figure: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the record.

    `names` holds the other names and spellings found, `sentences` the ids of all that name it, `together` of those that name the figure too
    or are the figure's own, `first` and `last` the years of the earliest and latest dated one. `author` is a work's, `own` says that it is
    the figure's; `definition` is the sentence that says what an idea is.
    """

    id: str
    kind: EntryKind
    name: str
    names: tuple[str, ...] = ()
    mentions: int = 0
    sentences: tuple[int, ...] = ()
    together: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    relations: tuple[Relation, ...] = ()
    author: str = ""
    own: bool = False
    definition: int | None = None
