"""One question's way: understand → search → weigh → compose → check."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from vivavoce.archive import Archive, Hit
from vivavoce.dialogue import phrases
from vivavoce.dialogue.check import holds
from vivavoce.dialogue.compose import choose, cite, same, say, with_context
from vivavoce.dialogue.disagree import disagreements
from vivavoce.dialogue.kin import kin
from vivavoce.dialogue.suggest import suggestions
from vivavoce.dialogue.understand import Kind, Question, at_present, understand
from vivavoce.dialogue.weigh import Weighed, threshold, weigh
from vivavoce.dialogue.works import cited_works
from vivavoce.errors import BadDate, EmptyQuestion, LongQuestion
from vivavoce.language.names import alias_pattern, names
from vivavoce.record import Answer, Mode, Said, Status, is_date
from vivavoce.text import squeeze

LONGEST_QUESTION = 2000
_DEATH: Final = re.compile(r"\byou\s+(?:\w+\s+)?(?:die|killed|murdered|assassinated|buried|dead|executed)\b|"
                           r"\b(?:killed|murdered|assassinated|shot|buried)\s+you\b|"
                           r"\byour\s+(?:\w+\s+)?(?:death|assassin\w*|murder\w*|funeral|grave|last words|killers?)\b", re.I)
_CLEARLY = 1.6
"""How much likelier a later sentence must be for the answer to lie ahead."""


def answer(archive: Archive, text: str, history: Sequence[str] = (), as_of: str = "") -> Answer:
    """Answer a question from an archive, as of a date where one is given; the same question after the same history gets the same answer."""
    begun = time.perf_counter()
    if not text.strip():
        raise EmptyQuestion("The question is empty.")
    if len(text) > LONGEST_QUESTION:
        raise LongQuestion(f"The question has {len(text):,} characters.")
    if as_of and not is_date(as_of):
        raise BadDate(f"{as_of!r} is not a date.")
    view = archive.as_of(as_of) if as_of else archive
    present = at_present(text, int(view.until[:4])) if as_of else ""
    result = _social(view, text) or (_of_the_present(view, text, present, history) if present else _answered(view, text, history))
    if as_of and not present and result.status is Status.SILENT and _answered(archive, text, history).status is Status.ANSWERED:
        result = replace(result, status=Status.NOT_YET, sentences=(Said(phrases.NOT_YET, Mode.FRAMING),))
    return replace(result, as_of=as_of or None, elapsed_ms=round(1000 * (time.perf_counter() - begun), 1))


def _social(archive: Archive, text: str) -> Answer | None:
    kind = phrases.social(text)
    if not kind:
        return None
    asked = () if kind == "thanks" else suggestions(archive)
    said = [Said(phrase, Mode.FRAMING) for phrase in phrases.reply(kind, archive.figure.name, len(archive.sources), asked[:3])]
    if kind == "who":
        introduced = _answered(archive, f"Who is {archive.figure.name}?", ())
        said += [s for s in introduced.sentences if s.mode is not Mode.FRAMING][:2]
    return Answer(text, archive.figure.id, Status.ANSWERED, tuple(said), suggestions=asked)


def _of_the_present(archive: Archive, text: str, asked: str, history: Sequence[str]) -> Answer:
    """As of a date, a question about the present is one about that year, which is not outdone by what comes later."""
    return replace(_answered(archive, asked, history, outdone=False), question=text)


def _answered(archive: Archive, text: str, history: Sequence[str], outdone: bool = True) -> Answer:
    before = _before(archive, history)
    question = understand(text, archive.figure, history, before.people)
    if archive.until and _ahead(archive, question):
        return _silent(archive, text, ())
    if question.kind is Kind.WORKS and (works := cited_works(archive, question)):
        return Answer(text, archive.figure.id, Status.ANSWERED, tuple(works))
    hits = search(archive, question)
    weighed = weigh(question, hits, archive, archive.settings.reranked)
    if question.text != squeeze(text):  # a follow-up is not answered by what was just said, where there is something else
        fresh = [w for w in weighed if not any(same(w.exact, said) for said in before.said)]
        weighed = fresh if fresh and fresh[0].probability >= _least(archive) else weighed
    least = _least(archive)
    if archive.until and outdone and weighed and _better_later(archive, question, weighed[0]):
        return _silent(archive, text, weighed)
    chosen = _chosen(archive, question, weighed)
    said = [s for s in say(chosen, weighed, archive, least) if holds(s, archive)]
    if not said:
        return _silent(archive, text, weighed)
    return Answer(text, archive.figure.id, Status.ANSWERED, tuple(said), disagreements(question, chosen, hits, archive))


def _ahead(archive: Archive, question: Question) -> bool:
    """Does a question speak of the figure's death before it, or name what no sentence tells of by then, though the whole record does?"""
    died = archive.figure.died
    if died and archive.until < died and _DEATH.search(question.text):
        return True
    return any(archive.names_only_later(name) for name in question.names)


def _better_later(archive: Archive, question: Question, best: Weighed) -> bool:
    """Is what truly answers told only later, so that what is known by then is beside the point?"""
    later = next(iter(evidence(archive.whole, question)), None)
    return later is not None and not later.hit.sentence.known_by(archive.until) and later.probability > _CLEARLY * best.probability


def _chosen(archive: Archive, question: Question, weighed: Sequence[Weighed]) -> list[Weighed]:
    count = 8 if question.listed else archive.settings.answer_sentences
    open_ended = question.kind in (Kind.OTHER, Kind.REASON, Kind.MANNER)
    return with_context(choose(weighed, archive, _least(archive), count), archive, count, open_ended)


def _least(archive: Archive) -> float:
    return archive.settings.silence if archive.settings.silence >= 0 else threshold()


def evidence(archive: Archive, question: Question) -> list[Weighed]:
    """What the record holds on a question, weighed, best first."""
    return weigh(question, search(archive, question), archive, archive.settings.reranked)


def search(archive: Archive, question: Question) -> list[Hit]:
    """The sentences nearest to a question, entries of bibliographies left out."""
    vector = archive.embedder.encode([question.third])[0]
    kindred = sorted({other for stem in question.stems for other in kin(stem)} - set(question.stems))
    hits = archive.search(question.third, list(question.stems), vector, archive.settings.candidates, kindred)
    return [hit for hit in hits if hit.sentence.kind != "bibliography"]


def _silent(archive: Archive, text: str, weighed: Sequence[Weighed]) -> Answer:
    """Silence, with the nearest words; never a denial."""
    return Answer(
        text,
        archive.figure.id,
        Status.SILENT,
        (Said(phrases.SILENT, Mode.FRAMING),),
        nearest=tuple(cite(w.hit.sentence, archive) for w in weighed[:3]),
        suggestions=suggestions(archive)[:3],
    )


@dataclass(frozen=True, slots=True)
class _Before:
    """What the answer to the question before said and of whom, the likeliest first; a follow-up's pronoun may mean them."""

    people: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


def _before(archive: Archive, history: Sequence[str]) -> _Before:
    if not history or not history[-1].strip() or phrases.social(history[-1]):
        return _Before()
    question = understand(history[-1][:LONGEST_QUESTION], archive.figure, history[:-1])
    own = alias_pattern(archive.figure.names)
    counted: dict[str, float] = {}
    weighed = evidence(archive, question)
    for candidate in [w for w in weighed[:4] if w.probability > 0.35 * weighed[0].probability]:
        for name in candidate.hit.sentence.persons or names(candidate.exact):
            if not own.search(name) and name not in question.third:
                key = next((known for known in counted if known.split()[-1] == name.split()[-1]), name)
                counted[key] = counted.get(key, 0.0) + candidate.probability**2
    return _Before(tuple(sorted(counted, key=lambda n: (-counted[n], n))), tuple(w.exact for w in _chosen(archive, question, weighed)))
