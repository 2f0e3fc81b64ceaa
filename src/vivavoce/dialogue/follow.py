"""Follow-ups: what a remark takes from the conversation before it.

A remark is a move (more, what came next, how it is known), a fragment that changes one part of the question before it (`Why?`, `And in Paris?`),
a clause that points back (`What happened to her?`), or a question of its own. Where it can be read in several ways, the likeliest stands first,
and the record decides: the first reading that it answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from vivavoce.dialogue.phrases import unaddressed
from vivavoce.evidence.understand import critical, sentence_case
from vivavoce.language.dates import asked_time
from vivavoce.language.gender import COMMON_NOUNS, FEMALE_NOUNS, MALE_NOUNS
from vivavoce.language.names import alias_pattern, names
from vivavoce.record import Figure
from vivavoce.text import fold, squeeze, stems


class Move(StrEnum):
    """What a remark asks of the answer before it."""

    MORE = "more"
    NEXT = "next"
    SOURCES = "sources"
    AGAIN = "again"
    PLAINER = "plainer"
    AGREE = "agree"


_THAT: Final = r"(?:that|this|it)"
_DOUBT: Final = (
    rf"(?:(?:no,? )?{_THAT}(?: is|['’]s| was)(?: (?:a|just|simply|all|complete|total))?"
    r"(?: (?:lie|lies|not true|untrue|false|wrong|nonsense|rubbish|fake|made up|impossible))|"
    rf"{_THAT} (?:can['’]?t|cannot|can not) be (?:true|right)|i (?:do not|don['’]?t) believe (?:you|{_THAT})|"
    rf"(?:you are|you['’]re|you) (?:lying|a liar|wrong|making {_THAT} up)|"
    rf"are you (?:really |quite )?(?:sure|certain|serious)(?: (?:about|of) {_THAT})?|"
    rf"really|is {_THAT} (?:really )?(?:true|so|right|a fact)|no way|nonsense|liar|lies)"
)
_PLAINLY: Final = (
    r"(?:(?:a (?:bit|little) )?(?:(?:more )?(?:simply|simple|plainly|clearly)|simpler|clearer|easier)|"
    r"in (?:(?:more )?(?:simple|plain|easy|normal)|simpler|easier|other|your own) (?:words|terms|language|english)|"
    r"for (?:a child|children|kids|beginners))"
)
_MOVES: Final = (
    (Move.MORE, r"(?:(?:please |can you |could you )?(?:tell|say) (?:me )?(?:something |a (?:bit|little) )?"
                r"more(?: about (?:it|that|this))?|more(?: please)?|"
                r"(?:please )?(?:go on|continue|elaborate)(?: please)?|what else|anything else|and\??|is that all|keep going)"),
    (Move.NEXT, r"(?:(?:and |so |but )?(?:what )?(?:happened |came )?(?:after (?:that|this|it)|afterwards|then what|what then|next|then)|"
                r"(?:and |so )?what (?:happened|came|did you do) (?:next|then|after(?:wards| that| this)?)|and then|what next)"),
    (Move.SOURCES, r"(?:(?:and |but )?how (?:do|can|could) you (?:know|say)(?: that| this| so| it)?|says who|"
                   r"who (?:says|said|told you)(?: so| that| this| it)?|where (?:did|do) you (?:read|hear|find|get|have) (?:that|this|it)(?: from)?|"
                   r"(?:what|which|where) (?:is|are) (?:your|the) (?:source|sources|evidence|proof)(?: for (?:that|this))?|"
                   r"where (?:does|did) (?:that|this|it) come from|prove it|"
                   rf"on what (?:evidence|grounds|authority)|what (?:makes|made) you (?:say|think) (?:so|that)|(?:(?:and|but) )?{_DOUBT})"),
    (Move.AGREE, r"(?:(?:and|but|so) )?(?:do|does|did) (?:all )?(?:your|the|these|those) (?:sources|documents|accounts|books|authors|witnesses) "
                 r"(?:all )?(?:agree|differ|disagree|say the same|contradict each other)"
                 r"(?: (?:on|about) (?:that|this|it)| with (?:that|each other|one another))*|"
                 r"(?:is|was) (?:that|this|it) (?:disputed|contested|certain|agreed)|"
                 r"(?:what|which) (?:do|does|did) (?:the |your )?other (?:sources|documents|accounts) (?:say|tell)"
                 r"(?: (?:on|about|of) (?:that|this|it))?"),
    (Move.AGAIN, r"(?:(?:can|could|would) you )?(?:repeat|say)(?: that| it)?(?: again)?|(?:i beg your )?pardon|come again|"
                 r"what did you (?:just )?say"),
    (Move.PLAINER, rf"(?:please )?(?:(?:can|could|would) you )?(?:please )?(?:explain|say|put|tell|repeat)(?: me)?(?: {_THAT})?(?: again)? "
                   rf"{_PLAINLY}|{_PLAINLY}|i (?:do not|don['’]?t|did not|didn['’]?t) (?:understand|get|follow)(?: {_THAT}| you)?|"
                   rf"what (?:do you mean|does {_THAT} mean)(?: (?:by|with) {_THAT})?|"
                   rf"(?:can|could|would) you (?:please )?explain(?: {_THAT})?(?: to me)?"),
)


def move(text: str) -> Move | None:
    """What a remark asks of the answer before it; None where it asks something of its own."""
    bare = re.sub(r"(?:,? please|, then)$", "", unaddressed(text).strip(" \t\n?.!…,").casefold()) or text.strip(" ?.!").casefold()
    return next((kind for kind, pattern in _MOVES if re.fullmatch(pattern, bare)), None)


def asks_why(text: str) -> bool:
    """Is a remark nothing but `Why?`, so that only a reason answers it?"""
    bare = _BARE.match(unaddressed(text))
    return bare is not None and bool(re.match(r"why|how come|what for", bare["asks"], re.I))


def leads_on(text: str) -> bool:
    """Does a remark only go on from an answer, so that it means nothing at the beginning of a conversation?"""
    return move(text) is not None or bool(_BARE.match(text))


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody or something that was spoken of; `kind` is `he`, `she`, `they` or `person` for people, `place` or `thing` for the rest."""

    name: str
    kind: str

    @property
    def kinship(self) -> bool:
        """Is it said by what somebody is to the figure, not by a name: `your mother`?"""
        return self.kind in ("he", "she", "person") and self.name.startswith("your ")

    @property
    def human(self) -> bool:
        """Is it somebody?"""
        return self.kind not in ("place", "thing")

    def fits(self, pronoun: str) -> bool:
        """Can a pronoun (`he`, `she`, `they`, `it`, `there`) stand for it?"""
        match pronoun:
            case "he" | "she":
                return self.kind in (pronoun, "person")
            case "they":
                return self.human or (self.kind == "thing" and self.name.endswith("s"))
            case "there":
                return self.kind == "place"
        return self.kind == "thing"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a conversation is about: the last question, whole; whom and what it named; what else was spoken of, the likeliest first; what the talk
    is still of where a question named nothing; whom the answer gave to a question for a person; and the last question that named something."""

    question: str = ""
    asked: tuple[Mention, ...] = ()
    spoken: tuple[Mention, ...] = ()
    matter: tuple[Mention, ...] = ()
    person: str = ""
    named: str = ""

    def meant(self, pronoun: str) -> tuple[Mention, ...]:
        """What a pronoun can stand for, the likeliest first: what the question named before what its answer did."""
        return tuple(dict.fromkeys(m for m in (*self.asked, *self.spoken) if m.fits(pronoun)))


@dataclass(frozen=True, slots=True)
class Reading:
    """A remark as a question that stands alone; `of` are the phrases that an answer has to speak of, each by a word of it, where the remark turns to
    something or lends from before. One with a `weight` competes with those before it, its answer's likelihood times that against theirs; the others
    count where those before have none."""

    text: str
    of: tuple[str, ...] = ()
    weight: float = 0.0


_HUMAN: Final = {**dict.fromkeys(COMMON_NOUNS, "person"), **dict.fromkeys(MALE_NOUNS, "he"), **dict.fromkeys(FEMALE_NOUNS, "she")}
_PEOPLE: Final = {**{f"{noun}s": "they" for noun in _HUMAN}, **dict.fromkeys("parents children wives men women people family".split(), "they")}
_NOUNS: Final = {**_PEOPLE, **_HUMAN}
_DETERMINED: Final = re.compile(
    r"\b(?:your|the|his|her|their|an?)\s+(?:(?!(?:an?|the|did|do|does|was|were|is|are|had|have|in|of|on|at|to|for|with|by|from|about|and|or|that|who|when|"
    r"you|i|he|she|it|we|they)\b)[\w'’-]+\s+){0,3}?(?P<noun>(?!(?:you|i|he|she|it|we|they)\b)[\w'’-]+)(?=\W*$|\s*[,;?!]|\s+(?:did|do|does|was|were|is|are|had|have|in|of|on|at|to|for|with|by|from|about|and|or|that|"
    r"who|when|\w+ed|say|said|think|write|become|became|die|live)\b)", re.I)


_RELATION: Final = re.compile(r"\b(?:your|his|her|their)\s+(?:(?!(?:and|or)\b)[\w-]+\s+){0,2}?"
                              rf"(?P<noun>{'|'.join(sorted(_NOUNS, key=len, reverse=True))})\b(?!['’]s?\s)", re.I)


def mentions(text: str, figure: Figure, kind_of: Callable[[str], str]) -> list[Mention]:
    """Whom and what a question names beside the figure, in order: names, as `kind_of` knows them, and phrases like `your mother`, `the train`."""
    found: list[tuple[int, Mention]] = []
    shown = sentence_case(alias_pattern(figure.names).sub(lambda m: " " * len(m.group()), text))
    for name in names(shown):
        place, kind = shown.find(name), kind_of(name)
        the = _THE.search(shown[:place]) if kind == "thing" else None  # `the Left Party`
        found.append((the.start() if the else place, Mention(f"{the.group()}{name}" if the else name, kind)))
    for match in (*_RELATION.finditer(shown), *_DETERMINED.finditer(shown)):
        taken = [(place, place + len(m.name)) for place, m in found]
        if any(start < match.end() and match.start() < end for start, end in taken) or fold(match["noun"]) in _EMPTY:
            continue
        if match.re is _RELATION and any(start == match.end() + 1 for start, _ in taken):
            continue  # `your son Karl` is named
        if re.search(r"\b(?:was|were|is|are|became|become)\s+$", shown[:match.start()], re.I) and re.match(r"an?\s", match.group(), re.I):
            continue  # `Was your mother a witch?` names nobody more
        kind = _NOUNS.get(fold(match["noun"]), "thing")
        more = _MORE_OF_IT.match(shown[match.end():]) if kind == "thing" else None
        about = _ABOUT.match(shown)
        if more and (more["of"] or (about is not None and about.start("what") == match.start())):
            found.append((match.start(), Mention(squeeze(f"{match.group()}{more['more']}"), kind)))  # `the fire in your mill`
            continue
        found.append((match.start(), Mention(squeeze(match.group()), kind)))
    for match in _HAD.finditer(shown):
        found.append((match.start("noun"), Mention(f"your {match['noun']}", _NOUNS.get(fold(match["noun"]), "thing"))))
    for match in _HAS.finditer(shown):
        found.append((match.start("noun"), Mention(f"your {match['noun']}", "they")))
    for match in (*_HELD.finditer(shown), *_COUNTED.finditer(shown), *_SEVERAL.finditer(shown)):
        if fold(match["noun"].split()[-1]).removesuffix("s") in _EMPTY:
            continue
        if not any(place <= match.start("noun") < place + len(m.name) for place, m in found):
            kind = "place" if match.re is _HELD else "they" if fold(match["noun"].split()[-1]) in _PEOPLE else "thing"
            found.append((match.start("noun"), Mention(match["noun"], kind)))
    return [mention for _, mention in sorted(found, key=lambda pair: pair[0])]


_PREPOSITION: Final = r"(?:in|of|on|at|with|about|for|to|from|against|by|after|before|during)"
_MORE_OF_IT: Final = re.compile(rf"(?P<more>\s+(?:(?P<of>of)|{_PREPOSITION})\s+(?:(?!(?:did|do|does|was|were|is|are|had|have|you|that|who|when)\b)"
                                r"[\w'’-]+\s*){1,5}?)\W*$", re.I)
"""What belongs to a thing that is asked about, to the end of a question: `the fire *in your mill*`."""
_THE: Final = re.compile(r"\bthe $")
_HELD: Final = re.compile(r"\b(?:in|at|to|from|of)\s+(?P<noun>prison|jail|school|university|college|exile|hospital|court|church|camp)\b", re.I)
_HAD: Final = re.compile(r"\bhow many\s+(?P<noun>[\w-]+)\s+(?:did|do)\s+you\s+have\b", re.I)
_HAS: Final = re.compile(rf"\b(?:did|do)\s+you\s+have\s+(?:any\s+)?(?P<noun>{'|'.join(sorted(_PEOPLE, key=len, reverse=True))})\b", re.I)
_COUNTED: Final = re.compile(r"\bhow many\s+(?P<noun>(?:(?!(?:of|in|did|do|were|was|are|had|have|other|more)\b)[\w-]+\s+)?"
                             r"(?:[\w-]{2,}[^\W_sui]s|children|people|men|women))\b(?!\s+did\s+you\s+have\b)", re.I)
_SEVERAL: Final = re.compile(r"\b(?P<noun>(?:(?!(?:of|in|did|do|use|have|had|you|the|your|any)\b)[\w-]+\s+)?[a-z-]{3,}[^\W_sui]s)\W*$")
_EMPTY: Final = frozenset("year date day month time place way reason name end moment same others other first lot bit idea thing".split())
_LEAD: Final = r"^\W*(?:(?:and|but|so|or|then|now)\b[\s,]*)*"
_BARE: Final = re.compile(
    _LEAD + r"(?P<asks>why|how come|what for|(?:(?:in|on|at|by|with|to|of|from|for|since|until|till)\s+)?"
    r"(?:who(?:m|se)?|when|where|(?:what|which)\s+(?:year|date|day|month|city|town|country|place)|how(?:\s+(?:many|much|long|often|far))?))"
    r"(?:\s+(?:else|not|so|for|to|from|with|by|there))*(?:\s+(?:(?:was|is|were|did|does)\s+)?(?:(?:that|this)(?:\s+(?!one\b)\w+)?|it|you|him|her|them|me))?"
    r"(?:\s+(?:happen|so|exactly|be|then))*\W*$", re.I)
_STRANDED: Final = re.compile(_LEAD + r"(?P<asks>what|who(?:m)?|where)\s+(?P<with>about|of|on|with|against|to|from)\W*$", re.I)
"""A question word and what leads to it: `What about?` after `Did you quarrel with him?`"""
_VERB: Final = re.compile(
    r"\b(?:did|do|does|was|were|is|are|am|be|been|had|have|has|can|could|would|will|should|may|might|must|who|whom|whose|what|which|when|where|why|how|"
    r"tell|talk|speak|describe|explain|compare|list|name|give|go|let|show|say|said|says|think|thought|i|you|he|she|it|they|we)\b", re.I)
_NOUN_OF_SPEECH: Final = re.compile(r"^(?:the|your)\s+(?:show|name|list|talk)\b", re.I)
_PART: Final = re.compile(_LEAD + r"(?P<about>(?:what|how)\s+about\s+)?(?P<part>\S.*?)\W*$", re.I)
_ORDINAL: Final = re.compile(r"\b(first|second|third|fourth|fifth|sixth|last|other|next)\b(?:\s+(?!one\b)(\w+))?", re.I)
_QUESTION_WORDS: Final = re.compile(
    r"^\W*(?:(?:and|but|so)\s+)*(?:(?:by|with|to|of|from|for|in|on|at|since|until)\s+)?(?:how (?:many|much|old|long|often|far)|"
    r"(?:what|which) (?:year|date|day|month|city|town|country|place)|who(?:m|se)?|what|which|when|where|why|how|"
    r"(?:please )?tell me (?:something )?about)\b", re.I)
_POINTS: Final = (
    ("he", re.compile(r"\b(?:he|him|his|(?:the|that|this) (?:man|fellow|guy|gentleman|boy)(?!\s+(?:who|whom|that)\b))\b", re.I)),
    ("she", re.compile(r"\b(?:she|her|hers|(?:the|that|this) (?:woman|lady|girl)(?!\s+(?:who|whom|that)\b))\b", re.I)),
    ("they", re.compile(r"\b(?:they|them|their|theirs|(?<=\bwhich )ones?(?: of them)?)\b", re.I)),
    ("there", re.compile(r"\bthere\b(?!\s+(?:is|are|was|were|be|been)\b)", re.I)),
    ("it", re.compile(r"\bits?\b(?!\s+(?:true|said|possible|known|likely)\b)|\b(?:this|that|these|those)\b(?=\W*$|\s*[,;?!.]|"
                      r"\s+(?:in|on|at|to|for|with|by|and|or|about|of|from|end|ended|happen|happened|begin|mean|was|is|did)\b)", re.I)),
)
_WHEN: Final = re.compile(r"(\s*\b(?:then|at (?:that|the) time|(?:in )?(?:that|the same) (?:year|day|month)|in those days|back then)\b)"
                          r"(?=\W*$)", re.I)
_BACK: Final = r"(?:let(?:['’]s| us) |can we |now )?(?:go back|return|back|talk|speak|turn|move on)\s+(?:now )?(?:to|about|of)\s+"
_TURNS: Final = re.compile(
    rf"^\W*(?:(?P<back>{_BACK})|(?P<meant>i\s+(?:meant?|asked|was asking)\s+(?:about\s+)?)|(?:and|but|now|then|so)\b\W*|(?:what|how) about\s+)*"
    r"(?P<what>[^,;:.?!]+?)\s*(?:(?:[,;:.?!]|\s[-–—])+\s*(?P<rest>\w.*))?\W*$", re.I)
"""What a remark turns to before it asks: `And your sister? Where did she live?`, `I meant the second loom`, `Back to Plymouth: who taught you?`"""
_HOW: Final = re.compile(_LEAD + r"(?P<how>how (?!many\b|much\b|long\b|often\b|far\b|come\b|so\b|else\b|about\b|exactly\b|not\b)\w+)\W*$", re.I)
_EXACTLY: Final = re.compile(r"\s+(?:exactly|precisely)(?=\W*$)", re.I)


def readings(text: str, topic: Topic, figure: Figure, kind_of: Callable[[str], str]) -> tuple[Reading, ...]:
    """The ways in which a remark can be read after what was spoken of, the likeliest first; a question that stands alone is read as it is."""
    text = squeeze(re.sub(rf"^\W*{_DOUBT}\s*[,.;:!—-]+\s*(?=\w+\W+\w)", "", unaddressed(text), flags=re.I))
    text = _completed(_FRAME.sub("", _EXACTLY.sub("", text)), topic) if topic.question else text
    turns = _TURNS.match(text)
    if turns and turns["rest"] and (turns["back"] or _phrase(turns["what"])):
        return tuple(dict.fromkeys(_turned(turns["what"], turns["rest"], topic, figure, kind_of)))
    if turns and turns["back"]:
        return (Reading(f"Tell me about {turns['what']}."),)
    text = turns["what"] if turns and turns["meant"] else text
    if not topic.question:
        return (Reading(text),)
    if how := _HOW.match(text):
        return tuple(Reading(f"{_capital(how['how'])} {be}?") for be in (*(f"was {m.name}" for m in topic.asked if m.human), "were you"))
    if _WHO_DID.match(text):
        return (_by_whom(topic),)
    if bare := _BARE.match(text):
        there = next((f" in {m.name}" for m in topic.spoken if m.kind == "place"), "") if re.search(r"\bthere\W*$", text, re.I) else ""
        again = _asked_again(bare["asks"], topic, bool(re.search(r"\belse\b", text, re.I)))
        again = Reading(f"{again.text.rstrip('?')}{there}?")
        return (again,) if topic.asked or not topic.named else (Reading(_lent(again.text, topic)), again)
    if (stranded := _STRANDED.match(text)) and not re.search(r"\b(?:in|of|on|at|with|about|for|to|from|against|by)\W*$", topic.question):
        again = _asked_again(stranded["asks"], topic)
        return (Reading(f"{again.text.rstrip('?')} {stranded['with']}?"),)
    if (part := _part(text)) is not None:
        return tuple(dict.fromkeys(_changed(part, topic, figure, kind_of)))
    return tuple(dict.fromkeys(_pointed(text, topic, figure, kind_of)))


def _phrase(text: str) -> bool:
    """Is a text a phrase that names something, and no clause: `your sister`, `the second loom`, `Plymouth`?"""
    named = re.match(r"(?:your|the|my|an?|his|her|their)\s", text, re.I) or text[:1].isupper() or text[:1].isdigit()
    pointing = any(pattern.search(text) for kind, pattern in _POINTS if kind != "there")
    told = _NOUN_OF_SPEECH.sub(" ", re.sub(r"\bMay\b", " ", sentence_case(text)))
    return bool(named) and not pointing and not _VERB.search(told) and len(text.split()) <= 7


def _turned(what: str, rest: str, topic: Topic, figure: Figure, kind_of: Callable[[str], str]) -> Iterable[Reading]:
    """A question asked of what a remark turned to first: `And your sister? Where did she live?`"""
    named = next(iter(mentions(f"of {sentence_case(what)}", figure, kind_of)), None)
    mention = Mention(what, named.kind if named else "thing")
    turned = Topic(topic.question or f"Tell me about {what}.", (mention,), (mention, *topic.asked, *topic.spoken), (mention,))
    if any(pattern.search(rest) for _, pattern in _POINTS):
        yield from _pointed(rest, turned, figure, kind_of)
    yield Reading(f"{_capital(rest.rstrip('?. '))} ({what})?")
    yield Reading(rest)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _completed(text: str, topic: Topic) -> str:
    """A remark with what it leaves out because the question before has it: `Why did you do that?`, `Who told you to?`, `The other one?`."""
    text = _EMPHATIC.sub(r"\1", re.sub(r"\s+(?:instead|please)(?=\W*$)", "", text))
    who = "|".join(["you", *(re.escape(m.name) for m in topic.asked)])
    asked = re.search(rf"\b(?:did|do|does|would|could|should|will|can)\s+(?:{who})\s+(?P<deed>(?!do\b)\w.*?)"
                      r"(?:\s+or\s+(?:is|was|did|are)\b.*|\s*\(.*)?\W*$", topic.question, re.I)
    if asked and (there := _DO_SO.search(text)):
        return f"{text[:there.start()]}{'' if there.group() else ' '}{asked['deed']}{text[there.end():]}"
    one = None if re.search(r"\bwhich\b", text, re.I) else _NOUNLESS.search(text)
    noun = _noun_meant(topic) if one else ""
    return f"{text[:one.start()]}the {one['which']} {noun}{text[one.end():]}" if one and noun else text


def _noun_meant(topic: Topic) -> str:
    """What `the eldest` or `the other one` leaves out: `of your children` where several were spoken of, `loom` where one was; else empty."""
    spoken = (*topic.asked, *topic.matter, *topic.spoken)
    several = next((m.name for m in spoken if fold(m.name.split()[-1]) in _PEOPLE or (m.kind in ("they", "thing") and m.name.endswith("s"))), "")
    if several:
        return f"of {several}"
    single = next((m.name for m in topic.asked if m.kind != "place" and _DETERMINER.match(m.name)), "")
    return _DETERMINER.sub("", single)


_DETERMINER: Final = re.compile(r"^(?:your|the|an?)\s+(?:(?:first|second|last)\s+)?(?=\w)", re.I)
_EMPHATIC: Final = re.compile(r"\b(you|[A-ZÀ-Þ][\w-]+) (?:him|her|your|it)self(?=\s+\w)")
_FRAME: Final = re.compile(r"^\W*(?:(?:and|but|so)\s+)?(?:(?:is|was) it (?:really |actually )?(?:true|right|correct|a fact)(?: that)?|"
                           r"i (?:have |['’]ve )?(?:heard|read)(?: that)?|(?:people|they|some) say(?: that)?)\s+(?=\w+\s+\w+)", re.I)
"""What a remark says of a claim before it makes it: `Is it true that …`, `I heard that …`"""
_DO_SO: Final = re.compile(r"\bdo (?:it|that|this|so)\b|(?<=\byou to)(?=\W*$)", re.I)
_NOUNLESS: Final = re.compile(r"\bthe (?P<which>eldest|oldest|youngest|first|second|third|last|other|others|rest)(?: ones?)?"
                              r"(?=\W*$|\s+(?:did|do|was|were|is|die|died|called|live|lived)\b)", re.I)
_WHO_DID: Final = re.compile(_LEAD + r"(?:who|by whom)(?:\s+was\s+it)?\s+(?:who\s+)?did\s+(?:it|that|this)\W*$", re.I)
_UNDERGONE: Final = re.compile(r"\b(?:was|were)\s+(?P<whom>you|[A-ZÀ-Þ][\w.’'-]*(?:\s+[A-ZÀ-Þ][\w.’'-]*)*)\s+(?P<verb>\w+(?:ed|en|wn|ght|ot|ung))\b|"
                               r"\b(?P<whom_>you)\s+were\s+(?P<verb_>\w+(?:ed|en|wn|ght|ot|ung))\b")


def _by_whom(topic: Topic) -> Reading:
    """`Who did it?` after `Where were you arrested?` → `Who arrested you?`; after a death, who killed; else who did it, of what the talk is of."""
    undergone = _UNDERGONE.search(topic.question)
    if undergone:
        return Reading(f"Who {undergone['verb'] or undergone['verb_']} {undergone['whom'] or undergone['whom_']}?")
    died = re.search(r"\b(?:did\s+(?P<who>you|[A-ZÀ-Þ]\w+(?:\s+[A-ZÀ-Þ]\w+)*)\s+die|(?P<whose>your|[A-ZÀ-Þ]\w+['’]s)\s+death)\b", topic.question)
    if died:
        whom = died["who"] or died["whose"].removesuffix("r").removesuffix("'s").removesuffix("’s")
        return Reading(f"Who killed {whom}?")
    return Reading(_lent("Who did it?", topic))


def _asked_again(asks: str, topic: Topic, others: bool = False) -> Reading:
    """`Why?` after `When were you expelled?` → `Why were you expelled?`; after a question for a person, with whoever the answer gave; `Who else?`
    after what the figure was or did asks for others who were or did it."""
    asks = _capital({"how come": "why", "what for": "why"}.get(asks.casefold(), asks))
    body = re.sub(r"\bdo$", "do that", sentence_case(_QUESTION_WORDS.sub("", topic.question).strip(" ?.!")))
    for_person = re.match(r"\W*(?:(?:and|but|so)\s+)*(?:(?:by|with|to|of|from|for)\s+)?who(?:m|se)?\b", topic.question, re.I)
    own = re.match(r"(?P<be>did|do|was|were|are|had|have)\s+you\s+(?P<rest>\w.*)", body, re.I)
    if others and own and body == sentence_case(topic.question.strip(" ?.!")) and re.match(r"who", asks, re.I):
        return Reading(f"{asks} else {'was' if own['be'] in ('were', 'are') else own['be']} {own['rest']}?")
    if not for_person or re.match(r"who", asks, re.I):
        return Reading(f"{asks} {body}?")
    undergone = re.match(r"(?P<verb>\w+(?:ed|en|wn|ght|ot|ung))\s+(?P<whom>you|(?:[A-ZÀ-Þ]\S*\s*)+)$", body)
    if undergone:
        by = f" by {topic.person}" if topic.person else ""
        return Reading(f"{asks} {'were' if undergone['whom'] == 'you' else 'was'} {undergone['whom']} {undergone['verb']}{by}?")
    person = topic.person or "someone"
    helped = re.match(r"(?:did|do|does|was|were|is|are|had|have|has|would|could)\b", body, re.I)
    return Reading(f"{asks} {body} {person}?" if helped else f"{asks} was it that {person} {body}?")


def _part(text: str) -> str | None:
    """The phrase of a remark that has no verb: `And in Paris?`, `What about your wife?`, `The third one?`; None where it is a clause."""
    found = _PART.match(text)
    if not found or not found["part"]:
        return None
    part = sentence_case(found["part"])
    led = bool(found["about"]) or re.match(r"\W*(?:and|but|or)\b", text, re.I)
    opened = re.match(rf"(?:{_PREPOSITION}|your|the|my|an?|{_ORDINAL.pattern})\b", part, re.I) or part[:1].isupper() or part[:1].isdigit()
    if _VERB.search(_NOUN_OF_SPEECH.sub(" ", part)) or len(part.split()) > 7 or not (led or (opened and len(part.split()) <= 4)):
        return None
    return part


def _changed(part: str, topic: Topic, figure: Figure, kind_of: Callable[[str], str]) -> Iterable[Reading]:
    """A question with one part of it exchanged for another of its kind, and after it the part asked about by itself."""
    before = re.sub(r"\s*\([^()]*\)(?=\W*$)", "", topic.question)
    led = re.match(rf"{_PREPOSITION}\b", part, re.I)
    mine = next(iter(mentions(f"of {part}", figure, kind_of)), None)
    ordinal = _ORDINAL.search(part)
    timed = asked_time(part if led else f"in {part}")
    if ordinal and (there := _ORDINAL.search(before)):
        yield Reading(before[:there.start()] + ordinal.group(1) + before[there.end(1):])
    elif timed and (there := re.search(r"\b\d{4}\b", before)) and (year := re.search(r"\b\d{4}\b", part)):
        yield Reading(before[:there.start()] + year.group() + before[there.end():])
    elif timed:
        yield Reading(f"What happened {part if led else f'in {part}'}?")
    elif led and (cut := _tail(before, led.group())):
        yield Reading(f"{before[:cut]}{part}?", (part,))
    elif led:
        yield Reading(f"{before.rstrip('?.! ')} {part}?", (part,))
    elif mine and (theirs := next((m for m in reversed(topic.asked) if m.human == mine.human and m.name in before), None)):
        yield Reading(re.sub(rf"(?:\bthe \w+ of )?{re.escape(theirs.name)}", lambda _: mine.name, before, count=1), (mine.name,))
    if led and not timed:
        yield Reading(f"What did you do {part}?", (part,))
    named = sentence_case(part[led.end():].strip() if led else part)
    yield Reading(f"Tell me about {named}.")


def _tail(before: str, preposition: str) -> int:
    """Where the last phrase with a preposition begins that tells no time; 0 where there is none."""
    found = [m for m in re.finditer(rf"\b{preposition}\b\s+(\S.*?)\W*$", before, re.I) if not asked_time(m.group()) and len(m[1].split()) <= 5]
    return found[-1].start() if found else 0


def _pointed(text: str, topic: Topic, figure: Figure, kind_of: Callable[[str], str]) -> Iterable[Reading]:
    """A clause with what its pronouns stand for; where nothing does, or it says too little, with the words of the question before. One that names
    nobody may still go on with whom or what the talk is of."""
    when = _WHEN.search(text) or re.match(r"\W*(?:and\s+)?how old were you()\W*$", text, re.I)
    if when:
        text = squeeze(text[:when.start(1)] + text[when.end(1):])
    options = [_lent(text, topic), text] if when else [text]
    pointing, anybody, several = False, False, 1
    resolved = False
    for pronoun, pattern in _POINTS:
        if (there := pattern.search(text)) and not _within(text, there, pronoun, figure, kind_of):
            pointed, pointing = pointing, True
            found = _standing_for(pronoun, topic, bool(pronoun == "it" and _SAYS.match(text[there.end():])))
            if pronoun == "they" and not found and not _thin(text, figure) and not _BEING.search(text[:there.start()]):
                pointing, anybody = pointed, True  # `When did they bury you?`
            options = [_put(option, pattern, name, pronoun) for option in options for name in found] or options
            resolved, several = resolved or bool(found), max(several, len(found))
    if when or resolved:
        yield Reading(options[0])
        for option in options[1:]:
            yield Reading(option, weight=_RIVAL if several > 1 else 0.0)
    thin = _thin(text, figure)
    whole = critical(text) and re.search(r"\b(?:about|of|against) you\W*$", text, re.I)
    if not whole and (critical(text) or (pointing and not resolved) or thin):
        named = () if critical(text) else tuple(m.name for m in mentions(text, figure, kind_of) if m.human) if thin else (text,)
        yield Reading(_lent(text, topic), named)
    of = _matter(topic)
    yield Reading(text, (of,) if of and (pointing or thin) else ())
    own = [m.name for m in topic.matter if m.human or m.kind == "place"]
    led = whole or pointing or thin or names(sentence_case(alias_pattern(figure.names).sub(" ", text)))
    if own and own[0] not in text and not led:
        yield Reading(f"{text.rstrip('?. ')} ({' '.join(own[:2])})?", (own[0], text), _STILL)
    if pointing or len(stems(text)) <= 3:
        yield Reading(_lent(text, topic), (text,), float(anybody))


_SAYS: Final = re.compile(r"\s+(?:says?|tells?|claims?|argues?|describes?|means?|states?)\b", re.I)
_BEING: Final = re.compile(r"\b(?:was|were|is|are|had|have)\s+$", re.I)
_CLAUSE: Final = re.compile(r"\b(?:when|while|if|that|because|after|before|since|and|but|or|so|who|whom|where|why)\b|[,;:]", re.I)


def _within(text: str, pointing: re.Match[str], pronoun: str, figure: Figure, kind_of: Callable[[str], str]) -> bool:
    """Does a pronoun stand for what its own remark has named: `Did Keller keep his word?`, `What did Keller say when you asked him?`"""
    owns = pointing.group().casefold() in ("his", "her", "their", "its")
    before = text[:pointing.start()]
    return pronoun != "there" and any(
        m.fits(pronoun) and (owns or _CLAUSE.search(before[before.rfind(m.name) + len(m.name):]))
        for m in mentions(text, figure, kind_of) if m.name in before)


_RIVAL: Final = 0.9
_STILL: Final = 1.2


def _standing_for(pronoun: str, topic: Topic, says: bool = False) -> list[str]:
    """What a pronoun can mean, likeliest first, two at most: whom the question named, else whom only the answer did; what `says` is no place."""
    meant = topic.meant(pronoun)
    if pronoun == "they":
        several = [m.name for m in meant if m.kind == "they" or not m.human]
        together = [m.name for m in topic.asked if m.human]
        did = _WHO_WERE.match(topic.question)
        those = [f"those who {re.sub('^was ', 'were ', did['body'])}"] if did else []
        people = [m.name for m in meant if m.kind == "they" or (m.human and " and " in m.name)]
        return people[:1] or ([" and ".join(together[:2])] if len(together) > 1 else those or several[:1])
    if pronoun == "it":
        asked = sorted((m for m in reversed(topic.asked or topic.matter) if not m.human), key=lambda m: m.kind != "thing")
        return [m.name for m in (*asked, *meant) if not says or m.kind == "thing"][:1]
    unknown = [m.name for m in topic.asked if m.kind == "thing" and m.name[:1].isupper()
               and not re.search(rf"\b(?:in|at|from|to|of|on)\s+{re.escape(m.name)}", topic.question)]
    if unknown and not meant:
        return unknown[:1]  # a name of which the record knows no more
    named = [m for m in meant if m in topic.asked]
    talked_of = [m for m in topic.matter if m.fits(pronoun)]
    told = [(m.name.split()[-1], m.kind) for m in topic.spoken]
    still = [m for m in meant if told.count((m.name.split()[-1], m.kind)) > 1]  # whom one answer after another speaks of
    return [m.name for m in named[:2] or still[:1] or list(dict.fromkeys((*meant[:1], *talked_of[:1], *meant[1:])))[:2]]


def _put(text: str, pattern: re.Pattern[str], name: str, pronoun: str) -> str:
    """A name in the place of a pronoun, with `'s` where it owns something and a preposition where it is a place."""

    def named(match: re.Match[str]) -> str:
        word = match.group().casefold()
        noun = _OWNED.match(text[match.end():])
        owns = word in ("his", "hers", "their", "theirs", "its") or (word == "her" and noun)
        after = re.search(rf"\b{_PREPOSITION}\s+$", text[:match.start()], re.I)
        if word.startswith("one"):
            return f"of {name}"
        return f"{name}'s" if owns else f"in {name}" if pronoun == "there" and not after else name

    return pattern.sub(named, text)


_WHO_WERE: Final = re.compile(r"\W*(?:[Aa]nd )?[Ww]ho\s+(?!(?:is|are|did|do|does|had|have)\b|(?:was|were)\s+(?:you|the|an?|[A-ZÀ-Þ]))"
                              r"(?P<body>\w[^()]*?)\W*(?:\(.*)?$")
_OWNED: Final = re.compile(r"\s+(?!(?:in|on|at|to|and|or|when|for|with|from|about|well|again|often|much|more|first|too|there|then|after|before)\b)\w")


def _thin(text: str, figure: Figure) -> bool:
    """Does a question say too little to stand alone: `Who disagreed?`, `When did you get out?`"""
    if names(sentence_case(text)) or alias_pattern(figure.names).search(text):
        return False
    return not stems(text) or (len(text.split()) <= 4 and not re.search(r"\b(?:you|your|i|we)\b", text, re.I))


def _lent(text: str, topic: Topic) -> str:
    """A question with what the talk is of beside it: `Was anyone hurt (the fire in your mill)?`"""
    of = _matter(topic)
    return f"{text.rstrip('?. ')} ({of})?" if of else text


def _matter(topic: Topic) -> str:
    """What the talk is of, as a phrase, or a clause: `the fire in your mill`, `you were dismissed from the council`."""
    question = squeeze(topic.named or topic.question).strip(" ?.!")
    if named := _ABOUT.match(question):
        return named["what"]
    body = re.sub(r"^(?:did|do|does) you do (?=\w)", "", _QUESTION_WORDS.sub("", question).strip(), flags=re.I)
    clause = re.match(r"(?P<be>was|were|is|are|had|have|did|do|does)\s+(?P<who>you|he|she|they|it|(?:the|your)\s+[\w’'-]+|"
                      r"(?!(?:the|your|an?)\b)[\w’'-]+)\s+(?P<rest>\w.*)$",
                      body, re.I)
    if not clause:
        return re.sub(r"^(?:was|were|is|are|did|do|does)\s+(?=\w)", "", body, flags=re.I)
    be = "" if fold(clause["be"]) in ("did", "do", "does") else f"{fold(clause['be'])} "
    return f"{clause['who']} {be}{clause['rest']}"


_ABOUT: Final = re.compile(_LEAD + r"(?:(?:please )?tell me (?:(?:more|something) )?about|(?:what|who) (?:is|was|are|were)|"
                           r"what (?:happened|was it like) (?:at|in|on|during|to|with)|describe|explain)\s+(?P<what>(?!you\b).+)$", re.I)
