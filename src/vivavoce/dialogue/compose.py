"""Evidence → sentences: the one that answers, a few that give it context, nothing twice; the figure's own words before an account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vivavoce.archive import Archive
from vivavoce.evidence.understand import Question
from vivavoce.evidence.voice import cite, mode_of, same, speaker, speaks
from vivavoce.evidence.weigh import Weighed, beside, named_before
from vivavoce.evidence.whose import opens_on_figure
from vivavoce.language.names import alias_pattern, names, numbers
from vivavoce.record import Mode, Said, Sentence
from vivavoce.text import bare, stems

_LONGEST: Final = 1150
_OPENS_LEANING: Final = re.compile(r"\W*(?:\w+\W+)?(?:he|she|it|they|his|her|its|their|this|that|these|those|such|here|there)\b", re.I)
_OPENS_POINTING: Final = re.compile(r"\W*(?:\w+\s+)?(?i:this|these|those|such)\b(?!\s+[A-Z\d])")
"""How a sentence begins that points at what was named before, whoever speaks: `With these`, but not `This Fourth of July`."""
_OPENS_ON_ANOTHER: Final = re.compile(r"\W*(?:he|she|they|his|her|their)\b", re.I)
_FOLLOWS: Final = 2.5
_GOES_ON: Final = re.compile(r"\W*(?:it|this|that|these|they|such)\b", re.I)
"""How a sentence begins that says more of what the one before it named."""
_LESS: Final = 0.7
_LEAST_WORDS: Final = 4


def choose(weighed: Sequence[Weighed], archive: Archive, least: float, count: int, open_ended: bool = True) -> list[Weighed]:
    """The best, then others that are nearly as likely and say something else; one in the figure's voice where there is one as likely."""
    weighed = [w for w in weighed if not _hollow(w, archive)]
    if not weighed or weighed[0].probability < least:
        return []
    chosen: list[Weighed] = [_preferred(weighed, archive, open_ended)]
    bar = max(least * 0.8, (0.25 if open_ended else 0.3) * chosen[0].probability)
    rest = [w for w in weighed if w is not chosen[0] and w.probability >= bar]
    follows = _FOLLOWS if open_ended else 0.5  # a time, place, name or number stands in the answer; what follows it was likely by its company
    rest.sort(key=lambda w: -w.probability * (follows if _follows(w, chosen[0]) else 0.6 if w.wanting else 1.0))
    for candidate in rest:
        if len(chosen) < count - 1 and _fits(candidate, chosen):
            chosen.append(candidate)
    if len(chosen) < count:
        spoken = any(speaks(w.hit.sentence, archive) for w in chosen)
        left = [w for w in rest if w not in chosen and _fits(w, chosen)]
        last = next((w for w in left if not spoken and speaks(w.hit.sentence, archive)), left[0] if left else None)
        if last:
            chosen.append(last)
    return chosen


def fitting(chosen: Sequence[Weighed], count: int) -> list[Weighed]:
    """The first sentences that an answer has room for."""
    room = [sum(len(w.exact) for w in chosen[: index + 1]) <= _LONGEST for index in range(len(chosen))]
    return [w for w, fits in zip(chosen, room, strict=True) if fits][:count]


def _follows(one: Weighed, other: Weighed) -> bool:
    """Does a sentence come next, or next but one, in the same passage?"""
    return one.hit.sentence.passage == other.hit.sentence.passage and 0 < one.hit.sentence.id - other.hit.sentence.id <= 2


def _fits(candidate: Weighed, chosen: Sequence[Weighed]) -> bool:
    """Does a sentence say something that is not said yet, and is there room for it?"""
    return sum(len(w.exact) for w in chosen) + len(candidate.exact) <= _LONGEST and not any(same(candidate.exact, other.exact) for other in chosen)


def with_context(chosen: Sequence[Weighed], archive: Archive, count: int, open_ended: bool) -> list[Weighed]:
    """Add what a sentence leans on: the one before a "he" that nobody resolved, the one between two chosen, the one after an announcement or,
    for an open question, after the answer; the likeliest sentences stay."""
    kept = list(chosen)
    if open_ended and chosen and (items := _items(chosen[0], archive)):
        return [chosen[0], *items][:count]
    for answer in chosen[:1] if len(chosen) >= count else chosen[:2]:
        if answer not in kept:  # it made room for what the one before it leans on
            continue
        sentence = answer.hit.sentence
        around = {s.id: s for s in archive.record.around(sentence, 2, 1) if s.passage == sentence.passage and s.kind == sentence.kind}
        wanted = []
        quoted = mode_of(sentence, archive) is Mode.QUOTED
        spoken = (quoted and open_ended) or _OPENS_LEANING.match(answer.exact if quoted else sentence.first_person or "")
        leans = (sentence.anaphoric and spoken) or (sentence.voice == "figure" and _OPENS_POINTING.match(answer.exact))
        before = around.get(sentence.id - 1)
        leans = leans and not (before and opens_on_figure(sentence, archive, 0) and not archive.persons(before))
        if answer.wanting or leans:
            named = named_before(sentence, archive) if answer.wanting else None
            if named or leans or answer is chosen[0]:
                wanted.append(named.id if named else sentence.id - 1)
        if _announces(answer.exact) or (open_ended and answer is chosen[0] and _carries_on(around.get(sentence.id + 1), archive)):
            wanted.append(sentence.id + 1)
        wanted += [sentence.id + step for step in (-1, 1) if any(w.hit.sentence.id == sentence.id + 2 * step for w in chosen)]
        for identity in wanted:
            neighbour = around.get(identity)
            if neighbour is None or any(w.hit.sentence.id == identity for w in kept):
                continue
            added = beside(answer, neighbour, archive)
            others = [w for w in kept if w is not answer]
            needed = identity < sentence.id or (_GOES_ON.match(added.exact) and kept[-1].probability < _LESS * answer.probability)
            if len(kept) >= count and len(others) and kept[-1] is not answer and needed:
                kept.pop()
            if len(kept) < count and sum(len(w.exact) for w in kept) + len(added.exact) <= _LONGEST:
                kept.insert(kept.index(answer) + 1, added)
    told = {w.hit.sentence.id for w in kept}
    return [w for w in kept if w is kept[0] or not _announces(w.exact) or w.hit.sentence.id + 1 in told]


def completed(question: Question, chosen: Sequence[Weighed], archive: Archive, count: int) -> list[Weighed]:
    """With the sentence that names what the likeliest one only points at, before it: `Which book did you buy?` is not answered by `I was led to buy
    this book by a bill in a window.`"""
    pointed = _points(question, chosen[0].exact) if chosen else ""
    if not pointed:
        return list(chosen)
    sentence, kept = chosen[0].hit.sentence, list(chosen[: count - 1])
    told = {w.hit.sentence.id for w in chosen}
    for before in reversed(archive.record.around(sentence, 2, 0)[:-1]):
        exact = archive.exact(before)
        alike = before.kind == sentence.kind and before.voice == sentence.voice and not set(stems(exact)).isdisjoint(stems(pointed))
        if alike and before.id not in told and names(alias_pattern(archive.figure.names).sub(" ", exact)):
            added = beside(chosen[0], before, archive)
            return [added, *kept] if sum(len(w.exact) for w in kept) + len(exact) <= _LONGEST else list(chosen)
    return list(chosen)


def _points(question: Question, exact: str) -> str:
    """The noun of the question that a sentence only points at: `book` in `this book`, `these two books`."""
    pointed = (word for match in re.finditer(r"\b(?i:this|these|those|such)((?:\s+[a-z]+){1,2})", exact) for word in match[1].split())
    return next((word for word in pointed if not set(stems(word)).isdisjoint(question.stems)), "")


def _carries_on(following: Sentence | None, archive: Archive) -> bool:
    """May what comes next be told too? Not a bare `That hurt.`, nor where an account turns to what its author did: `So we went in.`"""
    if following is None:
        return False
    exact = archive.exact(following)
    return len(exact.split()) >= _LEAST_WORDS and not (not speaks(following, archive) and re.search(r"\b(?:[Ww]e|[Oo]ur|us)\b", exact))


def _hollow(weighed: Weighed, archive: Archive) -> bool:
    """Does a sentence only announce what its passage does not go on with: `Her husband described how:` before a block of other words?"""
    if not _announces(weighed.exact) or _items(weighed, archive):
        return False
    following = archive.record.around(weighed.hit.sentence, 0, 1)[1:]
    return not any(s.passage == weighed.hit.sentence.passage and s.kind == weighed.hit.sentence.kind for s in following)


def _announces(exact: str) -> bool:
    """Does a sentence only announce what comes next: `he said:`, `it is stated:--`?"""
    return bool(re.search(r":[-–—]*\s*$", exact))


def _items(answer: Weighed, archive: Archive) -> list[Weighed]:
    """The first sentences of the list that an answer, or the sentence after it, announces."""
    ahead = archive.record.around(answer.hit.sentence, 0, 40)
    announced = next((i for i, s in enumerate(ahead[:2]) if s.kind != "list_item" and _announces(archive.exact(s))), None)
    if announced is None:
        return []
    found = []
    for sentence in ahead[announced + 1 :]:
        if sentence.kind != "list_item":
            break
        text = archive.text(sentence.source)
        exact = archive.exact(sentence)
        marked = re.search(r"(?:^|\n)[^\S\n]*(?:[-*•·◦‣]|\(?\w{1,3}[.)])[^\S\n]+$", text[max(0, sentence.start - 16) : sentence.start])
        if marked and not _announces(exact):
            found.append(beside(answer, sentence, archive))
    return found


def _preferred(weighed: Sequence[Weighed], archive: Archive, open_ended: bool) -> Weighed:
    """One that holds the kind of answer asked for before one that does not; among sentences that say the same, the figure's own voice.

    A time or a number asked for is the same where its figures are.
    """
    best = weighed[0]
    if best.wanting:
        best = next((w for w in weighed[1:6] if not w.wanting and w.probability > 0.3 * best.probability), best)
    if _unclear(best, archive):  # one that says by itself of whom it speaks, where it is nearly as likely
        near = (w for w in weighed[:5] if w.probability > 0.6 * best.probability and w.wanting <= best.wanting and not _unclear(w, archive))
        best = next(near, best)
    for candidate in weighed[:5]:
        alike = not open_ended and bool(numbers(best.exact)) and numbers(candidate.exact) == numbers(best.exact)
        close = candidate.probability > (0.4 if alike else 0.6) * best.probability and candidate.wanting <= best.wanting
        if close and speaks(candidate.hit.sentence, archive) > speaks(best.hit.sentence, archive) and (alike or same(candidate.exact, best.exact)):
            return candidate
    return best


def _unclear(weighed: Weighed, archive: Archive) -> bool:
    """Is a sentence a piece of one, or does it leave open of whom it speaks: one that is quoted, or the figure's own words on somebody who was named
    before?"""
    sentence = weighed.hit.sentence
    if re.match(r"\W*[a-z]", weighed.exact) and sentence.kind == "paragraph":
        return True
    if not sentence.anaphoric or not _OPENS_LEANING.match(weighed.exact):
        return False
    return mode_of(sentence, archive) is Mode.QUOTED or bool(sentence.voice == "figure" and _OPENS_ON_ANOTHER.match(weighed.exact))


def say(chosen: Sequence[Weighed], weighed: Sequence[Weighed], archive: Archive, least: float) -> list[Said]:
    """Sentences of the answer, in the order of reading where they stand together, else the likeliest first; one that stands alone leads."""
    lead = next((w for w in chosen[:1] if _leads(w, chosen, archive)), None)
    ordered = sorted(chosen, key=lambda w: (w is not lead, _group(w, chosen), w.hit.sentence.id))
    told, dropped = _in_one_voice(ordered, chosen, archive)
    return [_said(w, weighed, archive, least, w in told) for w in ordered if w not in dropped]


def _leads(answer: Weighed, chosen: Sequence[Weighed], archive: Archive) -> bool:
    """Does the likeliest sentence stand alone, so that it may come first? Not where it opens on what the one before it, told too, speaks of."""
    sentence = answer.hit.sentence
    if _OPENS_POINTING.match(answer.exact) and any(w.hit.sentence.id == sentence.id - 1 for w in chosen):
        return False
    return not sentence.anaphoric or bool(speaks(sentence, archive))


def _in_one_voice(ordered: Sequence[Weighed], chosen: Sequence[Weighed], archive: Archive) -> tuple[list[Weighed], list[Weighed]]:
    """What is to be quoted because a quoted sentence after it says `he` of whom it would call `I`; and such followers of the answer itself that are
    not much to the point, which are left out."""
    figures = _FIGURES.get(archive.figure.pronouns, _FIGURES["they"])
    told: list[Weighed] = []
    dropped: list[Weighed] = []
    for index, after in enumerate(ordered):
        of_passage = [w for w in ordered[:index] if w.hit.sentence.passage == after.hit.sentence.passage]
        spoken = [w for w in of_passage if mode_of(w.hit.sentence, archive) is Mode.FIRST_PERSON]
        if not spoken or mode_of(after.hit.sentence, archive) is not Mode.QUOTED or not figures.match(after.exact):
            continue
        if chosen[0] not in spoken:
            told += [w for w in spoken if not w.features]  # it was brought along for what follows it, not found by itself
        elif after.probability < _TO_THE_POINT * chosen[0].probability:
            dropped.append(after)
    return told, dropped


_TO_THE_POINT: Final = 0.6
_FIGURES: Final = {pronouns: re.compile(rf"\W*(?:\w+\W+){{0,1}}?(?:{words})\b", re.I)
                   for pronouns, words in (("he", "he|his|him"), ("she", "she|her|hers"), ("they", "they|their|them"))}


def _group(candidate: Weighed, chosen: Sequence[Weighed]) -> int:
    """Sentences of one passage go together, at the place of the likeliest of them."""
    return next(i for i, other in enumerate(chosen) if other.hit.sentence.passage == candidate.hit.sentence.passage)


def _said(candidate: Weighed, weighed: Sequence[Weighed], archive: Archive, least: float, quoted: bool = False) -> Said:
    sentence = candidate.hit.sentence
    source = archive.source(sentence.source)
    mode = Mode.QUOTED if quoted else mode_of(sentence, archive)
    text = sentence.first_person if mode is Mode.FIRST_PERSON and sentence.first_person else bare(candidate.exact)
    by = "" if mode is Mode.OWN_WORDS else speaker(sentence, archive)
    reported = mode is Mode.OWN_WORDS and str(source.standing) not in ("own_work", "letter") and source.author and not _own(source.author, archive)
    return Said(
        text,
        mode,
        (cite(sentence, archive),),
        by,
        source.author or source.title if reported else "",
        _corroborated(candidate, weighed, archive, least),
    )


def attested(candidate: Weighed, archive: Archive) -> Said:
    """The cited words as they stand, under the name of whoever tells them or, where nobody is named, of the source."""
    sentence = candidate.hit.sentence
    source = archive.source(sentence.source)
    by = archive.figure.name if sentence.voice == "figure" else speaker(sentence, archive) or source.title
    return Said(bare(candidate.exact), Mode.QUOTED, (cite(sentence, archive),), by)


def _own(author: str, archive: Archive) -> bool:
    return bool(set(re.findall(r"\w+", author.casefold())) & {archive.figure.surname.casefold()})


def _corroborated(candidate: Weighed, weighed: Sequence[Weighed], archive: Archive, least: float) -> int:
    """How many other sources say the same among what was weighed; a reprint of one that counts already is no witness of its own."""
    witnesses = [candidate]
    for other in weighed:
        if (
            other.probability >= least
            and all(other.hit.sentence.source != known.hit.sentence.source for known in witnesses)
            and same(other.exact, candidate.exact)
            and not any(archive.same_text(other.hit.sentence, known.hit.sentence) for known in witnesses)
        ):
            witnesses.append(other)
    return len(witnesses) - 1
