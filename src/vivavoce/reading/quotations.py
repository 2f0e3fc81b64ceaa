"""Quoted words and who says them: inline, across sentences, and in blocks that an introduction announces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from vivavoce.language.first_person import Conversion, Converter
from vivavoce.reading.voices import FIGURE, OTHER

_SPEECH: Final = frozenset("""say write reply answer declare announce explain describe recall tell note state remark observe add argue insist
exclaim proclaim warn predict ask cry shout admit confess conclude continue call put speak report remember recount affirm comment protest
retort respond urge express begin quote""".split())
_SINGLE_OPENS: Final = re.compile(r"‘\S|'[A-Z]")
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
