"""Who says the words in quotation marks, by what stands before and after them. No parser: the wordings of attribution are few.

A speaker is `figure`, a person's name as the text has it, or nothing where none is named, or a pronoun cannot be told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

from vivavoce.language.names import MONTHS, alias_pattern
from vivavoce.reading.voices import FIGURE
from vivavoce.record import Figure
from vivavoce.text import STOP, fold

_BASE: Final = (r"(?:(?<=would\s)|(?<=could\s)|(?<=did\s)|(?<=will\s)|(?<=and\s)|(?<=to\s)|(?<=they\s)|(?<=we\s)|(?<=I\s)|(?<=ly\s))"
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
_AUX: Final = (r"(?:(?:had|has|have|then|once|also|later|afterwards?|again|would|used\s+to|could|did|must|first|even|only|always|often|"
               r"immediately|to\s+me|\w+ly)\s+)")
_APPOSED: Final = r"(?:\s*\([^)]{1,60}\)|,[^,.;:]{1,60},|\s*(?:--|[—–])[^—–]{1,60}?(?:--|[—–]))?"
_AFTER: Final = tuple(re.compile(pattern) for pattern in (
    rf"[\s,.—–-]*(?:{_AUX}{{0,2}}{_VERB})\s+(?P<s>{_SUBJECT})",
    rf"[\s,—–-]*(?:as|so)\s+(?P<s>{_SUBJECT}){_APPOSED}\s+{_AUX}{{0,3}}{_VERB}\b",
    rf"[\s,—–-]*(?P<s>{_SUBJECT}){_APPOSED}\s+{_AUX}{{0,3}}{_VERB}\b(?!\s*[,:]?\s*[\"“‘])",
    r"[\s,]*(?:was|were|is)\s+(?P<s>my|his|her|their)\s+(?:\w+\s+){0,3}(?:reply|answer|cry|words?|response|exclamation)\b",
    rf"[\s,]*(?:was|were|is)\s+the\s+(?:\w+\s+){{0,3}}(?:reply|answer|cry|words?|response|exclamation)\s+of\s+(?P<s>{_SUBJECT})",
    rf"\s*(?:[—–]|--)\s*(?P<s>{_PERSON})\s*(?:$|[,.(])"))
_CLAUSE: Final = (r"(?:^|[.;:,—–(]\s*|--\s*|\b(?:and|but|that|when|as|which|what|whom|until|because|for|while|if|where|then|whereupon|so|"
                  r"said|day|time|morning|night|now|here|once|thus|later|indeed|finally|accordingly)\s+|\d,?\s+|['’]s\s+(?:[a-z-]+\s+){1,3})")
_BEFORE: Final = tuple(re.compile(pattern) for pattern in (
    rf"{_CLAUSE}(?P<s>{_SUBJECT}|I){_APPOSED},?\s+{_AUX}{{0,3}}{_VERB}\b(?P<rest>[^;!?]{{0,110}})$",
    rf"\b{_VERB}\s+(?P<s>{_PERSON})(?P<rest>[\s,:]{{0,3}})$",
    rf"(?P<s>{_SUBJECT})['’]s\s+(?:[\w-]+\s+){{0,3}}(?:words?|slogan|reply|answer|cry|motto|phrase|expression|remark|saying|testament|letter|diary|"
    rf"statement|order|exclamation|comment|speech|message|telegram|question|maxim|warning)\b(?P<rest>[^.;!?]{{0,60}})$",
    rf"\b(?P<s>me)\s+to\s+{_BASE}\b(?P<rest>[^;!?]{{0,80}})$",
    r"\b(?P<s>[Mm]y|[Hh]is|[Hh]er)\s+(?:[\w-]+\s+){0,2}(?:words?|slogan|reply|answer|cry|motto|phrase|expression|remark|exclamation|question|language)\b"
    r"(?P<rest>[^.;!?]{0,40})$",
    rf"\b(?:words\s+of|quote|quoting|according\s+to|language\s+of|(?:said|uttered|spoken|written|asked|used|put)\s+by)\s+(?P<s>{_SUBJECT})"
    r"(?P<rest>[^.;!?]{0,30})$"))
_INHERITED: Final = re.compile(
    rf"(?:^|[.;:—]\s+|,\s+)(?P<s>I|he|she|{_PERSON}){_APPOSED}\s*\b(?:[a-z]|\w+ly\b)[^;!?]*?(?:\b(?:and|but|then)\s+|,\s*|\bby\s+)"
    rf"(?:[\w-]+\s+){{0,4}}?(?:{_VERB}|{_SAYING})\b(?P<rest>[^;!?]{{0,110}})$")
_RISING: Final = re.compile(rf"^(?:(?:And|But|Then|Here|Suddenly|Now)\s+)?(?P<s>{_PERSON}),\s+\w+ing\b(?P<rest>[^.;!?]*)$")  # no verb at all
_PARTICIPLE: Final = re.compile(rf"(?:^|,\s*){_SAYING}\b[^;!?]{{0,60}},?\s+(?P<s>I|he|she|{_PERSON})\s")
_FIRST_PERSON: Final = re.compile(r"\b(?:I|me|my|us|we)\b")
_OTHERS_SAY: Final = re.compile(rf"\b(?:hear|heard|hearing|saw|made|let|led|caused|induced)\s+(?:him|her|them|us|some|one|{_SUBJECT})\b(?!,)[^.;]*?"
                                rf"\b(?:{_SAYING}|{_BASE})\b")
_NAMED_LAST: Final = re.compile(rf",\s+(?P<s>{_PERSON})\s*(?:[—–:]|--)+\s*$")
_PASSIVE: Final = re.compile(r"\b(?:known|called|named|entitled|titled|is|was|were|are|been|being)\s+(?:as\s+)?(?:the\s+|a\s+|an\s+)?$")
_ADDRESSED: Final = re.compile(r"\b(?:to|told|tells|asked|informed|answered|addressed|assured|warned|reminded)\s+"
                               rf"(?P<to>{_PERSON}|me\b|him\b|her\b|us\b)")
_PREPOSITION: Final = r"\b(?:to|with|by|for|against|upon|on)\s+$"
_LEADING: Final = re.compile(r"\W*(?:when|as|after|before|while|since|although|though|if|once|during|in|on|at|by|for|from|with|because|until|"
                             r"upon)\b", re.I)
_BOUNDARY: Final = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bCol)(?<!\bCapt)(?<!\bGen)(?<!\bRev)"
                              r"(?<!\bSt)(?<!\bHon)(?<!\bMessrs)[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[_]*[^\W\d_a-z])")
_ACTS: Final = re.compile(rf"(?<!\bthe\s)(?P<n>{_CAP})\s+(?:said|told|asked|came|went|took|gave|looked|knew|thought|felt|wrote|spoke|smiled|"
                          r"replied|laughed|stood|sat|turned|walked|returned|remembered|died|married)\b")
_PLACED: Final = re.compile(rf"\b(?:in|at|near|into|throughout|inside)\s+(?P<n>{_CAP}(?:\s+{_CAP})*)(?!['’\w])")
_NO_PERSON: Final = frozenset("""the a an he she it they we you i his her its their our my your this that these those there here when while where
after before during since although though if in on at by for from with as and but or nor so yet then thus however moreover because until one two three
four five what which who whom whose how why let no not yes oh ah well sir god lord heaven""".split()) | frozenset(MONTHS) | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday".split())


_TITLE_IN_ITALICS: Final = re.compile(r"(?P<before>\b(?:[Ii]n|[Oo]f|[Hh]is|[Hh]er|[Tt]he)\s+)([_*])[^\W\d_a-z][^_*]{2,80}\2")


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


class Attributor:
    """Reads attributions in one source: whose `I` it is, whom a pronoun means, who is a person at all."""

    def __init__(self, figure: Figure, text: str, narrator: str) -> None:
        """`narrator` says `I` outside quotations: `figure`, a name, or nobody."""
        self.figure, self.text, self.narrator = figure, text, narrator
        self.aliases = alias_pattern(figure.names)
        self.roster = self._roster()
        placed = {m["n"] for m in _PLACED.finditer(text) if not re.match(_TITLE, m["n"])}
        self.places = frozenset(name for name in placed if name.split()[-1] not in self.roster)

    def _roster(self) -> frozenset[str]:
        """Last words of names that the source treats as persons: with a title, or as who says something."""
        found = {m["n"].split()[-1] for m in re.finditer(rf"\b{_TITLE}\s+(?P<n>{_PERSON})", self.text)}
        spoken = re.compile(rf"[,?!][\"”’']\s*(?:said|cried|replied|asked|answered|wrote|exclaimed)\s+(?P<n>{_PERSON})")
        found |= {m["n"].split()[-1] for m in spoken.finditer(self.text)}
        acting = Counter(m["n"] for m in _ACTS.finditer(self.text))
        found |= {name for name, count in acting.items() if count > 1}
        return frozenset(name.strip(".,’'") for name in found if fold(name) not in _NO_PERSON)

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
        for pattern in (*_BEFORE, _INHERITED, _PARTICIPLE, _RISING):
            match = self._last(pattern, lead)
            if match is None or (pattern is _BEFORE[1] and _PASSIVE.search(left)) or _OTHERS_SAY.search(lead, match.end("s")):
                continue
            offset = begin + first
            speaker = self._who(match["s"], offset + match.start("s"), floor)
            if speaker is not None:
                return Attribution(speaker, self._addressee(lead[match.end("s"):]), offset + len(left) - len(left.lstrip()), offset + len(left))
        named = _NAMED_LAST.search(left)
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
        if low in ("he", "she", "his", "her", "who"):
            return self.pronoun("she" if low in ("she", "her") else "he" if low in ("he", "his") else "", at, floor)
        subject = re.sub(r"^(?:old|young|little|poor|good|dear|brave)\s+(?=[^\W\d_a-z])", "", subject)
        if subject[:1].islower() or low.split()[0] in ("the", "my", "his", "her", "our", "a", "an", "one", "this", "that"):
            return self._described(subject)
        return self._named(subject)

    def _described(self, subject: str) -> str:
        """A description that ends in a name names: `my friend Hale`."""
        match = re.search(rf"{_PERSON}$", subject)
        return self._named(match.group()) or "" if match and self._is_person(match.group()) else ""

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
        """Whom `he` or `she` means at an offset: the subject of what stands before, or the only person there; '' where that is not plain."""
        begin = max(self.text.rfind("\n\n", 0, at), self.text.rfind("\n\r\n", 0, at), at - 700, floor, 0)
        before = re.sub(r"[“\"][^”\"]*[”\"]", lambda m: "·" * len(m.group()), _plain(self.text[begin:at]))
        bounds = [0, *(m.end() for m in _BOUNDARY.finditer(before + "A")), len(before)]
        for depth, (first, last) in enumerate(reversed([*pairwise(bounds)][-4:])):
            people = list(self._people(before[first:last], gender)) or list(self._people(before[first:last], gender, objects=True))
            if not people:
                continue
            distinct = list(dict.fromkeys(name.split()[-1] for name, _ in people))
            if len(distinct) == 1:
                return self._named(people[0][0]) or ""
            return self._subject(before[first:last], people) if depth else ""
        return ""

    def _subject(self, sentence: str, people: Sequence[tuple[str, int]]) -> str:
        """Which of several persons is what a sentence is about: who opens it, or who follows the clause that opens it."""
        if not _LEADING.match(sentence):
            return (self._named(people[0][0]) or "") if people[0][1] < 4 else ""
        main = [name for name, at in people if re.search(r",\s+$", sentence[:at]) and re.match(r"\s+[a-z]", sentence[at + len(name):])]
        return (self._named(main[-1]) or "") if main else ""

    def _people(self, sentence: str, gender: str, objects: bool = False) -> Iterator[tuple[str, int]]:
        """Persons a pronoun of that gender may mean, in order, with the offset in the sentence; after a preposition only where `objects`."""
        for match in re.finditer(_PERSON, sentence):
            name = match.group()
            if fold(name.split()[0]).strip(".") in _NO_PERSON:
                name = " ".join(name.split()[1:])
            if not name or not self._is_person(name) or name in self.places or (self.narrator == FIGURE and self.aliases.fullmatch(name)):
                continue
            told = next((sex for sex in ("he", "she") if re.match(rf"(?:{'|'.join(_TITLES[sex].split())})\b", name)), "")
            own = self.figure.pronouns if self.aliases.search(name) else told
            if gender and own in ("he", "she") and own != gender:
                continue
            before = sentence[:match.start()]
            if re.search(r"\b(?:the|a|an|in|at|from|near|of)\s+$", before) or (not objects and re.search(_PREPOSITION, before)):
                continue
            if re.match(r"['’]s\b", sentence[match.end():]):
                continue
            yield name, match.start()

