"""Does each word fit where it stands? A small convolutional network over static word vectors, trained on words that were put in others' places.

After ELECTRA (Clark et al. 2020), which learns to tell replaced words from those that were there; here two layers that see four words each way.
`evals/fit_fitness.py` trained it; the weights are `fitness.safetensors`, half precision.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
from safetensors.numpy import load

from vivavoce.language.lexicon import frequency
from vivavoce.language.models import StaticEmbedder, Vectors
from vivavoce.text import STOP

TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.]*|[^\w\s]")
_BETWEEN: Final = 4
"""Empty places between two texts, so that neither is judged by the other's words."""
_AT_ONCE: Final = 20_000
_SCALE: Final = 8.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A content word, where it stands in its text, and how likely it is not the one that was there (0 to 1)."""

    start: int
    end: int
    doubt: float


def is_content(token: str) -> bool:
    """Words that a rewriter may replace: in lower case, of three letters or more, no function words."""
    return token.isalpha() and token.islower() and len(token) > 2 and token not in STOP


class Fitness:
    """Judges content words by their surroundings; about 100,000 words a second."""

    def __init__(self, vectors: StaticEmbedder) -> None:
        weights = load(files("vivavoce.language").joinpath("fitness.safetensors").read_bytes())
        self._weights: dict[str, Vectors] = {name: value.astype(np.float32) for name, value in weights.items()}
        self._vectors = vectors
        self._row = lru_cache(maxsize=200_000)(self._features)

    def _features(self, token: str) -> Vectors:
        """A token as the network reads it, after its first layer: `[hidden]`."""
        share = frequency(token)
        facts = ((share + 10) / 3 if np.isfinite(share) else 0.0, float(np.isfinite(share)), float(token[0].isupper()), float(not token[0].isalnum()),
                 float(token[0].isdigit()), len(token) / 10)
        row = np.concatenate([self._vectors.encode([token])[0] * _SCALE, np.array(facts, np.float32)])
        result: Vectors = np.tanh(row @ self._weights["a"] + self._weights["ab"])
        return result

    def judge(self, texts: Sequence[str]) -> list[list[Judged]]:
        """The content words of each text, in order."""
        results: list[list[Judged]] = []
        batch: list[list[re.Match[str]]] = []
        held = 0
        for text in texts:
            batch.append(list(TOKEN.finditer(text)))
            held += len(batch[-1])
            if held > _AT_ONCE:
                results += self._judge(batch)
                batch, held = [], 0
        return results + self._judge(batch)

    def _judge(self, batch: Sequence[Sequence[re.Match[str]]]) -> list[list[Judged]]:
        empty = np.tanh(self._weights["ab"])
        rows = [row for tokens in batch for row in (*(self._row(token.group()) for token in tokens), *[empty] * _BETWEEN)]
        if not rows:
            return []
        logits = self._forward(np.array(rows, np.float32))
        results, place = [], 0
        for tokens in batch:
            doubts = 1 / (1 + np.exp(-logits[place:place + len(tokens)]))
            results.append([Judged(t.start(), t.end(), float(d)) for t, d in zip(tokens, doubts, strict=True) if is_content(t.group())])
            place += len(tokens) + _BETWEEN
        return results

    def _forward(self, rows: Vectors) -> Vectors:
        """Two convolutions of width five, the second with a way around it: `[n, hidden]` → `[n]`."""
        weights = self._weights
        first = np.maximum(_convolved(rows, weights["c1"]) + weights["b1"], 0)
        second = np.maximum(_convolved(first, weights["c2"]) + weights["b2"], 0) + first
        result: Vectors = (second @ weights["o"])[:, 0] + weights["ob"]
        return result


def _convolved(rows: Vectors, kernel: Vectors) -> Vectors:
    """A convolution over places, the edges padded with nothing: `[n, in]`, `[width, in, out]` → `[n, out]`."""
    half = len(kernel) // 2
    padded = np.pad(rows, ((half, half), (0, 0)))
    result: Vectors = sum((padded[i:i + len(rows)] @ kernel[i] for i in range(len(kernel))), start=np.zeros((len(rows), kernel.shape[2]), np.float32))
    return result
