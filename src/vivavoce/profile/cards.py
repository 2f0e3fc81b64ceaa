"""What a page shows of a person, a place, an idea, a work: the few sentences that say who or what it is, and what the figure had to do with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from vivavoce.archive import Archive
from vivavoce.evidence.voice import mode_of, same
from vivavoce.evidence.whose import of_figure
from vivavoce.profile.telling import CLAIMED, presentable, said
from vivavoce.record import Card, Entry, EntryKind, Mode, Said, Sentence
from vivavoce.text import fold, squeeze

MOST: Final = {EntryKind.PERSON: 24, EntryKind.PLACE: 16, EntryKind.ORGANISATION: 12, EntryKind.OCCASION: 10, EntryKind.WORK: 18, EntryKind.IDEA: 12}
AGAINST: Final = (
    r"(?:opposed|oppos(?:es|ition\s+to)|criti\w+|denounc\w+|attack(?:ed|s)|condemn\w+|accus\w+|fought|(?:struggle|fight)\s+against|broke\s+with|"
    r"disagree\w*\s+with|rival\w*|reject\w+)"
)
INTERCOURSE: Final = (
    r"(?:met|knew|wrote\s+to|worked|joined|married|argued|broke|friend\w*|ally|allies|allied|rival\w*|quarrel\w*|visited|supported|helped|sided|"
    r"corresponded|told|asked|admired|wife|husband|brother|sister|son|daughter|teacher|master|comrade|colleague|partner|opposed|against|struggle|"
    r"conflict|with|appointed|removed|dismissed|defeated|succeeded|taught|bought|sold|whipped|owned|loved|hated|engaged|introduced|trusted|nominated)"
)
WENT: Final = (
    r"(?:[Ll]ived|[Ll]iving|[Mm]oved|[Ss]ettled|[Aa]rrived|[Ee]xiled|[Ss]tayed|[Rr]eached|[Dd]eported|[Ww]ent|[Rr]eturned|[Ll]anded|[Ss]ent|[Cc]ame|"
    r"[Ff]led|[Ww]orked|[Tt]aught|[Ss]tudied|[Rr]efuge|[Bb]orn|[Bb]uried|[Ll]eft)"
)
_THOUGHT: Final = (
    r"(?:opposed|attacked|denounced|defended|developed|formulated|believed|advocated|critici[sz]ed|argued|taught|lectured|spoke|proposed|rejected|"
    r"supported|hated|exposed?|joined|led|fought|organi[sz]ed|founded|attended|addressed|elected|appointed|served|issued|signed|took)"
)
_MADE: Final = r"(?:wrote|written|published|finished|completed|began|appeared|printed|translated|edited|founded|started|read|issued)"
VIEW: Final = (
    r"\bI\s+(?:\w+\s+)?(?:believe|think|hold|regard|hate|love|call|mean|maintain|insist|deny|oppose|consider|favou?r|am\s+(?:\w+\s+)?(?:opposed|"
    r"convinced|for|against))\b"
)
TRIFLE: Final = re.compile(
    r"\b(?:you|yours?|herewith|enclos\w+|inclos\w+|despatch\w*|dispatch\w*|telegram\w*|to-day|yesterday|to-morrow|please|instant|ult|"
    r"this\s+(?:morning|evening|week|note|letter)|letter\s+of\s+the|I\s+(?:return|refer|send|forward))\b",
    re.I,
)
"""Words of a letter that is about its day."""
_SENTENCES: Final = 3
_SHOWN: Final = 2
"""Works for which one sentence is shown, at most: a list of them all tells little of each."""
_SLANTED: Final = ("partisan", "generated")
_LISTS: Final = re.compile(r"(?:[\"“*_][A-ZÀ-Þ][^\"”*_]{3,}[\"”*_].*){3}")
_WHERE: Final = (
    r"(?:\b(?:in|at|to|from|near|of|for|through|into|towards?|around|between|across|over|on|left|reached|entered|visited|and|or|outside|inside|"
    r"within|until|by|as)\s+|[,(]\s*)(?:(?:the|its|all|whole|old|[a-z-]+ern|present-day)\s+)*"
)
"""What stands before a name that is a place's and somebody's where it is the place's."""
_READ: Final = 400


def cards(archive: Archive, entries: Sequence[Entry], kind: EntryKind) -> tuple[Card, ...]:
    """The weightiest entries that a sentence can be shown for; works and ideas stand in the record in their order."""
    ordered = kind in (EntryKind.WORK, EntryKind.IDEA)
    ranked = list(entries) if ordered else sorted(entries, key=lambda e: (-_weight(e, archive), e.id))
    found: list[Card] = []
    used: Counter[tuple[str, int]] = Counter()
    for entry in ranked:
        if len(found) >= MOST[kind]:
            break
        if kind is EntryKind.PERSON and entry.mentions < 2 and not entry.together and not entry.relations:
            continue
        if kind is EntryKind.WORK and entry.mentions < 2 and not (entry.own or entry.author):
            continue  # what one sentence sets off may be anything
        if card := _card(archive, entry, used):
            found.append(card)
            used.update((c.source, c.start) for s in card.sentences for c in s.citations if kind is EntryKind.WORK)
    return tuple(found)


def _weight(entry: Entry, archive: Archive) -> float:
    """Mentions, those beside the figure twice; what only a degraded source names comes last."""
    sound = any(archive.source(s).health.verdict == "sound" for s in entry.sources)
    related = any(r.to_figure for r in entry.relations)
    return (len(entry.sentences) + len(entry.together) + 4 * related + 3 * (entry.definition is not None) + len(entry.sources)) * (
        1.0 if sound else 0.3
    )


def _card(archive: Archive, entry: Entry, used: Mapping[tuple[str, int], int]) -> Card | None:
    told = archive.record.sentences(list(entry.sentences))
    relation = next((r for r in entry.relations if r.to_figure), next(iter(entry.relations), None))
    shown = _best(archive, entry, [s for i in entry.sentences if (s := told.get(i)) and used.get((s.source, s.start), 0) < _SHOWN])
    if not shown and not entry.own:
        return None
    cited = told.get(relation.sentence) if relation else None
    return Card(
        entry.id,
        str(entry.kind),
        entry.name,
        entry.names,
        entry.mentions,
        entry.sources,
        entry.first,
        entry.last,
        relation.phrase if relation else "",
        archive.cite(cited.source, cited.start, cited.end) if cited else None,
        shown,
        entry.author,
        entry.own,
    )


def _best(archive: Archive, entry: Entry, sentences: Sequence[Sentence]) -> tuple[Said, ...]:
    """A few sentences that say most of an entry: the one that says it best first, the others as they were read."""
    telling = Telling(archive, entry)
    scored = [
        (telling.score(sentence), sentence)
        for sentence in sentences[:_READ]
        if sentence.kind != "bibliography" and presentable(sentence, archive, 7, 50) and not archive.exact(sentence)[:60].isupper()
    ]
    chosen: list[Sentence] = []
    for score, sentence in sorted(scored, key=lambda pair: (-pair[0], pair[1].id)):
        if len(chosen) >= _SENTENCES or (chosen and score < 0):
            break
        exact = archive.exact(sentence)
        if not any(same(exact, archive.exact(s)) for s in chosen):
            chosen.append(sentence)
    ordered = [*chosen[:1], *sorted(chosen[1:], key=lambda s: s.id)]
    return tuple(s for sentence in ordered if (s := said(sentence, archive)))


class Telling:
    """How much a sentence tells of an entry."""

    def __init__(self, archive: Archive, entry: Entry) -> None:
        self.archive, self.entry = archive, entry
        self.names = [fold(n) for n in {re.sub(r"^the ", "", entry.name), *entry.names}]
        self.stated = {r.sentence for r in entry.relations if r.to_figure} | ({entry.definition} if entry.definition is not None else set())
        self.together = set(entry.together)
        self.dealing = dealings(archive, entry)
        name = names_of(entry)
        self.viewed = views(entry)
        self.placed = re.compile(rf"(?i:{_WHERE})(?:{name})\b")
        self.surname = entry.kind is EntryKind.PLACE and any(fold(p.name.split()[-1]) in self.names for p in archive.record.people())
        sources = [archive.source(s) for s in entry.sources]
        self.fair = any(str(s.standing) not in _SLANTED and s.health.verdict == "sound" for s in sources)
        self.defining = re.compile(rf"\b(?:{name})[”\"’'*_]*(?:\s+(?:was|is|became|means?|meant)|,)\s+(?:an?|the|my|his|her|one\s+of)\s")

    def states(self, exact: str) -> bool:
        """Do own words state a view of it, and not what others claim?"""
        return bool(self.viewed.search(exact)) and not CLAIMED.search(exact)

    def deals(self, sentence: Sentence) -> bool:
        """Does a sentence say what the figure had to do with it? An author's own I is not the figure."""
        match = self.dealing.search(sentence.first_person or squeeze(self.archive.exact(sentence)))
        strange = mode_of(sentence, self.archive) is Mode.QUOTED
        return bool(match) and not (match and strange and re.search(r"\b(?:I|me)\b", match.group()))

    def score(self, sentence: Sentence) -> float:
        """Points for what states, defines or tells of dealings, and for a name that stands early; less for a letter about its day."""
        exact = squeeze(self.archive.exact(sentence))
        folded = fold(exact)
        place = min((folded.find(n) for n in self.names if n in folded), default=200)
        mode = mode_of(sentence, self.archive)
        return (
            3.0 * (sentence.id in self.stated)
            + 2.5 * self.deals(sentence)
            - 1.5 * (mode is Mode.QUOTED and self.entry.kind in (EntryKind.PERSON, EntryKind.PLACE) and of_figure(sentence, self.archive) < 1.0)
            + 1.5 * bool(self.defining.search(exact))
            + 1.0 * (sentence.id in self.together)
            + 1.0 * (place < 40)
            + 0.5 * (place < 90)
            + 0.5 * (mode is not Mode.QUOTED)
            + 2.0 * (self.entry.kind is EntryKind.IDEA and sentence.voice == "figure" and self.states(exact))
            + 0.4 * (9 <= len(exact.split()) <= 35)
            - 2.0 * bool(TRIFLE.search(exact))
            - 3.0 * (self.entry.kind is EntryKind.WORK and bool(_LISTS.search(exact)))
            - 3.0 * (self.surname and not self.placed.search(exact))
            - 1.0 * (self.fair and str(self.archive.source(sentence.source).standing) in _SLANTED)
            - 2.0 * ("anniversary" in exact)
            - 1.0 * (self.archive.crowd > 1 and sentence.voice == "figure" and self.archive.source(sentence.source).part(sentence.start) is not None
                     and self.entry.kind is not EntryKind.IDEA)
            - 3.0 * (self.archive.health(sentence.source, sentence.start, sentence.end) != "sound")
        )


def names_of(entry: Entry) -> str:
    """The names of an entry as alternatives of a pattern, the longest first; a given name alone may be anybody's."""
    given = entry.name.split()[0] if entry.kind is EntryKind.PERSON and " " in entry.name else ""
    return "|".join(re.escape(re.sub(r"^the ", "", n)) for n in sorted({entry.name, *entry.names} - {given}, key=len, reverse=True))


def views(entry: Entry) -> re.Pattern[str]:
    """Own words that state a view of an entry, or what it is."""
    name = names_of(entry)
    return re.compile(rf"{VIEW}[^;]{{0,140}}\b(?:{name})\b|\b(?:{name})\b[^.;,]{{0,40}}\b(?:is|are|must|cannot|shall|ought|means)\b", re.I)


def dealings(archive: Archive, entry: Entry, verbs: str = "") -> re.Pattern[str]:
    """Sentences in which the figure does something with a person, goes to a place, makes a work: `I met Mary`, `Lovelace lived at Ockham`."""
    own = "|".join(re.escape(n) for n in archive.figure.names)
    name = names_of(entry)
    figure = rf"(?<!\bof )(?<!\bwith )(?<!\bby )(?:\b(?:{own})\b|\bI\b)"
    if entry.kind is EntryKind.PLACE:
        places = rf"\b{WENT}\b[^.;]{{0,40}}\b(?:in|to|at|on|near|reached|for)\s+(?:[\w’'-]+\s+){{0,3}}(?:{name})\b"
        return re.compile(rf"(?:{figure}[^.;]{{0,80}}|^\W*){places}")
    if entry.kind is EntryKind.WORK:
        return re.compile(rf"{figure}[^.;]{{0,60}}\b{_MADE}\b[^.;]{{0,60}}(?:{name})|\b[Mm]y\s[^.;]{{0,30}}(?:{name})[^.;]{{0,60}}\b{_MADE}\b")
    done = verbs or (INTERCOURSE if entry.kind is EntryKind.PERSON else _THOUGHT)
    back = rf"|\b(?:{name})\b[^.;]{{0,40}}\b{done}\b[^.;]{{0,40}}(?:\bme\b|\b(?:{own})\b)" if entry.kind is EntryKind.PERSON and not verbs else ""
    return re.compile(rf"{figure}[^.;]{{0,50}}\b{done}\b[^.;]{{0,40}}\b(?:{name})\b{back}")
