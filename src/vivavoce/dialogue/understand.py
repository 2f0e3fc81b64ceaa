"""A question → what it asks: the figure for "you", the kind of answer wanted, its names, numbers and words; follow-ups made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from vivavoce.language.names import alias_pattern, names, numbers
from vivavoce.record import Figure
from vivavoce.text import STOP, fold, squeeze, stems, words


class Kind(StrEnum):
    """What would count as an answer."""

    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    NUMBER = "number"
    REASON = "reason"
    MANNER = "manner"
    YES_NO = "yes_no"
    WORKS = "works"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. `third` puts the figure's name for "you", `first` puts "I
    "; `terms` are the words, with their stems, that an answer should bear on."""

    text: str
    third: str
    first: str
    kind: Kind
    terms: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    numbers: frozenset[int]
    listed: bool
    defined: str = ""

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of the terms."""
        return tuple(stem for _, stem in self.terms)


_KINDS: Final = (
    (
        Kind.WORKS,
        r"\b(?:works?|books?|titles?|sources?|authors?)\b.*\b(?:cites?|cited|bibliography|references?|quotes?|"
        r"lists?|draws? on|rel(?:y|ies) on)\b|\bbibliograph|\bworks cited\b",
    ),
    (
        Kind.NUMBER,
        r"\bhow (?:many|much|old|long|tall|far|big|large|often|heavy|high|deep|wide)\b|\bwhat (?:number|percentage|"
        r"proportion|age|height|weight|price|distance)\b",
    ),
    (Kind.TIME, r"\bwhen\b|\b(?:what|which|in what|on what|in which) (?:year|date|day|month|decade|century|time)\b|\bdate of\b|\bsince when\b"),
    (Kind.PLACE, r"\bwhere\b|\b(?:what|which|in what|in which) (?:city|town|country|place|village|state|street|house|county|island)\b"),
    (
        Kind.PERSON,
        r"\bwho(?:m|se)?\b|\b(?:what|which) (?:person|man|woman|people|friend|painter|writer|author|leader|president|minister|general)\b|"
        r"\bwhat (?:was|is|were) (?:the name|\w+(?: \w+){0,3} name)\b|\bnames? of\b",
    ),
    (Kind.REASON, r"\bwhy\b|\bwhat (?:made|led|caused|drove|brought|prompted)\b|\bfor what reason\b|\bhow come\b"),
    (Kind.MANNER, r"^\W*(?:and |but |so )?how\b|\bin what way\b"),
    (Kind.YES_NO, r"^\W*(?:and |but |so )?(?:did|do|does|were|was|are|is|have|had|has|can|could|would|will|should)\b"),
)
_LISTED: Final = re.compile(
    r"\b(?:list|name|enumerate)\s+(?:the|all|some|your|three|four|five|a few)\b|\bwhat (?:were|are) (?:the|"
    r"your|all)\s+(?:\w+\s+){0,3}\w+s\b|\bwhich (?:\w+ )?\w+s (?:did|were|are|have)\b|"
    r"\b(?:two|three|four|five|six|seven|eight|ten)\s+(?:\w+\s+)?\w+s\b",
    re.I,
)
_YOU: Final = re.compile(r"\b(you|your|yours|yourself)\b", re.I)
_THIRD: Final = re.compile(r"\b(he|him|his|himself|she|her|hers|herself|they|them|their|it|its|this|that|these|those|there|then)\b", re.I)
_OPENERS: Final = re.compile(
    r"^\W*(?:(?:and|but|so|well|then|also|now|ok(?:ay)?|please|tell me|can you tell me|could you tell me|do you know|i wonder|say)\b[\s,:]*)+(?=\S)",
    re.I,
)
_ELLIPTIC: Final = re.compile(
    r"^\W*(?:why(?: not| so)?|how(?: so)?|when|where|who|whom|by whom|with whom|what then|what else|after that|"
    r"before that|and then|what happened (?:next|then|after(?:wards| that)?)|"
    r"(?:tell me )?more|go on|really|what for|since when|where exactly|who else|for how long|how long|how many|"
    r"how much|what about (?P<about>.+?)|and (?P<and>\w+(?: \w+)?))\W*$",
    re.I,
)


def understand(text: str, figure: Figure, history: Sequence[str] = (), people: Sequence[str] = ()) -> Question:
    """Read a question in the light of those before it; `people` are the names the last answer spoke of, most likely first."""
    text = squeeze(text)
    whole = _whole(text, history, people, figure)
    third = _third_person(whole, figure)
    kind = next((kind for kind, pattern in _KINDS if re.search(pattern, whole, re.I)), Kind.OTHER)
    own = alias_pattern(figure.names)
    bare = own.sub(" ", _OPENERS.sub("", third)).replace(" 's", " ")
    asked = tuple(name for name in names(_sentence_case(bare)))
    content = {stem: word for word in words(_without_frame(bare)) for stem in stems(word) if len(stem) > 1}
    return Question(
        whole,
        third,
        _first_person(whole),
        kind,
        tuple((word, stem) for stem, word in content.items()),
        asked,
        frozenset(numbers(bare)),
        bool(_LISTED.search(whole)),
        _defined(whole),
    )


def _defined(text: str) -> str:
    """What a question wants defined: `What is a pendulum?` → `pendulum`."""
    match = re.match(r"^\W*what\s+(?:is|was|are|were)\s+(?:an?\s+|the\s+)?(?P<term>[\w'’-]+(?:\s+[\w'’-]+){0,3})\W*$", text, re.I)
    return "" if not match or _YOU.search(text) else fold(match["term"])


_NOW: Final = re.compile(r"\s*\b(?:right now|now|today|currently|at present|at the moment|these days|nowadays|this year)\b", re.I)
_PRESENT: Final = ((r"\bdo you\b", "did you"), (r"\bare you\b", "were you"), (r"\bis your\b", "was your"), (r"\bare your\b", "were your"),
                   (r"\bdoes your\b", "did your"))


def at_present(text: str, year: int) -> str:
    """A question about the present, asked of a year: `Where do you live now?` → `Where did you live in 1843?`; else empty."""
    asks_now = _NOW.search(text)
    present = any(re.search(pattern, text, re.I) for pattern, _ in _PRESENT)
    if not (asks_now or (present and re.match(r"\W*(?:and\s+|but\s+)?(?:where|in (?:what|which) (?:city|town|country|place))\b", text, re.I))):
        return ""
    text = _NOW.sub("", text)
    for pattern, past in _PRESENT:
        text = re.sub(pattern, past, text, flags=re.I)
    return f"{text.rstrip(' ?.!')} in {year}?"


_AGREE: Final = (
    (r"\bare\s+you\b", "is you"),
    (r"\bwere\s+you\b", "was you"),
    (r"\bdo\s+you\b", "does you"),
    (r"\bhave\s+you\b", "has you"),
    (r"\byou\s+were\b", "you was"),
    (r"\byou\s+are\b", "you is"),
    (r"\byou\s+have\b", "you has"),
)
_PRONOUNS: Final = {"he": ("he", "him", "his", "himself"), "she": ("she", "her", "her", "herself"), "they": ("they", "them", "their", "themselves")}
_SUBJECT_BEFORE: Final = frozenset(
    """did do does were was are is am have has had can could would will shall should may might must when
that which if before after where what who whom how why and because while as since until whether than""".split()
)


def _third_person(text: str, figure: Figure) -> str:
    """`Where did you write your will?` → `Where did Ada Lovelace write her will?`."""
    seen = bool(alias_pattern(figure.names).search(text))
    nominative, objective, possessive, reflexive = _PRONOUNS[figure.pronouns if figure.pronouns in _PRONOUNS else "they"]
    for pattern, replacement in _AGREE:
        text = re.sub(pattern, replacement, text, flags=re.I)

    def named(match: re.Match[str]) -> str:
        nonlocal seen
        word = match.group(1).lower()
        if word == "yourself":
            return reflexive
        if not seen:
            seen = True
            return f"{figure.name}'s" if word != "you" else figure.name
        return possessive if word in ("your", "yours") else nominative if _is_subject(text, match) else objective

    return _YOU.sub(named, text)


def _first_person(text: str) -> str:
    """`Who killed you?` → `Who killed me?`, for asking the figure's own texts."""
    text = re.sub(r"\bare\s+you\b", "am you", text, flags=re.I)
    text = re.sub(r"\bwere\s+you\b", "was you", text, flags=re.I)
    spoken = {"your": "my", "yours": "mine", "yourself": "myself"}
    return _YOU.sub(lambda m: spoken.get(m.group(1).lower()) or ("I" if _is_subject(text, m) else "me"), text)


def _is_subject(text: str, match: re.Match[str]) -> bool:
    before = re.findall(r"[\w']+", text[: match.start()])
    return not before or before[-1].lower() in _SUBJECT_BEFORE | {"am"}


def _without_frame(text: str) -> str:
    """Drop what asks rather than says: `what do you think of`, `tell me about`, `name the`."""
    text = re.sub(r"^\W*(?:tell|talk|speak)\s+(?:me\s+)?(?:something\s+)?(?:about|of)\b", " ", text, flags=re.I)
    text = re.sub(r"^\W*(?:name|list|enumerate|describe|explain)\b(?!\s+(?:of|was|is))", " ", text, flags=re.I)
    text = re.sub(
        r"\bhow (?:many|much|old|long|tall|far|often)\b",
        lambda m: " " if m.group(0).split()[1] in ("many", "much") else m.group(0).split()[1],
        text,
        flags=re.I,
    )
    text = re.sub(r"\b(?:what|which) (?:year|date|day|month|time)\b|\bdate of\b", " ", text, flags=re.I)
    text = re.sub(r"\b(?:afterwards?|later|eventually|finally|in the end|happen(?:ed|s)?|became? of|next)\b", " ", text, flags=re.I)
    return re.sub(r"\bwhat (?:do|did|does)\b(.*?)\b(?:think|thought|say|make)\b(?:\s+(?:of|about|on)\b)?", r"\1 ", text, flags=re.I)


def _sentence_case(text: str) -> str:
    """The first word in lower case, so that its capital does not make it a name."""
    first = text.split(maxsplit=1)[:1]
    return (
        text[:1].lower() + text[1:]
        if first and fold(first[0].strip(",.?!")) in STOP | {"name", "list", "tell", "describe", "explain", "write"}
        else text
    )


def _whole(text: str, history: Sequence[str], people: Sequence[str], figure: Figure) -> str:
    """Resolve a follow-up against the conversation; a question that stands alone is returned as it is."""
    if not history:
        return text
    before = squeeze(history[-1])
    if len(history) > 1 and (_elliptic(before) or _leans(before, figure)):
        before = _whole(before, history[:-1], (), figure)
    if elliptic := _elliptic(text):
        return _continued(text, elliptic, before)
    if _leans(text, figure):
        return _resolved(text, before, people, figure)
    return text


def _elliptic(text: str) -> re.Match[str] | None:
    return _ELLIPTIC.match(text) if len(text.split()) <= 6 else None


def _leans(text: str, figure: Figure) -> bool:
    own = alias_pattern(figure.names)
    return bool(_THIRD.search(text)) and not names(_sentence_case(own.sub(" ", text)))


def _continued(text: str, elliptic: re.Match[str], before: str) -> str:
    """`Why?` after `When were you expelled?` → `Why were you expelled?`."""
    about = elliptic.groupdict().get("about") or elliptic.groupdict().get("and")
    low = text.strip(" ?.!").lower()
    body = re.sub(
        r"^\W*(?:and |but |so )?(?:by whom|with whom|to whom|how (?:many|much|old|long)|(?:in |on )?(?:what|which) "
        r"(?:year|date|day|month|city|country|place)|who(?:m|se)?|what|which|when|where|why|how)\b",
        "",
        before,
        flags=re.I,
    ).strip(" ?.!")
    asks = re.match(r"^(?:and |but |so )?(why|how (?:long|many|much)|how|when|where|by whom|with whom|whom|who|since when)\b", low)
    if about and not asks:
        return f"{before.rstrip('?. !')} {about}?"
    if asks:
        return f"{asks.group(1).capitalize()} {body}?"
    if "after" in low or "next" in low or "then" in low:
        return f"What happened after: {body}?"
    return before


def _resolved(text: str, before: str, people: Sequence[str], figure: Figure) -> str:
    """Put a name from the conversation for a pronoun; else let the question before it lend its words."""
    asked = list(names(_sentence_case(alias_pattern(figure.names).sub(" ", before))))
    personal = re.search(r"\b(he|him|his|himself|she|her|hers|herself)\b", text, re.I)
    if personal:
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
    lent = [w for w in words(before) if w not in STOP and w not in words(text)]
    return f"{text.rstrip('?')} ({' '.join(lent[:6])})?" if lent else text
