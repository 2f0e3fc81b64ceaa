"""The figure's page, made of the archive alone: what it shows is cut from sources, ordered and cited; nothing is added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from vivavoce.archive import Archive
from vivavoce.collation.clashes import recorded
from vivavoce.dialogue.answering import answer
from vivavoce.evidence.voice import mode_of, same, speaker
from vivavoce.evidence.whose import PERHAPS, of_figure
from vivavoce.kept import Kept
from vivavoce.profile.asking import questions
from vivavoce.profile.cards import cards
from vivavoce.profile.life import biography, known_for
from vivavoce.profile.line import one_line
from vivavoce.profile.telling import presentable, quotable, reported, said
from vivavoce.record import Citation, Disagreement, EntryKind, Event, LongAnswer, Mode, Moment, Page, Reading, Said, Sentence
from vivavoce.text import bare, stems

_WITNESSES: Final = 6
_FOUNDED: Final = 6
_MATTERS: Final = ("When were you born?", "Where were you born?", "When did you die?", "Where did you die?", "When did you marry?",
                   "How many children did you have?", "With what were you killed?", "Who killed you?", "Where are you buried?")
_QUOTATIONS: Final = 12
_FEW: Final = 6
_SHORTEST, _LONGEST = 6, 40
_REPEATED: Final = 0.8
"""What each other source is worth that prints a sentence too: the words that a figure is remembered by."""


def make_page(archive: Archive, kept: Kept | None = None) -> Page:
    """Everything a visitor sees of a figure, from the archive alone; the same archive, the same page. What models give is recalled from `kept`."""
    archive = archive.held(kept)
    figure, record = archive.figure, archive.record
    shown = {kind: cards(archive, record.entries(kind), kind) for kind in EntryKind}
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
        shown[EntryKind.PERSON],
        shown[EntryKind.PLACE],
        shown[EntryKind.ORGANISATION],
        shown[EntryKind.OCCASION],
        shown[EntryKind.WORK],
        shown[EntryKind.IDEA],
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
    by = speaker(best, archive) if best and event.mode == Mode.QUOTED else ""
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
    known = [_cited(disagreement) for disagreement in found.values()]
    return (*found.values(), *(d for d in recorded(archive) if all(len(_cited(d) & cited) < 2 for cited in known)))


def _cited(disagreement: Disagreement) -> set[tuple[str, int]]:
    return {(c.source, c.start) for position in disagreement.positions for c in position.citations}


def _tells_of_figure(archive: Archive, citation: Citation) -> bool:
    """Do the cited words tell of the figure, and not of a namesake or of somebody a pronoun may mean?"""
    return any(of_figure(s, archive) > PERHAPS for s in archive.record.within(citation.source, citation.start, citation.end))


# --- quotations ---


def quotations(archive: Archive) -> tuple[Said, ...]:
    """The figure's most quotable own words: sound, whole in themselves, six to forty words, none twice."""
    known = known_for(archive)
    rows: list[tuple[float, str, int, Sentence | Said]] = []

    def add(text: str, more: float, source: str, start: int, one: Sentence | Said) -> None:
        rows.append((-quotable(text) - more - 0.4 * len(known & set(stems(text))), source, start, one))

    for sentence in archive.record.all_sentences("voice = 'figure'"):
        own = mode_of(sentence, archive) is Mode.OWN_WORDS and sentence.kind in ("paragraph", "quotation", "list_item")
        if own and presentable(sentence, archive, _SHORTEST, _LONGEST):
            add(bare(archive.exact(sentence)), _REPEATED * min(4, archive.repeated(sentence)), sentence.source, sentence.start, sentence)
    for words in reported(archive, _SHORTEST, _LONGEST):
        add(words.text, 0.0, words.citations[0].source, words.citations[0].start, words)
    chosen: list[Said] = []
    used: set[int] = set()
    for less, _, _, one in sorted(rows, key=lambda row: row[:3]):
        if len(chosen) >= _QUOTATIONS or (-less < 1 and len(chosen) >= _FEW):
            break
        told = said(one, archive) if isinstance(one, Sentence) else one
        if told is None:
            continue
        passages = {s.passage for c in told.citations for s in archive.record.within(c.source, c.start, c.end)}
        if passages & used or any(same(told.text, other.text) for other in chosen):
            continue
        used |= passages if archive.crowd > 1 else set()
        chosen.append(told)
    return tuple(chosen)
