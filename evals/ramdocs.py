"""Conflicting documents on RAMDocs: are all valid answers shown, are the wrong ones kept out? Beside plain top-k retrieval in the same run.

Each row has a question, documents on several things of one name, documents with a planted error, and noise. Each row becomes an archive of its own,
its documents named by their digests, as their order gives the true ones away. Counted is what an answer's sentences assert, and everything that is
shown, the sides of a disagreement included. The rows of even number were used to make it, those of odd number were not.

usage: python evals/ramdocs.py ../shared/eval/ramdocs/ramdocs-open.jsonl [--limit N] [--first N] [--keep FOLDER] [--rows]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from vivavoce.dialogue.answering import search
from vivavoce.evidence.understand import understand
from vivavoce.figure import Figure
from vivavoce.language.dates import dates
from vivavoce.language.names import numbers
from vivavoce.record import Answer
from vivavoce.text import fold

_TOP = (1, 2, 3, 4, 5, 6)


@dataclass(slots=True)
class Tally:
    """What one way of answering showed over all rows."""

    gold: list[bool] = field(default_factory=list)
    wrong: list[bool] = field(default_factory=list)
    clean: list[bool] = field(default_factory=list)
    exact: list[bool] = field(default_factory=list)
    words: list[int] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def add(self, shown: str, gold: Sequence[str], wrong: Sequence[str]) -> tuple[list[bool], list[bool]]:
        """Count a row; which of its valid and of its wrong answers are shown."""
        valid, bad = [holds(a, shown) for a in gold], [holds(a, shown) for a in wrong]
        self.gold += valid
        self.wrong += bad
        if wrong:
            self.clean.append(not any(bad))
        self.exact.append(all(valid) and not any(bad))
        self.words.append(len(shown.split()))
        return valid, bad

    def line(self) -> str:
        """Shares as a row of the table."""
        shares = (share(self.gold), 1 - share(self.wrong), share(self.clean), share(self.exact))
        return " ".join(f"{value:9.1%}" for value in shares) + f" {sum(self.words) / max(1, len(self.words)):9.0f}"


def share(values: Sequence[bool]) -> float:
    """How many of them hold."""
    return sum(values) / max(1, len(values))


def plain(text: str) -> str:
    """Folded words and numbers alone; `10,000` and `10000` are one, articles are left out."""
    text = re.sub(r"(?<=\d),(?=\d{3})", "", fold(text))
    return " ".join(w for w in re.findall(r"[^\W_]+", text) if w not in ("a", "an", "the"))


def holds(answer: str, text: str) -> bool:
    """Is an answer in a text: its words in their order, else its date however written, else its number where it is one with a unit."""
    if f" {plain(answer)} " in f" {plain(text)} ":
        return True
    whole = [d.interval for d in dates(answer) if d.interval.precision == "day"]
    if whole:
        return any((d.interval.start, d.interval.end) == (whole[0].start, whole[0].end) for d in dates(text))
    counted = re.fullmatch(r"\D{0,12}?(\d[\d,]*\d|\d)\s*[a-z% ]*", fold(answer).strip())
    return bool(counted and len(counted.group(1)) > 1 and numbers(counted.group(1)) <= numbers(text))


def said(answer: Answer) -> str:
    """What an answer tells: its sentences where they rest on sources, and every side of its disagreements."""
    sides = [f"{p.value} . {p.text}" for d in answer.disagreements for p in d.positions]
    return " \n ".join([*(s.text for s in answer.sentences if s.citations), *sides])


def archive_of(row: dict[str, Any], folder: Path) -> Figure:
    """The archive of a row's documents, built where it is not there yet."""
    if not (folder / "archive").exists():
        (folder / "texts").mkdir(parents=True, exist_ok=True)
        for number, document in enumerate(row["documents"]):
            text = document["text"].encode()
            place = hashlib.sha256(text).hexdigest()[:8]  # the rows' order gives the answers away
            (folder / "texts" / f"{place}-{number:02d}.txt").write_bytes(text)
        Figure.build(folder / "texts", folder / "archive", "Nobody Whatsoever")
    return Figure.open(folder / "archive")


def retrieved(figure: Figure, text: str, count: int) -> str:
    """The first sentences of the search, as they come."""
    question = understand(text, figure.archive.figure)
    return " \n ".join(figure.archive.exact(hit.sentence) for hit in search(figure.archive, question)[:count])


def run(rows: Sequence[dict[str, Any]], base: Path, each: bool) -> dict[str, Tally]:
    """Ask every row; `each` prints what a row showed."""
    tallies = {name: Tally() for name in ("asserted", "all shown", *(f"top {k}" for k in _TOP), "all documents")}
    begun = time.perf_counter()
    for count, row in enumerate(rows):
        figure = archive_of(row, base / row_name(row))
        answer = figure.ask(row["question"])
        shown = {"asserted": said(replace(answer, disagreements=())), "all shown": said(answer),
                 "all documents": " \n ".join(d["text"] for d in row["documents"]),
                 **{f"top {k}": retrieved(figure, row["question"], k) for k in _TOP}}
        marks = {name: tallies[name].add(text, row["gold_answers"], wrong_of(row)) for name, text in shown.items()}
        if each:
            print_row(row, answer, marks["all shown"])
        if count % 25 == 0:
            print(f"{count} of {len(rows)}, {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    return tallies


def wrong_of(row: dict[str, Any]) -> list[str]:
    """The wrong answers, each once; one that is part of a valid answer (`football`, `American football`) cannot be told apart, and is left out."""
    return [a for a in sorted(set(row["wrong_answers"])) if not any(f" {plain(a)} " in f" {plain(valid)} " for valid in row["gold_answers"])]


def row_name(row: dict[str, Any]) -> str:
    """A folder's name for a row."""
    return re.sub(r"\W+", "-", row["question"])[:80]


def print_row(row: dict[str, Any], answer: Answer, marks: tuple[Iterable[bool], Iterable[bool]]) -> None:
    """One row for reading by eye."""
    valid, bad = marks
    print(f"\n# {row['question']} [{answer.status}]")
    print("  gold ", [("+ " if v else "- ") + a for a, v in zip(row["gold_answers"], valid, strict=True)],
          " wrong", [("! " if v else "  ") + a for a, v in zip(wrong_of(row), bad, strict=True)])
    for sentence in answer.sentences:
        print("  .", " ".join(sentence.text.split())[:220])
    for disagreement in answer.disagreements:
        kinds = [sorted({row["documents"][int(c.source[9:11])]["type"] for c in p.citations}) for p in disagreement.positions]
        print("  disagreement:", [(p.value, *kind) for p, kind in zip(disagreement.positions, kinds, strict=True)])


def main() -> None:
    """Build, ask, print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows_file", type=Path, metavar="ROWS.jsonl")
    parser.add_argument("--limit", type=int, default=10_000, help="so many rows, evenly chosen")
    parser.add_argument("--first", type=int, default=0, help="the row to begin with; another first row is another sample")
    parser.add_argument("--keep", type=Path, help="keep the archives here, for another run")
    parser.add_argument("--rows", action="store_true", help="print what each row showed")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.rows_file.read_text(encoding="utf-8").splitlines() if line.strip()]
    numbered = list(enumerate(rows))[options.first::max(1, -(-len(rows) // options.limit))]
    halves = [[row for number, row in numbered if number % 2 == half] for half in (0, 1)]
    with nullcontext(str(options.keep)) if options.keep else tempfile.TemporaryDirectory() as base:
        even, odd = (run(half, Path(base), options.rows) for half in halves)
    for title, tallies in (("even rows", even), ("odd rows", odd), ("all rows", {name: even[name] + odd[name] for name in even})):
        told = tallies["asserted"]
        print(f"\n{title}: {len(told.exact)}, {len(told.gold)} valid answers, {len(told.wrong)} wrong ones")
        print(f"{'':14} {'valid':>9} {'wrong out':>9} {'row clean':>9} {'exact':>9} {'words':>9}")
        for name, tally in tallies.items():
            print(f"{name:14} {tally.line()}")


if __name__ == "__main__":
    main()
