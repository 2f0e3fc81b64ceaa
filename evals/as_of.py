"""Ask every question as of every year of a figure's life: does anything later leak in, and does the past stay answered?

A leak is a year after the date anywhere in an answer, its citations, its disagreements or the nearest words. A question whose whole-life answer
rests on words that could be told by a year should be answered as of that year.

usage: python evals/as_of.py ARCHIVE QUESTIONS.jsonl [--step YEARS]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from vivavoce.figure import Figure
from vivavoce.record import Answer, Mode, Status, year

_YEAR = re.compile(r"(?<![\d,.])(1[0-9]{3}|20[0-9]{2})(?![\d,]\d)(?!\d)")


def shown(answer: Answer) -> Iterator[str]:
    """Everything that an answer shows of the sources."""
    yield from (said.text for said in answer.sentences)
    yield from (c.exact for said in answer.sentences for c in said.citations)
    yield from (c.exact for c in answer.nearest)
    for disagreement in answer.disagreements:
        yield from (text for p in disagreement.positions for text in (p.value, p.text, *(c.exact for c in p.citations)))


def known_by(figure: Figure, answer: Answer) -> str:
    """The day by which the leading sentence of an answer could be told; empty where it is not known."""
    cited = next((c for said in answer.sentences if said.mode is not Mode.FRAMING for c in said.citations), None)
    told = figure.archive.record.within(cited.source, cited.start, cited.end) if cited else []
    return max((s.latest for s in told), default="") if all(s.latest for s in told) else ""


def main() -> None:
    """Print leaks, then the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--step", type=int, default=1)
    options = parser.parse_args()
    figure = Figure.open(options.archive)
    person = figure.archive.figure
    first, last = year(person.born), year(person.died)
    if first is None or last is None:
        sys.exit("The archive does not know when the figure was born and died: say so in figure.toml.")
    rows = [json.loads(line) for line in options.questions.read_text(encoding="utf-8").split("\n") if line.strip()]
    asked = [row for row in rows if row.get("kind") != "quote"]
    whole = {row["id"]: figure.ask(row["question"], row.get("history", ())) for row in asked}
    leaks = told = kept = ahead = 0
    for date in range(first + 1, last + 1, options.step):
        for row in asked:
            answer = figure.ask(row["question"], row.get("history", ()), str(date))
            late = {y for text in shown(answer) for y in _YEAR.findall(text) if int(y) > date}
            if late:
                leaks += 1
                print(f"  leak as of {date}: {row['question']} -> {sorted(late)} {answer.text[:120]}")
            if whole[row["id"]].status is Status.ANSWERED:
                known = known_by(figure, whole[row["id"]])
                if known and known <= f"{date}-12-31":
                    told += 1
                    kept += answer.status is Status.ANSWERED
                    if answer.status is not Status.ANSWERED and told % 20 == 0:
                        print(f"  lost as of {date}: {row['question']} ({answer.status})")
                elif answer.status is Status.NOT_YET:
                    ahead += 1
        print(f"{date}", end="\r", file=sys.stderr)
    asks = len(asked) * len(range(first + 1, last + 1, options.step))
    print(f"{person.name}: {asks} answers, {leaks} with a later year; of {told} whose answer could be told by then {kept} were answered "
          f"({kept / max(1, told):.1%}); {ahead} said to lie ahead")


if __name__ == "__main__":
    main()
