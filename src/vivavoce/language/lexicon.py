"""English words as a machine can know them without a model: which there are, how common, and how a word is spelled.

The words and their frequencies come with symspellpy (Google Books and SCOWL) and lemminflect (SPECIALIST lexicon).
"""

from __future__ import annotations

import gzip
import math
import re
from collections import Counter
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_ELISION: Final = re.compile(r"(?:n't|'(?:d|ll|re|ve|m|s|t|st|em|est|n|th))$")
_WORD: Final = re.compile(r"[a-z]{2,}")
_ORDER: Final = 4
_SMOOTH: Final = 0.02


@cache
def _counts() -> dict[str, int]:
    """How often each word was counted."""
    lines = (_folder("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig").splitlines()
    return {word: int(count) for word, _, count in (line.rpartition(" ") for line in lines) if word}


@cache
def _total() -> int:
    return sum(_counts().values())


@cache
def _words() -> frozenset[str]:
    """Every word that either list has, inflected forms included."""
    found = set(_counts())
    for name in ("infl_lu.csv.gz", "lemma_lu.csv.gz"):
        with gzip.open(_folder("lemminflect") / "resources" / name, "rt", encoding="utf-8") as file:
            found.update(_WORD.findall(file.read().lower()))
    return frozenset(found)


def _folder(package: str) -> Path:
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(found.submodule_search_locations[0])


def frequency(word: str) -> float:
    """Natural logarithm of a word's share of English; -inf where it is not in the list."""
    count = _counts().get(word.lower())
    return math.log(count / _total()) if count else -math.inf


def counted(word: str) -> bool:
    """Is a word in the list of counted words, which holds no fragments?"""
    return word.lower() in _counts()


@lru_cache(maxsize=65536)
def known(word: str) -> bool:
    """Is it an English word, an inflected or elided one included (`perform'd`, `they'll`, `o'er`)?"""
    word = word.lower().replace("’", "'").strip("'")
    words = _words()
    if word in words:
        return True
    stem = _ELISION.sub("", word)
    if stem != word and (stem in words or f"{stem}e" in words or f"{stem}n" in words):
        return True
    return "'" in word and (word.replace("'", "e") in words or word.replace("'", "v") in words)


@cache
def _spelling() -> tuple[Counter[str], Counter[str]]:
    """Counts of four letters in a row, and of the three before the last."""
    grams: Counter[str] = Counter()
    for word in _words():
        padded = f"^^^{word}$"
        grams.update(padded[i:i + _ORDER] for i in range(len(padded) - _ORDER + 1))
    contexts: Counter[str] = Counter()
    for gram, count in grams.items():
        contexts[gram[:-1]] += count
    return grams, contexts


@lru_cache(maxsize=65536)
def spelling(word: str) -> float:
    """How English a word's letters are: mean log probability of a letter after three; real words lie above -2.6, noise below -3.2."""
    grams, contexts = _spelling()
    padded = f"^^^{word.lower().replace('’', chr(39))}$"
    steps = [padded[i:i + _ORDER] for i in range(len(padded) - _ORDER + 1)]
    return sum(math.log((grams[step] + _SMOOTH) / (contexts[step[:-1]] + 30 * _SMOOTH)) for step in steps) / len(steps)
