"""Disagreements at question time: what was asked, with values in other sources that cannot hold beside the answer's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from vivavoce.archive import Archive, Hit
from vivavoce.evidence.kin import kin
from vivavoce.evidence.understand import Kind, Question
from vivavoce.evidence.voice import cite
from vivavoce.evidence.weigh import Weighed
from vivavoce.evidence.whose import PERHAPS, goes_on, of_figure, opens_on_figure, speaks_of_figure, undergoes
from vivavoce.language.dates import dates
from vivavoce.language.names import alias_pattern
from vivavoce.reading.differences import AS_WHO, BLOW, Differences, Matter, Slot, Told, Value, apart, by_value, comparable, life
from vivavoce.record import Citation, Disagreement, Interval, Position, Sentence, Standing
from vivavoce.sources.reprints import variant
from vivavoce.text import STOP, fold, stems, words

_UNIT: Final = re.compile(r"\bhow many\s+(?:of\s+(?:the|your)\s+)?((?:[\w’'-]+\s+){0,2}?[\w’'-]+?)\s+(?:\b(?:did|do|does|were|was|are|is|had|have|"
                          r"has|came|took|served|died|in|of|at|on|who|that|\w+ed)\b)", re.I)
QUALIFIED: Final = re.compile(r"\bwhat\s+(?:kind|sort|type|manner|form)\s+of\s+(?:an?\s+)?((?:[\w’'-]+\s+){1,3}?)"
                               r"(?:did|do|does|were|was|are|is|had|have|has)\b", re.I)
MEANS: Final = re.compile(r"\b(?:with what|by what means|what\s+(?:weapon|instrument|tool)|"
                             r"what\b.*(?<!associated )(?<!affiliated )(?<!connected )(?<!concerned )(?<!involved )(?<!together )\bwith\W*$)", re.I)
LENGTH: Final = re.compile(r"\bhow (?:long|many (?P<unit>years|months|weeks|days|pages|words|lines|times|miles))\b", re.I)
_LASTING: Final = frozenset(stem for word in "work worked spend spent take took last stay need needed".split() for stem in stems(word))
"""What only says that something took time; the name says what."""
_MORE: Final = 40
"""Sentences that are looked through for another side, beside those that the search found."""
_LONG: Final = 12
"""Words of a sentence from which it is no formula (`He died in 1852`) that two texts may share by chance."""
_TIMES: Final = ("year", "month", "week", "day")
_NAMED: Final = (Slot.MEANS, Slot.WORD, Slot.PERSON)
_FIRST: Final = 8
"""What a question asks for by its words is looked for in the first that the search found too, where the answer does not say it; in a large archive
too many are near by chance."""
_MEASURE: Final = re.compile(r"\bwhat\s+(?:is|was|were|are)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}?(?P<measure>population|height|length|width|depth|area|"
                             r"elevation|altitude|weight|distance|capacity|price|cost|median age)\s+(?:of|in)\b", re.I)
_SLOTS: Final = {Kind.TIME: Slot.DATE, Kind.NUMBER: Slot.NUMBER, Kind.PLACE: Slot.PLACE, Kind.PERSON: Slot.PERSON}
ABOUT: Final = {Slot.DATE: "the date", Slot.NUMBER: "the number", Slot.PLACE: "the place", Slot.PERSON: "the name", Slot.MEANS: "the means",
                 Slot.LENGTH: "the length", Slot.MEASURE: "the measure", Slot.WORD: "the word",
                 Slot.YEARS: "the years", Slot.ALIAS: "the assumed name", Slot.SERVICE: "the service"}
GENERIC: Final = frozenset("kind sort type manner form year date day month name place city town country person man woman people call called "
                            "happen happened happens take took go went come came".split())


def disagreements(question: Question, weighed: Sequence[Weighed], hits: Sequence[Hit], archive: Archive) -> tuple[Disagreement, ...]:
    """The disagreement on what was asked, if sources have one; `weighed` are the sentences of the answer, `hits` all that the search found."""
    asked = asked_of(question, archive)
    happened = [stem for event in asked[1].events for stem in stems(event)] if asked else []
    groups = readings(question, [*(w.hit for w in weighed), *hits, *tellings(happened, archive)], archive) if asked else []
    answering = {w.hit.sentence.id for w in weighed}
    told_by = {hit.sentence.id for group in groups for _, hit in group}
    if asked and asked[0] in _NAMED and not archive.crowd:
        answering |= {hit.sentence.id for hit in hits[:_FIRST]}
    if asked is None or told_by.isdisjoint(answering):
        return ()
    sides = independent(groups, archive)
    if len(sides) < 2 or (asked[0] is Slot.DATE and not life(asked[1]) and _told_twice(sides)):
        return ()
    return (parted(asked[0], question.text, sides, archive),)


def parted(slot: Slot, about: str, sides: Sequence[Sequence[tuple[Value, Hit]]], archive: Archive) -> Disagreement:
    """The disagreement of two sides or more on a matter."""
    return Disagreement(f"{ABOUT[slot]}: {about}", tuple(_position(side, archive) for side in sides))


def _told_twice(sides: Sequence[Sequence[tuple[Value, Hit]]]) -> bool:
    """Does one source hold two sides, so that it happened twice, as a second marriage?"""
    sources = [source for side in sides for source in {hit.sentence.source for _, hit in side}]
    return len(sources) > len(set(sources))


def tellings(told: Sequence[str], archive: Archive) -> list[Hit]:
    """Further sentences with words (stems) for what happened, or kindred ones: another source may tell it in words far from the question's."""
    told = [*told, *(sorted(BLOW) if not BLOW.isdisjoint(told) else ())]
    if not told:
        return []
    kindred = sorted({other for stem in told for other in kin(stem)} - set(told))
    found = archive.record.sentences([identity for identity, _ in archive.index.lexical("sentence", told, _MORE, kindred)])
    passages = archive.record.passages(sorted({sentence.passage for sentence in found.values()}))
    return [Hit(sentence, passages[sentence.passage], 0.0, 0.0) for sentence in found.values() if sentence.kind != "bibliography"]


def readings(question: Question, hits: Sequence[Hit], archive: Archive) -> list[list[tuple[Value, Hit]]]:
    """The values that sentences give for what is asked, those that can all hold together, in the sentences' order; empty where none is asked."""
    asked = asked_of(question, archive)
    return told_of(*asked, hits, archive) if asked else []


def told_of(slot: Slot, matter: Matter, hits: Sequence[Hit], archive: Archive) -> list[list[tuple[Value, Hit]]]:
    """The values that sentences give for a matter, those that can all hold together."""
    judge = Differences(archive.lexicon, archive.figure.names, archive.together, kin)
    found: list[tuple[Value, Hit]] = []
    for hit in {hit.sentence.id: hit for hit in hits}.values():
        value = judge.value(slot, matter, told(hit, archive))
        if value is not None and (slot is not Slot.PERSON or _somebody(value, hit, archive)):
            found.append((value, hit))
    found = [(value, hit) for value, hit in found if _comparable(judge, slot, matter, found[0][0], value)]
    return grouped(found, lambda a, b: judge.clash(slot, matter, a, b))


def grouped(found: Sequence[tuple[Value, Hit]], clash: Callable[[Value, Value], bool]) -> list[list[tuple[Value, Hit]]]:
    """Values with their sentences, those together that can all hold, in the order given; the more exact dates say which can."""
    widths = [value.interval.days if value.interval else 0 for value, _ in found]
    exact = sorted(range(len(found)), key=lambda i: widths[i])  # `in May 1851` goes with a day of that month, and does not join two days
    groups = by_value([(found[i][0], i) for i in exact], clash)
    return [[found[i] for i in group] for group in sorted(map(sorted, groups))]


def _comparable(judge: Differences, slot: Slot, matter: Matter, first: Value, value: Value) -> bool:
    """May a value be meant for what the first one is given for? Pages are no other length than years, another year's arrest is another arrest."""
    if value.unit != first.unit or (slot is Slot.LENGTH and not comparable(first, value)):
        return False
    if slot is not Slot.DATE or first.interval is None or value.interval is None:
        return True
    return not apart(first.interval, value.interval) or judge.clash(slot, matter, first, value)


_SELF: Final = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself|[Ww]e|[Uu]s|[Oo]ur)\b")
_BY_THE_WAY: Final = re.compile(r"(?:,|\()\s*(?:(?:of|to|from|with)\s+)?(?:whom|which|as)\s+I\b[^,)]*(?:,|\))")
"""`Mr. Hale, of whom I speak, was born in Bath`: the figure speaks, but not of themselves."""


_NOBODY: Final = re.compile(r"(?!)")
_OTHERS: Final = {"he": re.compile(r"\b(?:she|hers?|their)\b", re.I), "she": re.compile(r"\b(?:he|him|his|their)\b", re.I)}
_THEIRS: Final = {"he": re.compile(r"\b(?:he|him|his)\b", re.I), "she": re.compile(r"\b(?:she|hers?)\b", re.I)}
"""Pronouns that mean others alone: `Thousands met their death` in the life of a man."""


def _somebody(value: Value, hit: Hit, archive: Archive) -> bool:
    """Is the name that a sentence gives somebody's, as far as the reading and the record know, and not a people's or a word at its head?"""
    known = {word for name in (*archive.persons(hit.sentence), *archive.figure.names) for word in words(name)}
    return not known.isdisjoint(words(value.shown))


def told(hit: Hit, archive: Archive) -> Told:
    """A sentence with what stands before it in its passage, and whether it speaks of the figure."""
    sentence, text = hit.sentence, archive.text(hit.sentence.source)
    exact = archive.exact(sentence)
    before = f"{hit.passage.heading}. {text[max(hit.passage.start, sentence.start - 300):sentence.start]}"
    theirs = speaks_of_figure(sentence, archive) or not (archive.crowd or archive.persons(sentence))
    of_them = (theirs and of_figure(sentence, archive) >= PERHAPS) or goes_on(sentence, archive)
    of_them = of_them or undergoes(sentence, archive) or (bool(AS_WHO.search(exact)) and _before_of_figure(sentence, archive))
    if _OTHERS.get(archive.figure.pronouns, _NOBODY).search(exact) and not _THEIRS.get(archive.figure.pronouns, _NOBODY).search(exact):
        of_them = of_them and speaks_of_figure(sentence, archive)
    if sentence.voice == "figure":
        of_them = bool(_SELF.search(_BY_THE_WAY.sub(" ", exact)))
    return Told(exact, before, of_them, _headed(hit, archive), sentence.voice == "figure")


def _before_of_figure(sentence: Sentence, archive: Archive) -> bool:
    """Does the sentence before speak of the figure: `She was shot. A court names Hale as the man who fired.`"""
    return any(of_figure(s, archive) >= PERHAPS or opens_on_figure(s, archive) for s in archive.record.before(sentence, 1))


def _headed(hit: Hit, archive: Archive) -> Interval | None:
    """The day or month that a heading gives to what an account tells under it, as in a chronology; the date of a letter or a speech is not that of
    what it tells."""
    sentence, heading = hit.sentence, hit.passage.heading
    source = archive.source(sentence.source)
    written = source.standing in (Standing.LETTER, Standing.OWN_WORK) or any(
        part.start <= sentence.start < part.end and (part.author or part.addressee) for part in source.parts)
    if sentence.voice != "author" or written or not re.match(r"\W*(?:on\s+|in\s+)?(?:\d|[^\W\d_]+\s+\d)", heading, re.I):
        return None
    found = [d.interval for d in dates(heading) if d.use == "when" and not d.relation]
    return found[0] if len(found) == 1 and found[0].precision in ("day", "month") and not found[0].approximate else None


def asked_of(question: Question, archive: Archive) -> tuple[Slot, Matter] | None:
    """The slot that a question asks for and the matter it asks about."""
    own = alias_pattern(archive.figure.names)
    figure = bool(own.search(question.third))
    named = {w for name in question.names for w in words(name)}
    events = tuple(word for word, _ in question.terms if word not in named and word not in GENERIC and not word.isdigit())
    if qualified := QUALIFIED.search(question.text):
        phrase = " ".join(w for w in re.findall(r"[\w’'-]+", qualified.group(1)) if fold(w) not in STOP)
        if len(stems(phrase)) >= 2:
            return Slot.WORD, Matter((), question.names, phrase)
        return None
    if MEANS.search(question.text):
        means = tuple(e for e in events if e not in ("weapon", "instrument", "tool", "means", "use", "used"))
        means = means or (("struck",) if "weapon" in events else ())
        return (Slot.MEANS, Matter(means, question.names, "", figure)) if means else None
    if measured := _MEASURE.search(question.text):
        return (Slot.MEASURE, Matter((), question.names, measured["measure"].casefold(), figure)) if question.names else None
    if length := LENGTH.search(question.text):
        unit = re.sub(r"s$", "", (length["unit"] or "").casefold())
        lasting = _LASTING if question.names else frozenset()
        told_of = tuple(e for e in events if e not in ("long", *_TIMES, f"{unit}s") and lasting.isdisjoint(stems(e)))
        specific = len(told_of) + len(question.names) > 1 or bool(question.names)  # one may be in prison, or in London, more than once
        return (Slot.LENGTH, Matter(told_of, question.names, unit, figure)) if specific else None
    slot = _SLOTS.get(question.kind)
    if slot is None or not events:
        return None
    if slot is Slot.NUMBER:
        counted = _UNIT.search(question.text)
        if not counted:
            return None
        unit = counted.group(1).split()[-1]
        return slot, Matter(tuple(e for e in events if e != fold(unit)), question.names, unit, figure)
    return slot, Matter(events, question.names, "", figure)


def independent(groups: Sequence[Sequence[tuple[Value, Hit]]], archive: Archive) -> list[Sequence[tuple[Value, Hit]]]:
    """Sides that can each be given a source of their own, not all of them degraded; those that more sources hold first."""
    kept: list[Sequence[tuple[Value, Hit]]] = []
    for group in groups:
        if _each_its_own([{hit.sentence.source for _, hit in side} for side in (*kept, group)]):
            kept.append(group)
    kept = [*kept[:1], *(side for side in kept[1:] if not any(_slip(side, other, archive) for other in kept if other is not side))]
    sound = [any(archive.source(hit.sentence.source).health.verdict == "sound" for _, hit in side) for side in kept]
    return sorted(kept, key=lambda side: -len({hit.sentence.source for _, hit in side})) if any(sound) else []


def _each_its_own(sides: Sequence[set[str]]) -> bool:
    """Can every side be given a source that no other side is given?"""
    given: dict[str, int] = {}

    def settle(side: int, tried: set[str]) -> bool:
        for source in sorted(sides[side] - tried):
            tried.add(source)
            if source not in given or settle(given[source], tried):
                given[source] = side
                return True
        return False

    return all(settle(side, set()) for side in range(len(sides)))


def _slip(side: Sequence[tuple[Value, Hit]], other: Sequence[tuple[Value, Hit]], archive: Archive) -> bool:
    """Is a side held by altered copies alone of a text that holds the other, which has a witness besides?"""
    here, there = ([hit.sentence for _, hit in of] for of in (side, other))
    if not all(any(copies(one, text, archive) for text in there) for one in here):
        return False
    witnesses = {text.source for text in there if not any(copies(one, text, archive) for one in here)}
    return bool(witnesses - {one.source for one in here})


def copies(one: Sentence, other: Sentence, archive: Archive) -> bool:
    """Is one sentence a copy of the other, altered or not: from a passage printed twice, or long and parting in a number or a name alone?"""
    if one.source == other.source:
        return False
    if archive.same_text(one, other):
        return True
    texts = archive.exact(one), archive.exact(other)
    return min(len(text.split()) for text in texts) >= _LONG and variant(*texts) is not None


def _position(group: Sequence[tuple[Value, Hit]], archive: Archive) -> Position:
    """A side, a citation from each source, sound ones first; the most exact value stands for it."""
    ordered = sorted(group, key=lambda item: (archive.source(item[1].sentence.source).health.verdict != "sound", -len(item[0].shown)))
    seen: dict[str, tuple[Value, Hit]] = {}
    for value, hit in ordered:
        seen.setdefault(hit.sentence.source, (value, hit))
    cited = tuple(citation for value, hit in seen.values() for citation in (cite(hit.sentence, archive), *_heading(value, hit, archive)))
    return Position(ordered[0][0].shown, cited[0].exact, cited)


def _heading(value: Value, hit: Hit, archive: Archive) -> tuple[Citation, ...]:
    """The heading that gives a sentence its date, where the sentence has none: `9 May 1849` above `She was released`."""
    text, heading = archive.text(hit.sentence.source), hit.passage.heading
    at = text.rfind(heading, 0, hit.sentence.start) if heading and value.interval and value.text not in archive.exact(hit.sentence) else -1
    return (archive.cite(hit.sentence.source, at, at + len(heading)),) if at >= 0 else ()
