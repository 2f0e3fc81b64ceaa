"""Pure string functions. None changes a text that is cited: they compare, count and show."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

_QUOTES: Final = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                                "–": "-", "—": "-", "‐": "-", "‑": "-", "ſ": "s", "\u00ad": None, "\u00a0": " "})
_COMBINING: Final = re.compile("[" + "".join(chr(c) for c in range(0x300, 0x1e2ef) if unicodedata.combining(chr(c))) + "]")
_MARKS: Final = re.compile(r"^\s*(?:[-*•·◦‣]\s+|\(?\d{1,3}[.)]\s+|[a-z][.)]\s+|#{1,6}\s+|>\s*)+")
_OUTER: Final = "\"'“”‘’«»„"
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

STOP: Final = frozenset("""a about above after again against all also am an and any are as at be because been before being
below between both but by can could did do does doing done down during each ever every few for from further get got had has have
having he her here hers herself him himself his how i if in into is it its itself just like many may me might more most much must my
myself no nor not now of off on once only onto or other our ours out over own per please same shall she should so some such than
that the their theirs them themselves then there these they this those through till to too under until up upon us very was we were
what when where whether which while who whom whose why will with within without would yet you your yours yourself s t d ll re ve m
tell say said let one two thing things something anything""".split())


def fold(text: str) -> str:
    """Case, accents, long s, soft hyphens, quotation marks and dashes made alike; the length may change."""
    if text.isascii():
        return text.casefold()
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text.translate(_QUOTES))).casefold()


def squeeze(text: str) -> str:
    """White space collapsed to single spaces, ends stripped."""
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """The words of a text, folded, in order; an apostrophe within a word keeps it whole."""
    return _WORD.findall(fold(text))


@cache
def analyzer() -> TextAnalyzer:
    """The one analysis that index and weighing share: simple tokens, lower case, no accents, Snowball English stems."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).filter(Filter.ascii_fold())
    return builder.filter(Filter.stemmer("english")).build()


@lru_cache(maxsize=65536)
def _stem(word: str) -> tuple[str, ...]:
    return tuple(analyzer().analyze(word))


def stems(text: str) -> list[str]:
    """The stems of a text as the index holds them, function words left out."""
    return [stem for word in words(text) if (word not in STOP and not word.endswith("'s")) or len(word) > 3
            for stem in _stem(word.removesuffix("'s")) if word.removesuffix("'s") not in STOP]


def bare(text: str) -> str:
    """A span as it is shown: white space collapsed, list marks and outer quotation marks dropped (contract: An answer)."""
    text = squeeze(_MARKS.sub("", text))
    while len(text) > 1 and text[0] in _OUTER and (text[-1] in _OUTER or (text[-2:-1] in _OUTER and text[-1] in ".,;")):
        inner = text[1:-1] if text[-1] in _OUTER else text[1:-2] + text[-1]
        if any(mark in inner for mark in _OUTER[:1] + _OUTER[2:4]):
            break
        text = inner.strip()
    if text[:1] in "“\"«„" and not any(mark in text[1:] for mark in "”\"»"):
        text = text[1:].lstrip()
    if text[-1:] in "”\"»" and not any(mark in text[:-1] for mark in "“\"«„"):
        text = text[:-1].rstrip()
    return text


def visible(text: str) -> str:
    """Control and bidirectional characters made visible, so that a source cannot steer a terminal; a CRLF is an ordinary line end."""
    return "".join(c if c in "\n\t\u00ad" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
                   else f"⟨U+{ord(c):04X}⟩" for c in text.replace("\r\n", "\n"))


def slug(name: str) -> str:
    """A name as part of a path or an address: `Ada Lovelace` → `ada-lovelace`."""
    return re.sub(r"[^\w]+", "-", fold(name)).strip("-") or "figure"
