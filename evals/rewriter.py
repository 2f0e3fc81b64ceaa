"""A small synonym rewriter, written for `evals/health.py` alone: it replaces words by what a dictionary lists beside them, without regard to sense.

Articles are rewritten like this by machines that hide where a text was taken from. No rule of the product reads its list, `rewriter.txt`.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

from lemminflect import getAllInflections

_TAGS = {"v": ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), "n": ("NN", "NNS"), "a": ("JJ",), "r": ("RB",)}


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """For each inflected form what may stand for it, in the same form."""
    table: dict[str, list[str]] = {}
    for entry in Path(__file__).with_name("rewriter.txt").read_text(encoding="utf-8").splitlines():
        head, alternatives = entry.split(":")
        kind, lemma = head.split()
        for tag in _TAGS[kind]:
            for form in _forms(lemma, tag):
                table.setdefault(form, []).extend(said for alternative in alternatives.split(",") for said in _phrase(alternative.strip(), tag, kind))
    return {form: tuple(sorted({said for said in found if said != form})) for form, found in table.items()}


def _forms(word: str, tag: str) -> tuple[str, ...]:
    return getAllInflections(word).get(tag, (word,) if tag in ("VB", "NN", "JJ", "RB") else ())


def _phrase(phrase: str, tag: str, kind: str) -> list[str]:
    """A phrase inflected at its head: the first word of a verb, the last of a noun."""
    parts = phrase.split(" ")
    place = 0 if kind == "v" else -1
    return [" ".join([*parts[:place], form, *parts[1:]] if kind == "v" else [*parts[:-1], form]) for form in _forms(parts[place], tag)[:1]]


def rewrite(text: str, share: float, draw: random.Random) -> str:
    """Replace this share of the words that the list knows."""
    def other(match: re.Match[str]) -> str:
        options = _table().get(match.group())
        return draw.choice(options) if options and draw.random() < share else match.group()

    return re.sub(r"\b[a-z]+\b(?!['’])", other, text)
