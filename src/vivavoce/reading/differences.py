"""Do two sentences tell the same matter with values that cannot both hold?

A value is tied to the word it belongs to: the date to the verb, the number to what is counted, the place to what happened there. Two values differ
only where neither can be a coarser or another name for the other; what is doubtful is no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from rapidfuzz import fuzz

from vivavoce.language.dates import dates
from vivavoce.language.gender import TITLES
from vivavoce.language.models import StaticEmbedder
from vivavoce.language.names import MONTHS, alias_pattern, numbers
from vivavoce.record import Interval
from vivavoce.text import STOP, fold, squeeze, stems

TOKEN: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
CLAUSE: Final = frozenset(";:()—–") | {"and", "but", "when", "while", "where", "after", "before", "which", "who", "until", "though", "because"}
_EXACT: Final = ("day", "month", "season", "year")
_FAR: Final = 12
LIKE: Final = 0.36
"""Similarity of static vectors from which two words may speak of one thing."""
LIKE_ONCE: Final = 0.45
"""The same for what happens once, beside kindred words: a burial is no death."""
ONCE: Final = frozenset(stem for word in """born birth die died death dead killed murdered assassinated shot executed buried funeral married marry
wedding divorced divorce
baptised christened founded established created published printed built opened signed adopted abolished completed finished invented discovered
first""".split() for stem in stems(word))
NAME: Final = re.compile(r"[^\W\d_a-z][\w’'-]*(?:[ -](?:(?:de|von|van|der|la|del)[ -])?[^\W\d_a-z][\w’'-]*)*")
MEANS: Final = re.compile(r"\b(?:with|using|by means of)\s+(?:an?|the|his|her)\s+((?:[\w-]+\s+){0,2}?[\w-]+)(?=\s*(?:$|[.,;:)]|\b(?:in|at|on|to|"
                           r"into|while|and|by|from|as|during|who|that|for|of)\b))")
_APPROXIMATE: Final = re.compile(r"\b(?P<how>about|around|some|nearly|almost|approximately|roughly|close to|circa|perhaps|over|more than|at least|"
                                 r"up to|fewer than|less than|under|several|hundreds|thousands|dozens)\W+(?:\w+\W+){0,2}$", re.I)
_COUNT: Final = re.compile(r"(?:\d[\d,.]*\d|\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
                           r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen)\b"
                           r"(?:[ -](?:and )?)?)+", re.I)


_SPAN: Final = re.compile(r"\((?:[^()]{0,40}?[,;]\s+)?(?P<born>[^()–—-]*\d{4})\s*[–—-]+\s*(?P<died>[^()–—-]*\d{4})[^()]{0,40}\)")
_BRACKETED: Final = {side: re.compile(rf"\([^()]{{0,40}}?\b(?:{side}|{side[0]}\.)\s+(?P<{side}>[^()]{{0,25}}?\d{{4}})\b[^()]{{0,60}}\)")
                     for side in ("born", "died")}
_BIRTH: Final = frozenset(stem for word in "born birth birthday".split() for stem in stems(word))
_KILLED: Final = frozenset(stem for word in "kill killed murder murdered assassinate assassinated shot shoot fired die died slain".split()
                            for stem in stems(word))
_DEATH: Final = frozenset(stem for word in "die died death dead".split() for stem in stems(word))
_SAME: Final = 0.5
"""Similarity from which what is counted is what was asked for."""
_RANKS: Final = TITLES | frozenset("lieutenant major sergeant corporal private commander officer miss lady countess mrs queen sister mother".split())
"""What two people may have in common before their names."""
_TAKES_UP: Final = {False: re.compile(r"\b(?:it|he|she|they|his|her|its|their|this|that)\b"),
                    True: re.compile(r"^\W*(?:it|he|she|they|his|her|its|their|this|that)\b")}
"""How a sentence goes on from the names before it; what is counted is of them only where it opens so."""
_SORTS: Final = frozenset("certificate certificates register contract licence license anniversary mask sentence warrant penalty rate weapon".split())
"""What is named after a birth, a marriage, a death, and tells none."""
_SURELY: Final = 0.6
"""The same where the date is not in the sentence but in its heading."""
DOER: Final = re.compile(r"(?:assassin|(?:kill|murder|found|print|publish|invent|discover|execution)(?:er|or))s?$", re.I)
"""Who does such things is no telling of one that was done: `his assassins abducted a friend in June`."""
BLOW: Final = frozenset(stem for word in """attack attacked strike struck hit stab stabbed wound wounded kill killed murder murdered
assassinate assassinated""".split() for stem in stems(word))
"""What tells with which weapon somebody was killed."""
_WEAPON: Final = re.compile(r"\b(?:weapon|instrument|tool)\b[^.;,]{0,20},\s+(?:an?|the|his|her)\s+((?:[\w-]+\s+){0,2}?[\w-]+)(?=\s*[.,;:)])")
UNREAL: Final = re.compile(r"\b(?:(?:is|are|was|were)\s+to|would|might|could(?! not\b)|should|wager\w*|promis\w+|hop(?:ed?|ing)|"
                            r"plan(?:s|ned)?|expect\w*|meant|intend\w*|wish\w*)\b[^.;]*$", re.I)
"""Before a length that was looked forward to, not taken."""
_ASIDE: Final = 6
"""How far a comma sets a date from what happened, in words: `expelled in 1927, exiled in 1929`."""
_DENIED: Final = re.compile(r"\b(?:not|never|n[’']t)\b", re.I)
_ASIDES: Final = re.compile(r"\([^()]*\)")
_AGAIN: Final = re.compile(r"(?:\W+\w+){0,2}?\W+(?:again|anew|afresh|once more)\b", re.I)
"""What happens once and then again is another happening: a second printing."""
AS_WHO: Final = re.compile(rf"(?P<who>{NAME.pattern})\s+as\s+the\s+(?:\w+\s+)?\w+\s+who\b")
"""`names Hale as the man who fired`."""
_SELF: Final = re.compile(r"\b(?:I|[Ww]e)\b[^.;:]{0,40}$|\b(?:[Mm]y|[Oo]ur)\s+(?:own\s+)?$")
_OWNS: Final = re.compile(r"['’]s?\s")
"""Of whose theory or house a sentence speaks, of them it need not tell anything; of whose death it does."""
_KIN_OF: Final = re.compile(r"\b(?:father|mother|parents?|wife|husband|widow|sons?|daughters?|brothers?|sisters?|uncle|aunt|cousins?|friends?)"
                            r"\s+of\s+(?:\w+\.?\s+)?$")
_RELATIVE: Final = re.compile(r"['’]s?\s+(?:\w+\s+){0,2}?(?:father|mother|parents?|wife|husband|widow|sons?|daughters?|brothers?|sisters?|uncle|"
                              r"aunt|cousins?|nephew|niece|grand\w+|friends?|step\w+)\b")
_PLACED: Final = re.compile(r"\b(?:in|at|of|from|to|on|into|near|for|against)\s+(?:the\s+)?$")
"""Before a name that is no subject: `a seat in the Royal Society`."""
_KINSMAN: Final = re.compile(r"(?:['’]s?|\b(?:[Hh]is|[Hh]er|[Tt]heir))\s+(?:\w+\s+){0,2}?(?:father|mother|parents|wife|husband|widow|sons?|"
                             r"daughters?|brothers?|sisters?|uncle|aunt)\s+(?:\w+\s+){0,3}$")
_LENGTH: Final = re.compile(
    rf"(?P<count>{_COUNT.pattern})(?P<half>\s*(?:and\s+)?a\s+half)?[\s-]*(?P<unit>years?|months?|weeks?|days?|times|pages?|words?|lines?|"
    rf"miles?|kilomet(?:er|re)s?)\b(?:,?\s+(?:and\s+)?(?P<more>{_COUNT.pattern})\s*(?P<smaller>months?|weeks?|days?)\b)?", re.I)
_OR: Final = re.compile(rf"(?P<other>{_COUNT.pattern})\s*(?:or|to|–|-)\s*$", re.I)
_MONTHS: Final = {"year": 12.0, "month": 1.0, "week": 12 / 52.18, "day": 12 / 365.25}
_SMALL: Final = 10
"""A number up to which `about` leaves little room, and `nearly` less than one."""
_FIXED: Final = frozenset(stem for word in "located situated based headquartered stands lies seat".split() for stem in stems(word))
_FIGURES: Final = re.compile(r"(?<![\w,.])\d+(?:,\d{3})*(?:\.\d+)?(?![\w%])")
_CLOSE: Final = 50
"""Characters within which a measure's number follows its name."""
_APART: Final = 2.0
_GROWTH: Final = 2.0
"""Up to this much a measure may have changed from one year to another."""
_COUNTED: Final = {"population": ("people", "inhabitants", "residents", "persons", "souls", "citizens")}


DURATION: Final = "duration"
"""The unit of lengths of time; they are compared in months."""


class Slot(StrEnum):
    """What kind of value differs."""

    DATE = "date"
    NUMBER = "number"
    LENGTH = "length"
    MEASURE = "measure"
    PLACE = "place"
    PERSON = "name"
    MEANS = "means"
    WORD = "word"
    YEARS = "years"
    ALIAS = "alias"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Matter:
    """What is told: the words for what happened, the names that take part, what is counted or qualified, and whether it is the figure's."""

    events: tuple[str, ...]
    names: tuple[str, ...] = ()
    unit: str = ""
    figure: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as far as differing is concerned: its exact words, what stands before it in its passage, whether it speaks of the figure, the
    date that its heading gives, whether the figure says it."""

    text: str
    before: str = ""
    of_figure: bool = False
    when: Interval | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a sentence: as written, as shown (ISO where it is a date), and what it is compared by.

    `low` and `high` are what a length or a measure may mean at least and at most, durations in months; `unit` says what is measured.
    """

    text: str
    shown: str
    interval: Interval | None = None
    number: int | None = None
    rough: bool = False
    low: float = 0.0
    high: float = 0.0
    unit: str = ""


class Differences:
    """Finds and compares values; `linked` says whether the record ever names two things together, `own` are the figure's names, `kin` gives the stems
    of words that tell the same event as a stem does."""

    def __init__(self, lexicon: StaticEmbedder, own: Sequence[str], linked: Callable[[str, str], bool],
                 kin: Callable[[str], frozenset[str]] = lambda stem: frozenset()) -> None:
        self._lexicon, self._own, self._linked, self._kin = lexicon, alias_pattern(tuple(own)), linked, kin

    def value(self, slot: Slot, matter: Matter, told: Told) -> Value | None:
        """The value that a sentence gives for a matter, None where it does not tell that matter or gives none that is tied to it."""
        if (matter.figure and not told.of_figure) or not self._named(matter, told, slot):
            return None
        if slot is Slot.LENGTH and _ASIDES.search(told.text):  # `six weeks (beside the voyage)` are not the voyage's
            bare = replace(told, text=_ASIDES.sub(lambda m: " " * len(m.group()), told.text))
            return self.value(slot, matter, bare)
        if slot is Slot.DATE and (life := self._life(matter, told.text)):
            return life
        tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(told.text)]
        if slot is Slot.MEANS:
            return self._means(matter, told.text, tokens)
        anchor = self._anchor(matter, tokens, needed=slot in (Slot.DATE, Slot.PLACE, Slot.PERSON))
        if anchor is None or (anchor >= 0 and (_KINSMAN.search(told.text[:tokens[anchor][1]])
                                               or (matter.figure and self._anothers(told.text, tokens[anchor])))):
            return None
        if matter.figure and told.own and once(matter) and anchor >= 0 and not _SELF.search(told.text[:tokens[anchor][1]]):
            return None  # a child that the figure tells of was born
        match slot:
            case Slot.DATE:
                if once(matter) and _AGAIN.match(told.text, tokens[anchor][2]):
                    return None
                if told.when and not dates(told.text):
                    sure = self._anchor(matter, tokens, needed=True, least=_SURELY) is not None
                    return Value(iso(told.when), iso(told.when), told.when) if sure else None
                return date_of(told.text, tokens, anchor)
            case Slot.NUMBER:
                return self._number(matter, told)
            case Slot.LENGTH:
                return _length(matter.unit, told.text, tokens[anchor][1] if anchor >= 0 else -1)
            case Slot.MEASURE:
                return _measure(matter.unit, told.text)
            case Slot.PLACE:
                return self._place(told.text, tokens, anchor) if once(matter) or _fixed(matter) else None
            case Slot.PERSON:
                return self._person(told.text, tokens, anchor, matter.figure)
            case _:
                return _modifier(matter.unit, told.text)

    def _life(self, matter: Matter, text: str) -> Value | None:
        """The birth or the death in brackets behind a name: `Ada Lovelace (10 December 1815 – 27 November 1852)`, `(born 10 December 1815)`."""
        asked = {stem for event in matter.events for stem in stems(event)}
        side = "born" if asked & _BIRTH else "died" if asked & _DEATH else ""
        match = (_SPAN.search(text) or _BRACKETED[side].search(text)) if side and not asked - _BIRTH - _DEATH else None
        if match is None:
            return None
        name = text[max(0, match.start() - 60):match.start()]
        if not (self._own.search(name) if matter.figure else any(set(stems(n)) & set(stems(name)) for n in matter.names)):
            return None
        found = [d for d in dates(match[side]) if d.interval.precision in _EXACT and not d.interval.approximate]
        if len(found) != 1:
            return None
        return Value(match[side][found[0].start:found[0].end], iso(found[0].interval), found[0].interval)

    def _named(self, matter: Matter, told: Told, slot: Slot) -> bool:
        """Are the names of the matter in the sentence, or right before one that goes on speaking of them (`It stood`; `The population was`;
        `He led the attack`)?"""
        here = fold(told.text)
        close = 0.4 if matter.unit and not matter.events else 0.6
        for name in matter.names:
            parts = stems(name)
            if not parts or set(parts) <= set(stems(told.text)) or fold(name) in here:
                continue
            taken_up = any(self._tells(event, word) >= LIKE for event in matter.events for word in re.findall(r"\bthe\s+([^\W\d_]{4,})", here))
            goes_on = slot is Slot.MEASURE or taken_up or _TAKES_UP[slot is Slot.NUMBER].search(here)
            if goes_on and set(parts) <= set(stems(told.before)):
                continue
            if any(self._sense(name, word) >= close for word in re.findall(r"[^\W\d_]{3,}", told.text)):
                continue
            return False
        return True

    def _anchor(self, matter: Matter, tokens: Sequence[tuple[str, int, int]], needed: bool, least: float = 0.0) -> int | None:
        """The token that best says what happened, -1 where none has to; every event word must have its like in the sentence."""
        best, place = 0.0, -1
        for event in matter.events:
            near = max(((self._tells(event, word), i) for i, (word, _, _) in enumerate(tokens)
                        if len(word) > 2 and fold(word) not in STOP and not _titled(tokens, i)
                        and not (DOER.fullmatch(word) and not DOER.fullmatch(event))), default=(0.0, -1))
            if near[0] < max(least, LIKE_ONCE if any(stem in ONCE for stem in stems(event)) else LIKE):
                return None
            if near[0] >= best:
                best, place = near
        return place if place >= 0 or not needed else None

    def _means(self, matter: Matter, text: str, tokens: Sequence[tuple[str, int, int]]) -> Value | None:
        """With what something was done; of a killing, with what the blow was struck, or what the weapon is said to have been."""
        blow = any(stem in BLOW for event in matter.events for stem in stems(event))
        struck = [start for word, start, _ in tokens if blow and not BLOW.isdisjoint(stems(word)) and not DOER.fullmatch(word)]
        anchor = None if struck else self._anchor(matter, tokens, needed=True)
        at = struck[0] if struck else tokens[anchor][1] if anchor is not None and anchor >= 0 else -1
        found = (MEANS.search(text, at) if at >= 0 else None) or (_WEAPON.search(text) if blow else None)
        return Value(found.group(1), squeeze(found.group(1))) if found else None

    def _anothers(self, text: str, anchor: tuple[str, int, int]) -> bool:
        """Is what happened said to be somebody else's: `Ada's death`, `the death of Ada`, or told of another name on both sides of the word?"""
        _, start, end = anchor
        if self._own.search(text) and all(
                _RELATIVE.match(text, m.end()) or _KIN_OF.search(text[:m.start()])
                or (_OWNS.match(text, m.end()) and not m.end() < start <= m.end() + _CLOSE) for m in self._own.finditer(text)):
            return True
        owner = re.search(r"([^\W\d_a-z][\w-]*(?: [^\W\d_a-z][\w-]*)*)['’]s?\s+(?:[\w-]+\s+){0,2}$", text[:start])
        owned = re.match(r"\s+of\s+(?:the\s+[a-z]+\s+)?([^\W\d_a-z][\w-]*(?: [^\W\d_a-z][\w-]*)*)", text[end:])
        if any(found and not self._own.search(found.group(1)) for found in (owner, owned)):
            return True
        people = [m for m in NAME.finditer(text) if fold(m.group()) not in STOP and not dates(m.group()) and len(m.group()) > 2]
        before = [m for m in people if m.end() <= start and (m.start() > 0 or fold(m.group().split()[0]) in STOP)
                  and not _PLACED.search(text[:m.start()])][-1:]
        after = [m for m in people if m.start() >= end][:1]
        mine = list(self._own.finditer(text))
        if not mine or not before:
            return False
        return not any(m.start() < o.end() and o.start() < m.end() for m in (*before, *after) for o in mine)

    def _tells(self, event: str, word: str) -> float:
        """How nearly a word tells an event; kindred words tell the same, and of what happens once their kindred too."""
        own = set(stems(event))
        kindred = {other for stem in own for near in self._kin(stem)
                   for other in (near, *(self._kin(near) if stem in ONCE and near in ONCE else ()))}
        return 0.9 if not kindred.isdisjoint(stems(word)) and own.isdisjoint(stems(word)) else self._sense(event, word)

    def _sense(self, one: str, other: str) -> float:
        one, other = fold(one), fold(other)
        if set(stems(one)) & set(stems(other)):
            return 1.0
        return float(self._lexicon.word(one) @ self._lexicon.word(other))

    def _number(self, matter: Matter, told: Told) -> Value | None:
        """The one number that counts the unit asked for: `forty-three delegates`, `bore him six` after `five children`; a year counts nothing."""
        text = told.text
        found, dated = [], [(d.start, d.end) for d in dates(text)]
        last = re.split(r"(?<=[.;?!])\s+", told.before.rstrip())[-1]
        left_out = any(numbers(m.group()) and self._sense(matter.unit, word) >= _SAME for m in _COUNT.finditer(last)
                       for word in re.findall(r"[^\W\d_]+", last[m.end():m.end() + 30])[:1])
        for match in _COUNT.finditer(text):
            if any(start <= match.start() and match.end() <= end for start, end in dated) or text[:match.start()].endswith(("{", "[")):
                continue  # a year, or the number of a page
            following = re.findall(r"[^\W\d_]+|[^\w\s]", text[match.end():match.end() + 60])[:4]
            counted = next((w for w in following if w in ".;:" or self._sense(matter.unit, w) >= _SAME), "")
            values = numbers(match.group())
            if following[:1] == ["of"]:
                continue  # `three of my children` are some of them
            if left_out and following[:1] in (["."], [";"], []) and not re.search(r"\b(?:of|aged|at)\s+$", text[:match.start()]):
                counted = matter.unit
            if len(values) == 1 and counted and counted not in ".;:":
                found.append(Value(squeeze(match.group()), squeeze(match.group()), number=next(iter(values)),
                                   rough=bool(_APPROXIMATE.search(text[:match.start()]))))
        return found[0] if len({v.number for v in found}) == 1 else None

    def _place(self, text: str, tokens: Sequence[tuple[str, int, int]], anchor: int) -> Value | None:
        """The places named after what happened: `born … in Yanovka, Ukraine`."""
        at = tokens[anchor][2]
        for match in re.finditer(r"\b(?:in|at|near|to)\s+(?:the\s+(?:\w+\s+){0,2}?of\s+)?", text[at:]):
            named = NAME.match(text, at + match.end()) if match.end() < 90 else None
            if named and (quality(text, named) or (match.group().rstrip().endswith(" the") and re.match(r"\s+[a-z]", text[named.end():]))):
                named = None  # `in the Saxon town of`
            dated = named and (fold(named.group().split()[0]) in MONTHS or dates(named.group()))
            if named and not dated and not self._own.search(named.group()):
                chain = re.match(r"(?:,\s+[^\W\d_a-z][\w’'-]*(?:\s[^\W\d_a-z][\w’'-]*)*)*", text[named.end():])
                whole = text[named.start():named.end() + (chain.end() if chain else 0)]
                return Value(whole, squeeze(named.group()))
        return None

    def _person(self, text: str, tokens: Sequence[tuple[str, int, int]], anchor: int, figure: bool) -> Value | None:
        """Who did it: after `by`, else the name right before the verb; the figure only where it was not done to them."""
        if said := AS_WHO.search(text, 0, tokens[anchor][1]):
            return Value(said["who"], squeeze(said["who"]))
        passive = re.match(r"(?:\W+\w+){0,8}?\W+by\s+(?:(?:an?|the|his|her)\s+)?(?:(?!of\b)[a-z][\w-]*,?\s+){0,4}", text[tokens[anchor][2]:])
        named = NAME.match(text, tokens[anchor][2] + passive.end()) if passive else None
        if named and not (figure and self._own.search(named.group())) and not quality(text, named):
            return Value(named.group(), squeeze(named.group()))
        undergone = rf"(?:\W+\w+){{0,3}}?\W+(?:(?i:him|her|them|me|us)\b|{self._own.pattern})"
        if figure and not _KILLED.isdisjoint(stems(tokens[anchor][0])) and not re.match(undergone, text[tokens[anchor][2]:]):
            return None  # who dies kills nobody
        active = [m for m in NAME.finditer(text, 0, tokens[anchor][1]) if not (figure and self._own.search(m.group())) and len(m.group()) > 2
                  and fold(m.group().split()[0]) not in MONTHS]
        between = text[active[-1].end():tokens[anchor][1]] if active else ""
        if active and len(between.split()) <= 2 and not _DENIED.search(between) and fold(active[-1].group()) not in STOP:
            return Value(active[-1].group(), squeeze(active[-1].group()))
        return None

    def clash(self, slot: Slot, matter: Matter, one: Value, other: Value) -> bool:
        """Can the two values not both hold?"""
        match slot:
            case Slot.DATE:
                if one.interval is None or other.interval is None:
                    return False
                return apart(one.interval, other.interval) and _one_event(matter, one, other)
            case Slot.NUMBER:
                a, b = sorted((one.number or 0, other.number or 0))
                return a != b and not ((one.rough or other.rough) and a >= 0.8 * b)
            case Slot.LENGTH | Slot.MEASURE:
                elsewhen = one.interval is not None and other.interval is not None and apart(one.interval, other.interval) and max(
                    one.high, other.high) < _GROWTH * max(one.low, other.low, 1.0) and min(one.high, other.high) * _GROWTH > max(one.high, other.high)
                return one.unit == other.unit and (one.high < other.low or other.high < one.low) and not elsewhen
            case Slot.WORD | Slot.MEANS:
                return self._other_word(one.text, other.text)
            case Slot.YEARS:
                return one.interval is not None and other.interval is not None and _other_years(one.interval, other.interval)
            case _:
                return self._other_name(one.text, other.text)

    def _other_word(self, one: str, other: str) -> bool:
        left, right = set(stems(one)), set(stems(other))
        return bool(left and right) and not left & right and fuzz.ratio(fold(one), fold(other)) < 75

    def _other_name(self, one: str, other: str) -> bool:
        """Names that share no word, are spelled too unlike for one, and are never named together."""
        left, right = [_parts(n) for n in (one, other)]
        if set(left) & set(right) or any(fuzz.ratio(a, b) >= 75 for a in left for b in right):
            return False
        return not self._linked(one, other)


def once(matter: Matter) -> bool:
    """Is what happened of a kind that happens once: a birth, a death, a burial, a wedding, a founding, a first appearance?"""
    return any(stem in ONCE for event in matter.events for stem in stems(event))


def life(matter: Matter) -> bool:
    """Is it a birth or a death, which nobody has twice, whatever a source says of it?"""
    return any(stem in _BIRTH | _DEATH | _KILLED for event in matter.events for stem in stems(event))


def _titled(tokens: Sequence[tuple[str, int, int]], at: int) -> bool:
    """Is a word a part of a name (`Die Zeit`), or does it only say what sort a thing is (`the marriage certificate`)?"""
    word, start, _ = tokens[at]
    after = tokens[at + 1][0] if at + 1 < len(tokens) else ""
    return (start > 0 and word[:1].isupper() and after[:1].isupper()) or fold(after) in _SORTS


def quality(text: str, named: re.Match[str]) -> bool:
    """Does a capital word qualify the next: `in Saxon prisons`, `by an English band`?"""
    after = re.match(r"\s+([a-z]\w*)", text[named.end():])
    return after is not None and after.group(1) not in STOP


def _fixed(matter: Matter) -> bool:
    """Is it asked where something named stands?"""
    return bool(matter.names) and not matter.figure and any(stem in _FIXED for event in matter.events for stem in stems(event))


def _bounds(number: float, before: str, small: bool) -> tuple[float, float]:
    """What a number means at least and at most after the words before it: `nearly six` is more than five and a half."""
    found = _APPROXIMATE.search(before)
    match found["how"].casefold() if found else "":
        case "":
            return number, number
        case "nearly" | "almost" | "close to":
            return (number - 0.45 if small else 0.8 * number), number
        case "over" | "more than" | "at least":
            return number, float("inf")
        case "up to" | "fewer than" | "less than" | "under":
            return 0.0, number
        case "about" | "around" | "some" | "approximately" | "roughly" | "circa" | "perhaps":
            return (0.92 * number, 1.08 * number) if small else (0.8 * number, 1.25 * number)
        case _:
            return 0.0, float("inf")


def _length(wanted: str, text: str, anchor: int) -> Value | None:
    """How long something is or takes, of the kind wanted: the one length in a sentence, else that nearest to the anchor."""
    found = lengths(wanted, text)
    if not found or (anchor < 0 and len(found) > 1):
        return None
    return min(found, key=lambda item: abs(item[0] - anchor))[1]


def lengths(wanted: str, text: str) -> list[tuple[int, Value]]:
    """Each length in a sentence that was taken, of the kind wanted (a unit, a duration, any), with the place where it stands."""
    found: list[tuple[int, Value]] = []
    least, wanted = 0.5 * _MONTHS.get(wanted, 0.0), DURATION if wanted in _MONTHS else wanted  # asked for years, days are beside the point
    for match in _LENGTH.finditer(text):
        unit = re.sub(r"s$", "", match["unit"].casefold())
        counted = numbers(match["count"])
        kind = DURATION if unit in _MONTHS else unit
        if len(counted) != 1 or (wanted and kind != wanted) or UNREAL.search(text[:match.start()]):
            continue
        scale = _MONTHS.get(unit, 1.0)
        number = next(iter(counted)) + (0.5 if match["half"] else 0.0)
        low, high = (scale * bound for bound in _bounds(number, text[:match.start()], number <= _SMALL))
        if of_two := _OR.search(text[:match.start()]):  # `forty or fifty years`
            low = min((low, *(scale * number for number in numbers(of_two["other"]))))
        rest = sum(numbers(match["more"])) * _MONTHS[re.sub(r"s$", "", match["smaller"].casefold())] if match["more"] else 0.0
        if high + rest < least:
            continue
        rough = _APPROXIMATE.search(text[:match.start()])
        shown = squeeze(text[rough.start() if rough else match.start():match.end()])
        found.append((match.start(), Value(match.group(), shown, low=low + rest, high=high + rest, unit=kind)))
    return found


def _measure(attribute: str, text: str) -> Value | None:
    """What a sentence gives for a measure it names (`a population of 3,559`) or by what is counted (`3,559 inhabitants`), with its year."""
    dated = dates(text)
    figures = [m for m in _FIGURES.finditer(text) if not any(d.start < m.end() and m.start() < d.end for d in dated)]
    named = re.search(rf"\b{re.escape(attribute)}\b(?!\s+(?:density|growth|rate|change|decline))", text, re.I)
    near = [m for m in figures if named and 0 < m.start() - named.end() <= _CLOSE and not re.search(r"[.;:]\s", text[named.end():m.start()])]
    counted = [m for m in figures if re.match(rf"\s+(?:{'|'.join(_COUNTED[attribute])})\b", text[m.end():])] if attribute in _COUNTED else []
    found = next(iter((*near, *counted)), None)
    if found is None:
        return None
    number = float(found.group().replace(",", ""))
    low, high = _bounds(number, text[:found.start()], number <= _SMALL)
    when = [d.interval for d in dated if d.interval.precision in _EXACT]
    return Value(found.group(), found.group(), when[0] if len(when) == 1 else None, low=low, high=high, unit=attribute)


def _parts(name: str) -> list[str]:
    return [w for w in re.findall(r"[^\W\d_]+", fold(name)) if w not in STOP and w not in _RANKS]


def date_of(text: str, tokens: Sequence[tuple[str, int, int]], anchor: int) -> Value | None:
    """The date tied to what happened: the nearest, counting a clause's edge as far."""
    best: tuple[float, Value] | None = None
    for found in dates(text):
        if found.use != "when" or found.relation or found.interval.approximate or found.interval.precision not in _EXACT:
            continue
        inside = [i for i, (_, a, b) in enumerate(tokens) if a < found.end and found.start < b]
        if not inside:
            continue
        low, high = (inside[-1], anchor) if inside[-1] < anchor else (anchor, inside[0])
        between = [fold(tokens[i][0]) for i in range(low + 1, high)]
        opening = not re.search(r"[,;:.]", text[:found.start])  # `On 27 November 1852, in her own house, the countess lay dead`
        asides = 0 if opening and inside[-1] < anchor and inside[0] <= 2 else between.count(",")
        distance = len(between) + 6 * sum(t in CLAUSE for t in between) + _ASIDE * asides
        if distance <= _FAR and (best is None or distance < best[0]):
            best = distance, Value(text[found.start:found.end], iso(found.interval), found.interval)
    return best[1] if best else None


def _modifier(phrase: str, text: str) -> Value | None:
    """The word that qualifies a phrase: `deformed` in `a deformed workers' state`."""
    wanted = stems(phrase)
    tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text) if m.group()[0].isalnum()]
    for i in range(1, len(tokens) - len(wanted) + 1):
        if [s for t in tokens[i:i + len(wanted)] for s in stems(t[0])] == wanted:
            word = tokens[i - 1][0]
            called = re.search(r"\ban?\s+$|[“\"‘'*_]$", text[:tokens[i - 1][1]])  # `the young state` is not what it is called
            if called and word[0].islower() and fold(word) not in STOP and not text[tokens[i - 1][2]:tokens[i][1]].strip(" \n"):
                return Value(word, word)
    return None


def comparable(one: Value, other: Value) -> bool:
    """May two lengths be meant for one thing? Who counts otherwise does not count twice as much."""
    return one.unit == other.unit and max(one.low, other.low) < _APART * min(one.high, other.high)


def apart(one: Interval, other: Interval) -> bool:
    """Do two intervals exclude each other, also after allowing for the same day in the Julian and the Gregorian calendar?"""
    if one.overlaps(other):
        return False
    if one.days == other.days == 1:
        return one.hull(other).days - 1 not in (10, 11, 12, 13)
    return True


def _other_years(one: Interval, other: Interval) -> bool:
    """Do two spans of years that lie mostly in one another begin or end in different years?"""
    (a, b), (c, d) = ((int(i.start[:4]), int(i.end[:4])) for i in (one, other))
    return (a, b) != (c, d) and 2 * (min(b, d) - max(a, c) + 1) > max(b, d) - min(a, c) + 1


def iso(interval: Interval) -> str:
    """An interval as an ISO date of its precision; what is no day, month or year as first and last day."""
    length = {"day": 10, "month": 7, "year": 4}.get(interval.precision)
    return interval.start[:length] if length else f"{interval.start}/{interval.end}"


def _one_event(matter: Matter, one: Value, other: Value) -> bool:
    """May two dates be meant for one event? What can happen again (an arrest, a visit) may within a year; for something named, within two."""
    if once(matter) or one.interval is None or other.interval is None:
        return True
    years = abs(int(one.interval.start[:4]) - int(other.interval.start[:4]))
    return years <= (2 if matter.names else 0)


def by_value(found: Iterable[tuple[Value, int]], clash: Callable[[Value, Value], bool]) -> list[list[int]]:
    """Group sentences (by index) whose values agree with the first of a group; the first group is the first sentence's."""
    groups: list[tuple[Value, list[int]]] = []
    for value, index in found:
        home = next((members for first, members in groups if not clash(first, value)), None)
        if home is None:
            groups.append((value, [index]))
        else:
            home.append(index)
    return [members for _, members in groups]
