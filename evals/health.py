"""How well damaged text is told from sound text, on the half of the data that no weight was fitted on.

    python evals/health.py ../shared            # the table
    python evals/health.py ../shared --fit      # weights and limits of src/vivavoce/sources/health.json anew, from the other half

Scanned text: the pairs of `eval/ocr`, monographs to fit and periodicals to report; five lines are a paragraph, fifty a document.
Rewritten text: there is no set of rewritten articles at hand, so paragraphs and documents of about a thousand words of `corpora` are rewritten by
`evals/rewriter.py`; every second book to fit, the others to report. Its list is not read by any rule; sound text is the same, untouched.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rewriter import rewrite

from vivavoce.language.fitness import Fitness
from vivavoce.language.models import StaticEmbedder
from vivavoce.settings import Settings
from vivavoce.sources.health import FEATURES, damage, document, examined, judge, logit
from vivavoce.sources.structure import blocks

WEIGHTS = Path(__file__).parent.parent / "src" / "vivavoce" / "sources" / "health.json"
SHARES = (0.5, 0.7, 0.9)
Numbers = NDArray[np.float64]


@dataclass
class Sample:
    """One text: paragraph or document, sound or not, and where from."""

    text: str
    kind: str
    origin: str
    damaged: bool
    features: tuple[float, ...] = ()


def books(shared: Path, half: int) -> list[Path]:
    """Every second book."""
    return sorted((shared / "corpora").glob("*/*.txt"))[half::2]


def paragraphs(path: Path) -> list[str]:
    """The prose of a book, licence and title pages apart."""
    text = path.read_bytes().decode("utf-8", "replace")
    found = [" ".join(text[b.start:b.end].split()) for b in blocks(text) if b.kind == "paragraph"]
    return [paragraph for paragraph in found if len(paragraph.split()) >= 30]


def samples(shared: Path, half: int) -> Iterator[Sample]:
    """Everything that one half has to offer."""
    draw = random.Random(half)
    pairs = shared / "eval" / "ocr" / f"ICDAR2017_eng_{('monograph', 'periodical')[half]}_dev.tsv"
    scans = [row for row in csv.reader(pairs.open(encoding="utf-8", newline=""), delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) >= 4][1:]
    for kind, size in (("paragraph", 5), ("document", 50)):
        for start in range(0, len(scans) - size + 1, size):
            rows = scans[start:start + size]
            joint = " " if kind == "paragraph" else "\n\n"
            yield Sample(joint.join(row[1] for row in rows), kind, "scan", True)
            yield Sample(joint.join(row[2] for row in rows), kind, "scan", False)
    for path in books(shared, half):
        found = paragraphs(path)
        long = [p for p in found if 60 <= len(p.split()) <= 300]
        for paragraph in draw.sample(long, min(40, len(long))):
            yield Sample(paragraph, "paragraph", "book", False)
            for share in SHARES:
                yield Sample(rewrite(paragraph, share, draw), "paragraph", f"rewritten {share}", True)
        texts = list(documents(found))
        for text in draw.sample(texts, min(10, len(texts))):
            yield Sample(text, "document", "book", False)
            for share in SHARES:
                yield Sample(rewrite(text, share, draw), "document", f"rewritten {share}", True)


def documents(found: Sequence[str]) -> Iterator[str]:
    """Paragraphs in a row, about a thousand words together."""
    held: list[str] = []
    for paragraph in found:
        held.append(paragraph)
        if sum(len(p.split()) for p in held) >= 1000:
            yield "\n\n".join(held)
            held = []


def measured(shared: Path, half: int, fitness: Fitness) -> list[Sample]:
    """The samples of one half with their features."""
    found = list(samples(shared, half))
    for sample in found:
        units = examined(sample.text, blocks(sample.text) if sample.kind == "document" else (), "en", fitness)
        sample.features = document(units)
    return found


def fit(found: Sequence[Sample], names: Sequence[str]) -> dict[str, float]:
    """A logistic model over some of the features, no weight negative."""
    columns = [FEATURES.index(name) for name in names]
    x, y = np.array([[s.features[i] for i in columns] for s in found]), np.array([float(s.damaged) for s in found])
    scale = x.std(0) + 1e-6
    z = x / scale
    weights, bias = np.zeros(x.shape[1]), 0.0
    m, v = np.zeros(x.shape[1] + 1), np.zeros(x.shape[1] + 1)
    balance = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    for step in range(1, 4001):
        error = balance * (1 / (1 + np.exp(-(z @ weights + bias))) - y) / len(y)
        slope = np.append(z.T @ error + 1e-4 * weights, error.sum())
        m, v = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope**2
        move = 0.03 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-9)
        weights, bias = np.maximum(weights - move[:-1], 0), bias - move[-1]
    return {"bias": round(float(bias), 4), **{name: round(float(w), 3) for name, w in zip(names, weights / scale, strict=True)}}


def fitted(found: Sequence[Sample]) -> dict[str, Any]:
    """Both models of both kinds, and the limits that two sound paragraphs in a thousand, and three documents, exceed."""
    weights: dict[str, Any] = {}
    for kind in ("paragraph", "document"):
        rows = [s for s in found if s.kind == kind]
        weights[kind] = {"scan": fit([s for s in rows if s.origin in ("scan", "book")], FEATURES[:-2]),
                         "rewriter": fit([s for s in rows if s.origin != "scan"], ("doubt",))}
    sound = [s.features[-1] for s in found if s.kind == "document" and not s.damaged]
    weights["all"] = round(float(np.quantile(sound, 0.8)), 4)
    for kind, allowed in (("paragraph", 0.002), ("document", 0.003)):
        for cause in ("scan", "rewriter"):
            logits = [logit(s.features, weights[kind][cause]) for s in found if s.kind == kind and s.origin == "book"]
            weights[kind][cause]["limit"] = round(max(0.0, float(np.quantile(logits, 1 - allowed))), 4)
    return weights


def auc(scores: Numbers, labels: Numbers) -> float:
    """Area under the ROC curve, ties counted half."""
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    positive = labels.sum()
    return float((ranks[labels == 1].sum() - positive * (positive + 1) / 2) / (positive * (len(labels) - positive)))


def report(found: Sequence[Sample], shared: Path, half: int, fitness: Fitness) -> None:
    """The table."""
    limits = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    print(f"{'':<34}{'samples':>8}{'AUC':>8}{'found':>8}{'false':>8}")
    for kind in ("paragraph", "document"):
        rows = [s for s in found if s.kind == kind]
        sets = {"scanned, against its own text": [s for s in rows if s.origin == "scan"],
                "scanned, against all sound": [s for s in rows if s.origin in ("scan", "book")],
                **{f"rewritten, {share:.0%} of known words": [s for s in rows if s.origin in (f"rewritten {share}", "book")] for share in SHARES},
                "all": rows}
        for name, chosen in sets.items():
            cause = "scan" if name.startswith("scanned") else "rewriter" if name.startswith("rewritten") else ""
            scores = np.array([logit(s.features, limits[kind][cause]) - limits[kind][cause]["limit"] if cause else damage(s.features, kind)
                               for s in chosen])
            labels = np.array([float(s.damaged) for s in chosen])
            over = scores > 0
            found_rate, false_rate = over[labels == 1].mean(), over[labels == 0].mean()
            print(f"{kind + ': ' + name:<42.42}{len(chosen):>6}{auc(scores, labels):>8.3f}{found_rate:>8.1%}{false_rate:>8.1%}")
    alarms = []
    for path in books(shared, half):
        text = path.read_bytes().decode("utf-8", "replace")
        health = judge(text, blocks(text), "en", fitness)
        print(f"  {path.name[:60]:<62}{health.verdict}, {len(health.spans)} damaged parts")
        alarms += [path.name] if health.verdict != "sound" else []
    print(f"whole books called damaged: {len(alarms)} of {len(books(shared, half))} {alarms}")


def tortured(shared: Path, fitness: Fitness) -> None:
    """Phrases that people found tortured, against word pairs of the titles of the same papers, which people wrote: each phrase alone."""
    table = shared / "eval" / "tortured-phrases" / "assessments.csv"
    rows = list(csv.DictReader(table.open(encoding="utf-8", errors="replace", newline="")))
    pieces = [piece.split(" AND ")[0].split("~")[0].strip().lower() for row in rows for piece in row["Tortured Phrases"].split("\ufffd")]
    bad = sorted({piece for piece in pieces if len(piece.split()) in (2, 3)})
    pairs = (pair for row in rows for pair in re.findall(r"(?=\b([A-Z][a-z]{3,}) ([A-Z][a-z]{3,})\b)", row["Title"]))
    good = sorted({" ".join(pair).lower() for pair in pairs} - set(bad))
    good = random.Random(1).sample(good, min(len(good), len(bad)))
    judged = fitness.judge([f"the {phrase} of the" for phrase in [*bad, *good]])
    scores = np.array([max((word.doubt for word in words), default=0.0) for words in judged])
    labels = np.array([1.0] * len(bad) + [0.0] * len(good))
    print(f"tortured phrases: {len(bad)} against {len(good)}, AUC {auc(scores, labels):.3f}")
    for limit in (0.3, 0.4, 0.5, 0.6):
        over = scores > limit
        hit = labels[over].sum()
        print(f"  doubt above {limit}: recall {hit / labels.sum():.1%}, precision {hit / max(1, over.sum()):.1%}")


def main() -> None:
    """Fit or report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--fit", action="store_true")
    given = parser.parse_args()
    fitness = Fitness(StaticEmbedder(Settings()))
    if given.fit:
        found = measured(given.shared, 0, fitness)
        WEIGHTS.write_text(json.dumps(fitted(found), indent=1) + "\n", encoding="utf-8")
        print(WEIGHTS.read_text(encoding="utf-8"))
        return
    report(measured(given.shared, 1, fitness), given.shared, 1, fitness)
    tortured(given.shared, fitness)
    for share in SHARES:
        before = [p.split() for path in books(given.shared, 1) for p in paragraphs(path)[50:60]]
        kept = sum(len(set(words) & set(rewrite(" ".join(words), share, random.Random(1)).split())) for words in before)
        print(f"of known words {share:.0%}: {1 - kept / sum(len(set(words)) for words in before):.1%} of a paragraph's different words replaced")


if __name__ == "__main__":
    main()
