"""What is read out of sources: passages, and sentences with their voice and first-person form."""

from __future__ import annotations

from dataclasses import dataclass

from vivavoce.record.time import Interval


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement in a sentence, offsets relative to the source; `text[start:end]` became `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Passage:
    """About a paragraph: what gives its sentences their context."""

    id: int
    source: str
    start: int
    end: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span that testifies.

    `voice` is who speaks: `figure`, `author` (whoever wrote the source) or another person's name.
    `first_person` is the account turned into the figure's first person, None where a guard (`guard` names it) stopped that.
    `persons` and `places` are names found in it; `kind` is the block's. `told` is when its events happened, None where nothing says so;
    `latest` the last day of anything it mentions or presupposes, `written` the last day on which the figure can have written or said it
    (own words alone): ISO days, empty where unknown. As of a date a sentence may be told whose `latest` is known and not after it, and whose
    `written`, for own words, is too.
    """

    id: int
    source: str
    start: int
    end: int
    passage: int
    kind: str
    voice: str
    first_person: str | None = None
    edits: tuple[Edit, ...] = ()
    guard: str = ""
    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    anaphoric: bool = False
    told: Interval | None = None
    latest: str = ""
    written: str = ""

    def known_by(self, date: str) -> bool:
        """Could it be told on that day (ISO, full) without later knowledge, and in words that had been said by then?"""
        own = self.voice == "figure"
        return bool(self.latest) and self.latest <= date and (not own or (bool(self.written) and self.written <= date))
