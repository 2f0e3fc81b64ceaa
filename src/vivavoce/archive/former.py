"""The archive that a build replaces: what the same maker made of the same is taken over from it, so that a build reads only what changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np

from vivavoce.archive.place import MANIFEST, digests, recover
from vivavoce.archive.store import HeldRecord
from vivavoce.archive.vectors import Known, passage_words, sentence_words
from vivavoce.kept import Kept
from vivavoce.record import Figure, Passage, Quotation, Sentence, Source

_UNITS: Final = {"passage": "passages", "sentence": "sentences"}


@dataclass(frozen=True, slots=True)
class Share:
    """What a record holds of one source: passages, sentences without their times, quotations; each numbered from 0."""

    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]

    @property
    def pieces(self) -> tuple[Sentence, ...]:
        """What an outline has for each sentence."""
        return self.sentences

    def placed(self, source: str, passage: int, sentence: int) -> Share:
        """The same under a source's name, passages and sentences numbered on from what stands before them in a record."""
        return replace(self, passages=tuple(replace(p, id=p.id + passage, source=source) for p in self.passages),
                       sentences=tuple(replace(s, id=s.id + sentence, source=source, passage=s.passage + passage) for s in self.sentences))

    def quoted(self, source: str, first: int) -> tuple[Quotation, ...]:
        """The quotations under a source's name, numbered from `first`."""
        return tuple(replace(q, id=q.id + first, source=source, nested_in=None if q.nested_in is None else q.nested_in + first)
                     for q in self.quotations)


def reading_key(source: Source, figure: Figure, corrections: Sequence[tuple[int, int, str]], passage_words: int) -> str:
    """All that a source's share of a record depends on, its maker apart; its name is no part of it."""
    facts = (replace(source, id=""), figure, tuple(corrections), passage_words)
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest()


class Former:
    """What stands where an archive is to go; where nothing does, or what does is not whole or of another maker, there is nothing to take over."""

    def __init__(self, target: Path, made_by: str) -> None:
        recover(target)
        self._path, self.made_by = target, made_by
        self.manifest = _whole(target)
        self._usable = self.manifest.get("made_by") == made_by

    @cached_property
    def _entries(self) -> dict[str, dict[str, Any]]:
        """Sources by the key of their reading."""
        return {entry["reading"]: entry for entry in self.manifest["sources"]} if self._usable else {}

    @cached_property
    def kept(self) -> Kept:
        """What costly functions gave, as far as it is at hand; what is asked of it is for the archive that is written now."""
        return Kept.read(self._path) if self._usable else Kept()

    @cached_property
    def _record(self) -> HeldRecord:
        return HeldRecord(self._path / "record.sqlite")

    @cached_property
    def _first_quotations(self) -> dict[str, int]:
        """By source, the number from which its quotations were counted: one more than the last before them, since what was muted leaves gaps."""
        found: dict[str, int] = {}
        following = 0
        for entry in self.manifest["sources"]:
            found[entry["source"]] = following
            quotations = self._record.quotations(entry["source"])
            following = quotations[-1].id + 1 if quotations else following
        return found

    def share(self, key: str) -> Share | None:
        """What the record holds of the source whose reading had this key; None where it was not read."""
        if key not in self._entries:
            return None
        name = self._entries[key]["source"]
        passages, sentences, quotations = self._record.passages_of(name), self._record.sentences_of(name), self._record.quotations(name)
        first = passages[0].id if passages else 0
        share = Share(
            tuple(replace(p, id=p.id - first, source="") for p in passages),
            tuple(replace(s, id=place, source="", passage=s.passage - first, told=None, latest="", written="") for place, s in enumerate(sentences)),
            tuple(quotations))
        return replace(share, quotations=share.quoted("", -self._first_quotations[name]))

    def known(self, models: Mapping[str, Mapping[str, str]]) -> dict[str, Known]:
        """The vectors there are, by unit, as far as the same models made them."""
        return {unit: self._known(unit) for unit, model in _UNITS.items() if self._usable and self.manifest["models"][model] == models[model]}

    def _known(self, unit: str) -> Known:
        texts = chain.from_iterable(self._embedded(entry, unit) for entry in self.manifest["sources"])
        return Known({text: row for row, text in enumerate(texts)}, np.load(self._path / f"{unit}-vectors.npy", mmap_mode="r"))

    def _embedded(self, entry: Mapping[str, Any], unit: str) -> Iterator[str]:
        """What was embedded of a source, in order."""
        text = (self._path / "texts" / entry["file"]).read_bytes().decode("utf-8", "surrogatepass")
        passages = self._record.passages_of(entry["source"])
        if unit == "passage":
            return (passage_words(passage, entry["title"], text) for passage in passages)
        return sentence_words(text, passages, self._record.sentences_of(entry["source"]))


def _whole(target: Path) -> dict[str, Any]:
    """The manifest of an archive whose every file is what was written; nothing where there is none."""
    try:
        manifest: dict[str, Any] = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
        return manifest if manifest["files"] == digests(target) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
