"""What is marked as the figure's own near the edges of other people's pages, to be read by eye.

    python evals/voices.py ../shared/corpora/trotsky "Leon Trotsky" [--every]

For each source by the figure: every change of voice, with the first and last words on both sides, and how many words each voice has.
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import pairwise
from pathlib import Path

from vivavoce.reading.voices import voices
from vivavoce.reading.who import infer_figure
from vivavoce.settings import Settings
from vivavoce.sources import appraise, read_folder, read_owner_file


def main() -> None:
    """Print the changes of voice."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("name")
    parser.add_argument("--every", action="store_true", help="each block that is not the figure's, too")
    given = parser.parse_args()
    found = read_folder(given.folder, read_owner_file(given.folder), Settings())
    figure = infer_figure(found.sources, given.name)
    for source in appraise(found, figure, Settings()).sources:
        spoken = [(block, voice) for block, voice in zip(source.blocks, voices(source, figure), strict=True)
                  if block.kind in ("paragraph", "list_item", "quotation", "heading")]
        counts: Counter[str] = Counter()
        for block, voice in spoken:
            counts[voice] += len(source.text[block.start:block.end].split())
        print(f"\n== {source.id}: {dict(counts.most_common(8))}")
        if set(counts) <= {"author"}:
            continue
        for (before, one), (after, other) in pairwise(spoken):
            if one != other:
                print(f"  {before.end:>8} {one}: … {_words(source.text[before.start:before.end])[-90:]}")
                print(f"  {after.start:>8} {other}: {_words(source.text[after.start:after.end])[:120]} …")
            if given.every and other != "figure":
                print(f"    {after.start:>8} [{other}] {_words(source.text[after.start:after.end])[:140]}")


def _words(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main()
