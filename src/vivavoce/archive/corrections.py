"""The owner's corrections across builds: an archive remembers the words that each meant, and says when they are no longer there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vivavoce.archive.place import MANIFEST
from vivavoce.record import Correction, Source
from vivavoce.text import squeeze

_SHOWN = 60


def checked(corrections: Sequence[Correction], sources: Sequence[Source], target: Path) -> list[dict[str, Any]]:
    """Each correction as the archive keeps it: source, start, end, action, the words it means, and `problem` where they are not at its span.

    The words are those that the owner gives, else those that the archive at `target` remembers, else those that stand there now.
    """
    remembered = {_key(entry): str(entry["words"]) for entry in _earlier(target)}
    texts = {source.id: source.text for source in sources}
    result = []
    for correction in corrections:
        span, text = correction.span, texts[correction.span.source]
        entry: dict[str, Any] = {"source": span.source, "start": span.start, "end": span.end, "action": correction.action}
        here = text[span.start:span.end]
        meant = correction.words or remembered.get(_key(entry), "") or here
        result.append(entry | {"words": meant, "problem": _problem(correction, text, here, meant)})
    return result


def _problem(correction: Correction, text: str, here: str, meant: str) -> str:
    """What is wrong with a correction, in one sentence; empty where its words stand at its span."""
    span = correction.span
    place = f"corrects {span.start}–{span.end} of {span.source}"
    if span.end > len(text):
        return f"{place}, which has only {len(text)} code points; {_where(text, meant) if meant and meant != here else 'give a span that it has.'}"
    if squeeze(here) != squeeze(meant):
        return f"{place}, where now “{_short(here)}” stands and not “{_short(meant)}”; {_where(text, meant)}"
    return ""


def _where(text: str, words: str) -> str:
    """Where the words have gone, as an advice."""
    found = text.find(words)
    return f"they stand at {found}–{found + len(words)} now." if found >= 0 else "they are not in it any more; check the span, or give its words."


def _short(words: str) -> str:
    words = squeeze(words)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"


def _key(entry: dict[str, Any]) -> tuple[str, int, int, str]:
    return str(entry["source"]), int(entry["start"]), int(entry["end"]), str(entry["action"])


def _earlier(target: Path) -> list[dict[str, Any]]:
    """The corrections of the archive that is there; none where there is none that can be read."""
    try:
        kept = json.loads((target / MANIFEST).read_text(encoding="utf-8"))["corrections"]
        return [entry for entry in kept if entry["words"] and _key(entry)]
    except (OSError, ValueError, KeyError, TypeError):
        return []
