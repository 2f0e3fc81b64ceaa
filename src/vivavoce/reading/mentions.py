"""Names as they stand in sentences, each with the words around it that show what it names: the evidence that `people` weighs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from vivavoce.language.names import MONTHS
from vivavoce.record import Sentence
from vivavoce.text import STOP, fold, squeeze

TITLES: Final = frozenset(
    """mr mrs miss ms mister dr doctor sir lady lord dame general gen colonel col captain capt major maj lieutenant lieut lt
commander admiral marshal sergeant corporal president senator governor gov judge justice rev reverend professor prof tsar czar king queen prince
princess emperor empress pope bishop archbishop cardinal father brother sister uncle aunt comrade minister chancellor deacon master mistress madame
mme mlle mademoiselle monsieur herr frau fräulein señor señora don doña count countess baron baroness duke duchess earl""".split()
)
_CIVIL: Final = frozenset("mr mrs miss ms mister dr doctor sir rev reverend prof professor gen col capt maj lieut lt gov comrade".split())
_DEMONYM: Final = re.compile(r"(?:ists?|isms?|[aeiou]ans?|ish|ese|ites?|viks?|niks?|ics?|crats?|eers|men|women|ers|ies|ness|ity|tion|ment|ship)$")
_DAYS: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
spring summer autumn winter christmas easter god lord heaven bible scripture english french german latin greek hebrew""".split()
) | frozenset(MONTHS)
_WORD: Final = (
    r"(?:(?:[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ]\.)+|(?:Mc|Mac|O['’]|D['’]|d['’]|[A-Z]-)?[^\W\da-z_][^\W\d_]*(?:[-’'](?!s\b)[^\W\d_]+)*)"
)
_LINK: Final = r"(?:de|von|van|der|den|la|du|del|da|di|le|ibn|bin|al|af|zu|ter|y)"
_TITLE: Final = r"(?:(?:Mr|Mrs|Ms|Mme|Dr|Gen|Col|Capt|Rev|Prof|Gov|Lt|Lieut|Maj|Sen|Hon)\.?\s+)"
_NAME: Final = re.compile(rf"(?<![\w’'-]){_TITLE}?{_WORD}(?:[^\S\n]*\n?[^\S\n]*(?<=\s)(?:{_LINK}\s+){{0,2}}{_WORD})*")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_SAYS: Final = re.compile(
    r"^,?\s*(?:(?:had|has|also|then|himself|herself|who|once|later|never|always|soon|still|now|would|could|did\s+not)\s+){0,2}"
    r"(?:said|says|wrote|writes|replied|asked|told|thought|believed|argued|died|married|born|declared|himself|herself|who|whom|whose|knew|saw|"
    r"felt|wanted|spoke|answered|lived|refused|insisted|tried|went|came|met|loved|hated|joined|gave|took|held|made|called|wished|hoped|feared|"
    r"explained|confessed|recalled|remembered|visited|resigned|returned|led|ordered|persuaded|taught|agreed|decided|considered|proposed|"
    r"suggested|published|studied|criti\w+|accused|denounced|advocated|supported|opposed|admired|became|was\s+(?:born|a|an|killed|shot|arrested|"
    r"elected|murdered|executed|appointed|assassinated))\b"
)
_KIN: Final = re.compile(
    r"\b(?:wife|husband|father|mother|son|daughter|brother|sister|cousin|uncle|aunt|grandson|granddaughter|grandfather|grandmother|nephew|niece|"
    r"friend|secretary|colleague|comrade|teacher|student|pupil|rival|opponent|assistant|bodyguard|biographer|successor|predecessor|painter|poet|"
    r"writer|novelist|philosopher|historian|general|minister|leader|agent|assassin|critic|physicist|chemist|naturalist|botanist|geologist|"
    r"mathematician|lawyer|overseer|slaveholder|abolitionist|actress|actor|composer|editor|journalist|revolutionary|president|master|mistress|"
    r"governess|priest|doctor|physician|supporter|ally|allies|follower|disciple|mentor|widow|lover|fiancée?|named|called|by|with|and|of)"
    r"(?:\s*,)?\s*$"
)
_KINSHIP: Final = re.compile(r"^(?:['’]s?)?\s+(?:\w+\s+){0,2}(?:wife|husband|father|mother|sons?|daughters?|brothers?|sisters?|widow|secretary)\b")
_LISTED: Final = re.compile(r"\b(?:daughters|sons|children|brothers|sisters|friends|parents|comrades|grandchildren)\b[^.;]{0,40}$")
_HUMAN: Final = re.compile(_KIN.pattern.replace("|named|called|by|with|and|of", ""))
_PLACED: Final = re.compile(
    r"(?:\b(?:[Ii]n|[Aa]t|[Nn]ear|[Tt]hroughout|[Aa]cross|[Oo]utside|[Ii]nside|[Ww]ithin)\s+(?:[\w-]+ern\s+)?"
    r"|\b(?:city|town|village|province|state|county|island|port|district|suburb|capital|region|river|streets)\s+of\s+"
    r"|\b(?:[Rr]eached|[Aa]rrived\s+in|[Ll]eft\s+for|[Ss]ettled\s+in|[Mm]oved\s+to|[Ee]xiled\s+to|[Rr]eturned\s+to"
    r"|[Tt]ravelled\s+to|[Ss]ent\s+to|[Dd]eported\s+to|[Ww]ent\s+to|[Ff]led\s+to|[Ll]ived\s+in|[Bb]orn\s+(?:in|at))\s+)$"
)
_WHERE: Final = re.compile(r"^,\s+(?:where|a\s+(?:city|town|village|suburb|port|province|farm|state|country|island))\b")
ORGANISATION: Final = re.compile(
    r"\b(?:Party|International|Committee|Comintern|Army|League|Union|Society|Association|Commission|Council|Club|Institute|University|Church|"
    r"Soviet|Government|Parliament|Senate|Bureau|Group|Opposition|Front|Academy|College|School|Realschule|Hospital|Court|Company|Regiment|Ministry|"
    r"Department|Office|Police|Navy|Brigade|Cabinet|Assembly|Federation|Commissariat|Politburo|House|Corps|Bank|Museum|Library|Gymnasium|Lyceum|"
    r"Agency|Organi[sz]ation)$"
)
SURNAME_TOO: Final = re.compile(r"\b(?:Church|House|Bank|Court|Front|School|Parliament|Hospital|Group|Act|Battle|Peace|Raid)$")
OCCASION: Final = re.compile(
    r"\b(?:Revolution|Revolutions|War|Wars|Trials?|Congress|Conference|Treaty|Agreement|Pact|Uprising|Rebellion|Battle|Crisis|Compromise|"
    r"Proclamation|Convention|Expedition|Campaign|Exhibition|Purges?|Terror|Commune|Mutiny|Depression|Raid|Affair|Act|Peace|Reconstruction)$"
)
_NUMBERS: Final = frozenset("one two three four five six seven eight nine ten".split())
_OFFICE: Final = re.compile(
    r"(?:^|\s)(?:Judge|Senator|General|Colonel|Captain|Major|Lieutenant|Admiral|Attorney|Clerk|Commodore|Republicans?|Democrats?|Democracy|Whigs?|Secretary|President|Minister|Commissar|Chancellor|Governor|Ambassador|Director|Chairman|Commander)$"
)
_SITE: Final = re.compile(
    r"\s(?:Fortress|Palace|Square|Street|Avenue|Hotel|Prison|Station|Hall|Castle|River|Mountains?|Lake|Island|Islands|Bay|County|"
    r"City|Valley|Cathedral|Park|Theatre|Bridge|Road|Farm|Abbey|Chapel|Manor|Priory|Ferry|Hill|Harbou?r|Sea|Ocean|Peninsula|Desert)$"
)
_OF_WHAT: Final = re.compile(r"\b(?:Department|Ministry|Commissariat|[A-Z]\w+\s+Party)$")
"""What is nothing without its business or its country: `the Department of Mines`, `the Labour Party of Saxony`."""
_INITIAL: Final = re.compile(r"(?:[A-ZÀ-Þ]\.)+")
_SET_OFF: Final = re.compile(r"(?<!\w)(?P<mark>[*_])(?=[^\W\d_a-z])[^*_\n]{4,80}(?P=mark)(?!\w)|[“\"](?=[^\W\d_a-z])[^”\"\n.;:!?]{4,80}[”\"]")
_PRINTED: Final = re.compile(
    r"\b(?:edited|editing|editor\s+of|wrote\s+(?:\w+\s+)?(?:for|in)|newspaper|journal|magazine|periodical|paper|weekly)\s+(?:called\s+)?(?:the\s+)?$"
)
"""What stands before the name of a paper."""
_OF: Final = re.compile(rf"\s+(?:of|for)\s+(?:the\s+)?{_WORD}(?:\s+{_WORD}){{0,3}}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A capitalised name in a sentence: as written without title and possessive, where it stands, what it stands beside.

    `opens` says that it heads its sentence, `lone` that its first word has its capital nowhere else.
    """

    name: str
    sentence: int
    source: str
    start: int
    end: int
    title: str
    opens: bool
    possessive: bool
    before: str
    after: str
    lone: bool = False

    @property
    def rank(self) -> str:
        """The title, where it tells two bearers of a surname apart: `mrs`, `president`; `Mr.` and `Dr.` do not."""
        title = fold(self.title).strip(".").split("-")[-1]
        return {"mme": "mrs", "madame": "mrs"}.get(title, title) if title not in _CIVIL or title in ("mrs", "miss") else ""

    @property
    def key(self) -> str:
        """The name folded, initials without their points."""
        return fold(self.name).replace(".", "")


_LETTERS: Final = re.compile(r"[^\W\d_]+")
_INSIDE: Final = re.compile(rf"[\w,;](?:[^\S\n]{{1,3}}|[^\S\n]{{1,2}}\n)(?=({_LETTERS.pattern}))")
"""A word after another, or after a comma or a semicolon, and a blank or a few."""


class Lexicon:
    """How the words of an archive are written: in lower case, with a capital inside a sentence, with a capital only at its head."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.lower: Counter[str] = Counter()
        self.inside: Counter[str] = Counter()
        for text in texts:
            for word, count in Counter(_LETTERS.findall(text)).items():
                if word.islower():
                    self.lower[word] += count
            for word, count in Counter(_INSIDE.findall(text)).items():
                if not (word.islower() or word.isupper()):
                    self.inside[word.lower()] += count

    def ordinary(self, word: str) -> bool:
        """Is a word mostly written small, or never with a capital inside a sentence?"""
        word = word.lower().split("-")[0]
        return self.lower[word] > self.inside[word]

    def heads_only(self, word: str) -> bool:
        """Has a word its capital only at the head of sentences?"""
        return not self.inside[word.lower()]


def mentions(sentence: Sentence, raw: str, lexicon: Lexicon) -> Iterator[Mention]:
    """The names in a sentence, in order; heads of sentences that are ordinary words are cut off."""
    titled = [span.span() for span in _SET_OFF.finditer(raw) if _looks_titled(span.group())]
    for match in _NAME.finditer(raw):
        written = match.group()
        start = match.start()
        if any(begin < match.end() and start < end for begin, end in titled):
            continue  # what a title names is no mention: `the “Pilgrimage of Jonas Harte”`
        opens = not raw[:start].strip(" \n\t“\"'‘(*_•-—") or bool(re.search(r"[.!?:;—“\"‘(]['’”\"]?\s*$", raw[:start]))
        parts, title, opens = _headless([(m.group(), m.start()) for m in re.finditer(r"\S+", written)], opens, lexicon)
        if not parts:
            continue
        begin = start + parts[0][1]
        name = written[parts[0][1] :]
        of = _OF.match(raw, match.end())
        if of and (_OF_WHAT.search(name) or (" " not in name and (ORGANISATION.search(name) or OCCASION.search(name)))):
            name += of.group()
        possessive = bool(re.search(r"['’]s?$", name)) or bool(re.match(r"['’]s\b", raw[match.end() :]))
        name = squeeze(_POSSESSIVE.sub("", name)).strip(" .'’-") if not re.search(r"\b[A-Z]\.$", name) else squeeze(name)
        name = re.sub(r"(?<=\b[A-Z]\.)(?=[A-Z])", " ", re.sub(r"\s+[A-Z]$", "", name))  # `J.D. Hale` is `J. D. Hale`
        if (
            len(name) < 2
            or _OFFICE.search(name)
            or any(fold(p) in _NUMBERS for p in name.split())
            or fold(name) in STOP
            or fold(name) in _DAYS
            or (name.isupper() and len(name.split()) > 1)
        ):
            continue
        before, after = raw[max(0, begin - 60) : begin], raw[match.end() : match.end() + 60]
        if _SITE.match(f" {after[3:].split(' ')[0]}") and re.match(r"['’]s\s", after):
            continue  # `Harte's Ferry` names a place
        if title:
            before = re.sub(rf"{title}\.?\s*$", "", before)
        yield Mention(
            name,
            sentence.id,
            sentence.source,
            sentence.start + begin,
            sentence.start + match.end(),
            title,
            opens,
            possessive,
            squeeze(before) + " ",
            after,
            " " in name and lexicon.heads_only(name.split()[0]),
        )


def _headless(parts: list[tuple[str, int]], opens: bool, lexicon: Lexicon) -> tuple[list[tuple[str, int]], str, bool]:
    """The words of a name without a title and without what only opens a sentence before it; the title; whether the name itself opens the sentence."""
    parts, title = list(parts), ""
    while parts:
        first = fold(parts[0][0]).strip(".,")
        if first.split("-")[-1] in TITLES and len(parts) > 1:
            title = parts.pop(0)[0].rstrip(".")
        elif len(parts) > 1 and _INITIAL.fullmatch(parts[0][0]):
            break
        elif (opens and (first in STOP or (lexicon.ordinary(first) and (len(parts) > 1 or lexicon.heads_only(first))))) or first in STOP:
            parts.pop(0)
        else:
            break
        opens = False
    if opens and len(parts) > 1 and lexicon.heads_only(parts[0][0]) and _verb(parts[0][0]):
        parts.pop(0)
    return parts, title, opens


def _looks_titled(set_off: str) -> bool:
    """Are the words that are set off those of a title: two at least, each with its capital but the small ones?"""
    said = re.findall(r"[^\W\d_][\w’'-]*", set_off)
    return 2 <= len(said) <= 9 and said[-1][0].isupper() and all(w[0].isupper() or len(w) < 5 for w in said)


def _verb(word: str) -> bool:
    """A word that is only ever a verb or an adverb: `Reached London` names London."""
    from lemminflect import getAllLemmas

    kinds = set(getAllLemmas(word.lower()))
    past = re.search(r"(?:ed|ing)$|^(?:wrote|went|took|sent|met|led|made|held)$", word.lower())
    return kinds == {"ADV"} or bool(past and kinds and kinds <= {"VERB", "ADV", "AUX"})


def adjective(word: str) -> bool:
    """A word that a dictionary knows as an adjective: `Federal`."""
    from lemminflect import getAllLemmas

    return "ADJ" in getAllLemmas(word.lower())


@dataclass(slots=True)
class Evidence:
    """What speaks for a name being a person's, a place's, an organisation's, and what against its being a name at all."""

    count: int = 0
    inside: int = 0
    person: float = 0.0
    cues: int = 0
    titled: int = 0
    place: float = 0.0
    placed: float = 0.0
    articled: int = 0

    def add(self, mention: Mention, persons: frozenset[str], places: frozenset[str]) -> None:
        """Weigh one mention; `persons` and `places` are the recogniser's, folded."""
        self.count += 1
        self.inside += not mention.opens
        whole = fold(mention.name)
        self.titled += bool(mention.title)
        self.person += 1.0 * (whole in persons) + 2.0 * bool(mention.title) - 2.0 * bool(_PRINTED.search(mention.before))
        self.place += 1.0 * (whole in places)
        says = bool(_SAYS.match(mention.after)) and not mention.possessive
        human = bool(_HUMAN.search(mention.before) or _LISTED.search(mention.before) or (mention.possessive and _KINSHIP.match(mention.after)))
        self.person += 0.7 * says + 1.2 * human
        self.cues += says + human + bool(mention.title)
        if _PLACED.search(mention.before) and not mention.possessive and not mention.title:
            self.placed += 1.0
        if _WHERE.match(mention.after):
            self.placed += 2.0
        self.articled += bool(re.search(r"\b[Tt]he\s+$", mention.before))


def class_name(name: str) -> bool:
    """A single word that names a people, a following or a doctrine rather than a person: `Marxists`, `Russian`."""
    return " " not in name and bool(_DEMONYM.search(fold(name)))


def site(name: str) -> bool:
    """A name whose last word says that it is a place: `… Street`, `… Island`."""
    return bool(_SITE.search(name))


def honoured(title: str) -> bool:
    """A title that is part of how a person is named where only one name follows: `Pope Leo`, `Uncle Tom`."""
    return bool(title) and fold(title) not in _CIVIL
