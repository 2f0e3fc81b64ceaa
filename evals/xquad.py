"""Sentence retrieval on XQuAD-R (English): does the sentence that holds the answer come first?

By words, by meaning, fused as the product fuses, and reranked.

usage: python evals/xquad.py ../shared/eval/xquad-r/en.json [--limit N]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import numpy as np

from vivavoce.archive import Archive
from vivavoce.archive.build import write_archive
from vivavoce.evidence.understand import understand
from vivavoce.evidence.weigh import weigh
from vivavoce.record import Block, Figure, Source
from vivavoce.settings import Settings
from vivavoce.sources import Found


def sources(data: list[dict]) -> tuple[list[Source], list[tuple[str, str, int]]]:
    """One source an article; questions with the place of their answer."""
    made, asked = [], []
    for number, article in enumerate(data):
        identity, text, blocks = f"{number:03d}.txt", "", []
        for paragraph in article["paragraphs"]:
            start = len(text)
            text += paragraph["context"]
            blocks.append(Block(start, len(text), "paragraph"))
            asked += [(q["question"], identity, start + q["answers"][0]["answer_start"]) for q in paragraph["qas"]]
            text += "\n\n"
        made.append(Source(identity, text, identity, tuple(blocks)))
    return made, asked


def main() -> None:
    """Build one archive of all articles, ask every question, print recall at one and five."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--limit", type=int, default=10_000)
    options = parser.parse_args()
    made, asked = sources(json.loads(options.questions.read_text(encoding="utf-8"))["data"])
    asked = asked[::max(1, len(asked) // options.limit)]
    with tempfile.TemporaryDirectory() as base:
        built = write_archive(Path(base) / "a", Figure("Nobody Whatsoever"), Found(tuple(made), ()), Settings())
        archive = Archive(Path(base) / "a", Settings())
        found: dict[str, list[int]] = {"by words": [], "by meaning": [], "fused": [], "weighed": []}
        for count, (text, source, at) in enumerate(asked):
            question = understand(text, archive.figure)
            vector = archive.embedder.encode([question.third])[0]
            stems = list(question.stems)
            hits = archive.search(question.third, stems, vector, 30)
            rankings = {"by words": [i for i, _ in archive.index.lexical("sentence", stems, 30)],
                        "by meaning": [i for i, _ in archive.index.dense("sentence", vector, 30)],
                        "fused": [h.sentence.id for h in hits], "weighed": [w.hit.sentence.id for w in weigh(question, hits, archive, 12)]}
            for name, ids in rankings.items():
                kept = archive.record.sentences(ids)
                place = next((rank for rank, i in enumerate(ids) if kept[i].source == source and kept[i].start <= at < kept[i].end), 99)
                found[name].append(place)
            if count % 200 == 0:
                print(f"{count} of {len(asked)}", file=sys.stderr)
    print(f"{len(asked)} questions, {built.sentences} sentences")
    for name, places in found.items():
        ranks = np.array(places)
        print(f"{name:12} R@1 {np.mean(ranks < 1):.3f}  R@5 {np.mean(ranks < 5):.3f}")


if __name__ == "__main__":
    main()
