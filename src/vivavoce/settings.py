"""Each option, its default, its meaning. Faces read them from the environment as VIVAVOCE_<NAME>; the core is handed them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build and an answer may be told; `docs/settings.md` lists them and a test holds it to this class."""

    embedder: str = ""
    """Folder of an ONNX sentence encoder (model.onnx, tokenizer.json). Empty: cache, then installed package, then hub."""
    reranker: str = ""
    """Folder of an ONNX cross-encoder. Empty: as for the embedder."""
    parser: str = ""
    """Name or path of a spaCy English pipeline. Empty: en_core_web_sm, else a package that carries a copy."""
    offline: bool = False
    """Never ask a hub for a model."""
    threads: int = 0
    """Threads of a model; 0 means one for each core, four at most."""
    passage_words: int = 120
    """Words of a passage; longer paragraphs are split between sentences."""
    contextual_words: int = 100_000
    """Up to so many words every sentence gets a contextual vector; above, a static one."""
    candidates: int = 30
    """Sentences that each search returns before weighing."""
    reranked: int = 14
    """Sentences that the reranker reads for one question."""
    answer_sentences: int = 3
    """Sentences of an ordinary answer; a list may have eight."""
    silence: float = -1.0
    """Least probability of bearing on the question for an answer to be given; -1 means the calibrated one."""
    largest_file: int = 200_000_000
    """Bytes of a document beyond which it is named and skipped."""
    largest_pages: int = 5_000
    """Pages of a PDF beyond which it is named and skipped."""
    largest_text: int = 30_000_000
    """Characters of a document's text beyond which it is named and skipped."""
    largest_expansion: int = 400_000_000
    """Bytes that a packed document (EPUB, DOCX) may expand to."""
    reading_seconds: int = 30
    """Seconds that reading one document may take; plain text takes none."""
    reading_memory: int = 1_000_000_000
    """Bytes of memory that reading one document may take."""


def from_mapping(values: Mapping[str, str], prefix: str = "VIVAVOCE_") -> Settings:
    """Settings from strings such as the environment's; unknown keys are left alone, a bad value raises ValueError."""
    changes: dict[str, Any] = {}
    for field in fields(Settings):
        raw = values.get(prefix + field.name.upper())
        if raw is None:
            continue
        kind = type(getattr(Settings(), field.name))
        try:
            changes[field.name] = raw.lower() in ("1", "true", "yes") if kind is bool else kind(raw)
        except ValueError:
            raise ValueError(f"{prefix}{field.name.upper()} should be {kind.__name__}, not {raw!r}") from None
    return replace(Settings(), **changes)
