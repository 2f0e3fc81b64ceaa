"""Nouns → the JSON of the contract. Nothing is decided here."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from vivavoce.record import Answer, Citation, Said


def citation(value: Citation) -> dict[str, Any]:
    """A citation."""
    return asdict(value)


def said(value: Said) -> dict[str, Any]:
    """A sentence of an answer; `by` and `via` stand only where there is something to say."""
    wired: dict[str, Any] = {"text": value.text, "mode": str(value.mode), "citations": [citation(c) for c in value.citations]}
    if value.by:
        wired["by"] = value.by
    if value.via:
        wired["via"] = value.via
    if value.citations:
        wired["corroborated_by"] = value.corroborated_by
    return wired


def answer(value: Answer) -> dict[str, Any]:
    """An answer; a batch puts the question line's id before it."""
    wired: dict[str, Any] = {"question": value.question, "figure": value.figure, "as_of": value.as_of, "voice": value.voice,
                             "status": str(value.status), "text": value.text,
                             "sentences": [said(s) for s in value.sentences], "disagreements": [], "nearest": [citation(c) for c in value.nearest],
                             "elapsed_ms": value.elapsed_ms}
    if value.suggestions:
        wired["suggestions"] = list(value.suggestions)
    if value.warnings:
        wired["warnings"] = list(value.warnings)
    return wired
