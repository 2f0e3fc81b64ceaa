"""Hold conversations with archives and count the turns that went right; every turn can be read beside what it meant.

usage: python evals/conversations.py CONVERSATIONS.jsonl ARCHIVE... [--all]

A line holds the name of an archive (its folder's, without `.vivavoce`), a day if it is held `as_of` one, and the turns: what is said,
what it means where it leans on what went before, and what is expected: a pattern that the answer's words match, `?` before it where
silence is right too, `silent`, or a check by name: `=fresh` (an answer that repeats no citation of the turn before), `=rests` (the cited
words, under their authors' names), `=framing` (fixed phrases alone), several joined by `|`. A pattern shows that an answer is not wrong;
whether it is good has to be read.

`open.jsonl` was read while the code was written; `held.jsonl` was first asked late (56 of 84 turns right, 52 before the work) and then read too;
`later.jsonl` was written and asked when the code stood (34 of 38).
`visits.jsonl` (students, museum visitors, sceptics; fragments, typos, turns and ways back) was read while the code was mended (40 of 66 before),
`unseen.jsonl` is of the same kind and was asked for its count alone (52 of 64), then read too. `fresh.jsonl`, terser still, was written before any of
its answers was seen: 80 of 112 turns right, and read then. `last.jsonl`, of its kind, was written and asked when the code stood: 45 of 61.
`plain.jsonl`, of the kind that an examiner writes from the documents, was written before it was asked: 55 of 91 turns right at first. Read then; four
expectations were mended (two too strict, one too loose, one question that nobody would ask).
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from vivavoce.dialogue.phrases import RESTS
from vivavoce.figure import Figure
from vivavoce.record import Answer, Mode


def main() -> None:
    """Print each turn that went wrong, or all, and the share that went right, by archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("conversations", type=Path)
    parser.add_argument("archives", type=Path, nargs="+")
    parser.add_argument("--all", action="store_true", help="print every turn, not only those that went wrong")
    options = parser.parse_args()
    figures = {path.name.removesuffix(".vivavoce"): Figure.open(path) for path in options.archives}
    right, total = Counter[str](), Counter[str]()
    for line in options.conversations.read_text(encoding="utf-8").split("\n"):
        talk = json.loads(line) if line.strip() else {}
        if talk.get("archive") not in figures:
            continue
        said: list[str] = []
        before: Answer | None = None
        for turn in talk["turns"]:
            answer = figures[talk["archive"]].ask(turn["say"], said, talk.get("as_of", ""))
            good = as_expected(answer, before, turn["expect"])
            right[talk["archive"]] += good
            total[talk["archive"]] += 1
            if options.all or not good:
                show(talk["id"], turn, answer, good)
            said.append(turn["say"])
            before = answer
    for name in total:
        print(f"{name}: {right[name]} of {total[name]} turns right")
    print(f"all: {right.total()} of {total.total()} ({right.total() / max(1, total.total()):.1%})")


def as_expected(answer: Answer, before: Answer | None, expected: str) -> bool:
    """Does an answer pass one of the checks, or match the pattern?"""
    silent = answer.status != "answered"
    if expected.startswith("="):
        return any(_holds(check, answer, before) for check in expected[1:].split("|"))
    if silent:
        return expected == "silent" or expected.startswith("?")
    return bool(re.search(expected.removeprefix("?"), " ".join(s.text for s in answer.sentences if s.mode is not Mode.FRAMING), re.I))


def _holds(check: str, answer: Answer, before: Answer | None) -> bool:
    cited = {(c.source, c.start) for s in answer.sentences for c in s.citations}
    earlier = {(c.source, c.start) for s in (before.sentences if before else ()) for c in s.citations}
    match check:
        case "silent":
            return answer.status != "answered"
        case "fresh":
            return bool(cited) and not cited & earlier
        case "rests":
            return bool(cited) and cited <= earlier and answer.sentences[0].text == RESTS
        case "framing":
            return bool(answer.sentences) and not cited
    raise ValueError(f"no check is called {check!r}")


def show(name: str, turn: dict[str, str], answer: Answer, good: bool) -> None:
    """Print a turn: what was said, what it meant, and the answer, sentence by sentence."""
    print(f"{'   ' if good else '✗  '}[{name}] {turn['say']}" + (f"   → {turn['means']}" if turn["means"] else ""))
    print("\n".join(f"        {s.mode[:5]:5} {s.text[:300]}{f' ({s.by})' if s.by else ''}" for s in answer.sentences))
    for clash in answer.disagreements:
        print(f"        ≠ {clash.about}: {' / '.join(p.value for p in clash.positions)}")


if __name__ == "__main__":
    main()
