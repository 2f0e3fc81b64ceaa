"""Who says the words in quotation marks, by what stands before and after them. No parser: the wordings of attribution are few.

A speaker is `figure`, a person's name as the text has it, or nothing where none is named, or a pronoun cannot be told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

from vivavoce.language.names import MONTHS, alias_pattern
from vivavoce.reading.voices import FIGURE
from vivavoce.record import Figure
from vivavoce.text import STOP, fold

_BASE: Final = (r"(?:(?<=would\s)|(?<=could\s)|(?<=did\s)|(?<=will\s)|(?<=can\s)|(?<=may\s)|(?<=might\s)|(?<=shall\s)|"
                r"(?<=and\s)|(?<=to\s)|(?<=they\s)|(?<=we\s)|(?<=I\s)|(?<=ly\s))"
                r"(?:say|write|ask|cry|scream|shout|reply|answer|exclaim|tell|declare|add|repeat|whisper|sing|pray|remark|observe|call\s+out|boast|"
                r"complain|admit|insist|argue|explain|think|demand|command|urge)")
_VERB: Final = (
    r"(?<!\bwas\s)(?<!\bwere\s)(?<!\bbeen\s)(?<!\bbe\s)(?<!\bis\s)(?<!\bare\s)(?:said|says?|wrote|writes?|written|repl(?:ied|ies|y)|answer(?:ed|s)?|asked|asks?|inquired|enquired|cried|cries|exclaim(?:ed|s)|shout(?:ed|s)|"
    r"whispered|add(?:ed|s)|declar(?:ed|es)|announc(?:ed|es)|proclaim(?:ed|s)|remark(?:ed|s)|observ(?:ed|es)|not(?:ed|es)|argu(?:ed|es)|"
    r"insist(?:ed|s)|warn(?:ed|s)|predict(?:ed|s)|recall(?:ed|s)|remember(?:ed|s)|explain(?:ed|s)|stat(?:ed|es)|admit(?:ted|s)|confess(?:ed|es)|"
    r"conclud(?:ed|es)|continu(?:ed|es)|respond(?:ed|s)|retort(?:ed|s)|rejoin(?:ed|s)|return(?:ed|s)|mutter(?:ed|s)|murmur(?:ed|s)|thought|"
    r"urg(?:ed|es)|began|begins|ejaculated|repeat(?:ed|s)|report(?:ed|s)|told|tells?|quoth|suggest(?:ed|s)|protest(?:ed|s)|comment(?:ed|s)|"
    r"affirm(?:ed|s)|maintain(?:ed|s)|complain(?:ed|s)|boast(?:ed|s)|roar(?:ed|s)|growl(?:ed|s)|scream(?:ed|s)|sneer(?:ed|s)|demand(?:ed|s)|"
    r"command(?:ed|s)|ordered|vociferated|interposed|interrupted|plead(?:ed|s)|begg(?:ed|s)|testif(?:ied|ies)|recount(?:ed|s)|sang|sung|prayed|"
    r"describ(?:ed|es)|call(?:ed|s)|term(?:ed|s)|dubb(?:ed|s)|label(?:led|ed|s)|denounc(?:ed|es)|spoke|speaks|put|puts|quot(?:ed|es)|expressed|"
    rf"referred|addressed|swore|telegraphed|preached|taught|summed|sang\s+out|{_BASE})")
_SAYING: Final = (r"(?:saying|asking|crying|exclaiming|adding|writing|shouting|remarking|observing|declaring|replying|answering|repeating|telling|"
                  r"calling|explaining|whispering|announcing|stating|muttering|thinking|noting|warning)")
_TITLES: Final = {"he": "Mr Sir Lord Uncle Father Brother King Prince Count Baron Colonel Col Captain Capt General Gen Major Maj Lieut Sergeant Rev "
                        "Bishop Deacon Master Esq",
                  "she": "Mrs Miss Ms Aunt Lady Mother Sister Queen Princess Countess Madame Mistress Mme",
                  "": "Dr Judge Gov Governor Senator President Professor Prof Doctor Comrade Hon Old Young Secretary Chancellor Minister"}
_TITLE: Final = "(?:" + "|".join(t for titles in _TITLES.values() for t in titles.split()) + r")\b\.?"
_CAP: Final = (r"(?!(?:My|His|Her|Our|Their|Your|The|This|That|These|Those|It|There|In|On|At|But|And|When|If|As|So|Then)\b)"
               r"(?:[^\W\d_a-z]\.|[^\W\d_a-z](?:\w|-(?!-)|['’](?!s\b))*)")
_PERSON: Final = rf"(?:{_TITLE}\s+)*{_CAP}(?:\s+(?:(?:de|von|van|der|la|du|del|of)\s+)?{_CAP})*"
_SUBJECT: Final = (rf"(?:(?:(?:old|young|little|poor|good|dear|brave)\s+)?{_PERSON}|"
                  r"(?:he|she|they|it|who|we)\b|(?:the|my|his|her|our|their|your|a|an|one|another|some|this|that)\s+"
                  r"(?:[\w’'-]+\s+){0,2}[\w’'-]+)")
_AUX: Final = (r"(?:(?:had|has|have|then|once|also|later|afterwards?|again|would|used\s+to|could|can|may|might|shall|will|"
              r"did|must|first|even|only|always|often|"
               r"immediately|to\s+me|\w+ly)\s+)")
_APPOSED: Final = r"(?:\s*\([^)]{1,60}\)|,[^,.;:]{1,60},|\s*(?:--|[—–])[^—–]{1,60}?(?:--|[—–]))?"
_SAID: Final = (r"(?:reply|answer|cry|words?|response|exclamation|saying|aphorism|maxim|motto|proverb|remarks?|statement|language|tenor|voice|"
                r"opinion|sentiments?|advice|testimony|threats?|question|comment|warning|form|burden|speech|message)")
_AFTER: Final = tuple(re.compile(pattern) for pattern in (
    rf"[\s,.—–-]*(?:{_AUX}{{0,2}}{_VERB})\s+(?P<s>{_SUBJECT})",
    rf"[\s,—–-]*(?:as|so)\s+(?P<s>{_SUBJECT}){_APPOSED}\s+{_AUX}{{0,3}}{_VERB}\b",
    rf"[\s,—–-]*(?P<s>{_SUBJECT}){_APPOSED}\s+{_AUX}{{0,3}}{_VERB}\b(?!\s*[,:]?\s*[\"“‘])",
    r"[\s,]*(?:was|were|is)\s+(?P<s>my|his|her|their)\s+(?:\w+\s+){0,3}(?:reply|answer|cry|words?|response|exclamation)\b",
    rf"[\s,_]*(?:[—–-]*)(?:was|were|is|are)\s+(?:the|an?|one\s+of\s+the)\s+(?:[\w-]+\s+){{0,3}}{_SAID}\s+(?:\w+\s+){{0,3}}(?:of|by|from)\s+"
    rf"(?P<s>{_SUBJECT})",
    r"[\s,_—–-]*(?:is|was)\s+the\s+(?:[\w-]+\s+){0,2}(?:feeling|thought|prayer|wish|hope|cry|language)\s+of\s+(?P<s>my|his|her)\s+"
    r"(?:heart|soul|mind|lips)\b",
    rf"[\s_]*(?:Such|These|Those|This|Thus)\s+(?:is|was|were|are|ran)\s+(?:the\s+)?(?:[\w-]+\s+){{0,3}}{_SAID}\s+of\s+(?P<s>{_SUBJECT})",
    rf"[\s_]*(?:Such|These|Those|This)\s+(?:is|was|were|are)\s+(?P<s>{_SUBJECT})['’]s?\s+(?:[\w-]+\s+){{0,3}}{_SAID}\b",
    rf"[\s_]*(?:Thus|So)\s+(?:spoke|spake|wrote|said|sang)\s+(?P<s>{_SUBJECT})",
    rf"\s*(?:[—–]|--)\s*(?P<s>{_PERSON})\s*(?:$|[,.(])"))
_CLAUSE: Final = (r"(?:^\s*|[.;:,—–(]\s*|--\s*|\b(?:and|but|that|when|as|which|what|whom|until|because|for|while|if|where|then|whereupon|so|"
                  r"said|day|time|morning|night|now|here|once|thus|later|indeed|finally|accordingly)\s+|\d,?\s+|['’]s\s+(?:[a-z-]+\s+){1,3})")
# A name after one of these is spoken to, or of.
_NAMING: Final = r"(?:call|term|dubb|label|denounc|address|describ|told|tell|ask|quot|urg|warn|begg|answer|command|order)"
_BEFORE: Final = tuple(re.compile(pattern) for pattern in (
    rf"{_CLAUSE}(?P<s>{_SUBJECT}|I){_APPOSED},?\s+{_AUX}{{0,3}}{_VERB}\b(?P<rest>[^;!?]{{0,110}})$",
    rf"\b(?!{_NAMING}){_VERB}\s+(?P<s>{_PERSON})(?P<rest>[\s,:]{{0,3}})$",
    rf"(?P<s>{_SUBJECT})['’]s\s+(?:[\w-]+\s+){{0,3}}(?:words?|slogan|reply|answer|cry|motto|phrase|expression|remark|saying|testament|letter|diary|"
    rf"statement|order|exclamation|comment|speech|message|telegram|question|maxim|warning)\b(?P<rest>[^.;!?]{{0,60}})$",
    rf"\b(?P<s>I|he|she|{_PERSON})\s+could\s+not\s+(?:help|but|refrain\s+from)\s+(?:\w+ly\s+)?(?:think|say|ask|reply|exclaim|cry|add)(?:ing)?\b"
    r"(?P<rest>[^;!?]{0,110})$",
    rf"(?:{_CLAUSE}|\b(?=(?:I|he|she)\s))(?P<s>I|he|she|{_PERSON})\s+(?:had\s+the\s+\w+|dared|ventured|presumed|was\s+heard|was\s+pleased|went\s+on)\s+to\s+{_BASE}\b"
    r"(?P<rest>[^;!?]{0,80})$",
    rf"\bwithout\s+(?P<s>his|her|my|{_PERSON})(?:['’]s)?\s+{_SAYING}\b(?P<rest>[^;!?]{{0,80}})$",
    rf"\b(?P<s>me)\s+to\s+{_BASE}\b(?P<rest>[^;!?]{{0,80}})$",
    r"\b(?P<s>[Mm]y|[Hh]is|[Hh]er)\s+(?:[\w-]+\s+){0,2}(?:words?|slogan|reply|answer|cry|motto|phrase|expression|remark|exclamation|question|language)\b"
    r"(?P<rest>[^.;!?]{0,40})$",
    rf"\b(?:words?|motto|maxim|answer|reply|language|phrase|prayer|cry|slogan|expression)\s+(?:which\s+|that\s+)?(?P<s>I|he|she|{_PERSON})\s+"
    r"(?P<rest>(?:[\w-]+\s+)?(?:adopted|gave|used|chose|took|uttered|made|kept|offered)\b[^.;!?]{0,80})$",
    rf"\b(?:words\s+of|quote|quoting|according\s+to|language\s+of|(?:said|uttered|spoken|written|asked|used|put)\s+by)\s+(?P<s>{_SUBJECT})"
    r"(?P<rest>[^.;!?]{0,30})$"))
_SPOKE: Final = re.compile(rf"\b(?P<s>he|she|I)\s+{_AUX}{{0,3}}{_VERB}\b(?P<rest>[^;!?]{{0,110}})$")
_LED: Final = re.compile(r"(?:[,:—–-]|\b(?:that|if|whether|me|him|her|them))$")
_THOUGHT: Final = re.compile(r"\b(?:came|rose|arose|flashed|was|then)\s+(?:the|this|that|a)\s+(?:[\w-]+\s+){0,2}thought$")
_BIDDEN: Final = re.compile(r"\b(?:commands?|orders?|requests?|questions?|demands?|calls?)\s+of\b|"
                             r"\b(?:his|her|their|my)\s+\w+['’]s\s+(?:command|order|request|question)\b")
# `I was met and told by the porter`: the subject is told, and says nothing.
_TOLD_TO: Final = re.compile(r"\b(?:was|were|am|been|be)\s+(?:\w+\s+)?\w+(?:ed|et|ld|en)\b[^;]*?\band\s+(?:told|asked|ordered|addressed|called|"
                             r"begged|urged|warned|answered)\b(?!\s+(?:me|him|her|them|us|the|my|that)\b)|"
                             r"\b(?:called|termed|named|dubbed|told|asked|addressed|answered)\s+by\b")
_SAID_ALREADY: Final = re.compile(r"\s*(?:(?:me|him|her|them|us)\s+)?that\b")
_TO_ME: Final = re.compile(r"\b(?:tell|tells|telling|ask|asking|say\s+to|saying\s+to)\s+me$")
_AS_TO_SAY: Final = re.compile(r"\b(?P<s>he|she)\s+[a-z]+\b[^;]*\b(?:as\s+much\s+as|as\s+if|seemed)\s+to\s+say$")
_MUSED: Final = re.compile(
    rf"(?:^|[,;]\s+|\bof\s+which\s+|\b(?:and|but)\s+)(?P<s>I|he|she|[Mm]y|[Hh]is|[Hh]er|{_PERSON})\s[^.!?:]{{0,150}}\b(?:thoughts?|feeling|"
    r"complaint|prayer|soliloquy|conviction|resolution|reflection|apostrophe|lament|petition|outcry|oath)\b(?P<rest>[^.;!?]{0,70})$")
_INHERITED: Final = re.compile(
    rf"(?:^\s*|[.;:—]\s+|,\s+)(?P<s>I|he|she|{_PERSON}){_APPOSED}\s*\b(?:[a-z]|\w+ly\b)[^;!?]*?(?:\b(?:and|but|then)\s+|,\s*|\bby\s+)"
    rf"(?:[\w-]+\s+){{0,4}}?(?:{_VERB}|{_SAYING})\b(?P<rest>(?:[^;!?]|;\s+(?:and\s+)?that\b){{0,160}})$")
_RISING: Final = re.compile(rf"^(?:(?:And|But|Then|Here|Suddenly|Now)\s+)?(?P<s>{_PERSON}),\s+\w+ing\b(?P<rest>[^.;!?]*)$")  # no verb at all
_PARTICIPLE: Final = re.compile(rf"(?:^|,\s*){_SAYING}\b[^;!?]{{0,60}},?\s+(?P<s>I|he|she|{_PERSON})\s")
_FIRST_PERSON: Final = re.compile(r"\b(?:I|me|my|us|we)\b")
_COMING: Final = re.compile(r"\b(?:without|with|of|by)\s+(?:people|persons?|some\s?one|any\s?one|\w+s)\s+\w+ing\b[^.;]*$|"
                            r"\b(?:they|we|it|you)\s+(?:\w+\s+){0,2}$")
_OTHERS_SAY: Final = re.compile(rf"\b(?:hear|heard|hearing|saw|made|let|led|caused|induced)\s+(?:him|her|them|us|some|one|{_SUBJECT})\b(?!,)[^.;]*?"
                                rf"\b(?:{_SAYING}|{_BASE})\b")
_NAMED_LAST: Final = re.compile(rf"(?P<role>\b\w+)?,\s+(?P<s>{_PERSON}),?\s*(?:[—–:]|--)+\s*$")
_AUTHOR: Final = re.compile(r"(?:poet|author|writer|prophet|apostle|\w{3,}(?:er|or|ist|ian))$")
_PASSIVE: Final = re.compile(r"\b(?:known|called|named|entitled|titled|is|was|were|are|been|being)\s+(?:as\s+)?(?:the\s+|a\s+|an\s+)?$")
_ADDRESSED: Final = re.compile(r"\b(?:to|told|tells|asked|informed|answered|addressed|assured|warned|reminded)\s+"
                               rf"(?P<to>{_PERSON}|me\b|him\b|her\b|us\b)")
_PREPOSITION: Final = r"\b(?:to|with|by|for|against|upon|on|of|from|about)\s+$"
_LEADING: Final = re.compile(r"\W*(?:when|as|after|before|while|since|although|though|if|once|during|in|on|at|by|for|from|with|because|until|"
                             r"upon)\b", re.I)
_BOUNDARY: Final = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bCol)(?<!\bCapt)(?<!\bGen)(?<!\bRev)"
                              r"(?<!\bSt)(?<!\bHon)(?<!\bMessrs)[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[_]*[^\W\d_a-z])")
_ACTS: Final = re.compile(rf"(?<!\bthe\s)(?P<n>{_CAP})\s+(?:said|told|asked|came|went|took|gave|looked|knew|thought|felt|wrote|spoke|smiled|had|"
                          r"was|would|did|could|made|seemed|began|called|heard|saw|replied|laughed|stood|sat|turned|walked|returned|remembered|died|married)\b")
_INNER: Final = re.compile(rf"\b[a-z]+\s+(?P<n>{_CAP})(?![\w-])")
_AFTER_ARTICLE: Final = re.compile(rf"\b(?:the|a|an|this|in)\s+(?P<n>{_CAP})(?![\w-])")
_PRONOUN_AFTER: Final = re.compile(rf"\b(?P<n>{_CAP})\b[^.;:!?“”\"A-Z]{{0,60}}?\b(?P<p>he|his|him|himself|she|her|herself)\b")
_PLACED: Final = re.compile(rf"\b(?:in|at|near|into|throughout|inside)\s+(?P<n>{_CAP}(?:\s+{_CAP})*)(?!['’\w])")
_NO_PERSON: Final = frozenset("""the a an he she it they we you i his her its their our my your this that these those there here when while where
after before during since although though if in on at by for from with as and but or nor so yet then thus however moreover because until one two three
four five what which who whom whose how why let no not yes oh ah well sir god lord heaven""".split()) | frozenset(MONTHS) | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday".split())


_TITLE_IN_ITALICS: Final = re.compile(r"(?P<before>\b(?:[Ii]n|[Oo]f|[Hh]is|[Hh]er|[Tt]he)\s+)([_*])[^\W\d_a-z][^_*]{2,80}\2")
_LOOKED_BACK: Final = 1500  # code points of its paragraph in which a pronoun's antecedent is looked for
_ROLES: Final = (r"(?:man|woman|boy|girl|fellow|master|mistress|slave|overseer|preacher|lady|gentleman|deacon|officer|servant|child|mother|"
                 r"father|brother|sister|wife|husband|friend|lad|clerk|judge|doctor|minister|constable|sailor|soldier|teacher|driver|conductor|"
                 r"passenger|stranger|visitor|prisoner|worker|workman|peasant|editor|secretary|guard|nurse|neighbou?r|landlord|gentlewoman)")
_HIS_KIN: Final = r"(?:father|brother|son|husband|uncle|nephew|gentleman|king|duke)"
_HER_KIN: Final = r"(?:mother|sister|daughter|wife|widow|aunt|niece|lady|queen|duchess)"
_SOMEBODY: Final = re.compile(rf"\b(?:an?|one|another|some|my)\s+(?:[\w’'-]+\s+){{0,2}}(?P<role>{_ROLES})\b", re.I)
_ROLE_SEX: Final = {role: sex for sex, roles in (
    ("he", "man boy fellow master gentleman deacon father brother husband lad workman landlord"),
    ("she", "woman girl mistress lady mother sister wife nurse gentlewoman")) for role in roles.split()}
_ROLE: Final = re.compile(rf"^\W*(?:The|A|An|One|My|Another|Some)\s+(?:[\w’'-]+\s+){{0,3}}{_ROLES}\b|\b(?:my|an?|the)\s+(?:old\s+)?{_ROLES}\.\s*$")
_BY_THE_WAY: Final = r"\b(?:which|whom|that|than|where)\s+(?:\w+\s+)?$|\b(?:he|she)\b"  # in a clause of its own, or after its pronoun: another
_CALLED: Final = re.compile(rf"[“\"](?P<n>{_PERSON}),[”\"]\s+(?:said|cried|asked)\s+I,\s+[“\"][^”\"]+[”\"]\s*(?:To\s+(?:which|this)\s*)?$")
_PREDICATE: Final = r"\b(?:be|is|was|are|were|been|being|become|became|as|like)\s+$"
_OPENS_CLAUSE: Final = r"(?:^\W*(?:And|But|Then|So|Now|Here|Poor|Old)\s+|[,;]\s+|\b(?:and|but)\s+)$"
_PLACING: Final = re.compile(r"\b(?:the|a|an|in|at|from|near)\s+$")
_SPOKEN_OF: Final = re.compile(r"(?:the|this)\s+(?:[\w’'-]+\s+){1,2}(?P<role>man|woman|gentleman|lady|fellow|tyrant|wretch|"
                                r"villain|hero)|the\s+tyrant", re.I)
_LEAST: Final = 0.3  # how much a person must stand out to be meant by a pronoun at all,
_AHEAD: Final = 1.4   # and by how much more than the next


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks and to whom, `start` and `end` the words that say so; an empty speaker where they name nobody that can be told."""

    speaker: str
    addressee: str = ""
    start: int = 0
    end: int = 0


def _plain(text: str) -> str:
    """Line breaks and marks of italics as spaces, notes in braces and titles in italics too (`in his _Works and Days_`); the length stays."""
    text = _TITLE_IN_ITALICS.sub(lambda m: m["before"] + " " * (len(m.group()) - len(m["before"])), text)
    return re.sub(r"\{\d+\}|[\n\r_*]", lambda m: " " * len(m.group()), text)


def _unquoted(text: str) -> str:
    """The same with dots for quoted words; the length stays."""
    return re.sub(r"[“\"][^”\"]*[”\"]", lambda m: "·" * len(m.group()), _plain(text))


def _backwards(text: str) -> list[str]:
    """The sentences of a stretch of text, the last one first."""
    bounds = [0, *(m.end() for m in _BOUNDARY.finditer(text + "A")), len(text)]
    return [text[first:last] for first, last in reversed([*pairwise(bounds)])]


def _distinct(people: Sequence[tuple[str, int]]) -> list[frozenset[str]]:
    """Names as sets of words; one that is a part of another is the same person."""
    found: list[frozenset[str]] = []
    for words in sorted((_words_of(name) for name, _ in people), key=len, reverse=True):
        if not any(words <= other for other in found):
            found.append(words)
    return found


def _words_of(name: str) -> frozenset[str]:
    """The words of a name, titles apart."""
    return frozenset(word for word in name.split() if not re.fullmatch(_TITLE, word)) or frozenset(name.split())


def _prominence(sentence: str, start: int, end: int) -> float:
    """How much somebody stands out in a sentence: its subject most, then who does something in it, then whom it is done to."""
    before, after = sentence[:start], sentence[end:]
    if re.match(r"['’]s\b", after) or re.search(_PREPOSITION, before) or re.search(_BY_THE_WAY, before):
        return 0.7
    acts = re.match(r"(?:,[^,.;]{1,50},)?\s+(?!and\b|or\b|to\b|of\b|in\b|on\b|at\b|by\b|for\b|with\b|from\b)[a-z]", after) \
        or re.search(rf"\b{_VERB}\s+$", before)
    if not acts:
        return 1.0
    return 3.0 if not re.search(r"\w", before) or re.search(_OPENS_CLAUSE, before) else 2.0


@lru_cache(maxsize=2)
def _cast(text: str) -> tuple[frozenset[str], dict[str, str], frozenset[str]]:
    """Who acts in a text: last words of persons' names, `he` or `she` for those where it is plain, and names of places."""
    placed = [" ".join(m["n"].split()) for m in _PLACED.finditer(text) if not re.match(_TITLE, m["n"])]
    roster = _roster(text, Counter(name.split()[-1] for name in placed))
    return roster, _sexes(text, roster), frozenset(name for name in placed if name.split()[-1] not in roster)


def _roster(text: str, placed: Counter[str]) -> frozenset[str]:
    """Last words of names that a text treats as persons: with a title, as who says something, or acting and never a place or a common word."""
    found = {m["n"].split()[-1] for m in re.finditer(rf"\b{_TITLE}\s+(?P<n>{_PERSON})", text)}
    spoken = re.compile(rf"[,?!][\"”’']\s*(?:said|cried|replied|asked|answered|wrote|exclaimed)\s+(?P<n>{_PERSON})")
    found |= {m["n"].split()[-1] for m in spoken.finditer(text)}
    acting = Counter(m["n"] for m in _ACTS.finditer(text))
    common = Counter(re.findall(r"\b[a-z]+\b", text))
    inner = Counter(m["n"] for m in _INNER.finditer(text))
    after_article = Counter(m["n"] for m in _AFTER_ARTICLE.finditer(text))
    found |= {name for name, count in acting.items() if (count > 1 or (inner[name] and not after_article[name])) and placed[name] < count / 3
              and common[name.lower()] < count and fold(name) not in STOP}
    return frozenset(name for name in (word.strip(".,’'") for word in found) if fold(name) not in _NO_PERSON and fold(name) not in STOP)


def _sexes(text: str, roster: frozenset[str]) -> dict[str, str]:
    """Last word of a name → `he` or `she`, where titles and kin beside it, or the pronouns after it, say only one: `Iris Dahl, mother of`."""
    found: dict[str, set[str]] = {}
    for sex, beside in (("he", _HIS_KIN), ("she", _HER_KIN)):
        titles = "|".join(_TITLES[sex].split())
        for match in re.finditer(rf"\b(?:{titles})\b\.?\s+(?P<a>{_PERSON})|\b(?P<b>{_CAP}),\s+(?:the\s+|a\s+|an\s+|his\s+|her\s+|my\s+)?"
                                 rf"(?:\w+\s+)?{beside}\b", text):
            found.setdefault((match["a"] or match["b"]).split()[-1].strip(".,’'"), set()).add(sex)
    counted: dict[str, Counter[str]] = {}
    for match in _PRONOUN_AFTER.finditer(text):
        counted.setdefault(match["n"], Counter())["he" if match["p"][:2] == "hi" or match["p"] == "he" else "she"] += 1
    plain = {name: sexes.pop() for name, sexes in found.items() if len(sexes) == 1}
    for name, count in counted.items():
        (sex, most), total = count.most_common(1)[0], count.total()
        if name in roster and name not in found and total > 1 and most >= 0.8 * total:
            plain[name] = sex
    return plain


class Attributor:
    """Reads attributions in one source: whose `I` it is, whom a pronoun means, who is a person at all."""

    def __init__(self, figure: Figure, text: str, narrator: str) -> None:
        """`narrator` says `I` outside quotations: `figure`, a name, or nobody."""
        self.figure, self.text, self.narrator = figure, text, narrator
        self.aliases = alias_pattern(figure.names)
        self.roster, self.sexes, self.places = _cast(text)

    def told_of(self, begin: int, start: int) -> str:
        """Who does what the sentence before an offset tells: `He shook his fist. “You rascal!”`; '' where a thing or nobody does."""
        before = _plain(self.text[begin:start]).rstrip()
        sentence, start = _backwards(before)[0], begin + len(before)
        subject = re.match(rf"\W*(?P<s>He|She|{_PERSON})\s+(?=[a-z])", sentence)
        return self._who(subject["s"], start - len(sentence) + subject.start("s"), 0) or "" if subject else ""

    def named(self, name: str) -> str:
        """The speaker a name means, '' where it is no person's."""
        return (self._named(name) or "") if self._is_person(name) else ""

    def after(self, start: int, limit: int, closing: str, floor: int = 0) -> Attribution | None:
        """The attribution that follows a quotation ending at `start`; `closing` is its last mark, nothing before `floor` tells whom `he` means."""
        text = _plain(self.text[start:limit])
        for number, pattern in enumerate(_AFTER):
            match = pattern.match(text)
            if match is None or (closing == "." and number == 2) or (number == 2 and closing in "!?" and _BOUNDARY.search(text[:match.end()])):
                continue
            if closing in ".!?" and number == 0 and text.lstrip()[:1].isupper():
                continue
            if closing in "!?" and number == 2 and text.lstrip()[:1].isupper() and not re.match(r"\s*[,.;]", text[match.end():]):
                continue  # `“Go!” Hale told him to stay.` begins anew
            speaker = self._who(match["s"], start + match.start("s"), floor)
            if speaker is not None:
                stop = re.search(r"[.;:!?\"“]|, (?:and|but)|$", text[match.end():])
                end = match.end() + (stop.start() if stop else 0)
                return Attribution(speaker, self._addressee(text[match.end():end]), start, start + len(text[:end].rstrip(" ,")))
        return None

    def before(self, begin: int, start: int, floor: int = 0) -> Attribution | None:
        """The attribution in the words `[begin, start)` that lead to a quotation."""
        raw = _plain(self.text[begin:start])
        bounds = [m.end() for m in _BOUNDARY.finditer(raw)]
        first = bounds[-1] if bounds else 0
        left = raw[first:].rstrip()
        lead = re.sub(r"[\s,:;—–-]*(?:\b(?:that|as|the|a|an|this|these|is|was|one\s+of|following)\b[\s,:]*){0,4}$", "", left)
        if not lead.strip():
            return None
        if self.narrator == FIGURE and _THOUGHT.search(lead):
            return Attribution(FIGURE, "", begin + first + len(left) - len(left.lstrip()), begin + first + len(left))
        named = _NAMED_LAST.search(left)
        if named and (self._is_person(named["s"]) if not named["role"] else _AUTHOR.match(named["role"])):
            return Attribution(self._named(named["s"]) or "", "", begin + first + named.start("s"), begin + first + named.end("s"))
        led = (*((_SPOKE,) if _LED.search(left) else ()), *((_MUSED,) if left[-1:] in ",:-—–" else ()))
        for pattern in (*_BEFORE, *led, _INHERITED, _PARTICIPLE, _RISING):
            match = self._last(pattern, lead)
            if match is None or (pattern is _BEFORE[1] and _PASSIVE.search(left)) or _OTHERS_SAY.search(lead, match.end("s")) \
                    or _BIDDEN.search(lead, match.end("s")) or _TOLD_TO.search(lead, match.end("s")) \
                    or (match["s"] == "I" and _TO_ME.search(lead)) or (pattern is _INHERITED and _COMING.search(lead, match.end("s"))):
                continue
            if left[-1:] in ".!?" and _SAID_ALREADY.match(match.groupdict().get("rest") or ""):
                continue  # `I have said that it is rotten. “…”`
            offset = begin + first
            match = _AS_TO_SAY.search(lead, match.end("s")) or match
            speaker = self._who(match["s"], offset + match.start("s"), floor)
            if speaker is not None:
                return Attribution(speaker, self._addressee(lead[match.end("s"):]), offset + len(left) - len(left.lstrip()), offset + len(left))
        if named and self._is_person(named["s"]):
            return Attribution(self._named(named["s"]) or "", "", begin + first + named.start("s"), begin + first + named.end("s"))
        return None

    def sentence_before(self, begin: int, end: int) -> Attribution | None:
        """The attribution of the last sentence but one: `Hale wrote his memoirs. In them is this picture of Roe:`."""
        bounds = [m.end() for m in _BOUNDARY.finditer(_plain(self.text[begin:end]))]
        last = self.text[begin + bounds[-1]:end] if bounds else ""
        return self.before(begin, begin + bounds[-1]) if bounds and not _FIRST_PERSON.search(last) else None

    @staticmethod
    def _last(pattern: re.Pattern[str], lead: str) -> re.Match[str] | None:
        """The match that begins last: the nearest clause is the one that introduces."""
        match, found, at = pattern.search(lead), None, 0
        while match:
            found, at = match, match.start("s") + 1
            match = pattern.search(lead, at)
        return found

    def _addressee(self, words: str) -> str:
        match = _ADDRESSED.search(words)
        if not match:
            return ""
        if match["to"] == "me":
            return self.figure.name if self.narrator == FIGURE else self.narrator
        return match["to"].strip(" .,") if self._is_person(match["to"]) else ""

    def _who(self, subject: str, at: int, floor: int) -> str | None:
        """The speaker that a subject names, '' where it names nobody; None where it is no subject at all."""
        subject = " ".join(subject.split()).strip(" .,")
        low = fold(subject)
        if low in ("i", "my", "me"):
            return self.narrator
        if low in ("they", "we", "it"):
            return ""
        if low == "who":
            named = re.search(rf"(?P<n>{_PERSON}),?\s*$", _plain(self.text[max(0, at - 60):at]))
            return (self._named(named["n"]) or "") if named and self._is_person(named["n"]) else ""
        if low in ("he", "she", "his", "her"):
            return self.pronoun("she" if low in ("she", "her") else "he", at, floor)
        if low == "the latter":
            return self._last_named(at, floor)
        subject = re.sub(r"^(?:old|young|little|poor|good|dear|brave)\s+(?=[^\W\d_a-z])", "", subject)
        if subject[:1].islower() or low.split()[0] in ("the", "my", "his", "her", "our", "a", "an", "one", "this", "that"):
            return self._described(subject, at, floor)
        return self._named(subject)

    def _last_named(self, at: int, floor: int) -> str:
        """Of several persons named in the sentence before, `the latter`: the last."""
        begin = max(self._paragraph(at), floor, at - 300)
        people = [*self._persons(_unquoted(self.text[begin:at]), "")]
        return (self._named(people[-1][0]) or "") if len(people) > 1 else ""

    def _described(self, subject: str, at: int, floor: int) -> str:
        """A description that a name ends or follows names: `my friend Hale`; `the good old man` is who was spoken of."""
        match = re.search(rf"{_PERSON}$", subject)
        if match:
            return self._named(match.group()) or "" if self._is_person(match.group()) else ""
        apposed = re.match(rf"{'.' * len(subject)}\w*,\s+(?P<n>{_PERSON})[,.;]", _plain(self.text[at:at + len(subject) + 80]))
        if apposed and self._is_person(apposed["n"]):
            return self._named(apposed["n"]) or ""
        spoken_of = _SPOKEN_OF.fullmatch(subject)
        return self.pronoun(_ROLE_SEX.get((spoken_of["role"] or "man").casefold(), ""), at, floor) if spoken_of else ""

    def _named(self, name: str) -> str | None:
        name = re.sub(r"['’]s?$", "", name)
        if self.aliases.fullmatch(name) or (self.aliases.search(name) and len(name.split()) <= 4):
            return FIGURE
        if " " not in name and Levenshtein.distance(fold(name), fold(self.figure.surname)) == 1 and len(name) > 5:
            return FIGURE  # another spelling of the surname
        words = name.split()
        while words and (fold(words[0]).strip(".,") in _NO_PERSON or (len(words) > 1 and words[0] in ("Poor", "Old", "Young", "Little", "Dear"))):
            words.pop(0)
        return " ".join(words) if words and fold(words[0]) not in STOP else None

    def _is_person(self, name: str) -> bool:
        words = name.split()
        return bool(self.aliases.search(name) or re.match(_TITLE, name) or words[-1].strip(".,’'") in self.roster
                    or (len(words) > 1 and all(w[:1].isupper() for w in words)))

    def pronoun(self, gender: str, at: int, floor: int = 0) -> str:
        """Whom `he` or `she` means at an offset: the subject of what stands before, the only person there, or who stands out; '' for nobody."""
        begin = max(self._paragraph(at), at - 700, floor)
        called = _CALLED.search(_plain(self.text[begin:at]))
        if called and not re.fullmatch(_TITLE, called["n"]) and (name := self._named(called["n"])):
            return name
        before = _unquoted(self.text[begin:at])
        for depth, sentence in enumerate(_backwards(before)):
            if depth > 3:
                break
            people = [p for p in self._persons(sentence, gender) if not _PLACING.search(sentence[:p[1]])]
            acting = [p for p in people if _prominence(sentence, p[1], p[1] + len(p[0])) > 0.7]
            if not acting and _ROLE.search(sentence):
                return ""  # `An old man came in. He said …`
            if len(_distinct(acting or ([] if depth else people))) == 1:
                return self._named((acting or people)[0][0]) or ""
            if depth and acting and (told := self._subject(sentence, acting)):
                return told
            if people:
                break
        return self._outstanding(self._weights(gender, at, floor))

    def _subject(self, sentence: str, people: Sequence[tuple[str, int]]) -> str:
        """Which of several persons is what a sentence is about: who opens it, or who follows the clause that opens it."""
        if not _LEADING.match(sentence):
            return (self._named(people[0][0]) or "") if people[0][1] < 4 else ""
        main = [name for name, at in people if re.search(r",\s+$", sentence[:at]) and re.match(r"\s+[a-z]", sentence[at + len(name):])]
        return (self._named(main[-1]) or "") if main else ""

    def _weights(self, gender: str, at: int, floor: int) -> list[tuple[frozenset[str], str, float]]:
        """The persons before an offset, in its paragraph and two above, with what each mention is worth: the nearer the more."""
        weights: list[tuple[frozenset[str], str, float]] = []
        worth, end = 1.0, at
        for depth in range(3):
            paragraph = max(self._paragraph(end), floor)
            before = _unquoted(self.text[max(paragraph, end - _LOOKED_BACK):end])
            if depth and (before.upper() == before or len(before.strip()) < 60):
                break  # a heading
            for sentence in _backwards(before):
                mentions = [*self._mentions(sentence, gender)]
                weights += [(_words_of(name), name, worth * weight) for name, weight in mentions]
                worth *= 0.6 if mentions else 1.0
            if paragraph <= floor:
                break
            worth, end = worth * 0.6, len(self.text[:paragraph].rstrip())
        return weights

    def _outstanding(self, weights: Sequence[tuple[frozenset[str], str, float]]) -> str:
        """The person that outweighs every other; a name that is a part of another is the same person."""
        sums: dict[frozenset[str], float] = {frozenset(): max((weight for words, _, weight in weights if not words), default=0)}
        for words, _, weight in weights:
            if not words:
                continue
            key = next((other for other in sums if words and other and (words <= other or other <= words)), words)
            sums[key] = sums.get(key, 0) + weight
        ranked = sorted(sums, key=lambda key: -sums[key])
        if not ranked[0] or sums[ranked[0]] < _LEAST or (len(ranked) > 1 and sums[ranked[0]] < _AHEAD * sums[ranked[1]]):
            return ""
        return self._named(next(name for words, name, _ in weights if words and (words <= ranked[0] or ranked[0] <= words))) or ""

    def _mentions(self, sentence: str, gender: str) -> Iterator[tuple[str, float]]:
        """Persons of a sentence that a pronoun of that gender may mean, with how much they stand out in it; '' is one without a name."""
        for match in _SOMEBODY.finditer(sentence):
            weight = _prominence(sentence, match.start(), match.end())
            named = re.match(rf",?\s+{_PERSON}", sentence[match.end():])
            if re.search(_PREDICATE, sentence[:match.start()]):
                continue  # `to be a useful man` is who was named
            if weight >= 1 and not named and gender in ("", _ROLE_SEX.get(match["role"].casefold(), gender)):
                yield "", weight
        for name, start in self._persons(sentence, gender):
            if not _PLACING.search(sentence[:start]):
                yield name, _prominence(sentence, start, start + len(name))

    def _paragraph(self, at: int) -> int:
        """Where the paragraph of an offset begins."""
        return max(self.text.rfind("\n\n", 0, at), self.text.rfind("\n\r\n", 0, at), 0)

    def _persons(self, sentence: str, gender: str) -> Iterator[tuple[str, int]]:
        """Persons named that a pronoun of that gender may mean, in order, with the offset in the sentence."""
        for match in re.finditer(_PERSON, sentence):
            name, start = match.group(), match.start()
            if fold(name.split()[0]).strip(".") in _NO_PERSON:
                rest = name.split(maxsplit=1)[1:]
                name, start = (rest[0], match.end() - len(rest[0])) if rest else ("", start)
            if not name or all(re.fullmatch(_TITLE, word) for word in name.split()):
                continue
            if not self._is_person(name) or " ".join(name.split()) in self.places or (self.narrator == FIGURE and self.aliases.fullmatch(name)):
                continue
            told = next((sex for sex in ("he", "she") if re.match(rf"(?:{'|'.join(_TITLES[sex].split())})\b", name)), "")
            own = self.figure.pronouns if self.aliases.search(name) else told or self.sexes.get(name.split()[-1].strip(".,’'"), "")
            if not (gender and own in ("he", "she") and own != gender):
                yield name, start
