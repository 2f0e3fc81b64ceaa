"""Silence and sentence choice on SQuAD 2.0: fit the weigher on one half of the articles, report on the other.

usage: python evals/squad2.py measure QUESTIONS.json FEATURES.npz [--limit N]   features of every candidate sentence
       python evals/squad2.py fit FEATURES.npz [--write]                        fit on even articles, report on odd ones
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from vivavoce.archive import Archive
from vivavoce.evidence.understand import understand
from vivavoce.evidence.weigh import FEATURES, measure
from vivavoce.figure import Figure
from vivavoce.settings import Settings

WEIGHTS = Path(__file__).parent.parent / "src" / "vivavoce" / "evidence" / "weights.json"


def folder_of(data: list[dict[str, Any]], folder: Path) -> dict[tuple[int, int], int]:
    """Write each article as a text; return where each paragraph begins."""
    starts = {}
    for number, article in enumerate(data):
        text = f"{article['title'].replace('_', ' ')}\n\n"
        for index, paragraph in enumerate(article["paragraphs"]):
            starts[number, index] = len(text)
            text += paragraph["context"].replace("\n", " ") + "\n\n"
        (folder / f"{number:03d}.txt").write_bytes(text.encode())
    return starts


def measured(path: Path, limit: int) -> dict[str, Any]:
    """Rows of features with labels: 1 holds the answer, 0 does not, -1 says it elsewhere; `group` numbers the askings, `half` the articles."""
    data = json.loads(path.read_text(encoding="utf-8"))["data"]
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "articles"
        folder.mkdir()
        starts = folder_of(data, folder)
        Figure.build(folder, Path(base) / "a", "Nobody Whatsoever")
        archive = Archive(Path(base) / "a", Settings())
        rows: list[tuple[float, ...]] = []
        labels, groups, halves, kinds = [], [], [], []
        asked = [(n, i, q) for n, a in enumerate(data) for i, p in enumerate(a["paragraphs"]) for q in p["qas"]]
        step = max(1, len(asked) // limit)
        group = 0
        for count, (number, index, row) in enumerate(asked[::step]):
            question = understand(row["question"], archive.figure)
            vector = archive.embedder.encode([question.third])[0]
            hits = archive.search(question.third, list(question.stems), vector, 30)
            source = f"{number:03d}.txt"
            answers = [(starts[number, index] + a["answer_start"], a["text"]) for a in row.get("answers", [])]
            pools = [("answerable" if answers else "adversarial", hits)]
            if count % 2 == 0:
                pools.append(("elsewhere", [h for h in hits if h.sentence.source != source]))
            for kind, pool in pools:
                for hit, exact, features in measure(question, pool, archive, 12):
                    s = hit.sentence
                    holds = kind == "answerable" and s.source == source and any(s.start <= at < s.end for at, _ in answers)
                    elsewhere = kind == "answerable" and not holds and any(text.casefold() in exact.casefold() for _, text in answers)
                    rows.append(features)
                    labels.append(1 if holds else -1 if elsewhere else 0)
                    groups.append(group)
                    halves.append(number % 2)
                    kinds.append(["answerable", "adversarial", "elsewhere"].index(kind))
                group += 1
            if count % 100 == 0:
                print(f"{count * step} of {len(asked)}", file=sys.stderr)
    return {"x": np.array(rows, np.float32), "y": np.array(labels), "group": np.array(groups), "half": np.array(halves), "kind": np.array(kinds)}


def logistic(x: np.ndarray, y: np.ndarray, weight: np.ndarray, ridge: float = 2.0) -> np.ndarray:
    """Weighted ridge logistic regression by Newton's method; the last coefficient is the intercept."""
    x = np.hstack([x, np.ones((len(x), 1))])
    beta = np.zeros(x.shape[1])
    penalty = np.diag([ridge] * (x.shape[1] - 1) + [0.0])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        gradient = x.T @ (weight * (p - y)) + penalty @ beta
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + penalty
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if np.abs(step).max() < 1e-6:
            break
    return beta


def fit(path: Path, write: bool) -> None:
    """Fit on the even articles, choose the threshold there, report on the odd ones."""
    d = np.load(path)
    x, y, group, half, kind = (d[k] for k in ("x", "y", "group", "half", "kind"))
    train = (half == 0) & (y >= 0)
    weight = np.where(kind[train] == 1, 0.35, 1.0)
    beta = logistic(x[train].astype(float), y[train].astype(float), weight)
    p = 1 / (1 + np.exp(-(x @ beta[:-1] + beta[-1])))
    for name, value in zip([*FEATURES, "intercept"], beta, strict=True):
        print(f"{name:14}{value:8.3f}")
    best = threshold(p, y, group, half == 0, kind)
    for label, part in (("fitted half", half == 0), ("other half", half == 1)):
        report(label, p, y, group, part, kind, best)
    if write:
        WEIGHTS.write_text(json.dumps({
            "made_by": "evals/squad2.py fit, even articles of the open SQuAD 2.0 split; adversarial questions count 0.35",
            "coefficients": {n: round(float(v), 4) for n, v in zip(FEATURES, beta, strict=False)}, "intercept": round(float(beta[-1]), 4),
            "threshold": round(best, 4)}, indent=1) + "\n", encoding="utf-8")


def tops(p: np.ndarray, y: np.ndarray, group: np.ndarray, part: np.ndarray, kind: np.ndarray) -> list[tuple[int, float, bool, bool]]:
    """For each asking: its kind, the best probability, is the best right, is one of the best three."""
    result = []
    for g in np.unique(group[part]):
        rows = np.flatnonzero(group == g)
        order = rows[np.argsort(-p[rows], kind="stable")]
        result.append((int(kind[rows[0]]), float(p[order[0]]), bool(y[order[0]] != 0), bool((y[order[:3]] != 0).any())))
    return result


def threshold(p: np.ndarray, y: np.ndarray, group: np.ndarray, part: np.ndarray, kind: np.ndarray) -> float:
    """The probability that 96 % of the answerable questions reach."""
    best = sorted(t[1] for t in tops(p, y, group, part, kind) if t[0] == 0)
    return best[int(0.04 * len(best))]


def report(label: str, p: np.ndarray, y: np.ndarray, group: np.ndarray, part: np.ndarray, kind: np.ndarray, least: float) -> None:
    """Print what the threshold does to each kind of question."""
    found = tops(p, y, group, part, kind)
    for number, name in enumerate(("answerable", "adversarial", "elsewhere")):
        these = [t for t in found if t[0] == number]
        if not these:
            continue
        answered = sum(t[1] >= least for t in these) / len(these)
        line = f"{label:12} {name:12} n={len(these):5} answered {answered:6.1%}"
        if number == 0:
            line += f"  right first {sum(t[2] for t in these) / len(these):6.1%}  among three {sum(t[3] for t in these) / len(these):6.1%}"
        print(line)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("measure")
    one.add_argument("questions", type=Path)
    one.add_argument("features", type=Path)
    one.add_argument("--limit", type=int, default=2000)
    two = commands.add_parser("fit")
    two.add_argument("features", type=Path)
    two.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.command == "measure":
        np.savez_compressed(options.features, **measured(options.questions, options.limit))
    else:
        fit(options.features, options.write)


if __name__ == "__main__":
    main()
