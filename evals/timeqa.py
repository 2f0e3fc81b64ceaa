"""Questions tied to a time: is the time understood, and does the passage that answers it as of that time come first?

    python evals/timeqa.py --timeqa FOLDER --situatedqa FOLDER [--limit N] [--read N]

TimeQA (Chen, Wang and Wang 2021; `human_train.easy|hard.json.gzip`): every question comes with one article, cut here into passages of about
sixty words; the passage that holds the marked answer should come first. Plain retrieval (BM25 over stems and static vectors, fused by reciprocal
rank) is compared with the same list ranked again by how well the times that a passage tells suit the time that is asked. SituatedQA (Zhang and
Choi 2021; `temp.dev.jsonl`) has no passages: there the time expression alone is scored against the stated date. `--read N` prints N questions
of each file with the interval that was understood, to be judged by hand.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from vivavoce.index import fuse
from vivavoce.language.dates import Reckoner, asked_time, nearness
from vivavoce.language.models import StaticEmbedder, Vectors
from vivavoce.language.sentences import sentences
from vivavoce.record import Interval, covered
from vivavoce.settings import Settings
from vivavoce.text import stems

PASSAGE_WORDS = 60
TIME_WEIGHT = 0.44
"""What a passage that tells of the very time asked for gains, where the first of a ranking has 2 / 11; chosen on the easy half."""
DEPTHS = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Article:
    """An article as passages: their spans, stems, times and vectors."""

    spans: tuple[tuple[int, int], ...]
    stems: tuple[tuple[str, ...], ...]
    times: tuple[tuple[Interval, ...], ...]
    vectors: Vectors


def article(text: str, embedder: StaticEmbedder) -> Article:
    """Cut an article into passages and read their dates."""
    spans = list(_passages(text))
    times = []
    reckoner = Reckoner()
    for start, end in spans:
        reckoner.paragraph(0, reckoner.year)
        times.append(tuple(dated.interval for a, b in sentences(text, start, end) for dated in reckoner.read(text[a:b])))
    cut = [text[a:b] for a, b in spans]
    return Article(tuple(spans), tuple(tuple(stems(piece)) for piece in cut), tuple(times), embedder.encode(cut))


def _passages(text: str) -> Iterator[tuple[int, int]]:
    start, words, last = -1, 0, 0
    for a, b in sentences(text, 0, len(text)):
        count = len(text[a:b].split())
        if start >= 0 and words + count > PASSAGE_WORDS:
            yield start, last
            start, words = -1, 0
        start = a if start < 0 else start
        words, last = words + count, b
    if start >= 0:
        yield start, last


def plain(piece: Article, question: str, vector: Vectors) -> dict[int, float]:
    """Passages with their fused scores: BM25 (k1 = 1.2, b = .75) and static vectors."""
    lexical = _bm25(piece.stems, stems(question))
    dense = np.argsort(-(piece.vectors @ vector), kind="stable")
    ranked = sorted(range(len(lexical)), key=lambda i: -lexical[i])
    return dict(fuse([([(i, lexical[i]) for i in ranked], 1.0), ([(int(i), 0.0) for i in dense], 1.0)]))


def _bm25(passages: Sequence[Sequence[str]], wanted: Sequence[str]) -> list[float]:
    mean = sum(map(len, passages)) / max(1, len(passages))
    counts = [Counter(passage) for passage in passages]
    scores = [0.0] * len(passages)
    for stem in set(wanted):
        having = sum(stem in count for count in counts)
        weight = math.log(1 + (len(passages) - having + 0.5) / (having + 0.5))
        for i, count in enumerate(counts):
            if tf := count[stem]:
                scores[i] += weight * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * len(passages[i]) / mean))
    return scores


def timely(piece: Article, scores: dict[int, float], asked: Interval | None, weight: float = TIME_WEIGHT) -> dict[int, float]:
    """The same passages, each raised by how well the best of its times suits the time asked for."""
    if asked is None:
        return scores
    return {i: score + weight * max((nearness(asked, told) for told in piece.times[i]), default=0.0) for i, score in scores.items()}


def retrieval(folder: Path, limit: int, embedder: StaticEmbedder) -> None:
    """Recall of the answering passage, plain and time-aware, of both halves of TimeQA."""
    for half in ("easy", "hard"):
        found: Counter[tuple[str, int]] = Counter()
        total = understood = 0
        articles: dict[str, Article] = {}
        for row in _rows(folder / f"human_train.{half}.json.gzip", limit):
            understood += asked_time(row["question"]) is not None
            places = [start for start, answer in zip(row["from"], row["targets"], strict=False) if answer]
            if not places:
                continue
            text = row["context"]
            piece = articles.setdefault(text[:200], article(text, embedder)) if text[:200] not in articles else articles[text[:200]]
            gold = {i for i, (a, b) in enumerate(piece.spans) if any(a <= place < b for place in places)}
            if not gold:
                continue
            total += 1
            scores = plain(piece, row["question"], embedder.encode([row["question"]])[0])
            for name, ranked in (("plain", scores), ("time", timely(piece, scores, asked_time(row["question"])))):
                order = sorted(ranked, key=lambda i: (-ranked[i], i))
                for depth in DEPTHS:
                    found[name, depth] += bool(gold & set(order[:depth]))
        print(f"TimeQA {half}: {total} questions with an answer in their article")
        for name in ("plain", "time"):
            print(f"  {name:<8}" + "  ".join(f"R@{depth} {found[name, depth] / max(1, total):.3f}" for depth in DEPTHS))


def _rows(path: Path, limit: int) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return rows[:limit] if limit else rows


def situated(path: Path) -> None:
    """SituatedQA: the interval of the edited question against the stated date."""
    right = total = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        stated = row["date"]
        iso = stated if stated.isdigit() else datetime.datetime.strptime(stated, "%B %d, %Y").date().isoformat()
        wanted, asked = covered(iso), asked_time(row["edited_question"])
        total += 1
        right += asked is not None and wanted is not None and (asked.start, asked.end) == (wanted.start, wanted.end)
    print(f"SituatedQA: interval right {right} / {total} = {right / max(1, total):.4f}")


def read(folder: Path, count: int) -> None:
    """Questions with the interval understood, for reading by hand."""
    for half in ("easy", "hard"):
        rows = _rows(folder / f"human_train.{half}.json.gzip", 0)
        for row in random.Random(11).sample(rows, min(count, len(rows))):
            print(f"{asked_time(row['question'])}\t{row['question']}")


def main() -> None:
    """Run what folders are given for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--timeqa", type=Path)
    parser.add_argument("--situatedqa", type=Path)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--read", type=int, default=0)
    given = parser.parse_args()
    if given.timeqa and given.read:
        read(given.timeqa, given.read)
    elif given.timeqa:
        retrieval(given.timeqa, given.limit, StaticEmbedder(Settings()))
    if given.situatedqa:
        situated(given.situatedqa / "temp.dev.jsonl")


if __name__ == "__main__":
    main()
