"""Quoted words and who says them: inline, across sentences, and in blocks that an introduction announces."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from vivavoce.language.dates import dates
from vivavoce.language.first_person import Conversion, Converter
from vivavoce.reading.attribution import Attribution, Attributor
from vivavoce.reading.voices import AUTHOR, FIGURE, OTHER
from vivavoce.record import Figure, Quotation, Sentence, Source

_SPEECH: Final = frozenset("""say write reply answer declare announce explain describe recall tell note state remark observe add argue insist
exclaim proclaim warn predict ask cry shout admit confess conclude continue call put speak report remember recount affirm comment protest
retort respond urge express begin quote""".split())
_SINGLE_OPENS: Final = re.compile(r"‘\S|'[A-Z]")
_QUOTING: Final = frozenset({"paragraph", "list_item", "quotation"})
_REPLIES: Final = re.compile(r"\b(?:repl(?:ied|y)|answer(?:ed)?|respon(?:ded|se)|rejoined|retorted)\b")
_ANSWERED: Final = re.compile(r"[\s,_*]*(?:was|came)\s+(?:the|my|his|her)\s+(?:[\w-]+\s+){0,3}(?:reply|answer|response)\b[^.;:!?“\"]{0,60}[.;]?")
_SUBORDINATE: Final = re.compile(r"(?:^|[.!?][_*\"”]*)[\W_]*\b(?:When|As|After|While|If|Once|Before)\s[^.;!?]*\b(?:that|saying)\s[\s_*]*$")
_SIGNED: Final = re.compile(r"[\r\n]\W*(?P<n>[A-Z]{2,}\.?\s+(?:[A-Z]\.\s*){0,3}[A-Z]{3,})\W*$")
_I_NAMED: Final = re.compile(r"\bI,\s+(?:the\s+said\s+)?(?P<n>[A-Z][\w.’-]+(?:\s+[A-Z][\w.’-]+){1,3}),")
_LISTED: Final = re.compile(r"[\s,;_*]*(?:(?:and|or)\b)?[\s,;_*]*(?:(?:then|again|continuing|adding|repeating)\b)?[\s,;_*]*")
_AGAIN: Final = re.compile(r"\b(?:again|continuing|adding|repeating)\b")
_WORK: Final = re.compile(r"\b(?:works?|books?|papers?|pamphlets?|articles?|essays?|poems?|songs?|novels?|plays?|journals?|newspapers?|magazines?|"
                          r"hymns?|entitled|titled|named|(?<!-)called|ship|steamer)\s*,?\s*(?:the\s+)?[_*]*$")
_NAMES: Final = re.compile(r"\b(?:call|term|dubb|label|nam|nicknam|talk)(?:ed|s|ing)?\b")
_NAME_OF: Final = re.compile(r"\b(?:the|a|his|her|my)\s+(?:names?|titles?|nickname|appellation|word|term)(?:\s+of)?\s*[_*]*$")
_YEAR_AFTER: Final = re.compile(r"\s*\(\d{4}")
_SMALL: Final = frozenset("a an and as at but by for from in into is of on or the to with against under after de la".split())
_OPENING, _CLOSING = "“«„", "”»"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of quoted words in a block, marks included; `open` where it began in another block, `speaker` as far as known."""

    start: int
    end: int


def quoted_spans(text: str, start: int, end: int) -> list[Quoted]:
    """Quotations of a block, also those that are not closed in it or were opened before it; single marks count outside double ones."""
    spans: list[Quoted] = []
    opened: int | None = None
    straight = False
    index = start
    while index < end:
        character = text[index]
        if character in _OPENING and opened is None:
            opened = index
        elif character in _CLOSING:
            spans.append(Quoted(start if opened is None else opened, index + 1))
            opened, straight = None, False
        elif character == '"':
            if opened is None:
                opened, straight = index, True
            elif straight:
                spans.append(Quoted(opened, index + 1))
                opened, straight = None, False
        elif character in "‘'" and opened is None and (closing := _single(text, start, index, end)):
            spans.append(Quoted(index, closing))
            index = closing
            continue
        index += 1
    if opened is not None and end - opened > 1:
        spans.append(Quoted(opened, end))
    return spans


def _single(text: str, start: int, opening: int, end: int) -> int:
    """Where a quotation in single marks ends, 0 where the mark is an apostrophe; it closes after a stop, else before no letter."""
    if not _SINGLE_OPENS.match(text, opening, end) or (opening > start and text[opening - 1].isalnum()):
        return 0
    mark = "’" if text[opening] == "‘" else "'"
    until = text.find("\n\n", opening, end)
    after_word = 0
    for closing in re.compile(rf"{mark}(?!\w)").finditer(text, opening + 2, end if until < 0 else until):
        if after_word and text.find(text[opening], after_word, closing.start()) >= 0:
            break
        if text[closing.start() - 1] in ".,!?;:…—-)":
            return closing.end()
        if mark == "’" and not after_word and text[closing.start() - 1] != "s":
            after_word = closing.end()
    return after_word


def closing(text: str, start: int, end: int) -> int:
    """Where the quotation that opens a stretch of text ends, others in the same marks within it; 0 where nothing closes it."""
    depth = 0
    for mark in re.finditer(r"[“”«»\"]", text[start:end]):
        before, after = text[start:start + mark.start()][-1:], text[start + mark.end():end][:1]
        opens = mark.group() in "“«" or (mark.group() == '"' and (not before or before in " \n\r\t([—–-") and not after.isspace())
        depth += 1 if opens else -1
        if depth <= 0:
            return start + mark.end()
    return 0


def speaker(doc: Any, converter: Converter, before: Conversion | None) -> str:
    """Who a sentence says speaks: `figure`, a name, or nothing where no verb of speech has a subject that can be told."""
    for verb in (t for t in doc if t.lemma_.lower() in _SPEECH and t.pos_ in ("VERB", "AUX")):
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        head = verb
        while subject is None and head.dep_ in ("conj", "advcl", "xcomp") and head.head.i != head.i:
            head = head.head
            subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None:
            continue
        named = _named(subject, doc, converter)
        if named:
            return named
        if subject.lower_ in converter.pronouns:
            names = [t for t in doc if t.ent_type_ == "PERSON" and t.i < subject.i]
            mentioned = list(converter.pattern.finditer(doc.text[:subject.idx]))
            if mentioned and len(names) <= sum(len(m.group().split()) for m in mentioned):
                return FIGURE
            if not names and before is not None and before.subject == "figure" and not before.rivals:
                return FIGURE
        return OTHER
    return ""


def _named(subject: Any, doc: Any, converter: Converter) -> str:
    left = min(t.i for t in subject.subtree if t.dep_ in ("compound", "flat") or t is subject)
    name = doc[left:subject.i + 1].text
    if converter.pattern.fullmatch(name) or converter.pattern.fullmatch(subject.text):
        return FIGURE
    return name if subject.pos_ == "PROPN" else ""


def announces(text: str) -> bool:
    """Does a paragraph end by announcing somebody's words?"""
    return bool(re.search(r"[:—]\s*[-—]*\s*$", text.rstrip("* _")))


def foreign_first_person(text: str) -> bool:
    """A paragraph in the first person singular outside quotation marks."""
    bare = re.sub(r"[“\"][^”\"]*[”\"]", "", text)
    return len(re.findall(r"\b(?:I|my|me|myself)\b", bare)) >= 2 or bool(re.match(r"\W*(?:I|My)\b", bare))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Quoted words from mark to mark, from block `first` to block `last`; whether a mark closes them, and the place of what they are nested in."""

    start: int
    end: int
    first: int
    last: int
    closed: bool = True
    outer: int = -1
    marked: bool = True


def quotations(source: Source, figure: Figure, voices: Sequence[str], sentences: Sequence[Sentence], first: int = 0) -> list[Quotation]:
    """The quotations of a source in order, numbered on from `first`: whose they are, to whom, and which words say so.

    `voices` is who speaks in each block; `sentences` are its sentences as read, which know of blocks that are quoted without marks.
    """
    stretches = list(_nested(source.text, _joined(source, _unmarked(source, voices, sentences))))
    reader = _Whose(source, figure, voices, stretches)
    found = []
    for index, stretch in enumerate(stretches):
        told = reader.attribution(index)
        kind = _kind(source.text, stretch, told) if stretch.marked else "speech"
        spoken = told if told is not None and kind == "speech" else Attribution("")
        introduced = (spoken.start, spoken.end) if spoken.end > spoken.start else None
        date = _said_on(source.text[spoken.start:spoken.end]) if introduced else ""
        found.append(Quotation(first + index, source.id, stretch.start, stretch.end, kind, spoken.speaker, spoken.addressee, introduced, date,
                               first + stretch.outer if stretch.outer >= 0 else None))
    return found


def _unmarked(source: Source, voices: Sequence[str], sentences: Sequence[Sentence]) -> dict[int, str]:
    """Blocks of an account that are another's words as a whole, without marks: block number → speaker, as the sentences were heard."""
    found: dict[int, str] = {}
    starts = [block.start for block in source.blocks]
    heard: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        heard.setdefault(bisect.bisect_right(starts, sentence.start) - 1, []).append(sentence)
    for number, said in heard.items():
        others = {s.voice for s in said}
        if voices[number] == AUTHOR and len(others) == 1 and AUTHOR not in others and len(said) > 1:
            found[number] = others.pop()
    return found


def _joined(source: Source, unmarked: dict[int, str]) -> Iterator[_Stretch]:
    """Quotations in order; one that is opened again at each paragraph is one."""
    pending: _Stretch | None = None
    for number, block in enumerate(source.blocks):
        if block.kind not in _QUOTING:
            if pending and block.kind == "heading":
                yield pending
                pending = None
            continue
        spans = quoted_spans(source.text, block.start, block.end)
        spans = [s for s in spans if not any(o != s and o.start <= s.start and s.end <= o.end for o in spans)]
        whole = bool(spans) and spans[0].end - spans[0].start > 0.9 * (block.end - block.start)
        if not whole and (block.kind == "quotation" or number in unmarked):
            if pending and pending.marked:
                yield pending
                pending = None
            follows = pending is not None and pending.last == number - 1
            if pending and not follows:
                yield pending
            pending = _Stretch(pending.start if pending and follows else block.start, block.end, pending.first if pending and follows else number,
                               number, marked=False)
            continue
        if pending and not (spans and pending.marked and spans[0].start == block.start):
            yield pending
            pending = None
        for span in spans:
            closed = source.text[span.end - 1] in _CLOSING + "\"'’"
            here = _Stretch(span.start, span.end, number, number, closed)
            if pending:
                here, pending = replace(here, start=pending.start, first=pending.first), None
            if not closed:
                pending = here
                continue
            yield here
    if pending:
        yield pending


def _nested(text: str, stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Each quotation followed by those within it."""
    count = 0
    for stretch in stretches:
        yield stretch
        outer, count = count, count + 1
        inner = quoted_spans(text, stretch.start + stretch.marked, stretch.end - stretch.marked)
        for span in inner:
            both = text[span.start] in _OPENING + "\"'‘" and text[span.end - 1] in _CLOSING + "\"'’"
            if both and span.end - span.start > 2 and span.end < stretch.end:
                yield _Stretch(span.start, span.end, stretch.first, stretch.last, outer=outer)
                count += 1


class _Own:
    """The figure's own text of a source, in which others' introductions to it are looked up."""

    def __init__(self, source: Source, voices: Sequence[str]) -> None:
        self.text = source.text
        told = (source.text[block.start:block.end] for block, voice in zip(source.blocks, voices, strict=True) if voice == FIGURE)
        self._words = _plain_words(re.sub(r"[“\"][^”\"]*[”\"]", " | ", " | ".join(told))) if FIGURE in voices else ""

    def has(self, start: int, end: int) -> bool:
        """Do the quoted words stand there outside quotation marks? A run of eight words suffices, or the whole where it is of five or more."""
        if not self._words:
            return False
        words = _plain_words(self.text[start:end]).split()
        return len(words) >= 5 and any(f" {' '.join(words[i:i + 8])} " in self._words for i in range(max(1, len(words) - 7)))


def _plain_words(text: str) -> str:
    """Words alone, in lower case with a space between, without page numbers in braces; `|` where other text was taken out."""
    words = re.findall(r"[^\W_]+|[|]", re.sub(r"[{]\d+[}]", " ", text).casefold())
    return f" {' '.join(words)} "


class _Whose:
    """Finds the attribution of each quotation of a source: after it, before it, in the paragraph before, or shared with its neighbour."""

    def __init__(self, source: Source, figure: Figure, voices: Sequence[str], stretches: Sequence[_Stretch]) -> None:
        self.source, self.stretches, self.voices = source, stretches, voices
        self._figure = figure
        self._readers: dict[str, Attributor] = {}
        self._found: dict[int, Attribution | None] = {}
        self._turns: set[int] = set()
        self._own = _Own(source, voices)

    def _reader(self, narrator: str) -> Attributor:
        if narrator not in self._readers:
            self._readers[narrator] = Attributor(self._figure, self.source.text, narrator)
        return self._readers[narrator]

    def attribution(self, index: int) -> Attribution | None:
        """The attribution of a quotation, None where no words attribute it."""
        if index not in self._found:
            here = self.stretches[index]
            own = here.outer < 0 and self.voices[here.first] not in (FIGURE, AUTHOR) and self._own.has(here.start, here.end)
            self._found[index] = Attribution(FIGURE) if own else self._search(index)
        return self._found[index]

    def _search(self, index: int) -> Attribution | None:
        here, text = self.stretches[index], self.source.text
        low, high = self._bounds(here)
        floor = low if here.outer >= 0 else 0
        reader = self._reader(self._narrator(here))
        previous = next((i for i in range(index - 1, -1, -1) if self.stretches[i].outer == here.outer), -1)
        last_end = self.stretches[previous].end if previous >= 0 else -1
        following = next((s.start for s in self.stretches[index + 1:] if s.outer == here.outer and s.start >= here.end), high)
        closing = text[here.start:here.end].rstrip("\"”’'» _*")[-1:]
        begin = max(low, last_end)
        led = bool(re.search(r"[,:][\s_*—–-]*$|[—–-]\s*$", text[begin:here.start]))
        told = reader.after(here.end, min(high, here.end + 200, max(following, here.end)), closing, floor) if here.marked else None
        before = reader.before(begin, here.start, floor) if text[begin:here.start].strip(" \n\r\t_*[(") else None
        if before and before.speaker and _SUBORDINATE.search(text[begin:here.start]):
            return before
        if told and not (led and closing in ".!?" and before and (before.speaker or not told.speaker)):
            return told
        if previous >= 0 and last_end >= low and self._interrupted(previous, here) and (shared := self.attribution(previous)):
            return shared
        if before:
            return before
        if previous > 0 and last_end >= low and (shared := self._turn(index, previous, here)):
            return shared
        if previous >= 0 and last_end >= low and _goes_on(text, last_end, here.start):
            return self.attribution(previous)
        if not text[low:here.start].strip(" \n\r\t_*[(>") and here.outer < 0:
            announced = self._announced(here, reader)
            return announced if announced and announced.speaker else self._next_turn(index) or self._signed(here) or announced
        return self._blurted(index, begin, reader)

    def _signed(self, here: _Stretch) -> Attribution | None:
        """A deed names its writer, `Know all men that I, Miles Hale, …`, and a letter or a certificate is signed in capitals below."""
        if signed := _SIGNED.search(self.source.text, max(here.start, here.end - 90), here.end):
            return Attribution(self._reader("").named(" ".join(signed["n"].split()).title()))
        named = _I_NAMED.search(self.source.text, here.start, min(here.end, here.start + 200))
        return Attribution(self._reader("").named(" ".join(named["n"].split()))) if named else None

    def _blurted(self, index: int, begin: int, reader: Attributor) -> Attribution | None:
        """Words spoken to somebody, without a verb of speech, after a sentence that tells what one person does, where another answers."""
        here, text = self.stretches[index], self.source.text
        answers = next((s for s in self.stretches[index + 1:index + 2] if s.outer == here.outer == -1), None)
        spoken_to = re.search(r"\b(?:you|your)\b", text[here.start:here.end], re.I)
        if not spoken_to or not re.search(r"[.!]\s*$", text[begin:here.start]) or text[here.end - 2] not in "!?" or not answers:
            return None
        if re.search(r"[^\W_]", text[here.end:answers.start]):
            return None
        speaker = reader.told_of(begin, here.start)
        return Attribution(speaker) if speaker else None

    def _bounds(self, here: _Stretch) -> tuple[int, int]:
        if here.outer >= 0:
            outer = self.stretches[here.outer]
            return outer.start + 1, outer.end - 1
        return self.source.blocks[here.first].start, self.source.blocks[here.last].end

    def _narrator(self, here: _Stretch) -> str:
        """Whose `I` the words around a quotation are."""
        if here.outer >= 0:
            told = self.attribution(here.outer)
            return told.speaker if told else ""
        voice = self.voices[here.first]
        return voice if voice == FIGURE else "" if voice == OTHER else self.source.author if voice == AUTHOR else voice

    def _interrupted(self, previous: int, here: _Stretch) -> bool:
        """Does a quotation go on after nothing but the words that say whose it is: `“…,” she said. “…”`?"""
        before = self.stretches[previous]
        told = self.attribution(previous)
        if told is None or told.start < before.end:
            return False
        between = self.source.text[told.end:here.start]
        if "." in between and _REPLIES.search(self.source.text[told.start:told.end]):
            return False  # `“No,” replied Hale. “Why not?”` is another's turn
        return told.end <= here.start and not re.search(r"[^\W_]", between)

    def _turn(self, index: int, previous: int, here: _Stretch) -> Attribution | None:
        """In an exchange of two voices without a word between: whose turn it is again, also where `was the reply` names nobody."""
        before, first = self.stretches[previous], self.stretches[previous - 1]
        text = self.source.text
        told = self.attribution(previous)
        replied = bool(told and told.start >= before.end and _REPLIES.search(text[told.start:told.end]))
        said = told.end if told and replied else before.end
        answered = _ANSWERED.match(text, before.end, here.start)
        if answered and not replied:
            said = answered.end()
        if first.outer != before.outer or re.search(r"[^\W_]", text[said:here.start]):
            return None
        between = text[first.end:before.start]
        if first_told := self.attribution(previous - 1):
            between = text[max(first.end, first_told.end):before.start] if first_told.start >= first.end else between
        if not (replied or answered or previous in self._turns):
            return None
        if re.search(r"[^\W_]", between) and not _ANSWERED.match(text, first.end, before.start):
            return None
        self._turns.add(index)
        return self.attribution(previous - 1)

    def _next_turn(self, index: int) -> Attribution | None:
        """The same where each turn is a paragraph: the one who spoke in the last paragraph but one, where the last was another."""
        turns = [i for i in range(max(0, index - 8), index) if self.stretches[i].outer < 0]
        here = self.stretches[index]
        if turns and self.stretches[turns[-1]].last == here.first - 1 and (asked := self._asked(turns[-1])):
            return Attribution(asked)
        if turns and self.stretches[turns[-1]].last == here.first - 1 and (other := self._other_voice(turns)):
            return Attribution(other)
        earlier: list[Attribution] = []
        for number in (here.first - 1, here.first - 2):
            block = self.source.blocks[number] if number >= 0 else None
            spoken = [i for i in turns if self.stretches[i].first == number == self.stretches[i].last]
            if block is None or not spoken or self.source.text[block.start:self.stretches[spoken[0]].start].strip(" \n\r_*") \
                    or not all(self.stretches[i].closed for i in spoken):
                return None
            told = {t.speaker for i in spoken if (t := self.attribution(i)) and t.speaker}
            if len(told) != 1:
                return None
            earlier.append(Attribution(told.pop()))
        return earlier[1] if earlier[0].speaker != earlier[1].speaker else None

    def _other_voice(self, turns: Sequence[int]) -> str:
        """In an exchange that ends the paragraph above: the voice that did not speak last."""
        last = self.stretches[turns[-1]]
        above = [i for i in turns if self.stretches[i].first == last.last == self.stretches[i].last and self.stretches[i].closed]
        voices = [t.speaker if (t := self.attribution(i)) else "" for i in above]
        if len(set(voices)) != 2 or not all(voices) or self.source.text[last.end:self.source.blocks[last.last].end].strip(" _*\r\n"):
            return ""
        return next(voice for voice in voices if voice != voices[-1])

    def _asked(self, index: int) -> str:
        """Whom a question that ends its paragraph calls by name: `“Mr. Hale, who saw it?”`; the answer is that person's."""
        question = self.stretches[index]
        words = self.source.text[question.start:question.end]
        called = re.match(r"[“\"](?:(?:Well|Now|And|But|Oh|O|My dear),?\s+)?(?P<n>(?:M(?:r|rs|iss)\b\.?\s+)?[A-Z][\w’-]+),\s", words)
        left = self.source.text[question.end:self.source.blocks[question.last].end].strip(" _*\r\n")
        if not called or left or not words.rstrip("”\" _*").endswith("?"):
            return ""
        return self._reader("").named(called["n"])

    def _announced(self, here: _Stretch, reader: Attributor) -> Attribution | None:
        """A quotation that opens its paragraph: the paragraph before may announce it, and one without end goes on."""
        number = here.first - 1
        while number >= 0 and self.source.blocks[number].kind in ("furniture", "caption"):
            number -= 1
        if number < 0 or self.source.blocks[number].kind == "heading":
            return None
        block = self.source.blocks[number]
        quoted = next((i for i, s in enumerate(self.stretches) if s.outer < 0 and s.last == number and s.end >= block.end - 1), -1)
        if quoted >= 0:  # the paragraph before is quoted to its end: this one goes on
            before = self.stretches[quoted]
            return self.attribution(quoted) if before.start <= block.start and not (before.closed and before.marked) else None
        told = reader.before(max(block.start, block.end - 600), block.end)
        if told is None and announces(self.source.text[block.start:block.end]):
            told = reader.sentence_before(max(block.start, block.end - 900), block.end)
        whole = here.end - here.start > 0.9 * (self.source.blocks[here.last].end - self.source.blocks[here.first].start)
        return told if whole or announces(self.source.text[block.start:block.end]) else None


def _kind(text: str, stretch: _Stretch, told: Attribution | None) -> str:
    """A person's words, or a term or title that stands in marks."""
    if _WORK.search(text[max(0, stretch.start - 40):stretch.start]) or _YEAR_AFTER.match(text[stretch.end:stretch.end + 8]):
        return "title"
    inner = text[stretch.start:stretch.end].strip("\"“”‘’'«»„ \n_*")
    words = re.findall(r"[^\W\d_][\w’'-]*", inner)
    if len(words) <= 5 and _NAME_OF.search(text[max(0, stretch.start - 30):stretch.start]):
        return "term"
    stopped = inner[-1:] in ".!?" and inner[:1].isupper()
    titled = len(words) <= 12 and len(words) > 0 and inner[:1].isupper() and inner[-1:] not in "!?" and all(
        w[0].isupper() or w.lower() in _SMALL for w in words)
    words_after = told.start >= stretch.end and not _NAMES.search(text[told.start:told.end]) if told is not None and told.speaker else False
    if words_after and text[stretch.end - 2:stretch.end - 1] in (",", "!", "?", "."):
        return "speech"
    named = told is not None and bool(told.speaker)
    led = re.search(r"[,:][\s_*—–-]*$", text[max(0, stretch.start - 8):stretch.start])
    announced = told is not None and told.end > told.start and stopped and led
    if titled and not (named and (announced or (stopped and len(words) == 1))) and (not named or len(words) <= 5):
        return "title" if len(words) > 1 or told is None else "term"
    if told is not None and told.end > told.start and not (
            not told.speaker and len(words) <= 6 and (_NAMES.search(text[told.start:told.end]) or _runs_on(text, stretch, told))):
        return "speech"
    return "term" if len(words) <= 6 and not (stopped and len(words) > 2) else "speech"


def _goes_on(text: str, end: int, start: int) -> bool:
    """Do the same words go on in the next quotation: in a list, `and again`, or in the middle of a sentence?"""
    between = text[end:start]
    return bool(_LISTED.fullmatch(between) and (_AGAIN.search(between) or text[end - 2:end - 1] in (";", ",") or text[start + 1:start + 2].islower()))


def _runs_on(text: str, stretch: _Stretch, told: Attribution) -> bool:
    """Do the words before a quotation lead into it without a mark, so that it may be a term of their sentence?"""
    lead = text[told.start:stretch.start].rstrip(" _*\r\n") if told.start < stretch.start else ""
    return 0 <= stretch.start - told.end < 6 and lead[-1:] not in ("", ",", ":", "-", "—", "–")


def _said_on(words: str) -> str:
    """When, as the words of an attribution tell it."""
    found = [d for d in dates(words) if d.use == "when" and not d.relation and d.interval.precision in ("day", "month", "year")]
    if len(found) != 1:
        return ""
    length = {"day": 10, "month": 7, "year": 4}[found[0].interval.precision]
    return found[0].interval.start[:length]
