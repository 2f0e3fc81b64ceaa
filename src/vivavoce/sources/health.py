"""Is a text sound? Signs of a bad scan, of a machine that put other words in, of characters decoded wrongly; each counted and shown.

A paragraph's signs become one score by a logistic model whose weights and limits are in `health.json`; `evals/health.py` fitted them on one half of
its data and reports on the other. What a machine broke outright (possessives, numbers) convicts a whole document by its rate alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from ftfy.badness import is_bad

from vivavoce.language.fitness import Fitness
from vivavoce.language.lexicon import counted, known, spelling
from vivavoce.record import Block, Damage, Health

_CLITIC: Final = re.compile(r"\b[A-Z][^\W\d_]{2,}['’]((?:due )?([a-z]{4,}))\b(?!['’])")
_UNIT: Final = (r"(?:inch|inches|feet|yards|miles|metres|meters|pounds|dollars|francs|rou?bles|years|months|weeks|days|hours|minutes|times|men|women|"
                r"children|sons|daughters|brothers|sisters|people|persons|members|soldiers|others)")
_TENS: Final = r"(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)"
_ONES: Final = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_NUMBERS: Final = re.compile(
    rf"\b(?-i:i{{2,3}}|iv|vi{{1,3}}|ix|xi{{1,3}}) {_UNIT}\b"  # a Roman numeral before what is counted
    rf"|\b[2-9]0-{_ONES}\b(?!-)|\b{_TENS}-(?:\d|[ivx]{{1,4}})\b(?!-)"  # half in digits, half in words
    r"|\b1 of (?:the|his|her|their|its|our|those|these|them|us)\b(?! \d)", re.I)
_ALTERED: Final = r"(?:modified|altered|rewritten|re-?worded|paraphrased|spun)"
_TEXT: Final = r"(?:context|text|passage|paragraph|article|content|document|story|statement)"
_CONFESSED: Final = re.compile(
    r"(?<![\"“‘'])\bas an AI(?: language)? model\b|"
    rf"\bnote\s*[:—–-]+\s*(?:that\s+)?(?:the|this)\s+(?:\w+\s+)?{_TEXT}\s+(?:above\s+)?(?:has\s+been|was|is)\s+(?:\w+ly\s+)?{_ALTERED}\b|"
    rf"\bhere(?:\s+is|['’]s)\s+(?:the|a|your)\s+{_ALTERED}\s+(?:version|{_TEXT})\b|\bI(?:\s+have|['’]ve)\s+{_ALTERED}\s+(?:the|this|your)\s+{_TEXT}\b|"
    rf"\b{_TEXT}\s+(?:has\s+been|was|is)\s+(?:\w+ly\s+)?{_ALTERED}\s+(?:by|with|using)\s+(?:an?\s+)?(?:AI\b|language\s+model|machine|software|"
    r"chatbot|ChatGPT|\w+\s+tool)", re.I)
"""A text that says itself that a machine put it into other words."""
_REPLACED: Final = re.compile("\ufffd+")
_PER_THOUSAND: Final = 0.8

_TOKEN: Final = re.compile(r"\S+")
_MARKS: Final = "\"'“”‘’.,;:!?()[]-—–_*"
_ODD: Final = re.compile(r"[\\^~|<>{}=+@#%¬■•§«»¦°]")
_ONE: Final = frozenset({"1", "'1", "‘1", "“1", '"1', "—1", "-1"})
_AFTER_I: Final = re.compile(r"(?!(?:of|st|to|in|lb|oz|d|and|or|per|by|m|s)\b)[a-z]")
_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th|[ds]|mm|cm|km|lbs?|ft|in|[abcABC]|[vmt]o|[AP]M|[ap]m)\.?|[A-Z]+\d+")
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_JOINT: Final = re.compile(r"(?<=[a-z][a-z])[.,;:!?](?=[A-Z])")
_NAMES: Final = re.compile(r"(?:Mc|Mac|O['’]|D['’]|De|Du|La|Le|Van|Von|Fitz)[A-Z]")
SIGNS: Final = {"one": "a figure 1 for the word I", "stray": "marks that stand alone", "odd": "marks that prose does not have",
                "hyphen": "words still divided", "mixed": "figures within words", "inner": "marks within words", "single": "letters that stand alone",
                "case": "capitals within words", "garbled": "letters that make no word", "name": "letters that make no name"}
FEATURES: Final = (*SIGNS, "outright", "doubt")
_GARBLED: Final = -3.2
"""Mean log probability of a letter below which letters make no word."""
_ABBREVIATED: Final = 4
"""Letters before a full stop that may be an abbreviation."""
_WHOLE: Final = 60
"""Words that are judged together at least; shorter paragraphs join the next."""
_JUDGED: Final = 40_000
"""Words of a source that the network reads; of a longer one every so many paragraphs, and all of them where those look damaged."""
_READ: Final = frozenset({"paragraph", "list_item", "quotation"})
_SAYS_SO: Final = "says itself that it was put into other words"
_ONE_TEXT: Final = 4000
"""Words of a text that such a note is taken to speak of as a whole; in a longer one it speaks of its paragraph."""
_UNFIT: Final = "words that do not fit where they stand"
_SIGNS: Final = 3
_ENOUGH: Final = 20
_KNOWN: Final = 0.9
"""Least share of known words in a paragraph whose words are judged."""
_DOUBTED: Final = 0.5


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign of damage where it stands; a content word's `doubt` is how likely another word stood there."""

    sign: str
    start: int
    end: int
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, or a few short ones, with what was found in it; rates in `features` are by word."""

    start: int
    end: int
    words: int
    marks: tuple[Mark, ...]
    features: tuple[float, ...]


def judge(text: str, blocks: Sequence[Block] = (), language: str = "en", fitness: Fitness | None = None) -> Health:
    """`degraded` with reasons, or sound with its damaged parts; without `fitness` words put in others' places are not looked for."""
    units = examined(text, blocks, language, fitness)
    count = max(1, len(text.split()))
    outright = _outright(text, language)
    total = sum(len(found) for found in outright.values())
    reasons = [_reason(name, text, found) for name, found in outright.items()] if total >= 3 and 1000 * total / count >= _PER_THOUSAND else []
    whole = document(units)
    if damage(whole, "document") > 0 and sum(unit.words for unit in units) >= 2 * _WHOLE:
        reasons += _reasons(text, units)
    elif reasons and whole[-1] > _weights()["all"]:
        reasons += [reason for reason in _reasons(text, units) if reason.startswith(_UNFIT)]
    confessed = [Mark("", m.start(), m.end()) for m in _CONFESSED.finditer(text)]
    if confessed and count <= _ONE_TEXT:
        reasons.append(_reason(_SAYS_SO, text, confessed))
    if reasons:
        return Health("degraded", tuple(dict.fromkeys(reasons)))
    spans = {unit: "; ".join(_reasons(text, [unit])[:2]) for unit in units if _is_damaged(unit)}
    for unit in units:
        if said := [mark for mark in confessed if unit.start <= mark.start < unit.end]:
            spans[unit] = _reason(_SAYS_SO, text, said)
    return Health(spans=tuple(Damage(unit.start, unit.end, spans[unit]) for unit in units if unit in spans))


def _is_damaged(unit: Unit) -> bool:
    """Beyond the limit, and for a bad scan by three signs at least, for replaced words by twenty that were judged."""
    limits = _weights()["paragraph"]
    judged = sum(mark.sign == "doubt" for mark in unit.marks)
    by_words = judged >= _ENOUGH and logit(unit.features, limits["rewriter"]) > limits["rewriter"]["limit"]
    by_signs = len(unit.marks) - judged >= _SIGNS and logit(unit.features, limits["scan"]) > limits["scan"]["limit"]
    return bool(by_words or by_signs)


def examined(text: str, blocks: Sequence[Block] = (), language: str = "en", fitness: Fitness | None = None) -> list[Unit]:
    """The paragraphs of a text with their signs; in other languages than English only what any language shows."""
    places = list(_places(text, blocks))
    english = language[:2] in ("", "en")
    doubts = _doubts(text, places, fitness) if fitness and english else {}
    return [_unit(text, place, doubts.get(place, ()), english) for place in places]


def damage(features: Sequence[float], kind: str) -> float:
    """How far a paragraph or a document lies beyond the limit of what is sound, as a logit; by a scan or by a rewriter, whichever is further."""
    return max(logit(features, _weights()[kind][cause]) - float(_weights()[kind][cause]["limit"]) for cause in ("scan", "rewriter"))


def logit(features: Sequence[float], weights: Mapping[str, float]) -> float:
    """The logit of one cause of damage; features that the weights do not name count nothing."""
    return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in zip(FEATURES, features, strict=True))


@cache
def _weights() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(files("vivavoce.sources").joinpath("health.json").read_text(encoding="utf-8"))
    return loaded


def document(units: Sequence[Unit]) -> tuple[float, ...]:
    """The features of a document: those of its units, each by its words; doubt only of units that were read for it."""
    total = max(1, sum(unit.words for unit in units))
    means = [sum(unit.features[i] * unit.words for unit in units) / total for i in range(len(FEATURES) - 1)]
    read = [unit for unit in units if unit.features[-1] > 0]
    return (*means, sum(unit.features[-1] * unit.words for unit in read) / max(1, sum(unit.words for unit in read)))


def _places(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Spans of testimony, short paragraphs joined with the next; the whole text where no blocks are known."""
    start = -1
    last, words = 0, 0
    for block in blocks or (Block(0, len(text), "paragraph"),):
        if block.kind not in _READ:
            continue
        start = block.start if start < 0 else start
        last, words = block.end, words + len(text[block.start:block.end].split())
        if words >= _WHOLE:
            yield start, last
            start, words = -1, 0
    if start >= 0:
        yield start, last


def _doubts(text: str, places: Sequence[tuple[int, int]], fitness: Fitness) -> dict[tuple[int, int], tuple[Mark, ...]]:
    """The content words of each place that was read, with how little they fit; of long texts a sample, unless that looks bad."""
    step = max(1, sum(end - start for start, end in places) // 6 // _JUDGED)
    found = _read(text, places[::step], fitness)
    if step > 1:
        doubts = [mark.doubt for marks in found.values() for mark in marks]
        if sum(doubts) > float(_weights()["all"]) * len(doubts):
            found |= _read(text, [place for place in places if place not in found], fitness)
    return found


def _read(text: str, places: Sequence[tuple[int, int]], fitness: Fitness) -> dict[tuple[int, int], tuple[Mark, ...]]:
    judged = fitness.judge([text[start:end] for start, end in places])
    found = {}
    for (start, end), words in zip(places, judged, strict=True):
        placed = [Mark("doubt", start + word.start, start + word.end, word.doubt) for word in words]
        marks = [mark for mark in placed if known(text[mark.start:mark.end])]
        if len(marks) >= _KNOWN * len(words):  # dialect and noise are no replaced words, and what stands beside them is not to be judged
            found[start, end] = tuple(marks)
    return found


def _unit(text: str, place: tuple[int, int], doubts: Sequence[Mark], english: bool) -> Unit:
    """The signs of a paragraph; its features are rates by word, and the mean doubt of its content words, 0 where it was not read."""
    start, end = place
    words = max(1, len(text[start:end].split()))
    marks = [Mark(mark.sign, start + mark.start, start + mark.end) for mark in _marks(text[start:end], english)]
    broken = sum(len(found) for found in _outright(text[start:end], "en" if english else "").values())
    counts = Counter(mark.sign for mark in marks)
    doubt = sum(mark.doubt for mark in doubts) / len(doubts) if doubts else 0.0
    return Unit(start, end, words, (*marks, *doubts), (*(counts[sign] / words for sign in SIGNS), broken / words, doubt))


def _outright(text: str, language: str) -> dict[str, list[Mark]]:
    """What never stands in sound prose, by name."""
    found = {"replacement characters": [Mark("", m.start(), m.end()) for m in _REPLACED.finditer(text)]}
    if language[:2] in ("", "en"):
        found["broken possessives"] = [Mark("", m.start(), m.end()) for m in _CLITIC.finditer(text) if known(m[2])]
        found["number words in the wrong form"] = [Mark("", m.start(), m.end()) for m in _NUMBERS.finditer(text)]
    found["mojibake"] = [Mark("", m.start(), m.end()) for m in _TOKEN.finditer(text) if not m.group().isascii() and is_bad(m.group())]
    return {name: marks for name, marks in found.items() if marks}


def _marks(text: str, english: bool) -> Iterator[Mark]:
    """The signs of a bad scan, token by token."""
    tokens = list(_TOKEN.finditer(text))
    for index, token in enumerate(tokens):
        if english and token.group() in _ONE and index + 1 < len(tokens) and _AFTER_I.match(tokens[index + 1].group()):
            yield Mark("one", token.start(), token.end())
        else:
            for sign, start, end in _signs(token.group(), english):
                yield Mark(sign, token.start() + start, token.start() + end)


@lru_cache(maxsize=200_000)
def _signs(token: str, english: bool) -> tuple[tuple[str, int, int], ...]:
    """The signs within one token, offsets relative to it; kept, since most tokens come again."""
    core = token.strip(_MARKS)
    start = token.find(core) if core else 0
    if not core:
        return () if re.fullmatch(r"[-—–.…*_]+|[“”\"'‘’()\[\]]", token) else (("stray", 0, len(token)),)
    if _ODD.search(core) and "://" not in core:
        return (("odd", start, start + len(core)),)
    return tuple((mark.sign, mark.start, mark.end) for mark in _in_word(core, start, token)) if english else ()


def _in_word(core: str, start: int, token: str) -> Iterator[Mark]:
    """Signs within a token, its parts between hyphens one by one."""
    halves = core.split("-")
    divided = len(halves) == 2 and all(half.isalpha() for half in halves) and not halves[1][0].isupper()
    if divided and counted("".join(halves)) and not all(known(half) for half in halves):
        yield Mark("hyphen", start, start + len(core))
        return
    for match in re.finditer(r"[^-—–/&]+", _JOINT.sub("-", core)):  # a missing space between sentences is the printer's
        part, place = match.group().strip(_MARKS), start + match.start()
        if part and (sign := _sign(part, token)):
            yield Mark(sign, place, place + len(match.group()))


def _sign(part: str, token: str) -> str:
    """What is wrong with a part of a token; empty where nothing is."""
    if re.search(r"\d", part):
        return "mixed" if re.search(r"[^\W\d_]", part) and not _ORDINAL.fullmatch(part) else ""
    if re.search(r"[a-z][.,;:!?()][a-z]", part) and "www" not in token:
        return "inner"
    if len(part) == 1:
        return "single" if part.islower() and part not in "ao" and not token.endswith(".") else ""
    if not _LETTERS.fullmatch(part):
        return ""
    if re.search(r"[a-z][A-Z]", part) and not _NAMES.match(part):
        return "case"
    if not part.isascii() or known(part) or spelling(part) >= _GARBLED or (len(part) <= _ABBREVIATED and f"{part}." in token):
        return ""
    return "garbled" if part[0].islower() else "name"


def _reasons(text: str, units: Sequence[Unit]) -> list[str]:
    """Why units are damaged: the signs that weigh most, each counted, with an example and where it stands."""
    weights, means = _weights()["document"]["scan"], document(units)
    told: list[tuple[float, str]] = []
    for place, sign in enumerate(FEATURES[:-2]):
        marks = [mark for unit in units for mark in unit.marks if mark.sign == sign]
        if marks:
            told.append((weights[sign] * means[place], _reason(SIGNS[sign], text, marks)))
    words = [mark for unit in units for mark in unit.marks if mark.sign == "doubt"]
    doubted = sorted((mark for mark in words if mark.doubt >= _DOUBTED), key=lambda mark: -mark.doubt)
    excess = means[-1] - float(_weights()["all"])
    if doubted and excess > 0:
        share = f"{_UNFIT}: {len(doubted)} of {len(words)}"
        told.append((_weights()["document"]["rewriter"]["doubt"] * excess, f"{share}, as in {_example(text, doubted[0])}"))
    return [reason for weight, reason in sorted(told, key=lambda item: -item[0]) if weight > 0][:4]


def _reason(name: str, text: str, marks: Sequence[Mark]) -> str:
    times = "once" if len(marks) == 1 else f"{len(marks)} times"
    return f"{name}: {times}, as in {_example(text, marks[0])}"


def _example(text: str, mark: Mark) -> str:
    """A mark with what stands around it, whole words, and its offset."""
    start = text.rfind(" ", 0, max(0, mark.start - 12)) + 1 if mark.start > 12 else 0
    end = text.find(" ", min(len(text), mark.end + 8))
    return f"“{' '.join(text[max(start, mark.start - 40):end if 0 <= end < mark.end + 40 else mark.end + 8].split())}” at {mark.start}"
