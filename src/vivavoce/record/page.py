"""The figure's page, as data: what a visitor sees, each sentence cited, made from the archive alone."""

from __future__ import annotations

from dataclasses import dataclass

from vivavoce.record.answer import Citation, Disagreement, Said


@dataclass(frozen=True, slots=True)
class Line:
    """A phrase that says who the figure was, cut from a source."""

    text: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class LongAnswer:
    """A question a visitor would ask, to the figure, with a long answer; `posed` where a source asks it itself."""

    id: str
    question: str
    sentences: tuple[Said, ...]
    posed: bool = False

    @property
    def text(self) -> str:
        """The sentences' texts, joined by one space."""
        return " ".join(said.text for said in self.sentences)


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry of the timeline: its date as shown, its interval, what tells it (cited once for each witness), what sort of event it is."""

    when: str
    start: str
    end: str
    approximate: bool
    sentences: tuple[Said, ...]
    kind: str = "event"


@dataclass(frozen=True, slots=True)
class Card:
    """A person, place, organisation, occasion, work or idea with what the sources say of it; `relation` in their words, cited."""

    id: str
    kind: str
    name: str
    names: tuple[str, ...] = ()
    mentions: int = 0
    sources: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    relation: str = ""
    relation_citation: Citation | None = None
    sentences: tuple[Said, ...] = ()
    author: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One source as the page shows it: what it is, its standing and its health."""

    source: str
    title: str
    author: str
    date: str
    standing: str
    language: str
    words: int
    health: str
    reasons: tuple[str, ...] = ()
    rights: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole of a figure's page. Lists are ordered, the most important first; the biography and the timeline by time."""

    figure: str
    name: str
    aliases: tuple[str, ...]
    born: str | None
    died: str | None
    inferred: tuple[str, ...]
    line: Line | None
    portrait: str
    biography: tuple[Said, ...]
    questions: tuple[LongAnswer, ...]
    timeline: tuple[Moment, ...]
    people: tuple[Card, ...]
    places: tuple[Card, ...]
    organisations: tuple[Card, ...]
    occasions: tuple[Card, ...]
    works: tuple[Card, ...]
    ideas: tuple[Card, ...]
    quotations: tuple[Said, ...]
    sources: tuple[Reading, ...]
    disagreements: tuple[Disagreement, ...] = ()

    def question(self, identity: str) -> LongAnswer | None:
        """The question of an address, None where there is none."""
        return next((q for q in self.questions if q.id == identity), None)

    def card(self, kind: str, identity: str) -> Card | None:
        """An entry by kind and id."""
        every = (*self.people, *self.places, *self.organisations, *self.occasions, *self.works, *self.ideas)
        return next((c for c in every if c.kind == kind and c.id == identity), None)
