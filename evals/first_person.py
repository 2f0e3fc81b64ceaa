"""Print sentences with their first-person form side by side, to be read by eye; with --guards what stopped the others, with --own the figure's words.

usage: python evals/first_person.py ARCHIVE [--sample 100] [--guards | --own]

Read three things in each pair: the grammar, the person, and whether everything that became `I`, `me` or `my` is the figure.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from vivavoce.figure import Figure


def main() -> None:
    """Print a sample of sentences, the same for the same archive, and the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--sample", type=int, default=100)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--guards", action="store_true")
    what.add_argument("--own", action="store_true")
    options = parser.parse_args()
    archive = Figure.open(options.archive).archive
    where = "voice = 'figure'" if options.own else "1" if options.guards else "first_person is not null"
    sentences = [s for s in archive.record.all_sentences(where) if s.guard or not options.guards]
    for sentence in sorted(random.Random(1).sample(sentences, min(options.sample, len(sentences))), key=lambda s: s.id):
        print(f"{sentence.source}:{sentence.start} [{sentence.guard or sentence.voice}] {' '.join(archive.exact(sentence).split())}")
        if sentence.first_person:
            print(f"    → {sentence.first_person}")
    print(f"{archive.figure.name}: {len(sentences)} such sentences")
    if options.guards:
        print("\n".join(f"{count:6} {guard}" for guard, count in Counter(s.guard for s in sentences).most_common()))


if __name__ == "__main__":
    main()
