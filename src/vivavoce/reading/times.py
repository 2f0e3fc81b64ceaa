"""When each sentence's events happened, by when all it presupposes was known, when the figure wrote it.

A sentence takes its own date, else its section's, else the date of the part it was written in, else what stands around it, widened and
marked approximate. `latest` is meant to be safe: where no bound is found it stays empty, and nobody may tell the sentence before the end.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace
from functools import lru_cache
from itertools import groupby, pairwise
from types import MappingProxyType
from typing import Any, Final

from vivavoce.kept import Kept
from vivavoce.language.dates import Dated, Reckoner, dates, rescanned, widened
from vivavoce.language.names import alias_pattern, is_figure, names
from vivavoce.reading.voices import AUTHOR, FIGURE
from vivavoce.record import Block, Figure, Interval, Sentence, Source, Standing, covered
from vivavoce.text import fold

_NUMBERED: Final = re.compile(r"\b(?:chapter|part|book|section|volume|letter|vol|no)\b\.?\s*[\divxlc]*\.?", re.I)
_BEYOND: Final = re.compile(
    r"""\b(?:would\s+(?:\w+\s+)?(?:later|eventually|ultimately|one\s+day|go\s+on|come\s+to|soon|never\s+again|subsequently|prove)
    |(?:was|were)\s+(?:\w+\s+)?to\s+(?:become|be|prove|remain|last|play|have|see|die|lead|make|take)
    |later\s+(?:\w+\s+)?(?:became|become|described|wrote|recalled|said|remembered|called|told|admitted|published|explained|claimed|recounted|noted|known|turned|served|married|put|to)|(?:he|she|they|who)\s+later|(?:eventually|ultimately)(?![^,;.]{0,60}\bin\s+(?:[A-Z]\w+\s+)?\d{4}\b)
    |gr[eo]w\s+up\s+to\s+(?:be|become)|in\s+(?:(?:his|her|my)\s+)?(?:retrospect|hindsight|the\s+end|the\s+long\s+run|later\s+(?:life|years|days))
    |(?:prepared|paved)\s+the\s+way|laid\s+the\s+(?:foundations?|groundwork)|foreshadow\w*|destined\s+to|sow(?:ed|n)\s+the\s+seeds?|made\s+(?:him|her|me)\s+(?:the\s+)?
    (?:president|king|queen|famous|immortal)|never\s+(?:[a-z]+\s+){0,6}until|(?:years|decades|generations)\s+(?:later|afterwards?|to\s+come)
    |to\s+this\s+day|today|present-day|nowadays|at\s+present|these\s+days|in\s+our\s+(?:own\s+)?(?:time|day)s?|posterity|legacy|modern\s+readers?|(?:rightly|best)\s+remembers|history\s+(?:\w+\s+)?(?:remembers|records|knows|shows)|lives?\s+on|(?:ha(?:s|ve)|is)\s+(?:still|ever)?
    \s*since|ever\s+since|historians?|biographers?|scholars?|(?:rest|remainder|end|last\s+\w+|remaining\s+\w+)\s+of\s+(?:his|her|their|my)\s+(?:life|days)
    |lifelong|throughout\s+(?:his|her|their)\s+(?:life|career)|(?:best|most|widely|still)\s+(?:known|remembered|regarded)|is\s+(?:now\s+)?(?:remembered|regarded
    |considered|known|seen)|remains?\s+(?:\w+\s+)?(?:valid|relevant|a|an|the|to|one|controversial|significant)|future\s+(?:president|leader|wife|husband
    |king|emperor|minister|general|biographer)|final\s+(?:years|days|exile)|last\s+(?:years|days)|posthumous\w*
    |after\s+(?:his|her|their)\s+death|(?:then\s+(?:n?or|and|as)|now\s+as)\s+(?:now|then|afterwards?|later|since)|(?<!not\s)(?:long|ever)\s+afterwards?
    |(?:(?<=[,(]\s)|(?<=\()|(?<=and\s))afterwards?\s+(?:an?|the|(?-i:[A-Z][a-z]+))\s+\w+|(?:was|were)\s+(?:afterwards?|subsequently)
    \s+\w+(?:ed|de|en)|centur(?:y|ies)\s+(?:later|afterwards?|hence)|(?:his|her|their|['’]s)\s+(?:later|subsequent|future)\s+(?:\w+\s+)?\w{3,}
    |(?:the|some|all|many|in)\s+(?:later|subsequent|future)\s+(?:editions?|works?|books?|writings?|career|years|life|development|generations?|writers)
    |(?:who|which)\s+afterwards?|afterwards?\s+\w+ed\s+(?:by|in|as)|until\s+(?:\w+\s+)?years\s+(?:after|later)|awaited\s+(?:him|her|them)
    |(?:years|decades)\s+before\s+(?!(?:his|her|their)\s+(?:own\s+)?death\b)
    (?:the\s+\w+\s+of|its|his|her|their|it|he|she|they))\b""", re.I | re.X)
_PRESENT: Final = re.compile(r"\b(?:is|are|am|has|have|does|do|can|may|will|shall|must|seems?|remains?|means?|"
                             r"shows?)\b|\b(?:it|that|there|he|she)['’]s\b", re.I)
_PAST: Final = re.compile(r"\b(?:was|were|had|did|could|would|became|went|came|took|made|gave|led|left|held|wrote|said|saw|met|knew|began|brought|"
                          r"sent|fell|found|kept|told|thought|felt|stood|lost|won|put|set|spoke|grew|broke|drove|chose|rose|fought|sought|[a-z]{2,}ed)\b")
_PASSIVE: Final = re.compile(r"\b(?:is|are|be|has|have)\s+(?:\w+\s+)?(?:been\s+)?[a-z]{2,}ed\b")
_QUOTE: Final = re.compile(r"[“\"][^”\"]*[”\"]?")
_RECALLS: Final = re.compile(r"\b(?:later|memoirs?|autobiograph\w+|recall\w*|remember\w*|reminisc\w+|looking\s+back|afterwards)\b|"
                             r"\([A-Z][^)]{2,60}\)\s*$", re.I)
_SPEAKS: Final = re.compile(r"\b(?:wrote|writes|said|says|told|declar\w+|announc\w+|spoke|repl\w+|proclaim\w+|predict\w+|warn\w+|observ\w+|remark\w+|"
                            r"stat\w+|written|call\w+|ask\w+|answer\w+|add\w+|explain\w+|argu\w+|telegraph\w+|cable\w*)\b", re.I)
_BIRTH: Final = re.compile(r"\bborn\b", re.I)
_PIECE: Final = re.compile(r"\W*(?:TO|FROM|LETTERS?|TELEGRAM|NOTES?|SPEECH|ADDRESS|MESSAGE|ORDER|REMARKS|REPLY|MEMORANDUM|PROCLAMATION|"
                           r"RESOLUTIONS?|FRAGMENT|ENDORSEMENT|ENTRY|DIARY)\b")
_WRITING: Final = re.compile(r"\b(?:speech|address|lecture|letter|essay|article|sermon|entry|diary|message|proclamation|telegram|memorandum|"
                             r"written)s?\b", re.I)
_GATHERED: Final = re.compile(r"\b(?:letters|papers|writings|speeches|correspondence|diar(?:y|ies)|journals?|addresses|articles|essays|works)\b",
                              re.I)
"""A title of writings of several days, whose headings date them."""
_SERIES: Final = 3
"""Headings that are nothing but a date, in one source, from which each holds until the next."""
_BARE: Final = 24
"""Code points of a paragraph that is nothing but a year, a few or a month."""
_ENTRY: Final = 900
"""Code points of an entry of a chronology, below a heading that is a date."""
_FLAT: Final = str.maketrans("\n\r_", "   ")
"""Line ends and emphasis are spaces; the length stays, so that offsets hold."""
_PROSE: Final = 60
"""Code points of a first paragraph; what stands above is a title page."""
_SHORT: Final = 22
"""Words of a sentence that may tell a birth and nothing else."""
_CHILD: Final = 12
"""Years of a life before which nothing is taken to have been written."""
_NEAR: Final = 2
"""Sentences after a date, in its paragraph, that may be taken as told of the same time where nothing follows that bounds them."""


@dataclass(slots=True)
class _Line:
    """A sentence with what its dates say; `block` is its place in the source.

    `guides` is when it happened as far as its neighbours go by that: a birth told in passing dates nothing around it, nor does what lies
    before the figure's own time. `beyond` where it speaks of later days, or from the writer's own.
    """

    sentence: Sentence
    text: str
    block: int
    found: list[Dated]
    when: Interval | None
    mentioned: str
    beyond: bool
    guides: Interval | None


def tell_times(figure: Figure, sources: Sequence[Source], sentences: Sequence[Sentence], kept: Kept | None = None,
               keys: Mapping[str, str] = MappingProxyType({})) -> tuple[list[Sentence], dict[int, list[Dated]]]:
    """All sentences, in their order, with `told`, `latest` and `written`; and the dates of those that hold some, by id.

    `keys` say all that the sentences of each source depend on, their numbers apart.
    """
    kept = kept or Kept()
    by_source = {source.id: source for source in sources}
    result: list[Sentence] = []
    readers: list[_SourceTimes] = []
    for identity, group in groupby(sentences, key=lambda s: s.source):
        readers.append(_SourceTimes(figure, by_source[identity], list(group), kept, keys.get(identity, identity)))
    known = _Attested(figure, [line for reader in readers for line in reader.lines])
    for reader in readers:
        result += reader.told(known)
    return result, {line.sentence.id: line.found for reader in readers for line in reader.lines if line.found}


class _Attested:
    """Names with the first day that a dated sentence of any source puts them at."""

    def __init__(self, figure: Figure, lines: Sequence[_Line]) -> None:
        self._own = {fold(name) for name in figure.names} | {fold(part) for name in figure.names for part in name.split()}
        self._days: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            if line.when is not None:
                for name, _ in self.names(line):
                    self._days[name].append(line.when.start)
        for days in self._days.values():
            days.sort()

    def names(self, line: _Line) -> Iterator[tuple[str, bool]]:
        """The names of a sentence, folded, and whether each is a person's or a place's; the figure's own are left out."""
        whose = {fold(name).split()[-1] for name in line.sentence.persons if name.split()} - self._own
        yield from ((name, True) for name in whose)
        yield from ((fold(name), True) for name in line.sentence.places)
        for name in names(line.text):
            folded = fold(name)
            if " " in folded and folded not in self._own and folded.split()[-1] not in whose:
                yield folded, False

    def bound(self, line: _Line, when: Interval | None) -> str:
        """The first day of whom and what a sentence names, where that lies later than `when`: before it nobody could have told it.

        Against the day that a date or a heading gives speak only names that several others know from years later.
        """
        if when is not None:
            return self._anachronism(line, when)
        return max((self._days[name][0] for name, _ in self.names(line) if name in self._days), default="")

    def _anachronism(self, line: _Line, when: Interval) -> str:
        late = ""
        for name, somebody in self.names(line):
            days = self._days.get(name, [])
            others = days[1:] if days[:1] == [when.start] else days
            if len(others) >= (3 if somebody else 2) and int(others[0][:4]) > int(when.end[:4]) + 1:
                late = max(late, others[0])
        return late


class _SourceTimes:
    """One source: the dates of its sections, paragraphs and sentences."""

    def __init__(self, figure: Figure, source: Source, sentences: Sequence[Sentence], kept: Kept, key: str) -> None:
        self.figure, self.source = figure, source
        self.starts = [block.start for block in source.blocks]
        self.section, self.heads, self.entries = _sections(source)
        self.present = _last(source.date or source.published)
        self.printed = _last(source.published or source.date)
        self.gathered = source.standing is Standing.LETTER or bool(source.parts) or bool(_GATHERED.search(source.title))
        self._birthday = covered(figure.born or "")
        self.first = self._birthday.start if self._birthday is not None else ""
        self._born = re.compile(rf"\W*(?:{alias_pattern(figure.names).pattern})\s+was\s+(?P<born>born)\b")
        self.own = is_figure(source.author, figure) or (source.standing in (Standing.OWN_WORK, Standing.LETTER) and not source.author)
        self._dead = _death(figure)
        self.lines = self._lines(sentences, *kept.recall("dates", [key], lambda _: [self._read(sentences)]))
        self.blocks = self._when_of_blocks()
        self.places = [place for place, _ in self.blocks]
        self.ordered = self._ordered()
        self.last_in_section: dict[int, str] = {}
        for line in self.lines:
            section = self._section_of(line.block)
            if self._bounded(line):
                self.last_in_section[section] = self._recent((self.last_in_section.get(section, ""), line.mentioned))

    def _read(self, sentences: Sequence[Sentence]) -> list[list[Any]]:
        """The sentences that hold dates or look on, by their place: the place, whether it looks on, its dates as lists of their fields."""
        reckoner = Reckoner(self.figure.born)
        read: list[list[Any]] = []
        block, before = -1, None
        for place, sentence in enumerate(sentences):
            at = self._block_of(sentence)
            if at != block:
                head = self.heads.get(self._section_of(at))
                part = self._part(sentence)
                head = part or head
                one_year = head is not None and head.start[:4] == head.end[:4]
                same = block >= 0 and self._section_of(at) == self._section_of(block)
                reckoner.paragraph(int(head.start[:4]) if head is not None and one_year else 0, reckoner.year if same else 0, part)
                block, before = at, None
            text = self._text(sentence)
            found = [] if sentence.kind == "bibliography" else reckoner.read(rescanned(text), self._of_figure(sentence, before))
            found = self._headed(sentence, at, text, found) or self._birth(sentence, text)
            beyond = self._looks_on(sentence, text, _when(found))
            if found or beyond:
                read.append([place, beyond, [[*_flat(d)] for d in found]])
            before = sentence
        return read

    def _lines(self, sentences: Sequence[Sentence], read: Sequence[Sequence[Any]]) -> list[_Line]:
        """The sentences with what was read of their dates."""
        dated = {place: (beyond, [_dated(*fields) for fields in found]) for place, beyond, found in read}
        lines: list[_Line] = []
        for place, sentence in enumerate(sentences):
            beyond, found = dated.get(place, (False, []))
            text, when = self._text(sentence), _when(found)
            passing = when is None or bool(_BIRTH.search(text)) or when.end < self.first or self._reported(sentence)
            mentioned = max((d.interval.end for d in found), default="")
            lines.append(_Line(sentence, text, self._block_of(sentence), found, when, mentioned, beyond, None if passing else when))
        return lines

    def _block_of(self, sentence: Sentence) -> int:
        return max(0, bisect_right(self.starts, sentence.start) - 1)

    def _text(self, sentence: Sentence) -> str:
        return self.source.text[sentence.start:sentence.end].translate(_FLAT)

    def _headed(self, sentence: Sentence, block: int, text: str, found: list[Dated]) -> list[Dated]:
        """In a chronology the date that stands over an entry, or opens it, dates what a sentence of it tells."""
        head = self.heads.get(self._section_of(block))
        if head is None or self._section_of(block) not in self.entries or not self._accounts(sentence):
            return found
        if not found:
            return [Dated(0, 0, head, heads=True)]
        first = found[0]
        opens = first.use == "when" and not re.search(r"\w", text[:first.start]) and re.match(r"[\s*]*[.:;—–]", text[first.end:])
        return [replace(first, heads=True), *found[1:]] if opens else found

    def _accounts(self, sentence: Sentence) -> bool:
        """Does who made the book tell it, its author or its editor?"""
        return sentence.voice == AUTHOR or (bool(self.source.editor) and fold(sentence.voice) == fold(self.source.editor))

    def _birth(self, sentence: Sentence, text: str) -> list[Dated]:
        """A few words of an account that say where or to whom the figure was born tell of that day."""
        told = len(text.split()) <= _SHORT and sentence.kind != "bibliography" and not self._reported(sentence)
        match = self._born.match(text) if self._birthday is not None and told and not _BEYOND.search(text) else None
        return [Dated(match.start("born"), match.end("born"), self._birthday, relative=True)] if match and self._birthday is not None else []

    def _looks_on(self, sentence: Sentence, text: str, when: Interval | None) -> bool:
        """Does a sentence look ahead, or speak in the writer's present?"""
        if _BEYOND.search(text):
            return True
        if when is not None or sentence.voice == FIGURE:
            return False
        outside = _PASSIVE.sub(" is ", _QUOTE.sub(" ", text))
        present, past = _PRESENT.search(outside), _PAST.search(outside)
        return present is not None and (past is None or present.start() < past.start())

    def _of_figure(self, sentence: Sentence, before: Sentence | None) -> bool:
        """May an age in this sentence be the figure's? Of damaged text, where it and the one before in its paragraph speak of nobody else."""
        if self.own:
            return sentence.voice == FIGURE
        if sentence.first_person is not None or sentence.guard != "the text is degraded":
            return sentence.first_person is not None
        spoken = [sentence, *([before] if before is not None else [])]
        own = {fold(part) for name in self.figure.names for part in name.split()}
        others = any(own.isdisjoint(fold(person).split()) for told in spoken for person in told.persons)
        return not others and bool(alias_pattern(self.figure.names).search(self.source.text, spoken[-1].start, sentence.end))

    def _part(self, sentence: Sentence) -> Interval | None:
        """When the letter, speech or entry that holds a sentence was written; an editor's note in it was not."""
        part = self.source.part(sentence.start)
        wrote = part is not None and (sentence.voice == FIGURE or (bool(part.author) and fold(sentence.voice) == fold(part.author)))
        return covered(part.date) if part is not None and wrote else None

    def _reported(self, sentence: Sentence) -> bool:
        """Somebody's words in another's account: their dates are the speaker's, not the story's."""
        return sentence.voice != AUTHOR and not self.own

    def _recent(self, days: Iterable[str]) -> str:
        """The last of some days that lie in the figure's own time; empty where none does."""
        return max((day for day in days if day >= self.first), default="")

    def _section_of(self, block: int) -> int:
        return self.section[block] if self.section else 0

    def _when_of_blocks(self) -> list[tuple[int, Interval]]:
        """Blocks with a date, in order, with the hull of what they tell."""
        found: list[tuple[int, Interval]] = []
        for block, group in groupby(self.lines, key=lambda line: line.block):
            hull = _hull(line.guides for line in group)
            if hull is not None:
                found.append((block, hull))
        return found

    def told(self, known: _Attested) -> Iterator[Sentence]:
        """The sentences with their times."""
        introduced = ""  # the day by which the words that are open were spoken
        for block, group in groupby(self.lines, key=lambda line: line.block):
            lines = list(group)
            for index, line in enumerate(lines):
                told = line.when or self._surroundings(lines, index)
                latest = self._latest(lines, index, told, known)
                if told is not None and line.when is None and told.start <= latest < told.end:
                    told = replace(told, end=latest)
                written = self._written(line, introduced) if line.sentence.voice == FIGURE else ""
                if introduced and self._reported(line.sentence):
                    latest = max(line.mentioned, introduced)
                if line.sentence.voice == FIGURE and written:
                    told, latest = told or Interval(written, written, True), max(line.mentioned, written)
                introduced = self._introduces(line, lines[:index], block) or (introduced if self._reported(line.sentence) else "")
                yield replace(line.sentence, told=told, latest=latest, written=written)

    def _surroundings(self, lines: Sequence[_Line], index: int) -> Interval | None:
        """When a sentence without a date was told of: its section's time, else what its paragraph or its section says around it."""
        head = self._part(lines[index].sentence) or self.heads.get(self._section_of(lines[index].block))
        if head is not None:
            return head.loosened()
        before = next((line.guides for line in reversed(lines[:index]) if line.guides is not None), None)
        after = next((line.guides for line in lines[index + 1:] if line.guides is not None), None)
        if before is None and after is None:
            return self._between(lines[index].block)
        if before is not None and after is not None:
            return before.hull(after).loosened() if before.start <= after.start else before.loosened()
        near = before or after
        return widened(near, 0, 366) if before is not None and near is not None else widened(near, 366, 0) if near is not None else None

    def _between(self, block: int) -> Interval | None:
        """For an undated paragraph: the time from the dated one before it to the dated one after it, where its section goes on in order."""
        before, after = self._neighbours(block)
        if before is None or after is None or before.start > after.start or not self._in_order(block):
            return None
        return before.hull(after).loosened() if int(after.end[:4]) - int(before.start[:4]) <= 12 else None

    def _neighbours(self, block: int) -> tuple[Interval | None, Interval | None]:
        at = bisect_right(self.places, block)
        same = self._section_of(block)
        before = [when for place, when in self.blocks[max(0, at - 2):at] if place < block and self._section_of(place) == same]
        after = [when for place, when in self.blocks[at:at + 1] if self._section_of(place) == same]
        return before[-1] if before else None, after[0] if after else None

    def _reached(self, block: int) -> str:
        """The last day of the dated paragraph before one, whatever its section: what a section opens with knows what was told before it."""
        at = bisect_left(self.places, block)
        return self.blocks[at - 1][1].end if at else ""

    def _ordered(self) -> frozenset[int]:
        """Sections whose dated paragraphs follow the calendar: three or more of them, four in five."""
        found = set()
        for section, group in groupby(self.blocks, key=lambda dated: self._section_of(dated[0])):
            whens = [when for _, when in group]
            kept = sum(a.start <= b.start for a, b in pairwise(whens))
            if len(whens) >= 3 and kept >= 0.8 * (len(whens) - 1):
                found.add(section)
        return frozenset(found)

    def _in_order(self, block: int) -> bool:
        return self._section_of(block) in self.ordered

    def _latest(self, lines: Sequence[_Line], index: int, told: Interval | None, known: _Attested) -> str:
        """The last day of anything the sentence mentions or presupposes; empty where nothing bounds it."""
        line = lines[index]
        if part := self._part(line.sentence):
            return max(part.end, line.mentioned)  # nobody writes later than he writes
        if line.beyond or line.sentence.kind == "bibliography":
            return max(line.mentioned, self._now(line.sentence)) if self._now(line.sentence) else ""
        bounded = self._bounded(line)
        bound = line.mentioned if bounded and not self._reported(line.sentence) else self._bound(lines, index, told)
        if not bound:
            return self._now(line.sentence)
        before = next((other.guides for other in reversed(lines[:index]) if other.guides is not None), None)
        if before is not None and line.when is not None and line.when.end < before.start:
            bound = max(bound, before.end)  # a look back, from what was told last
        head = self.heads.get(self._section_of(line.block))
        if head is not None and line.when is not None and line.when.end < head.start:
            bound = max(bound, head.end)
        if (line.sentence.guard == "after death" or self._dead.search(line.text)) and self.figure.died:
            bound = max(bound, _last(self.figure.died))
        when = line.when if bounded else head if line.sentence.voice == AUTHOR else None
        return max(bound, line.mentioned, self._noted(line.sentence), known.bound(line, when))

    def _noted(self, sentence: Sentence) -> str:
        """The day of the letter, speech or entry that holds an editor's note: the note was made after it."""
        part = self.source.part(sentence.start)
        return _last(part.date) if part is not None else ""

    def _now(self, sentence: Sentence) -> str:
        """The last day of writing: of a work by the figure, what others say in it was written for its printing."""
        return self.printed if self.own and sentence.voice != FIGURE else self.present

    def _bounded(self, line: _Line) -> bool:
        """Do a sentence's own dates bound it? Not `after 1833`, not a date of old alone, nor a birth with a life in the same breath."""
        if line.when is None or any(d.relation in ("after", "since") for d in line.found):
            return False
        return line.mentioned >= self.first and not (_BIRTH.search(line.text) and len(line.text.split()) > _SHORT and len(line.found) == 1)

    def _bound(self, lines: Sequence[_Line], index: int, told: Interval | None) -> str:
        """What bounds a sentence without a date of its own: what its paragraph, its section and the dates on both sides of it mention.

        Under a dated heading the section is no summary of what it holds, and the date behind counts where the telling runs on to it, not where it
        looks ahead.
        """
        block = lines[index].block
        opening = not any(other.guides for other in lines[:index])
        earlier = self._recent(other.mentioned for other in lines[:index])
        before, after = self._neighbours(block)
        recalled = self._reported(lines[index].sentence)  # who is quoted in an account knew what came of it
        reached = before.end if before is not None and not (earlier and not opening) else ""
        following = next((other.guides.end for other in lines[index + 1:] if other.guides is not None), "")
        if opening:  # the first words of a paragraph sum it up
            following = self._recent(other.mentioned for other in lines[index + 1:])
        head = self.heads.get(self._section_of(block))
        if opening and before is None and (recalled or head is None):  # those of a section sum up the section
            following = max(following, self.last_in_section.get(self._section_of(block), ""))
            following = max(following, self._reached(block)) if following else ""
        if head is not None:
            onward = after is not None and (recalled or after.start <= f"{int(head.end[:4]) + 1}{head.end[4:]}")
            return max(head.end, earlier, following, reached, after.end if after is not None and onward else "")
        if following and (told is not None or opening):
            return max(following, earlier)
        if self._in_order(block) and after is not None and told is not None:
            return max(after.end, earlier, reached)
        near = any(other.guides is not None for other in lines[max(0, index - _NEAR):index])
        return max(told.end, earlier) if near and told is not None else ""

    def _written(self, line: _Line, introduced: str) -> str:
        """When the figure wrote or said a sentence: in an own work its section's or its own date, in an account what introduces it says."""
        if part := self._part(line.sentence):
            return part.end
        if not self.own:
            return introduced
        head = self.heads.get(self._section_of(line.block))
        return head.end if head is not None and self._dates_writing(head, line.block) else self.present

    def _dates_writing(self, head: Interval, block: int) -> bool:
        """Does a heading say when what stands under it was written? That of a letter, a speech or a diary's day does; in a memoir, and where it
        names a year of childhood, it says when things happened."""
        if self.first and head.end < f"{int(self.first[:4]) + _CHILD}{self.first[4:]}":
            return False
        heading = self.source.blocks[self._section_of(block)]
        text = self.source.text[heading.start:heading.end]
        alone = heading_time(text)[1] and head.days == 1
        return (self.gathered and head.start[:4] == head.end[:4]) or alone or bool(_WRITING.search(text))

    def _introduces(self, line: _Line, before: Sequence[_Line], block: int) -> str:
        """The day by which words were spoken that a sentence introduces or holds; empty where it looks back from later or has no date."""
        outside = _QUOTE.sub("", line.text)
        if line.sentence.voice != AUTHOR or not (_SPEAKS.search(outside) or line.text.rstrip().endswith(":")) or _RECALLS.search(outside):
            return ""
        when = line.when or next((other.when for other in reversed(before[-_NEAR:]) if other.when is not None), None)
        return when.end if when is not None else ""


def _flat(dated: Dated) -> Iterator[Any]:
    """The fields of a date, its interval's as a list."""
    return (list(astuple(value)) if isinstance(value := getattr(dated, f.name), Interval) else value for f in fields(dated))


def _dated(start: int, end: int, interval: Sequence[Any], *rest: Any) -> Dated:
    return Dated(start, end, Interval(*interval), *rest)


def _last(date: str) -> str:
    """The last day that an ISO date of any precision covers; empty where it is none."""
    interval = covered(date)
    return interval.end if interval is not None else ""


def _when(found: Iterable[Dated]) -> Interval | None:
    """The hull of what says when; a bound to one side makes it approximate."""
    return _hull(d.interval.loosened() if d.relation else d.interval for d in found if d.use == "when")


def _hull(intervals: Iterable[Interval | None]) -> Interval | None:
    result: Interval | None = None
    for interval in intervals:
        if interval is not None:
            result = interval if result is None else result.hull(interval)
    return result


@lru_cache(maxsize=8)
def _death(figure: Figure) -> re.Pattern[str]:
    """Words that speak of the figure's death or of what came after it."""
    name = alias_pattern((*figure.names, figure.surname)).pattern
    return re.compile(rf"(?:{name}(?:['’]s?)?|\b(?:his|her|their|my)\b)\s+(?:own\s+|untimely\s+|tragic\s+)?"
                      rf"(?i:death|assassination|assassin|murder|murderer|killing|funeral|"
                      rf"grave|tomb|execution|martyrdom|burial|last\s+words|deathbed)\b|{name}\s+(?:was|had\s+been|lay|is|being)\s+(?:\w+\s+)?"
                      rf"(?i:assassinated|murdered|killed|dead|buried|executed|cremated|shot)\b|{name}\s+(?i:died|passed\s+away)\b|"
                      rf"(?i:assassination|death|murder|killing|funeral)\s+of\s+(?:\w+\s+)?{name}")


def _sections(source: Source) -> tuple[list[int], dict[int, Interval], frozenset[int]]:
    """For each block the number of its section; for each section the time its heading names; the sections that are entries of a chronology.

    A dated heading holds until the next heading of its rank; one that is a date alone, where a source has several of them, also holds over
    headings without one. The year of a title page dates no section.
    """
    section: list[int] = []
    heads: dict[int, Interval] = {}
    held: list[tuple[int, Interval]] = []  # ranks and times of dated headings that are open
    named = {i: heading_time(source.text[b.start:b.end]) for i, b in enumerate(source.blocks) if b.kind == "heading"}
    years = {i: when for i, b in enumerate(source.blocks) if (when := _years_alone(source, b)) is not None}
    if len(set(years.values())) >= _SERIES:  # a chronology whose years no markup makes headings
        named |= {i: (when, True) for i, when in years.items()}
    series = len({when for when, alone in named.values() if alone}) >= _SERIES
    body = next((i for i, b in enumerate(source.blocks) if b.kind == "paragraph" and b.end - b.start >= _PROSE), len(source.blocks))
    for number, block in enumerate(source.blocks):
        if number in named:
            when, alone = named[number]
            held = [(rank, time) for rank, time in held if _holds(rank, block, source.text[block.start:block.end], when)]
            if when is not None and (number >= body or block.level or number == body - 1):
                held.append((-1 if alone and series and block.level == 0 else block.level, when))
            current = number
        else:
            current = section[-1] if section else 0
        section.append(current)
        if held and number in named:
            heads[current] = held[-1][1]
    lengths: Counter[int] = Counter()
    for number, block in zip(section, source.blocks, strict=True):
        lengths[number] += block.end - block.start
    entries = frozenset(i for i, (when, alone) in named.items() if series and alone and when is not None and lengths[i] <= _ENTRY)
    return section, heads, entries


def _years_alone(source: Source, block: Block) -> Interval | None:
    """The years or the month that a paragraph consists of; None for any other."""
    if block.kind != "paragraph" or block.end - block.start > _BARE:
        return None
    when, alone = heading_time(source.text[block.start:block.end])
    return when if alone and when is not None and when.precision in ("year", "range", "month") and not when.approximate else None


def _holds(rank: int, heading: Block, text: str, when: Interval | None) -> bool:
    """Does a dated heading still hold below another? A bare year (rank -1) does over the headings of letters and the like."""
    if rank < 0:
        return when is None and heading.level == 0 and bool(_PIECE.match(text))
    return heading.level > rank > 0


def heading_time(text: str) -> tuple[Interval | None, bool]:
    """The time that a heading gives to what stands under it, and whether the heading is nothing but that date."""
    text = " ".join(text.split()).lstrip("#* ")
    found = dates(text)
    hull = _hull(d.interval for d in found)
    if hull is None:
        return None, False
    rest = _NUMBERED.sub("", text[:found[0].start] + text[found[-1].end:])
    if not re.search(r"[^\W\d_]", re.sub(r"\b(?:the|in|of|from|years?|and|to|for)\b", "", rest, flags=re.I)):
        return hull, True
    before, after = text[:found[0].start].rstrip(), text[found[-1].end:].lstrip()
    opens = not re.search(r"\w", _NUMBERED.sub("", before)) and re.match(r"[:.,–—-]", after)
    closes = not re.search(r"\w", after) and re.search(r"[,:(\[–—-]\s*(?:in\s+|from\s+)?$", text[:found[0].start])
    return (hull if opens or closes else None), False
