"""Ask every question as of every year of a figure's life: does anything later leak in, and does the past stay answered?

A leak is a year after the date anywhere in an answer, its citations, its disagreements or the nearest words. A question whose whole-life answer
rests on words that could be told by a year should be answered as of that year.

A sentence without a year can know the future too. To be read by hand, each once, are those told that name somebody or something whose first dates
in the archive all lie later, and of accounts those with a word of outcome (`later`, `would become`, `his last years`); most of them are innocent.

usage: python evals/as_of.py ARCHIVE QUESTIONS.jsonl [--step YEARS]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from vivavoce.archive import Archive
from vivavoce.figure import Figure
from vivavoce.record import Answer, Mode, Said, Sentence, Status, year

_YEAR = re.compile(r"(?<![\d,.])(1[0-9]{3}|20[0-9]{2})(?![\d,]\d)(?!\d)")

_OUTCOME = re.compile(
    r"\b(?:eventual(?:ly)?|ultimate(?:ly)?|later|in the end|afterwards?|subsequent(?:ly)?|posthumous\w*|(?:last|final) (?:years|days|months|weeks)|"
    r"would (?:\w+ )?(?:become|remain|lead|die|live|prove|remember)|(?:was|were) to (?:become|be|have|last|lead|play|prove|see|die|remain)|"
    r"until (?:his|her|their) death|remembered|historians?|biographers?|legacy|today|since then|ever (?:after|since)|"
    r"rest of (?:his|her|their) life|"
    r"lifelong|all (?:his|her|their) life|turning point|future|destin(?:y|ed)|prophe\w+|never (?:again|recovered|forgot)|"
    r"years (?:later|after))\b", re.I)


class Later:
    """What a sentence says that may be known later only: names with the year from which several dated sentences of the archive know them."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        entries = [*archive.record.people(), *archive.record.works(), *archive.record.ideas()]
        known = archive.record.sentences(sorted({i for entry in entries for i in entry.sentences}))
        self._names: dict[int, list[tuple[str, dict[int, str]]]] = defaultdict(list)
        for entry in entries:
            dated = {i: s.told.start[:4] for i in entry.sentences if (s := known.get(i)) and s.told and not s.told.approximate}
            for identity in entry.sentences if len(dated) > 2 else ():
                self._names[identity].append((entry.name, dated))

    def found(self, said: Said, date: int) -> list[str]:
        """What of a sentence told as of a year is to be read by hand."""
        told = [s for c in said.citations for s in self._archive.record.within(c.source, c.start, c.end)]
        names = [f"{name} from {first}" for s in told for name, first in self._first(s) if int(first) > date]
        return names if said.mode is Mode.OWN_WORDS else [*names, *_OUTCOME.findall(said.text)]

    def _first(self, sentence: Sentence) -> Iterator[tuple[str, str]]:
        for name, dated in self._names[sentence.id]:
            yield name, min(first for identity, first in dated.items() if identity != sentence.id)


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
    later, reading = Later(figure.archive), dict[str, tuple[int, list[str]]]()
    leaks = told = kept = ahead = 0
    for date in range(first + 1, last + 1, options.step):
        for row in asked:
            answer = figure.ask(row["question"], row.get("history", ()), str(date))
            late = {y for text in shown(answer) for y in _YEAR.findall(text) if int(y) > date}
            if late:
                leaks += 1
                print(f"  leak as of {date}: {row['question']} -> {sorted(late)} {answer.text[:120]}")
            for said in answer.sentences:
                if found := later.found(said, date):
                    reading.setdefault(said.text, (date, found))
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
    for text, (date, found) in sorted(reading.items(), key=lambda item: item[1]):
        print(f"  read as of {date}: {found} {text[:300]}")
    asks = len(asked) * len(range(first + 1, last + 1, options.step))
    print(f"{person.name}: {asks} answers, {leaks} with a later year, {len(reading)} sentences to be read; of {told} whose answer could be told by "
          f"then {kept} were answered ({kept / max(1, told):.1%}); {ahead} said to lie ahead")


if __name__ == "__main__":
    main()
