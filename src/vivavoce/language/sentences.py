"""A block → sentences, as spans of the untouched text; list marks are split off first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from syntok import segmenter
from syntok.tokenizer import Tokenizer

from vivavoce.language.names import MONTHS
from vivavoce.text import STOP

_MARK: Final = re.compile(r"\s*(?:(?:[-*•·◦‣]|\(?\d{1,3}[.)]|[a-z][.)]|#{1,6}|>)\s+)+")
_TITLE: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Gen|Maj|Brig|Adjt|Col|Capt|Comdr|Lieut|Lt|Sgt|Gov|Sen|Rep|Supt|Sec|St|Sr|Jr|Messrs|Esq|No"
                           r"|Vol|pp?|ed|vs|viz|cf|etc|MRS?|DR|REV|HON|GEN|MAJ|COL|CAPT|LIEUT|GOV|[A-Z]|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.[\"”’)]?$")
_DATE: Final = re.compile(r"(?:[A-Z]\w+\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:[A-Z]\w+,?\s+)?(?:\d{1,2},\s+)?\d{4}(?:\s*[-–]\s*\d{2,4})?\.|"
                         rf"[_*]*(?:\d{{1,2}}\s+)?(?:{'|'.join(m.title() for m in MONTHS[:12])})(?:\s+\d{{1,2}})?[_*]*\.[_*]*")
_RUN_IN: Final = re.compile(r"(?:\*\*|__)(?P<words>[^*_\n]{1,60})(?:[.:]\s?(?:\*\*|__)|(?:\*\*|__)[.:])\s+(?=\S)")
_GREETING: Final = re.compile(
    r"\s*(?:(?:MY\s+)?(?:DEAR|FELLOW|FRIENDS?|GENTLEMEN|SIRS?|MADAM|LADIES|CITIZENS|GENERAL|COLONEL|CAPTAIN|COMRADES)\b[A-Z .,’'-]{0,60}|"
    r"(?:My\s+)?[Dd]ear\s+[^:,.\n]{2,40})[:,]\s?(?:--|[—–])\s*")
"""A letter's or speech's salutation is none of its sentences."""
_DATED: Final = re.compile(rf"\d|\b(?:{'|'.join(MONTHS)})\b|\b(?:spring|summer|autumn|winter)\b", re.I)
"""A heading in bold that runs into its paragraph is none of its sentences, but a date belongs to what it dates."""
LONGEST: Final = 700
"""Characters beyond which a sentence is cut."""


_LISTED: Final = re.compile(r"\d\s*$")
_LOWER: Final = re.compile(r"(?<![\w.])[a-z][a-z’'-]*")


def states(text: str) -> bool:
    """Could it be a statement: not a line of contents, a date line, a signature, a salutation or a scrap of two words?"""
    said = text.strip()
    return len(said.split()) > 2 and not _LISTED.search(said) and said[-1:] != "," and any(word not in STOP for word in _LOWER.findall(said))


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of `text[start:end]` (syntok; abbreviations and overlong sentences mended here)."""
    mark = _MARK.match(text, start, end)
    begin = mark.end() if mark and mark.end() < end else start
    greeting = _GREETING.match(text, begin, end)
    begin = greeting.end() if greeting and greeting.end() < end else begin
    run_in = _RUN_IN.match(text, begin, end)
    if run_in and run_in.end() < end and not _DATED.search(run_in["words"]):
        begin = run_in.end()
    joined: list[tuple[int, int]] = []
    for first, last in _split(text, begin, end):
        before = text[max(joined[-1][0], joined[-1][1] - 40):joined[-1][1]] if joined else ""  # its end is enough, and cheap
        dated = len(joined) == 1 and len(before) <= 28 and before[-1:] == "." and bool(_DATE.fullmatch(before))
        if joined and (dated or _TITLE.search(before) or not re.search(r"\w", text[first:last])
                       or (text[first:last][:1].islower() and before[-1:] not in "?!")):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    for first, last in joined:
        yield from _shortened(text, first, last)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    # a line break inside a hard-wrapped paragraph is a space; same length, so offsets hold
    flat = text[start:end].replace("\n", " ").replace("\r", " ")
    tokens = Tokenizer(emit_hyphen_or_underscore_sep=True, replace_not_contraction=False).tokenize(flat)
    for sentence in segmenter.split(tokens):
        if sentence:
            last = sentence[-1]
            yield start + sentence[0].offset, start + last.offset + len(last.value)


def _shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """An overlong sentence is cut at semicolons and colons, else at commas: a citation is a sentence, not a page."""
    while end - start > LONGEST:
        window = text[start:start + LONGEST]
        cut = max(window.rfind(mark, 200) for mark in ("; ", ";\n", ";\r", ": ", ":\n", ".--", "? ", "! "))
        if cut < 0:
            cut = max(window.rfind(mark, 200) for mark in (", ", ",\n", " ", "\n"))
        if cut < 0:
            cut = LONGEST - 1
        yield start, start + cut + 1
        start += cut + 1
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
