"""What comes back from a question."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """Whether the sources bear on the question."""

    ANSWERED = "answered"
    SILENT = "silent"
    NOT_YET = "not_yet"


class Mode(StrEnum):
    """How a sentence speaks: the figure's own text, an account in the first person, an account as it stands, a fixed phrase."""

    OWN_WORDS = "own_words"
    FIRST_PERSON = "first_person"
    QUOTED = "quoted"
    FRAMING = "framing"


@dataclass(frozen=True, slots=True)
class Citation:
    """A span with its exact words and what its source is worth; `page` and `anchor` where the source has such."""

    source: str
    start: int
    end: int
    exact: str
    standing: str
    health: str
    page: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of an answer; `by` is the author of a quoted account, `via` the source that reports the figure's own words, `when` the ISO day,
    month or year of what it tells, in a life told by time."""

    text: str
    mode: Mode
    citations: tuple[Citation, ...] = ()
    by: str = ""
    via: str = ""
    corroborated_by: int = 0
    when: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a disagreement: what differs (an ISO date where it is a date), the words of the first source that says so, and every citation."""

    value: str
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A matter on which sources give values that cannot both hold; two positions or more, from different sources."""

    about: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer; `text` is derived, so it cannot differ from its sentences."""

    question: str
    figure: str
    status: Status
    sentences: tuple[Said, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    nearest: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    voice: str = "attested"
    as_of: str | None = None
    elapsed_ms: float = field(default=0.0, compare=False)

    @property
    def text(self) -> str:
        """The sentences' texts, joined by one space."""
        return " ".join(said.text for said in self.sentences)
