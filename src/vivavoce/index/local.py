"""tantivy and memory-mapped vectors in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
import tantivy
from numpy.typing import NDArray
from tantivy import Occur, Query

from vivavoce.errors import ArchiveNotWritten, DamagedArchive
from vivavoce.text import analyzer

Vectors = NDArray[np.float32]
Ranking = list[tuple[int, float]]
Among = NDArray[np.bool_] | None
UNITS: Final = ("sentence", "passage")
_READ: Final = 4000
"""Units that a search by words looks through where only some may be found."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in ("sentence", "near", "passage"):
        builder.add_text_field(field, stored=False, tokenizer_name="folded", index_option="position")
    builder.add_unsigned_field("id", stored=True, indexed=True, fast=True)
    return builder.build()


def write_index(folder: Path, sentences: Iterable[tuple[int, str, str]], passages: Iterable[tuple[int, str]], vectors: Mapping[str, Vectors]) -> None:
    """Write sentences `(id, text, near)`, passages `(id, text)` and vectors `[n, d]`, row i of which belongs to unit i."""
    try:
        _write_words(folder / "index", sentences, passages)
        for unit in UNITS:
            np.save(folder / f"{unit}-vectors.npy", vectors[unit])
    except (ValueError, OSError) as error:  # what tantivy and numpy make of a full disk
        raise ArchiveNotWritten(f"The index could not be written: {error}.") from error


def _write_words(folder: Path, sentences: Iterable[tuple[int, str, str]], passages: Iterable[tuple[int, str]]) -> None:
    folder.mkdir()
    index = tantivy.Index(_schema(), path=str(folder))
    index.register_tokenizer("folded", analyzer())
    writer = index.writer(heap_size=60_000_000, num_threads=1)
    for identity, text, near in sentences:
        document = tantivy.Document()
        document.add_unsigned("id", identity)
        document.add_text("sentence", text)
        document.add_text("near", near)
        writer.add_document(document)
    for identity, text in passages:
        document = tantivy.Document()
        document.add_unsigned("id", identity)
        document.add_text("passage", text)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    for path in folder.iterdir():
        path.chmod(folder.stat().st_mode & 0o666)  # tantivy keeps some of its files to their owner; an archive may be served by another


class LocalIndex:
    """An index opened for reading; nothing is loaded before it is asked for."""

    def __init__(self, folder: Path) -> None:
        try:
            self._index = tantivy.Index.open(str(folder / "index"))
        except (ValueError, OSError) as error:
            raise DamagedArchive(f"The index in {folder} cannot be opened.") from error
        self._index.register_tokenizer("folded", analyzer())
        self._searcher = self._index.searcher()
        try:
            self._vectors = {unit: np.load(folder / f"{unit}-vectors.npy", mmap_mode="r") for unit in UNITS}
        except (ValueError, OSError, EOFError) as error:
            raise DamagedArchive(f"The vectors in {folder} cannot be opened.") from error
        self._schema = self._index.schema

    def rows(self, unit: str) -> int:
        """How many units there are; their ids are below it."""
        return len(self._vectors[unit])

    def frequency(self, field: str, stem: str) -> int:
        """How many units hold a stem."""
        return int(self._searcher.doc_freq(field, stem))

    def holding(self, unit: str, stems: Sequence[str], count: int) -> list[int]:
        """Ids of up to `count` units that hold all of the stems."""
        clauses = [(Occur.Must, Query.term_query(self._schema, unit, stem)) for stem in dict.fromkeys(stems)]
        return [identity for identity, _ in self._found(clauses, count)]

    def _found(self, clauses: Sequence[tuple[Occur, Query]], count: int) -> Ranking:
        """Ids and scores of up to `count` units that a query finds, as it ranks them; none for an empty one."""
        hits = self._searcher.search(Query.boolean_query(list(clauses)), count).hits if clauses else []
        ids = self._searcher.fast_field_values("id", [address for _, address in hits]) if hits else []
        return [(int(i or 0), float(score)) for (score, _), i in zip(hits, ids, strict=True)]

    def lexical(self, unit: str, stems: Sequence[str], count: int, kindred: Sequence[str] = (), among: Among = None,
                some: Sequence[str] = ()) -> Ranking:
        """BM25 over stems, kindred ones for less; a sentence's surroundings count less than the sentence. `among` says which rows may be found;
        of `some` stems each unit must hold one."""
        fields = (("sentence", 1.0), ("near", 0.35)) if unit == "sentence" else (("passage", 1.0),)
        clauses = [(Occur.Should, Query.boost_query(Query.term_query(self._schema, field, stem), weight))
                   for stem in dict.fromkeys(stems) for field, weight in fields]
        clauses += [(Occur.Should, Query.boost_query(Query.term_query(self._schema, unit, stem), 0.3)) for stem in dict.fromkeys(kindred)]
        if some and clauses:
            either = Query.boolean_query([(Occur.Should, Query.term_query(self._schema, unit, stem)) for stem in some])
            clauses = [(Occur.Must, Query.boolean_query(clauses)), (Occur.Must, Query.const_score_query(either, 0.0))]
        found = self._found(clauses, count if among is None else max(count, _READ))
        return sorted((hit for hit in found if among is None or among[hit[0]]), key=lambda hit: (-hit[1], hit[0]))[:count]

    def worded(self, unit: str, stems: Sequence[str], count: int) -> list[int]:
        """Ids of the units likest to a wording: BM25 over its stems, function words included, and over pairs that stand together."""
        terms = [(Occur.Should, Query.term_query(self._schema, unit, stem)) for stem in dict.fromkeys(stems)]
        pairs = [(Occur.Should, Query.phrase_query(self._schema, unit, list(pair))) for pair in dict.fromkeys(pairwise(stems))]
        return [identity for identity, _ in self._found(terms + pairs, count)]

    def dense(self, unit: str, vector: Vectors, count: int, among: Among = None) -> Ranking:
        """Cosine similarity, exact; `among` says which rows may be found."""
        rows = np.arange(self.rows(unit)) if among is None else np.flatnonzero(among)
        count = min(count, len(rows))
        if not count:
            return []
        some = among is not None and _GATHERED * len(rows) < self.rows(unit)
        similarities = self._vectors[unit][rows] @ vector if some else (self._vectors[unit] @ vector)[rows]
        best = np.argpartition(-similarities, count - 1)[:count]
        return sorted(((int(rows[i]), float(similarities[i])) for i in best), key=lambda hit: (-hit[1], hit[0]))

    def similarity(self, unit: str, identities: Sequence[int], vector: Vectors) -> list[float]:
        """Cosine similarity of given units to a vector."""
        return [float(s) for s in self._vectors[unit][list(identities)] @ vector] if identities else []


_GATHERED: Final = 6
"""How many times fewer rows than all are worth copying together."""


def fuse(rankings: Sequence[tuple[Ranking, float]], k: int = 10) -> Ranking:
    """Fuse weighted rankings by reciprocal rank (Cormack et al. 2009); ties keep the lower id first."""
    scores: dict[int, float] = {}
    for ranking, weight in rankings:
        for rank, (identity, _) in enumerate(ranking):
            scores[identity] = scores.get(identity, 0.0) + weight / (k + rank + 1)
    return sorted(scores.items(), key=lambda hit: (-hit[1], hit[0]))
