"""Fit how likely an alignment is the same saying, on sentences of open books: altered by hand of chance, and of other books altogether.

usage: python evals/fit_quotation.py FOLDER=NAME [FOLDER=NAME ...] [--each 300]

From each folder a words-only archive is made, without its last file. Its own sentences, with words exchanged, left out, put in, cut off or
rewritten at either end by a share between 5 % and 50 %, should be found; sentences of the other folders, and of the file left out, which speaks
of the same things, should not. No row of the quotecheck set is read.
Prints the weights for `vivavoce.collation.quotation` and how well they part a held-out half.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from quotecheck import archive_of

from vivavoce.archive import Archive
from vivavoce.collation.quotation import FEATURES, Kin, Search, judge, kin
from vivavoce.figure import Figure
from vivavoce.text import squeeze


def sentences(archive: Archive, count: int, chance: random.Random) -> list[str]:
    """Sentences of 5 to 40 words and parts of such, drawn by chance."""
    held = [squeeze(archive.exact(s)) for s in archive.record.all_sentences("1") if s.kind in ("paragraph", "quotation")]
    usable = [s for s in held if 5 <= len(s.split()) <= 40]
    return [part(s, chance) for s in chance.sample(usable, min(count, len(usable)))]


def part(sentence: str, chance: random.Random) -> str:
    """A sentence, or as often a part of it of three to twenty words: people quote parts."""
    words = sentence.split()
    if chance.random() < 0.5 or len(words) < 6:
        return sentence
    length = chance.randint(3, min(20, len(words)))
    start = chance.randrange(len(words) - length + 1)
    return " ".join(words[start:start + length])


def altered(sentence: str, others: list[str], chance: random.Random) -> str:
    """A sentence with a share of its words changed, by several kinds of change."""
    words = sentence.split()
    share, pool = chance.uniform(0.05, 0.5), chance.choice(others).split() + chance.choice(others).split()
    kind = chance.choice(("scattered", "scattered", "opening", "ending", "cut"))
    count = max(1, round(share * len(words)))
    if kind == "opening":
        return " ".join(chance.sample(pool, min(count, len(pool))) + words[count:])
    if kind == "ending":
        return " ".join(words[:-count] + chance.sample(pool, min(count, len(pool))))
    if kind == "cut":
        start = chance.randrange(1, max(2, len(words) - count))
        return " ".join(words[:start] + words[start + count:])
    for _ in range(count):
        place = chance.randrange(len(words))
        change = chance.choice(("exchange", "exchange", "leave out", "put in"))
        if change == "put in":
            words.insert(place, chance.choice(pool))
        elif change == "exchange":
            words[place] = chance.choice(pool)
        elif len(words) > 3:
            del words[place]
    return " ".join(words)


def measured(archive: Archive, quotes: list[str], alike: Kin | None) -> Iterator[np.ndarray]:
    """The features of the likeliest place of each quotation that is not there word for word."""
    for quote in quotes:
        search = Search(archive)
        if search.exact(quote):
            continue
        found = search.near(quote, 0.0, alike)
        yield np.array(found[0].features if found else [0.0] * len(FEATURES))


def fitted(x: np.ndarray, y: np.ndarray, ridge: float = 0.3) -> np.ndarray:
    """Logistic regression by Newton's steps; the last weight is the constant."""
    x = np.c_[x, np.ones(len(x))]
    weights = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + ridge * np.r_[weights[:-1], 0]
        hessian = (x * (p * (1 - p))[:, None]).T @ x + ridge * np.eye(len(weights))
        weights -= np.linalg.solve(hessian, gradient)
    return weights


def main() -> None:
    """Make archives, alter, measure, fit on one half, test on the other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--each", type=int, default=300)
    parser.add_argument("--kin", action="store_true", help="let static vectors say which different words are alike")
    parser.add_argument("--kept", type=Path, help="keep the archives in this folder")
    parser.add_argument("--judge", action="store_true", help="fit nothing; count what the product makes of them")
    options = parser.parse_args()
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as base:
        kept = options.kept or Path(base)
        folders = [(Path(given.partition("=")[0]), given.partition("=")[2]) for given in options.folders]
        last = [sorted(path.name for path in folder.glob("*.txt"))[-1] for folder, _ in folders]
        archives = [Figure.open(archive_of(folder, name, "*", kept / f"{folder.parent.name}-{folder.name}", without=file)).archive
                    for (folder, name), file in zip(folders, last, strict=True)]
        near = [Figure.open(archive_of(folder, name, file, kept / f"{folder.parent.name}-{folder.name}-last")).archive
                for (folder, name), file in zip(folders, last, strict=True)]
        drawn = [sentences(archive, options.each, chance) for archive in archives]
        rows, truth = [], []
        for number, archive in enumerate(archives):
            others = [s for i, held in enumerate(drawn) if i != number for s in held]
            for quotes, same in (([altered(s, others, chance) for s in drawn[number]], 1.0), (chance.sample(others, options.each // 2), 0.0),
                                 (sentences(near[number], options.each, chance), 0.0)):
                if options.judge:
                    verdicts = Counter(str(judge(archive, quote).verdict) for quote in quotes)
                    print(options.folders[number], "to be found" if same else "foreign", dict(verdicts))
                    continue
                found = list(measured(archive, quotes, kin(archive) if options.kin else None))
                rows += found
                truth += [same] * len(found)
        if options.judge:
            return
        x, y = np.array(rows), np.array(truth)
        order = np.array(chance.sample(range(len(y)), len(y)))
        half = len(order) // 2
        for train, test in ((order[:half], order[half:]), (order, order)):
            weights = fitted(x[train], y[train])
            p = 1 / (1 + np.exp(-np.c_[x[test], np.ones(len(test))] @ weights))
            good = y[test] == 1
            print(f"n {len(test)}  found {np.mean(p[good] > 0.5):.3f}  false alarms {np.mean(p[~good] > 0.5):.3f}")
            print("  " + ", ".join(f"{name} {w:.3f}" for name, w in zip([*FEATURES, "constant"], weights, strict=True)))


if __name__ == "__main__":
    main()
