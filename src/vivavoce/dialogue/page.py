"""The figure's page, made of the archive alone: what it shows is cut from sources, ordered and cited; nothing is added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from vivavoce.archive import Archive
from vivavoce.dialogue.answering import answer
from vivavoce.dialogue.asking import questions
from vivavoce.dialogue.compose import mode_of, same, speaker
from vivavoce.dialogue.life import biography
from vivavoce.dialogue.line import one_line
from vivavoce.dialogue.telling import presentable, said
from vivavoce.dialogue.whose import PERHAPS, of_figure
from vivavoce.record import Card, Citation, Disagreement, Entry, EntryKind, Event, LongAnswer, Mode, Moment, Page, Reading, Said, Sentence
from vivavoce.text import bare, fold, squeeze, stems

_MOST: Final = {EntryKind.PERSON: 24, EntryKind.PLACE: 16, EntryKind.ORGANISATION: 12, EntryKind.OCCASION: 10, EntryKind.WORK: 18, EntryKind.IDEA: 12}
_SENTENCES: Final = 3
_WITNESSES: Final = 6
_FOUNDED: Final = 6
_MATTERS: Final = ("When were you born?", "Where were you born?", "When did you die?", "Where did you die?", "When did you marry?")
_QUOTATIONS: Final = 12
_SPEAKS: Final = re.compile(r"\b(?:i|me|my|we|us)\b")
"""Folded words by which the figure tells of its own dealings with somebody."""
_REPEATED: Final = 0.8
"""What each other source is worth that prints a sentence too: the words that a figure is remembered by."""


def make_page(archive: Archive) -> Page:
    """Everything a visitor sees of a figure, from the archive alone; the same archive, the same page."""
    figure, record = archive.figure, archive.record
    cards = {kind: _cards(archive, record.entries(kind), kind) for kind in EntryKind}
    asked = questions(archive)
    return Page(
        figure.id,
        figure.name,
        figure.aliases,
        figure.born,
        figure.died,
        figure.inferred,
        one_line(archive),
        str(archive.manifest.get("portrait", "")),
        biography(archive),
        asked,
        timeline(archive),
        cards[EntryKind.PERSON],
        cards[EntryKind.PLACE],
        cards[EntryKind.ORGANISATION],
        cards[EntryKind.OCCASION],
        cards[EntryKind.WORK],
        cards[EntryKind.IDEA],
        quotations(archive),
        _sources(archive),
        disagreements(archive, asked),
    )


def timeline(archive: Archive) -> tuple[Moment, ...]:
    """The dated events of the record in order of time, each with those who tell it."""
    return tuple(_moment(archive, event) for event in archive.record.events())


def _moment(archive: Archive, event: Event) -> Moment:
    first = event.tellings[0]
    best = archive.record.sentences([first.sentence]).get(first.sentence)
    by = speaker(best, archive.source(first.span.source)) if best and event.mode == Mode.QUOTED else ""
    citations = tuple(archive.cite(t.span.source, t.span.start, t.span.end) for t in event.tellings[:_WITNESSES])
    told = Said(event.text, Mode(event.mode), citations, by, corroborated_by=len(event.sources) - 1)
    interval = event.interval
    return Moment(str(interval), interval.start, interval.end, interval.approximate, (told,), event.kind)


def _sources(archive: Archive) -> tuple[Reading, ...]:
    words = {entry["source"]: entry["words"] for entry in archive.manifest["sources"]}
    return tuple(
        Reading(s.id, s.title, s.author, s.date, str(s.standing), s.language, words[s.id], s.health.verdict, s.health.reasons, s.rights)
        for s in archive.sources
    )


def disagreements(archive: Archive, asked: Sequence[LongAnswer]) -> tuple[Disagreement, ...]:
    """On what the sources give values that cannot both hold: dates and places of the life, the founding of what is often named; each matter once."""
    deeds = [f"When {m[1]} you {m[2]}?" for q in asked if (m := re.match(r"(?:Why|Where|How) (did|were) you (.+)\?$", q.question))]
    found: dict[str, Disagreement] = {}
    for question in (*_MATTERS, *deeds[:4]):
        for disagreement in answer(archive, question).disagreements:
            kept = tuple(p for p in disagreement.positions if any(_tells_of_figure(archive, c) for c in p.citations))
            if len(kept) > 1:
                found.setdefault(disagreement.about, replace(disagreement, positions=kept))
    for entry in sorted(archive.record.entries(EntryKind.ORGANISATION), key=lambda e: (-e.mentions, e.name))[:_FOUNDED]:
        article = "" if re.match(r"(?i)the\b", entry.name) else "the "
        for disagreement in answer(archive, f"When was {article}{entry.name} founded?").disagreements:
            found.setdefault(disagreement.about, disagreement)
    return tuple(found.values())


def _tells_of_figure(archive: Archive, citation: Citation) -> bool:
    """Do the cited words tell of the figure, and not of a namesake or of somebody a pronoun may mean?"""
    return any(of_figure(s, archive) > PERHAPS for s in archive.record.within(citation.source, citation.start, citation.end))


# --- people, places, ideas … ---


def _cards(archive: Archive, entries: Sequence[Entry], kind: EntryKind) -> tuple[Card, ...]:
    """The weightiest entries that a sentence can be shown for."""
    ranked = sorted(entries, key=lambda e: (-_weight(e, archive), e.id)) if kind is not EntryKind.WORK else list(entries)
    cards: list[Card] = []
    for entry in ranked:
        if len(cards) >= _MOST[kind]:
            break
        if kind is EntryKind.PERSON and entry.mentions < 2 and not entry.together and not entry.relations:
            continue
        if card := _card(archive, entry):
            cards.append(card)
    return tuple(cards)


def _weight(entry: Entry, archive: Archive) -> float:
    """Mentions, those beside the figure twice; what only a degraded source names comes last."""
    sound = any(archive.source(s).health.verdict == "sound" for s in entry.sources)
    related = any(r.to_figure for r in entry.relations)
    return (len(entry.sentences) + len(entry.together) + 4 * related + 3 * (entry.definition is not None) + len(entry.sources)) * (
        1.0 if sound else 0.3
    )


def _card(archive: Archive, entry: Entry) -> Card | None:
    told = archive.record.sentences(list(entry.sentences))
    relation = next((r for r in entry.relations if r.to_figure), next(iter(entry.relations), None))
    shown = _best(archive, entry, [told[i] for i in entry.sentences if i in told])
    if not shown and entry.kind is not EntryKind.WORK:
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
    """A few sentences that say most of an entry: what defines it or states the relation first, then those that name the figure too."""
    names = [fold(n) for n in {re.sub(r"^the ", "", entry.name), *entry.names}]
    stated = {r.sentence for r in entry.relations} | {entry.definition}
    together = set(entry.together)
    scored = []
    for sentence in sentences[:400]:
        if sentence.kind == "bibliography" or not presentable(sentence, archive, 7, 50):
            continue
        exact = fold(squeeze(archive.exact(sentence)))
        place = min((exact.find(n) for n in names if n in exact), default=200)
        score = (
            3 * (sentence.id in stated)
            + 2 * (sentence.id in together)
            + 1.5 * (place < 40)
            + 0.5 * (place < 90)
            - 3 * (archive.health(sentence.source, sentence.start, sentence.end) != "sound")
            + 0.5 * (mode_of(sentence, archive) is not Mode.QUOTED)
            + (entry.kind is EntryKind.PERSON and sentence.voice == "figure" and bool(_SPEAKS.search(exact)))
        )
        scored.append((score, sentence))
    chosen: list[Sentence] = []
    for _, sentence in sorted(scored, key=lambda pair: (-pair[0], pair[1].id)):
        if len(chosen) >= _SENTENCES:
            break
        exact = archive.exact(sentence)
        if not any(same(exact, archive.exact(s)) for s in chosen):
            chosen.append(sentence)
    return tuple(s for sentence in sorted(chosen, key=lambda s: s.id) if (s := said(sentence, archive)))


# --- quotations ---


def quotations(archive: Archive) -> tuple[Said, ...]:
    """The figure's most quotable own words: sound, whole in themselves, six to forty words, none twice."""
    scored = [
        (_quotable(squeeze(archive.exact(s))) + _REPEATED * min(4, archive.repeated(s)), s)
        for s in archive.record.all_sentences("voice = 'figure'")
        if mode_of(s, archive) is Mode.OWN_WORDS and s.kind in ("paragraph", "quotation", "list_item") and presentable(s, archive, 6, 40)
    ]
    chosen: list[Sentence] = []
    used: dict[int, int] = {}
    for score, sentence in sorted(scored, key=lambda pair: (-pair[0], pair[1].id)):
        if len(chosen) >= _QUOTATIONS or score < 1:
            break
        if used.get(sentence.passage, 0) or any(same(archive.exact(sentence), archive.exact(s)) for s in chosen):
            continue
        used[sentence.passage] = 1
        chosen.append(sentence)
    return tuple(s for sentence in chosen if (s := said(sentence, archive)))


def _quotable(exact: str) -> float:
    """Short, general, in the present; a maxim rather than a report."""
    text = bare(exact)
    count = len(text.split())
    general = len(
        re.findall(
            r"\b(?:is|are|must|never|always|nothing|every|no|all|shall|cannot|man|men|life|freedom|truth|world|history|power|law|"
            r"love|people|nation|nature|justice|war|peace|liberty|reason)\b",
            text,
            re.I,
        )
    )
    report = len(
        re.findall(
            r"\b(?:was|were|had|went|came|said|told|day|week|month|year|yesterday|letter|chapter|page|sir|dear|mr|mrs|he|she|him|her|this|"
            r"these|those|above|below|here|it)\b|\d",
            text,
            re.I,
        )
    )
    names = len(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", text))
    balance = 0.6 * bool(re.search(r"\bnot\b.*\bbut\b|;|\bthan\b|\bif\b", text))
    return (
        0.7 * min(4, general)
        - 0.5 * report
        - 0.4 * names
        + balance
        + 0.8 * (8 <= count <= 28)
        - 0.3 * text.count(",")
        + 0.1 * min(5, len(set(stems(text))))
    )
