"""Ask an archive the fact questions that were written for another figure: how often is it silent?

usage: python evals/silence.py ARCHIVE QUESTIONS.jsonl
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from vivavoce.figure import Figure


def main() -> None:
    """Print the share of silent answers, and each answer that was given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("questions", type=Path)
    options = parser.parse_args()
    figure = Figure.open(options.archive)
    rows = [json.loads(line) for line in options.questions.read_text(encoding="utf-8").split("\n") if line.strip()]
    asked = [row["question"] for row in rows if row["kind"] == "fact"]
    silent = 0
    for question in asked:
        answer = figure.ask(question)
        silent += answer.status == "silent"
        if answer.status != "silent":
            print(f"  {question}\n    {answer.text[:200]}")
    print(f"{figure.archive.figure.name}: silent on {silent} of {len(asked)} ({silent / len(asked):.1%})")


if __name__ == "__main__":
    main()
