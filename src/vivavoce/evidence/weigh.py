"""Weighing: how likely does a sentence bear on a question? A logistic model over a few features that can be read.

Its coefficients are fitted on one half of an open set (`evals/squad2.py`) and kept in `weights.json` with how they were made.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Final

import numpy as np
from rapidfuzz import fuzz

from vivavoce.archive import Archive, Hit
from vivavoce.evidence.kin import WORTH, forms, kin
from vivavoce.evidence.particulars import tells
from vivavoce.evidence.premise import unborne
from vivavoce.evidence.understand import TYPED, Kind, Question
from vivavoce.evidence.whose import PERHAPS, of_figure
from vivavoce.language.dates import nearness
from vivavoce.language.names import MONTHS, alias_pattern, counts, has_date, has_number, is_figure, numbers
from vivavoce.record import Interval, Sentence, Standing
from vivavoce.text import STOP, fold, squeeze, stems, words

FEATURES: Final = ("rerank", "lead", "soft", "soft_near", "no_person", "no_time", "no_place", "no_number", "numbers")
_TIMELY: Final = 1.5
"""What a sentence gains, less two fifths of it, that tells of the time asked about (evals/timeqa.py shows that it serves)."""
_GIVES_REASON: Final = 0.9
_REASON: Final = re.compile(r"\b(?:because|due to|owing to|on account of|in order (?:to|that)|so that|lest|for fear|reasons?|as a result|led to|"
                            r"thanks to|caused?|effort to|attempt to|threat|so as to|only to|wish(?:ed|ing)? to|afraid|fear(?:ed|ing)|"
                            r"led (?:me|us|him|her|them) to|induced|compelled|obliged|to (?:avoid|escape)|seek(?:ing)? (?:a )?refuge)\b", re.I)
"""What a sentence gains that says why, where that is asked."""
_AGAIN: Final = re.compile(r"\b(?:again|anew|re-?(?:printed|issued|published|opened|elected|built)|"
                           r"(?:second|third|new|later|last) (?:time|edition|printing))\b", re.I)
"""What is done over again was not done then first."""
_ANEW: Final = 1.2
_GOES_ON: Final = 0.6
"""What a sentence gains that stands beside the answer which a follow-up goes on from."""
_THE_SAME_WORD: Final = 3.0
"""What is taken off where the figure's father is asked of and `my father` in the sentence is the figure."""
_UNNAMED: Final = 2.0
"""What is taken off where a name that is an ordinary word too (`Down`) is asked of and not printed as one."""
_TOLD_SO: Final = 3.5
_NOT_SO: Final = 0.8
_NOR_IN_A_CROWD: Final = 0.5
"""What a sentence gains that has the form of a telling of what is asked of a life, and what one loses that has not."""
_LEAST_APART: Final = 1.0
"""The most that what has the form of a telling loses by a low logit."""
_OF_THE_FORM: Final = 3.0
"""What the form of a telling adds to the promise of a sentence."""
_PAST: Final = 3.0
"""What is taken off where the present is asked and a sentence tells of years before or after it."""
_A_MONTH: Final = 31
_ANOTHER_DAY: Final = 2.5
"""What is taken off where a month is asked about and a sentence tells of another."""
_STILL: Final = 0.14
"""Nearness (language.dates) below which what was so need not be so any more: some five years."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with the probability that it answers, and what that rests on."""

    hit: Hit
    exact: str
    probability: float
    features: tuple[float, ...]

    @property
    def wanting(self) -> bool:
        """Does it lack the person, time, place or number that was asked for?"""
        return _lacking(self.features) > 0


def _lacking(features: Sequence[float]) -> float:
    """1 where the person, time, place or number that was asked for is lacking, else 0."""
    return sum(value for name, value in zip(FEATURES, features, strict=False) if name.startswith("no_"))


def beside(weighed: Weighed, sentence: Sentence, archive: Archive) -> Weighed:
    """A sentence that goes with one that was weighed, half as likely."""
    return Weighed(replace(weighed.hit, sentence=sentence), archive.exact(sentence), weighed.probability * 0.5, ())


def alone(sentence: Sentence, archive: Archive) -> Weighed:
    """A sentence of the record that no search found and nothing weighed, taken for certain."""
    passage = archive.record.passages([sentence.passage])[sentence.passage]
    return Weighed(Hit(sentence, passage, 0.0, 0.0), archive.exact(sentence), 1.0, ())


@cache
def _model() -> tuple[tuple[float, ...], float, float]:
    stored = json.loads(resources.files("vivavoce.evidence").joinpath("weights.json").read_text(encoding="utf-8"))
    return tuple(stored["coefficients"][name] for name in FEATURES), stored["intercept"], stored["threshold"]


def threshold() -> float:
    """The calibrated probability below which the figure is silent."""
    return _model()[2]


def weigh(question: Question, hits: Sequence[Hit], archive: Archive, count: int) -> list[Weighed]:
    """The `count` best of the hits, reranked and weighed, best first; same question, same order."""
    weights, intercept, _ = _model()
    strange, chance = _strange(question, archive), _chance(question, archive) + _few_words(question)
    drafts = []
    counted = [hit for hit in hits if not _uncounted(question, archive.exact(hit.sentence))]
    for hit, exact, features in measure(question, counted or hits, archive, count):
        z = intercept + sum(w * f for w, f in zip(weights, features, strict=True))
        if archive.health(hit.sentence.source, hit.sentence.start, hit.sentence.end) == "degraded":
            z -= 0.6
        form = tells(question.matters, hit.sentence, archive)
        told = form > PERHAPS  # what has the form of a telling is not near by chance
        z -= strange + (0.0 if told else chance - _fewer(question, hit, exact, archive))
        if question.time is not None and hit.sentence.told is not None:
            near = nearness(question.time, hit.sentence.told)
            z += _TIMELY * (near - 0.4) - (_PAST if question.present and near < _STILL else 0.0)
            z -= _ANOTHER_DAY * _of_another_day(question.time, hit.sentence.told)
        z -= _UNTOLD * _strays(question, hit, exact, archive)
        z -= _premise(question, hit, exact, features, archive) + unborne(question, hit.sentence, archive)
        z -= 0.0 if told else _unsaid(question, exact, archive)
        z -= _elsewhere(question, hit, archive) + _unanswered(question, hit, exact, features, archive)
        if (called := archive.called(hit.sentence)) and not set(stems(called.replace("|", " "))).isdisjoint(question.stems):
            z -= _THE_SAME_WORD
        if question.critical and _speaks_against(exact, hit, archive):
            z += 1.5
        if question.kind is Kind.REASON and gives_reason(exact):
            z += _GIVES_REASON
        if question.matters:
            z += _TOLD_SO * max(0.0, 2 * form - 1) if form else -_NOT_SO - _NOR_IN_A_CROWD * archive.crowd
        if hit.sentence.id in question.near:
            z += _GOES_ON
        if question.kind is Kind.TIME and _AGAIN.search(exact) and not _AGAIN.search(question.text):
            z -= _ANEW
        if any(not re.search(rf"\b{name}\b", exact) for name in question.proper):
            z -= _UNNAMED
        if question.defined and _defines(question.defined, exact):
            z += 1.0
        drafts.append((z, -_LEAST_APART if told else -math.inf, hit, exact, features))
    drafts.sort(key=lambda draft: (-draft[0], draft[2].sentence.id))
    apart = _told_apart(question, [draft[2:] for draft in drafts], archive)
    result = [Weighed(hit, exact, 1 / (1 + math.exp(-max(-30.0, min(30.0, z + max(more, least))))), features)
              for (z, least, hit, exact, features), more in zip(drafts, apart, strict=True)]
    return sorted(result, key=lambda w: (-w.probability, w.hit.sentence.id))


def gives_reason(exact: str) -> bool:
    """Does a sentence say why, by a word that does?"""
    return bool(_REASON.search(exact))


def _of_another_day(asked: Interval, told: Interval) -> bool:
    """Is a day or a month asked about, and does a sentence tell of another, as precisely and by a month at least?"""
    return max(asked.days, told.days) <= _A_MONTH and not asked.overlaps(told) and asked.hull(told).days > _A_MONTH + asked.days


def _few_words(question: Question) -> float:
    """What is taken off where the figure is asked in few words that matter, as a sentence that shares one or two need not be about what is asked;
    given back, below nothing, where there are more."""
    return _A_WORD * (_ENOUGH_WORDS - min(_MANY_WORDS, len(question.stems))) if question.first != question.text else 0.0


def _told_apart(question: Question, drafts: Sequence[tuple[Hit, str, tuple[float, ...]]], archive: Archive) -> list[float]:
    """What each sentence gains or loses by how much the reranker finds in it of the question, and not of the figure alone.

    A question to the figure holds their name, and so does much of what is read: the logit of name and sentence is what that alone is worth. It is
    taken for the first few that may speak of the figure.
    """
    if question.first == question.text:
        return [0.0] * len(drafts)
    told = [features[0] * _A_LOGIT for _, _, features in drafts]
    theirs = [i for i, (hit, _, _) in enumerate(drafts[:_APART]) if of_figure(hit.sentence, archive) >= PERHAPS]
    read = (_readings(question, hit, exact, _context(hit, archive), archive).pairs[0][1] for hit, exact, _ in (drafts[i] for i in theirs))
    for i, bare in zip(theirs, archive.logits([(archive.figure.name, text) for text in read]), strict=True):
        told[i] = max(told[i], min(_MOST_APART, told[i] - bare) + _NAMED_AT)
    return [_BY_THE_QUESTION * (one - _TELLING) for one in told]


_A_WORD: Final = 0.3
_ENOUGH_WORDS: Final = 4
"""Words that matter, and what each less takes off (evals/visitors.py)."""
_A_LOGIT: Final = 5.0
"""What a logit of the reranker is divided by to make a feature of it."""
_APART: Final = 8
"""Sentences whose logit with the bare name is taken."""
_MOST_APART: Final = 6.0
_NAMED_AT: Final = 2.0
"""What a sentence is worth for nothing but the name, and what it can be worth beyond: a sentence that names nobody scores low throughout."""
_BY_THE_QUESTION: Final = 0.3
_TELLING: Final = 5.0
"""A logit that neither adds nor takes off."""


def _premise(question: Question, hit: Hit, exact: str, features: tuple[float, ...], archive: Archive) -> float:
    """What is taken off where what happens once in a life is asked about and the sentence tells of no such thing, or not when or where.

    Of a cause or a manner, by the whole passage unless the question names somebody or something: `Why did you divorce Byron?` is not answered by
    the wedding.
    """
    if question.kind is Kind.NUMBER and not {"child", "children"}.isdisjoint(question.stems) and _A_CHILD_AMONG.search(exact):
        return 4.0
    asked = [stem for stem in question.stems if stem in _OF_A_LIFE]
    if asked and question.kind in TYPED and _only_thought_of(asked, exact):
        return 2.0
    if not asked or question.kind not in (Kind.TIME, Kind.PLACE, Kind.REASON, Kind.MANNER):
        return 0.0
    timed = question.kind in (Kind.TIME, Kind.PLACE)
    told = exact if timed or question.names else f"{hit.passage.heading} {archive.text(hit.sentence.source)[hit.passage.start : hit.passage.end]}"
    present = _soft(question, set(stems(told)), told, archive)
    return (2.0 if max(present[stem] for stem in asked) < _THE_SAME else 0.0) + (_lacking(features) if timed else 0.0)


def _only_thought_of(asked: Sequence[str], exact: str) -> bool:
    """Does a sentence have what happens once in a life as a wish, a promise or a condition and not as done: `if he would promise to marry her`?"""
    wanted = {other for stem in asked for other in (stem, *forms(stem))}
    found = [match.start() for match in re.finditer(r"[^\W\d_]+", exact) if not wanted.isdisjoint(stems(match.group()))]
    return bool(found) and all(_NOT_DONE.search(exact[:start]) for start in found)


_NOT_DONE: Final = re.compile(r"\b(?:to|would|will|could|can|might|may|not|never|of|about|if|whether|n['’]t)\s+(?:\w+\s+)?$", re.I)
"""What stands before a deed that is wished, promised, doubted or denied."""


def _strays(question: Question, hit: Hit, exact: str, archive: Archive) -> int:
    """How much of what a question takes for granted a sentence leaves out: a count, a person it names, anything like what happened."""
    strays = int(_uncounted(question, exact)) + int(_without_whom(question, hit, archive)) + int(_without_relative(question, hit, archive))
    if question.kind in (Kind.TIME, Kind.PLACE, Kind.NUMBER) and not question.present:
        named = {stem for name in question.names for stem in stems(name)}
        likeness = [v for stem, v in _soft(question, set(stems(exact)), exact, archive).items() if stem not in named and not stem.isdigit()]
        strays += bool(likeness) and max(likeness) < _FOREIGN
    return strays


def _uncounted(question: Question, exact: str) -> bool:
    """Does a sentence hold no number though it is asked how many?"""
    asked = _HOW_MANY.search(question.text)
    if not asked:
        return False
    told = exact if _UNIT.match(asked["what"] or "") else _MEASURED.sub(" ", exact)
    found = counts(told) - question.numbers
    alone = found == {1} and not any(set(stems(match[1])) & set(question.stems) for match in re.finditer(r"\bone\W+((?:\w+\W+)?\w+)", told, re.I))
    return (not found or alone) and not _A_COUNT.search(told)


def _without_whom(question: Question, hit: Hit, archive: Archive) -> bool:
    """Does a question name a person of the record whom neither the sentence's passage nor its heading names, in any spelling near theirs?"""
    near: set[str] = set()
    for name in question.names:
        if known := archive.last_names(name):
            near = near or set(words(f"{hit.passage.heading} {archive.text(hit.passage.source)[hit.passage.start : hit.passage.end]}"))
            written = (words(one)[-1:] for one in known)  # `Fitz-Roy` and `Fitz Roy` are one
            if not any(fuzz.ratio(one, other) >= _ALIKE for last in written for one in last for other in near if one[:1] == other[:1]):
                return True
    return False


def _without_relative(question: Question, hit: Hit, archive: Archive) -> bool:
    """Is it asked what happens once in a life of the figure's mother or friend, by no name, where the sentence's passage speaks of none?"""
    if not question.relative or question.names or _OF_A_LIFE.isdisjoint(question.stems):
        return False
    told = stems(f"{hit.passage.heading} {archive.text(hit.passage.source)[hit.passage.start : hit.passage.end]}")
    return {other for stem in stems(question.relative) for other in (stem, *kin(stem))}.isdisjoint(told)


_OF_A_LIFE: Final = frozenset(
    stem for word in "born birth die died killed shot buried married divorced baptised christened".split() for stem in stems(word))
"""What happens once in a life. A paper is published, founded and brought out, a law signed and issued: for such things other words may stand."""
_UNTOLD: Final = 2.0
"""What a sentence loses for each thing taken for granted that it does not tell."""
_FOREIGN: Final = 0.28
"""Similarity of static vectors below which no word of a sentence has to do with any of a question's."""
_ALIKE: Final = 80
"""Likeness, in percent, of two spellings of one name."""
_HOW_MANY: Final = re.compile(r"\bhow many\b(?:\s+(?P<what>\w+))?", re.I)
_UNIT: Final = re.compile(r"(?:year|month|week|day|hour|minute|mile|time|cent|dollar|pound)s?\b", re.I)
_MEASURED: Final = re.compile(
    rf"\b[\w-]+\W+(?:years?|months?|weeks?|days?|hours?|minutes?|miles|o['’]clock|years?\s+old)\b|\b(?:{'|'.join(MONTHS)})\.?\s+\d{{1,2}}\b|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(MONTHS)})\b", re.I)
"""Numbers that give a time or a length, which is no count of anything else."""
_A_COUNT: Final = re.compile(r"\b(?:both|several|many|few|fewer|hundreds|thousands|dozens|scores|half|none|once|twice|a\s+pair|a\s+couple|"
                             r"only\s+(?:son|daughter|child))\b", re.I)
_THE_SAME: Final = 0.6
"""Similarity of static vectors below which two words may be opposites, as a wedding and a divorce are."""
_A_CHILD_AMONG: Final = re.compile(r"\b(?:youngest|eldest|oldest|first|second|third|fourth|fifth|sixth|last|one)\b(?:\W+\w+){0,4}?\W+of\b", re.I)
"""The figure told of as a child among others says how many children the parents had."""
_AGAINST: Final = re.compile(r"\b(?:critic\w*|accus\w*|alleg\w*|blam\w*|condemn\w*|denounc\w*|attack(?:ed|s) him|oppos\w*|enem(?:y|ies)|"
                             r"charg(?:e[sd]?|ing)|reproach\w*|mock\w*|object\w*|wrong|claims? that|guilty|betray\w*)\b", re.I)


def _fewer(question: Question, hit: Hit, exact: str, archive: Archive) -> float:
    """What is given back where the figure is asked and says I: of such sentences a large archive has three in ten, and fewer are near by chance."""
    said = archive.crowd > 1 and question.first != question.text and hit.sentence.voice == "figure" and _SAYS_I.search(exact)
    return 0.45 * math.log(1 / 0.3) if said else 0.0


_SAYS_I: Final = re.compile(r"\b(?:I|me|my)\b", re.I)


def _elsewhere(question: Question, hit: Hit, archive: Archive) -> float:
    """What is taken off where something of the figure is asked and the sentence does not speak of them."""
    if not question.addressed or question.view:
        return 0.0
    typed = (question.kind in TYPED and bool(_YOURSELF.search(question.text))) or _of_deed(question)
    return (_OTHERS if typed else _MATTERS) * float((1.0 - of_figure(hit.sentence, archive, typed)) ** 1.5)


def _of_deed(question: Question) -> bool:
    """Is it asked whether the figure did something or was something?"""
    return question.kind is Kind.YES_NO and bool(_DID_YOU.match(question.text))


def _unsaid(question: Question, exact: str, archive: Archive) -> float:
    """What is taken off, where it is asked whether the figure did something, for what of it a sentence lacks: it says neither yes nor no."""
    if not _of_deed(question) or question.view:
        return 0.0
    told = _soft(question, set(stems(exact)), exact, archive).values()
    return _HALF_SAID * sum(v < _NEARLY for v in told) / max(1, len(told))


_DID_YOU: Final = re.compile(r"^\W*(?:and |but |so |then )?(?:did|do|were|was|are|is|have|had|has|could|can|would|will)\s+you\b", re.I)
_HALF_SAID: Final = 2.0
_NEARLY: Final = 0.45
"""Similarity of static vectors from which a word may stand for another."""
_YOURSELF: Final = re.compile(r"\byou(?:rself)?\b", re.I)
"""Of the figure, and not only of something of theirs: `How many shots were fired at your house?`"""


def _unanswered(question: Question, hit: Hit, exact: str, features: tuple[float, ...], archive: Archive) -> float:
    """What is taken off where nobody, or no place, is named though the question asks who or where the figure; or where the parts are reversed."""
    if not question.addressed:
        return 0.0
    named = question.kind is not Kind.PERSON or named_before(hit.sentence, archive) is not None
    lacking = _lacking(features) if question.kind in (Kind.PERSON, Kind.PLACE) and not (question.kind is Kind.PERSON and named) else 0.0
    reversed_parts = question.done and re.search(
        rf"(?:\bI|{alias_pattern(archive.figure.names).pattern})\s+(?:(?:had|then|once|also)\s+)?{re.escape(question.done)}\b",
        hit.sentence.first_person or exact)
    stated = (question.kinship and _states_kinship(question.kinship, exact, archive)) or (
        question.did and _states_deed(question.did, hit, exact, archive))
    undone = bool(question.done) and not _names_the_doer(question.done, exact, archive)
    return _NOBODY * max(lacking, float(undone)) + (_OTHERS if reversed_parts else 0.0) - (_STATED if stated else 0.0)


def _names_the_doer(done: str, exact: str, archive: Archive) -> bool:
    """Does a sentence name who did something to the figure: `Byron taught her`, `she was taught by Byron`, `her teacher, Byron`?"""
    asked = {other for stem in stems(done) for other in (stem, *forms(stem), *kin(stem))}
    text, name = squeeze(exact), r"[^\W\d_a-z][\w.’'-]+"
    own = {"he": "him", "she": "her"}.get(archive.figure.pronouns, "him|her|them")
    figure = rf"(?:me|us|{own}|{alias_pattern(archive.figure.names).pattern}|[Tt]he {archive.office or '(?!)'})\b"
    for word in re.finditer(r"[^\W\d_]+", text):
        if asked.isdisjoint(stems(word.group())):
            continue
        before, after = text[max(0, word.start() - 60) : word.start()], text[word.end() : word.end() + 80]
        agent = re.search(r"(?:er|or|assassin)s?$", word.group(), re.I)
        somebody = any(fold(found) not in STOP for found in re.findall(name, before))
        if re.search(rf"\bby\s+(?:[\w,-]+\s+){{0,5}}?{name}", after) or (somebody and re.match(rf".{{0,40}}?\b{figure}", after)) or (
                agent and re.match(rf".{{0,30}}?\b{name}", after)):
            return True
    return False


def _states_kinship(kinship: str, exact: str, archive: Archive) -> bool:
    """Does a sentence name who is something to the figure: `my sister, Mary`, `Mary, the sister of Ada`?"""
    own, name = alias_pattern(archive.figure.names).pattern, r"(?:(?:Miss|Mrs|Mr|Dr)\.?\s+)?[^\W\d_a-z][\w.’'-]*"
    whose = rf"(?:\b(?:[Mm]y|[Hh]is|[Hh]er)|{own}['’]s?)\s+(?:[\w-]+\s+){{0,2}}?"
    kin = rf"(?:{re.escape(kinship)}|{re.escape(kinship.removesuffix('s'))})"
    text = squeeze(exact)
    named = rf"{whose}{kin}\b[^.;]{{0,80}}\b(?:named?|called)\b[^.;]{{0,20}}{name}"
    return bool(re.search(rf"{named}|{whose}{kin}(?:\s+(?:was|is|were|are))?,?\s+{name}|{name},\s+{whose}{kin}\b|"
                          rf"{name}[^.;]{{0,80}}\b(?:{kin}\s+of\s+(?:[\w-]+\s+){{0,2}}?{own})", text))


def _states_deed(did: str, hit: Hit, exact: str, archive: Archive) -> bool:
    """Does a sentence name whom the figure did something with: `Ada married William King`, `William King married Ada`?"""
    if of_figure(hit.sentence, archive) < 1.0:
        return False
    verb = next((word for word in re.findall(r"[^\W\d_]+", exact) if word.islower() and not set(stems(did)).isdisjoint(stems(word))), "")
    own = rf"(?:\bI|\b[Hh]e|\b[Ss]he|{alias_pattern(archive.figure.names).pattern})"
    name = r"(?:(?:Miss|Mrs|Mr|Dr)\.?\s+)?[^\W\d_a-z][\w.’'-]+"
    there, back = rf"{own}\s+(?:\w+\s+){{0,2}}{verb}\s+(?:\w+\s+){{0,2}}{name}", rf"{name}\s+(?:\w+\s+){{0,2}}{verb}\s+(?:me|him|her|{own})\b"
    return bool(verb) and bool(re.search(f"{there}|{back}", squeeze(hit.sentence.first_person or exact)))


def named_before(sentence: Sentence, archive: Archive) -> Sentence | None:
    """For a sentence that says `he` or `she`: the last of the two before it in its passage that names somebody; None where none does."""
    if not re.search(r"\b(?:he|she)\b", re.sub(r"[“\"][^”\"]*[”\"]?", " ", archive.exact(sentence)), re.I):
        return None
    return next((s for s in reversed(archive.record.before(sentence, 2)) if archive.persons(s)), None)


_OTHERS: Final = 2.2
_MATTERS: Final = 0.7
"""The same where no person, time, place or number of the figure's is asked for, but a matter that is told without naming them."""
_NOBODY: Final = 1.3
_STATED: Final = 1.0


def _speaks_against(exact: str, hit: Hit, archive: Archive) -> bool:
    """Does a sentence bring something against the figure, by its words or by whose pen it is?"""
    partisan = archive.source(hit.sentence.source).standing is Standing.PARTISAN
    return hit.sentence.voice != "figure" and (bool(_AGAINST.search(exact)) or partisan)


def _chance(question: Question, archive: Archive) -> float:
    """What is taken off in a large archive, where the best of many is near by chance: the more, the fewer words a question has to be near to.

    Nothing at the size the weights were fitted on.
    """
    return _BY_CHANCE * archive.crowd * min(4, max(0, _MANY_WORDS - len(question.stems)))


_BY_CHANCE: Final = 0.12
_MANY_WORDS: Final = 6
"""Words that matter in a question (evals/silence.py) from which on nothing is near to all of them by chance."""


def _strange(question: Question, archive: Archive) -> float:
    """What is taken off where the question names somebody or something that the whole archive does not know."""
    unknown = [
        word
        for name in question.names
        for word in words(name)
        if word not in STOP and all(archive.index.frequency("passage", s) == 0 for s in stems(word)) and not _dwells(word, archive)
    ]
    titles = [name for name in question.names if name.split()[0] in ("My", "Our")]
    return 3.0 if unknown or any(not archive.prints(title) for title in titles) else 0.0


def _dwells(word: str, archive: Archive) -> bool:
    """Does a word name those who live in a place that the sources print as a name: Londoners, where they write of London?"""
    place = re.sub(r"(?:ers?|ites?|i?ans?|ese)$", "", word)
    return place != word and archive.cased(place) != place


def _defines(term: str, exact: str) -> bool:
    """Does a sentence say what something is: `X is …`, `X, a …`, `X means …`?"""
    ending = r"""["')\],]*\s*(?:,\s*(?:an?|the)|is|was|are|were|means?|meant|holds?|held|refers?|represented|represents)\b"""
    opening = r"(?:^\W*(?:the\s+)?|[\"'(]|\b(?:theory|concept|idea|doctrine|notion|practice|principle|term|word|name)\s+(?:of\s+)?[\"']?)"
    told = squeeze(fold(exact)).replace(',"', '",')
    introduced = rf"\b(?:named|called)\s+{re.escape(term)}\b|\b{re.escape(term)},\s+(?:an?|who|whose)\b"  # `a man called Ada`, `Ada, who …`
    return bool(re.search(rf"{opening}{re.escape(term)}{ending}|{introduced}", told))


def measure(question: Question, hits: Sequence[Hit], archive: Archive, count: int) -> list[tuple[Hit, str, tuple[float, ...]]]:
    """The features of the most promising hits; the order is the hits' own."""
    rarity = _rarity(archive)
    drafts = []
    for hit in hits:
        exact = archive.exact(hit.sentence)
        context = _context(hit, archive)
        drafts.append((hit, exact, context, _cheap(question, hit, exact, context, archive, rarity)))
    promise = [_promise(hit, cheap, _elsewhere(question, hit, archive)) + _OF_THE_FORM * tells(question.matters, hit.sentence, archive)
               for hit, _, _, cheap in drafts]
    order = sorted(range(len(drafts)), key=lambda i: -promise[i])
    drafts = [drafts[i] for i in sorted(_different(order, [hit for hit, *_ in drafts], archive, count))]
    scores = _reranked(question, [(hit, exact, context) for hit, exact, context, _ in drafts], archive)
    best = max(scores, default=0.0)
    return [(hit, exact, (score / _A_LOGIT, (score - best) / _A_LOGIT, *cheap)) for (hit, exact, _, cheap), score in zip(drafts, scores, strict=True)]


def _different(order: Sequence[int], hits: Sequence[Hit], archive: Archive, count: int) -> list[int]:
    """The first `count` of an order that are no reprint of one before them: what two books print needs reading once."""
    kept: dict[str, int] = {}
    for i in order:
        text = fold(squeeze(archive.exact(hits[i].sentence)))
        if text in kept and archive.same_text(hits[i].sentence, hits[kept[text]].sentence):
            continue
        kept[text if text not in kept else f"{text} {i}"] = i
        if len(kept) == count:
            break
    return list(kept.values())


def _promise(hit: Hit, cheap: tuple[float, ...], elsewhere: float) -> float:
    """The reranker's logit as far as it can be foreseen, by least squares on some 25,000 pairs of three large archives: what is worth its time."""
    return 10 * hit.score + 12 * hit.similarity + 2.7 * cheap[0] + 0.6 * cheap[1] - 0.3 * sum(cheap[2:6]) - 0.25 * elsewhere


def _context(hit: Hit, archive: Archive) -> str:
    """What stands around a sentence in its passage: heading and the words before it."""
    text = archive.text(hit.sentence.source)
    return f"{hit.passage.heading}. {squeeze(text[max(hit.passage.start, hit.sentence.start - 300) : hit.sentence.start])}"


def _own_work(hit: Hit, archive: Archive) -> bool:
    """Does the figure speak in a text of their own, where "I" needs no introduction?"""
    return hit.sentence.voice == "figure" and is_figure(archive.source(hit.sentence.source).author, archive.figure)


def _reranked(question: Question, drafts: Sequence[tuple[Hit, str, str]], archive: Archive) -> list[float]:
    """The reranker's logit of each sentence in its likeliest reading, of the best in every one."""
    readings = [_readings(question, *draft, archive) for draft in drafts]
    logits = archive.logits([reading.pairs[0] for reading in readings])
    best = sorted(range(len(drafts)), key=lambda i: -logits[i])[:_READ_AGAIN]
    again = iter(archive.logits([pair for i in best for pair in readings[i].pairs[1:]]))
    told = {hit.sentence.id: logit for (hit, _, _), logit in zip(drafts, logits, strict=True)}
    for i in best:
        sentence = drafts[i][0].sentence
        said_before = max((told.get(sentence.id - step, -math.inf) for step in (1, 2, 3)), default=-math.inf)
        others = [next(again) for _ in readings[i].pairs[1:]]
        if readings[i].leans or max(others) > said_before + _MORE:
            logits[i] = max(logits[i], *others)
    return logits


_MORE: Final = 1.0
"""How much more a sentence must say with those before it than they say by themselves, lest the next one gain by an answer."""


_READ_AGAIN: Final = 10
"""Sentences that are read more than once: an answer may lean on the sentence before it though no pronoun says so."""


@dataclass(frozen=True, slots=True)
class _Readings:
    """What the reranker may read of a sentence: pairs of question and text, the likeliest first.

    `leans` where the sentence plainly leans on what stands before it: by a pronoun, as quoted words, or beside the answer that a follow-up goes on
    from.
    """

    leans: bool
    pairs: tuple[tuple[str, str], ...]


def _readings(question: Question, hit: Hit, exact: str, context: str, archive: Archive) -> _Readings:
    """A sentence alone, and after what it leans on; the question as its speaker would put it."""
    heading = f"{hit.passage.heading}: " if hit.passage.heading else ""
    alone = heading + _named(hit, exact, archive)
    introduced = _introduction(hit, archive)
    before = introduced or (context.rpartition(". ")[0] if len(context) < 40 else context[-200:].split(". ", 1)[-1])
    led = f"{heading}{before} {alone.removeprefix(heading)}"
    own = _own_work(hit, archive)
    asked = [question.first] if own else [question.third, question.first] if hit.sentence.voice == "figure" else [question.third]
    leans = hit.sentence.anaphoric or hit.sentence.id in question.near or bool(introduced)
    return _Readings(leans, tuple((one, text) for one in dict.fromkeys(asked) for text in ((led, alone) if leans else (alone, led))))


def _introduction(hit: Hit, archive: Archive) -> str:
    """What introduces the words of somebody who is quoted: the last sentence of the account before them; empty for an account."""
    if hit.sentence.voice in ("author", "another voice") or _own_work(hit, archive):
        return ""
    introduced = next((s for s in reversed(archive.record.around(hit.sentence, 8, 0)) if s.voice == "author"), None)
    return squeeze(archive.exact(introduced)) if introduced else ""


def _named(hit: Hit, exact: str, archive: Archive) -> str:
    """A sentence with the figure's surname for what is known to mean them: other names, and pronouns that the reading resolved."""
    surname, start = archive.figure.surname, hit.sentence.start
    for edit in sorted(hit.sentence.edits, key=lambda e: -e.start):
        if edit.new in ("I", "me", "my"):
            exact = exact[: edit.start - start] + surname + ("'s" if edit.new == "my" else "") + exact[edit.end - start :]
    own = alias_pattern(archive.figure.names)
    if called := archive.called(hit.sentence):
        exact = re.sub(rf"\b(?:{called})\b", surname, exact, flags=re.I)
    if archive.office and hit.sentence.voice != "figure":
        exact = re.sub(rf"\b[Tt]he {archive.office}\b(?!\s+[A-Z])", f"{archive.office} {surname}", exact)
    return squeeze(own.sub(lambda m: m.group() if surname in m.group() else surname, exact))


def _rarity(archive: Archive) -> Callable[[str], float]:
    """Inverse document frequency of a stem among passages."""
    total = max(1, archive.passage_count)
    return lambda stem: math.log(1 + total / (1 + archive.index.frequency("passage", stem)))


def _cheap(
    question: Question, hit: Hit, exact: str, context: str, archive: Archive, rarity: Callable[[str], float]
) -> tuple[float, ...]:
    """Soft coverage of the question's words by the sentence and by what is around it, each word by its rarity; the kind of answer that is wanting;
    the numbers asked for that are there."""
    text = archive.text(hit.sentence.source)
    around = f"{context} {text[hit.passage.start : hit.passage.end]}"
    told = _years_told(hit.sentence)
    here = set(stems(exact)) | {str(year) for year in told}
    near = here | set(stems(context)) | _passage_stems(text[hit.passage.start : hit.passage.end])
    weights = {stem: rarity(stem) for stem in question.stems}
    total = sum(weights.values()) or 1.0
    soft_here, soft_near = _soft(question, here, exact, archive), _soft(question, near, around, archive)
    wanting = question.kind if question.kind in TYPED and not _kind_present(question, hit, exact, archive) else None
    asked = question.numbers
    return (
        sum(w * soft_here[s] for s, w in weights.items()) / total,
        sum(w * soft_near[s] for s, w in weights.items()) / total,
        *(float(wanting is kind) for kind in TYPED),
        len(asked & (numbers(exact) | numbers(context) | told)) / len(asked) if asked else 1.0,
    )


def _years_told(sentence: Sentence) -> set[int]:
    """The year that a sentence tells of, though it name the month alone."""
    told = sentence.told
    return {int(told.start[:4])} if told is not None and told.start[:4] == told.end[:4] else set()


@lru_cache(maxsize=4096)
def _passage_stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def _soft(question: Question, present: set[str], text: str, archive: Archive) -> dict[str, float]:
    """For each stem of the question how nearly the text holds it: 1 where it stands there, else the nearest word's similarity."""
    result = {stem: 1.0 for stem in question.stems if stem in present or not present.isdisjoint(forms(stem))}
    result |= {stem: WORTH for stem in question.stems if stem not in result and not present.isdisjoint(kin(stem))}
    wanting = [(word, stem) for word, stem in question.terms if stem not in result]
    if wanting:
        candidates = [w for w in dict.fromkeys(words(text)) if len(w) > 2 and w not in STOP]
        if not candidates:
            return result | {stem: 0.0 for _, stem in wanting}
        table = np.array([archive.lexicon.word(w) for w in candidates])
        for word, stem in wanting:
            result[stem] = max(0.0, min(0.95, float((table @ archive.lexicon.word(word)).max())))
    return result


_HOW_LONG: Final = re.compile(r"\bhow long\b", re.I)
_LENGTH: Final = re.compile(
    r"\b(?:\d[\d,.]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|many|several|few|"
    r"half)\b\W+(?:\w+\W+){0,2}?(?:years?|months?|weeks?|days?|hours?|minutes?|centur(?:y|ies)|decades?|feet|yards|inches|pages?)\b", re.I)


def _kind_present(question: Question, hit: Hit, exact: str, archive: Archive) -> bool:
    match question.kind:
        case Kind.TIME:
            return has_date(exact)
        case Kind.NUMBER if _HOW_LONG.search(question.text):
            return bool(_LENGTH.search(exact))
        case Kind.NUMBER:
            return bool(counts(exact) - question.numbers) and has_number(exact)
        case Kind.PERSON:
            known = {w for name in question.names for w in words(name)}
            people = archive.persons(hit.sentence)
            return any(not set(words(name)) <= known for name in people)
        case Kind.PLACE:
            known = {w for name in question.names for w in words(name)}
            places = hit.sentence.places or tuple(m for m in re.findall(r"\b(?:in|at|from|to|near|of)\s+(?:the\s+)?([A-Z][\w-]+)", exact))
            known |= set(MONTHS)
            return any(not set(words(place)) - STOP <= known for place in places) or bool(
                re.search(r"\b(?:house|home|prison|city|town|village|street|school|farm|camp)\b", fold(exact))
            )
        case _:
            return False
