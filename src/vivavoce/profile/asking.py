"""Questions a visitor would ask: those that the sources pose, and those that the record suggests; each is kept only with its answer."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from vivavoce.archive import Archive
from vivavoce.dialogue.suggest import addressed
from vivavoce.evidence.kin import kin
from vivavoce.evidence.voice import mode_of
from vivavoce.evidence.whose import PERHAPS, of_figure, speaks_of_figure
from vivavoce.language.names import alias_pattern, years
from vivavoce.profile.cards import AGAINST, TRIFLE, VIEW, Telling, dealings
from vivavoce.profile.life import of_life, told_well
from vivavoce.profile.telling import distinct, leans, long_answer, quotable
from vivavoce.record import Entry, EntryKind, LongAnswer, Mode, Said, Sentence, year
from vivavoce.text import fold, slug, squeeze, stems

_BLAND: Final = frozenset(
    """born called known named considered asked given seen made taken told used based interested involved followed said left able
found struck forced obliged compelled allowed supposed required surprised pleased determined convinced inclined concerned set put kept brought
looked met placed left shown sent held heard thought felt caught taught built paid bound meant engaged employed treated received described
referred dressed permitted directed informed accustomed opposed allied associated related linked credited remembered influenced inspired impressed
elected appointed nominated presented admitted
disappointed prepared educated
released raised reported quoted accused charged criticized criticised seated located reduced driven moved drawn""".split()
)
_CONTRAST: Final = (
    r"(?:vs\.?|versus|differ\w*\s+from|contrast\w*\s+(?:\w+\s+)?with|unlike|contrary\s+to|oppos\w+|contradict\w+|"
    r"instead\s+of|rather\s+than|as\s+against)"
)
_THOUGHT: Final = r"(?:theor(?:y|ies)|ideas?|concepts?|conception|doctrine|notion|principle|thesis|slogan|programme|program)"
_PART_OF: Final = (
    r"(?:members?|president|chairman|agent|secretary|leader|head|founder|delegate|joined|founded|formed|organi[sz]ed|led|elected|served|commanded|worked|"
    r"belonged|expelled|resigned|editor|representative|fought|attended|addressed|spoke|took\s+part|part\s+in|issued|signed|wrote)"
)
_YOUTH: Final = re.compile(
    r"\b(?:parents?|father|mother|childhood|child|boyhood|girlhood|boy|girl|school|schooling|youth|educated|grew\s+up|brought\s+up|born)\b", re.I
)
_THEN: Final = re.compile(
    r"\b(?:my|in|from|of)\s+(?:own\s+|early\s+)?(?:childhood|boyhood|girlhood|youth|school-?days)\b|\b(?:[Aa]s|[Ww]hen\s+I\s+was)\s+(?:but\s+|only\s+)?an?\s+"
    r"(?:little\s+|young\s+|small\s+|mere\s+)?(?:boy|girl|child|lad)\b|\bI\s+was\s+(?:about\s+|only\s+|but\s+|between\s+)?(?:\w+\s+(?:and|or)\s+)?"
    r"(?:five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)\s+years\b|\b[Mm]y\s+(?:schoolmaster|schooling|first\s+school|"
    r"grandmother|grandfather)\b|\bI\s+was\s+born\b|\bI\s+(?:learned|was\s+taught)\s+to\s+(?:read|write)\b"
)
"""What says itself that it was in the figure's youth."""
_DYING: Final = re.compile(
    r"\b(?:[Dd]ied|dies?|dying|death|killed|killing|murder\w*|assassin\w*|shot|wound\w*|buried|funeral|last\s+(?:illness|words)|struck|hospital)\b"
)
_CHOSEN: Final = r"elected|nominated|inaugurated|election|nomination|appointed|chosen|voted"
_FAMILY: Final = (
    r"(?:wife|husband|father|mother|parents|sons?|daughters?|children|child|brothers?|sisters?|grandfather|grandmother|marriage|wedding|family)"
)
_KINSMEN: Final = re.compile(r"\b(?:married|born|died|named|called|children|widow|was\s+an?)\b")
_GROWN: Final = 18
_POOL: Final = 24
_READ: Final = 400
_HELD: Final = re.compile(
    r"\b(?:believ\w+|thought|considered|held|argued|maintained|insisted|hated|opposed|advocated|rejected|regarded|saw|wanted|feared|hoped|defended|"
    r"demanded|proposed|called|criticized|criticised|denounced|theory|view|views|idea)\b"
)
_WHO: Final = re.compile(r"(?i)\W*(?:who|what)\s+(?:is|was)\s+")
_MEANT: Final = re.compile(r"What\s+(?:is|was)\s+meant\s+by\b")
_POINTING: Final = re.compile(r"\b(?:he|his|him|she|her|it|its|this|that|these|those|them|they|their)\b")
_CATECHISM: Final = 3
"""Questions among its headings that make a source one of questions and answers."""
_POSED: Final = 14
_TELLS: Final = 3.0
"""Points from which a sentence tells something of an entry (`cards.Telling`)."""
_MOST: Final = 18
_TRIES: Final = 30
_LEAST: Final = 3
_SAME: Final = 0.66
_DEALT: Final = 2


@dataclass(frozen=True, slots=True)
class _Candidate:
    question: str
    about: Callable[[Sentence], bool] = lambda sentence: True
    under: tuple[Sentence, ...] = ()
    pool: tuple[int, ...] = ()
    recorded: bool = False
    in_time: bool = False
    ranked: bool = False


def questions(archive: Archive) -> tuple[LongAnswer, ...]:
    """Questions in the second person with long answers; those that the sources pose first; silence and weak answers are dropped."""
    kept: list[LongAnswer] = []
    told: list[Said] = []
    for candidate in [*_posed(archive), *_suggested(archive)][:_TRIES]:
        if candidate.under and len(kept) >= _POSED:
            continue
        if len(kept) >= _MOST:
            break
        if any(_alike(candidate.question, k.question) for k in kept):
            continue
        sentences = long_answer(
            archive, candidate.question, candidate.under, candidate.pool, candidate.about, candidate.recorded, candidate.in_time, candidate.ranked
        )
        if len(sentences) < _LEAST - bool(candidate.under) or (not candidate.under and distinct(sentences, told) < 0.5):
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
    """Do two questions ask the same, in the same words or in kindred ones: for the death and for the assassination?"""
    left, right = sorted((set(stems(one)), set(stems(other))), key=len)
    shared = sum(bool(({stem} | kin(stem)) & right) for stem in left)
    if len(left) == 1:
        return left == right or bool(kin(*left) & right)
    return left == right or (bool(left) and shared >= _SAME * len(left))


def _posed(archive: Archive) -> Iterator[_Candidate]:
    """Headings that are questions about the figure, with the sentences below them."""
    own = alias_pattern(archive.figure.names)
    posed = [(line, tuple(archive.record.under(h))) for h in archive.headings() if (line := squeeze(h)).endswith("?") and len(line) <= 130]
    asking = Counter(under[0].source for line, under in posed if under and (own.search(line) or _of_thing(line)))
    for line, under in posed:
        catechism = bool(under) and asking[under[0].source] >= _CATECHISM
        if own.search(line) and _WHO.match(line) and own.fullmatch(_WHO.sub("", line).strip("? ")):
            continue  # who the figure was, the page itself says
        question = line if catechism and _MEANT.match(line) else addressed(line, own, archive.figure.pronouns if catechism else "")
        if not question and catechism and not own.search(line) and _of_thing(line) and not _POINTING.search(line):
            question = line
        if question:
            yield _Candidate(question, under=under)


def _of_thing(line: str) -> bool:
    """Is it asked who or what somebody or something is, by name: `What is the Difference Engine?`, `What is meant by spontaneity?`"""
    return bool(re.match(r"(?:Who|What)\s+(?:is|are|was|were)\s+(?:.*(?<=[\s“\"])[A-Z“\"]|meant\s+by\s|the\s+\w+\s+of\s|[“\"])", line))


def _suggested(archive: Archive) -> Iterator[_Candidate]:
    """Questions that the record's people, ideas, works, places and deeds suggest; a few of each kind in turn."""
    kinds = (_of_youth, _of_office, _of_ideas, _of_people, _of_deeds, _of_family, _of_works, _of_occasions, _of_death, _of_places, _of_years)
    rows = [list(of(archive)) for of in kinds]
    for turn in range(max(len(row) for row in rows)):
        for row in rows:
            if turn < len(row):
                yield row[turn]


# --- the life ---


def _of_youth(archive: Archive) -> Iterator[_Candidate]:
    """Childhood and youth: what is dated within eighteen years of the birth and speaks of parents or school, and what says that it was then."""
    born = year(archive.figure.born)
    dated = _told_of_figure(archive, _YOUTH, f"{born}-01-01", f"{born + _GROWN}-12-31") if born else None

    def young(sentence: Sentence) -> bool:
        if (dated and dated(sentence)) or sentence.told is not None or sentence.kind == "bibliography":
            return bool(dated and dated(sentence))
        letter = archive.source(sentence.source).part(sentence.start) is not None
        spoken = sentence.first_person or (archive.exact(sentence) if sentence.voice == "figure" and not letter else "")
        return bool(_THEN.search(squeeze(spoken)))

    found = [s for s in archive.record.all_sentences("1") if young(s)]
    if len(found) >= _LEAST:
        yield _lived(archive, "What do you tell of your childhood and youth?", found)


def _of_office(archive: Archive) -> Iterator[_Candidate]:
    """`How did you become President?`, where the sources call the figure by an office and tell how it was come by."""
    if not archive.office:
        return
    own = "|".join(re.escape(n) for n in archive.figure.names)
    chosen = rf"\b(?:{_CHOSEN})[^.;]{{0,60}}(?:\b{archive.office}|\b(?:votes?|convention|ballot|candidate)\b)"
    was = r"(?:was|had\s+been|have\s+been)\s"
    came = re.compile(rf"(?:\bI\s+{was}|\b[Mm]y\s|\b(?:{own})\s+{was})[^.;]{{0,40}}{chosen}")
    yield from _told(archive, f"How did you become {archive.office}?", came)


def _of_family(archive: Archive) -> Iterator[_Candidate]:
    """Wife or husband, children, parents, brothers and sisters, where sentences say whose they are."""
    own = "|".join(re.escape(n) for n in archive.figure.names)
    family = re.compile(
        rf"\b(?:[Mm]y|(?:{own})['’]s)\s+(?:\w+\s+)?{_FAMILY}\b|(?:\bI\b|\b(?:{own})\b)[^.;]{{0,40}}\b(?:was\s+married|married|engaged\s+to)\b|"
        rf"\b{_FAMILY}\s+of\s+(?:{own})\b"
    )
    yield from _told(archive, "Who was in your family?", family, lambda s: bool(_KINSMEN.search(archive.exact(s)) or archive.persons(s)))


def _told(
    archive: Archive, question: str, words: re.Pattern[str], fit: Callable[[Sentence], bool] = lambda sentence: True
) -> Iterator[_Candidate]:
    """A question whose answer are the sentences that hold certain words of the figure, the ones told in the first person before the others."""
    found = [
        s
        for s in archive.record.all_sentences("1")
        if s.kind != "bibliography" and _of_own(archive, s, words) and not TRIFLE.search(archive.exact(s)) and fit(s)
    ]
    if len(found) >= _LEAST:
        yield _lived(archive, question, found)


def _of_own(archive: Archive, sentence: Sentence, words: re.Pattern[str]) -> bool:
    """Does a sentence hold certain words on the figure? Where it is quoted, its I is another's."""
    match = words.search(_unquoted(sentence.first_person or archive.exact(sentence)))
    if not match or mode_of(sentence, archive) is not Mode.QUOTED:
        return match is not None
    return of_figure(sentence, archive) == 1.0 and not re.search(r"\b(?:I|[Mm]y)\b", match.group())


def _unquoted(text: str) -> str:
    """A sentence on one line without what it quotes and what an editor's brackets add: neither is whose it is."""
    return squeeze(re.sub(r"[“\"][^”\"]*[”\"]|\[[^\]]*\]", " ", text))


def _lived(archive: Archive, question: str, found: Iterable[Sentence]) -> _Candidate:
    """A question whose answer are the sentences that tell a part of the life best, in order of time."""
    pool = tuple(s.id for s in sorted(found, key=lambda s: (-told_well(s, archive), s.id))[:_POOL])
    return _Candidate(question, _among(pool), pool=pool, recorded=True, in_time=True, ranked=True)


def _of_death(archive: Archive) -> Iterator[_Candidate]:
    """The death: what is dated within ten days of it, or in its year tells of the figure's dying."""
    if not (died := archive.figure.died):
        return
    names = "|".join(re.escape(n) for n in (*archive.figure.names, *([f"the {archive.office}"] if archive.office else [])))
    ended = re.compile(
        rf"\b(?:I|{names})\s+(?:(?:was|were|had\s+been|lay)\s+(?:\w+\s+)?(?:assassinated|shot|killed|murdered|dying|dead|buried)|died\b|breathed)|"
        rf"\b(?:assassination|murder|funeral|killing)\s+of\s+(?:\w+\.?\s+)?(?:{names})\b|\b(?:[Mm]y|(?:{names})['’]s)\s+(?:assassination|murder|"
        rf"funeral|last\s+(?:words|hours|illness|days))\b|\b(?:killed|shot|struck|murdered|assassinated)\s+(?:\w+\.?\s+)?(?:{names})\b"
        r"(?!\s+(?:as|that|with\s+the)\b)"
    )
    first, last = (_shifted(died, days) if len(died) == 10 else f"{died[:4]}-{day}" for days, day in ((-10, "01-01"), (10, "12-31")))

    def about(sentence: Sentence) -> bool:
        told, exact = sentence.told, archive.exact(sentence)
        elsewhen = told and not (first <= told.start and told.end <= last) and told.start[:4] != died[:4]
        if sentence.kind == "bibliography" or sentence.voice == "figure" or elsewhen:
            return False
        near = told and first <= told.start and told.end <= last and not told.approximate
        match = ended.search(squeeze(sentence.first_person or exact))
        if match and (near or not re.search(r"(?:assassination|murder|killing)\b|funeral$", match.group())):
            return True  # what only looks back on it tells nothing of it
        return bool(near and _DYING.search(exact) and of_figure(sentence, archive) >= PERHAPS)

    found = [s for s in archive.record.all_sentences("1") if about(s)]
    if len(found) >= _LEAST:
        yield _lived(archive, "What were the circumstances of your death?", found)


def _of_years(archive: Archive) -> Iterator[_Candidate]:
    """`What did you do in 1843?` for the years that most sentences tell of the figure; the last, which the death has, is left out."""
    anything = re.compile(r"\w")
    born, died = archive.figure.born or "", archive.figure.died or ""
    told: dict[str, list[Sentence]] = {}
    about = _told_of_figure(archive, anything, born[:4] or "0001", died[:4] or "9999")
    for sentence in archive.record.all_sentences("1"):
        if not (about(sentence) and of_life(sentence, archive)):
            continue
        if sentence.told and sentence.told.start[:4] == sentence.told.end[:4] and not leans(sentence, archive):
            told.setdefault(sentence.told.start[:4], []).append(sentence)
    for when in sorted(told, key=lambda y: (-len(told[y]), y))[:2]:
        if len(told[when]) > _LEAST and when not in (born[:4], died[:4]):
            yield _lived(archive, f"What did you do in {when}?", told[when])


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
        exact, unquoted = squeeze(archive.exact(sentence)), _unquoted(archive.exact(sentence))
        if sentence.voice == "figure" and archive.crowd > 1 and not years(exact):
            return False  # what a letter says of its day
        mine = sentence.first_person is not None or own.search(exact) or (sentence.voice == "figure" and re.search(r"\b(?:I|my|me)\b", unquoted))
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
            named = all(" " in e.name or e.name[0].isupper() for e in (one, other)) and not set(stems(one.name)) & set(stems(other.name))
            if one.id != other.id and named and (both := _contrasted(archive, one, other)):
                yield _Candidate(f"How did {one.name} differ from {other.name}?", _naming(archive, one, other), pool=both)
                break
    for idea in [e for e in ideas if e.together][:5]:
        asked = "What did you mean by" if _owned(archive, idea) else "What did you think of"
        article = "the " if re.search(r"\b(?:movement|system|party|policy|cause|question|trade)$", idea.name) else ""
        yield from _views(archive, f"{asked} {article}{idea.name}?", idea)


def _views(archive: Archive, question: str, entry: Entry) -> Iterator[_Candidate]:
    """A question on what the figure thinks of a matter, where enough sentences state a view of theirs on it or what it is."""
    own = alias_pattern(archive.figure.names)
    telling = Telling(archive, entry)

    def states(sentence: Sentence) -> bool:
        exact = squeeze(archive.exact(sentence))
        spoken = sentence.first_person or exact
        if TRIFLE.search(exact) or telling.score(sentence) < _TELLS - 0.5:
            return False
        if sentence.voice == "figure":
            return telling.states(exact)
        return bool(_HELD.search(spoken)) and (sentence.first_person is not None or bool(own.search(exact)))

    stated = [s for s in archive.record.sentences(list(_pool(entry))[:_READ]).values() if states(s)]

    def worth(sentence: Sentence) -> float:
        exact = squeeze(archive.exact(sentence))
        return telling.score(sentence) + 0.5 * quotable(exact) + 1.5 * bool(re.search(VIEW, exact)) + 0.5 * min(3, archive.repeated(sentence))

    pool = tuple(s.id for s in sorted(stated, key=lambda s: (-worth(s), s.id))[:_POOL])
    if len(pool) >= _LEAST:
        yield _Candidate(question, _among(pool), pool=pool, recorded=True, ranked=True)


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
    for person in people[:6]:
        related = next((r for r in person.relations if r.to_figure and not re.search(r"\bfriend", r.phrase)), None)
        if _between(archive, person, AGAINST) >= _LEAST:
            question = f"Why did you oppose {person.name}?"
        elif related:
            question = f"Who was {person.name} to you?"
        else:
            question = f"What was your relationship with {person.name}?"
        yield from _telling(archive, question, person)


def _telling(archive: Archive, question: str, entry: Entry, in_time: bool = False) -> Iterator[_Candidate]:
    """A question whose answer are the sentences that tell most of an entry, two of which at least tell what the figure had to do with it."""
    telling = Telling(archive, entry)
    told = sorted(archive.record.sentences(list(_pool(entry))[:_READ]).values(), key=lambda s: (-telling.score(s), s.id))[:_POOL]
    pool = tuple(s.id for s in told if telling.score(s) >= _TELLS)
    dealt = sum(telling.deals(s) or s.id in telling.stated for s in told)
    if len(pool) >= _LEAST and dealt >= _DEALT:
        yield _Candidate(question, _among(pool), pool=pool, recorded=True, in_time=in_time, ranked=True)


def _between(archive: Archive, person: Entry, verbs: str) -> int:
    """How many sentences put certain words between the figure and a person: the figure does it, or it is done to the figure."""
    pattern = dealings(archive, person, verbs)
    found = archive.record.sentences(list(person.sentences[:120]))
    return sum(bool(pattern.search(s.first_person or squeeze(archive.exact(s)))) for s in found.values())


def _of_works(archive: Archive) -> Iterator[_Candidate]:
    thought = {e.id for e in archive.record.ideas()}
    for work in [e for e in archive.record.works() if e.own and len(e.sentences) > 1 and e.id not in thought][:4]:
        yield from _telling(archive, f"How did you come to write {work.name}?", work)


def _of_occasions(archive: Archive) -> Iterator[_Candidate]:
    """Wars, congresses and bodies that the figure is told to have had a part in; else what the figure thought of them."""
    found = [e for kind in (EntryKind.OCCASION, EntryKind.ORGANISATION) for e in archive.record.entries(kind) if e.together and len(e.sentences) > 1]
    shown = 0
    for entry in sorted(found, key=lambda e: (-len(e.together), e.id))[:12]:
        told = archive.record.sentences(list(entry.sentences[:60])).values()
        spoken = [squeeze(s.first_person or archive.exact(s)) for s in told if s.first_person or s.voice == "figure"]
        plain = re.escape(re.sub(r"^the ", "", entry.name))
        belongs = re.compile(rf"\bI\b[^.;]{{0,80}}\b{_PART_OF}\b[^.;]{{0,60}}{plain}")
        name = entry.name if re.match(r"(?i)the\b", entry.name) else f"the {entry.name}"
        asked = [*_telling(archive, f"What was your part in {name}?", entry)] if any(belongs.search(text) for text in spoken) else []
        if not asked and entry.kind is EntryKind.OCCASION:
            asked = [*_views(archive, f"What did you think of {name}?", entry)]
        if asked and shown < 4:
            shown += 1
            yield from asked


def _of_places(archive: Archive) -> Iterator[_Candidate]:
    """Places that the figure is told to have lived in or gone to, the most told first."""
    found = []
    for place in archive.record.places()[:25]:
        went = dealings(archive, place)
        told = archive.record.sentences(list(place.sentences[:120])).values()
        gone = [s for s in told if went.search(s.first_person or squeeze(archive.exact(s))) and speaks_of_figure(s, archive)]
        if len(gone) >= _LEAST:
            found.append((len(gone), place))
    for _, place in sorted(found, key=lambda pair: (-pair[0], pair[1].id))[:2]:
        yield from _telling(archive, f"What happened to you in {place.name}?", place, in_time=True)


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
