"""What a source states of a person, in its own words: `his wife`, `my friend`, `the painter`; nothing is concluded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from vivavoce.language.names import alias_pattern
from vivavoce.reading.mentions import Mention
from vivavoce.record import Figure, Relation, Sentence
from vivavoce.text import squeeze

_KIN: Final = (
    r"(?:wife|husband|father|mother|parents?|sons?|daughters?|brothers?|sisters?|cousins?|uncles?|aunts?|grandsons?|granddaughters?|grandfather|"
    r"grandmother|nephews?|nieces?|friends?|widow|widower|child|children|stepson|stepdaughter|(?:son|daughter|brother|sister|mother|father)-in-law|"
    r"masters?|mistress|lovers?|fiancée?|ally|allies|comrades?|colleagues?|rivals?|enemy|enemies|mentor|spouse|partner|companion|disciples?|pupils?|"
    r"secretary|secretaries|opponents?|students?|teachers?|followers?|supporters?|assistants?|bodyguards?|guards?|biographers?|translators?|publishers?|"
    r"editors?|successors?|predecessors?|adversary|adversaries|collaborators?|lieutenants?|correspondents?|killer|assassin|murderer|host|hostess|"
    r"landlady|landlord|nurse|heir|guest|chief|boss|doctor|physician|lawyer|tutor|governess|neighbou?rs?|admirers?|critics?|confidante?|protégée?|"
    r"overseer|tormentor|benefactor|patron|agents?|adviser|advisor|in-laws)"
)
_CALLING: Final = (
    r"(?:[a-z]{3,}(?:ist|ian)s?|leaders?|painters?|poets?|writers?|philosophers?|historians?|generals?|ministers?|president|chairman|presidents|"
    r"chemists?|novelists?|lawyers?|judges?|preachers?|priests?|bishop|orators?|senators?|governors?|kings?|queen|emperor|tsar|officers?|soldiers?|"
    r"founders?|members?|commanders?|commissars?|dictators?|diplomats?|engineers?|explorers?|inventors?|composers?|actors?|actress|singers?|sculptors?|"
    r"photographers?|architects?|bankers?|merchants?|traders?|farmers?|slaveholders?|planters?|workers?|thinkers?|scholars?|professors?|authors?|"
    r"speakers?|politicians?|statesman|representative|prosecutor|prosecutor-general|inspector|detective|spy|spies|chief|head|director|secretary|agents?|"
    r"scientists?|mathematicians?|astronomers?|baker|carpenters?|ship\s+builders?|reporters?|publishers?|editors?|translators?|socialite|aristocrat)"
)
_ROLE: Final = rf"(?:{_KIN}|{_CALLING})"
_MODIFIERS: Final = (
    r"(?:(?!\w+s\s+(?:daughter|son|wife|brother|sister|mother|father)\b)(?!(?:and|or|but|of|in|at|to|by|with|from|for|as|was|were|is|had|has|around|under|over|on|than|when|then|between)\b)[\w-]+\s+)"
    r"{0,3}?"
)
_TAIL: Final = r"(?:\s+(?:of|to|in)\s+(?:the\s+|an?\s+)?(?:[A-Z][\w-]+|[a-z]{4,})(?:\s+[A-Z][\w-]+){0,3})"
_BEFORE: Final = re.compile(
    rf"(?P<whose>\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur)\s+|['’]s?\s+|\b[Tt]he\s+|\b[Aa]n?\s+)"
    rf"(?P<phrase>{_MODIFIERS}{_ROLE}),?\s+$"
)
_AFTER: Final = re.compile(
    rf"^,\s+(?P<whose>his|her|their|my|the|an?)\s+(?P<phrase>{_MODIFIERS}{_ROLE})(?P<of>{_TAIL})?(?=\s*[,.;()—]|\s+(?:who|and|in)\b)"
)
_WAS: Final = re.compile(rf"^\s+(?:was|became|is)\s+(?P<whose>his|her|their|my)\s+(?P<phrase>{_MODIFIERS}{_ROLE})\b")
_PASSING: Final = frozenset("only other same first second third last next former latter previous following present old young new two three".split())
"""`the first speaker`: what a person was on one occasion, or beside others."""
_SHOWN: Final = 3
_MANY: Final = 30


def relations(figure: Figure, told: Sequence[tuple[Sentence, Mention]], texts: dict[str, str]) -> tuple[Relation, ...]:
    """Up to three phrases that sentences put beside a person's name: to the figure first, the commonest first."""
    found: Counter[tuple[bool, str]] = Counter()
    where: dict[tuple[bool, str], int] = {}
    for sentence, mention in told:
        for phrase, own in _stated(figure, sentence, mention, texts[sentence.source]):
            found[own, phrase] += 1
            where.setdefault((own, phrase), sentence.id)
    kept: list[Relation] = []
    for own, phrase in sorted(found, key=lambda k: (-k[0], -found[k], where[k])):
        if not own and found[own, phrase] == 1 and len(told) > _MANY:
            continue  # what one sentence of many calls somebody is that sentence's opinion
        if own and (near := _kinship(phrase)) and any(r.to_figure and _kinship(r.phrase) not in ("", near) for r in kept):
            continue  # a grandfather is no brother: another bearer of the name
        if not any(set(phrase.split()[1:]) & set(r.phrase.split()[1:]) for r in kept):
            kept.append(Relation(phrase, where[own, phrase], own))
    return tuple(kept[:_SHOWN])


def _kinship(phrase: str) -> str:
    """The word of a phrase that says how two are kin; empty where it says none."""
    found = re.search(r"\b(?:grand)?(?:father|mother|son|daughter)\b|\b(?:brother|sister|uncle|aunt|cousin|wife|husband|nephew|niece)\b", phrase)
    return found.group() if found else ""


def _stated(figure: Figure, sentence: Sentence, mention: Mention, text: str) -> list[tuple[str, bool]]:
    """Phrases that one sentence states of one mention, and whether they are said of the figure."""
    head, tail = text[max(sentence.start, mention.start - 90) : mention.start], text[mention.end : min(sentence.end, mention.end + 90)]
    found = []
    if mention.title:
        head = re.sub(rf"{re.escape(mention.title)}\.?\s*$", "", head)
    match = _BEFORE.search(head)
    if match and not re.search(r"\bas\s+$", head[: match.start("whose")]):  # `he stayed as his guest, Hale slept …`
        found += _owned(figure, sentence, text, max(sentence.start, mention.start - 90) + match.start("whose"), match)
    elif not mention.possessive and (match := _AFTER.search(tail) or _WAS.search(tail)):
        found += _owned(figure, sentence, text, mention.end + match.start("whose"), match)
    return found


def _owned(figure: Figure, sentence: Sentence, text: str, begin: int, match: re.Match[str]) -> list[tuple[str, bool]]:
    """Whose wife, whose friend: the figure's where the reading resolved the pronoun so, or where the name stands there."""
    whose, phrase = match["whose"].strip(), squeeze(match["phrase"])
    low = whose.lower()
    if re.search(r"(?<!s)s$", phrase):  # several people; which of them, a single name does not say
        return []
    if low in ("the", "a", "an"):
        tail = squeeze(match.groupdict().get("of") or "")
        to_figure = bool(tail and alias_pattern(figure.names).search(tail))
        bare_kin = re.fullmatch(rf"(?:\w+\s+)?{_KIN}", phrase) and not tail
        if re.search(r"\b(?:Mr|Mrs|Dr|the)$", tail) or phrase.split()[0] in _PASSING:
            return []
        return [] if bare_kin and not re.search(_CALLING + "$", phrase) else [(squeeze(f"{low} {phrase} {tail}"), to_figure)]
    if low in ("my", "our"):
        return [(f"{low} {phrase}", True)] if sentence.voice == "figure" else []
    if low in ("his", "her", "their"):
        resolved = any(e.new == "my" and e.start <= begin < e.end for e in sentence.edits)
        return [(f"{low} {phrase}", True)] if resolved or _only_figure(figure, sentence, text, begin) else []
    named = _owner_pattern(figure.names).search(text[max(sentence.start, begin - 40) : begin])
    return [(f"{figure.surname}’s {phrase}", True)] if named else []


@lru_cache(maxsize=16)
def _owner_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(alias_pattern(names).pattern + "$")


def _only_figure(figure: Figure, sentence: Sentence, text: str, begin: int) -> bool:
    """Is the figure the first, and the only, person named before the pronoun?"""
    before = text[sentence.start : begin]
    own = alias_pattern(figure.names)
    others = [p for p in sentence.persons if not own.search(p) and p in before]
    pronoun = text[begin : begin + 3].lower()
    return bool(own.search(before)) and not others and pronoun[:3] in {"he": ("his",), "she": ("her",)}.get(figure.pronouns, ("the", "his", "her"))
