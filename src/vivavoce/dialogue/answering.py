"""One question's way: understand → search → weigh → compose → check."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from vivavoce.archive import Archive, Hit
from vivavoce.collation.clashes import shown
from vivavoce.collation.contested import sides
from vivavoce.collation.namesakes import asks_of_a_name, of_each, of_one_thing
from vivavoce.dialogue import phrases
from vivavoce.dialogue.ages import asks_age, asks_age_now, asks_birth, born_on, reckoned, reckoned_now, states_age
from vivavoce.dialogue.check import holds
from vivavoce.dialogue.chronicle import chronicle, of_that_day, own_deeds
from vivavoce.dialogue.compose import attested, choose, completed, fitting, say, with_context
from vivavoce.dialogue.critics import ASKED_AS, against, asks_critics
from vivavoce.dialogue.follow import Mention, Move, Reading, Topic, asks_why, mentions, move, readings
from vivavoce.dialogue.pieces import best_known, beyond, own_words, pieces
from vivavoce.dialogue.remarks import of_the_life, remark
from vivavoce.dialogue.sides import best_of_each, matter, named_sources
from vivavoce.dialogue.suggest import suggestions
from vivavoce.dialogue.views import held, stated, years_before
from vivavoce.dialogue.whereabouts import asks_whereabouts, whereabouts
from vivavoce.dialogue.works import cited_works, own_works
from vivavoce.errors import BadDate, EmptyQuestion, LongQuestion
from vivavoce.evidence.kin import forms, kin
from vivavoce.evidence.particulars import tellings
from vivavoce.evidence.understand import Kind, Question, at_present, deictic, general, of_now, of_state, plain, understand
from vivavoce.evidence.voice import cite, same, speaks
from vivavoce.evidence.weigh import Weighed, alone, beside, gives_reason, threshold, weigh
from vivavoce.language.models import Vectors
from vivavoce.language.names import alias_pattern, names
from vivavoce.language.sentences import states
from vivavoce.record import Answer, Mode, Part, Said, Sentence, Status, is_date
from vivavoce.text import fold, squeeze, stems, words

LONGEST_QUESTION = 2000
_REMEMBERED = 32
"""Earlier questions of a conversation that a follow-up is read with; the first of them is read without those before it."""
_DEATH: Final = re.compile(r"\byou\s+(?:\w+\s+)?(?:die|killed|murdered|assassinated|buried|dead|executed)\b|"
                           r"\b(?:killed|murdered|assassinated|shot|buried)\s+you\b|"
                           r"\byour\s+(?:\w+\s+)?(?:death|assassin\w*|murder\w*|funeral|grave|last words|killers?)\b", re.I)
_BESIDE = 0.04
"""The score of what stands beside the answer before, where the search itself did not find it."""
_TELLINGS = 40
"""Sentences that are read, beside what the search finds, since they have the form of a telling of what is asked of a life."""
_AFTERWARDS: Final = re.compile(r"\b(?:after|afterwards?|later|next|then|in the end|eventually|finally|else|again|also|too)\b", re.I)
_SAID = 0.5
"""What a sentence counts for that the answer before has said already."""
_SPOKEN = 16
"""How many people, places and things a conversation remembers."""
_LATELY: Final = (2, 6)
"""Years before a date whose own words are sought by themselves, where the figure's view is asked as of it."""
_FEW = 6
"""Sentences that are read closely, at least, of each span of time in which a view is sought."""
_EACH = 4
"""Sources that are laid side by side where it is asked whether they agree."""
_OF_A_PAGE = 5
"""Sentences of a page's long answer that are said."""
_SHORT = 4
"""Words up to which a sentence says too little to be shown by itself."""
_ALIKE = 0.8
"""Share of the best's likelihood at which a sentence tells the same event."""
_AS_WELL = 0.5
"""Share of the best's likelihood at which a shorter sentence may stand for an answer."""
_PLAIN_REASON = 0.3
"""Likelihood from which sentences answer a bare `Why?` though no word of theirs gives a reason."""
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
    asked = deictic(text, int(view.until[:4])) if as_of else text
    present = at_present(asked, int(view.until[:4])) if as_of and not (asks_age_now(plain(text)) or _placed(view, text)) else ""
    result = remark(view, text, history) or of_the_life(view, text)
    result = result or replace(_answered(view, present or asked, history, outdone=not present), question=text)
    now = present or asked != text or of_state(text) or asks_age_now(plain(text))  # what is later is no answer to what is now
    if as_of and not now and result.status is Status.SILENT and _lies_ahead(view, text, _answered(archive, text, history)):
        result = replace(result, status=Status.NOT_YET, sentences=(Said(phrases.NOT_YET, Mode.FRAMING),))
    return replace(result, as_of=as_of or None, elapsed_ms=round(1000 * (time.perf_counter() - begun), 1))


def _lies_ahead(view: Archive, text: str, told: Answer) -> bool:
    """Is what the whole record answers told of days that are not all past? To what is asked of now, of days that are all to come? A time of which
    nobody knows more than years on both sides of the date says neither."""
    cited = next((c for said in told.sentences for c in said.citations), None)
    when = next((s.told for s in view.whole.record.within(cited.source, cited.start, cited.end)), None) if cited else None
    if told.status is not Status.ANSWERED or of_now(text):
        return told.status is Status.ANSWERED and when is not None and when.start > view.until
    return when is None or when.start > view.until or (when.end > view.until and not when.approximate)


def _answered(archive: Archive, text: str, history: Sequence[str], outdone: bool = True) -> Answer:
    """What an archive answers; a question about the present, which is asked of its year, is not outdone by what comes later."""
    turn = _turn(archive, text, tuple(history[-_REMEMBERED:]), outdone)
    said = [s for s in _spoken(archive, turn) if s.mode is Mode.FRAMING or holds(s, archive)]
    if not any(s.citations for s in said):
        return _silent(archive, text, turn)
    clashing = () if turn.moved not in (None, Move.AGREE) or turn.given else shown(turn.question, turn.chosen, turn.hits, archive)
    return Answer(text, archive.figure.id, Status.ANSWERED, tuple(said), of_one_thing(turn.question, clashing, archive))


@dataclass(frozen=True, slots=True)
class _Turn:
    """One exchange as later ones need it: the question, what the search found, how it was weighed, what was chosen, every sentence said so far."""

    question: Question
    hits: tuple[Hit, ...] = ()
    weighed: tuple[Weighed, ...] = ()
    chosen: tuple[Weighed, ...] = ()
    said: frozenset[int] = frozenset()
    moved: Move | None = None
    given: tuple[Said, ...] = ()
    topic: Topic = field(default_factory=Topic)

    @property
    def speaks(self) -> bool:
        """Did the exchange come to an answer?"""
        return bool(self.chosen or self.given)

    @property
    def likelihood(self) -> float:
        """How likely its best sentence answers; certain where nothing had to be weighed."""
        return max((w.probability for w in self.weighed or self.chosen), default=1.0)

    def people(self, archive: Archive) -> tuple[str, ...]:
        """Of whom the answer spoke, the likeliest first; a follow-up's pronoun may mean them."""
        counted: dict[str, float] = {}
        leading = [w for w in self.weighed[:4] if self.speaks and self.moved is None and w.probability > 0.35 * self.weighed[0].probability]
        for candidate in (*self.chosen, *(w for w in leading if w not in self.chosen)):
            told = {name.split()[-1]: name for name in reversed(archive.persons(candidate.hit.sentence))}  # `Ada Byron` and `Byron` count once
            for name in told.values():
                if name not in self.question.third:
                    key = next((known for known in counted if known.split()[-1] == name.split()[-1]), name)
                    counted[key] = counted.get(key, 0.0) + candidate.probability**2
        return tuple(sorted(counted, key=lambda n: (-counted[n], n)))

    def about(self, archive: Archive, before: Topic) -> Topic:
        """What the conversation is about after this exchange, and what it was about before."""
        main, _, beside = self.question.text.rstrip("?. ").removesuffix(")").partition(" (")
        own = tuple(mentions(main, archive.figure, archive.kind_of))
        turned = tuple(m for m in mentions(f"of {beside}", archive.figure, archive.kind_of) if m.name == beside)
        asked = (*turned, *own) or tuple(mentions(beside, archive.figure, archive.kind_of))
        named = f"Tell me about {beside}." if turned else main if own else before.named
        people = tuple(Mention(name, archive.kind_of(name)) for name in self.people(archive)[:4])
        said = [w.hit.sentence for w in self.chosen]
        places = tuple(Mention(place, "place") for sentence in said for place in sentence.places if archive.kind_of(place) == "place")
        titled = (name for sentence in said for name in (*archive.works_named(sentence), *_bodies(sentence, archive)))
        works = tuple(Mention(name, "thing") for name in titled if archive.kind_of(name) == "thing")
        asked = tuple(_with_name(m, said, archive) for m in asked)
        for_person = self.question.kind is Kind.PERSON and not _WHO_WAS.match(self.question.text)
        found = next((m for m in people if m.human), None) if for_person else None
        if found:  # who was asked for is spoken of next
            asked = (found, *asked)
        person = found.name if found else ""
        spoken = (*people, *places, *works, *before.asked, *before.spoken)[:_SPOKEN]
        return Topic(self.question.text, asked, spoken, asked or before.matter, person, named)


def _bodies(sentence: Sentence, archive: Archive) -> list[str]:
    """The societies, parties and other things of several words that a sentence calls by a name, as a later `it` may mean them; what its passage names
    most often first."""
    aside = {*sentence.places, *archive.persons(sentence)}
    found = [name for name in names(archive.exact(sentence)) if len(name.split()) > 1 and name not in aside and not name.endswith("s")
             and not alias_pattern(archive.figure.names).search(name)]
    passage = archive.record.passages([sentence.passage])[sentence.passage]
    told = Counter(re.findall(r"\w+", archive.text(sentence.source)[passage.start:passage.end]))
    return [f"the {name}" for name in sorted(found, key=lambda name: -max(told[word] for word in name.split()))]


_WHO_WAS: Final = re.compile(r"\W*(?:[Aa]nd\s+)?[Ww]ho(?:['’]s|\s+(?:is|was|are|were))\s+(?:your\b|[^\W\d_a-z])")


def _with_name(mention: Mention, said: Sequence[Sentence], archive: Archive) -> Mention:
    """`your father` with the name that a sentence of the answer gives him, where the figure says `my father` and names one man."""
    for sentence in said if mention.kinship else ():
        named = [name for name in archive.persons(sentence) if mention.kind in ("person", archive.kind_of(name))]
        spoken = sentence.first_person or (archive.exact(sentence) if sentence.voice == "figure" else "")
        if len(named) == 1 and re.search(rf"\bmy (?:[\w-]+ ){{0,2}}?{mention.name.split()[-1]}\b", spoken, re.I):
            return Mention(f"{mention.name} {named[0]}", mention.kind)
    return mention


@lru_cache(maxsize=128)
def _turn(archive: Archive, text: str, history: tuple[str, ...], outdone: bool = True) -> _Turn:
    """What an exchange comes to, in the light of those before it; what is not to be outdone by later words asks of the present."""
    history = tuple(h[:LONGEST_QUESTION] for h in history if h.strip() and not phrases.social(h, archive.figure.names))
    before = _turn(archive, history[-1], history[:-1], outdone) if history else None
    topic = before.topic if before else Topic()
    text = archive.cased(archive.spelled(plain(text)))
    if before and not before.speaks and move(text) is Move.NEXT:  # what came next after the last that was told
        earlier = (_turn(archive, history[n], history[:n], outdone) for n in reversed(range(len(history) - 1)))
        before = next((turn for turn in earlier if turn.speaks), before)
    moved = move(text) if before and before.chosen else None
    if before is not None and not before.speaks and move(text) not in (None, Move.NEXT):
        turn = replace(before, moved=Move.SOURCES)  # of silence there is nothing more to say
    elif before is not None and moved is not None:
        turn = _moved(archive, before, moved)
    else:
        strange = phrases.foreign(text, _held(archive, text))
        options = (Reading(text),) if strange else readings(text, topic, archive.figure, archive.kind_of)
        turn = _of_an_age(archive, text, before) or _of_the_place(archive, text, before) or _read(archive, options, text, before, outdone)
        if archive.until and not turn.speaks and asks_birth(text) and (born := born_on(archive)):
            turn = replace(turn, given=(born,))
        if before and asks_why(text) and turn.likelihood < _PLAIN_REASON and not any(gives_reason(w.exact) for w in turn.chosen):
            turn = replace(turn, chosen=(), said=before.said)
    return replace(turn, topic=turn.about(archive, topic))


def _of_an_age(archive: Archive, text: str, before: _Turn | None) -> _Turn | None:
    """How old the figure was when something happened, or at what was told last; None where it is not asked, or told in so many words, or not to be
    reckoned."""
    if archive.until and asks_age_now(text):
        births = evidence(archive, understand("When were you born?", archive.figure))[1]
        question, now = understand(text, archive.figure), reckoned_now(archive, births)
        alongside = tuple(w for w in now[1:] if isinstance(w, Weighed)) if now else ()
        known = frozenset(w.hit.sentence.id for w in alongside)
        return _Turn(question, chosen=alongside, said=known, given=(now[0],)) if now else _Turn(question)
    asked, event = asks_age(text)
    if not asked or not (event or before):
        return None
    when = f"When {event}?" if event else readings("When?", before.topic if before else Topic(), archive.figure, archive.kind_of)[0].text
    found = [w for w in evidence(archive, understand(when, archive.figure))[1] if w.probability >= _least(archive) and not w.wanting
             and (speaks(w.hit.sentence, archive) or not archive.persons(w.hit.sentence))]  # another who is named may be whom it happened to
    told = [] if event or before is None else list(before.chosen)
    stated = next((w for w in (*told, *found[:1]) if states_age(w.exact)), None)
    if stated:
        return None
    births = evidence(archive, understand("When were you born?", archive.figure))[1]
    if not (age := reckoned(archive, births, (*told, *(w for w in found if w.probability >= _ALIKE * found[0].probability)))):
        return None
    said, happened = age
    birth = next(w for w in births if w.hit.sentence.start == said.citations[0].start and w.hit.sentence.source == said.citations[0].source)
    known = frozenset((birth.hit.sentence.id, happened.hit.sentence.id))
    event_told = [] if happened in told else say([happened], (), archive, 0.0)
    return _Turn(understand(when, archive.figure), chosen=(happened, birth), said=(before.said if before else frozenset()) | known,
                 given=(said, *event_told))


def _placed(archive: Archive, text: str) -> bool:
    """As of a date: is it asked where the figure is, and told?"""
    asked, home = asks_whereabouts(plain(text))
    return bool(archive.until) and asked and whereabouts(archive, home) != (None, None)


def _of_the_place(archive: Archive, text: str, before: _Turn | None) -> _Turn | None:
    """Where the figure is on the day as of which they speak; None where it is not asked, or not told by what is dated."""
    if not _placed(archive, text):
        return None
    headed, moved = whereabouts(archive, asks_whereabouts(text)[1])
    known = (before.said if before else frozenset()) | {w.hit.sentence.id for w in (moved,) if w}
    return _Turn(understand(text, archive.figure), chosen=(moved,) if moved else (), said=known, given=(headed,) if headed else ())


def _read(archive: Archive, options: Sequence[Reading], text: str, before: _Turn | None, outdone: bool) -> _Turn:
    """The reading of a remark that the record decides for: the first that it answers, unless a rival is answered better."""
    said = before.said if before else frozenset()
    best: _Turn | None = None
    for option in options:
        if best and not option.weight:
            continue
        turn = _asked(archive, option.text, before if option.text != text else None, said, outdone)
        likely = turn.speaks and _bears_on(option.of, turn, archive)
        if likely and (best is None or (turn.likelihood * option.weight > best.likelihood and _says_as_much(turn, best, text, archive))):
            best = turn
    if best:
        return best
    turn = _asked(archive, options[0].text, None, said, outdone)
    return turn if _bears_on(options[0].of, turn, archive) else replace(turn, chosen=(), given=(), said=said)


def _says_as_much(turn: _Turn, best: _Turn, text: str, archive: Archive) -> bool:
    """Does an answer to a remark with what was lent to it answer the remark itself as well as the best without? What is lent is found wherever it
    is named."""
    if not turn.question.text.endswith(")?") or not (turn.chosen and best.chosen):
        return True
    lent, plainly = archive.logits([(text, squeeze(one.chosen[0].exact)) for one in (turn, best)])
    return lent >= plainly


def _asked(archive: Archive, text: str, before: _Turn | None, said: frozenset[int], outdone: bool) -> _Turn:
    """What one reading of a remark comes to; `before` is the exchange that it goes on from, where it does."""
    question = understand(text, archive.figure)
    held_then = question.view or (bool(archive.until) and general(text))  # as of a date, what is so at any time is what was held to be so
    question = replace(question, present=not outdone, view=held_then and question.time is None, near=_near(archive, before) if before else ())
    if archive.until and _ahead(archive, question):
        return _Turn(question, said=said)
    if question.kind is Kind.WORKS and (works := cited_works(archive, question)):
        return _Turn(question, said=said, given=tuple(works))
    if happened := chronicle(archive, question):
        return _Turn(question, chosen=tuple(alone(sentence, archive) for sentence in happened), said=said | {s.id for s in happened})
    if written := own_works(archive, question):
        return _Turn(question, chosen=tuple(alone(sentence, archive) for sentence in written), said=said | {s.id for s in written})
    if (named := pieces(archive, question)) and (turn := _of_pieces(archive, question, named, said)):
        return turn
    asked = named_sources(question.text, archive)
    if asked and (turn := _of_sources(archive, understand(matter(question.text), archive.figure), asked, said)):
        return turn
    if asks_critics(question.text):
        return _of_critics(archive, question, said)
    hits, weighed = evidence(archive, question)
    weighed = own_deeds(archive, question, weighed)
    if before:
        weighed = _fresher(weighed, before, question, archive)
    ahead = archive.until and outdone and not question.view and weighed and _better_later(archive, question, weighed[0])
    chosen = [] if ahead else (_of_the_page(archive, question) or _chosen(archive, question, weighed)
                               or [alone(sentence, archive) for sentence in sides(question, archive) or of_that_day(archive, question)])
    return _Turn(question, hits, weighed, tuple(chosen), said | {w.hit.sentence.id for w in chosen})


def _of_the_page(archive: Archive, question: Question) -> list[Weighed]:
    """A question that stands on the figure's page is answered as it is there, in as many sentences as an answer has room for."""
    asked = words(question.text)
    page = archive.page() if not archive.until and any(words(posed) == asked for posed in archive.questions) else None
    long = next((q for q in page.questions if words(q.question) == asked), None) if page else None
    cited = [c for said in long.sentences for c in said.citations[:1]] if long else []
    return fitting([alone(sentence, archive) for sentence in archive.record.cited(cited)], _OF_A_PAGE)


def _fresher(weighed: tuple[Weighed, ...], before: _Turn, question: Question, archive: Archive) -> tuple[Weighed, ...]:
    """What was weighed, with less for what the answer before has said, where something else is left to say."""
    worth = _SAID ** 3 if _AFTERWARDS.search(question.text) else _SAID
    told = [replace(w, probability=w.probability * worth) if any(same(w.exact, other.exact) for other in before.chosen) else w for w in weighed]
    told.sort(key=lambda w: -w.probability)
    return tuple(told) if told and told[0].probability >= _least(archive) else weighed


def _bears_on(of: Sequence[str], turn: _Turn, archive: Archive) -> bool:
    """Does an answer, or what stands around it, speak of each thing that it has to speak of, by a word of it or a kindred one?"""
    told = set(stems(" ".join(archive.text(w.hit.sentence.source)[w.hit.passage.start:w.hit.passage.end] for w in turn.chosen))) if of else set()
    wanted = [{other for stem in stems(what) for other in (stem, *kin(stem), *forms(stem))} for what in of]
    return all(not one or not one.isdisjoint(told) for one in wanted)


def _near(archive: Archive, before: _Turn) -> tuple[int, ...]:
    """The sentences beside the answer before, and beside others as likely, where a follow-up is often answered."""
    leading = [*before.chosen[:2], *(w for w in before.weighed[:4] if w.probability > 0.5 * before.weighed[0].probability)]
    beside = {s.id for w in leading for s in archive.record.around(w.hit.sentence, 2, 5) if s.kind != "bibliography"}
    return tuple(sorted(beside))


def _of_sources(archive: Archive, question: Question, asked: Sequence[str], said: frozenset[int]) -> _Turn | None:
    """What certain sources say of a matter; None where they say nothing."""
    hits = [hit for hit in search(archive, question, wide=True) if hit.sentence.source in asked]
    weighed = weigh(question, hits, archive, 2 * archive.settings.reranked)
    chosen = best_of_each(asked, weighed, 0.3 * _least(archive))
    return _Turn(question, tuple(hits), tuple(weighed), tuple(chosen), said | {w.hit.sentence.id for w in chosen}) if chosen else None


def _of_critics(archive: Archive, question: Question, said: frozenset[int]) -> _Turn:
    """What is held against the figure, on a matter where one stands beside the question, else as sources tell such things."""
    asked = (question,) if question.text.endswith(")?") else (question, *(understand(text, archive.figure) for text in ASKED_AS))
    weighed = [w for one in asked for w in evidence(archive, one)[1]]
    chosen = against([w for w in weighed if w.probability >= _least(archive)], archive)[:archive.settings.answer_sentences]
    return _Turn(question, (), tuple(weighed), tuple(chosen), said | {w.hit.sentence.id for w in chosen})


def _of_pieces(archive: Archive, question: Question, named: Sequence[tuple[str, Part]], said: frozenset[int]) -> _Turn | None:
    """What the figure said in the pieces a question names: on the matter it asks of, else what is best known; None where neither is there."""
    told = [own for own in (own_words(archive, *piece) for piece in named) if own]
    if not beyond(question, named):
        chosen = [alone(s, archive) for s in best_known(archive, told)]
        return _Turn(question, chosen=tuple(chosen), said=said | {w.hit.sentence.id for w in chosen}) if chosen else None
    passages = archive.record.passages(sorted({s.passage for own in told for s in own}))
    hits = [Hit(s, passages[s.passage], 0.0, 0.0) for own in told for s in own]
    asked = understand(matter(question.text), archive.figure)
    weighed = weigh(asked, hits, archive, 2 * archive.settings.reranked)
    chosen = choose(weighed, archive, 0.3 * _least(archive), archive.settings.answer_sentences)
    return _Turn(question, (), tuple(weighed), tuple(chosen), said | {w.hit.sentence.id for w in chosen}) if chosen else None


def _moved(archive: Archive, before: _Turn, moved: Move) -> _Turn:
    """More on the matter, what comes next, or the words that the answer rests on."""
    match moved:
        case Move.SOURCES | Move.AGAIN:
            told = [c for said in _spoken(archive, before) for c in said.citations]
            chosen = [w for w in before.chosen if any(c.source == w.hit.sentence.source and c.start <= w.hit.sentence.start < c.end for c in told)]
        case Move.PLAINER:
            chosen = _plainer(before)
        case Move.AGREE:
            bearing = [w for w in (*before.chosen, *before.weighed) if w.probability >= _AS_WELL * _least(archive) and not w.wanting]
            best = {w.hit.sentence.source: w for w in reversed(bearing)}
            chosen = sorted(best.values(), key=lambda w: (-w.probability, w.hit.sentence.id))[:_EACH] or list(before.chosen[:1])
        case Move.NEXT:
            chosen = _following(archive, before, 2)
        case Move.MORE:
            left = [w for w in before.weighed if w.hit.sentence.id not in before.said]
            left = [w for w in left if not any(same(w.exact, other.exact) for other in before.chosen)]
            chosen = choose(left, archive, 0.6 * _least(archive), archive.settings.answer_sentences) or _following(archive, before, 2)
    return replace(before, chosen=tuple(chosen), said=before.said | {w.hit.sentence.id for w in chosen}, moved=moved, given=())


def _plainer(before: _Turn) -> list[Weighed]:
    """The shortest of the sentences that answered, or answer nearly as well as the best of them and can stand alone."""
    near = [w for w in before.weighed if w.probability >= _AS_WELL * before.likelihood and not w.hit.sentence.anaphoric]
    told = dict.fromkeys((*before.chosen, *near))
    whole = [w for w in told if len(w.exact.split()) > _SHORT]
    return sorted(whole or told, key=lambda w: (len(w.exact), w.hit.sentence.id))[:2]


def _following(archive: Archive, before: _Turn, count: int) -> list[Weighed]:
    """The sentences that a source goes on with after the answer, in the order of its telling and not of an earlier time."""
    lead = before.chosen[0]
    told = lead.hit.sentence.told
    found: list[Weighed] = []
    for sentence in archive.record.around(lead.hit.sentence, 0, 10)[1:]:
        earlier = told is not None and sentence.told is not None and sentence.told.end < told.start
        if sentence.kind == "bibliography" or sentence.id in before.said or earlier or sentence.voice != lead.hit.sentence.voice:
            continue
        found.append(beside(lead, sentence, archive))
        if len(found) == count:
            break
    return found


def _spoken(archive: Archive, turn: _Turn) -> list[Said]:
    """The sentences of an answer; asked how it is known, the cited words as they stand, under their authors' names."""
    if turn.given:
        return list(turn.given)
    if turn.moved is Move.SOURCES:
        return [Said(phrases.RESTS, Mode.FRAMING), *(attested(w, archive) for w in turn.chosen)]
    if turn.moved is Move.AGREE:
        several = len({w.hit.sentence.source for w in turn.chosen}) > 1
        return [Said(phrases.EACH if several else phrases.ALONE, Mode.FRAMING), *(attested(w, archive) for w in turn.chosen)]
    if turn.moved is Move.PLAINER:
        return [Said(phrases.PLAINER, Mode.FRAMING), *say(turn.chosen, turn.weighed, archive, _least(archive))]
    return say(turn.chosen, turn.weighed, archive, _least(archive))


def _ahead(archive: Archive, question: Question) -> bool:
    """Does a question speak of the figure's death before it, or name what no sentence tells of by then, though the whole record does?"""
    died = archive.figure.died
    if died and archive.until < died and _DEATH.search(question.text):
        return True
    return any(archive.names_only_later(name) for name in question.names)


def _better_later(archive: Archive, question: Question, best: Weighed) -> bool:
    """Is what truly answers told of later days only, so that what is known by then is beside the point?"""
    later = next(iter(evidence(archive.whole, question)[1]), None)
    if later is None or later.hit.sentence.known_by(archive.until) or later.probability <= _CLEARLY * best.probability:
        return False
    if (told := later.hit.sentence.told) is not None:
        return told.end > archive.until  # what was told late of an earlier day makes the day no later
    return not question.names or not all(re.search(rf"\b{re.escape(name)}", best.exact) for name in question.names)


def _chosen(archive: Archive, question: Question, weighed: Sequence[Weighed]) -> list[Weighed]:
    count = 8 if question.listed else archive.settings.answer_sentences
    if asks_of_a_name(question, archive) and (several := of_each(question, weighed, archive, _least(archive), count + 1)):
        return several
    open_ended = question.kind in (Kind.OTHER, Kind.REASON, Kind.MANNER)
    weighed = held(archive, question, weighed, _least(archive)) if question.view else weighed
    chosen = with_context(choose(weighed, archive, _least(archive), count, open_ended), archive, count, open_ended and not question.view)
    return completed(question, chosen, archive, count)


def _least(archive: Archive) -> float:
    return archive.settings.silence if archive.settings.silence >= 0 else threshold()


@lru_cache(maxsize=32)
def evidence(archive: Archive, question: Question) -> tuple[tuple[Hit, ...], tuple[Weighed, ...]]:
    """What the search finds on a question, and the best of it weighed, best first; kept, as what lies ahead is asked of the whole record twice."""
    hits = tuple(search(archive, question))
    count = archive.reach(archive.settings.reranked, 0.4)
    if not question.view:
        return hits, tuple(weigh(question, hits, archive, count))
    days = [*(years_before(archive.until, years) for years in _LATELY if archive.until), "0001"]
    spoken = [search(archive, question, said_since=day) for day in days]
    weighed: list[Weighed] = []
    for found in (hits, *spoken):
        known = {w.hit.sentence.id for w in weighed}
        fresh = [stated(hit, archive) for hit in found if hit.sentence.id not in known]
        weighed += weigh(question, fresh, archive, max(_FEW, count // (1 + len(spoken))))
    return hits, tuple(sorted(weighed, key=lambda w: (-w.probability, w.hit.sentence.id)))


@lru_cache(maxsize=32)
def _vector(archive: Archive, text: str) -> Vectors:
    return archive.vector(text)


def search(archive: Archive, question: Question, wide: bool = False, said_since: str = "") -> list[Hit]:
    """The sentences nearest to a question, entries of bibliographies left out; many where only some sources count, or own words since a day."""
    vector = _vector(archive.whole, question.third)
    asked = list(dict.fromkeys([*question.stems, *(form for stem in question.stems for form in sorted(forms(stem)))]))
    asked += [fold(name) for name in question.proper]
    kindred = sorted({other for stem in question.stems for other in kin(stem)} - set(asked))
    count = archive.reach(archive.settings.candidates) * (4 if wide else 1)
    hits = archive.search(question.third, asked, vector, count, kindred, said_since, question.first != question.text)
    known = {hit.sentence.id for hit in hits}
    beside = archive.record.sentences([i for i in question.near if i not in known])
    beside |= {s.id: s for s in tellings(question.matters, archive, _TELLINGS) if s.id not in known}
    passages = archive.record.passages(sorted({s.passage for s in beside.values()}))
    similar = dict(zip(passages, archive.index.similarity("passage", list(passages), vector), strict=True))
    hits += [Hit(s, passages[s.passage], _BESIDE, similar[s.passage]) for s in beside.values() if s.passage in passages]
    return [hit for hit in hits if hit.sentence.kind == "list_item" or (hit.sentence.kind != "bibliography" and states(archive.exact(hit.sentence)))]


def _held(archive: Archive, text: str) -> int:
    """How many words of a text the record has."""
    return sum(any(archive.index.frequency("sentence", stem) for stem in stems(word)) for word in words(text))


def _silent(archive: Archive, text: str, turn: _Turn) -> Answer:
    """Silence, with the nearest words; never a denial. What is no question in a tongue of the sources has no nearest words."""
    lost = phrases.foreign(text, _held(archive, text))
    whole = [w for w in turn.weighed if len(w.exact.split()) > _SHORT and not w.exact.lstrip().startswith(("(", "["))]
    whole.sort(key=lambda w: set(stems(w.exact)).isdisjoint(turn.question.stems))
    return Answer(
        text,
        archive.figure.id,
        Status.SILENT,
        (Said(phrases.LOST if lost else phrases.SILENT, Mode.FRAMING),),
        nearest=() if lost else tuple(cite(w.hit.sentence, archive) for w in (whole or turn.weighed)[:3]),
        suggestions=suggestions(archive)[:3],
    )
