"""Vectors of passages and sentences, made in the background while the reading goes on; those of words met before are taken over."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np

from vivavoce.language.models import RERANKER as RERANKER_ORIGIN
from vivavoce.language.models import Embedder, StaticEmbedder, Vectors, digest, locate, static_embedder
from vivavoce.record import Passage
from vivavoce.settings import Settings
from vivavoce.text import squeeze

_PIECE: Final = 32
_WIDTH: Final = {"sentence": 256, "passage": 384}
"""How wide static and contextual vectors are."""


class Placed(Protocol):
    """A sentence, read or still to be read."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def passage(self) -> int: ...
    @property
    def anaphoric(self) -> bool: ...


def passage_words(passage: Passage, title: str, text: str) -> str:
    """What is embedded for a passage: its heading, or its source's title, and its words."""
    return f"{passage.heading or title}: {squeeze(text[passage.start:passage.end])}"


def sentence_words(text: str, passages: Sequence[Passage], sentences: Sequence[Placed]) -> Iterator[str]:
    """What is embedded for each sentence of a source: its heading, the sentence before it where it leans on it, its words."""
    headings = {passage.id: passage.heading for passage in passages}
    for index, sentence in enumerate(sentences):
        before = sentences[index - 1] if index and sentence.anaphoric and sentences[index - 1].passage == sentence.passage else sentence
        words, heading = squeeze(text[before.start:sentence.end]), headings[sentence.passage]
        yield f"{heading}: {words}" if heading else words


@dataclass(frozen=True, slots=True)
class Known:
    """Vectors that are at hand: the row of each text, and the rows."""

    rows: Mapping[str, int] = field(default_factory=dict)
    vectors: Vectors = field(default_factory=lambda: np.zeros((0, 0), np.float32))


class VectorMaker:
    """Contextual vectors for passages, and for sentences of small archives; static ones for sentences of `large` ones."""

    def __init__(self, settings: Settings, pool: ThreadPoolExecutor, large: bool,
                 known: Callable[[Mapping[str, Mapping[str, str]]], Mapping[str, Known]] = lambda models: {}) -> None:
        self._pool, self._large, self._settings = pool, large, settings
        self._contextual = Embedder(settings, threads=1)
        self._static = static_embedder(settings) if large else None
        self.models = self._models()
        self._known = known(self.models)
        self._futures: dict[str, list[Future[Vectors]]] = {"sentence": [], "passage": []}
        self._rows: dict[str, list[int]] = {"sentence": [], "passage": []}
        self._queued = self._done = 0
        self._lock = threading.Lock()
        self._step: Callable[[int], None] | None = None

    def passages(self, texts: Iterable[str]) -> None:
        """Queue the passages of a source, in pieces that two threads share."""
        self._queue("passage", list(texts), self._contextual)

    def sentences(self, texts: Iterable[str]) -> None:
        """Queue the sentences of a source."""
        self._queue("sentence", list(texts), self._static or self._contextual)

    def _queue(self, unit: str, texts: list[str], model: Embedder | StaticEmbedder) -> None:
        known = self._known.get(unit, Known()).rows
        self._rows[unit] += (known.get(text, -1) for text in texts)
        new = [text for text in texts if text not in known]
        for start in range(0, len(new), _PIECE):
            piece = new[start:start + _PIECE]
            self._queued += len(piece)
            self._futures[unit].append(self._pool.submit(model.encode, piece, self._count))

    def _count(self) -> None:
        with self._lock:
            self._done += 1
            if self._step:
                self._step(1)

    def static(self, texts: Sequence[str]) -> Vectors:
        """Static vectors, at once: `[n, 256]`; the model is loaded when first needed."""
        if self._static is None:
            self._static = static_embedder(self._settings)
        return self._static.encode(texts)

    def finish(self, step: Callable[[int], None]) -> dict[str, Vectors]:
        """Wait for what is still to do; `step` is told what is done, at once and then one by one."""
        with self._lock:
            step(self._done)
            self._step = step
        return {unit: self._joined(unit) for unit in self._futures}

    @property
    def queued(self) -> int:
        """How many texts are to be embedded, those done included."""
        return self._queued

    def _joined(self, unit: str) -> Vectors:
        rows, known = np.array(self._rows[unit], np.int64), self._known.get(unit, Known())
        result = np.zeros((len(rows), _WIDTH[unit if self._large else "passage"]), np.float32)
        made = [future.result() for future in self._futures[unit]]
        if made:
            result[rows < 0] = np.concatenate(made)
        if (rows >= 0).any():
            result[rows >= 0] = known.vectors[rows[rows >= 0]]
        return result

    def _models(self) -> dict[str, dict[str, str]]:
        """Name and SHA-256 of what answers and vectors depend on."""
        found = {"passages": {"name": self._contextual.name, "sha256": digest(self._contextual.weights)}}
        sentences = self._static if self._large and self._static else self._contextual
        found["sentences"] = {"name": sentences.name, "sha256": digest(sentences.weights)}
        name, weights, _ = locate(RERANKER_ORIGIN, self._settings.reranker, self._settings.offline)
        found["reranker"] = {"name": name, "sha256": digest(weights)}
        return found
