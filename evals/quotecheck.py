"""Quotations judged: three-way macro-F1 on the quotecheck set, by hand-read labels and by the set's own, and the time a judgement takes.

usage: python evals/quotecheck.py ../shared/eval/quotecheck-lincoln/quotes-open.jsonl ../shared/corpora/lincoln --name "Abraham Lincoln"
           [--only "265[3-9]*"] [--archive FOLDER] [--missed]

The set says which of seven volumes holds a quotation, so the archive is made of those alone (`--only`); checking needs texts and words but
neither vectors nor a parse, so none are made. `evals/labels/quotecheck-lincoln.json` holds a hundred labels, by line, that were read by hand before
the first run; the rows outside it are the ones thresholds may be tuned on.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from fnmatch import fnmatch
from pathlib import Path

from words_only import write

from vivavoce.figure import Figure
from vivavoce.reading.who import infer_figure
from vivavoce.settings import Settings
from vivavoce.sources import read_folder, read_owner_file

LABELS = Path(__file__).parent / "labels" / "quotecheck-lincoln.json"
CLASSES = ("verbatim", "altered", "not_found")


def archive_of(folder: Path, name: str, only: str, target: Path, without: str = "") -> Path:
    """A words-only archive of the files that match, but for one, made where there is none yet."""
    if not (target / "archive.json").is_file():
        found = read_folder(folder, read_owner_file(folder), Settings())
        sources = [source for source in found.sources if fnmatch(source.id, only) and source.id != without]
        write(target, infer_figure(sources, name), sources)
    return target


def f1(pairs: list[tuple[str, str]]) -> dict[str, float]:
    """F1 by class and their mean, from pairs of the true and the given label."""
    scores = {}
    for label in CLASSES:
        hit = sum(true == given == label for true, given in pairs)
        wrong = sum((true == label) != (given == label) for true, given in pairs)
        scores[label] = 2 * hit / (2 * hit + wrong) if hit or wrong else 1.0
    scores["macro"] = sum(scores[label] for label in CLASSES) / len(CLASSES)
    return scores


def shown(name: str, pairs: list[tuple[str, str]]) -> str:
    """One line of the result."""
    scores = f1(pairs)
    return f"{name:34} n {len(pairs):4}  " + "  ".join(f"{label} {score:.3f}" for label, score in scores.items())


def main() -> None:
    """Judge every row, print F1 and times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("quotes", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--name", required=True)
    parser.add_argument("--only", default="265[3-9]*")
    parser.add_argument("--archive", type=Path, help="keep the archive here, or use the one that is there")
    parser.add_argument("--missed", action="store_true", help="name the rows outside the hand-read ones that were judged otherwise")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.quotes.read_text(encoding="utf-8").split("\n") if line.strip()]
    labels = {int(number): label for number, label in json.loads(LABELS.read_text(encoding="utf-8")).items()}
    with tempfile.TemporaryDirectory() as base:
        figure = Figure.open(archive_of(options.folder, options.name, options.only, options.archive or Path(base) / "archive"))
        judged = {number: figure.quote(row["quote"]) for number, row in enumerate(rows, 1)}
    given = {number: "altered" if str(j.verdict) == "unreliable" else str(j.verdict) for number, j in judged.items()}
    print(shown("read by hand", [(labels[n], given[n]) for n in labels]))
    print(shown("the same rows, automatic labels", [(rows[n - 1]["label"], given[n]) for n in labels]))
    print(shown("the other rows, automatic labels", [(row["label"], given[n]) for n, row in enumerate(rows, 1) if n not in labels]))
    print(shown("all rows, automatic labels", [(row["label"], given[n]) for n, row in enumerate(rows, 1)]))
    times = [j.elapsed_ms for j in judged.values()]
    slow = statistics.quantiles(times, n=10)[8]
    print(f"milliseconds: median {statistics.median(times):.0f}, nine in ten below {slow:.0f}, longest {max(times):.0f}")
    if options.missed:
        for number, row in enumerate(rows, 1):
            if number not in labels and given[number] != row["label"]:
                near = judged[number].matches[:1]
                print(f"{number} {row['label']} judged {given[number]}: {row['quote']}", *(f"\n    {m.similarity} {m.difference}" for m in near))


if __name__ == "__main__":
    main()
