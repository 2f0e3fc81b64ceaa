"""What happened: a dated statement, with everybody who tells it."""

from __future__ import annotations

from dataclasses import dataclass

from vivavoce.record.source import Span
from vivavoce.record.time import Interval


@dataclass(frozen=True, slots=True)
class Telling:
    """Where an event is told: a sentence, and the clause of it that tells."""

    sentence: int
    span: Span


@dataclass(frozen=True, slots=True)
class Event:
    """One happening; `interval` is the closest that its tellings state, `kind` what sort it is (birth, arrest, move, … or `event`).

    `text` is its best telling, in the figure's first person where `mode` says so; `tellings` holds every one, the best first.
    """

    id: int
    interval: Interval
    kind: str
    text: str
    mode: str
    who: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    tellings: tuple[Telling, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that tell it, each once."""
        return tuple(dict.fromkeys(telling.span.source for telling in self.tellings))
