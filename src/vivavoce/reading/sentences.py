"""One source → its passages and sentences, each sentence with voice, first-person form or guard, and the names in it."""

from __future__ import annotations

import bisect
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from vivavoce.language.first_person import TOPIC, Conversion, Converter
from vivavoce.language.guards import told_of_later
from vivavoce.language.names import MONTHS, names
from vivavoce.language.parse import Parser
from vivavoce.language.sentences import sentences
from vivavoce.reading.quotations import announces, closing, foreign_first_person, quotations, quoted_spans, speaker
from vivavoce.reading.voices import AUTHOR, FIGURE, OTHER, asides, headings, voices
from vivavoce.record import Block, Figure, Passage, Quotation, Sentence, Source
from vivavoce.text import squeeze

_TESTIMONY: Final = frozenset({"paragraph", "list_item", "quotation", "bibliography", "note"})
_ANAPHORIC: Final = re.compile(
    r"^\W*(?:(?:and|but|so|yet|then|thus|however|instead|still|moreover|also|later|there|here|in\s+this|in\s+that|"
    r"at\s+this|at\s+that|after\s+this|after\s+that)\W+)?"
    r"(?:he|she|it|they|his|her|its|their|this|that|these|those|such|here|there|the\s+(?:latter|former|same|book|work|"
    r"first|second))\b|^\W*(?:[\w-]+\s+){1,3}\d*,?\s*(?:he|she|him|her|his)\b",
    re.I,
)
_POSSESSED: Final = re.compile(r"’s(?=\s[“\"‘])")  # the parser takes this one for a verb
_DATED: Final = re.compile(r"\W*(?:(?:[A-Z][a-z]+|\d{1,2})\s+){0,2}\d{3,4}\b[^\w\n]{1,6}\s*[A-Z]")
"""A paragraph that opens with a date of its own is an entry of a chronology."""
_WORDS_A_MENTION: Final = 120
"""A text that names the figure at least once in so many words is about the figure."""
_SENT: Final = re.compile(r"^\W*(?:LETTER\s+\d+\w?\W*)?(?:(?:[A-Z][A-Z.’'-]*\s+){0,5}TO\s+(?:[A-Z][A-Z.’'-]*\W+){1,5})?$")
_WHERE_AND_WHEN: Final = re.compile(
    r"^\W*(?:(?:[A-Z][\w.’'-]*|\d{1,3}|of|the|near)\W+){0,8}?(?:\d{1,2}(?:st|nd|rd|th|d)?|[A-Z][a-z]{2,8}\.?)\W+(?:[A-Z][a-z]{2,8}\W+)?"
    r"(?:probably\s+)?1\d{3}\W*$")
_SALUTES: Final = re.compile(
    r"^\W*(?:(?:my\s+)?(?:very\s+|own\s+)?(?:dear(?:est)?|honou?red)(?:\s+(?!me\b)[\w.’'-]+){1,4}|(?:dear\s+)?(?:sirs?|madam|gentlemen))\W*$", re.I)
_PARTS: Final = re.compile(
    r"^\W*(?i:(?:and\s+)?(?:pray\s+|to\s+)?believe\s+me|(?:and\s+)?I\s+(?:am|remain)|with\b[\w\s,’']{0,40},|farewell|(?:my\s+)?dear\b)?(?:\W*[\w.’'-]+){0,5}?\W*"
    r"\b(?i:yours|ever|your\s+(?:(?!to\b|an?\b|of\b|the\b|my\b|is\b|for\b)\w+\s+){0,4}(?:friend|servant|son|daughter|brother|sister))\b,?"
    r"(?i:\s+(?:yours?|very|most|ever|my|dear|and|truly|sincerely|faithfully|gratefully|respectfully|obediently|affectionately?|obliged|sir|old|friend)\b,?)*"
    r"\W*(?:[A-Z][A-Za-z]*\.?,?\s*){0,5}\W*$")
_SIGNS: Final = re.compile(r"^\W*(?:[A-Z][A-Za-z]{0,6}\.\s*){0,4}[A-Z][A-Z’'-]{2,}\W*$")
_FORM_WORDS: Final = 14
_GOES_ON: Final = 15
"""Words beside its quotations from which a paragraph that opens with one is the author's."""
_NUMBERED: Final = re.compile(r"\W*\d{1,2}[.)]?\s")
_CLAIMED: Final = re.compile(
    r"\b(?:claim\w*|alleg\w*|assert\w*|affirm\w*|contend\w*|den(?:y|ies|ied)|maintain\w*|suppos\w*|charg(?:es?|ed)|accus\w*|said\s+to)\b", re.I)
"""What announces a list of what others hold."""
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence before it is read: its span, its block, the voice of its block, its passage, whether it leans on what stands before."""

    start: int
    end: int
    block: int
    voice: str
    passage: int = -1
    anaphoric: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A source divided: passages and pieces, in order; all that searching needs and nothing that a parser gives."""

    source: Source
    passages: tuple[Passage, ...]
    pieces: tuple[Piece, ...]
    under: tuple[str, ...]


def _without_note(text: str, start: int, end: int, notes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A sentence, and apart from it the editor's note that opens or ends it; `notes` are in order, none within another."""
    first = max(0, bisect_right(notes, start, key=lambda note: note[0]) - 1)
    for opens, closes in notes[first:first + 8]:
        behind = re.match(r"[\s.,;:!?]*", text[closes:end])
        rest = closes + (behind.end() if behind else 0)
        if opens <= start < closes and rest < end and re.search(r"\w", text[rest:end]):
            return [(start, closes), *_without_note(text, rest, end, notes)]
        if start < opens < end <= rest and re.search(r"\w", text[start:opens]):
            return [(start, start + len(text[start:opens].rstrip())), (opens, end)]
    return [(start, end)]


def is_form(words: str) -> bool:
    """Is it what every letter has and nobody says: to whom it goes, where and when it was written, the salutation, the parting, the name below?"""
    plain = squeeze(words)
    return len(plain.split()) <= _FORM_WORDS and any(form.match(plain) for form in (_SENT, _WHERE_AND_WHEN, _SALUTES, _PARTS, _SIGNS))


def _to_parse(outline: Outline, piece: Piece) -> bool:
    """Is a sentence parsed? An account alone can be put into the first person."""
    return piece.voice == AUTHOR and outline.source.blocks[piece.block].kind != "bibliography"


def words_to_parse(outline: Outline) -> int:
    """How many words `Reader.read` will tell its step of."""
    return sum(len(outline.source.text[p.start:p.end].split()) for p in outline.pieces if _to_parse(outline, p))


class Reader:
    """Reads sources about one figure: first divides them, then reads sentence by sentence."""

    def __init__(self, figure: Figure, parser: Callable[[], Parser], passage_words: int) -> None:
        self.figure, self._parser, self._words = figure, parser, passage_words
        self.converter = Converter(figure)

    def outline(self, source: Source, first_passage: int, corrections: Sequence[tuple[int, int, str]] = ()) -> Outline:
        """Divide a source into passages, numbered on from `first_passage`, and pieces; what the owner muted is left out."""
        spoken, notes = voices(source, self.figure), asides(source, self.figure)
        pieces = [
            Piece(a, b, i, OTHER if spoken[i] not in (AUTHOR, source.editor) and _within(a, b, notes) else spoken[i],
                  anaphoric=bool(_ANAPHORIC.match(source.text[a:b])))
            for i, block in enumerate(source.blocks)
            if block.kind in _TESTIMONY
            for first, last in sentences(source.text, block.start, block.end)
            for a, b in _without_note(source.text, first, last, notes)
            if not _touched(a, b, "mute", corrections) and not (source.parts and is_form(source.text[a:b]))
        ]
        pieces = list(_opened(source, pieces))
        under = headings(source.blocks, source.text)
        passages, placed = self._passages(source, pieces, under, first_passage, corrections)
        return Outline(source, tuple(passages), tuple(placed), tuple(under))

    def read(
        self,
        outline: Outline,
        first_sentence: int,
        step: Callable[[int], None] = lambda words: None,
        corrections: Sequence[tuple[int, int, str]] = (),
    ) -> list[Sentence]:
        """The sentences of an outline, one for each piece, numbered on from `first_sentence`; `step` is told the words that were parsed."""
        return [_corrected(sentence, corrections) for sentence in self._sentences(outline, first_sentence, step)]

    def quoted(self, outline: Outline, sentences: Sequence[Sentence], first: int,
               corrections: Sequence[tuple[int, int, str]] = ()) -> tuple[list[Quotation], list[Sentence]]:
        """The quotations of a source, numbered on from `first`, and its sentences with the voices that the quotations give them.

        What the owner muted is left out of both.
        """
        spoken = voices(outline.source, self.figure)
        found = quotations(outline.source, self.figure, spoken, sentences, first)
        found = [q for q in found if not _touched(q.start, q.end, "mute", corrections)]
        starts = [block.start for block in outline.source.blocks]
        return found, [_voiced(s, found, spoken[bisect.bisect_right(starts, s.start) - 1]) for s in sentences]

    def _passages(self, source: Source, pieces: list[Piece], under: list[str], first: int,
                  corrections: Sequence[tuple[int, int, str]]) -> tuple[list[Passage], list[Piece]]:
        """Group sentences into passages of about the wished size, never across a heading, a voice, what is muted or a bibliography's edge."""
        passages: list[Passage] = []
        placed: list[Piece] = []
        words = 0
        for index, piece in enumerate(pieces):
            count = len(source.text[piece.start : piece.end].split())
            before = pieces[index - 1] if index else None
            fresh = (
                before is None
                or under[piece.block] != under[before.block]
                or piece.voice != before.voice
                or _touched(before.end, piece.start, "mute", corrections)
                or (
                    source.blocks[piece.block].kind != source.blocks[before.block].kind
                    and "bibliography" in (source.blocks[piece.block].kind, source.blocks[before.block].kind)
                )
                or words + count > self._words
                or (piece.block != before.block and words > self._words // 2)
            )
            if fresh:
                passages.append(Passage(first + len(passages), source.id, piece.start, piece.end, under[piece.block]))
                words = 0
            else:
                passages[-1] = replace(passages[-1], end=piece.end)
            words += count
            placed.append(replace(piece, passage=passages[-1].id))
        return passages, placed

    def _sentences(self, outline: Outline, first: int, step: Callable[[int], None]) -> Iterator[Sentence]:
        source = outline.source
        raws = [source.text[p.start : p.end] for p in outline.pieces]
        needed = [_to_parse(outline, piece) for piece in outline.pieces]
        parsed = (_POSSESSED.sub("'s", self.converter.readable(raw)) for raw, need in zip(raws, needed, strict=True) if need)
        docs = self._parser().parse(parsed) if any(needed) else iter(())
        state = _Account(source, self.converter)
        for index, piece in enumerate(outline.pieces):
            block = source.blocks[piece.block]
            doc = next(docs) if needed[index] else None
            voice, conversion = (piece.voice, None) if doc is None else state.hear(piece, block, doc, raws[index], outline.under[piece.block])
            damaged = source.health.at(piece.start, piece.end) == "degraded"
            usable = conversion if voice == AUTHOR and not damaged else None
            yield Sentence(
                first + index,
                source.id,
                piece.start,
                piece.end,
                piece.passage,
                block.kind,
                voice,
                usable.text if usable else None,
                usable.edits if usable else (),
                _guard(voice, doc is not None, usable),
                _entities(doc, frozenset({"PERSON"})),
                _entities(doc, _PLACES),
                piece.anaphoric,
            )
            if doc is not None:
                step(len(raws[index].split()))


def _guard(voice: str, parsed: bool, usable: Conversion | None) -> str:
    if usable or voice == FIGURE or not parsed:
        return usable.guard if usable else ""
    return "the text is degraded" if voice == AUTHOR else "another's words"


def _entities(doc: Any, labels: frozenset[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(squeeze(e.text) for e in doc.ents if e.label_ in labels)) if doc is not None else ()


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
        self.presumed = ""  # who opened a block with words of theirs, and is the one who goes on to speak in it
        self.people: dict[str, str] = {}  # surnames met so far; another source's are no guide to this one
        self.entry = self.dated = self.claimed = False
        named = len(converter.pattern.findall(source.text))
        self.about = bool(converter.pattern.search(source.title)) or named * _WORDS_A_MENTION >= len(source.text.split())

    def hear(self, piece: Piece, block: Block, doc: Any, raw: str, heading: str) -> tuple[str, Conversion | None]:
        """The voice of a sentence and, where the author tells of the figure, its conversion."""
        if piece.block != self.block:
            self._enter(piece, block)
        if piece.voice not in (AUTHOR,):
            return piece.voice, None
        if self.block_voice:
            return self.block_voice, None
        named = speaker(doc, self.converter, self.before)
        inside = next((i for i, q in enumerate(self.quotes) if q.start <= piece.start and piece.end <= q.end and q.end - q.start > 25), None)
        for index, quote in enumerate(self.quotes):
            beside = index != inside and piece.start < quote.end and quote.start < piece.end  # who speaks in quoted words is not who says them
            near = 0 <= quote.start - piece.end <= 3
            follows = near and (_announcing(raw) or (index > 0 and piece.start < self.quotes[index - 1].end))
            if (follows or beside) and named and self.speakers.get(index) is None:
                self.speakers[index] = self.presumed if named == OTHER and self.presumed and self._by_pronoun(doc) else named
        if inside is not None:
            return self.speakers.get(inside) or OTHER, None
        self.converter.meet(doc, self.people)
        conversion = self.converter.convert(doc, raw, piece.start, self.before, self.people, self.entry)
        if heading and conversion.text and (told_of_later(heading) or self.converter.outer_guard(heading) == "after death"):
            conversion = replace(conversion, text=None, edits=(), guard="after death")
        if conversion.text and self.claimed:
            conversion = replace(conversion, text=None, edits=(), guard="what others claim")
        if conversion.text and self.source.text[piece.start : piece.end].rstrip()[-1:] in ":,—–":
            conversion = replace(conversion, text=None, edits=(), guard="an introduction")
        if not (conversion.transparent and self.before is not None):
            self.before = conversion
        self.last_speaker = named
        return AUTHOR, conversion

    def _enter(self, piece: Piece, block: Block) -> None:
        """Begin a block: is it a quotation as a whole, and whose?"""
        began, previous = self.block, self.source.blocks[self.block] if self.block >= 0 else None
        text = self.source.text[block.start : block.end]
        before_text = self.source.text[previous.start : previous.end] if previous else ""
        adjacent = self.block >= 0 and not any(b.kind == "heading" for b in self.source.blocks[self.block + 1 : piece.block])
        introduced = adjacent and announces(before_text) and block.kind != "list_item"
        listed = adjacent and (block.kind == "list_item" or bool(_NUMBERED.match(text)))
        self.claimed = listed and (self.claimed or (announces(before_text) and bool(_CLAIMED.search(before_text))))
        self.quotes = quoted_spans(self.source.text, block.start, block.end)
        self.speakers, self.presumed = {}, ""
        whole = len(self.quotes) == 1 and self.quotes[0].end - self.quotes[0].start > 0.9 * (block.end - block.start)
        opened_before = text.count("”") > text.count("“")
        continued = bool(self.block_voice) and adjacent and (whole or (text.lstrip()[:1] in '“"' and not introduced))
        if block.kind != "quotation" and (continued or introduced) and self._told_on(block):
            self.presumed = (self.block_voice if continued else self.last_speaker) or OTHER
            self.speakers = {0: self.presumed}
            self.block_voice = ""
        elif continued:
            pass
        elif (
            block.kind == "quotation"
            or opened_before
            or (whole and len(text) > 60)
            or (introduced and (foreign_first_person(text) or text.lstrip()[:1] in "“\"'‘" or self._given(before_text, text, block)))
        ):
            self.block_voice = self.last_speaker or OTHER if adjacent else OTHER
        elif adjacent and self.last_speaker and foreign_first_person(text) and not re.search(r"\bI\b", _bare(before_text)) and (
                not self.block_voice or (previous is not None and previous.kind != "quotation" and foreign_first_person(before_text))):
            self.block_voice = self.last_speaker
        else:
            self.block_voice = ""
        self.block = piece.block
        between = [b for b in self.source.blocks[max(0, began):piece.block] if b.kind == "heading"]
        if between:
            self.dated = _dated(self.source.text[between[-1].start:between[-1].end])
        self.entry = self.about and (self.dated or block.kind == "list_item" or bool(_DATED.match(text)))
        if self.about and (between or block.kind == "list_item" or _DATED.match(text)):
            self.before = self._topic(self.source.text[between[-1].start:between[-1].end] if between else "")
        elif not (adjacent and self.before is not None and self.before.tells and not self.before.rivals and not self.before.open):
            self.before = None

    def _by_pronoun(self, doc: Any) -> bool:
        """Does nobody but a pronoun that may be the figure's stand beside quoted words?"""
        return any(t.lower_ in self.converter.pronouns for t in doc) and not any(e.label_ == "PERSON" for e in doc.ents)

    def _told_on(self, block: Block) -> bool:
        """Do quoted words open a block and close in it, and does the author go on for more than the words that say whose they are?"""
        text = self.source.text
        opened = block.start + len(text[block.start:block.end]) - len(text[block.start:block.end].lstrip())
        if not (self.quotes and self.quotes[0].start == opened and (closed := closing(text, opened, block.end))):
            return False
        told = [text[max(closed, q.end):after] for q, after in zip(self.quotes, (*(q.start for q in self.quotes[1:]), block.end), strict=True)]
        return sum(len(words.split()) for words in told) >= _GOES_ON

    def _given(self, announcing: str, text: str, block: Block) -> bool:
        """Does a paragraph give the words that the one before announces by a verb of speech and a colon? Not where it names its speaker."""
        if block.kind != "paragraph" or not self.last_speaker or announcing.rstrip("*_ ")[-1:] != ":":
            return False
        return self.last_speaker != FIGURE or not self.converter.pattern.search(text)

    def _topic(self, heading: str) -> Conversion | None:
        """A section or an entry of an account of the figure begins with the figure, unless its heading names somebody else."""
        parts = [part for name in names(self.converter.pattern.sub("", heading)) for part in name.split()]
        if any(part in self.people for part in parts) or (heading.rstrip().endswith("?") and parts and not self.converter.pattern.search(heading)):
            return None
        return TOPIC


def _dated(heading: str) -> bool:
    """Is a heading a date, or does it begin with one?"""
    return bool(re.match(r"[\W_]*(?:[A-Z][a-z]+\s+|\d{1,2}\s+){0,2}\d{3,4}\b", heading) or re.match(
        rf"[\W_]*(?:\d{{1,2}}\s+)?(?:{'|'.join(MONTHS)})\b", heading, re.I))


def _bare(text: str) -> str:
    return re.sub(r"[“\"][^”\"]*[”\"]", "", text)


def _opened(source: Source, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Where a quotation of several sentences opens within a sentence that announces it, the announcement is a sentence of its own."""
    quotes: dict[int, list[tuple[int, int]]] = {}
    for piece in pieces:
        if piece.block not in quotes:
            block = source.blocks[piece.block]
            quotes[piece.block] = [(q.start, q.end) for q in quoted_spans(source.text, block.start, block.end)]
        text = source.text
        opening = next((a for a, b in quotes[piece.block] if piece.start < a < piece.end < b and _announcing(text[piece.start:a])
                        and re.search(r"\w", text[piece.end:b])), 0)
        if not opening:
            yield piece
            continue
        lead = text[piece.start:opening].rstrip()
        yield replace(piece, end=piece.start + len(lead))
        yield replace(piece, start=opening, anaphoric=False)


def _announcing(lead: str) -> bool:
    """Do the words before a quotation announce it: two at least, and a colon, a comma or a dash?"""
    return len(lead.split()) > 1 and lead.rstrip()[-1:] in ":,—–"


def _within(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Does more than half of a stretch lie in one of the spans, which are in order?"""
    index = bisect_right(spans, start, key=lambda span: span[0])
    return any(min(end, b) - max(start, a) > (end - start) / 2 for a, b in spans[max(0, index - 1):index + 2])


def _voiced(sentence: Sentence, found: Sequence[Quotation], told_by: str) -> Sentence:
    """A sentence that stands wholly in somebody's quoted words is that person's; `told_by` is the voice of its block."""
    before = bisect.bisect_right(found, sentence.start, key=lambda q: q.start)
    inside = [q for q in found[max(0, before - 12):before] if sentence.end <= q.end and q.kind == "speech"]
    if not inside or sentence.guard == "the owner's word" or told_by not in (AUTHOR, FIGURE):
        return sentence
    speaker = inside[-1].speaker
    if not speaker and (sentence.voice not in (AUTHOR, FIGURE) or (sentence.voice == FIGURE and told_by == AUTHOR)):
        return sentence  # the sentence itself knows more
    if speaker == FIGURE == told_by != sentence.voice:
        return sentence  # in an editor's note, who tells is not the figure
    if (speaker or OTHER) == sentence.voice:
        return sentence
    return replace(sentence, voice=speaker or OTHER, first_person=None, edits=(), guard="" if speaker == FIGURE else "another's words")


def _touched(start: int, end: int, action: str, corrections: Sequence[tuple[int, int, str]]) -> bool:
    return any(a < end and start < b and wanted == action for a, b, wanted in corrections)


def _corrected(sentence: Sentence, corrections: Sequence[tuple[int, int, str]]) -> Sentence:
    """The owner's word: a `quote_only` span is never put into the first person."""
    if not _touched(sentence.start, sentence.end, "quote_only", corrections):
        return sentence
    voice = AUTHOR if sentence.voice == FIGURE else sentence.voice
    return replace(sentence, first_person=None, edits=(), guard="the owner's word", voice=voice)
