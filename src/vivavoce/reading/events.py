"""Dated statements → events: what a clause with a date of its own says happened; the same event told twice is one.

Precision before recall: a bibliography's year, a figure of a census, a hope, a question or a mere mention makes no event.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from typing import Any, Final

from vivavoce.kept import Kept
from vivavoce.language.dates import Dated, widened
from vivavoce.language.models import Vectors
from vivavoce.language.names import MONTHS, alias_pattern, is_figure, names
from vivavoce.reading.deeds import Deed, deed, entry
from vivavoce.reading.voices import AUTHOR, FIGURE, OTHER
from vivavoce.record import Event, Figure, Interval, Mode, Sentence, Source, Span, Telling, covered
from vivavoce.text import STOP, bare, fold, stems, words

_KINDS: Final = tuple((kind, re.compile(rf"\b(?:{pattern})\b", re.I | re.X)) for kind, pattern in (
    ("birth", r"born|birth\s+of|gave\s+birth"),
    ("death", r"""died|dies|dead|death|succumbed|killed|assassinat\w+|murder\w*|executed|perished|passed\s+away|buried|funeral|committed\s+suicide
        |shot\s+(?:dead|himself)|breathed\s+\w+\s+last|fatally|mortally"""),
    ("marriage", r"married|marriage|wedding|wed|engaged\s+to"),
    ("exile", r"exiled?|deported|deportation|banished|expelled|expulsion|emigrated"),
    ("arrest", r"""arrest\w*|imprison\w*|jailed|detained|sentenced|(?:was|were|be|been|being)\s+tried|tried\s+(?:for|by|before)|trials?|charged
        |convicted|captured|kidnapped|abducted|released|escaped?"""),
    ("publication", r"""publish\w*|publication|appeared\s+in\s+print|issued|printed|brought\s+out|pamphlet|book
        |finished\s+(?:writing|the\s+manuscript)"""),
    ("office", r"""elected|election|appointed|nominated|nomination|inaugurat\w+|resigned|admitted\s+to|commissioned|promoted|elevated|took\s+office
        |sworn"""),
    ("founding", r"founded|founding|established|formed|organi[sz]ed|created|set\s+up|launched"),
    ("meeting", r"met|meeting|visited|visit|conference|congress|convention|debate\w*|interview\w*|received\s+a\s+visit"),
    ("speech", r"spoke|speech|delivered|address|addressed|lectured?|lectures"),
    ("writing", r"wrote|written|letter|drafted|composed|telegraphed|proclamation"),
    ("war", r"""(?<!of\ )war|battle|invaded|invasion|attack\w*|besieged|surrender\w*|defeat(?:s|ed)?|campaign|armistice|treaty|signed|revolt\w*
        |revolution|rising|uprising|insurrection|mutin(?:y|ies|ied)|strikes?"""),
    ("move", r"""moved|move|left|arrived|arrival|returned|return|travell?ed|sailed|settled|went|came|set\s+out|departed|reached|landed|journey\w*
        |removed\s+to"""),
    ("study", r"studied|school|university|college|graduated|enrolled|degree|apprentic\w+")))
_NO_EVENT: Final = re.compile(
    r"""\b(?:perhaps|probably|possibly|presumably|population|inhabitants|census|per\s+cent|percent|retrieved|accessed|copyright|edition|reprinted
    |footnote|page\s+\d|p\.\s*\d|vol\.|chapter\s+[\divxlc]+|see\s+(?:also|note)|compare|cf|ibid|op\.\s*cit|anniversary|(?:this|the\s+following
    |the\s+foregoing|above)\s+(?:letter|article|essay|note|chapter|volume|work|account|extract|table|book|speech|address)
    |it\s+(?:is|was)\s+(?:understood|claimed|alleged|reported|said)|has\s+been\s+said
    |claim(?:s|ed|ing)?\s+(?:that|to)|alleg\w+|according\s+to(?!\s+(?:my|his|her|their|our)\b)
    |is\s+(?:said|claimed)|was\s+claimed|states?\s+that)\b""", re.I | re.X)
_STATE: Final = re.compile(
    r"""\b(?:had|has|have|was|were|is|are|numbered|counted|contained|amounted\s+to|averaged)\s+(?:about\s+|only\s+|some\s+|nearly\s+|over\s+)?
    (?:\d[\d,.]*|[a-z]+\s+(?:hundred|thousand|million))\b|\b(?:was|were)\s+(?:born\s+)?(?:a|an|the)\s+(?:key|prominent|leading|major|significant
    |central|important)\b""", re.I | re.X)
_CUT: Final = re.compile(r";\s+|,\s+(?:and|but|then|while|whereas|before|after|when|until)\s+|,\s+|"
                         r"\s+and\s+(?=(?:then|later|in|on|from|was|were)\b)|\s+[-–—]+\s+")
_LEADS: Final = re.compile(
    r"""^\W*(?:(?:and|but|then|when|so|yet|finally|meanwhile|later|earlier|early|late|however|soon|again|only|it\s+was|here|also|thus|already
    |not\s+until|both|once|shortly\s+(?:after|before))[\s,]+)*(?:(?:in|on|by|from|during|at|about|around|between|towards?|late\s+in|early\s+in)\s+)?
    (?:the\s+(?:night|evening|morning|afternoon|day|month|year|spring|summer|autumn|fall|winter|eve|end|beginning|middle)\s+of\s+)?$""", re.I | re.X)
_FAMILY: Final = re.compile(r"\b(?:father|mother|parents|grand(?:father|mother|parents)|ancestors?|family|uncle|aunt)\b", re.I)
_CHILD: Final = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y)\s+(?:[\w-]+\s+){0,2}?(?:sons?|daughters?|child(?:ren)?|twins|grand\w+|brothers?|"
                           r"sisters?|wife|husband|nephew|niece)\b|\b(?:sons?|daughters?|child(?:ren)?)\b[^.;]{0,40}\bborn\s+to\b")
_DOUBTED: Final = 366 * 4
"""Days around the figure's birth within which a birth told of `he` or `she` is taken for theirs."""
_QUOTED: Final = re.compile(r"[“\"][^”\"]*[”\"]?")
_BORN: Final = re.compile(r"\bborn\b[^.;]{0,60}\.?$", re.I)
_END_OF: Final = re.compile(r"([A-Z]\w+)['’]s?\s+(?:death|murder|assassination|execution)\b|\b(?:death|murder|assassination|execution)\s+of\s+"
                            r"(?:[A-Z][\w.]*\s+)*([A-Z]\w+)|([A-Z]\w+)\s+(?:died|was\s+(?:killed|murdered|assassinated|executed|shot))\b")
_AS: Final = re.compile(r"\b(?:like|unlike|than|compared|as(?=\s+(?:early|late|far|in|on|he|she|it|they|we|I)\b))\b"
                        r"(?:\s+(?!(?:in|on|and)\b)[\w’']+){0,6}\s+(?:(?:in|on|of|from)\s+)?(?:the\s+)?$|"
                        r"\bto\s+(?:meet|be\s+\w+|take\s+place|begin|assemble|occur|sail|start|leave|convene|appear|come|open|expire)\b"
                        r"[^.;]{0,40}$|\bbetween\b[^;]{0,80}\band\s+(?:the\s+)?$", re.I)
_UNTIL: Final = re.compile(r"\b(?:since|until|till|before)\b(?P<then>(?:\s+(?!(?:in|on|and)\b)[\w’']+){0,8})"
                           r"\s+(?:(?:in|on|of|from)\s+)?(?:the\s+)?$", re.I)
_DONE: Final = re.compile(r"\b(?:was|were|had|became|came|went|took|left|broke|began|fell|got|[a-z]{2,}ed)\b")
"""Until something was done, it was not; that it was done then is told all the same."""
_ANNOUNCES: Final = re.compile(r"[:—–-]\W*$|[:,](?:--|[—–])?\s*[\"“]")
_KINSMAN: Final = re.compile(r"\b[Mm]y (?:father|mother|husband|wife|uncle|aunt|grandfather|grandmother|brother|sister)\b(?!['’]s)")
_PLACED: Final = re.compile(r"\b(?:in|at|to|from|near|left|reached|for)\s+(?:the\s+)?[A-Z][\w’'-]+")
_TITLE: Final = re.compile(r"(?:[“\"‘*_][^“”\"*_]{3,90}[”\"’*_]|"
                           r"[A-Z][\w’'-]+(?:\s+(?:(?:of|and|or|on|in|to|for|the|a|an|with|from)\s+)*[A-Z][\w’'-]+){0,8})")
"""A title as running text prints it: in quotation marks, emphasised, or in capitals."""
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_TOWN: Final = re.compile(r"(?<=\w)\s+(?:City|County|Town|Village)$")
_CALENDAR: Final = frozenset(
    (*MONTHS, *"day days month year years week last night evening morning afternoon spring summer autumn fall winter".split()))
_BESIDE: Final = 40
"""Code points between a date or a verb and a word that belongs to it."""
_NEARBY: Final = 400
"""Code points around a sentence in which the figure is named, where it tells of the figure's days."""
_LONGEST: Final = 420
"""Code points of a statement that a list can show."""
_SAME: Final = 0.72
"""Cosine of static vectors from which two statements of the same time tell the same; lower with a name in common."""
_SAME_NAMED: Final = 0.50
_PLAINLY: Final = 0.80
"""Cosine from which they do so whatever their verbs are."""
_WORDS: Final = 3
_SHARE: Final = 0.5
"""Words in common, and of the shorter statement the share, that tell the figure's same deed where a name is among them."""
_PAGES: Final = 20
"""Sentences from which somebody else who speaks in a work of the figure wrote pages of it."""
_WORDS_A_MENTION: Final = 400
"""A source by another that names the figure less than once in so many words tells of other things."""
_SELDOM: Final = frozenset({"arrest", "exile", "marriage"})
_GOING: Final = frozenset({"arrest", "exile", "move"})
_MONTH: Final = 31
_LONG_RANGE: Final = 366 * 6
_PASSING: Final = 3
"""Days around the figure's death on which sources may put it."""


@dataclass(slots=True)
class _Statement:
    """A clause with a date, before it meets the others that tell the same."""

    sentence: Sentence
    start: int
    end: int
    text: str
    interval: Interval
    kind: str
    about: bool
    names: frozenset[str]
    degraded: bool
    stems: str
    roots: frozenset[str]
    ends: str
    subject: str
    deed: str
    mine: bool
    """Does the figure do it, or is it done to them?"""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A clause with a date, before it is parsed; `text` is its whole sentence, offsets are in it."""

    sentence: Sentence
    source: Source
    text: str
    start: int
    end: int
    when: Dated
    work: bool = False

    @property
    def skipped(self) -> int:
        """Where an entry of a chronology begins behind the date that heads it."""
        opening = re.match(r"[\W_]*", self.text[self.when.end:])
        return self.when.end + (opening.end() if opening else 0)

    @property
    def parsed(self) -> str:
        """The sentence as the parser reads it best: a comma between a date and a name or subject, lest they become one phrase; no `betwixt`, which it
        takes for a verb."""
        if self.when.heads:
            return self.text[self.skipped:]
        text = re.sub(r"\bbetwixt\b", "between", self.text)
        after = text[self.when.end:]
        joined = re.match(r"\s+[A-Z]", after) or (re.match(r"\s+[a-z]", after) and _LEADS.match(text[:self.when.start]))
        return f"{text[:self.when.end]},{after}" if joined else text


    @property
    def deed(self) -> tuple[str, int, int, bool]:
        """All that the deed of a date depends on."""
        return self.parsed, self.when.start, self.when.end, self.when.heads


@dataclass(slots=True)
class _Cluster:
    """Statements that tell one event; `interval` is what all of them allow."""

    interval: Interval
    members: list[_Statement] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)


def read_events(figure: Figure, sources: Sequence[Source], sentences: Sequence[Sentence], dated: Mapping[int, Sequence[Dated]],
                parse: Callable[[Iterable[str]], Iterator[Any]], encode: Callable[[Sequence[str]], Vectors], kept: Kept | None = None) -> list[Event]:
    """Events in order of time; `dated` holds the dates of sentences by id, `parse` gives spaCy documents, `encode` unit vectors."""
    by_source = {source.id: source for source in sources}
    reader = _Statements(figure, sources, sentences)
    candidates = [c for s in sentences if dated.get(s.id) for c in reader.candidates(s, by_source[s.source], dated[s.id])]
    deeds = (kept or Kept()).recall("deed", [c.deed for c in candidates], lambda new: _deeds(new, parse))
    read = [reader.read(candidate, told and Deed(*told)) for candidate, told in zip(candidates, deeds, strict=True)]
    found = [statement for statement in read if statement is not None]
    clusters = _clusters(found, encode([statement.stems for statement in found]))
    ordered = sorted(clusters, key=lambda c: (c.interval.start, c.interval.end, c.members[0].sentence.id))
    return [_event(number, cluster, figure, by_source) for number, cluster in enumerate(ordered)]


def _deeds(dated: Sequence[tuple[str, int, int, bool]], parse: Callable[[Iterable[str]], Iterator[Any]]) -> Iterator[list[Any] | None]:
    """What the date of each text dates (`_Candidate.deed`), as the fields of a `Deed`; None where that is no deed."""
    for (_, start, end, heads), doc in zip(dated, parse(text for text, *_ in dated), strict=True):
        found = entry(doc) if heads else deed(doc, start, end)
        yield list(astuple(found)) if found is not None else None


class _Statements:
    """Reads the dated clauses of sentences."""

    def __init__(self, figure: Figure, sources: Sequence[Source], sentences: Sequence[Sentence]) -> None:
        self.figure = figure
        self._name = alias_pattern((*figure.names, figure.surname))
        name = self._name.pattern
        self._end = re.compile(
            rf"{name}(?:['’]s?)?\s+(?:own\s+)?(?:death|assassination|murder|killing|birth)\b|"
            rf"{name},?\s+(?:was|who\s+was|had\s+been)?\s*(?:born|assassinated|murdered|killed)\b|"
            rf"(?:death|assassination|murder|killing|birth)\s+of\s+(?:\w+\s+)?{name}|\bkilled\s+{name}|{name}\s+died\b")
        self._work = re.compile(
            rf"(?:{name}['’](?:s\b)?|\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y))\s+(?:(?!(?:in|of|on|at|to|for|from|with|and|by)\b)[a-z-]+\s+){{0,4}}"
            rf"(?:{_TITLE.pattern}\s*\((?P<y1>\d{{4}})\)|(?P<y2>\d{{4}})\s+(?:{_TITLE.pattern}|(?:book|novel|essay|pamphlet|treatise|article|paper)\b))")
        self._own = {fold(part) for name in figure.names for part in name.split()}
        self._pronoun = re.compile(rf"\b(?:{ {'he': 'he|him|his', 'she': 'she|her'}.get(figure.pronouns, 'they|them|their')})\b", re.I)
        born, died = covered(figure.born or ""), covered(figure.died or "")
        told = Counter((sentence.source, sentence.voice) for sentence in sentences)
        own = {source.id for source in sources if is_figure(source.author, figure)}
        self._contributors = {(source, voice) for (source, voice), count in told.items()
                              if source in own and voice not in (FIGURE, OTHER, AUTHOR) and count >= _PAGES}
        self._aside = {source.id for source in sources if source.id not in own and source.author
                       and _WORDS_A_MENTION * len(self._name.findall(source.text)) < len(source.text.split())}
        self._died = died
        self._born = born
        self._first = born.start if born else "0001-01-01"
        self._last = f"{int(died.end[:4]) + 1:04d}-12-31" if died else "9999-12-31"

    def candidates(self, sentence: Sentence, source: Source, dated: Sequence[Dated]) -> list[_Candidate]:
        """The dated clauses of one sentence that may tell an event."""
        own = sentence.voice == FIGURE
        account = sentence.voice == AUTHOR or (bool(source.editor) and fold(sentence.voice) == fold(source.editor)) \
            or (source.id, sentence.voice) in self._contributors
        if sentence.kind == "bibliography" or not (own or account):
            return []
        text = source.text[sentence.start:sentence.end].replace("\n", " ").replace("\r", " ")
        if any(d.heads for d in dated):
            dated = dated[:1]
        works = self._works(text, sentence)
        whens = [d for d in dated if (d.use == "when" or d.start in works) and not d.relation and _datable(d.interval)]
        if not whens or text.rstrip().endswith("?") or text.lstrip()[:1] in ("{*(" if account and sentence.voice != AUTHOR else "[{*("):
            return []
        outside = _QUOTED.sub(" ", text)
        if own and not re.search(r"\b(?:I|me|my)\b", outside):
            return []
        if not own and re.search(r"\b(?:I|[Yy]ou)\b", outside):
            return []  # a letter that an account prints, or its author's own life
        return [_Candidate(sentence, source, text, start, end, when, when.start in works) for start, end, when in _clauses(text, whens)
                if (when.start in works or self._may_happen(text[start:end], text, when, start))
                and self._concerns(text[start:end], sentence, when.interval)
                and (own or fold(sentence.voice) != fold(source.editor) or when.heads or self._edited(text[start:end], sentence, source, when))
                and (not when.lent or self._about(text[start:end], sentence) or self._name.search(_around(source, sentence)))]

    def _works(self, text: str, sentence: Sentence) -> frozenset[int]:
        """Where the years stand that a sentence puts beside titles of the figure's: `her Notes (1843)`, `his 1905 essay`."""
        others = [p for p in sentence.persons if not self._name.search(p)]
        return frozenset(match.start("y1" if match["y1"] else "y2") for match in self._work.finditer(text)
                         if self._name.search(match.group()) or not any(p in text[:match.start()] for p in others))

    def _edited(self, clause: str, sentence: Sentence, source: Source, when: Dated) -> bool:
        """Does an editor speak of the figure, by name or as a kinsman (`my father`), or by a pronoun after the figure and nobody else in a paragraph?

        Notes on others stand everywhere in an edition, and nobody has told of whom their `he` is.
        """
        if self._name.search(clause) or _KINSMAN.search(clause):
            return True
        if self._died is not None and self._died.days == 1 and when.interval == self._died:
            return bool(self._pronoun.search(clause))
        opened = max(source.text.rfind("\n\n", 0, sentence.start), source.text.rfind("\r\n\r\n", 0, sentence.start), 0)
        before = source.text[opened:sentence.start]
        if not self._pronoun.search(clause) or before.count("(") > before.count(")"):
            return False
        before = _BRACKETS.sub(" ", before)
        mine = max((m.end() for pattern in (self._name, _KINSMAN) for m in pattern.finditer(before)), default=-1)
        others = names(f"so {_PLACED.sub(' ', before[mine:])}") if mine >= 0 else ()
        return mine >= 0 and not any(len(name) > 3 and not self._name.search(name) for name in others)

    def _about(self, clause: str, sentence: Sentence) -> bool:
        return sentence.first_person is not None or sentence.voice == FIGURE or bool(self._name.search(clause) or self._pronoun.search(clause))

    def read(self, candidate: _Candidate, found: Deed | None) -> _Statement | None:
        """The event of a clause whose date dates a deed; None where it dates none, or in own words none of the figure's."""
        when, clause = candidate.when, candidate.text[candidate.start:candidate.end]
        if candidate.work:
            return self._statement(candidate, "publication", None) if len(clause) <= _LONGEST else None
        born = bool(_BORN.search(clause if when.heads else clause[:max(0, when.start - candidate.start)]))
        if when.heads and found is not None:
            found, candidate = replace(found, at=found.at + candidate.skipped), replace(candidate, start=candidate.skipped)
        if found is None and not born:
            return None
        if candidate.sentence.voice == FIGURE and (found is None or re.search(r"\byou\b", _QUOTED.sub(" ", clause), re.I)):
            return None
        kind = "birth" if born else _kind(
            clause, when.start - candidate.start, when.end - candidate.start, found.at - candidate.start if found is not None else 0, found)
        if not (self._near_figure(candidate) if born else self._tells(candidate, kind, found)):
            return None
        if kind == "writing" and candidate.source.parts and _ANNOUNCES.search(candidate.text):
            return None  # an edition of letters introduces each of them
        if found is not None and not candidate.start <= found.at < candidate.end:
            candidate = replace(candidate, start=0, end=len(candidate.text))  # the clause has no verb of its own
            if len(candidate.text) > _LONGEST:
                return None
        return self._statement(candidate, kind, found)

    def _may_happen(self, clause: str, text: str, when: Dated, start: int) -> bool:
        """A cheap look, before the parse: could a clause state that something took place?"""
        outside = _QUOTED.sub(" ", clause)
        if _BORN.search(clause[:max(0, when.start - start)]):
            return len(clause) <= _LONGEST
        if len(clause) > _LONGEST or len(outside.split()) < (2 if when.heads else 4) or _NO_EVENT.search(outside) or _STATE.search(outside):
            return False
        before = text[max(0, when.start - 60):when.start]
        bound = _UNTIL.search(before)
        if _AS.search(before) or (bound and not _DONE.search(bound["then"])):
            return False  # a comparison, a bound, a plan
        if text.count("“", 0, when.start) > text.count("”", 0, when.start) or text.count('"', 0, when.start) % 2:
            return False  # quoted words, of whoever
        alone = text[:when.start].endswith("(") and text.startswith(")", when.end)
        return alone or text.count("(", 0, when.start) <= text.count(")", 0, when.start)  # in brackets it dates what else stands in them

    def _concerns(self, clause: str, sentence: Sentence, interval: Interval) -> bool:
        """Of the figure's lifetime, or of its family in the two generations before; told of other things, only what names the figure."""
        if sentence.source in self._aside and not (sentence.first_person or self._name.search(clause)):
            return False
        if interval.start > self._last:
            return False
        if interval.end >= self._first:
            return True
        near = int(interval.start[:4]) > int(self._first[:4]) - 60
        return near and bool(_FAMILY.search(clause) or any(fold(p).split()[-1:] == [fold(self.figure.surname)] for p in sentence.persons))

    def _near_figure(self, candidate: _Candidate) -> bool:
        """Is the figure spoken of, or its family? Others' births are no part of its life; a chronology's entry of its birthday need not name it."""
        if self._opens_life(candidate):
            return True
        clause = candidate.text[candidate.start:candidate.end]
        if not self._about(_QUOTED.sub(" ", clause), candidate.sentence) and not _FAMILY.search(clause):
            return fold(self.figure.surname) in fold(clause)
        named = candidate.sentence.first_person or candidate.sentence.voice == FIGURE or self._name.search(clause)
        mine = self._born is not None and candidate.when.interval.overlaps(widened(self._born, _DOUBTED, _DOUBTED))
        return bool(named or mine or _FAMILY.search(clause) or _CHILD.search(clause))

    def _opens_life(self, candidate: _Candidate) -> bool:
        when = candidate.when.interval
        return candidate.when.heads and self._born is not None and (when.start, when.end) == (self._born.start, self._born.end)

    def _tells(self, candidate: _Candidate, kind: str, found: Deed | None) -> bool:
        """Somebody's deed; one of no known sort, or a move, only on a given day or where a name or the figure acts or suffers; the figure's own words
        tell what the figure did or what was done to them."""
        if found is None:
            return False
        clause = candidate.text[candidate.start:candidate.end]
        near = candidate.when.interval.precision in ("day", "month", "season")
        if candidate.sentence.voice == FIGURE:
            return (found.subject == "I" or found.object == "me") and (near or any(pattern.fullmatch(found.verb) for _, pattern in _KINDS))
        if kind == "birth":
            return self._near_figure(candidate)
        if kind not in ("event", "move") or candidate.when.heads:
            return True
        if found.relative or candidate.when.interval.precision == "decade":
            return bool(found.noun or (not found.relative and self._is_figure(found.subject, clause)))
        acted = found.passive or found.object or found.noun or found.subject[:1].isupper() or self._pronoun.fullmatch(found.subject)
        return bool(acted or candidate.when.interval.precision == "day" or (near and self._name.search(clause)))

    def _is_figure(self, subject: str, clause: str) -> bool:
        """Does the word stand for the figure, as far as a word can: by itself, or as the last of a name of theirs?"""
        named = bool(subject) and any(match.group().split()[-1] == subject for match in self._name.finditer(clause))
        return named or bool(self._name.search(subject) or self._pronoun.fullmatch(subject)) or subject == "I"

    def _statement(self, candidate: _Candidate, kind: str, found: Deed | None) -> _Statement:
        sentence, when, start = candidate.sentence, candidate.when, candidate.start
        clause = candidate.text[start:candidate.end]
        subject = found.subject if found is not None and not (found.passive or found.noun) else ""
        named = {(fold(re.sub(_TOWN, "", name)) or fold(name)).split()[-1] for name in (*sentence.persons, *names(clause)) if fold(name).split()}
        others = frozenset(name for name in named if name not in self._own and name in fold(clause))
        entered = when.heads and found is not None and not found.subject and not found.passive  # a chronology of the figure's life need not name them
        about = entered or self._about(clause, sentence) or (kind == "birth" and self._opens_life(candidate))
        undated = clause[:max(0, when.start - start)] + " " + clause[max(0, when.end - start):]
        at_death = self._died is not None and when.interval.overlaps(widened(self._died, _PASSING, _PASSING))
        own_end = next((m for m in self._end.finditer(clause)
                        if at_death or max(m.start() - (when.end - start), when.start - start - m.end()) <= _BESIDE), None)
        if own_end is not None:
            kind = "birth" if re.search(r"\bbirth|\bborn", own_end.group()) else "death"
        dies = kind == "death" and about and at_death
        ends = self.figure.id if own_end is not None or dies else _whose_end(clause) if kind == "death" else ""
        kept = " ".join(w for w in words(self._name.sub(" ", undated)) if w not in STOP and w not in _CALENDAR and not w.isdigit())
        return _Statement(sentence, sentence.start + start, sentence.start + candidate.end, clause, when.interval, kind, about, others,
                          candidate.source.health.verdict == "degraded", kept, frozenset(stems(kept)), ends,
                          self.figure.id if self._is_figure(subject, clause) else fold(subject) if subject[:1].isupper() else "",
                          next(iter(stems(found.noun or found.verb)), "") if found is not None else "",
                          entered or (found is not None and self._is_figure(found.subject, clause)))


def _around(source: Source, sentence: Sentence) -> str:
    """What stands before and after a sentence."""
    return source.text[max(0, sentence.start - _NEARBY):sentence.end + _NEARBY]


def _datable(interval: Interval) -> bool:
    """Fine enough to stand in a list: a day to a year, a span of a few years, or such a part of a decade."""
    return interval.precision in ("day", "month", "season", "year") or (interval.precision in ("range", "decade") and interval.days <= _LONG_RANGE)


def _kind(clause: str, start: int, end: int, at: int, found: Deed | None) -> str:
    """The sort of the deed's own words, else of a word near its verb (at `at`): the one nearest to the date, of those equally near the first."""
    for word in (found.noun, found.verb, found.subject) if found is not None else ():
        if sort := next((kind for kind, pattern in _KINDS if pattern.fullmatch(word)), ""):
            return sort
    near = [(max(start - m.end(), m.start() - end), order, kind) for order, (kind, pattern) in enumerate(_KINDS) for m in pattern.finditer(clause)
            if found is None or max(at - m.end(), m.start() - at) <= _BESIDE or max(start - m.end(), m.start() - end) <= _BESIDE // 2]
    return min(near)[2] if near else "event"


def _whose_end(clause: str) -> str:
    """The surname of who a clause says died, folded; empty where it does not say."""
    match = _END_OF.search(clause)
    return fold(next(group for group in match.groups() if group)) if match else ""


def _clauses(text: str, whens: Sequence[Dated]) -> Iterator[tuple[int, int, Dated]]:
    """One clause for each date: cut before a date that leads its clause, after one that closes it; the whole where no cut is to be had."""
    apart = [when for i, when in enumerate(whens) if not any(when.interval.overlaps(other.interval) and not _closer(text, other, when)
                                                             for other in whens[:i])]
    leads = bool(_LEADS.match(text[:apart[0].start]))
    begin = 0
    for when, following in zip(apart, [*apart[1:], None], strict=True):
        if following is None:
            yield begin, len(text), when
            return
        cuts = list(_CUT.finditer(text, when.end, following.start))
        if not cuts:
            yield begin, len(text), when
            continue
        cut = cuts[-1] if leads else cuts[0]
        yield begin, cut.start(), when
        begin = cut.end()


def _closer(text: str, wide: Dated, when: Dated) -> bool:
    """Does a clause of its own tell when in a year or month, named before, something was: `When war broke out in 1914, she left in August`?"""
    return when.interval != wide.interval and when.interval.within(wide.interval) and bool(_CUT.search(text, wide.end, when.start))


def _clusters(statements: Sequence[_Statement], vectors: Vectors) -> list[_Cluster]:
    """Statements grouped by event, the most closely dated first; each joins the group it is nearest to, if that is near enough."""
    clusters: list[_Cluster] = []
    by_year: dict[int, list[_Cluster]] = {}
    order = sorted(range(len(statements)), key=lambda i: (_days(statements[i].interval), statements[i].sentence.id))
    for row in order:
        statement = statements[row]
        spanned = range(int(statement.interval.start[:4]), int(statement.interval.end[:4]) + 1)
        near = list({id(c): c for year in spanned for c in by_year.get(year, ())}.values())
        best = max(((_likeness(statement, row, cluster, vectors), -n) for n, cluster in enumerate(near)), default=(0.0, 0))
        if best[0] > 0:
            home = near[-best[1]]
        else:
            home = _Cluster(statement.interval)
            clusters.append(home)
            for year in spanned:
                by_year.setdefault(year, []).append(home)
        home.members.append(statement)
        home.rows.append(row)
    return clusters


def _days(interval: Interval) -> int:
    return interval.days + (10 if interval.approximate else 0)


def _likeness(statement: _Statement, row: int, cluster: _Cluster, vectors: Vectors) -> float:
    """How surely a statement tells a group's event: 0 where the times differ or too little agrees."""
    if not statement.interval.overlaps(cluster.interval):
        return 0.0
    cosine = float(max(vectors[other] @ vectors[row] for other in cluster.rows))
    seed = cluster.members[0]
    shared = bool(statement.names & frozenset().union(*(m.names for m in cluster.members)))
    if statement.ends and any(statement.ends == m.ends and statement.kind == m.kind for m in cluster.members):
        return 2.0  # nobody is born or dies twice
    exact = statement.interval == cluster.interval and statement.interval.precision == "day"
    alike = statement.kind == seed.kind
    if statement.subject and seed.subject and statement.subject != seed.subject and not (statement.names & seed.names and exact):
        return 0.0
    if (nested := statement.interval.within(seed.interval) or seed.interval.within(statement.interval)) and cosine >= _PLAINLY:
        return 1.0 + cosine  # the same in nearly the same words
    common = len(statement.roots & seed.roots)
    if nested and shared and statement.about and seed.about and common >= max(_WORDS, _SHARE * min(len(statement.roots), len(seed.roots))):
        return 1.0 + cosine  # a few words with a name among them, whatever verb holds them together
    if nested and statement.mine and seed.mine and _once(statement, seed):
        return 1.0 + cosine
    same_deed = statement.deed in seed.roots and seed.deed in statement.roots
    agreeing = len(statement.roots & seed.roots) if same_deed else 0
    known = alike and statement.kind != "event"
    enough = 2 if shared or exact or (known and statement.about and seed.about) else 3
    if alike and agreeing >= enough and agreeing >= 0.4 * min(len(statement.roots), len(seed.roots)):
        return 1.0 + cosine
    if not (known or same_deed):
        return 0.0
    least = _SAME_NAMED - (0.1 if exact else 0.0) if shared and known else _SAME - (0.12 if known else 0.0) - (0.1 if exact else 0.0)
    return cosine if cosine >= least else 0.0


def _once(one: _Statement, other: _Statement) -> bool:
    """Do both tell what is hardly done to somebody twice in so short a time: by the same deed, or of one day a journey to the same place?"""
    longest = max(one.interval.days, other.interval.days)
    if {one.kind, other.kind} <= _GOING and longest == 1:
        return bool(one.names & other.names)
    return one.kind == other.kind and one.kind in _SELDOM and (one.deed == other.deed or (one.kind == "exile" and longest <= _MONTH))


def _event(number: int, cluster: _Cluster, figure: Figure, sources: Mapping[str, Source]) -> Event:
    members = sorted(cluster.members, key=lambda m: (m.degraded, not m.about, _days(m.interval), m.sentence.first_person is None,
                                                     abs(len(m.text) - 120), m.sentence.id))
    best = members[0]
    text, mode = _shown(best, sources[best.sentence.source])
    who = tuple(dict.fromkeys([*([figure.name] if any(m.about for m in members) else []),
                               *(p for m in members for p in m.sentence.persons if fold(p).split()[-1:] != [fold(figure.surname)] and p in m.text)]))
    where = tuple(dict.fromkeys(p for m in members for p in m.sentence.places if p in m.text))
    tellings = tuple(Telling(m.sentence.id, Span(m.sentence.source, m.start, m.end)) for m in members)
    return Event(number, cluster.interval, best.kind, text, mode, who, where, tellings)


def _shown(statement: _Statement, source: Source) -> tuple[str, str]:
    """A statement as a list shows it: own words, in the first person where that is safe, else as it stands."""
    sentence = statement.sentence
    exact = source.text[statement.start:statement.end]
    if sentence.voice == FIGURE:
        return bare(exact), Mode.OWN_WORDS
    if sentence.first_person is None or statement.degraded:
        return bare(exact), Mode.QUOTED
    if statement.start == sentence.start and statement.end == sentence.end:
        return bare(sentence.first_person), Mode.FIRST_PERSON
    inside = [e for e in sentence.edits if statement.start <= e.start and e.end <= statement.end]
    for edit in reversed(inside):
        exact = exact[:edit.start - statement.start] + edit.new + exact[edit.end - statement.start:]
    return bare(exact), Mode.FIRST_PERSON
