"""Questions a visitor would ask: those that the sources pose, and those that the record suggests; each is kept only with its answer."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from vivavoce.archive import Archive
from vivavoce.dialogue.suggest import addressed
from vivavoce.dialogue.telling import distinct, leans, long_answer
from vivavoce.language.names import alias_pattern
from vivavoce.record import Entry, EntryKind, LongAnswer, Said, Sentence, year
from vivavoce.text import fold, slug, squeeze, stems

_BLAND: Final = frozenset(
    """born called known named considered asked given seen made taken told used based interested involved followed said left able
found struck forced obliged compelled allowed supposed required surprised pleased determined convinced inclined concerned set put kept brought
looked met placed left shown sent held heard thought felt caught taught built paid bound meant engaged employed treated received described
referred dressed permitted directed informed accustomed opposed allied associated related linked credited remembered influenced inspired impressed
elected appointed nominated presented admitted
disappointed prepared educated raised reported quoted accused charged criticized criticised seated located reduced driven moved drawn""".split()
)
_AGAINST: Final = (
    r"(?:opposed|oppos(?:es|ition\s+to)|criti\w+|denounc\w+|attack(?:ed|s)|condemn\w+|accus\w+|fought|(?:struggle|fight)\s+against|broke\s+with|"
    r"disagree\w*\s+with|rival\w*|reject\w+)"
)
_INTERCOURSE: Final = (
    r"(?:met|knew|wrote\s+to|worked|joined|married|argued|broke|friend\w*|ally|allies|allied|rival\w*|quarrel\w*|visited|supported|helped|sided|"
    r"corresponded|letter|told|asked|admired|wife|husband|brother|sister|son|daughter|teacher|master|"
    r"comrade|colleague|partner|opposed|against|struggle|conflict|with)"
)
_CONTRAST: Final = (
    r"(?:vs\.?|versus|differ\w*\s+from|contrast\w*\s+(?:\w+\s+)?with|unlike|contrary\s+to|oppos\w+|contradict\w+|"
    r"instead\s+of|rather\s+than|as\s+against)"
)
_WENT: Final = (
    r"(?:[Ll]ived|[Ll]iving|[Mm]oved|[Ss]ettled|[Aa]rrived|[Ee]xiled|[Ss]tayed|[Rr]eached|[Dd]eported|[Ww]ent|[Rr]eturned|[Ll]anded|[Ss]ent|[Cc]ame|"
    r"[Ff]led|[Ww]orked|[Tt]aught|[Ss]tudied|[Rr]efuge)"
)
_THOUGHT: Final = r"(?:theor(?:y|ies)|ideas?|concepts?|conception|doctrine|notion|principle|thesis|slogan|programme|program)"
_PART_OF: Final = (
    r"(?:members?|president|chairman|agent|secretary|leader|head|founder|delegate|joined|founded|formed|organi[sz]ed|led|elected|served|commanded|worked|"
    r"belonged|expelled|resigned|editor|representative)"
)
_YOUTH: Final = re.compile(
    r"\b(?:parents?|father|mother|childhood|child|boyhood|girlhood|boy|girl|school|schooling|youth|educated|grew\s+up|brought\s+up|born)\b", re.I
)
_DYING: Final = re.compile(
    r"\b(?:die[ds]?|dying|death|killed|killing|murder\w*|assassin\w*|shot|wound\w*|buried|funeral|last\s+(?:illness|words)|struck|hospital)\b", re.I
)
_GROWN: Final = 18
_MOST: Final = 14
_TRIES: Final = 18
_LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    question: str
    about: Callable[[Sentence], bool] = lambda sentence: True
    under: tuple[Sentence, ...] = ()
    pool: tuple[int, ...] = ()
    recorded: bool = False
    in_time: bool = False


def questions(archive: Archive) -> tuple[LongAnswer, ...]:
    """Questions in the second person with long answers; those that the sources pose first; silence and weak answers are dropped."""
    kept: list[LongAnswer] = []
    told: list[Said] = []
    for candidate in [*_posed(archive), *_suggested(archive)][:_TRIES]:
        if len(kept) >= _MOST:
            break
        if any(_alike(candidate.question, k.question) for k in kept):
            continue
        sentences = long_answer(archive, candidate.question, candidate.under, candidate.pool, candidate.about, candidate.recorded, candidate.in_time)
        if len(sentences) < _LEAST or (not candidate.under and distinct(sentences, told) < 0.5):
            continue
        told += sentences
        kept.append(LongAnswer(_address(candidate.question, kept), candidate.question, sentences, bool(candidate.under)))
    return tuple(kept)


def _address(question: str, kept: list[LongAnswer]) -> str:
    """A short address for a question, its own among those kept."""
    base = "-".join(slug(question).split("-")[:12])
    taken = {k.id for k in kept}
    return next(a for a in (base, *(f"{base}-{n}" for n in range(2, 100))) if a not in taken)


def _alike(one: str, other: str) -> bool:
    left, right = set(stems(one)), set(stems(other))
    return left == right or bool(left and right and len(left & right) / len(left | right) > 0.8)


def _posed(archive: Archive) -> Iterator[_Candidate]:
    """Headings that are questions about the figure, with the sentences below them."""
    own = alias_pattern(archive.figure.names)
    for heading in archive.headings():
        line = squeeze(heading)
        if (
            not line.endswith("?")
            or not own.search(line)
            or len(line) > 130
            or re.match(r"\W*(?:who|what)\s+(?:is|was)\s+\S+(?:\s+\S+){0,2}\?$", line, re.I)
        ):
            continue
        if question := addressed(line, own):
            yield _Candidate(question, under=tuple(archive.record.under(heading)))


def _suggested(archive: Archive) -> Iterator[_Candidate]:
    """Questions that the record's people, ideas, works, places and deeds suggest; a few of each kind in turn."""
    rows = [list(of(archive)) for of in (_of_youth, _of_deeds, _of_ideas, _of_people, _of_works, _of_occasions, _of_death, _of_places, _of_years)]
    for turn in range(max(len(row) for row in rows)):
        for row in rows:
            if turn < len(row):
                yield row[turn]


# --- the life ---


def _of_youth(archive: Archive) -> Iterator[_Candidate]:
    """Childhood and youth: what is dated within eighteen years of the birth, or speaks of parents and school."""
    born = year(archive.figure.born)
    if born:
        about = _told_of_figure(archive, _YOUTH, f"{born}-01-01", f"{born + _GROWN}-12-31")
        pool = tuple(s.id for s in archive.record.all_sentences("1") if about(s))
        if len(pool) >= _LEAST:
            yield _Candidate("What do you tell of your childhood and youth?", about, pool=pool, recorded=True, in_time=True)


def _of_death(archive: Archive) -> Iterator[_Candidate]:
    """The death: what is dated within ten days of it, or in its year tells of the figure's dying."""
    if not (died := archive.figure.died):
        return
    names = "|".join(re.escape(n) for n in archive.figure.names)
    of_figure = re.compile(
        rf"(?:\b(?:{names})\b(?!['’]s)|\bI\b)[^.;]{{0,60}}{_DYING.pattern}|{_DYING.pattern}[^.;,]{{0,20}}\b(?:{names}|me)\b(?!['’]s)", re.I
    )
    dying = _told_of_figure(archive, of_figure, f"{died[:4]}-01-01", f"{died[:4]}-12-31")
    first, last = (_shifted(died, days) if len(died) == 10 else "" for days in (-10, 10))

    def about(sentence: Sentence) -> bool:
        told = sentence.told
        days = told and first and first <= told.start and told.end <= last and not told.approximate
        return dying(sentence) or bool(days and _DYING.search(archive.exact(sentence)))

    pool = tuple(s.id for s in archive.record.all_sentences("1") if about(s))
    if len(pool) >= _LEAST:
        yield _Candidate("What were the circumstances of your death?", about, pool=pool, recorded=True, in_time=True)


def _of_years(archive: Archive) -> Iterator[_Candidate]:
    """`What did you do in 1843?` for the years that most sentences tell of the figure; the last, which the death has, is left out."""
    anything = re.compile(r"\w")
    born, died = archive.figure.born or "", archive.figure.died or ""
    told: dict[str, list[int]] = {}
    about = _told_of_figure(archive, anything, born[:4] or "0001", died[:4] or "9999")
    for sentence in archive.record.all_sentences("1"):
        if about(sentence) and sentence.told and sentence.told.start[:4] == sentence.told.end[:4] and not leans(sentence, archive):
            told.setdefault(sentence.told.start[:4], []).append(sentence.id)
    for when in sorted(told, key=lambda y: (-len(told[y]), y))[:3]:
        if len(told[when]) > _LEAST and when not in (born[:4], died[:4]):
            pool = tuple(told[when])
            yield _Candidate(f"What did you do in {when}?", _among(pool), pool=pool, recorded=True, in_time=True)


def _among(identities: tuple[int, ...]) -> Callable[[Sentence], bool]:
    known = frozenset(identities)
    return lambda sentence: sentence.id in known


def _shifted(day: str, days: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days)).isoformat()


def _told_of_figure(archive: Archive, words: re.Pattern[str], first: str, last: str) -> Callable[[Sentence], bool]:
    """Sentences of a span of time that tell of the figure in certain words."""
    own = alias_pattern(archive.figure.names)

    def test(sentence: Sentence) -> bool:
        told = sentence.told
        if told is None or told.start < first or told.end > last or told.days > 400 * _GROWN or sentence.kind == "bibliography":
            return False
        exact = squeeze(archive.exact(sentence))
        mine = sentence.first_person is not None or own.search(exact) or (sentence.voice == "figure" and re.search(r"\b(?:I|my|me)\b", exact))
        return bool(mine and words.search(exact))

    return test


def _of_deeds(archive: Archive) -> Iterator[_Candidate]:
    """`Why were you exiled?` where accounts say again and again that it was done to the figure."""
    found: dict[str, list[int]] = {}
    where: dict[str, Counter[str]] = {}
    done = re.compile(
        r"\bI (?:was|had been|have been) (?:\w+ly )?(?P<verb>[a-z]+ed)\b(?P<place> (?:from|to) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,3})?"
    )
    for sentence in archive.record.all_sentences():
        for match in done.finditer(sentence.first_person or ""):
            if match["verb"] not in _BLAND:
                found.setdefault(match["verb"], []).append(sentence.id)
                where.setdefault(match["verb"], Counter())[match["place"] or ""] += 1
    for verb in sorted(found, key=lambda v: (-len(found[v]), v))[:4]:
        if len(set(found[verb])) > 1:
            place, times = where[verb].most_common(1)[0]
            yield _Candidate(f"Why were you {verb}{place if times > 1 else ''}?", _holding(archive, rf"\b{verb[:-2]}\w*"), pool=tuple(found[verb]))


# --- ideas, people, works, occasions, places ---


def _of_ideas(archive: Archive) -> Iterator[_Candidate]:
    ideas = archive.record.ideas()
    for one in [e for e in ideas if e.together][:5]:
        for other in ideas:
            if one.id != other.id and not set(stems(one.name)) & set(stems(other.name)) and (both := _contrasted(archive, one, other)):
                yield _Candidate(f"How did {one.name} differ from {other.name}?", _naming(archive, one, other), pool=both)
                break
    for idea in [e for e in ideas if e.together and len(e.sentences) > (2 if e.definition is not None else 4)][:5]:
        asked = "What did you mean by" if _owned(archive, idea) else "What did you think of"
        article = "the " if re.search(r"\b(?:movement|system|party|policy|cause|question|trade)$", idea.name) else ""
        yield _Candidate(f"{asked} {article}{idea.name}?", _naming(archive, idea), pool=_pool(idea))


def _owned(archive: Archive, idea: Entry) -> bool:
    """Does a source call it the figure's theory?"""
    names = "|".join(re.escape(n) for n in archive.figure.names)
    name = re.escape(idea.name)
    thought = rf"{_THOUGHT}\s+(?:of\s+)?[\"“]?{name}"
    own = rf"(?:{names})['’]s?\s+(?:[\"“]?{name}|(?:\w+\s+){{0,2}}{thought})"
    made = rf"\b(?:{names})\b[^.]{{0,60}}\b(?:formulated|developed|advanced|founder|advocated|proposed|believed)\b[^.]{{0,30}}{thought}"
    pattern = re.compile(f"{own}|{made}", re.I)
    return any(pattern.search(exact) for exact in _exacts(archive, idea.together[:20]))


def _contrasted(archive: Archive, one: Entry, other: Entry) -> tuple[int, ...]:
    """The sentences that set one idea against another; none where both only stand in one sentence."""
    both = [i for i in one.sentences if i in set(other.sentences)]
    names = [re.escape(e.name) for e in (one, other)]
    pattern = re.compile(rf"(?:{names[0]}.{{0,60}}\b{_CONTRAST}\b.{{0,60}}{names[1]}|{names[1]}.{{0,60}}\b{_CONTRAST}\b.{{0,60}}{names[0]})", re.I)
    return tuple(both) if any(pattern.search(exact) for exact in _exacts(archive, both)) else ()


def _of_people(archive: Archive) -> Iterator[_Candidate]:
    people = sorted(archive.record.people(), key=lambda e: (-len(e.together) - 4 * any(r.to_figure for r in e.relations), e.id))
    for person in people[:8]:
        against, met = _between(archive, person, _AGAINST), _between(archive, person, _INTERCOURSE)
        if against >= 4:
            yield _Candidate(f"Why did you oppose {person.name}?", _naming(archive, person), pool=_pool(person))
        elif any(r.to_figure for r in person.relations):
            yield _Candidate(f"Who was {person.name} to you?", _naming(archive, person), pool=_pool(person))
        elif met >= 2 or (met and len(person.sentences) > 3):
            yield _Candidate(f"What was your relationship with {person.name}?", _naming(archive, person), pool=_pool(person))


def _between(archive: Archive, person: Entry, verbs: str) -> int:
    """How many sentences put certain words between the figure and a person: the figure does it, or it is done to the figure."""
    own = "|".join(re.escape(n) for n in archive.figure.names)
    name = "|".join(re.escape(n) for n in {person.name, *person.names})
    pattern = re.compile(rf"(?:\b(?:{own})\b|\bI\b)[^.;]{{0,50}}\b{verbs}\b[^.;]{{0,40}}\b(?:{name})\b")
    found = archive.record.sentences(list(person.sentences[:120]))
    return sum(bool(pattern.search(s.first_person or squeeze(archive.exact(s)))) for s in found.values())


def _of_works(archive: Archive) -> Iterator[_Candidate]:
    thought = {e.id for e in archive.record.ideas()}
    for work in [e for e in archive.record.works() if e.own and len(e.sentences) > 1 and e.id not in thought][:4]:
        yield _Candidate(f"What did you write in {work.name}?", _naming(archive, work), pool=_pool(work))


def _of_occasions(archive: Archive) -> Iterator[_Candidate]:
    """Wars, congresses and bodies that the figure is told to have had a part in, in life."""
    found = [e for kind in (EntryKind.OCCASION, EntryKind.ORGANISATION) for e in archive.record.entries(kind) if e.together and len(e.sentences) > 1]
    shown = 0
    for entry in sorted(found, key=lambda e: (-len(e.together), e.id)):
        told = archive.record.sentences(list(entry.sentences[:60])).values()
        spoken = [s.first_person or archive.exact(s) for s in told if s.first_person or s.voice == "figure"]
        name = re.escape(re.sub(r"^the ", "", entry.name))
        belongs = re.compile(rf"\bI\b[^.;]{{0,80}}\b{_PART_OF}\b[^.;]{{0,60}}{name}")
        if entry.kind is EntryKind.ORGANISATION:
            spoken = [text for text in spoken if belongs.search(squeeze(text))]
        if spoken and shown < 4:
            shown += 1
            yield _Candidate(f"What was your part in {entry.name}?", _naming(archive, entry), pool=_pool(entry))


def _of_places(archive: Archive) -> Iterator[_Candidate]:
    """Places that the figure is told to have lived in or gone to, the most told first."""
    own = "|".join(re.escape(n) for n in archive.figure.names)
    found = []
    for place in archive.record.places()[:25]:
        name = "|".join(re.escape(re.sub(r"^the ", "", n)) for n in (place.name, *place.names))
        went = re.compile(
            rf"(?:\bI\b|\b(?:{own})\b|^[^a-z]*[A-Z]?)[^.;]{{0,80}}\b{_WENT}\b[^.;]{{0,40}}\b(?:in|to|at|on|near|reached)\s+(?:[\w’'-]+\s+){{0,3}}(?:{name})\b"
        )
        told = archive.record.sentences(list(place.sentences[:60])).values()
        count = sum(bool(went.search(s.first_person or squeeze(archive.exact(s)))) for s in told)
        if count > 1:
            found.append((count, place))
    for _, place in sorted(found, key=lambda pair: (-pair[0], pair[1].id))[:3]:
        yield _Candidate(f"What happened to you in {place.name}?", _naming(archive, place), pool=_pool(place), in_time=True)


def _pool(entry: Entry) -> tuple[int, ...]:
    """The sentences that name an entry, those that name the figure too before the others."""
    beside = set(entry.together)
    return (*entry.together, *(i for i in entry.sentences if i not in beside))


def _naming(archive: Archive, *entries: Entry) -> Callable[[Sentence], bool]:
    """Does a sentence name an entry, by any of its names or a person's last name, and where there are enough the figure too?"""
    names = {n for e in entries for n in (e.name, *e.names, *([e.name.split()[-1]] if e.kind is EntryKind.PERSON else []))}
    named = re.compile("|".join(rf"(?<![\w-]){re.escape(fold(re.sub(r'^the ', '', n)))}" for n in sorted(names)))
    beside = {i for e in entries for i in e.together}

    def test(sentence: Sentence) -> bool:
        return (len(beside) < _LEAST or sentence.id in beside) and bool(named.search(fold(squeeze(archive.exact(sentence)))))

    return test


def _holding(archive: Archive, pattern: str) -> Callable[[Sentence], bool]:
    return lambda sentence: bool(re.search(pattern, archive.exact(sentence), re.I))


def _exacts(archive: Archive, identities: tuple[int, ...] | list[int]) -> Iterator[str]:
    found = archive.record.sentences(list(identities))
    return (squeeze(archive.exact(found[i])) for i in identities if i in found)
