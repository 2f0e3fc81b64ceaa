"""Sentences of the record as they are told on a page, and long answers: what bears on a question, in a sensible order, nothing twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from vivavoce.archive import Archive, Hit
from vivavoce.dialogue.answering import search
from vivavoce.dialogue.check import holds
from vivavoce.dialogue.compose import say
from vivavoce.evidence.understand import understand
from vivavoce.evidence.voice import mode_of, same
from vivavoce.evidence.weigh import Weighed, alone, threshold, weigh
from vivavoce.language.gender import COMMON_NOUNS, FEMALE_NOUNS, MALE_NOUNS
from vivavoce.language.names import MONTHS, alias_pattern, names
from vivavoce.record import Citation, Mode, Quotation, Said, Sentence
from vivavoce.text import STOP, bare, fold, squeeze, stems

_OPENS: Final = re.compile(
    r"^\W*(?:(?:and|but|so|yet|then|thus|however|instead|still|moreover|also|later|therefore|indeed|nevertheless|rather|hence|similarly|"
    r"furthermore|in\s+addition|at\s+the\s+same\s+time|on\s+the\s+other\s+hand|for\s+example|in\s+this\s+way|in\s+fact|meanwhile|after\s+all|"
    r"as\s+a\s+result|in\s+contrast|additionally|in\s+turn)\W+)*"
    r"(?:he|she|it|they|him|his|her|its|their|this|that(?!\s+\w+\s+of\s+(?:mine|ours)\b)|these|those|such|here|there|both|another|others?|neither|the\s+(?:latter|former|same|second|"
    r"first|other|two|three))\b|^\W*(?:and|but|or|nor|for|yet|so|however|instead|moreover|furthermore|therefore|thus|hence|similarly|meanwhile|"
    r"additionally|on\s+the\s+other\s+hand|in\s+contrast|nevertheless|consequently|in\s+turn|after\s+all|accordingly|as\s+such)\b",
    re.I,
)
_CITES: Final = re.compile(
    r"\b(?:vol|pp?|chap|fig|ibid)s?\.\s*(?:\d|[ivxl]+\b)|\b(?:volume|page|pages|edition|chapter)\s+(?:\d|[IVXL]+\b)|\(\d+/\d|^\W*(?:see|cf)\b|"
    r"\bet seq\b|\betc\.,\s+etc\b|\{\d+\}|\b(?:last|next|this|present|preceding|following|foregoing)\s+(?:chapter|section|page|volume)s?\b", re.I)
"""A reference: it tells nothing by itself."""
CLAIMED: Final = re.compile(
    r"\b(?:impression|pretend(?:s|ed)?|some\s+say|they\s+(?:say|tell|claim)|it\s+is\s+(?:said|argued|pretended|alleged|claimed)|we\s+are\s+told)\b",
    re.I,
)
"""What others claim is no view of whoever reports it."""
TITLED: Final = re.compile(r"^It\s+(?:was|had\s+been)\s+(?:\w+\s+)?(?:published|printed|issued)\s+(?:under\s+the\s+title\b|as\s+[\"“‘'_*])")
"""An `It` that its sentence names itself."""
_PRONOUN: Final = re.compile(r"\b(?:he|she|him|her|his|himself|herself|they|them)\b", re.I)
_SIGNED: Final = re.compile(
    r"\b[A-Z]{4,},\s+[\"'‘“]?[A-Z]|\bHON\.|\bunder\s+my\s+hand\b|\bin\s+the\s+year\s+of\s+our\s+Lord\b|\b[Oo]bedient\s+servant\b|"
    r"^\W*(?:Copy|Copies)\s+(?:delivered|sent|to)\b"
)
"""A signature, an address or a formula of a document: `L. HALE, Adjutant General.`"""
_FIGURES: Final = {  # sentences whose only open word is the figure's pronoun
    "he": re.compile(
        r"^\W*(?:(?:In|On|At|By|After|Before|During|From|For|Later|Then|Now)\b(?:(?!\b(?:they|it|them|we)\b)[^.;]){0,60}?\s)?(?:he|his)\b(?!.*\b(?:him|the\s+latter)\b)",
        re.I,
    ),
    "she": re.compile(
        r"^\W*(?:(?:In|On|At|By|After|Before|During|From|For|Later|Then|Now)\b(?:(?!\b(?:they|it|them|we)\b)[^.;]){0,60}?\s)?(?:she|her)\b(?!.*\bthe\s+latter\b)",
        re.I,
    ),
}
_NOBODYS: Final = re.compile(r"(?!)")
_GOES_ON: Final = re.compile(r"\W*(?:and|but|or|so|yet|however|these|those|this|that|such)\b", re.I)
"""How a sentence opens that does not answer the heading right above it."""
_POINTS_OUT: Final = re.compile(  # words inside a sentence that lean on the one before
    r"^\W*(?:later|earlier)\s+in\s+the\s+same\s|^[^.;]{0,30},\s+(?:on\s+the\s+contrary|on\s+the\s+other\s+hand|too),\s|^\W*from\s+then\s+on\b|"
    r"\bfrom\s+(?:then|that\s+time)\s+on\W*$|\b(?:on|about)\s+the\s+(?:subject|matter|point|question)\W*$|\b(?:this|these|those|of\s+that\s+\w+)\W*$|"
    r"\b(?:he|she|it|they|I|we)\s+(?:had|was|were|did|could|would|should|has|is|are)(?:\s+not)?[.!?][”\"’']*$|"
    r"^\W*(?:I|We)\s+(?:\w+\s+){0,2}(?:it|them|this|that)(?=\s+(?:because|to(?!\s+(?:be|have)\b)|in|on|at|from|by|with|for|as|when|till|until|off|"
    r"up|down|out|away|so|not|again|all)\b|[.,;])",
    re.I,
)
_ANOTHER_SEX: Final = {"he": r"(?:she|her|hers|herself)", "she": r"(?:he|him|his|himself)"}
_ANTECEDENT: Final = {"he": FEMALE_NOUNS | COMMON_NOUNS, "she": MALE_NOUNS | COMMON_NOUNS}
_BACK: Final = 8
_PARTED: Final = 60
"""Characters between the halves of a quotation, at most."""
_NOBODY: Final = frozenset(MONTHS) | {
    "i",
    "i’m",
    "i'm",
    "the",
    "a",
    "in",
    "on",
    "at",
    "after",
    "before",
    "during",
    "when",
    "while",
    "by",
    "from",
    "as",
}
_MOST: Final = 9
_WANTED: Final = 5
_RANKED: Final = 7
_LONGEST: Final = 2200
_READ: Final = 8
_POOL: Final = 24


def needs_before(text: str) -> bool:
    """Does a sentence lean on what stands before it: does it open with a pointing word, or say `he` before it names anybody?"""
    if _OPENS.match(text):
        return True
    pronoun = _PRONOUN.search(text)
    if not pronoun:
        return False
    words = re.findall(r"[^\W\d_][\w’'-]*", text[: pronoun.start()])
    before = [w for i, w in enumerate(words) if w[0].isupper() and not (i == 0 and w.endswith("ly"))]
    people = re.search(
        r"\b(?:man|woman|men|women|people|friends?|workers|leaders?|members|parents|children|agents?|person|who|each|every)\b",
        text[: pronoun.start()],
        re.I,
    )
    return not people and all(fold(w) in _NOBODY or fold(w) in STOP for w in before)


def said(sentence: Sentence, archive: Archive) -> Said | None:
    """A sentence as it is told, None where it does not hold against its source."""
    told = [alone(sentence, archive)]
    return next((s for s in say(told, told, archive, 0.0) if holds(s, archive)), None)


def reported(archive: Archive, shortest: int, longest: int) -> Iterator[Said]:
    """The figure's words as an account quotes them, whole; the two halves that a `she wrote` parts are one."""
    halves: list[Citation] = []
    for quotation in archive.record.quotations():
        if quotation.speaker != "figure" or quotation.kind != "speech" or quotation.nested_in is not None:
            halves = []
            continue
        half = _unmarked(archive, quotation)
        if halves and (halves[-1].source != half.source or half.start - halves[-1].end > _PARTED or not half.exact[:1].islower()):
            halves = []
        halves.append(half)
        if half.exact.endswith(","):
            continue
        said, halves = _reported(archive, halves), []
        if said and shortest <= len(said.text.split()) <= longest and _whole(said.text) and said.text[:1].isupper() and not needs_before(said.text):
            yield said


def _unmarked(archive: Archive, quotation: Quotation) -> Citation:
    """What is quoted, without the marks around it."""
    exact = archive.text(quotation.source)[quotation.start : quotation.end]
    inner = exact.strip(" \n>\"“”‘’'«»„")
    start = quotation.start + exact.index(inner)
    return archive.cite(quotation.source, start, start + len(inner))


def _reported(archive: Archive, citations: Sequence[Citation]) -> Said | None:
    """Quotations as one saying of the figure's; None where it does not hold against its source, or stands among the figure's own words."""
    source = archive.source(citations[0].source)
    if str(source.standing) in ("own_work", "letter") or any(c.health != "sound" for c in citations):
        return None
    told = Said(bare(" ".join(c.exact for c in citations)), Mode.OWN_WORDS, tuple(citations), via=source.author or source.title)
    return told if holds(told, archive) else None


def presentable(sentence: Sentence, archive: Archive, shortest: int = 6, longest: int = 60) -> bool:
    """A whole sentence that needs nothing before it: not a fragment, an announcement or half a quotation."""
    exact = squeeze(archive.exact(sentence))
    if not shortest <= len(exact.split()) <= longest:
        return False
    ended = re.search(r"[.!?][”\"’')\]*_]*(?:\s*\[\d+\]|\s*\d{1,3})?$", exact)
    opened = re.match(r"^[\W_]*[A-ZÀ-Þ0-9]", exact)
    balanced = exact.count("“") == exact.count("”") and exact.count('"') % 2 == 0 and exact.count("(") == exact.count(")")
    return bool(
        ended
        and opened
        and balanced
        and not exact.startswith(("[", "("))
        and not exact.endswith(("...", "…"))
        and not _SIGNED.search(exact)
        and _tells(exact)
        and not re.search(r"https?:|www\.|\[\.\.\.|@", exact)
        and not _CITES.search(exact)
        and not exact.isupper()
        and not re.match(r"\W*[A-Z]{2}[\w.,’' -]{2,50}:", exact)
        and not re.match(r"^\W*(?:\d{1,3}|[ivxlc]+)[.)]\s", exact)
        and not exact.endswith("?")
        and not leans(sentence, archive)
    )


def as_told(sentence: Sentence, archive: Archive) -> str:
    """A sentence on one line as it is said: in the first person where it may be, else in its own words."""
    return squeeze(sentence.first_person if mode_of(sentence, archive) is Mode.FIRST_PERSON and sentence.first_person else archive.exact(sentence))


def leans(sentence: Sentence, archive: Archive) -> bool:
    """Does a sentence, as it is told, need the one before it? Not where all that it leaves open is the figure."""
    if _other(archive.figure.names).match(archive.exact(sentence)):
        return True
    spoken = as_told(sentence, archive)
    if _POINTS_OUT.search(spoken) or _of_somebody(spoken, archive):
        return True
    alone = TITLED.match(spoken) or (_FIGURES.get(archive.figure.pronouns, _NOBODYS).match(spoken) and _about_figure(sentence, archive))
    return needs_before(spoken) and not alone


def _of_somebody(spoken: str, archive: Archive) -> bool:
    """Does a sentence say `her` of a man's life, or `his` of a woman's, before it names anybody whom that could be?"""
    pronouns = archive.figure.pronouns
    match = re.search(rf"\b{_ANOTHER_SEX.get(pronouns, '(?!)')}\b", spoken, re.I)
    if not match:
        return False
    before = spoken[: match.start()]
    known = any(word.casefold() in _ANTECEDENT[pronouns] for word in re.findall(r"[^\W\d_]+", before))
    return not known and not any(archive.kind_of(name) not in ("place", "thing", pronouns) for name in names(before))


@lru_cache(maxsize=20_000)
def _verb(word: str) -> bool:
    from lemminflect import getAllLemmas

    return not {"VERB", "AUX"}.isdisjoint(getAllLemmas(word))


def _tells(exact: str) -> bool:
    """Has a sentence any word that can be a verb? `Belief in the soul.` is a heading, a caption or a note."""
    words = [*re.findall(r"\b[a-zà-ÿ]{2,}", exact), *(m[1].lower() for m in re.finditer(r"(?:^\W*|[.:]\W*)([A-Z][a-z]+)", exact))]
    return any(_verb(word) for word in words)


@lru_cache(maxsize=16)
def _other(aliases: tuple[str, ...]) -> re.Pattern[str]:
    """`Lovelace met her in 1834`: the figure, and somebody whom the sentence before names."""
    after = r"(?=\s+(?:in|at|on|and|by|to|as|with|for|that|when|while|there|again|until)\b|\s*[.,;])"
    return re.compile(rf"\W*(?:{alias_pattern(aliases).pattern}|I|He|She)\s+(?:\w+\s+){{1,3}}(?:him|her|them){after}")


def _about_figure(sentence: Sentence, archive: Archive) -> bool:
    """Going back from a sentence, is the figure the first person named in the nearest sentence that names anybody?"""
    own = alias_pattern(archive.figure.names)
    if sentence.voice != "author" or any(not own.search(p) for p in sentence.persons):
        return False
    for before in reversed([s for s in archive.record.around(sentence, _BACK, 0) if s.id < sentence.id]):
        exact = archive.exact(before)
        mine = own.search(exact)
        others = [exact.find(p) for p in before.persons if not own.search(p)]
        if before.voice != "author" or before.kind != sentence.kind:
            return False
        if mine or others:
            return mine is not None and all(place > mine.start() for place in others)
    return False


def long_answer(
    archive: Archive,
    text: str,
    under: Sequence[Sentence] = (),
    pool: Sequence[int] = (),
    about: Callable[[Sentence], bool] = lambda sentence: True,
    recorded: bool = False,
    in_time: bool = False,
    ranked: bool = False,
) -> tuple[Said, ...]:
    """Up to nine sentences on a question, each cited; none where the record is silent on it.

    `under` holds the sentences that a source itself puts below the question, `pool` ids of sentences that the record knows to concern it,
    `about` says whether a sentence does: the others may only follow one that does. `recorded` says that the pool is an answer by itself,
    `ranked` that it is one in its order, the best first; `in_time` that it is told in order of time.
    """
    if ranked:
        return _of_pool(archive, pool, about, in_time)
    likely = _likely(archive, text, under, pool)
    if not under and not recorded and (not likely or likely[0].probability < threshold() or not any(about(w.hit.sentence) for w in likely[:2])):
        return ()
    least = max(threshold(), 0.5 * likely[0].probability) if under and likely else 0.0 if recorded or pool else 0.25 * threshold()
    sound = [w for w in likely if archive.health(w.hit.sentence.source, w.hit.sentence.start, w.hit.sentence.end) == "sound"]
    fit = [w.hit.sentence for w in sound if w.probability >= least and about(w.hit.sentence)]
    if not under:
        fit = [s for s in fit if str(archive.source(s.source).standing) != "partisan"]
    chosen = _gathered(archive, under, fit, about)
    told = [s for sentence in _ordered(chosen, fit, bool(under), in_time) if (s := said(sentence, archive))]
    return tuple(told)


def _of_pool(archive: Archive, pool: Sequence[int], about: Callable[[Sentence], bool], in_time: bool) -> tuple[Said, ...]:
    """The first sentences of a pool that is in the order of their worth: the best leads, the others follow as they are read."""
    found = archive.record.sentences(list(pool))
    sound = [found[i] for i in pool if i in found and archive.health(found[i].source, found[i].start, found[i].end) == "sound"]
    fit = [s for s in sound if presentable(s, archive) or (s.id - 1 in found and leans(s, archive))]
    chosen = _gathered(archive, (), fit, about, _RANKED)
    read = [*fit[:1], *sorted(fit[1:], key=lambda s: s.id)]
    return tuple(told for sentence in _ordered(chosen, read, False, in_time) if (told := said(sentence, archive)))


def _likely(archive: Archive, text: str, under: Sequence[Sentence], pool: Sequence[int]) -> list[Weighed]:
    """What the search and the record hold on a question, weighed, the likeliest first; where a source answers itself, a little more is sought."""
    question = understand(text, archive.figure)
    found = search(archive, question)
    known = {hit.sentence.id for hit in found}
    added = [s for i, s in sorted(archive.record.sentences(list(pool)[:200]).items()) if i not in known and presentable(s, archive)]
    added.sort(key=lambda s: (s.first_person is None, s.voice != "figure", s.id))
    passages = archive.record.passages(sorted({s.passage for s in added[:_POOL]}))
    hits = [*found, *(Hit(s, passages[s.passage], 0.02, 0.0) for s in added[:_POOL])]
    return weigh(question, hits, archive, 4 if under else _READ)


def _gathered(
    archive: Archive, under: Sequence[Sentence], fit: Sequence[Sentence], about: Callable[[Sentence], bool], most: int = _MOST
) -> list[Sentence]:
    """Sentences worth telling: those below the question, the fit ones with what they lean on, then what follows the fittest."""
    chosen: list[Sentence] = []

    def take(sentence: Sentence, limit: int) -> bool:
        exact = archive.exact(sentence)
        room = sum(len(archive.exact(s)) for s in chosen) + len(exact) <= _LONGEST
        if len(chosen) >= limit or not room or sentence in chosen or not _whole(exact) or sentence.kind == "bibliography":
            return False
        if any(same(exact, archive.exact(s)) or one_matter(sentence, s, archive) for s in chosen):
            return False
        chosen.append(sentence)
        return True

    answer = next((s for s in under[:1] if not _GOES_ON.match(archive.exact(s)) and re.search(r"[.!]\W*$", archive.exact(s))), None)
    if answer:
        chosen.append(answer)
    for sentence in under:
        if sentence is answer or not leans(sentence, archive) or any(s.id == sentence.id - 1 for s in chosen):
            take(sentence, _MOST - 2)
    for sentence in fit:
        if leans(sentence, archive) and not any(s.id == sentence.id - 1 for s in chosen):
            before = next((s for s in archive.record.around(sentence, 1, 0) if s.id == sentence.id - 1 and s.passage == sentence.passage), None)
            if before is None or leans(before, archive) or not take(before, most - 1):
                continue
        take(sentence, most)
    for sentence in fit[:4]:
        for follower in archive.record.around(sentence, 0, 2)[1:]:
            before = next((s for s in chosen if s.id == follower.id - 1), None)
            if before and follower.passage == sentence.passage and (about(follower) or _goes_on(before, follower, archive)):
                take(follower, _WANTED)
    return [s for s in chosen if s is answer or not leans(s, archive) or any(o.id == s.id - 1 for o in chosen)]


def _goes_on(one: Sentence, other: Sentence, archive: Archive) -> bool:
    """Does a sentence that leans on another speak of the same thing, the figure's name apart?"""
    own = {stem for name in archive.figure.names for stem in stems(name)}
    return leans(other, archive) and bool((set(stems(archive.exact(one))) & set(stems(archive.exact(other)))) - own)


def one_matter(one: Sentence, other: Sentence, archive: Archive) -> bool:
    """Do two sentences tell of the same day in some of the same words?"""
    if not one.told or not other.told or one.told != other.told or one.told.precision != "day":
        return False
    shared = set(stems(archive.exact(one))) & set(stems(archive.exact(other)))
    return len([s for s in shared if not s.isdigit()]) >= 3


def _whole(exact: str) -> bool:
    text = squeeze(exact)
    return bool(
        re.search(r"[.!?][”\"’')\]*_]*\d*$", text)
        and len(text.split()) >= 4
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
        and not text.endswith("?")
        and not text.startswith("[")
        and not _CITES.search(text)
    )


def _ordered(chosen: Sequence[Sentence], fit: Sequence[Sentence], posed: bool, in_time: bool) -> list[Sentence]:
    """Passages together and in reading order; the one that answers first, the others by the day they tell of where all do, else by fitness."""
    passages: dict[int, list[Sentence]] = {}
    for sentence in chosen:
        passages.setdefault(sentence.passage, []).append(sentence)
    rank = {p: i for i, p in enumerate(dict.fromkeys(list(passages) if posed else [s.passage for s in fit]))}
    groups = sorted(passages.values(), key=lambda g: rank.get(g[0].passage, len(rank)))
    dated = [min((s.told.start for s in g if s.told), default="") for g in groups]
    if not posed and in_time and len([d for d in dated if d]) > 1:
        groups = [g for d, g in sorted(zip(dated, groups, strict=True), key=lambda pair: pair[0] or "9")]
    elif not posed and all(dated[1:]):
        groups = [*groups[:1], *(g for _, g in sorted(zip(dated[1:], groups[1:], strict=True), key=lambda pair: pair[0]))]
    return [s for g in groups for s in sorted(g, key=lambda s: s.id)]


def distinct(sentences: Iterable[Said], others: Iterable[Said]) -> float:
    """The share of sentences that stand in none of the others."""
    mine = [c for s in sentences for c in s.citations]
    theirs = {(c.source, c.start) for s in others for c in s.citations}
    return sum((c.source, c.start) not in theirs for c in mine) / max(1, len(mine))


def quotable(exact: str) -> float:
    """Short, general, in the present; a maxim rather than a report."""
    text = bare(exact)
    count = len(text.split())
    general = len(
        re.findall(
            r"\b(?:is|are|must|never|always|nothing|every|no|all|shall|cannot|man|men|life|freedom|truth|world|history|power|law|"
            r"love|people|nation|nature|justice|war|peace|liberty|reason)\b",
            text,
            re.I,
        )
    )
    report = len(
        re.findall(
            r"\b(?:was|were|had|went|came|said|told|day|week|month|year|yesterday|letter|chapter|page|sir|dear|mr|mrs|he|she|him|her|this|"
            r"these|those|above|below|here|it|such|they|them|their|either|other|latter|former|seemed|saw)\b|\d|"
            r"\b(?:I|we)\s+[a-z]{3,}ed\b",
            text,
            re.I,
        )
    )
    names = len(re.findall(r"(?<=[a-z,] )[A-Z][a-z]+", text))
    balance = 0.6 * bool(re.search(r"\bnot\b.*\bbut\b|;|\bthan\b|\bif\b", text))
    return (
        0.7 * min(4, general)
        - 0.5 * report
        - 0.4 * names
        - 1.0 * bool(re.search(r"\b(?:you|your)\b", text, re.I))
        - 2.0 * bool(CLAIMED.search(text))
        + balance
        + 0.8 * (8 <= count <= 28)
        - 0.3 * text.count(",")
        + 0.1 * min(5, len(set(stems(text))))
    )
