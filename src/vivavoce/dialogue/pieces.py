"""What the figure said or wrote in one piece, a speech or a letter that the question names: its own words, those most repeated elsewhere first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vivavoce.archive import Archive
from vivavoce.evidence.understand import Question
from vivavoce.evidence.voice import same, speaks
from vivavoce.language.gender import TITLES
from vivavoce.language.names import is_figure
from vivavoce.language.sentences import states
from vivavoce.record import Part, Sentence
from vivavoce.text import stems, words

_ASKED: Final = re.compile(
    r"\bwhat\s+(?:did|do|had|have)\s+you\s+(?:say|said|write|written|tell|told|declare|announce|promise|reply|answer|speak|argue)\b"
    r"(?!\s+(?:about|of|on|regarding)\b(?!.*\b(?:in|to|at|during|when)\b))|"
    r"\bwhat\s+(?:does|did|do|is|was)\s+(?:in\s+)?your\s+(?:[\w-]+\s+){0,5}(?:letter|speech|address|message|telegram|reply|proclamation)\b", re.I)
_FORM: Final = frozenset(stem for word in """say said saying write wrote written tell told declare announce promise reply answer speak spoke speech
address letter telegram message note debate argue""".split() for stem in stems(word))
"""What a piece is called, or what one does in it; it does not tell one from another."""
_MOST: Final = 3
_LONGEST: Final = 1150
_OPENING: Final = 1.5
"""Sources that the first sentence of a piece is worth beside those that repeat one."""


def pieces(archive: Archive, question: Question) -> list[tuple[str, Part]]:
    """The figure's dated pieces that a question names by their heading or addressee, with their sources; none where it asks for no words."""
    if not _ASKED.search(question.text):
        return []
    named = {stem for name in question.names for word in words(name) if word.rstrip(".") not in TITLES for stem in stems(word)} - _FORM
    asked = set(question.stems) - _FORM
    wanted = named or (asked if len(asked) > 1 else set())
    if not wanted:
        return []
    found = [(source.id, part, _label(part)) for source in archive.sources if is_figure(source.author, archive.figure)
             for part in source.parts if not part.author and _shown(part, archive)]
    held = [(source, part, label) for source, part, label in found if wanted <= label]
    closest = max((len(asked & label) for _, _, label in held), default=0)
    return [(source, part) for source, part, label in held if len(asked & label) == closest]


def _label(part: Part) -> frozenset[str]:
    return frozenset(stems(f"{part.heading} {part.addressee}"))


def _shown(part: Part, archive: Archive) -> bool:
    return not archive.until or bool(part.date and part.date <= archive.until)


def own_words(archive: Archive, source: str, part: Part) -> list[Sentence]:
    """The sentences of a piece that the figure speaks in, in order; no date line, signature or half of one."""
    told = [s for s in archive.record.within(source, part.start, part.end) if part.start <= s.start]
    return [s for s in told if speaks(s, archive) == 2 and states(archive.exact(s)) and archive.exact(s).rstrip("\"'”’)]*_ ")[-1:] in ".!?;:"]


def beyond(question: Question, found: Sequence[tuple[str, Part]]) -> bool:
    """Does a question ask of a matter within the pieces, `about the engine`, and not of the pieces alone?"""
    labels = {stem for _, part in found for stem in _label(part)}
    return bool(set(question.stems) - _FORM - labels)


def best_known(archive: Archive, told: Sequence[Sequence[Sentence]]) -> list[Sentence]:
    """Of one piece, or the one that most other sources repeat: up to three sentences in its order, those most repeated, its first counting for more.

    Empty where there are several pieces and none is repeated: which of them is meant, nothing says.
    """
    worth = [max((archive.repeated(s) for s in own), default=0) for own in told]
    if not told or (len(told) > 1 and not max(worth)):
        return []
    sentences = told[worth.index(max(worth))]
    chosen: list[Sentence] = []
    for sentence in sorted(sentences, key=lambda s: (-archive.repeated(s) - (_OPENING if s is sentences[0] else 0.0), s.id)):
        length = sum(len(archive.exact(s)) for s in (*chosen, sentence))
        if len(chosen) < _MOST and (not chosen or length <= _LONGEST) and not any(same(archive.exact(sentence), archive.exact(s)) for s in chosen):
            chosen.append(sentence)
    return sorted(chosen, key=lambda s: s.id)
