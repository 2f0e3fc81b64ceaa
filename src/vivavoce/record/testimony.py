"""What is read out of sources: passages, and sentences with their voice and first-person form."""

from __future__ import annotations

from dataclasses import dataclass


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
    `persons` and `places` are names found in it; `kind` is the block's.
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
