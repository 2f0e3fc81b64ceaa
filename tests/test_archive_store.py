"""A record held in memory gives what the record on the disk gives, in the same order."""

from __future__ import annotations

from pathlib import Path

from vivavoce.archive.store import HeldRecord, Record
from vivavoce.record import EntryKind


def test_a_held_record_is_the_record(ada: Path) -> None:
    path = ada / "record.sqlite"
    record, held = Record(path), HeldRecord(path)
    every = record.all_sentences("1")
    assert len({s.source for s in every}) > 1
    for where in ("1", "voice = 'figure'", "first_person is not null"):
        assert held.all_sentences(where) == record.all_sentences(where) != []
    for sentence in every:
        for before, after in ((0, 0), (2, 1), (40, 40)):
            assert held.around(sentence, before, after) == record.around(sentence, before, after)
        assert held.before(sentence, 3) == record.before(sentence, 3)
    for source in (*sorted({s.source for s in every}), "nowhere"):
        assert held.sentences_of(source) == record.sentences_of(source)
    for kind in EntryKind:
        assert held.entries(kind) == held.entries(kind) == record.entries(kind)
    assert held.people()
    asked = [every[-1].id, 2, 2, 0, every[-1].id + 1, -1]
    assert list(held.sentences(asked).items()) == list(record.sentences(asked).items())
