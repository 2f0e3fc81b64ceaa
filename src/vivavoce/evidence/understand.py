"""A question → what it asks: the figure for "you", the kind of answer wanted, its names, numbers and words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import Final

from vivavoce.evidence.particulars import Matter
from vivavoce.evidence.particulars import asked as life_matters
from vivavoce.language.dates import asked_time
from vivavoce.language.gender import COMMON_NOUNS, FEMALE_NOUNS, MALE_NOUNS, TITLES
from vivavoce.language.names import MONTHS, alias_pattern, names, numbers
from vivavoce.record import Figure, Interval
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


TYPED: Final = (Kind.PERSON, Kind.TIME, Kind.PLACE, Kind.NUMBER)
"""Kinds that one can see the presence of in a sentence."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question understood. `third` puts the figure's name for "you", `first` puts "I"; `terms` are the words, with their stems, that an answer
    should bear on; `near` are the sentences beside the answer that a follow-up goes on from."""

    text: str
    third: str
    first: str
    kind: Kind
    terms: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    numbers: frozenset[int]
    listed: bool
    defined: str = ""
    critical: bool = False
    time: Interval | None = None
    present: bool = False
    near: tuple[int, ...] = ()
    view: bool = False
    addressed: bool = False
    proper: tuple[str, ...] = ()
    done: str = ""
    kinship: str = ""
    did: str = ""
    relative: str = ""
    matters: tuple[Matter, ...] = ()

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of the terms."""
        return tuple(stem for _, stem in self.terms)


_LEADING: Final = r"^\W*(?:(?!(?:what|who|why|how|which|did)\b)\w+\W+){{0,3}}?{0}\b|\band (?:\w+ )?{0}\b"
"""A question word asks where it leads a question or is joined to it; within it, it only qualifies (`the day when`, `the man who`)."""
_MOVES: Final = r"\bwhat (?:made|led|caused|drove|brought|prompted)\b"
_KINDS: Final = (
    (
        Kind.WORKS,
        r"\b(?:works?|books?|titles?|sources?|authors?)\b.*\b(?:cites?|cited|bibliography|references?|quotes?|"
        r"lists?|draws? on|rel(?:y|ies) on)\b|\bbibliograph|\bworks cited\b",
    ),
    (
        Kind.NUMBER,
        r"\bhow (?:many|much|old|long|tall|far|big|large|often|heavy|high|deep|wide)\b|\bwhat (?:number|percentage|"
        r"proportion|age|height|weight|price|distance)\b|"
        r"\bwhat (?:is|was|were|are) (?:the )?(?:[\w-]+ ){0,2}(?:population|median age|height|elevation|"
        r"altitude|area|length|width|depth|weight) (?:of|in)\b",
    ),
    (
        Kind.TIME,
        _LEADING.format("when") + r"|\b(?:what|which|in what|on what|in which) (?:year|date|day|month|decade|century|time)\b|\bdate of\b|"
        r"\bwhat (?:is|was) the (?:date|day|month|year)\b|"
        r"\bsince when\b",
    ),
    (
        Kind.PLACE,
        _LEADING.format("where") + r"|\b(?:what|which|in what|in which) (?:city|town|country|place|village|state|street|house|county|"
        r"island)\b",
    ),
    (
        Kind.PERSON,
        _LEADING.format("who(?:m|se)?") + r"|\bwhat (?:was|is|were) (?:the name|[\w'’]+(?: [\w'’]+){0,3} name)\b|\bnames? of\b",
    ),
    (Kind.REASON, rf"\bwhy\b|{_MOVES}|\bfor what reason\b|\bhow come\b"),
    (Kind.MANNER, r"^\W*(?:and |but |so )?how\b|\bin what way\b"),
    (Kind.YES_NO, r"^\W*(?:and |but |so )?(?:did|do|does|were|was|are|is|have|had|has|can|could|would|will|should)\b"),
)
_LISTED: Final = re.compile(
    r"\b(?:list|name|enumerate)\s+(?:the|all|some|your|three|four|five|a few)\b|\bwhat (?:were|are) (?:the|"
    r"your|all)\s+(?:\w+\s+){0,3}\w+s\b|\bwhich (?:\w+ )?\w+s (?:did|were|are|have)\b|"
    r"\b(?:two|three|four|five|six|seven|eight|ten)\s+(?:\w+\s+)?\w+s\b",
    re.I,
)
_PROPER: Final = re.compile(r"(?<=[a-z,] )(?!I\b)[A-Z][a-z]+\b")
"""A word with a capital within a question is a name, an ordinary word though it be."""
_YOU: Final = re.compile(r"\b(you|your|yours|yourself)\b(?=(?:[^\"“”]*[\"“”][^\"“”]*[\"“”])*[^\"“”]*$)", re.I)
"""The figure, but not in a title between quotation marks."""
_QUOTED: Final = re.compile(r"[\"“]\s*([A-Z][^\"“”]{1,60}?)\s*[\"”]")
"""A title between quotation marks, a name as a whole."""
_OPENERS: Final = re.compile(
    r"^\W*(?:(?:and|but|so|well|then|also|now|ok(?:ay)?|please|tell me|can you tell me|could you tell me|do you know|i wonder|say)\b[\s,:]*)+(?=\S)",
    re.I,
)


_PLAIN: Final = dict(pair.split("=") for pair in """dad=father|daddy=father|mum=mother|mom=mother|mummy=mother|mommy=mother|kid=child|kids=children|
hubby=husband|grandma=grandmother|granny=grandmother|grandpa=grandfather|granddad=grandfather|u=you|ur=your|r=are|cos=because|cuz=because|
pls=please|plz=please|wanna=want to|gonna=going to|whats=what is|what's=what is|whos=who is|who's=who is|wheres=where is|where's=where is|
whens=when is|when's=when is|hows=how is|how's=how is|that's=that is|thats=that is|didnt=did not|didn't=did not|dont=do not|don't=do not|
wasnt=was not|wasn't=was not|werent=were not|weren't=were not|isnt=is not|isn't=is not|couldnt=could not|couldn't=could not|
wouldnt=would not|wouldn't=would not|im=I am|ive=I have|get out=get released|got out=got released|let out=released|locked up=imprisoned|
kicked out=expelled|thrown out=expelled|driven out of=expelled from|forced out of=expelled from|forced to leave=expelled from|
made to leave=expelled from|get on with=quarrel with or like|get along with=quarrel with or like|passed away=died""".replace("\n", "").split("|"))
_LONGER: Final = "|".join(word.replace("'", "['’]") for word in sorted(_PLAIN, key=len, reverse=True) if len(word) > 1)
_WRITTEN: Final = re.compile(rf"(?<![\w'’.-])(?:(?i:{_LONGER})|[ur])(?![\w-]|\.\w)")  # a capital alone is an initial

_INTO_BEING: Final = re.compile(r"\bdid\s+((?:(?!did\b)[\w’'.-]+\s+){0,7}?[\w’'.-]+)\s+come\s+into\s+(being|existence|the world)\b", re.I)


def plain(text: str) -> str:
    """A remark with the words of talk and of haste as books have them: `whats ur dads name` keeps its sense, `dad` becomes `father`."""
    text = _WRITTEN.sub(lambda match: _PLAIN[match.group().casefold().replace("’", "'")], squeeze(text))
    return _INTO_BEING.sub(lambda match: f"{'were' if match[1].casefold() == 'you' else 'was'} {match[1]} "
                                         f"{'born' if match[2].casefold() == 'the world' else 'founded'}", text)


def understand(text: str, figure: Figure) -> Question:
    """Read a question that stands alone."""
    text = _of_view(_of_name(_COME_OUT.sub(r"\1 was \2 published\3", squeeze(text))))
    third = _third_person(text, figure)
    kind = _kind(text)
    defined = _defined(text)
    kind = Kind.OTHER if kind is Kind.PERSON and defined and defined[:1].isupper() else kind  # who somebody was is told by what they were
    own = alias_pattern(figure.names)
    bare = own.sub(" ", _OPENERS.sub("", third)).replace(" 's", " ")
    titles = _QUOTED.findall(bare)
    asked = tuple(dict.fromkeys([*titles, *names(sentence_case(_QUOTED.sub('"', bare)))]))
    matters = life_matters(text, figure)
    content = {stem: word for word in words(_without_frame(bare)) for stem in stems(word) if len(stem) > 1}
    return Question(
        text,
        third,
        _first_person(text),
        kind,
        tuple((word, stem) for stem, word in content.items()),
        asked,
        frozenset(numbers(_ONE.sub(" ", bare))),
        bool(_LISTED.search(text)),
        fold(defined),
        critical(text),
        asked_time(text),
        addressed=bool(_YOU.search(_BESIDE.sub("", text))) and not _relative(text)
        and all(fold(name).removeprefix("vice-") in TITLES for name in asked),
        proper=tuple(dict.fromkeys(m.group() for m in _PROPER.finditer(_OPENERS.sub("", text)) if fold(m.group()) in STOP - {*MONTHS, "you"})),
        done=found[1] if (found := _DONE.match(text)) else "",
        did=found[1] if (found := _DID.match(text)) else "",
        relative=_relative(text),
        kinship=found[1] if (found := _KINSHIP.match(text)) else "",
        matters=matters,
        view=kind not in (*TYPED, Kind.REASON, Kind.MANNER) and not matters and bool(_VIEW.search(text)),
    )


def _kind(text: str) -> Kind:
    """The first kind of answer that a question's words ask for."""
    return next((kind for kind, pattern in _KINDS if re.search(pattern, text, re.I) or (kind is Kind.PERSON and _which_person(text))), Kind.OTHER)


_ONE: Final = re.compile(r"(?<![\w-])one(?![\w-])", re.I)
"""In a question `one` hardly ever counts: `the only one`, `one of your letters`, `one after another`."""
_BESIDE: Final = re.compile(r"\s*\([^()]*\)\W*$")
"""What stands beside a follow-up for what the talk is of."""
_PERSONS: Final = MALE_NOUNS | FEMALE_NOUNS | COMMON_NOUNS | frozenset(
    "parent children stepmother stepfather stepbrother stepsister wive people member composer sculptor surgeon sailor".split())
_BY_TRADE: Final = re.compile(
    r"[a-z]\w+(?:keeper|master|mistress|man|men|woman|women|holder|maker|smith|wright|monger|[^aeo]ist|[cg]ian|driver|worker|owner)")
"""How nouns end that say what somebody does: a storekeeper, a shoemaker, a chemist."""


def _which_person(text: str) -> bool:
    """Does a question ask which person: `Which old friend …`, `What young painter …`, `Which of your overseers …`?"""
    for match in re.finditer(r"\b(?:what|which(?:\s+(?:one\s+)?of\s+(?:your|the|these|those))?)((?:\s+[\w-]+){1,3})", text, re.I):
        asked = takewhile(lambda word: fold(word) not in STOP, match[1].split())
        if any(_names_person(word) for word in asked) and not re.search(_MOVES, match.group(), re.I):
            return True
    return False


def _names_person(noun: str) -> bool:
    """Does a noun, one or several, say who somebody is?"""
    alone = noun.removesuffix("s")
    return not {fold(noun), fold(alone)}.isdisjoint(_PERSONS) or bool(_BY_TRADE.fullmatch(alone))  # a German is none by trade


def _relative(text: str) -> str:
    """The noun for somebody who is the figure's and of whom something is asked, but not who that is: `How did your mother die?` → `mother`."""
    theirs = (word for match in re.finditer(r"\byour((?:\s+[\w-]+){1,3})", text, re.I) for word in match[1].split())
    return "" if _KINSHIP.match(text) else next((word for word in theirs if _names_person(word)), "")


_DONE: Final = re.compile(r"^\W*(?:and |but |so )?who\s+(?:\w+ly\s+)?(?!are\b|were\b|do\b|did\b|have\b|had\b)(\w+)\s+you\b", re.I)
"""What somebody did to the figure: `Who taught you?`"""
_DID: Final = re.compile(r"^\W*(?:and |but |so )?who(?:m)?\s+did\s+you\s+(?:\w+ly\s+)?(\w+)", re.I)
"""What the figure did with somebody: `Whom did you teach?`"""
_KINSHIP: Final = re.compile(r"^\W*(?:and |but |so )?who(?:m|se)?\s+(?:is|was|are|were)\s+your\s+((?:[\w-]+\s+){0,2}[\w-]+)\W*$", re.I)
"""What somebody was to the figure: `Who was your teacher?`"""


_COME_OUT: Final = re.compile(r"^(\W*(?:(?:and|but|so) )?(?:when|where|in (?:what|which) year)) did "
                              r"(?!(?:you|he|she|they|we|I)\b)(.+?) come out(\W*)$", re.I)
"""`When did the Notes come out?`: of a thing, when it was published."""


def _of_name(text: str) -> str:
    """Asked for somebody's name, who they were: `What was your sister's name?`, `… called?` → `Who was your sister?`."""
    found = re.match(r"^\W*(?:and |but |so )?(?:what|which)\s+(?P<be>is|was|are|were)\s+"
                     r"(?:(?P<whose>(?:your|\S+['’]s?)\s+(?:[\w-]+\s+){0,2}[\w-]+)(?:['’]s?\s+names?|\s+(?:called|named))|"
                     r"(?:the\s+)?names?\s+of\s+(?P<of>your\s+.+?))(?P<rest>\W*)$", text, re.I)
    whose = (found["whose"] or found["of"]) if found else ""
    person = whose and _names_person(whose.split()[-1])
    return f"Who {found['be']} {whose}{found['rest']}" if found and person else text


def _defined(text: str) -> str:
    """What a question wants defined, or whom described: `What is a pendulum?` → `pendulum`, `Who was Mr. Babbage?` → `Mr. Babbage`."""
    word = r"[\w.'’-]*[\w'’-]"
    match = re.match(rf"^\W*(?:what|who)\s+(?:is|was|are|were)\s+(?:an?\s+|the\s+)?(?P<term>{word}(?:\.?\s+{word}){{0,3}})\W*$", text, re.I)
    return "" if not match or _YOU.search(text) else match["term"]


_VIEW: Final = re.compile(
    r"\b(?:do|did|would|could)\s+you\s+(?:\w+ly\s+|still\s+|now\s+)?(?:think|feel|believe|hold|regard|consider|want|propose|stand|favou?r|oppose|"
    r"support|wish|approve|like|enjoy|love|admire|dislike|hate|prefer|make\s+of|say\s+(?:of|about|on))\b|\b(?:are|were)\s+you\s+(?:\w+\s+)?(?:for|against|in\s+favou?r|opposed)\b|"
    r"\byour\s+(?:\w+\s+)?(?:views?|opinions?|positions?|policy|policies|feelings?|attitude|stand|ideas?|thoughts?|beliefs?|judge?ment)\b|"
    r"\b(?:is|are|was|were)\b.*\bto\s+you\W*$|\bmean\s+to\s+you\b|\b(?:should|ought)\b", re.I)
"""Asks what the figure thinks, not what happened."""


_THINK_OF: Final = tuple(re.compile(rf"^\W*(?:and |but |so |then )?{pattern}\W*$", re.I) for pattern in (
    r"what\s+(?:is|was|are|were)\s+(?P<of>(?!the\s+(?:name|meaning)\b).+?)\s+to\s+you",
    r"what\s+(?:does|do|did)\s+(?P<of>(?!you\b).+?)\s+mean\s+to\s+you",
    r"how\s+(?:do|did)\s+you\s+feel\s+about\s+(?P<of>.+?)", r"where\s+(?:do|did)\s+you\s+stand\s+on\s+(?P<of>.+?)",
    r"what\s+(?:is|are|was|were)\s+your\s+(?:\w+\s+)?(?:views?|opinions?|positions?|feelings?|attitude|stand|ideas?|thoughts?)\s+"
    r"(?:of|on|about|towards?|regarding)\s+(?P<of>.+?)"))


def _of_view(text: str) -> str:
    """The ways to ask for a view made one: `What was the Engine to you?` → `What did you think of the Engine?`."""
    found = next((match for pattern in _THINK_OF if (match := pattern.match(text))), None)
    past = found is not None and re.search(r"\b(?:was|were|did)\b", text[:found.start("of")], re.I)
    return f"What {'did' if past else 'do'} you think of {found['of']}?" if found else text


_NOW: Final = re.compile(r"\s*\b(?:right now|now|today|currently|at present|at the moment|these days|nowadays|this year|lately|recently|"
                         r"of late)\b", re.I)
_DOING: Final = re.compile(r"\W*(?:and\s+|but\s+|so\s+)?(?:(?:what|whom?|which\s+\w+)\s+(?:are\s+you|have\s+you\s+been)\s+"
                           r"(?:\w+ing\b(?!\s+(?:about|of)\b)|up\s+to)|are\s+you\s+(?:\w+\s+)?(?:in|at|on|under)\s+\w+\W*$)", re.I)
_PRESENT: Final = ((r"\bhave you been\b", "were you"), (r"\bdo you\b", "did you"), (r"\bare you\b", "were you"),
                   (r"\bis your\b", "was your"), (r"\bare your\b", "were your"), (r"\bdoes your\b", "did your"))


def at_present(text: str, year: int) -> str:
    """A question about the present, asked of a year: `Where do you live now?` → `Where did you live in 1843?`; else empty."""
    asks_now = _NOW.search(text) or _DOING.match(text)
    present = any(re.search(pattern, text, re.I) for pattern, _ in _PRESENT)
    if not (asks_now or (present and re.match(r"\W*(?:and\s+|but\s+)?(?:where|in (?:what|which) (?:city|town|country|place))\b", text, re.I))):
        return ""
    text = _NOW.sub("", text)
    for pattern, past in _PRESENT:
        text = re.sub(pattern, past, text, flags=re.I)
    return f"{text.rstrip(' ?.!')} in {year}?"


_AGO: Final = re.compile(r"\b(?:(?:in|during|over)\s+)?(?:(?P<this>this|last)\s+year\b(?!['’]s)|"
                         r"(?P<count>an?|one|two|three|four|five|ten|twenty|\d{1,2})\s+years?\s+ago\b)", re.I)


def deictic(text: str, year: int) -> str:
    """A question whose time is reckoned from the year as of which the figure speaks, with that time in figures: `last year` → `in 1842`."""
    def reckoned(match: re.Match[str]) -> str:
        ago = min(numbers(match["count"]), default=1) if match["count"] else int(match["this"].casefold() == "last")
        return f"in {year - ago}"

    return _AGO.sub(reckoned, text)


def of_now(text: str) -> bool:
    """Is it asked whether something holds of the figure, or how much of it: `Are you married?`, `How many sons do you have?`"""
    return bool(re.match(r"\W*(?:and\s+|but\s+|so\s+)?(?:(?:are|do|have)\s+you\b(?!\s+(?:\w+\s+)?"
                         r"(?:think|believe|feel|say)\b)|"
                         r"(?:how\s+(?:many|much)|what|which)\b.*\bdo\s+you\s+(?:have|own|hold|earn)\b)", text, re.I))


def of_state(text: str) -> bool:
    """Does a question ask who or what somebody is to the figure or in their days: `Who is your wife?`, `Who is the king?`

    What is so later is no answer, and no promise of one.
    """
    return bool(re.match(r"\W*(?:and\s+|but\s+)?(?:(?:who|what|how)\s+(?:is|are)\s+your|who\s+(?:is|are)\s+the)\b", text, re.I))


def general(text: str) -> bool:
    """Does a question ask what is so at any time, and not of the figure's doings: `Do engines think?`, `Is the soul immortal?`"""
    return bool(re.match(r"\W*(?:and\s+|but\s+)?(?:do|does|is|are|can)\s+(?!you\b|your\b|there\b)", text, re.I)) and not _YOU.search(text)


_AGREE: Final = (
    (r"\bare\s+you\b", "is you"),
    (r"\bwere\s+you\b", "was you"),
    (r"\bdo\s+you\b", "does you"),
    (r"\bhave\s+you\b", "has you"),
    (r"\byou\s+were\b", "you was"),
    (r"\byou\s+are\b", "you is"),
    (r"(?<!did )(?<!does )(?<!will )(?<!would )(?<!could )(?<!should )(?<!must )(?<!might )\byou\s+have\b", "you has"),
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
    text = re.sub(r"\b(?:takes?|took|taken) place\b", " ", text, flags=re.I)
    text = re.sub(r"\b(?:afterwards?|later|eventually|finally|in the end|happen(?:ed|s)?|became? of|next)\b", " ", text, flags=re.I)
    return re.sub(r"\bwhat (?:do|did|does)\b(.*?)\b(?:think|thought|say|make)\b(?:\s+(?:of|about|on)\b)?", r"\1 ", text, flags=re.I)


def sentence_case(text: str) -> str:
    """The first word in lower case, so that its capital does not make it a name."""
    first = text.split(maxsplit=1)[:1]
    return (
        text[:1].lower() + text[1:]
        if first and fold(first[0].strip(",.?!")) in STOP | {"name", "list", "tell", "describe", "explain", "write", "compare", "go"}
        else text
    )


_AGAINST: Final = re.compile(
    r"\b(?:critics?|opponents?|enem(?:y|ies)|detractors?|accusers?|adversar(?:y|ies))\b.*\b(?:say|said|think|thought|accuse|accused|claim|claimed|object|call|"
    r"called|reproach|hold|held)\b|\b(?:said|held|charged) against you\b|\b(?:criticis|criticiz|accus)\w*\b.*\byou\b|\bwhat .*\baccused of\b", re.I)


def critical(text: str) -> bool:
    """Does a question ask what is said against the figure?"""
    return bool(_AGAINST.search(text))
