"""One source → its passages and sentences, each sentence with voice, first-person form or guard, and the names in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from vivavoce.language.first_person import Conversion, Converter
from vivavoce.language.parse import Parser
from vivavoce.language.sentences import sentences
from vivavoce.reading.quotations import announces, foreign_first_person, quoted_spans, speaker
from vivavoce.reading.voices import AUTHOR, FIGURE, OTHER, headings, voices
from vivavoce.record import Block, Figure, Passage, Sentence, Source
from vivavoce.text import squeeze

_TESTIMONY: Final = frozenset({"paragraph", "list_item", "quotation", "bibliography"})
_ANAPHORIC: Final = re.compile(r"^\W*(?:(?:and|but|so|yet|then|thus|however|instead|still|moreover|also|later|there|here|in\s+this|in\s+that|"
                               r"at\s+this|at\s+that|after\s+this|after\s+that)\W+)?"
                               r"(?:he|she|it|they|his|her|its|their|this|that|these|those|such|here|there|the\s+(?:latter|former|same|book|work|"
                               r"first|second))\b", re.I)
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence on its way: its span, its block, and the voice that its block has."""

    start: int
    end: int
    block: int
    voice: str


class Reader:
    """Reads sources about one figure; passages and sentences are numbered on from `first_passage` and `first_sentence`."""

    def __init__(self, figure: Figure, parser: Callable[[], Parser], passage_words: int) -> None:
        self.figure, self._parser, self._words = figure, parser, passage_words
        self.converter = Converter(figure)

    def read(self, source: Source, first_passage: int, first_sentence: int, step: Callable[[int], None] = lambda words: None,
             corrections: Sequence[tuple[int, int, str]] = ()) -> tuple[list[Passage], list[Sentence]]:
        """Passages and sentences of a source; `step` is told the words that were read."""
        spoken = voices(source, self.figure)
        pieces = [_Piece(a, b, i, spoken[i]) for i, block in enumerate(source.blocks) if block.kind in _TESTIMONY
                  for a, b in sentences(source.text, block.start, block.end)]
        under = headings(source.blocks, source.text)
        passages, place = self._passages(source, pieces, under, first_passage)
        found = list(self._sentences(source, pieces, under, first_sentence, place, step))
        return passages, [s for s in (_corrected(s, corrections) for s in found) if s is not None]

    def _passages(self, source: Source, pieces: list[_Piece], under: list[str], first: int) -> tuple[list[Passage], list[int]]:
        """Group sentences into passages of about the wished size, never across a heading, a voice or a bibliography's edge."""
        passages: list[Passage] = []
        place: list[int] = []
        words = 0
        for index, piece in enumerate(pieces):
            count = len(source.text[piece.start:piece.end].split())
            before = pieces[index - 1] if index else None
            fresh = before is None or under[piece.block] != under[before.block] or piece.voice != before.voice \
                or (source.blocks[piece.block].kind != source.blocks[before.block].kind and "bibliography" in (
                    source.blocks[piece.block].kind, source.blocks[before.block].kind)) \
                or words + count > self._words or (piece.block != before.block and words > self._words // 2)
            if fresh:
                passages.append(Passage(first + len(passages), source.id, piece.start, piece.end, under[piece.block]))
                words = 0
            else:
                passages[-1] = replace(passages[-1], end=piece.end)
            words += count
            place.append(passages[-1].id)
        return passages, place

    def _sentences(self, source: Source, pieces: list[_Piece], under: list[str], first: int, place: list[int],
                   step: Callable[[int], None]) -> Iterator[Sentence]:
        raws = [source.text[p.start:p.end] for p in pieces]
        needed = [p.voice != FIGURE and source.blocks[p.block].kind != "bibliography" for p in pieces]
        parsed = (raw.replace("\n", " ").replace("\r", " ") for raw, need in zip(raws, needed, strict=True) if need)
        docs = self._parser().parse(parsed) if any(needed) else iter(())
        state = _Account(source, self.converter)
        for index, piece in enumerate(pieces):
            block = source.blocks[piece.block]
            doc = next(docs) if needed[index] else None
            voice, conversion = (piece.voice, None) if doc is None else state.hear(piece, block, doc, raws[index], under[piece.block])
            usable = conversion is not None and voice == AUTHOR and source.health.verdict != "degraded"
            yield Sentence(
                first + index, source.id, piece.start, piece.end, place[index], block.kind, voice,
                conversion.text if conversion and usable else None, conversion.edits if conversion and usable else (),
                "" if voice == FIGURE else conversion.guard if conversion and usable else "" if conversion is None
                else "the text is degraded" if voice == AUTHOR else "another's words",
                tuple(dict.fromkeys(squeeze(e.text) for e in doc.ents if e.label_ == "PERSON")) if doc is not None else (),
                tuple(dict.fromkeys(squeeze(e.text) for e in doc.ents if e.label_ in _PLACES)) if doc is not None else (),
                bool(_ANAPHORIC.match(raws[index])))
            step(len(raws[index].split()))


class _Account:
    """What reading an account from front to back has to remember: whose words are open, whom the last sentence was about."""

    def __init__(self, source: Source, converter: Converter) -> None:
        self.source, self.converter = source, converter
        self.block = -1
        self.before: Conversion | None = None
        self.quotes: list[Any] = []
        self.speakers: dict[int, str] = {}
        self.last_speaker = ""
        self.block_voice = ""

    def hear(self, piece: _Piece, block: Block, doc: Any, raw: str, heading: str) -> tuple[str, Conversion | None]:
        """The voice of a sentence and, where the author tells of the figure, its conversion."""
        if piece.block != self.block:
            self._enter(piece, block)
        if piece.voice not in (AUTHOR,):
            return piece.voice, None
        if self.block_voice:
            return self.block_voice, None
        named = speaker(doc, self.converter, self.before, False)
        inside = next((i for i, q in enumerate(self.quotes) if q.start <= piece.start and piece.end <= q.end and q.end - q.start > 25), None)
        for index, quote in enumerate(self.quotes):
            if piece.start < quote.end and quote.start < piece.end and (named and self.speakers.get(index) is None):
                self.speakers[index] = named
        if inside is not None:
            return self.speakers.get(inside) or (named if named else OTHER), None
        conversion = self.converter.convert(doc, raw, piece.start, self.before)
        if heading and conversion.text and self.converter.outer_guard(heading) == "after death":
            conversion = replace(conversion, text=None, edits=(), guard="after death")
        if conversion.text and self.source.text[piece.start:piece.end].rstrip().endswith(":"):
            conversion = replace(conversion, text=None, edits=(), guard="an introduction")
        self.before = conversion
        self.last_speaker = named
        return AUTHOR, conversion

    def _enter(self, piece: _Piece, block: Block) -> None:
        """Begin a block: is it a quotation as a whole, and whose?"""
        previous = self.source.blocks[self.block] if self.block >= 0 else None
        text = self.source.text[block.start:block.end]
        before_text = self.source.text[previous.start:previous.end] if previous else ""
        adjacent = self.block >= 0 and not any(b.kind == "heading" for b in self.source.blocks[self.block + 1:piece.block])
        introduced = adjacent and announces(before_text) and block.kind != "list_item"
        self.quotes = quoted_spans(self.source.text, block.start, block.end)
        self.speakers = {}
        whole = len(self.quotes) == 1 and self.quotes[0].end - self.quotes[0].start > 0.9 * (block.end - block.start)
        opened_before = text.count("”") > text.count("“")
        continued = bool(self.block_voice) and adjacent and (whole or (text.lstrip()[:1] in "“\"" and not introduced))
        if continued:
            pass
        elif block.kind == "quotation" or opened_before or (whole and len(text) > 60) or (introduced and (
                foreign_first_person(text) or text.lstrip()[:1] in "“\"'‘")):
            self.block_voice = self.last_speaker or OTHER if adjacent else OTHER
        elif adjacent and foreign_first_person(text) and self.last_speaker and not re.search(r"\bI\b", re.sub(r"[“\"][^”\"]*[”\"]", "", before_text)):
            self.block_voice = self.last_speaker
        else:
            self.block_voice = ""
        self.block = piece.block
        strict = self.before is not None and self.before.subject == "figure" and not self.before.rivals and adjacent
        if not strict:
            self.before = None


def _corrected(sentence: Sentence, corrections: Sequence[tuple[int, int, str]]) -> Sentence | None:
    """The owner's word: a muted span does not testify, a `quote_only` one is never put into the first person."""
    for start, end, action in corrections:
        if sentence.start < end and start < sentence.end:
            if action == "mute":
                return None
            voice = AUTHOR if sentence.voice == FIGURE else sentence.voice
            sentence = replace(sentence, first_person=None, edits=(), guard="the owner's word", voice=voice)
    return sentence
