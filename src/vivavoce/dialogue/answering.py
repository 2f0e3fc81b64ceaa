"""One question's way: understand → search → weigh → compose → check."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from vivavoce.archive import Archive
from vivavoce.dialogue import phrases
from vivavoce.dialogue.check import holds
from vivavoce.dialogue.compose import choose, cite, say, with_context
from vivavoce.dialogue.suggest import suggestions
from vivavoce.dialogue.understand import Kind, Question, understand
from vivavoce.dialogue.weigh import Weighed, threshold, weigh
from vivavoce.dialogue.works import cited_works
from vivavoce.errors import EmptyQuestion, LongQuestion
from vivavoce.language.names import alias_pattern
from vivavoce.record import Answer, Mode, Said, Status

LONGEST_QUESTION = 2000


def answer(archive: Archive, text: str, history: Sequence[str] = ()) -> Answer:
    """Answer a question from an archive; the same question after the same history gets the same answer."""
    begun = time.perf_counter()
    if not text.strip():
        raise EmptyQuestion("The question is empty.")
    if len(text) > LONGEST_QUESTION:
        raise LongQuestion(f"The question has {len(text):,} characters.")
    result = _social(archive, text) or _answered(archive, text, history)
    return replace(result, elapsed_ms=round(1000 * (time.perf_counter() - begun), 1))


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


def _answered(archive: Archive, text: str, history: Sequence[str]) -> Answer:
    question = understand(text, archive.figure, history, _people(archive, history) if history else ())
    if question.kind is Kind.WORKS and (works := cited_works(archive, question)):
        return Answer(text, archive.figure.id, Status.ANSWERED, tuple(works))
    weighed = evidence(archive, question)
    least = archive.settings.silence if archive.settings.silence >= 0 else threshold()
    count = 8 if question.listed else archive.settings.answer_sentences
    chosen = with_context(choose(weighed, archive, least, count), archive, count, question.kind in (Kind.OTHER, Kind.REASON, Kind.MANNER))
    said = [s for s in say(chosen, weighed, archive, least) if holds(s, archive)]
    if not said:
        return _silent(archive, text, weighed)
    return Answer(text, archive.figure.id, Status.ANSWERED, tuple(said))


def evidence(archive: Archive, question: Question) -> list[Weighed]:
    """What the record holds on a question, weighed, best first."""
    vector = archive.embedder.encode([question.third])[0]
    hits = archive.search(question.third, list(question.stems), vector, archive.settings.candidates)
    usable = [hit for hit in hits if hit.sentence.kind != "bibliography"]
    return weigh(question, usable, archive, archive.settings.reranked)


def _silent(archive: Archive, text: str, weighed: Sequence[Weighed]) -> Answer:
    """Silence, with the nearest words; never a denial."""
    return Answer(text, archive.figure.id, Status.SILENT, (Said(phrases.SILENT, Mode.FRAMING),), tuple(cite(w.hit.sentence, archive) for w in weighed[:3]),
                  suggestions(archive)[:3])


def _people(archive: Archive, history: Sequence[str]) -> tuple[str, ...]:
    """Whom the answer to the question before spoke of, the likeliest first; a follow-up's pronoun may mean them."""
    if not history[-1].strip() or phrases.social(history[-1]):
        return ()
    question = understand(history[-1], archive.figure, history[:-1])
    own = alias_pattern(archive.figure.names)
    counted: dict[str, float] = {}
    for weighed in evidence(archive, question)[:4]:
        for name in weighed.hit.sentence.persons:
            if not own.search(name) and name not in question.third:
                last = name.split()[-1]
                key = next((known for known in counted if known.split()[-1] == last), name)
                counted[key] = counted.get(key, 0.0) + weighed.probability
    return tuple(sorted(counted, key=lambda n: (-counted[n], n)))
