"""What the timeline tells by itself: of a time that a question asks about and of nothing else, or, as of a date, of the figure's present."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from vivavoce.archive import Archive
from vivavoce.dialogue.views import years_before
from vivavoce.evidence.understand import Kind, Question
from vivavoce.evidence.weigh import Weighed
from vivavoce.language.dates import dates, widened, years
from vivavoce.language.entries import opening_verb
from vivavoce.language.names import MONTHS, alias_pattern, numbers
from vivavoce.record import Event, Interval, Sentence, covered
from vivavoce.text import squeeze

_HAPPENED: Final = re.compile(
    r"\W*(?:and\s+|but\s+|so\s+)?what\s+(?:else\s+)?(?:happened|occurred|took\s+place|was\s+happening|"
    r"(?P<deeds>did\s+you\s+do|were\s+you\s+(?:doing|up\s+to)|have\s+you\s+done))(?P<you>\s+(?:to\s+you|in\s+your\s+life))?\s+(?P<when>.+)", re.I)
_SMALL: Final = re.compile(r"\b(?:in|on|during|around|about|between|from|by|that|of|the|and|to|until|early|late|mid|beginning|end|year|years|month|"
                           r"then)\b", re.I)
_STATES: Final = (
    ("office", re.compile(r"\W*what\s+(?:public\s+)?(?:office|position|post|rank)\s+(?:do|did)\s+you\s+(?:now\s+)?(?:hold|have|occupy)\b|"
                          r"\W*do\s+you\s+(?:now\s+)?(?:hold|have|occupy)\s+(?:an?y?|some)\s+(?:public\s+)?(?:office|position|post|rank)\b|"
                          r"\W*what\s+(?:is|was)\s+your\s+(?:public\s+)?(?:office|position|post|rank)\b", re.I)),
    ("marriage", re.compile(r"\W*(?:are|were)\s+you\s+(?:now\s+|already\s+|yet\s+)?married\b|"
                            r"\W*(?:do|did)\s+you\s+have\s+a\s+(?:wife|husband)\b", re.I)))
"""What holds of the figure from a deed on until another of its sort, and how it is asked for."""
_DONE: Final = {
    "office": r"(?:re-?)?(?:elected|appointed|nominated|inaugurated|chosen|sworn|promoted|commissioned|became|made)",
    "marriage": r"married|wed(?:ded)?|was\s+married"}
_HELD: Final = 8
"""Years after which an office is no longer taken to be held."""
_STAGES: Final = {"childhood": (0, 14), "youth": (14, 22), "young": (16, 26), "early": (0, 22), "middle": (40, 55), "old": (60, 110)}
"""Ages between which a stage of life lies, about."""
_DECADES: Final = {name: ten for ten, name in enumerate("teens twenties thirties forties fifties sixties seventies eighties nineties".split(), 1)}
_LAST: Final = 4
"""Years before death that are the last."""
_STAGE: Final = re.compile(
    r"\W*(?:and |so |please |can you |could you )*"
    r"(?:(?:what|how)\s+(?:was|were)(?:\s+(?:you|it|things|(?:your\s+)?life))?(?:\s+(?:like|doing|up\s+to))?|"
    r"describe(?:\s+(?:yourself|your\s+life))?|"
    r"(?:tell|talk|speak)(?:\s+to)?\s+(?:me\s+|us\s+)?(?:something\s+|more\s+)?(?:about|of)(?:\s+(?:your\s+life|yourself|the\s+time))?|"
    r"what\s+(?:happened(?:\s+to\s+you)?|did\s+you\s+do|did\s+you\s+spend\s+your\s+time\s+on)|how\s+did\s+you\s+(?:live|spend\s+your\s+time))\s+"
    r"(?:(?:in|during|as|at|when|while|from|of)\s+)?(?:you\s+(?:were|was)\s+)?(?:still\s+)?(?:your\s+|the\s+|an?\s+)?(?:"
    r"(?P<childhood>childhood|boyhood|girlhood|infancy|(?:(?:young|small|little)\s+)?(?:child|boy|girl|kid)|little|small)|"
    r"(?P<youth>youth|teenage\s+years|teenager|adolescence)|(?P<young>young(?:\s+(?:man|woman|person|adult))?|"
    r"early\s+(?:wo)?manhood)|"
    r"(?P<early>early\s+(?:life|years|days)|younger(?:\s+(?:years|days))?|young\s+days)|(?P<middle>middle\s+age|middle\s+years|middle-aged)|"
    r"(?P<old>old\s+age|old(?:\s+(?:man|woman))?)|(?P<last>(?:last|final)\s+years)|"
    rf"(?P<decade>{'|'.join(_DECADES)})|(?:age\s+of\s+|age\s+)?(?P<age>[1-9]\d|[a-z]+(?:-[a-z]+)?)(?:\s+years\s+(?:old|of\s+age))?)"
    r"(?:\s+like)?\W*$", re.I)
_BEFORE: Final = re.compile(r"^\W*(?P<stage>(?:when\s+you\s+were|as\s+an?|in\s+your|during\s+your|at)\s+[\w\s-]{3,30}?)\s*,\s*"
                            r"(?P<asked>\w.{6,80}?)\W*$", re.I)
"""A stage that stands before what is asked of it: `As a boy, what did you do?`"""
_MONTH: Final = rf"(?:{'|'.join(month.title() for month in MONTHS)})\b"
_A_MONTH: Final = 31
_TELLS_OF_IT: Final = 0.5
"""How much more the reranker must find of a question in a happening of its day than of the bare day."""
_AS_MUCH: Final = 1.5
_LATELY: Final = 366
"""Days before a date that are the figure's present."""
_SPANNED: Final = 3
"""How many times longer than the time asked for a happening may last."""


def chronicle(archive: Archive, question: Question) -> list[Sentence]:
    """The sentences that answer from the timeline, in order of time; none where a question asks for something else too, or nothing is told."""
    if (asked := _HAPPENED.match(question.text)) and question.time is not None and not _else(asked["when"]):
        mine = bool(asked["deeds"] or asked["you"])
        return _within(archive, _present(archive, question.time) if question.present else question.time, mine)
    if stage := _stage(archive, question.text):
        return _of_the_life(archive, stage) or _within(archive, stage, True)
    state = _state(archive, question)
    return _since(archive, state) if state else []


def own_deeds(archive: Archive, question: Question, weighed: Sequence[Weighed]) -> tuple[Weighed, ...]:
    """As of a date, of what bears on a question for what holds of the figure since a deed: what tells of a deed of theirs of that sort."""
    state = _state(archive, question)
    deed = _deed(archive, state) if state else None
    return tuple(w for w in weighed if not deed or deed.search(w.exact))


def _state(archive: Archive, question: Question) -> str:
    """What is asked that holds of the figure, as of a date, from a deed on: an office, a marriage; empty for anything else."""
    return next((kind for kind, pattern in _STATES if pattern.match(question.text)), "") if archive.until else ""


def _deed(archive: Archive, kind: str) -> re.Pattern[str]:
    """The figure, or a pronoun that may be theirs, with a deed of a sort; or the deed alone, as it opens an entry of a chronology."""
    own = alias_pattern(archive.figure.names).pattern
    subject = rf"(?:{own}|\b(?:I|he|she|[Mm]y\s+(?:father|mother))\b)(?:[^.;:A-Z]|{_MONTH}){{0,30}}"
    return re.compile(rf"(?:(?:^|\d[.:])\s*|{subject}\b)(?i:{_DONE[kind]})\b")


def of_that_day(archive: Archive, question: Question) -> list[Sentence]:
    """What the timeline tells of a day or a month that is asked for, though in other words: the storm that `raged over the city` in that May."""
    if question.time is None or question.time.days > _A_MONTH or question.kind is not Kind.OTHER:
        return []
    happened = [e for e in archive.record.events(question.time.start, question.time.end) if e.interval.within(question.time)]
    told = list({sentence.id: sentence for _, sentence in _told(archive, happened)}.values())
    dated = next((question.text[one.start:one.end] for one in dates(question.text)), "")
    exact = [squeeze(archive.exact(sentence)) for sentence in told]
    asked, bare = (archive.logits([(text, one) for one in exact]) for text in (question.text, f"Tell me about {dated}."))
    more = [one - other for one, other in zip(asked, bare, strict=True)]
    least = max(_TELLS_OF_IT, max(more, default=0.0) - _AS_MUCH)
    return [sentence for sentence, one in zip(told, more, strict=True) if one >= least][:archive.settings.answer_sentences]


def _stage(archive: Archive, text: str) -> Interval | None:
    """The years of a stage of the figure's life, where it is asked for and nothing else; None where its days are not known."""
    born, died = (covered(date or "") for date in (archive.figure.born, archive.figure.died))
    text = re.sub(r"[()]", "", text)  # what a follow-up asks of may stand in brackets behind it
    turned = _BEFORE.match(text)
    asked = _STAGE.match(f"{turned['asked']} {turned['stage']}" if turned else text)
    if asked and asked["last"]:
        return years(int(died.start[:4]) - _LAST, int(died.end[:4]), approximate=True) if died else None
    ages = _ages(asked) if asked else None
    return years(int(born.start[:4]) + ages[0], int(born.end[:4]) + ages[1], approximate=True) if born and ages else None


def _ages(asked: re.Match[str]) -> tuple[int, int] | None:
    """The ages that a stage covers; None where its word is no number."""
    if asked["decade"]:
        ten = 10 * _DECADES[asked["decade"].casefold()]
        return max(13, ten), ten + 10
    if asked["age"]:
        age = max(numbers(asked["age"]), default=0)
        return (age, age + 1) if 0 < age < _STAGES["old"][1] else None
    return next(ages for name, ages in _STAGES.items() if asked[name])


def _of_the_life(archive: Archive, stage: Interval) -> list[Sentence]:
    """What the page's biography tells of a stage of life, two sentences at least."""
    page = archive.page()
    told = archive.record.cited(said.citations[0] for said in page.biography if said.citations) if page else []
    found = [s for s in told if s.told is not None and s.told.within(stage)]
    return found[:archive.settings.answer_sentences] if len(found) > 1 else []


def _else(when: str) -> bool:
    """Does what stands where a time is asked for hold more than the time?"""
    for dated in reversed(dates(when)):
        when = when[:dated.start] + when[dated.end:]
    return bool(re.search(r"\w", _SMALL.sub("", when)))


def _present(archive: Archive, asked: Interval) -> Interval:
    """The year up to the date as of which the figure speaks."""
    until = covered(archive.until) or asked
    return widened(Interval(until.end, until.end), _LATELY, 0)


def _within(archive: Archive, asked: Interval, mine: bool) -> list[Sentence]:
    """What is told of a time, the figure's own part in it first; of more than an answer holds, what is told best."""
    found = [e for e in archive.record.events(asked.start, asked.end) if e.interval.within(asked) or e.interval.days <= _SPANNED * asked.days]
    told = [(e, s) for e, s in _told(archive, found) if not mine or _names_figure(archive, e, s)]
    distinct: dict[int, tuple[Event, Sentence]] = {}
    for event, sentence in sorted(told, key=lambda pair: _weight(pair[0], pair[1], asked, archive)):
        distinct.setdefault(sentence.id, (event, sentence))
    chosen = list(distinct.values())[:archive.settings.answer_sentences]
    return [sentence for _, sentence in sorted(chosen, key=lambda pair: (pair[0].interval.start, pair[0].interval.end))]


def _names_figure(archive: Archive, event: Event, sentence: Sentence) -> bool:
    """Does a telling say that it is the figure who acts or suffers, not only that it is he or she? An entry of a chronology need not say it."""
    spoken = sentence.voice == "figure" or sentence.first_person is not None
    return spoken or bool(alias_pattern(archive.figure.names).search(event.text) or (archive.figure.name in event.who and opening_verb(event.text)))


def _weight(event: Event, sentence: Sentence, asked: Interval, archive: Archive) -> tuple[bool, bool, bool, int, bool, bool, int]:
    """A key by which the best told sorts first: of that time alone, no note, of the figure, by several, of a known sort, in sound text."""
    sound = archive.health(sentence.source, sentence.start, sentence.end) == "sound"
    several = -min(2, len(event.sources))
    aside = archive.exact(sentence).startswith(("(", "["))
    mine = _names_figure(archive, event, sentence)
    return (not event.interval.within(asked), aside, not mine, several, event.kind == "event", not sound, sentence.id)


def _since(archive: Archive, kind: str) -> list[Sentence]:
    """The last deed of a kind that the figure is told to have done, or that was done to them, by the day."""
    deed = _deed(archive, kind)
    first = years_before(archive.until, _HELD) if kind == "office" else "0001-01-01"
    done = [e for e in archive.record.events(first, archive.until) if e.kind == kind and archive.figure.name in e.who and deed.search(e.text)]
    mine = list(_told(archive, done))
    return [max(mine, key=lambda pair: (pair[0].interval.start, -pair[1].id))[1]] if mine else []


def _told(archive: Archive, events: Sequence[Event]) -> Iterator[tuple[Event, Sentence]]:
    """Events with the best of their tellings that may be told by the day; those that none may be told of are left out."""
    known = archive.record.sentences(sorted({t.sentence for e in events for t in e.tellings}))
    for event in events:
        told = [known[t.sentence] for t in event.tellings if t.sentence in known]
        if told:
            yield event, told[0]

