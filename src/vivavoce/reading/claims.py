"""What a sentence claims: a date or a length beside the word it is tied to and the words that say of what; the years of something named; under what
name somebody went, whom they served, with what they struck. Two claims may be of one matter.

A question need not be put to find that two sources differ: what one sentence says happened is looked for in the other, by the words of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from vivavoce.language.dates import Dated, dates, has_hint
from vivavoce.reading.differences import (
    BLOW,
    CLAUSE,
    DOER,
    MEANS,
    NAME,
    ONCE,
    TOKEN,
    UNREAL,
    Slot,
    Told,
    Value,
    comparable,
    date_of,
    iso,
    lengths,
    quality,
)
from vivavoce.text import STOP, fold, squeeze, stems

_DEED: Final = re.compile(r"[^\W\d_]{2,}ed$")
_LIGHT: Final = frozenset(stem for word in """be have do say tell write ask answer reply call speak think see hear know make take get give go come
seem want wish need used based said told wrote written asked answered called spoke thought saw seen heard knew made took got gave went came seemed
wanted needed named mentioned described claimed stated reported noted added followed continued remained stayed lived looked worked
dated received sent read returned visited left passed spent held kept brought began ended set""".split() for stem in stems(word))
"""Words that tell too little of what happened, or what happens again and again."""
_LIFE: Final = frozenset(stem for word in """born birth birthday die died death dead kill killed murder murdered assassinated assassination shot
executed buried funeral married marry wedding wed first perished dig""".split() for stem in stems(word))
"""What happens to everybody once; it is asked of somebody by name, and no sentence says whose it is so surely."""
_OUT: Final = frozenset("put sent thrown driven turned".split())
"""Who is `put out` of a country is expelled from it."""
_MEASURED: Final = re.compile(r"(?:year|month|week|day|time|page|word|line|mile)s?\b")
_SELF: Final = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur)\b")
_UNITS: Final = frozenset(stem for word in "year month week day time page word line mile near almost about half".split() for stem in stems(word))
_OFFSET: Final = re.compile(r"\s+(?:old|older|younger|senior|of age|before|later|after|afterwards?|ago|earlier|since)\b", re.I)
"""Behind a number of years that is an age, or that lies between two things."""
_EDGE: Final = CLAUSE | {",", "."}
_TAKEN_UP: Final = re.compile(r"\W*(?:\w+\W+){0,4}?(?:it|they|she|he|this|these|its|their|her|his)\b", re.I)
"""A sentence that takes up what the one before spoke of."""
_BESIDE: Final = 0.8
_AROUND: Final = 0.4
"""What a word counts that the other side has not in the clause but in the sentence; or not there but in its passage."""
_BARE: Final = 0.75
"""What a clause counts that says nothing of what, but to whom: `Ada Lovelace was freed in May`."""
_HINT: Final = 0.2
_ONCE_A_YEAR: Final = 0.5
"""What is told of the figure in one word and of one year is likely one deed, where the passage of one at least hints at what the other names."""
_CERTAIN: Final = 1.5
_NEAR: Final = {True: 2, False: 0}
"""Years that dates of one matter may part by, where a name is shared; a deed may be done again the next year."""


BORNE: Final = frozenset((Slot.ALIAS, Slot.SERVICE, Slot.MEANS))
"""What is claimed of somebody who is named."""
_NAMED_SO: Final = r"[“\"‘'](?P<quoted>[^\W\d_a-z][^“”\"]{1,40}?)[,.]?[”\"’']|" + f"(?P<name>{NAME.pattern})"
_ALIAS: Final = re.compile(r"\b(?:alias|pseudonym|nom de guerre|code ?name|(?:false|fake|assumed|borrowed) (?:name|identity)|under the name|"
                           r"(?:use[ds]?|using|tak(?:e|es|ing|en)|took|adopt(?:ed|ing)) the name|(?:call|styl)(?:ed|ing) (?:him|her)self)\b", re.I)
"""Words before a name that somebody went by."""
_SERVICE: Final = re.compile(r"\b(?P<before>[A-Z]{2,6})[- ](?:agent|spy|operative|assassin)\b|\b(?:agent|spy|operative) (?:of|for) (?:the )?|"
                             r"\b(?:in the \w+ of|(?:work|spy)(?:ed|ing)? for|spied for|(?:recruited|employed|sent) by) (?:the )?(?=[A-Z]{2,6}\b)")
"""Words before, or behind, the service that somebody is in."""
_IMPRESSED: Final = re.compile(r"\b(?:am|is|are|was|were|be|been|being)\s+(?:\w+\s+)?(?:struck|hit)\s+(?:\w+ly\s+)?with\s+(?:the|his|her|my)\b", re.I)
"""Who was struck with the beauty of a thing was not struck."""
_WITHIN: Final = 60
"""Characters behind such words within which the name stands."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A value that a sentence gives: the stems of the word it is tied to (none for a length), the stems that say of what, the names among these,
    the stems of the sentence and, where it takes up the one before, of that; the stems of its passage; whether it tells of the figure; its clause;
    and the people of whom it may be claimed."""

    slot: Slot
    sentence: int
    source: str
    event: frozenset[str]
    value: Value
    objects: frozenset[str]
    names: frozenset[str]
    beside: frozenset[str]
    around: frozenset[str]
    of_figure: bool
    phrase: str
    bearers: frozenset[str] = frozenset()


def claims(told: Told, passage: str, sentence: int, source: str, own: Collection[str], forms: Callable[[str], Collection[str]],
           people: Callable[[], Collection[str]] = frozenset) -> Iterator[Claim]:
    """Each dated deed, length, span of years, false name, service and weapon of a sentence; `passage` is the text around with its heading, `own` the
    words of the figure's names, folded, `people` gives the surnames of others that the sentence is of."""
    text, when = told.text, dates(told.text) if has_hint(told.text) else []
    tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text)]

    def content(low: int, high: int, but: int, names: bool = False) -> frozenset[str]:
        inside = (t for i, t in enumerate(tokens[low:high], low) if i != but and _says(t, when, own) and (not names or _named(t)))
        return frozenset(stem for word, _, _ in inside for stem in stems(word))

    @cache
    def near() -> tuple[frozenset[str], frozenset[str]]:  # most sentences claim nothing
        beside = content(0, len(tokens), -1) | (frozenset(stems(told.before)) if _TAKEN_UP.match(text) else frozenset())
        return beside, frozenset(stems(passage)) | beside

    def claim(slot: Slot, event: frozenset[str], value: Value, at: int) -> Claim:
        low, high = _clause(tokens, at)
        phrase = text[tokens[low][1]:tokens[high - 1][2]]
        theirs = told.of_figure and (not told.own or bool(_SELF.search(phrase)))  # `the act approved in March, of which I spoke`
        return Claim(slot, sentence, source, event, value, content(low, high, at) - event, content(low, high, at, names=True), *near(),
                     theirs, phrase)

    if when or told.when:
        for at in range(len(tokens)):
            event = _deed(text, tokens, at, forms)
            value = date_of(text, tokens, at) if event and when else None
            if event and not when and told.when:
                value = Value(iso(told.when), iso(told.when), told.when)
            if event and value and value.interval:
                yield claim(Slot.DATE, event, value, at)
    measured = lengths("", text)
    for start, value in measured:
        if _OFFSET.match(text, start + len(value.text)) or sum(other.unit == value.unit for _, other in measured) > 1:
            continue  # an age, or one of several lengths of which it cannot be told what each is of
        at = next((i for i, (_, low, high) in enumerate(tokens) if low <= start < high), -1)
        if at >= 0:
            found = claim(Slot.LENGTH, frozenset(), value, at)
            objects = content(0, len(tokens), -1) - frozenset(stems(value.text)) - _UNITS - _LIGHT
            yield replace(found, objects=objects, names=content(0, len(tokens), -1, names=True))
    for found_years in when:
        if found_years.interval.precision == "range" and not found_years.interval.approximate and not found_years.relation and _of_years(found_years):
            names = _before_years(text, found_years.start, own)
            value = Value(text[found_years.start:found_years.end], squeeze(text[found_years.start:found_years.end]), found_years.interval)
            if len(names) > 1:
                yield Claim(Slot.YEARS, sentence, source, frozenset(), value, names, names, *near(), False, text[:found_years.start])
    for slot, value, phrase in _borne(text, own):
        bearers = frozenset(people()) - {fold(word) for word in value.text.split()}
        yield Claim(slot, sentence, source, frozenset(), value, frozenset(), frozenset(), *near(), told.of_figure, phrase, bearers)


def _of_years(found: Dated) -> bool:
    """Is a span given in years, and not in days of one month?"""
    return found.interval.start[:4] != found.interval.end[:4]


def _before_years(text: str, at: int, own: Collection[str]) -> frozenset[str]:
    """The stems of the name that a span of years is given for: the one right before a bracket, else the first in its sentence."""
    named = [m for m in NAME.finditer(text, 0, at) if fold(m.group()) not in STOP and not dates(m.group())]
    if re.search(r"\(\s*(?:from\s+)?$", text[:at]):
        named = [m for m in named if not text[m.end():at].strip(" ([“”\"")][-1:]
    words = (word for m in named[:1] for word in re.findall(r"[\w’'-]+", m.group()) if fold(word) not in own)
    return frozenset(stem for word in words for stem in stems(word))


def _borne(text: str, own: Collection[str]) -> Iterator[tuple[Slot, Value, str]]:
    """The name that somebody goes by, the service they are in, the weapon they strike with."""
    for slot, pattern in ((Slot.ALIAS, _ALIAS), (Slot.SERVICE, _SERVICE)):
        for match in pattern.finditer(text):
            name = match["before"] if slot is Slot.SERVICE and match["before"] else _name_after(text, match.end())
            if name and not any(fold(word) in own for word in name.split()):
                yield slot, Value(name, squeeze(name)), text[:match.end()]
    if not MEANS.search(text):
        return
    struck = next((m for m in TOKEN.finditer(text) if not BLOW.isdisjoint(stems(m.group())) and not DOER.fullmatch(m.group())), None)
    means = MEANS.search(text, struck.end()) if struck and not _IMPRESSED.search(text) else None
    if struck and means and not UNREAL.search(text[:struck.start()]):
        yield Slot.MEANS, Value(means[1], squeeze(means[1])), text[:struck.end()]


def _name_after(text: str, at: int) -> str:
    """The name behind some words, within their clause: one in quotation marks before any other."""
    edge = re.compile(r"[.;:](?:\s|$)").search(text, at)
    end = min(len(text), at + _WITHIN, edge.start() if edge else len(text))
    found = [m for m in re.finditer(_NAMED_SO, text[at:end]) if m["quoted"] or not quality(text[at:], m)]
    best = next((m for m in found if m["quoted"]), found[0] if found else None)
    return (best["quoted"] or best["name"]) if best else ""


def _says(token: tuple[str, int, int], when: Sequence[Dated], own: Collection[str]) -> bool:
    """Does a token say of what: no date, no name of the figure, no number, no common word?"""
    word, start, end = token
    return fold(word) not in STOP and word[:1].isalpha() and fold(word) not in own and not any(d.start < end and start < d.end for d in when)


def _named(token: tuple[str, int, int]) -> bool:
    return token[0][:1].isupper() and token[1] > 0


def _deed(text: str, tokens: Sequence[tuple[str, int, int]], at: int, forms: Callable[[str], Collection[str]]) -> frozenset[str]:
    """The stems of what a token says was done; none where it says no deed, or one that is common to all or never came to be."""
    word, start, _ = tokens[at]
    before, after = (fold(tokens[i][0]) if 0 <= i < len(tokens) else "" for i in (at - 1, at + 1))
    if (word[:1].isupper() and before not in ("", ".")) or DOER.fullmatch(word) or fold(word) in STOP:
        return frozenset()
    if fold(word) in _OUT and after == "out":
        event = frozenset(stems("expelled"))
    elif fold(word) == "found" and before != "to":
        event = frozenset(("find",))
    elif _DEED.fullmatch(word) or (not word.endswith("ing") and any(forms(stem) or stem in ONCE for stem in stems(word))):
        event = frozenset(stems(word))
    else:
        return frozenset()
    return event if event.isdisjoint(_LIGHT | _LIFE) and not UNREAL.search(text[:start]) else frozenset()


def _clause(tokens: Sequence[tuple[str, int, int]], at: int) -> tuple[int, int]:
    """The tokens of the clause that a token stands in, first and past the last."""
    low = next((i + 1 for i in range(at - 1, -1, -1) if fold(tokens[i][0]) in _EDGE), 0)
    if low and fold(tokens[low - 1][0]) in ("which", "who"):  # a relative clause is of what it hangs on
        low = next((i + 1 for i in range(low - 3, -1, -1) if fold(tokens[i][0]) in _EDGE), 0)
    high = next((i for i in range(at + 1, len(tokens)) if fold(tokens[i][0]) in _EDGE), len(tokens))
    return low, high


def share_names(one: Claim, other: Claim) -> bool:
    """Do two claims name the same: in their clauses, or where one clause names nothing, in its sentence?"""
    if one.names and other.names:
        return not one.names.isdisjoint(other.names)
    return not one.names.isdisjoint(other.beside) or not other.names.isdisjoint(one.beside)


def _year(claim: Claim) -> int:
    return int(claim.value.interval.start[:4]) if claim.value.interval else 0


def may_claim(text: str, heading: str) -> bool:
    """Can a sentence claim anything at all? Told cheaply."""
    return has_hint(text) or has_hint(heading) or bool(_MEASURED.search(text) and lengths("", text)) or bool(
        _ALIAS.search(text) or _SERVICE.search(text) or MEANS.search(text))


_CALLED: Final = re.compile(r"\b(?:call|describ|term|label|designat|dub|brand|nam|defin|characteri[sz])\w*\b", re.I)
_LABEL: Final = re.compile(r"\b(?:an?|as)\s+[“\"‘'*]{0,2}(?P<word>[a-z]{4,})\s+(?P<phrase>[a-z]{4,}['’]?\s+[a-z]{4,})")


def label(text: str) -> str:
    """The two words that are qualified where a sentence says what something is called: `workers' state` in `called it a deformed workers' state`."""
    found = _LABEL.search(text, called.end()) if (called := _CALLED.search(text)) else None
    return found["phrase"] if found and STOP.isdisjoint(fold(found.group()).split()[1:]) else ""


class Matching:
    """Says how surely two claims are of one matter; `weight` is what a stem says, `kin` and `forms` give the stems that tell the same."""

    def __init__(self, weight: Callable[[str], float], kin: Callable[[str], Collection[str]], forms: Callable[[str], Collection[str]]) -> None:
        self._weight, self._kin, self._forms = weight, kin, forms

    def alike(self, stem: str) -> frozenset[str]:
        """A stem with those that tell the same."""
        return frozenset((stem, *self._kin(stem), *self._forms(stem)))

    def sure(self, one: Claim, other: Claim) -> float:
        """0 where two claims cannot be of one matter, else up to 1.5 where each says all that the other says of what."""
        if one.slot is not other.slot:
            return 0.0
        if one.slot in BORNE:
            shared = one.bearers & other.bearers
            of_one = len(shared) > 1 or one.slot is not Slot.MEANS or (one.of_figure and other.of_figure)  # whom a blow met counts as well
            return _CERTAIN if shared and of_one else 0.0
        if one.slot is Slot.YEARS:
            return _CERTAIN if one.names <= other.names or other.names <= one.names else 0.0
        named = share_names(one, other)
        if one.names and other.names and not named:
            return 0.0
        if not (named or (one.of_figure and other.of_figure)):
            return 0.0
        if one.event and not any(not self.alike(stem).isdisjoint(other.event) for stem in one.event):
            return 0.0
        if one.slot is Slot.DATE and abs(_year(one) - _year(other)) > _NEAR[named]:
            return 0.0
        here, there = self._contained(one, other), self._contained(other, one)
        if one.slot is Slot.LENGTH:
            told = max((share for share, claim in ((here, one), (there, other)) if len(claim.objects) > 1), default=0.0)
            return told + min(here, there) / 2 if comparable(one.value, other.value) else 0.0
        likely = one.event == other.event and one.of_figure and other.of_figure and _year(one) == _year(other) and max(here, there) >= _HINT
        return max(here, there) + min(here, there) / 2 + (_ONCE_A_YEAR if likely else 0.0)

    def _contained(self, one: Claim, other: Claim) -> float:
        """How much of what one claim says of what stands in the other's clause, sentence or passage."""
        whole = sum(map(self._weight, one.objects))
        if not whole:
            return _BARE if one.event else 0.0
        return sum(self._weight(stem) * self._found(self.alike(stem), other) for stem in one.objects) / whole

    def _found(self, alike: frozenset[str], other: Claim) -> float:
        for worth, place in ((1.0, other.objects), (_BESIDE, other.beside), (_AROUND, other.around)):
            if not alike.isdisjoint(place):
                return worth
        return 0.0
