"""Answers and sources as pages show them: numbered citations with their addresses and contexts. Nothing is decided here about the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from markupsafe import Markup, escape

from vivavoce.faces.web import address
from vivavoce.faces.web.address import Asked
from vivavoce.faces.web.shelf import Opened
from vivavoce.record import Answer, Card, Citation, Disagreement, Event, Figure, Judgement, Match, Mode, Said, Source, Standing, year
from vivavoce.record.time import EARLIEST, LATEST
from vivavoce.text import squeeze

CONTEXT = 300
"""Code points shown before and after a citation."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with its number in the answer, its source, and its permanent address."""

    number: int
    citation: Citation
    source: Source
    href: str

    @property
    def title(self) -> str:
        """The source's title, else its id."""
        return self.source.title or self.source.id

    @property
    def at(self) -> str:
        """Its span as an address writes it."""
        return f"{self.citation.start}-{self.citation.end}"


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence of an answer with its citations; `follows` where the one before speaks in the same voice."""

    said: Said
    cited: tuple[Cited, ...]
    follows: bool = False

    @property
    def mode(self) -> str:
        """How it speaks, as a name."""
        return str(self.said.mode)


@dataclass(frozen=True, slots=True)
class Clash:
    """A disagreement: what about, and each side's value, words and citations."""

    about: str
    positions: tuple[tuple[str, str, tuple[Cited, ...]], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its answer; `cited` holds every citation once, by number."""

    number: int
    asked: Asked
    answer: Answer
    spoken: tuple[Spoken, ...]
    disagreements: tuple[Clash, ...]
    nearest: tuple[Cited, ...]
    cited: tuple[Cited, ...]

    @property
    def status(self) -> str:
        """`answered`, `silent` or `not_yet`."""
        return str(self.answer.status)


_EMPHASIS = re.compile(r"(?<![\w*_])([*_]{1,2})(?=\S)([^*_]+?)(?<=\S)\1(?![\w*_])")
_UNDERLINED = re.compile(r"(?<![\w*_])(_)(?=\S)([^*_]+?)(?<=\S)_(?![\w*_])")


def emphasis(text: str, citations: Iterable[Citation]) -> Markup:
    """Cited words; the marks of emphasis of Markdown, and the `_` of plain text, become that."""
    sources = {c.source.lower() for c in citations}
    marked = _EMPHASIS if sources and all(source.endswith((".md", ".markdown")) for source in sources) else _UNDERLINED
    return Markup(marked.sub(r"<em>\2</em>", str(escape(text))))


def running(text: str) -> Markup:
    """A stretch of a source with its breaks between paragraphs."""
    return Markup(re.sub(r"\s*\n\s*\n\s*", "<br><br>", str(escape(text))))


class Numbering:
    """Numbers for citations in the order in which they are first seen."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.seen: dict[tuple[str, int, int], Cited] = {}

    def __call__(self, citations: Iterable[Citation]) -> tuple[Cited, ...]:
        return tuple(self._one(citation) for citation in citations)

    def _one(self, citation: Citation) -> Cited:
        key = (citation.source, citation.start, citation.end)
        if key not in self.seen:
            source = self.opened.figure.archive.source(citation.source)
            href = address.source(self.opened.slug, citation.source, (citation.start, citation.end))
            self.seen[key] = Cited(len(self.seen) + 1, citation, source, href)
        return self.seen[key]


def clash(about: str, disagreement: Disagreement, numbers: Numbering) -> Clash:
    """A disagreement as a page shows it."""
    return Clash(about, tuple((p.value, p.text, numbers(p.citations)) for p in disagreement.positions))


def exchange(opened: Opened, number: int, asked: Asked, answer: Answer) -> Exchange:
    """An answer as a page shows it."""
    numbers = Numbering(opened)
    told = spoken(opened, answer.sentences, numbers)
    disagreements = tuple(clash(re.sub(r": [^:]*[?]$", "", d.about), d, numbers) for d in answer.disagreements)
    nearest = numbers(answer.nearest)
    return Exchange(number, asked, answer, told, disagreements, nearest, tuple(numbers.seen.values()))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A citation in its context; the three texts joined are cut from the source, at words."""

    cited: Cited
    before: str
    exact: str
    after: str
    opens: bool
    closes: bool


def excerpt(opened: Opened, identity: str, start: int, end: int, width: int = CONTEXT) -> Excerpt:
    """A span in its context; IndexError where it does not lie in the text, UnknownSource where there is no such source."""
    archive = opened.figure.archive
    source = archive.source(identity)
    text = opened.figure.text(identity)
    if not 0 <= start < end <= len(text):
        raise IndexError(f"{start}-{end}")
    left, right = max(0, start - width), min(len(text), end + width)
    if left and (space := re.search(r"\s", text[left:start])):
        left += space.end()
    if right < len(text) and (spaces := list(re.finditer(r"\s", text[end:right]))):
        right = end + spaces[-1].start()
    cited = Cited(1, archive.cite(identity, start, end), source, address.source(opened.slug, identity, (start, end)))
    return Excerpt(cited, text[left:start], text[start:end], text[end:right], left == 0, right == len(text))


def spoken(opened: Opened, sentences: Iterable[Said], numbers: Numbering | None = None) -> tuple[Spoken, ...]:
    """Sentences with their citations numbered, from one on unless `numbers` goes on from others."""
    numbers = numbers or Numbering(opened)
    voices: list[tuple[str, str]] = [("", "")]
    made = []
    for said in sentences:
        voices.append((str(said.mode), said.by if said.mode is Mode.QUOTED else ""))
        made.append(Spoken(said, numbers(said.citations), voices[-1] == voices[-2]))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, a place, a work or the like, with what the sources say of it."""

    card: Card
    relation: tuple[Cited, ...]
    spoken: tuple[Spoken, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page of entries."""
        return f"{self.card.kind}-{self.card.id}"


KINDS = ("people", "ideas", "works", "organisations", "occasions", "places")


def entries(opened: Opened, cards: Sequence[Card]) -> tuple[Entry, ...]:
    """Cards of one kind as a page shows them."""
    made = []
    for card in cards:
        numbers = Numbering(opened)
        relation = numbers([card.relation_citation]) if card.relation_citation else ()
        made.append(Entry(card, relation, spoken(opened, card.sentences, numbers)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a difference: `same`, `gone` (only the quotation has it) or `there` (only the source has it)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation was found, with the difference in stretches; none where the words are the same."""

    match: Match
    cited: Cited
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged quotation as a page shows it."""

    judgement: Judgement
    places: tuple[Place, ...]

    @property
    def by_source(self) -> list[tuple[Source, list[Place]]]:
        """The places by source, both in the order in which they were found."""
        found: dict[str, tuple[Source, list[Place]]] = {}
        for place in self.places:
            found.setdefault(place.cited.source.id, (place.cited.source, []))[1].append(place)
        return list(found.values())


def judged(opened: Opened, judgement: Judgement) -> Judged:
    """A judgement with its places numbered and its differences taken apart."""
    numbers = Numbering(opened)
    return Judged(judgement, tuple(Place(m, numbers((m.citation,))[0], changes(m.difference)) for m in judgement.matches))


def changes(difference: str) -> tuple[Change, ...]:
    """`the [-quick-] {+slow+} fox` as stretches."""
    made = []
    for piece in re.split(r"(\[-.*?-\]|\{\+.*?\+\})", difference):
        kind = {"[-": "gone", "{+": "there"}.get(piece[:2], "same")
        if text := piece if kind == "same" else piece[2:-2]:
            made.append(Change(kind, text))
    return tuple(made)


def turned(exchange: Exchange) -> tuple[Change, ...]:
    """How the first account of an answer that was put into the first person was changed; empty where none was."""
    said = next((s.said for s in exchange.spoken if s.said.mode is Mode.FIRST_PERSON), None)
    if said is None:
        return ()
    old, new = (re.findall(r"\w+|\W+", text) for text in (squeeze(said.citations[0].exact), said.text))
    made = []
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = old[a:b] == new[c:d]
        pieces = [("same", old[a:b])] if same else [("gone", old[a:b]), ("there", new[c:d])]
        made += [Change(kind, "".join(words)) for kind, words in pieces if words]
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the places that tell it."""

    event: Event
    cited: tuple[Cited, ...]

    @property
    def sources(self) -> int:
        """How many sources tell it."""
        return len({c.citation.source for c in self.cited})


@dataclass(frozen=True, slots=True)
class Period:
    """Events of some years that are shown together."""

    first: int
    last: int
    events: tuple[Event, ...]


def told(opened: Opened, events: Sequence[Event]) -> tuple[Told, ...]:
    """Events with numbered witnesses, one of each source."""
    made = []
    for event in events:
        witnesses = {c.source: c for c in reversed(opened.figure.witnesses(event))}
        made.append(Told(event, Numbering(opened)(witnesses[source] for source in event.sources)))
    return tuple(made)


def periods(opened: Opened) -> tuple[Period, ...]:
    """The figure's dated events, period by period."""
    return opened.once("periods", lambda figure: divided(figure.timeline()))


def divided(events: Sequence[Event], most: int = 80) -> tuple[Period, ...]:
    """Events in order, whole years together, about `most` at a time, the last ones not left alone."""
    most = -(-len(events) // max(1, round(len(events) / most)))
    found: list[list[Event]] = []
    for event in events:
        year = event.interval.start[:4]
        if not found or (len(found[-1]) >= most and found[-1][-1].interval.start[:4] != year):
            found.append([])
        found[-1].append(event)
    return tuple(Period(int(group[0].interval.start[:4]), int(group[-1].interval.start[:4]), tuple(group)) for group in found)


def event_address(opened: Opened, shown: Period | None, event: Event) -> str:
    """Where the table tells of an event: on the page that shows a period, or on the one of its own period."""
    first = opened.once("event periods", lambda _: {e.id: p.first for p in periods(opened) for e in p.events})[event.id]
    if shown and first == shown.first:
        return f"#e{event.id}"
    return f"{address.figure(opened.slug, 'timeline')}{f'?from={first}' if len(periods(opened)) > 1 else ''}#e{event.id}"


def life(opened: Opened) -> tuple[int, int] | None:
    """First and last year of the figure's life; an end that nobody stated is that of the dated events, None where there are none."""
    person = opened.figure.archive.figure
    events = opened.once("timeline", lambda figure: figure.timeline())
    dated = [int(date[:4]) for e in events for date in (e.interval.start, e.interval.end) if date not in (EARLIEST, LATEST)]
    first, last = year(person.born) or min(dated, default=None), year(person.died) or max(dated, default=None)
    return (first, last) if first is not None and last is not None and first < last else None


def other_names(figure: Figure) -> tuple[str, ...]:
    """What the figure is called besides, each once whatever its case."""
    found = {figure.name.casefold(): ""}
    for name in sorted(figure.aliases, key=str.isupper):
        found.setdefault(name.casefold(), name)
    return tuple(name for name in found.values() if name)


def corrections(opened: Opened) -> list[dict[str, Any]]:
    """What the owner overruled, with the place and the name of its source."""
    archive = opened.figure.archive
    return [one | {"title": archive.source(one["source"]).title or one["source"],
                   "href": address.source(opened.slug, one["source"], (one["start"], one["end"]))}
            for one in opened.figure.inspect()["corrections"]]


def sources(opened: Opened) -> Sequence[dict[str, Any]]:
    """Every source as `inspect` tells of it, with its address."""
    told = opened.once("sources", lambda figure: figure.inspect()["sources"])
    return [entry | {"href": address.source(opened.slug, entry["source"])} for entry in told]


def by_standing(opened: Opened) -> list[tuple[str, list[dict[str, Any]]]]:
    """Every source under its standing, the nearest to the figure first."""
    every = sources(opened)
    return [(str(standing), found) for standing in Standing if (found := [one for one in every if one["standing"] == standing])]
