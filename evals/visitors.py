"""Ask figures what any visitor may ask of anybody: is each answered where the documents answer, and silent where they do not?

usage: python evals/visitors.py ARCHIVES

ARCHIVES is a folder with built archives named as the files of evals/visitors (`ada-lovelace.vivavoce`, …): those of the four examples and, where they
are there, of books about Lincoln, Darwin, Douglass and of four documents about Trotsky. A question is labelled `fact` with what a right answer holds,
`silent`, or `either` where both will do. Labels were written from the documents by another hand, without an answer seen. The additions to the weigher
were fitted on the first half of the examples' questions, their constants on the sums of both; the forms of `evidence/particulars.toml` were written
with the examples, Lincoln and Darwin in view, not Douglass and the four documents.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

from vivavoce.figure import Figure

QUESTIONS = Path(__file__).parent / "visitors"


def judged(row: dict[str, object], status: str, text: str) -> str:
    """`right`, `wrong`, `silent` where the documents answer, `kept` where silence is right, `false` where an answer is given all the same."""
    if row["kind"] == "silent":
        return "kept" if status == "silent" else "false"
    if status == "silent":
        return "silent"
    return "right" if all(re.search(pattern, text, re.I) for pattern in row["accept"]) else "wrong"  # type: ignore[attr-defined]


def main() -> None:
    """Print, for each figure and half, how many are right of those answered, and how many silences are kept; then each that is not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=Path)
    options = parser.parse_args()
    total: dict[str, Counter[str]] = {"first half": Counter(), "second half": Counter()}
    for file in sorted(QUESTIONS.glob("*.jsonl")):
        if not (archive := options.archives / f"{file.stem}.vivavoce").is_dir():
            print(f"  no archive {archive.name}: passed over", file=sys.stderr)
            continue
        figure = Figure.open(archive)
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        for index, row in enumerate(rows):
            if row["kind"] == "either":
                continue
            answer = figure.ask(row["question"])
            cited = " ".join(figure.archive.text(c.source)[c.start : c.end] for said in answer.sentences for c in said.citations)
            verdict = judged(row, str(answer.status), cited)
            total["first half" if index < len(rows) / 2 else "second half"][verdict] += 1
            if verdict in ("wrong", "false", "silent"):
                print(f"  {verdict:6} {file.stem} {row['id']} {row['question']} {' '.join(cited.split())[:160]}")
    for half, counted in total.items():
        facts = sum(counted[verdict] for verdict in ("right", "wrong", "silent"))
        silent = counted["kept"] + counted["false"]
        given = counted["right"] + counted["wrong"] + counted["false"]
        print(f"{half}: right {counted['right']} of {facts}, silent {counted['kept']} of {silent}, "
              f"right of what is answered {counted['right']} of {given}")


if __name__ == "__main__":
    main()
