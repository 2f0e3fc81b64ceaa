"""Score answers against what a question file expects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from vivavoce.errors import VivavoceError


@dataclass(slots=True)
class Scores:
    """Measures as right of total, and what was missed."""

    measures: dict[str, tuple[int, int]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    def count(self, name: str, good: bool, label: str) -> None:
        """Count one case of a measure."""
        right, total = self.measures.get(name, (0, 0))
        self.measures[name] = (right + good, total + 1)
        if not good:
            self.missed.append(f"[{name}] {label}")


def score(lines: Iterable[dict[str, Any]], ask: Callable[[dict[str, Any]], dict[str, Any]]) -> Scores:
    """Ask every line and count: answered or silent as it should be, the patterns said, the evidence cited."""
    scores = Scores()
    for line in lines:
        label = f"{line.get('id', '')} {line['question']}".strip()
        try:
            answer = ask(line)
        except VivavoceError as error:
            scores.count("served", False, f"{label}: {error}")
            continue
        scores.count("served", True, label)
        kept = [s for s in answer["sentences"] if s["mode"] != "framing"]
        if line.get("kind") == "unanswerable":
            scores.count("silent where sources are", answer["status"] == "silent" and not kept, label)
            continue
        spoken = " ".join(s["text"] for s in kept)
        scores.count("not silent where sources speak", answer["status"] == "answered", label)
        if line.get("accept"):
            scores.count("facts right", all(re.search(p, spoken, re.I) for p in line["accept"]), f"{label} -> {spoken[:120]}")
        if line.get("evidence"):
            cited = [c for s in kept for c in s["citations"]]
            scores.count("evidence cited", any(c["source"] == e["source"] and c["start"] < e["end"] and e["start"] < c["end"] for c in cited
                                               for e in line["evidence"]), label)
    return scores
