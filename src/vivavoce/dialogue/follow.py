"""Follow-ups: what a question takes from those before it, and the moves that ask for no new matter (more, what came next, how it is known)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from vivavoce.language.names import alias_pattern, names
from vivavoce.record import Figure
from vivavoce.text import STOP, fold, squeeze, words


class Move(StrEnum):
    """What a remark asks of the answer before it."""

    MORE = "more"
    NEXT = "next"
    SOURCES = "sources"


_MOVES: Final = (
    (Move.MORE, r"(?:(?:please |can you |could you )?(?:tell|say) (?:me )?(?:something |a (?:bit|little) )?"
                r"more(?: about (?:it|that|this))?|more(?: please)?|"
                r"(?:please )?(?:go on|continue|elaborate)|what else|anything else|and\??|is that all|keep going)"),
    (Move.NEXT, r"(?:(?:and |so |but )?(?:what )?(?:happened |came )?(?:after (?:that|this|it)|afterwards|then what|what then|next|then)|"
                r"(?:and |so )?what (?:happened|came|did you do) (?:next|then|after(?:wards| that| this)?)|and then|what next)"),
    (Move.SOURCES, r"(?:(?:and |but )?how (?:do|can|could) you (?:know|say)(?: that| this| so)?|says who|"
                   r"who (?:says|said|told you)(?: so| that)?|are you sure|"
                   r"(?:what|which|where) (?:is|are) (?:your|the) (?:source|sources|evidence|proof)(?: for (?:that|this))?|"
                   r"where (?:does|did) (?:that|this|it) come from|prove it|"
                   r"on what (?:evidence|grounds|authority)|what (?:makes|made) you (?:say|think) (?:so|that))"),
)
_ELLIPTIC: Final = re.compile(
    r"^\W*(?:why(?: not| so)?|how(?: so)?|when|where|who|whom|by whom|with whom|what then|what else|after that|"
    r"before that|until when|till when|to whom|of whom|"
    r"(?:tell me )?more|go on|really|what for|since when|where exactly|who else|for how long|how long|how many|"
    r"how much|what about (?P<about>.+?)|and (?P<and>\w+(?: \w+)?))\W*$",
    re.I,
)
_AGAINST: Final = re.compile(
    r"\b(?:critics?|opponents?|enem(?:y|ies)|detractors?|accusers?|adversar(?:y|ies))\b.*\b(?:say|said|think|thought|accuse|accused|claim|claimed|object|call|"
    r"called|reproach|hold|held)\b|\b(?:said|held|charged) against you\b|\b(?:criticis|criticiz|accus)\w*\b.*\byou\b|\bwhat .*\baccused of\b", re.I)
_THIRD: Final = re.compile(r"\b(he|him|his|himself|she|her|hers|herself|they|them|their|it|its|this|that|these|those|there|then)\b", re.I)


def move(text: str) -> Move | None:
    """What a remark asks of the answer before it; None where it asks something of its own."""
    bare = text.strip(" \t\n?.!…,").casefold()
    return next((kind for kind, pattern in _MOVES if re.fullmatch(pattern, bare)), None)


def sentence_case(text: str) -> str:
    """The first word in lower case, so that its capital does not make it a name."""
    first = text.split(maxsplit=1)[:1]
    return (
        text[:1].lower() + text[1:]
        if first and fold(first[0].strip(",.?!")) in STOP | {"name", "list", "tell", "describe", "explain", "write"}
        else text
    )


def whole(text: str, history: Sequence[str], people: Sequence[str], figure: Figure) -> str:
    """Resolve a follow-up against the conversation; a question that stands alone is returned as it is."""
    if not history:
        return text
    history = [earlier for earlier in history if earlier.strip() and move(earlier) is None]
    if not history:
        return text
    before = squeeze(history[-1])
    if len(history) > 1 and (_elliptic(before) or _leans(before, figure)):
        before = whole(before, history[:-1], (), figure)
    if elliptic := _elliptic(text):
        return _continued(text, elliptic, before)
    if _leans(text, figure):
        return _resolved(text, before, people, figure)
    return text


def critical(text: str) -> bool:
    """Does a question ask what is said against the figure?"""
    return bool(_AGAINST.search(text))


def _elliptic(text: str) -> re.Match[str] | None:
    return _ELLIPTIC.match(text) if len(text.split()) <= 6 else None


def _leans(text: str, figure: Figure) -> bool:
    """Does a question point back with a pronoun, or say too little to stand alone: `Who disagreed?`"""
    if names(sentence_case(alias_pattern(figure.names).sub(" ", text))):
        return False
    short = len(text.split()) <= 4 and not re.search(r"\b(?:you|your|i|we)\b", text, re.I) and not alias_pattern(figure.names).search(text)
    return bool(_THIRD.search(text)) or short or bool(_AGAINST.search(text))


def _continued(text: str, elliptic: re.Match[str], before: str) -> str:
    """`Why?` after `When were you expelled?` → `Why were you expelled?`."""
    about = elliptic.groupdict().get("about") or elliptic.groupdict().get("and")
    low = text.strip(" ?.!").lower()
    body = re.sub(
        r"^\W*(?:and |but |so )?(?:by whom|with whom|to whom|of whom|how (?:many|much|old|long)|(?:in |on )?(?:what|which) "
        r"(?:year|date|day|month|city|country|place)|who(?:m|se)?|what|which|when|where|why|how)\b",
        "",
        before,
        flags=re.I,
    ).strip(" ?.!")
    asks = re.match(r"^(?:and |but |so )?(why|how (?:long|many|much)|how|when|where|by whom|with whom|to whom|of whom|whom|who|"
                    r"since when|until when|till when)\b", low)
    if about and not asks:
        return f"{before.rstrip('?. !')} {about}?"
    if asks:
        return f"{asks.group(1).capitalize()} {body}?"
    if "after" in low or "next" in low or "then" in low:
        return f"What happened after: {body}?"
    return before


_KINSMAN: Final = re.compile(r"\byour (?:father|husband|son|brother|uncle|grandfather|friend|teacher|assassin|killer)\b", re.I)
_KINSWOMAN: Final = re.compile(r"\byour (?:mother|wife|daughter|sister|aunt|grandmother|friend|teacher)\b", re.I)


def _resolved(text: str, before: str, people: Sequence[str], figure: Figure) -> str:
    """Put a name from the conversation for a pronoun; else let the question before it lend its words."""
    asked = list(names(sentence_case(alias_pattern(figure.names).sub(" ", before))))
    personal = re.search(r"\b(he|him|his|himself|she|her|hers|herself)\b", text, re.I)
    if personal:
        kin = (_KINSWOMAN if personal.group(1).lower() in ("she", "her", "hers", "herself") else _KINSMAN).search(before)
        if kin:
            people, asked = (kin.group(), *people), [*asked, kin.group()]
        known = [*asked[-1:], *people] if not re.search(r"\bwho(?:m|se)?\b", before, re.I) else [*people, *asked[-1:]]
        if known:

            def named(match: re.Match[str]) -> str:
                return (
                    f"{known[0]}'s"
                    if match.group(1).lower() in ("his", "hers") or (match.group(1).lower() == "her" and re.match(r"\s+\w", text[match.end() :]))
                    else known[0]
                )

            return re.sub(r"\b(he|him|his|himself|she|her|hers|herself)\b", named, text, flags=re.I)
        return text
    if asked and re.search(r"\b(it|its|that|this|there|they|them|their)\b", text, re.I):
        return re.sub(r"\b(it|that|this|they|them)\b(?=\W*$|\s)", asked[-1], text, count=1, flags=re.I)
    lent = [w for w in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", before) if fold(w) not in STOP and fold(w) not in words(text)]
    return f"{text.rstrip('?')} ({' '.join(lent[:6])})?" if lent else text
