"""Dates in running text → intervals, by patterns of our own; what is no date stays none.

An absolute date stands for itself. A date that leans on another (`on May 1`, `two days later`) is resolved against what the same
paragraph named before it, never against something vague; a `Reckoner` keeps that anchor while it reads a paragraph.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from vivavoce.record import Interval
from vivavoce.record.time import EARLIEST, LATEST

_MONTH_NAMES: Final = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_MONTH: Final = {name.casefold()[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)}
_UNITS: Final = "first second third fourth fifth sixth seventh eighth ninth".split()
_ORDINAL: Final = {word: value for value, word in enumerate(
    [*_UNITS, *"tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
     *(f"twenty-{unit}" for unit in _UNITS), "thirtieth", "thirty-first"], 1)}
_SMALL: Final = {word: value for value, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split())}
_TENS: Final = {word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SEASON: Final = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}

Y: Final = r"(?:1[0-9]|20)[0-9]{2}"
M: Final = (r"(?:(?i:Jan(?:uary)?|Feb(?:ruary)?|April|Apr|June?|July?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)|"
            r"March|Mar|May|August|Aug|MARCH|MAR|MAY|AUGUST|AUG)\b")
_WORDS: Final = "|".join(sorted(_ORDINAL, key=len, reverse=True))
D: Final = rf"(?:(?:3[01]|[12][0-9]|0?[1-9])(?![\d:])(?:\s?(?:st|nd|rd|th|d)\b)?|(?i:{_WORDS})\b)"
_TO: Final = r"\s*(?:--|[-–—]|\bto\b(?:\s+the)?|\b(?:un)?till?\b|\bthrough\b)\s*"
_NOT_BEFORE: Final = r"(?:(?<=[Mm]id-)|(?<![\w$£€#§/.,:–-]))"
_NOT_AFTER: Final = r"(?![\w%°]|[.,:/]\d|-\d)"
_LONGEST_QUESTION: Final = 2000
_HINT: Final = re.compile(rf"\d|\b{M}|[Cc]entur|[Hh]undred|(?i:\bnineteen|\beighteen|\bseventeen)|Christmas|Easter|Good Friday|New Year|of July")
_HINT_RELATIVE: Final = re.compile(r"(?i:later|earlier|after|before|previous|preceding|\bsame\b|\bnext\b|following|side by side|"
                                   r"\bthat (?:very|year|month)|\baged?\b|\bold\b)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: its place, its interval, and how it is used.

    `use` is `when` where it says when something happened, `name` where it only names a thing (`the 1905 revolution`, a citation).
    `relation` is empty, or the word that opens the interval to one side: before, after, since, until, by. `relative` where it was
    resolved from another date, `lent` where that stood in the paragraph before. `heads` where it dates a whole entry of a chronology: what
    stands over it (then it has no place of its own) or opens it.
    """

    start: int
    end: int
    interval: Interval
    use: str = "when"
    relation: str = ""
    relative: bool = False
    lent: bool = False
    heads: bool = False


@dataclass(frozen=True, slots=True)
class _Point:
    """What was written of a date."""

    year: int = 0
    month: int = 0
    day: int = 0

    def interval(self) -> Interval | None:
        """None where the calendar has no such day."""
        try:
            if self.day:
                iso = datetime.date(self.year, self.month, self.day).isoformat()
                return Interval(iso, iso)
            if self.month:
                return Interval(datetime.date(self.year, self.month, 1).isoformat(), _month_end(self.year, self.month), precision="month")
            return years(self.year)
        except ValueError:
            return None


def years(first: int, last: int = 0, approximate: bool = False, precision: str = "") -> Interval:
    """Whole years; one year where `last` is left out."""
    last = last or first
    return Interval(f"{first:04d}-01-01", f"{last:04d}-12-31", approximate, precision or ("year" if first == last else "range"))


def _month_end(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


def _point(tag: str) -> str:
    """A pattern for a day, month or year in any common order; its groups end in `tag`."""
    return (rf"(?:(?:the\s+)?(?P<d1{tag}>{D})\s+(?:day\s+of\s+|of\s+)?(?P<m1{tag}>{M})\.?"
            rf"(?:(?:,\s*|\s+)(?:(?:of|in)\s+)?\[?(?P<y1{tag}>{Y})(?!\d)\]?)?"
            rf"|(?P<m2{tag}>{M})\.?,?\s+(?:the\s+)?(?P<d2{tag}>{D})(?:(?:,\s*|\s+|\.\s*)(?:(?:of|in)\s+)?\[?(?P<y2{tag}>{Y})(?!\d)\]?)?"
            rf"|(?P<y3{tag}>{Y})[,.:]?\s+(?P<m3{tag}>{M})\.?(?:\s+(?P<d3{tag}>{D}))?(?!,?\s+{Y})"
            rf"|(?P<m4{tag}>{M})\.?,?\s+(?:of\s+(?:the\s+year\s+)?|in\s+)?(?P<y4{tag}>{Y})(?!\d)"
            rf"|(?P<y5{tag}>{Y})-(?P<m5{tag}>0[1-9]|1[0-2])-(?P<d5{tag}>[0-3]\d)(?!\d)"
            rf"|(?P<d6{tag}>[0-3]?\d)\.(?P<m6{tag}>0?[1-9]|1[0-2])\.(?P<y6{tag}>{Y})(?!\d)"
            rf"|(?P<y7{tag}>{Y})(?!\d)|(?P<m8{tag}>{M}))")


def _read(match: re.Match[str], tag: str) -> _Point:
    found = match.groupdict()
    value: dict[str, str] = {}
    for part in "ymd":
        value[part] = next((found[f"{part}{n}{tag}"] for n in range(1, 9) if found.get(f"{part}{n}{tag}")), "")
    return _Point(int(value["y"] or 0), _month(value["m"]), _day(value["d"]))


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTH.get(written.casefold()[:3], 0)


def _day(written: str) -> int:
    digits = re.match(r"\d+", written)
    return int(digits.group()) if digits else _ORDINAL.get(written.casefold(), 0)


_POINT: Final = re.compile(_NOT_BEFORE + _point("") + _NOT_AFTER)
_RANGE: Final = re.compile(rf"{_NOT_BEFORE}{_point('a')}{_TO}{_point('b')}{_NOT_AFTER}")
_BETWEEN: Final = re.compile(rf"\b(?i:between)\s+{_point('a')},?\s+and\s+{_point('b')}{_NOT_AFTER}")
_DOUBLE: Final = re.compile(rf"{_NOT_BEFORE}{_point('a')}\s*(?:[(\[]\s*(?:or\s+|i\.?e\.?,?\s+|O\.?S\.?,?\s+|N\.?S\.?,?\s+)?|/\s*){_point('b')}"
                            rf"(?:,?\s*(?:[ON]\.?S\.?|(?:old|new)\s+style))?\s*[)\]]?(?:,?\s*(?P<year>{Y})(?!\d))?", re.S)
_DAYS: Final = re.compile(rf"{_NOT_BEFORE}(?P<m>{M})\.?\s+(?P<a>{D})(?:{_TO}|\s*(?:,|and|&|or)\s*(?:the\s+)?)(?P<b>{D})"
                          rf"(?:,?\s+(?P<y>{Y})(?!\d))?{_NOT_AFTER}|"
                          rf"{_NOT_BEFORE}(?:the\s+)?(?P<a2>{D})(?:{_TO}|\s*(?:and|&|or)\s*(?:the\s+)?)(?P<b2>{D})\s+(?:of\s+)?(?P<m2>{M})\.?"
                          rf"(?:,?\s+(?P<y2>{Y})(?!\d))?{_NOT_AFTER}")
_MONTHS: Final = re.compile(rf"{_NOT_BEFORE}(?P<a>{M})\.?\s*(?:,|/|\band\b|\bor\b|&)\s*(?:early\s+|late\s+)?(?P<b>{M})\.?"
                            rf"(?:,?\s+(?:of\s+|in\s+)?(?P<y>{Y}))?{_NOT_AFTER}")
_YEARS: Final = re.compile(rf"{_NOT_BEFORE}(?P<a>{Y})\s*(?P<dash>--|[-–—/])\s*(?P<b>{Y}|[0-9]{{2}}|[0-9])(?![\w%°]|[,.]\d)")
_SEASONS: Final = re.compile(rf"\b(?P<s>(?i:spring|summer|autumn|fall|winter))(?:-?time)?(?:,?\s+(?:and\s+\w+\s+)?(?:of|in))?,?\s+(?:the\s+year\s+)?"
                             rf"(?P<y>{Y})(?:\s*[-–—/]\s*(?P<z>{Y}|\d{{1,2}}))?{_NOT_AFTER}")
_DECADE: Final = re.compile(rf"{_NOT_BEFORE}(?P<y>(?:1[0-9]|20)[0-9]0)['’]?s\b(?:\s*(?:and|or|to|[-–—])\s*(?:the\s+)?(?:early\s+|mid-?\s*|late\s+)?"
                            r"(?P<z>(?:1[0-9]|20)[0-9]0|['’‘]?[0-9]0)['’]?s\b)?|"
                            r"\b(?P<c>(?i:nineteen|eighteen|seventeen|sixteen))[- ]"
                            r"(?P<t>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b")
_CENTURY: Final = re.compile(rf"\b(?P<n>\d{{1,2}}(?:st|nd|rd|th)|(?i:{_WORDS}))(?:\s+and\s+(?:early\s+|late\s+)?"
                             rf"(?P<n2>\d{{1,2}}(?:st|nd|rd|th)|(?i:{_WORDS})))?[-\s]+(?i:centur(?:y|ies))\b")
_HOLIDAY: Final = re.compile(rf"\b(?P<h>Christmas(?:\s+(?:Eve|Day))?|New\s+Year['’]?s?(?:\s+(?:Eve|Day))?|(?:the\s+)?Fourth\s+of\s+July|"
                             rf"Good\s+Friday|Easter(?:\s+(?:Sunday|Monday|Day))?|May\s+Day)(?:,?\s+(?:of\s+|in\s+)?(?P<y>{Y}))?{_NOT_AFTER}")
_SPELLED: Final = re.compile(r"\b(?P<c>(?i:nineteen|eighteen|seventeen|sixteen|fifteen))(?:[- ](?i:hundred)(?:[- ]and)?)?[- ]"
                             r"(?P<t>(?i:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
                             r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|"
                             r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
                             r"(?<=and )(?:one|two|three|four|five|six|seven|eight|nine)))\b"
                             r"(?!\s+(?:men|dollars|pounds|miles|feet|votes|people|soldiers|years))")
_EARLY: Final = re.compile(r"\b(?:A\.?\s?D\.?\s+|(?:in\s+)?the\s+year\s+)(?P<a>[1-9][0-9]{0,2})(?![\d,.]\d|\d)|"
                           r"(?<![\d,.])\b(?P<b>[1-9][0-9]{0,2})\s+(?:A\.?\s?D\b|C\.?\s?E\b)\.?")
_ASKED_EARLY: Final = re.compile(r"\b(?P<r>in|before|after|since|until|from|between)\s+(?P<a>[1-9][0-9]{2})"
                                 r"(?:\s+(?:to|and|until)\s+(?P<b>[1-9][0-9]{2}))?"
                                 r"(?![\w,.%]*\d|\s+[a-z]+s\b)", re.I)
_COUNT: Final = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)"
_VAGUE: Final = r"(?:a\s+few|a\s+couple\s+of|several|some|many|a\s+number\s+of|two\s+or\s+three|three\s+or\s+four|(?<!\w)few)"
_LATER: Final = re.compile(r"\b(?P<about>(?:about|almost|nearly|some|less\s+than|more\s+than|over|roughly|not\s+quite|scarcely|hardly|only|"
                           r"just)\s+)?"
                           rf"(?:(?P<n>{_COUNT})(?P<half>\s+and\s+a\s+half)?|(?P<v>{_VAGUE}|(?:a\s+)?half\s+an?))\s+"
                           r"(?P<u>day|night|week|fortnight|month|year)s?\s+(?P<w>later|afterwards?|after(?=\s+(?:this|that)\b|\s*[,.])|thereafter|earlier|"
                           r"before(?=\s+(?:this|that)\b|\s*[,.])|previously)\b", re.I)
_NEXT: Final = re.compile(r"\b(?:the\s+)?(?P<w>following|next|side\s+by\s+side|same|that\s+(?:very\s+|same\s+)|previous|preceding)\s*"
                          r"(?P<u>day|morning|evening|night|afternoon|week|month|year|spring|summer|autumn|fall|winter)\b(?!['’]s|\s+of\b)", re.I)
_THAT_YEAR: Final = re.compile(r"\b(?P<w>later|earlier|late|early|(?:the\s+)?(?:end|close)\s+of)\s+(?:in\s+)?(?:that|the)\s+(?:same\s+)?"
                               r"(?P<u>month|year)\b", re.I)
_NEXT_MONTH: Final = re.compile(rf"\b(?:the\s+|of\s+(?:the\s+)?)?(?P<w>following|next|same)\s+(?P<m>{M})|"
                                rf"\b(?P<m2>{M})\s+(?:of\s+)?(?:the\s+)?(?P<w2>following|next|same)(?:\s+year)?\b")
_AGE: Final = re.compile(r"\b(?:(?:at|by)\s+(?:the\s+)?age\s+of|aged|"
                         r"when\s+(?:only\s+|just\s+)?(?:he|she|they|I)\s+(?:was|were)(?:\s+only|\s+just)?)\s+"
                         r"(?P<n>\d{1,2}|[a-z]+(?:-[a-z]+)?)(?P<old>\s+years?\s+old|\s+years\s+of\s+age)?\b", re.I)
_NO_YEAR: Final = re.compile(
    r"\s+(?:or\s+[\d,]+\s+)?(?:\w+\s+)?(?:copies|miles|feet|foot|dollars?|pounds|votes|acres|inhabitants|pages|yards|tons|horses|volumes|bushels|words|"
    r"killed|wounded|inches|metres|meters|kilomet\w+|degrees|cents|francs|roubles|rubles|guineas|shillings|cubic|square|lbs?|ft|majority)\b"
    r"|\s+(?:men|persons|people|soldiers|troops|workers|prisoners|delegates|members|slaves|species|women|children|souls|others|strong)\b")
_NUMBERING: Final = re.compile(r"(?:\b(?:no|nos|p|pp|page|pages|line|lines|verse|section|sections|vol|article|number|about\s+page|chap|plate|room|"
                               r"lot|act|bill|order|opus|op|population\s+(?:of|was)|worth|cost|altitude\s+of|height\s+of)\.?|[$£€#§×+=])\s*$", re.I)
_PREPOSITION: Final = re.compile(r"\b(?:in|by|since|until|till|from|during|before|after|of|to|through|year|early|late|mid|between|and)\s*$", re.I)
_LEAD: Final = re.compile(r"\b([a-z]+)\s+$")
_LEADS: Final = frozenset("at on about around circa since as or nor till again only also already now then later both throughout within".split())
_TIME_NOUN: Final = (r"(?:night|nights|evening|morning|afternoon|day|days|dawn|eve|week|weeks|month|months|year|years|part|course|beginning|end|"
                     r"close|middle|half|spring|summer|autumn|fall|winter|quarter|season|early|opening|latter|weekend|noon|midnight|anniversary|as)")
_OF: Final = re.compile(r"(?:\b(?P<noun>[\w-]+)['’]?\s+)?\bof\s+(?:the\s+)?(?:(?:early|late|mid)[- ])?$", re.I)
_DETERMINED: Final = re.compile(r"(?:\b(?:the|this|his|her|their|its|my|our|a|an|that|those|these|your|every|each|old|new|great)\s+"
                                r"(?:[\w-]+\s+)?|['’]s\s+(?:[\w-]+\s+)?|"
                                r"['’]\s+)$", re.I)
_NOUN_AFTER: Final = re.compile(r"\s+(?!(?:and|or|but|he|she|they|it|I|we|you|the|a|an|to|in|on|at|by|from|with|when|where|who|which|that|was|"
                                r"were|is|had|has|did|until|through|as|for|after|before|during|there|his|her|their|would|could|saw|led|left|went|came)\b)[a-z’'-]{3,}|"
                                r"\s+[A-Z]")
_HELD: Final = re.compile(r"(?:^|[,;:]\s+)(?:in|at|during)\s+(?:(?:the|his|her|their)\s+)?(?:[\w’'-]+\s+){1,5}(?:of\s+(?:the\s+)?|\()$|"
                         r"\b(?:during|throughout)\s+(?:the|his|her|their)\s+(?:[\w’'-]+\s+(?:of\s+)?)?$", re.I)
"""What leads to a date that names a thing and yet says when: `During the 1905 …`, `In the Civil War (1918–1921), …`, `At the congress of 1903 …`."""
_QUALIFIER: Final = re.compile(
    r"(?P<part>(?:(?:in\s+)?the\s+)?(?:(?:very\s+)?early(?:\s+in)?(?:\s+the)?|(?:very\s+)?late(?:\s+in)?(?:\s+the)?|mid(?:dle)?(?:\s+of)?(?:\s+the)?|"
    r"(?:beginning|start|opening|outset|end|close|middle)\s+of(?:\s+the)?(?:\s+year)?|"
    r"(?:first|second|latter|last|early)\s+(?:half|part|days|months|years|weeks)\s+of(?:\s+the)?)[\s-]+)$|"
    r"(?P<circa>(?:\bc\.|\bca\.|\bcirca\b|\babout|\baround|\bapproximately|\broughly|\bprobably(?:\s+in)?|\bperhaps(?:\s+in)?|\bnear|~)"
    r"\s*)$", re.I)
_RELATION: Final = re.compile(r"\b(?P<r>before|after|since|until|till|by|prior\s+to|from|not\s+later\s+than|up\s+to)\s+(?:the\s+)?"
                              r"(?:year\s+)?$", re.I)
_MONTH_LEADS: Final = re.compile(r"\b(?:in|during|of|since|until|till|by|from|early|late|mid|last|next|to|through|before|after|that|"
                                 r"this|and|between|or)[\s-]+"
                                 r"(?:the\s+(?:month|end|beginning|middle)\s+of\s+)?$", re.I)
_LOWER_MONTH: Final = re.compile(r"\b(?:march|may|mar|august|aug)\b(?=\.?\s+(?:of\s+)?\d)")
_LAST: Final = re.compile(r"\blast\s+(?:the\s+)?$", re.I)
_ASIDE: Final = re.compile(r"\b(?:that|which|who|whom|where)\b[^,;:.]{0,70}\b(?:had|should|would|will|shall|(?:was|were)\s+to)\b[^,;:.]{0,60}$",
                          re.I)
"""What leads to the time of something that only a clause says had been or was to be: the story does not go on from it."""
_TOLD_IN: Final = re.compile(r"\b(?:wrote|writes|writing|said|says|saying|recalled|told)\s+(?:\w+\s+)?(?:in|on)\s+(?:the\s+)?$", re.I)
_FOLLOWING: Final = re.compile(r",?\s+(?:next|following|after|thereafter|of\s+(?:the\s+)?(?:next|following|same)|of\s+(?:that|each|every)\s+year)\b")
_THAT_LAST: Final = re.compile(r",?\s+last\b(?!\s+\w+ed)", re.I)
_DEADLINES: Final = re.compile(r"\s*(?:inst|ult|prox|ultimo|instant)\b", re.I)


_BEGINS: Final = 0.375
_ENDS: Final = 0.125
"""What a time gains by beginning, or by ending, in the year in which another does."""
_SPELL: Final = 15 * 366
"""Days that an office or a stay may last."""
_SCANNED: Final = re.compile(r"(?<![\w.])(?=[\dlIO]*\d[\dlIO]*\d)(?=\d*[lIO])[1lI][0-9lIO]{3}(?!\w)")
_DIGITS: Final = str.maketrans("lIO", "110")


def rescanned(text: str) -> str:
    """A text as long as it was, in which years that a scan read with letters (`l8l7`) have their digits again."""
    return _SCANNED.sub(lambda match: match.group().translate(_DIGITS), text)


def has_hint(text: str) -> bool:
    """A cheap look: could there be a date at all?"""
    return bool(_HINT.search(text))


def dates(text: str, year: int = 0) -> list[Dated]:
    """The absolute dates of a text, in order; a day or month without a year takes `year`, and is left out where that is 0."""
    return list(_dates(text, year))


@lru_cache(maxsize=1024)
def _dates(text: str, year: int) -> tuple[Dated, ...]:
    return tuple(_absolute(text, year)) if has_hint(text) else ()


def _absolute(text: str, year: int) -> Iterator[Dated]:
    taken: list[tuple[int, int]] = []
    found: list[Dated] = []
    for pattern, reading in _READINGS:
        for match in pattern.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            interval, leaning = reading(match, year)
            if interval is None or not _plausible(match, text):
                continue
            taken.append(match.span())
            found.append(_used(text, match.start(), match.end(), interval, leaning))
    before: Dated | None = None
    for dated in sorted(found, key=lambda dated: dated.start):
        joined = before is not None and before.use == "name" and re.fullmatch(r"\s*(?:,|,?\s*(?:and|or|&))\s*", text[before.end:dated.start])
        before = replace(dated, use="name") if joined else dated  # `the upheavals of 1830 and 1848`
        yield before


def _plausible(match: re.Match[str], text: str) -> bool:
    """A bare number is a year only where it does not count or number something."""
    bare = bool(re.fullmatch(Y, match.group()))
    before, after = text[max(0, match.start() - 28):match.start()], text[match.end():match.end() + 40]
    if bare:
        if _NUMBERING.search(before):
            return False
        if counted := _NO_YEAR.match(after):
            return bool(_PREPOSITION.search(before)) and not re.match(r"\s+(?:or\s|copies|miles|feet|dollar|pounds|votes|acres|pages|\w+\s+copies)",
                                                                      counted.group())
        if int(match.group()) < 1400 and not _PREPOSITION.search(before):
            return False
        if re.match(r"\s*(?:B\.?\s?C|BCE|b\.c\.)", after):
            return False
    return not _DEADLINES.match(after)


def _used(text: str, start: int, end: int, interval: Interval, leaning: bool) -> Dated:
    """With the words around it: a part of it (`early`, `c.`), a bound (`before`), or a mere name."""
    relation = ""
    before = text[max(0, start - 44):start]
    if qualifier := _QUALIFIER.search(before):
        part, circa = qualifier["part"], qualifier["circa"]
        if part:
            interval = _part(interval, part.casefold())
        elif circa:
            interval = _about(interval)
        start -= len(qualifier.group()) if part else len(circa)
        before = text[max(0, start - 44):start]
    if bound := _RELATION.search(before):
        relation = {"prior to": "before", "till": "until", "not later than": "by", "up to": "until"}.get(" ".join(bound["r"].casefold().split()),
                                                                                                       bound["r"].casefold())
        relation = "" if relation == "from" else relation
    use = "name" if _names(text, start, end, before, interval) else "when"
    return Dated(start, end, interval, use, relation, leaning)


def _names(text: str, start: int, end: int, before: str, interval: Interval) -> bool:
    """Does a date only name a thing: `the 1905 revolution`, `the revolution of 1905`, `(My Life, 1930)`?"""
    after = text[end:end + 24]
    if _HELD.search(before) and not (before.endswith("(") and not after.startswith(")")):
        return False
    if of := _OF.search(before):
        return not re.fullmatch(_TIME_NOUN, of["noun"] or "", re.I) and (interval.precision != "day" or not before.rstrip().endswith("the"))
    opened = before.rfind("(")
    if opened >= 0 and ")" not in before[opened:] and ")" in text[end:end + 16]:
        return not re.match(r"\((?:in|on|from|until|since|during|about|then|now|by)\b", before[opened:], re.I)
    bare = text[start:start + 1].isdigit() and interval.precision in ("year", "range") and interval.start.endswith("01-01")
    if bare and (lead := _LEAD.search(before)) and not _PREPOSITION.search(before):
        return lead.group(1).casefold() not in _LEADS
    if interval.precision in ("year", "range", "month", "decade", "century"):
        return bool(_DETERMINED.search(before) and _NOUN_AFTER.match(after)) or (after.startswith("-") and after[1:2].isalpha())
    return False


def _part(interval: Interval, words: str) -> Interval:
    """Early, middle or late in an interval: thirds; halves where a half is named; ends are marked approximate."""
    first, last = datetime.date.fromisoformat(interval.start), datetime.date.fromisoformat(interval.end)
    span = (last - first).days + 1
    parts = 2 if "half" in words else 3
    if interval.precision == "range" and interval.days > 1100:  # `the late 1930s and 1940s`: the part belongs to the first
        opening = _part(years(int(interval.start[:4]), int(interval.start[:4]) + 9, precision="decade"), words)
        return Interval(opening.start, interval.end, True, "range")
    index = 1 if "mid" in words else parts - 1 if re.search(r"late|end|close|last|latter|second", words) else 0
    if interval.precision in ("year", "decade", "century"):
        return _thirds(interval, parts, index)
    a, b = first + datetime.timedelta(span * index // parts), first + datetime.timedelta(span * (index + 1) // parts - 1)
    return Interval(a.isoformat(), b.isoformat(), True, interval.precision)


def _thirds(interval: Interval, parts: int, index: int) -> Interval:
    """A third or a half of a year in months, of a decade or century in years."""
    first, last = int(interval.start[:4]), int(interval.end[:4])
    if first == last:
        edge = [1, 5, 9, 13] if parts == 3 else [1, 7, 13]
        return Interval(f"{first:04d}-{edge[index]:02d}-01", _month_end(first, edge[index + 1] - 1), True, interval.precision)
    count = last - first + 1
    edges = [first + (4, 7)[i - 1] * count // 10 if parts == 3 and 0 < i < 3 else first + count * i // parts for i in range(parts + 1)]
    return years(edges[index], edges[index + 1] - 1, True, interval.precision)


def _about(interval: Interval) -> Interval:
    """Widened on both sides: a day by a week, a month by one, a year by two, more by a tenth."""
    slack = {"day": 7, "month": 31, "season": 45}.get(interval.precision)
    if slack is None:
        more = 2 if interval.precision in ("year", "range") else 3
        return years(max(1, int(interval.start[:4]) - more), int(interval.end[:4]) + more, True, interval.precision)
    return widened(interval, slack, slack)


def widened(interval: Interval, before: int, after: int) -> Interval:
    """More days on either side, marked as approximate."""
    first, last = datetime.date.fromisoformat(interval.start), datetime.date.fromisoformat(interval.end)
    first = first - datetime.timedelta(min(before, (first - datetime.date.min).days))
    last = last + datetime.timedelta(min(after, (datetime.date.max - last).days))
    return Interval(first.isoformat(), last.isoformat(), True, interval.precision)


_Reading = Callable[[re.Match[str], int], tuple[Interval | None, bool]]


def _read_point(match: re.Match[str], year: int) -> tuple[Interval | None, bool]:
    point = _read(match, "")
    leaning = not point.year
    if leaning:
        if not year or (not point.day and not _month_alone(match)):
            return None, True
        point = replace(point, year=year)
    return point.interval(), leaning


def _month_alone(match: re.Match[str]) -> bool:
    """`in May`, not `May I`: a month without a day needs a word that leads to it, and no letter after an abbreviation; or it opens an entry."""
    before, word = match.string[max(0, match.start() - 24):match.start()], match.group().rstrip(".")
    opens = not re.search(r"\w", match.string[:match.start()]) and re.match(r"[\s*]*[.:;—–]", match.string[match.end():])
    return bool(opens or _MONTH_LEADS.search(before)) and (word[0].isupper()) and (len(word) > 3 or word == "May" or match.group().endswith("."))


def _read_range(match: re.Match[str], year: int) -> tuple[Interval | None, bool]:
    """Two points; each lends the other what was not said twice."""
    a, b = _read(match, "a"), _read(match, "b")
    if not (a.month or b.month) and match.re is _RANGE and not re.search(r"to|till|through", match.group(), re.I):
        return None, False  # a dash between years is read elsewhere
    leaning = not (a.year or b.year)
    b = replace(b, year=b.year or (a.year if not leaning else year))
    a = replace(a, year=a.year or b.year)
    if not a.year or (a.month and not a.day and not b.year):
        return None, leaning
    first, last = a.interval(), b.interval()
    if first is None or last is None or first.start > last.end:
        return None, leaning
    if (leaning and not (a.day or b.day or re.search(r"\bfrom\s+$|between\s", match.string[max(0, match.start() - 6):match.end()], re.I))):
        return None, leaning
    return Interval(first.start, last.end, False, "range"), leaning


def _read_double(match: re.Match[str], year: int) -> tuple[Interval | None, bool]:
    """Old and new style, ten to thirteen days apart: the new one counts."""
    a, b = _read(match, "a"), _read(match, "b")
    if not (a.day and b.day):
        return None, False
    stated = int(match["year"] or 0) or a.year or b.year
    leaning = not stated
    stated = stated or year
    if not stated:
        return None, leaning
    first, last = replace(a, year=a.year or stated).interval(), replace(b, year=b.year or stated).interval()
    if first is None or last is None:
        return None, leaning
    gap = abs((datetime.date.fromisoformat(first.start) - datetime.date.fromisoformat(last.start)).days)
    return (max(first, last, key=lambda i: i.start) if 10 <= gap <= 13 else None), leaning


def _read_days(match: re.Match[str], year: int) -> tuple[Interval | None, bool]:
    month, first, last = _month(match["m"] or match["m2"]), _day(match["a"] or match["a2"]), _day(match["b"] or match["b2"])
    stated = int(match["y"] or match["y2"] or 0)
    if not (stated or year) or first >= last:
        return None, not stated
    a, b = (_Point(stated or year, month, day).interval() for day in (first, last))
    return (Interval(a.start, b.end, False, "range") if a and b else None), not stated


def _read_months(match: re.Match[str], year: int) -> tuple[Interval | None, bool]:
    """`February or March of 1865`: both; without a year only where a word leads to them."""
    leaning = not match["y"]
    if leaning and not (year and _month_alone(match)):
        return None, leaning
    first, last = (_Point(int(match["y"] or year), _month(match[name])).interval() for name in "ab")
    return (Interval(first.start, last.end, False, "range") if first and last and first.start < last.start else None), leaning


def _read_years(match: re.Match[str], year: int) -> tuple[Interval | None, bool]:
    first, second = int(match["a"]), match["b"]
    last = int(match["a"][:4 - len(second)] + second)
    if last <= first or last - first > 150 or (match["dash"] == "/" and last != first + 1):
        return None, False
    return years(first, last), False


def _read_season(match: re.Match[str], year: int) -> tuple[Interval | None, bool]:
    name, first = match["s"].casefold(), int(match["y"])
    if name == "winter" and not match["z"]:  # the one that begins in the year, or the one that ends in it
        return Interval(f"{first:04d}-01-01", _month_end(first + 1, 2), True, "season"), False
    return season(name, first), False


def season(name: str, year: int) -> Interval:
    """A season of the northern hemisphere; a winter begins in December of its year."""
    month = _SEASON[name]
    last = (year + 1, 2) if month == 12 else (year, month + 2)
    return Interval(f"{year:04d}-{month:02d}-01", _month_end(*last), False, "season")


def _read_decade(match: re.Match[str], year: int) -> tuple[Interval | None, bool]:
    if match["c"]:
        tens = dict(zip("twenties thirties forties fifties sixties seventies eighties nineties".split(), range(20, 100, 10), strict=True))
        first = _SMALL[match["c"].casefold()] * 100 + tens[match["t"].casefold()]
        return years(first, first + 9, precision="decade"), False
    first = int(match["y"])
    last = int(match["y"][:2] + match["z"].strip("'’‘")[-2:]) if match["z"] else first
    if last < first:
        return None, False
    return years(first, last + 9, precision="decade" if first == last else "range"), False


def _read_century(match: re.Match[str], year: int) -> tuple[Interval | None, bool]:
    first, last = _day(match["n"]), _day(match["n2"] or match["n"])
    if not 0 < first <= last <= 21:
        return None, False
    return years((first - 1) * 100 + 1, last * 100, precision="century"), False


def _read_holiday(match: re.Match[str], year: int) -> tuple[Interval | None, bool]:
    name, stated = match["h"].casefold(), int(match["y"] or 0)
    when = stated or year
    if not when:
        return None, True
    if "easter" in name or "friday" in name:
        day = easter(when) + datetime.timedelta(-2 if "friday" in name else 1 if "monday" in name else 0)
        return Interval(day.isoformat(), day.isoformat()), not stated
    month, day_of = (7, 4) if "july" in name else (5, 1) if "may" in name else (12, 24 if "eve" in name else 25) if "christmas" in name \
        else (12, 31) if "eve" in name else (1, 1)
    return _Point(when, month, day_of).interval(), not stated


def easter(year: int) -> datetime.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return datetime.date(year, month, day + 1)


def _read_spelled(match: re.Match[str], year: int) -> tuple[Interval | None, bool]:
    value = number(match["t"])
    return (None, False) if value is None else (years(_SMALL[match["c"].casefold()] * 100 + value), False)


def _read_early(match: re.Match[str], year: int) -> tuple[Interval | None, bool]:
    """Years before 1000 count only where they are said to be years."""
    return years(int(match["a"] or match["b"])), False


def number(written: str) -> int | None:
    """A number below a hundred, in digits or words."""
    if written.isdigit():
        return int(written)
    tens, _, unit = written.casefold().replace(" ", "-").partition("-")
    if tens in _TENS:
        return _TENS[tens] + _SMALL.get(unit, 0) if not unit or unit in _SMALL else None
    return _SMALL.get(tens) if not unit else None


_READINGS: Final[Sequence[tuple[re.Pattern[str], _Reading]]] = (
    (_DOUBLE, _read_double), (_BETWEEN, _read_range), (_DAYS, _read_days), (_MONTHS, _read_months), (_SEASONS, _read_season), (_RANGE, _read_range),
    (_HOLIDAY, _read_holiday), (_DECADE, _read_decade), (_YEARS, _read_years), (_CENTURY, _read_century), (_SPELLED, _read_spelled),
    (_EARLY, _read_early),
    (_POINT, _read_point))


def asked_time(question: str) -> Interval | None:
    """The time a question asks about: `in 1905`, `between Mar 2004 and Oct 2005`, `before Dec 1965` (open to one side); None where it names none.

    Of several dates the one that says when is meant, else the last; what a date only names (`the 1905 revolution`) counts where nothing else does.
    """
    text = _LOWER_MONTH.sub(lambda match: match.group().title(), question[:_LONGEST_QUESTION])
    found = dates(text)
    if not found and (early := _ASKED_EARLY.search(text)):
        span = years(int(early["a"]), max(int(early["a"]), int(early["b"] or 0)))
        relation = early["r"].casefold() if not early["b"] else ""
        found = [Dated(early.start(), early.end(), span, relation=relation if relation in ("before", "after", "since", "until") else "")]
    if not found:
        return None
    whens = [dated for dated in found if dated.use == "when"] or found
    best = next((dated for dated in whens if dated.relation or dated.interval.precision == "range"), whens[-1])
    first, last = best.interval.start, best.interval.end
    if best.relation in ("before", "until"):
        return Interval(EARLIEST, _day_before(first) if best.relation == "before" else last, False, best.interval.precision)
    if best.relation in ("after", "since"):
        return Interval(_day_after(last) if best.relation == "after" else first, LATEST, False, best.interval.precision)
    return best.interval


def nearness(asked: Interval, told: Interval) -> float:
    """How well a statement's time suits a question's, from 0 to 1: 1 where it begins and ends in the same years, less by the year between them.

    What went before may still hold, so it counts for more than what came later; of two that overlap the closer one counts for more. What begins
    when the time asked for begins is likeliest to be meant (evals/timeqa.py).
    """
    ends = _BEGINS * (told.start[:4] == asked.start[:4] != EARLIEST[:4]) + _ENDS * (told.end[:4] == asked.end[:4] != LATEST[:4])
    return (_covering(asked, told) + ends) / (1.0 + _BEGINS + _ENDS)


def _covering(asked: Interval, told: Interval) -> float:
    if told.within(asked):
        return 1.0
    if told.overlaps(asked):
        return 0.9 if asked.within(told) and told.days <= _SPELL else 0.7 + 0.3 * min(1.0, 400 / told.days)
    gap = abs((datetime.date.fromisoformat(asked.start if told.end < asked.start else asked.end)
               - datetime.date.fromisoformat(told.end if told.end < asked.start else told.start)).days) / 365.25
    return (0.7 if told.end < asked.start else 0.4) / (1.0 + gap / 2)


def _day_before(iso: str) -> str:
    return (datetime.date.fromisoformat(iso) - datetime.timedelta(1)).isoformat() if iso > EARLIEST else EARLIEST


def _day_after(iso: str) -> str:
    return (datetime.date.fromisoformat(iso) + datetime.timedelta(1)).isoformat() if iso < LATEST else LATEST


class Reckoner:
    """Reads the sentences of a paragraph in order and resolves what leans on an earlier date; `born` is the figure's birth, for ages."""

    def __init__(self, born: str | None = None) -> None:
        self._born = born
        self.paragraph()

    @property
    def year(self) -> int:
        """The year that the paragraph's own dates leave for a day or month without one; 0 where they leave none."""
        return self._year or self._near

    def paragraph(self, year: int = 0, lent: int = 0, written: Interval | None = None) -> None:
        """Begin a paragraph; `year` where a heading or a dateline says which year it is, `lent` where only the paragraph before did.

        What is resolved by a lent year is marked as approximate. `written` is the date of the letter or speech that is read: `last June` is
        the June before it.
        """
        self._year, self._lent, self._written = year, lent, written
        self._near = 0
        self._anchor: Interval | None = None
        self._wide: Interval | None = None
        self._since = 2

    def read(self, text: str, of_figure: bool = False) -> list[Dated]:
        """The dates of one sentence; ages count only where the sentence speaks of the figure."""
        self._since += 1
        if not (has_hint(text) or _HINT_RELATIVE.search(text)):
            return []
        every = dates(text, 1904)  # a leap year, so that 29 February is found
        leaning = [d for d in every if d.relative]
        absolute = [d for d in every if not d.relative]
        found = self._with_year(text, absolute, leaning) if leaning else absolute
        found += self._relative(text, found) if _HINT_RELATIVE.search(text) else []
        if of_figure and self._born:
            found += [d for d in self._ages(text) if not any(o.start < d.end and d.start < o.end for o in found)]
        found.sort(key=lambda dated: dated.start)
        self._keep(text, found)
        return found

    def _with_year(self, text: str, absolute: list[Dated], leaning: list[Dated]) -> list[Dated]:
        """Days and months without a year: of the year named before them in the sentence, else in the paragraph, else later in the sentence."""
        result = list(absolute)
        for dated in leaning:
            year, lent = self._year_of(text, dated, absolute)
            again = next((d for d in dates(text, year) if d.relative and d.start == dated.start), None) if year else None
            if again is not None:
                result.append(replace(again, interval=again.interval.loosened(), lent=True) if lent else again)
        return sorted(result, key=lambda d: d.start)

    def _year_of(self, text: str, dated: Dated, absolute: Sequence[Dated]) -> tuple[int, bool]:
        """The year of a day or month without one, 0 where nothing says it; and whether only the paragraph before does."""
        if _FOLLOWING.match(text[dated.end:dated.end + 24]):
            return 0, False
        if _LAST.search(text[max(0, dated.start - 12):dated.start]) or _THAT_LAST.match(text[dated.end:dated.end + 12]):
            return self._before_writing(dated), False
        named = [d for d in absolute if d.use == "when" and d.interval.start[:4] == d.interval.end[:4] and not d.interval.approximate]
        before = [d for d in named if d.start < dated.start]
        if before or self._year:
            year = int(before[-1].interval.start[:4]) if before else self._year
            return year + self._turned(text, dated, before), False
        if re.search(r"\bhad\b[^,;]*$", text[:dated.start]):
            return 0, False  # it was before what is dated after it
        beside = named or [d for d in absolute if d.interval.precision == "day"]  # `the rising of 3 May 1849, … on 20 May`
        return (int(beside[0].interval.start[:4]), False) if beside else (self._lent, True)

    def _before_writing(self, dated: Dated) -> int:
        """The year of the last such day or month before the letter was written; 0 where its month of writing is not known."""
        if self._written is None or self._written.precision not in ("day", "month"):
            return 0
        return int(self._written.start[:4]) - int(dated.interval.start[5:] >= self._written.start[5:])

    def _turned(self, text: str, dated: Dated, before: Sequence[Dated]) -> int:
        """One where a month of early spring follows a date late in a year: the year has turned, unless the telling goes back (`had`)."""
        anchor = before[-1].interval if before else self._anchor
        late = anchor is not None and anchor.precision in ("day", "month") and int(anchor.start[5:7]) >= 10 and int(dated.interval.start[5:7]) <= 4
        return int(late and not re.search(r"\bhad\b|\bearlier\b|\bsince\b", text))

    def _relative(self, text: str, absolute: Sequence[Dated]) -> list[Dated]:
        found: list[Dated] = []
        for pattern, reading in ((_NEXT_MONTH, self._next_month), (_LATER, self._later), (_THAT_YEAR, self._that_year), (_NEXT, self._next)):
            for match in pattern.finditer(text):
                if any(d.start < match.end() and match.start() - 2 <= d.end for d in [*absolute, *found]):
                    continue  # taken, or put after a date that it only explains
                before = [d for d in absolute if d.end <= match.start() and d.use == "when" and not d.interval.approximate]
                anchor, near = (before[-1].interval, True) if before else (self._anchor, self._since <= 1)
                interval = reading(match, anchor, near) if anchor else self._either(match) if pattern is _NEXT_MONTH else None
                if interval is not None:
                    found.append(Dated(match.start(), match.end(), interval, relative=True))
        return found

    def _either(self, match: re.Match[str]) -> Interval | None:
        """`the following March` after something vague, where its first and its last day say the same."""
        if self._wide is None:
            return None
        first, last = (self._next_month(match, Interval(day, day), True) for day in (self._wide.start, self._wide.end))
        return first if first == last else None

    def _later(self, match: re.Match[str], anchor: Interval, near: bool) -> Interval | None:
        unit = match["u"].casefold()
        back = match["w"].casefold() in ("earlier", "before", "previously")
        if unit == "year":
            if anchor.precision not in ("day", "month", "season", "year") or (anchor.precision == "year" and not near):
                return None
        elif anchor.precision not in ("day", "month"):
            return None
        if match["v"]:
            vague = match["v"].casefold()
            low, high = (1, 3) if "couple" in vague else (2, 4) if " or " in vague else (2, 15) if "many" in vague else (2, 8)
            if "half" in vague:
                unit, low, high = {"year": ("month", 5, 7), "month": ("day", 12, 18)}.get(unit, (unit, 0, 1))
            moved = _moved(anchor, unit, -high if back else low).hull(_moved(anchor, unit, -low if back else high))
            return Interval(moved.start, moved.end, True, "range")
        count = number(match["n"]) if match["n"].casefold() not in ("a", "an") else 1
        if not count:
            return None
        moved = _moved(anchor, unit, -count if back else count)
        if match["half"]:
            moved = moved.hull(_moved(anchor, unit, -(count + 1) if back else count + 1))
        if unit == "year" and anchor.precision != "year":
            moved = years(int(moved.start[:4]), int(moved.end[:4]), True, "year")
        elif unit in ("month", "week", "fortnight"):
            slack = {"month": 15, "fortnight": 4, "week": 3}[unit]
            moved = widened(moved, slack, slack)
        return _about(moved) if match["about"] else moved.loosened() if match["half"] or unit == "year" else moved

    def _next(self, match: re.Match[str], anchor: Interval, near: bool) -> Interval | None:
        word, unit = " ".join(match["w"].casefold().split()), match["u"].casefold()
        step = 0 if "same" in word or "very" in word else -1 if word in ("previous", "preceding") else 1
        if unit in _SEASON:
            return self._next_season(unit, step, anchor)
        unit = "day" if unit in ("morning", "evening", "night", "afternoon") else unit
        if unit == "day" and step == 0 and anchor.precision == "month":
            return anchor.loosened()  # the day of it that was spoken of
        allowed = {"day": ("day",), "week": ("day",), "month": ("day", "month"), "year": ("day", "month", "season", "year")}[unit]
        if anchor.precision not in allowed or (anchor.precision == "year" and not near):
            return None
        if unit == "year":
            return years(int(anchor.start[:4]) + step)
        if unit == "month":
            return _month_of(anchor, step)
        return _moved(anchor, unit, step) if unit == "day" else widened(_moved(anchor, "week", step), 4, 4)

    def _next_season(self, name: str, step: int, anchor: Interval) -> Interval | None:
        """The first such season that begins after the anchor; of the same year where that is said."""
        if anchor.precision not in ("day", "month", "season"):
            return None
        year = int(anchor.start[:4])
        if step == 0:
            return season(name, year)
        if step < 0:
            return max((season(name, y) for y in (year - 1, year) if season(name, y).end < anchor.start), key=lambda i: i.start)
        return min((season(name, y) for y in (year, year + 1) if season(name, y).start > anchor.end), key=lambda i: i.start)

    def _that_year(self, match: re.Match[str], anchor: Interval, near: bool) -> Interval | None:
        """`later that year`: from the anchor to the end of its year, where the anchor has just been named."""
        unit, word = match["u"].casefold(), match["w"].casefold()
        whole = years(int(anchor.start[:4])) if unit == "year" else _month_of(anchor, 0)
        if not near or anchor.precision not in (("day", "month", "season") if unit == "year" else ("day",)):
            return None
        if word.endswith("of"):
            return _part(whole, word)
        late = word in ("later", "late")
        return Interval(anchor.start, whole.end, True, "range") if late else Interval(whole.start, anchor.end, True, "range")

    def _next_month(self, match: re.Match[str], anchor: Interval, near: bool) -> Interval | None:
        """`the following March`, `in March of the same year`."""
        word, month = (match["w"] or match["w2"]).casefold(), _month(match["m"] or match["m2"])
        year = int(anchor.start[:4])
        if anchor.precision not in ("day", "month", "season", "year") or (anchor.precision == "year" and not near):
            return None
        if word == "same":
            return _Point(year, month).interval()
        later = (year, month) > (year, int(anchor.end[5:7])) and anchor.precision != "year" and "year" not in match.group()
        return _Point(year if later else year + 1, month).interval()

    def _ages(self, text: str) -> Iterator[Dated]:
        """`at the age of nine`: the year of life from that birthday to the next."""
        for match in _AGE.finditer(text):
            age = number(match["n"])
            if age is None or not 0 < age < 110 or ("when" in match.group().casefold() and not match["old"] and match["n"].isalpha() and age < 13):
                continue
            born = self._born or ""
            first, last = int(born[:4]) + age, int(born[:4]) + age + 1
            if len(born) == 10 and born[5:] != "02-29":
                start = f"{first:04d}{born[4:]}"
                end = (datetime.date.fromisoformat(f"{last:04d}{born[4:]}") - datetime.timedelta(1)).isoformat()
                yield Dated(match.start(), match.end(), Interval(start, end, True, "year"), relative=True)
            else:
                yield Dated(match.start(), match.end(), years(first, last, True, "year"), relative=True)

    def _keep(self, text: str, found: Sequence[Dated]) -> None:
        """The last exact statement of when becomes the anchor; a vague one takes the anchor away; a name, a day of telling, an aside leave it."""
        for dated in found:
            before = text[:dated.start]
            if dated.use != "when" or _TOLD_IN.search(before[-30:]) or _ASIDE.search(before):
                continue
            interval = dated.interval
            if self._anchor and dated.relative and interval.approximate and interval.end < self._anchor.start and re.search(r"\bhad\b", text):
                continue  # a look back in passing: the story goes on from where it was
            one_year = interval.start[:4] == interval.end[:4] and not (dated.relative and interval.approximate)
            near = interval.days <= 100 and interval.start[:4] == interval.end[:4] and not dated.lent
            self._year, self._lent = (int(interval.start[:4]), 0) if one_year else (0, self._lent if dated.lent else 0)
            self._near = int(interval.start[:4]) if near else 0
            vague = interval.approximate or interval.precision in ("decade", "century") or dated.relation in ("before", "after", "since", "until")
            self._anchor = None if vague else interval
            self._wide = interval if vague and dated.relative and not dated.relation else None
            self._since = 0


def _month_of(anchor: Interval, step: int) -> Interval:
    year, month = divmod(int(anchor.start[:4]) * 12 + int(anchor.start[5:7]) - 1 + step, 12)
    return Interval(f"{year:04d}-{month + 1:02d}-01", _month_end(year, month + 1), precision="month")


def _moved(interval: Interval, unit: str, count: float) -> Interval:
    """An interval moved by days, weeks, months or years; it keeps its precision."""
    if unit in ("month", "year"):
        months = int(count * (12 if unit == "year" else 1))
        if interval.precision == "month":
            return _month_of(interval, months)
        if interval.precision == "year" and unit == "year":
            return years(int(interval.start[:4]) + int(count))
        first, last = (_month_later(iso, months) for iso in (interval.start, interval.end))
        return Interval(first, last, interval.approximate, interval.precision)
    days = int(count * {"day": 1, "night": 1, "week": 7, "fortnight": 14}[unit])
    shift = datetime.timedelta(days)
    moved = [(datetime.date.fromisoformat(iso) + shift).isoformat() for iso in (interval.start, interval.end)]
    return Interval(moved[0], moved[1], interval.approximate, interval.precision)


def _month_later(iso: str, months: int) -> str:
    year, month = divmod(int(iso[:4]) * 12 + int(iso[5:7]) - 1 + months, 12)
    return f"{year:04d}-{month + 1:02d}-{min(int(iso[8:]), calendar.monthrange(year, month + 1)[1]):02d}"
