"""The record in SQLite: passages and sentences, opened read-only."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from vivavoce.errors import ArchiveError, ArchiveNotWritten, DamagedArchive
from vivavoce.language.sentences import LONGEST
from vivavoce.record import Citation, Edit, Entry, EntryKind, Event, Interval, Passage, Quotation, Relation, Reprint, Sentence, Span, Telling

_TABLES: Final = """
create table passage (id integer primary key, source text not null, start integer not null, end integer not null, heading text not null);
create table sentence (id integer primary key, source text not null, start integer not null, end integer not null, passage integer not null,
    kind text not null, voice text not null, first_person text, edits text not null, guard text not null, persons text not null,
    places text not null, anaphoric integer not null, told_start text, told_end text, told_approximate integer, told_precision text,
    latest text not null, written text not null);
create table reprint (source text not null, start integer not null, end integer not null,
    other text not null, other_start integer not null, other_end integer not null);
create table event (id integer primary key, start text not null, end text not null, approximate integer not null, precision text not null,
    kind text not null, text text not null, mode text not null, who text not null, places text not null, tellings text not null);
create table quotation (id integer primary key, source text not null, start integer not null, end integer not null, kind text not null,
    speaker text not null, addressee text not null, introduced_start integer, introduced_end integer, date text not null, nested_in integer);
create index quotation_place on quotation (source, start);
create index event_time on event (start, end);
create table entry (kind text not null, id text not null, place integer not null, name text not null, mentions integer not null,
    more text not null, primary key (kind, id));
create index sentence_passage on sentence (passage);
create index reprint_place on reprint (source, start);
create index sentence_place on sentence (source, start);
"""
_ENTRY: Final = ("kind", "id", "name", "mentions")

_AS_OF: Final = """
create temp view sentence as select * from main.sentence where latest <> '' and latest <= '{until}'
    and (voice <> 'figure' or (written <> '' and written <= '{until}'));
create temp view passage as select * from main.passage where exists (select 1 from sentence where sentence.passage = main.passage.id);
"""


def write_record(path: Path, passages: Iterable[Passage], sentences: Iterable[Sentence], reprints: Iterable[Reprint] = (),
                 events: Iterable[Event] = (), entries: Iterable[Entry] = (), quotations: Iterable[Quotation] = ()) -> None:
    """Write the record of an archive; ArchiveNotWritten where there is no room."""
    with closing(sqlite3.connect(path)) as connection, _telling(ArchiveNotWritten, "The record could not be written"), connection:
        connection.executescript(_TABLES)
        connection.executemany("insert into passage values (?, ?, ?, ?, ?)", ((p.id, p.source, p.start, p.end, p.heading) for p in passages))
        connection.executemany(f"insert into sentence values ({', '.join('?' * 19)})", (
            (s.id, s.source, s.start, s.end, s.passage, s.kind, s.voice, s.first_person, json.dumps([[e.start, e.end, e.new] for e in s.edits]),
             s.guard, json.dumps(s.persons), json.dumps(s.places), int(s.anaphoric),
             *(_interval_row(s.told)), s.latest, s.written) for s in sentences))
        connection.executemany("insert into reprint values (?, ?, ?, ?, ?, ?)", (
            (a.source, a.start, a.end, b.source, b.start, b.end) for r in reprints for a, b in ((r.one, r.other), (r.other, r.one))))
        connection.executemany(f"insert into event values ({', '.join('?' * 11)})", (
            (e.id, *_interval_row(e.interval), e.kind, e.text, e.mode, json.dumps(e.who), json.dumps(e.where),
             json.dumps([[t.sentence, t.span.source, t.span.start, t.span.end] for t in e.tellings])) for e in events))
        connection.executemany("insert into entry values (?, ?, ?, ?, ?, ?)", (
            (str(e.kind), e.id, place, e.name, e.mentions, json.dumps({k: v for k, v in asdict(e).items() if k not in _ENTRY}, ensure_ascii=False))
            for place, e in enumerate(entries)))
        connection.executemany(f"insert into quotation values ({', '.join('?' * 11)})", (
            (q.id, q.source, q.start, q.end, q.kind, q.speaker, q.addressee, *(q.introduced or (None, None)), q.date, q.nested_in)
            for q in quotations))


def _interval_row(interval: Interval | None) -> tuple[object, ...]:
    return (None, None, None, None) if interval is None else (interval.start, interval.end, int(interval.approximate), interval.precision)


@contextmanager
def _telling(kind: type[ArchiveError], what: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise kind(f"{what}: {error}.") from error


class Record:
    """The record of an archive, read-only; threads share its one connection, one at a time.

    With `until` (YYYY-MM-DD) every query sees only what could be told on that day: views of the same names stand before the tables.
    """

    def __init__(self, path: Path, until: str = "") -> None:
        self._path = path
        self._lock = threading.Lock()
        with _telling(DamagedArchive, f"{path} cannot be opened"):
            self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            if until:
                if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", until):
                    raise ValueError(until)
                self._connection.executescript(_AS_OF.format(until=until))

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Rows of a query; DamagedArchive where the file is not the record that was written."""
        with self._lock, _telling(DamagedArchive, f"{self._path} cannot be read"):
            return self._connection.execute(query, tuple(values)).fetchall()

    def sentences(self, identities: Sequence[int]) -> dict[int, Sentence]:
        """Sentences by id; ids that do not exist are left out."""
        marks = ",".join("?" * len(identities))
        return {row[0]: _sentence(row) for row in self._rows(f"select * from sentence where id in ({marks})", tuple(identities))}

    def told_by_now(self) -> list[tuple[int, int, str]]:
        """Of all that the record shows, in order: the sentence, its passage, and the day by which the figure said it, empty for others' words."""
        return [(row[0], row[1], row[2]) for row in self._rows("select id, passage, iif(voice = 'figure', written, '') from sentence order by id")]

    def of_passages(self, identities: Sequence[int]) -> list[Sentence]:
        """The sentences of passages, in order."""
        marks = ",".join("?" * len(identities))
        return [_sentence(row) for row in self._rows(f"select * from sentence where passage in ({marks}) order by id",
                                                                   tuple(identities))]

    def passages(self, identities: Sequence[int]) -> dict[int, Passage]:
        """Passages by id."""
        marks = ",".join("?" * len(identities))
        return {row[0]: Passage(*row) for row in self._rows(f"select * from passage where id in ({marks})", tuple(identities))}

    def passages_of(self, source: str) -> list[Passage]:
        """The passages of a source, in order."""
        return [Passage(*row) for row in self._rows("select * from passage where source = ? order by id", (source,))]

    def sentences_of(self, source: str) -> list[Sentence]:
        """The sentences of a source, in order."""
        return [_sentence(row) for row in self._rows("select * from sentence where source = ? order by id", (source,))]

    def of_kind(self, kind: str, source: str | None = None) -> list[Sentence]:
        """Every sentence of a block kind, in order, of one source or of all."""
        rows = self._rows("select * from sentence where kind = ? and (? is null or source = ?) order by id", (kind, source, source))
        return [_sentence(row) for row in rows]

    def around(self, sentence: Sentence, before: int, after: int) -> list[Sentence]:
        """A sentence with its neighbours in the same source."""
        rows = self._rows("select * from sentence where id between ? and ? and source = ? order by id",
                                        (sentence.id - before, sentence.id + after, sentence.source))
        return [_sentence(row) for row in rows]

    def before(self, sentence: Sentence, count: int) -> list[Sentence]:
        """Those that stand before a sentence in its passage, `count` at most, in order."""
        return [s for s in self.around(sentence, count, 0) if s.id != sentence.id and s.passage == sentence.passage]

    def cited(self, citations: Iterable[Citation]) -> list[Sentence]:
        """The sentences in which citations begin, each once, in the order of the citations."""
        return list(dict.fromkeys(s for c in citations for s in self.within(c.source, c.start, c.end)[:1]))

    def within(self, source: str, start: int, end: int) -> list[Sentence]:
        """The sentences of a source that share a character with a span, in order."""
        rows = self._rows("select * from sentence where source = ? and start > ? and start < ? and end > ? order by start",
                          (source, start - 2 * LONGEST, end, start))  # bounded on both sides, so that the index serves it
        return [_sentence(row) for row in rows]

    def reprints(self, source: str, start: int, end: int) -> list[Reprint]:
        """Passages that a span touches and that stand in another source too; `one` is the span's side."""
        rows = self._rows("select * from reprint where source = ? and start < ? and end > ? order by start, other, other_start", (source, end, start))
        return [Reprint(Span(*row[:3]), Span(*row[3:])) for row in rows]

    def sections(self, source: str) -> list[tuple[str, int]]:
        """The sections of a source in order: heading, and where what stands under it begins."""
        found: list[tuple[str, int]] = []
        for heading, start in self._rows("select heading, start from passage where source = ? order by start", (source,)):
            if heading and (not found or found[-1][0] != heading):
                found.append((heading, start))
        return found

    def events(self, first: str = "0001-01-01", last: str = "9999-12-31") -> list[Event]:
        """Events in order of time, those that touch the days from `first` to `last`."""
        return [_event(row) for row in self._rows("select * from event where end >= ? and start <= ? order by id", (first, last))]

    def entries(self, kind: EntryKind) -> list[Entry]:
        """People, places, organisations, occasions, works or ideas, the weightiest first."""
        rows = self._rows("select kind, id, name, mentions, more from entry where kind = ? order by place", (str(kind),))
        return [_entry(row) for row in rows]

    def people(self) -> list[Entry]:
        """The people that the sources name, the most named first; the figure is none of them."""
        return self.entries(EntryKind.PERSON)

    def places(self) -> list[Entry]:
        """The places, the most named first."""
        return self.entries(EntryKind.PLACE)

    def works(self) -> list[Entry]:
        """Works, the figure's own first."""
        return self.entries(EntryKind.WORK)

    def ideas(self) -> list[Entry]:
        """Ideas, the most treated first."""
        return self.entries(EntryKind.IDEA)

    def quotations(self, source: str | None = None) -> list[Quotation]:
        """Quotations that were found in a source, or in all, in order."""
        return [_quotation(row) for row in self._rows("select * from quotation where ? is null or source = ? order by id", (source, source))]

    def quoted_at(self, source: str, start: int, end: int) -> list[Quotation]:
        """Quotations that share a character with a span, outer ones first."""
        rows = self._rows("select * from quotation where source = ? and start < ? and end > ? order by start, end desc", (source, end, start))
        return [_quotation(row) for row in rows]

    def headings(self) -> list[str]:
        """Headings of passages, each once, in order."""
        return [row[0] for row in self._rows("select heading from passage where heading <> '' group by heading order by min(id)")]

    def under(self, heading: str) -> list[Sentence]:
        """The sentences below a heading, in order."""
        rows = self._rows("select s.* from sentence s join passage p on s.passage = p.id where p.heading = ? order by s.id", (heading,))
        return [_sentence(row) for row in rows]

    def all_sentences(self, where: str = "first_person is not null") -> list[Sentence]:
        """Sentences in one of the states that reports count: converted, the figure's own, all."""
        conditions = {"first_person is not null", "voice = 'figure'", "1"}
        if where not in conditions:
            raise ValueError(where)
        return [_sentence(row) for row in self._rows(f"select * from sentence where {where} order by id")]


class HeldRecord(Record):
    """A record with all its sentences in memory, where sentence i stands at i, and the entries that were asked for: for who reads them again and
    again, as the making of a page does."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._held = super().all_sentences("1")
        self._entries: dict[EntryKind, list[Entry]] = {}
        self._by_source = {source: list(group) for source, group in groupby(self._held, key=lambda s: s.source)}

    def sentences(self, identities: Sequence[int]) -> dict[int, Sentence]:
        return {i: self._held[i] for i in sorted(set(identities)) if 0 <= i < len(self._held)}

    def sentences_of(self, source: str) -> list[Sentence]:
        return list(self._by_source.get(source, ()))

    def entries(self, kind: EntryKind) -> list[Entry]:
        if kind not in self._entries:
            self._entries[kind] = super().entries(kind)
        return list(self._entries[kind])

    def around(self, sentence: Sentence, before: int, after: int) -> list[Sentence]:
        return [s for s in self._held[max(0, sentence.id - before):sentence.id + after + 1] if s.source == sentence.source]

    def all_sentences(self, where: str = "first_person is not null") -> list[Sentence]:
        match where:
            case "1":
                return list(self._held)
            case "voice = 'figure'":
                return [s for s in self._held if s.voice == "figure"]
            case "first_person is not null":
                return [s for s in self._held if s.first_person is not None]
            case _:
                return super().all_sentences(where)


def _quotation(row: Sequence[Any]) -> Quotation:
    identity, source, start, end, kind, speaker, addressee, first, last, date, outer = row
    return Quotation(identity, source, start, end, kind, speaker, addressee, None if first is None else (first, last), date, outer)


def _event(row: Sequence[Any]) -> Event:
    identity, start, end, approximate, precision, kind, text, mode, who, places, tellings = row
    return Event(identity, Interval(start, end, bool(approximate), precision), kind, text, mode, tuple(json.loads(who)), tuple(json.loads(places)),
                 tuple(Telling(sentence, Span(source, a, b)) for sentence, source, a, b in json.loads(tellings)))


def _entry(row: Sequence[Any]) -> Entry:
    kind, identity, name, mentions, more = row
    rest: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(more).items()}
    rest["relations"] = tuple(Relation(**r) for r in rest["relations"])
    return Entry(identity, EntryKind(kind), name, mentions=mentions, **rest)


def _sentence(row: Sequence[Any]) -> Sentence:
    identity, source, start, end, passage, kind, voice, first_person, edits, guard, persons, places, anaphoric, *times = row
    first, last, approximate, precision, latest, written = times
    told = Interval(first, last, bool(approximate), precision) if first else None
    return Sentence(identity, source, start, end, passage, kind, voice, first_person, tuple(Edit(*e) for e in _list(edits)), guard,
                    tuple(_list(persons)), tuple(_list(places)), bool(anaphoric), told, latest, written)


def _list(text: str) -> list[Any]:
    """A list as it is stored; most are empty, and a large record has a hundred thousand of them."""
    found: list[Any] = [] if text == "[]" else json.loads(text)
    return found
