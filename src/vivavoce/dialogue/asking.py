"""Questions a visitor would ask: those that the sources pose, and those that the record suggests; each is kept only with its answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from vivavoce.archive import Archive
from vivavoce.dialogue.suggest import addressed
from vivavoce.dialogue.telling import distinct, long_answer
from vivavoce.language.names import alias_pattern
from vivavoce.record import Entry, EntryKind, LongAnswer, Said, Sentence
from vivavoce.text import fold, slug, squeeze, stems

_BLAND: Final = frozenset(
    """born called known named considered asked given seen made taken told used based interested involved followed said left able
found struck forced obliged compelled allowed supposed required surprised pleased determined convinced inclined concerned set put kept brought
looked met placed left shown sent held heard thought felt caught taught built paid bound meant engaged employed treated received described
referred dressed permitted directed informed accustomed""".split()
)
_OPPOSED: Final = re.compile(
    r"\b(?:oppos\w+|criti\w+|rival\w*|enem(?:y|ies)|denounc\w+|attack\w+|struggle\s+against|against|accus\w+|break\s+with|broke\s+with)\b", re.I
)
_CONTRAST: Final = re.compile(
    r"\b(?:vs|versus|differ\w*|contrast\w*|unlike|contrary|oppos\w+|contradict\w+|instead\s+of|against|rather\s+than|distinct)\b", re.I
)
_LIVED: Final = re.compile(r"\b(?:lived|living|moved|settled|arrived|exile\w*|stayed|home|reached|deported|born|went|returned|escaped)\b", re.I)
_MOST: Final = 18
_LEAST: Final = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    question: str
    about: Callable[[str], bool]
    under: tuple[Sentence, ...] = ()


def questions(archive: Archive) -> tuple[LongAnswer, ...]:
    """Questions in the second person with long answers; those that the sources pose first; silence and weak answers are dropped."""
    kept: list[LongAnswer] = []
    told: list[Said] = []
    for candidate in [*_posed(archive), *_suggested(archive)]:
        if len(kept) >= _MOST:
            break
        if any(_alike(candidate.question, k.question) for k in kept):
            continue
        sentences = long_answer(archive, candidate.question, candidate.under, candidate.about)
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
            yield _Candidate(question, lambda exact: True, tuple(archive.record.under(heading)))


def _suggested(archive: Archive) -> Iterator[_Candidate]:
    """Questions that the record's people, ideas, works, places and deeds suggest; a few of each kind in turn."""
    rows = [
        list(_of_life(archive)),
        list(_of_deeds(archive)),
        list(_of_ideas(archive)),
        list(_of_people(archive)),
        list(_of_works(archive)),
        list(_of_occasions(archive)),
        list(_of_places(archive)),
    ]
    for turn in range(max(len(row) for row in rows)):
        for row in rows:
            if turn < len(row):
                yield row[turn]


def _of_life(archive: Archive) -> Iterator[_Candidate]:
    for question, pattern in (
        ("What were the circumstances of your death?", r"\b(?:die|died|death|killed|murdered|assassinat\w+)\b"),
        ("What do the sources tell of your childhood and youth?", r"\b(?:born|boy|girl|child|childhood|school|youth|young|parents?)\b"),
    ):
        if archive.mentions(pattern):
            yield _Candidate(question, _holding(pattern))


def _of_deeds(archive: Archive) -> Iterator[_Candidate]:
    """`Why were you exiled?` where accounts say again and again that it was done to the figure."""
    counted: Counter[str] = Counter()
    where: dict[str, Counter[str]] = {}
    for sentence in archive.record.all_sentences():
        for match in re.finditer(
            r"\bI (?:was|had been|have been) (?:\w+ly )?(?P<verb>[a-z]+ed)\b(?P<place> (?:from|to|in|as) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+){0,3})?",
            sentence.first_person or "",
        ):
            if match["verb"] not in _BLAND:
                counted[match["verb"]] += 1
                where.setdefault(match["verb"], Counter())[match["place"] or ""] += 1
    for verb, count in counted.most_common(4):
        if count > 1:
            place, times = where[verb].most_common(1)[0]
            yield _Candidate(f"Why were you {verb}{place if times > 1 else ''}?", _holding(rf"\b{verb[:-2]}\w*"))


def _of_ideas(archive: Archive) -> Iterator[_Candidate]:
    ideas = [e for e in archive.record.ideas() if e.together]
    for one in ideas[:5]:
        for other in ideas:
            if one.id != other.id and not set(stems(one.name)) <= set(stems(other.name)) and _contrasted(archive, one, other):
                yield _Candidate(f"How did {one.name} differ from {other.name}?", _naming(one))
                break
    for idea in ideas[:5]:
        yield _Candidate(f"What did you mean by {idea.name}?" if _owned(archive, idea) else f"What did you think of {idea.name}?", _naming(idea))


def _owned(archive: Archive, idea: Entry) -> bool:
    """Does a source call it the figure's theory?"""
    names = "|".join(re.escape(n) for n in archive.figure.names)
    pattern = re.compile(
        rf"(?:{names})['’]s?\s+(?:\w+\s+){{0,3}}(?:of\s+)?[\"“]?{re.escape(idea.name)}|{re.escape(idea.name)}[\"”]?,?\s+(?:{names})", re.I
    )
    defines = re.compile(
        rf"\b(?:{names})\b[^.]{{0,60}}\b(?:formulated|developed|advanced|founder|advocated|proposed|believed|theory)\b[^.]{{0,50}}{re.escape(idea.name)}",
        re.I,
    )
    return any(pattern.search(exact) or defines.search(exact) for exact in _exacts(archive, idea.together[:20]))


def _contrasted(archive: Archive, one: Entry, other: Entry) -> bool:
    both = [i for i in one.sentences if i in set(other.sentences)]
    return any(_CONTRAST.search(exact) for exact in _exacts(archive, both))


def _of_people(archive: Archive) -> Iterator[_Candidate]:
    people = sorted(
        (e for e in archive.record.people() if (len(e.together) > 1 and " " in e.name) or len(e.together) > 2),
        key=lambda e: (-len(e.together) - 4 * any(r.to_figure for r in e.relations), e.id),
    )
    for person in people[:7]:
        exacts = list(_exacts(archive, person.together[:60]))
        opposed = sum(bool(_OPPOSED.search(e)) for e in exacts)
        if opposed >= 4 and opposed >= 0.25 * len(exacts):
            yield _Candidate(f"Why did you oppose {person.name}?", _naming(person))
        elif any(r.to_figure for r in person.relations):
            yield _Candidate(f"Who was {person.name} to you?", _naming(person))
        else:
            yield _Candidate(f"What did you have to do with {person.name}?", _naming(person))


def _of_works(archive: Archive) -> Iterator[_Candidate]:
    for work in [e for e in archive.record.works() if e.own and len(e.sentences) > 1][:4]:
        yield _Candidate(f"What did you write in {work.name}?", _naming(work))


def _of_occasions(archive: Archive) -> Iterator[_Candidate]:
    found = [e for kind in (EntryKind.OCCASION, EntryKind.ORGANISATION) for e in archive.record.entries(kind) if len(e.together) > 1]
    for entry in sorted(found, key=lambda e: -len(e.together))[:4]:
        yield _Candidate(f"What was your part in {entry.name if entry.name.startswith('the ') else 'the ' + entry.name}?", _naming(entry))


def _of_places(archive: Archive) -> Iterator[_Candidate]:
    found = []
    for place in archive.record.places()[:25]:
        lived = sum(bool(_LIVED.search(exact)) for exact in _exacts(archive, place.together[:40]))
        if lived > 1:
            found.append((lived, place))
    for _, place in sorted(found, key=lambda pair: (-pair[0], pair[1].id))[:3]:
        yield _Candidate(f"What happened to you in {place.name}?", _naming(place))


def _naming(entry: Entry) -> Callable[[str], bool]:
    """Does a sentence name the entry, by any of its names or a person's last name?"""
    names = {entry.name, *entry.names, *([entry.name.split()[-1]] if entry.kind is EntryKind.PERSON else [])}
    folded = [fold(re.sub(r"^the ", "", n)) for n in names]
    return lambda exact: any(name in fold(squeeze(exact)) for name in folded)


def _holding(pattern: str) -> Callable[[str], bool]:
    return lambda exact: bool(re.search(pattern, exact, re.I))


def _exacts(archive: Archive, identities: tuple[int, ...] | list[int]) -> Iterator[str]:
    found = archive.record.sentences(list(identities))
    return (squeeze(archive.exact(found[i])) for i in identities if i in found)
