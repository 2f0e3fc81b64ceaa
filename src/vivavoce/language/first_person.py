"""An account turned into the figure's first person, by rules on a parse; where a guard fires, the sentence stays as it stands.

A guard is a named reason. Guards are strict: a sentence left in the third person loses little, a wrong one loses trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from vivavoce.language.entries import elided, headless
from vivavoce.language.gender import nouns_for, pronoun_of
from vivavoce.language.guards import PRAISE, outer_guard
from vivavoce.language.names import alias_pattern, years
from vivavoce.record import Edit, Figure, year

_FORMS: Final = {
    "he": ({"he"}, {"him"}, {"his"}, {"himself"}),
    "she": ({"she"}, {"her"}, {"her", "hers"}, {"herself"}),
}
_SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})
_OBJECT: Final = frozenset({"dobj", "iobj", "dative", "pobj", "obj"})
_FINITE: Final = ("VBD", "VBZ", "VBP", "MD")
_PLACE_LABELS: Final = ("GPE", "LOC", "FAC")
_NO_PERSON: Final = (*_PLACE_LABELS, "ORG", "NORP", "DATE", "EVENT", "WORK_OF_ART", "TIME", "LAW", "PRODUCT", "LANGUAGE", "CARDINAL", "ORDINAL")
_MISTAKEN: Final = ("ORG", "PRODUCT", "WORK_OF_ART", "LAW")
"""What a small model takes a person's surname for where it is a subject; `GPE` only with a verb of speech."""
_SPEAKS: Final = frozenset("""say tell write think thank ask answer reply laugh believe know visit marry invite promise refuse advise warn urge admit
explain propose declare suggest learn hope want wish love hate remember""".split())
_DOCUMENTS: Final = frozenset("pamphlet article book essay chapter account source text story document encyclopaedia encyclopedia it".split())
_REPORTS: Final = frozenset("say tell mention claim accuse attribute dismiss add conclude describe deny argue assert report admit repeat".split())
_NAMING: Final = frozenset("name word title pseudonym alias surname nickname".split())
_SOMEBODY: Final = frozenset("one each everyone everybody another whoever".split())
_HUMAN: Final = re.compile(r"(?:man|woman|er|or|ist|ian|eer|ee|ant)$|^(?:slave|negro|peasant|captive|fugitive|victim|martyr|orphan|heir|chief|saint|"
                           r"young|youth|convict|spy|thief|hermit|poet|native|citizen)$")
_LIFE_SPAN: Final = re.compile(r"\s*\((?:(?:born|b\.|c\.|ca\.)\s*)?[^()]{0,30}\b\d{3,4}\s*(?:[-–—]|to|,\s*(?:d\.|died))\s*[^()]{0,30}\d{2,4}\)")
_PAIR: Final = re.compile(
    r"\b(?:the|these)\s+two(?:\s+(?:men|women|friends|comrades|lovers|brothers|sisters|leaders|rivals|of\s+them))?(?=[.,;:]|\s+(?:were|had|met|would|did|"
    r"could|never|soon|often|\w+ed)\b)|\bboth\s+(?:men|women|of\s+them)\b|\bthe\s+(?:couple|pair)\b|\bbetween\s+them\b", re.I)
_PEOPLE: Final = re.compile(r"(?:ers|ors|ists|ians|men|women|ees|ants|ents)$|^(?:friends|comrades|children|people|sons|daughters|pupils|"
                            r"delegates|boys|girls|slaves|guards|allies|enemies|doctors|police|critics|brothers|sisters)$")
_IMPERATIVES: Final = frozenset("add see note consider compare imagine think take suppose remember recall look let picture notice".split())
_MANNER: Final = frozenset("degree success skill measure manner style ability talent courage distinction credit honour honor effect".split())
_BODIES: Final = frozenset("""conference congress party committee council government union army church court parliament university society bank
commission league international republic company office press ministry board academy assembly senate house opposition soviet college school
club""".split())
_ABSTRACT: Final = re.compile(r"(?:cracy|ism|tion|ment|ness|ship|hood|ics)$")
_SITES: Final = frozenset("fortress town city village castle battle university port island province district county siege bishop congress".split())
_MANY: Final = frozenset("police people council party committee government crowd family audience public press army".split())
_PLURAL: Final = frozenset("they them their theirs themselves".split())
_TIMES: Final = frozenset("years months weeks days hours minutes times decades centuries miles pages".split())
_NUMBER_ENDS: Final = r"\d[\w.]*"
_EMPHASIS: Final = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]*[^\s*_])\1(?![\w*_])")
_OPENS: Final = re.compile(r"(?:^|[.!?][\"”’)]?)[\W_]*$")
_BE: Final = {"is": "am", "'s": "'m", "’s": "’m", "was": "was", "has": "have", "does": "do", "isn't": "am not", "doesn't": "don't",
              "hasn't": "haven't"}


@dataclass(frozen=True, slots=True)
class Conversion:
    """A sentence in the first person with its edits, or the name of the guard that stopped it.

    What the next sentence's "he" may lean on: `subject` is `figure`, `other` or `none`, `rivals` whether somebody else is in it,
    `rival_subject` whether as a subject, `tells` whether the figure is in it, `open` whether a pronoun in it may mean somebody who is not
    named in it, `plural` whether it names several people or things for a "they", `namesake` whether somebody else of the name is in it.
    """

    text: str | None
    edits: tuple[Edit, ...]
    guard: str
    subject: str
    rivals: bool
    rival_subject: bool = False
    tells: bool = False
    open: bool = False
    plural: bool = False
    namesake: bool = False

    @property
    def transparent(self) -> bool:
        """Does it name nobody whom a pronoun in the next sentence could mean?"""
        return not (self.tells or self.rivals or self.open)


TOPIC: Final = Conversion(None, (), "", "figure", rivals=False, tells=True)
"""What stands before the first sentence of a section about the figure."""


class Converter:
    """Converts the sentences of accounts about one figure; it holds no state between sentences, the caller does."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.pattern = alias_pattern(figure.names)
        nominative, objective, possessive, reflexive = _FORMS.get(figure.pronouns, (set(), set(), set(), set()))
        self.pronouns = nominative | objective | possessive | reflexive
        self._nominative, self._possessive, self._reflexive = nominative, possessive, reflexive
        self.nouns = nouns_for(figure.pronouns)
        self._died = year(figure.died)
        spouse = {"he": "husband", "she": "wife"}.get(figure.pronouns)
        self._no_spouse = re.compile(rf"{self.pattern.pattern}['’]s?\s+(?:\w+\s+)?{spouse}\b") if spouse else None
        self._titled = re.compile(rf"\W*[A-Z][a-z]+\s[^*]{{0,30}}\*[^*]+(?P<gap>\*)\s+(?={self.pattern.pattern}\s+[a-z])")
        self._unparted = re.compile(
            rf"(?:\W*)(?:In|At|From|Near|On|By|Since|Until|After|Before|During)\s[^,;:.!?()“”\"]{{0,60}}?(?:{_NUMBER_ENDS}|[A-Z][\w’-]+)"
            rf"(?P<gap>\s)(?={self.pattern.pattern}\s+[a-z])")

    def readable(self, raw: str) -> str:
        """A sentence as a parser reads it best, as long as its flattened text: emphasis has stars, and a comma parts an opening phrase
        that ends in a number or a name from the figure's name (`In Bern Weber sold …`)."""
        text = _EMPHASIS.sub(r"*\2*", flattened(raw)[0])
        if titled := self._titled.match(text):
            text = f"{text[:titled.start('gap')]},{text[titled.end('gap'):]}"
        parted = self._unparted.match(text)
        if parted and not (parted[0].split()[0] not in ("In", "At", "From", "Near", "On") and parted[0].split()[-1][:1].isalpha()) \
                and not pronoun_of(parted[0].split()[-1:]):
            text = f"{text[:parted.start('gap')]},{text[parted.end('gap'):]}"
        return text

    def meet(self, doc: Any, people: dict[str, str]) -> None:
        """Remember the surnames of the persons in a sentence, with `he` or `she` where a given name or title tells."""
        for entity in doc.ents:
            if entity.label_ != "PERSON" or entity[-1].tag_ != "NNP" or self.pattern.search(entity.text) or _is_place(entity[-1]):
                continue
            surname, pronoun = entity[-1].text, pronoun_of(t.text for t in doc[max(0, entity.start - 1):entity.end - 1])
            if len(entity) > 1 or surname not in people:
                people[surname] = pronoun if people.get(surname) in (None, "", pronoun) else ""

    def convert(self, doc: Any, raw: str, offset: int, before: Conversion | None, people: Mapping[str, str] | None = None,
                entry: bool = False) -> Conversion:
        """Convert one sentence. `doc` parses `readable(raw)`; `offset` is where `raw` starts in its source; `people` are those met so far; an
        `entry` of a chronology of the figure may leave out its subject."""
        flat, places = flattened(raw)
        sentence = _Sentence(doc, flat, self, people or {})
        sentence.elided = elided(doc) if entry else None
        resolved = sentence.resolved(before)
        subject, rivals = sentence.subject(before), bool(sentence.rivals)
        tells = bool(sentence.named) or subject == "figure" or resolved
        rival_subject = any(r.dep_ in _SUBJECT for r in sentence.rivals)
        opened = bool(sentence.pronouns) and not sentence.named and not resolved
        guard = sentence.guard(before) or self.outer_guard(raw, subject == "figure")
        edits: list[Edit] = []
        if not guard:
            try:
                edits = sentence.edits(before)
            except _GuardFiredError as fired:
                guard = str(fired)
        if edits and sentence.praised():
            guard = "praise or blame"
        if edits and self._no_spouse and self._no_spouse.search(flat):
            guard = "a spouse the figure cannot have"
        doubtful = bool(sentence.rivals) or (before is not None and (before.rivals or before.open))
        doubtful = doubtful or any(sentence.commands(p) for p in sentence.pronouns)
        opened = opened or bool(sentence.foreign) or guard == "two persons in one sentence" or (guard == "pronoun before the name" and doubtful)
        text = None if guard or not edits else _rewritten(flat, edits)
        kept = tuple(Edit(places[e.start] + offset, places[e.end - 1] + 1 + offset, e.new)
                     for e in sorted(edits, key=lambda e: e.start)) if text else ()
        return Conversion(text, kept, guard or ("" if edits else "the figure is not in it"), subject, rivals, rival_subject, tells, opened,
                          bool(sentence.plurals), sentence.namesakes())

    def outer_guard(self, raw: str, quoting: bool = False) -> str:
        """What the words alone forbid: matter after the death, framing, scholarship, another I, the author's judgement."""
        if self._died and any(y > self._died for y in years(raw)):
            return "after death"
        return outer_guard(raw, quoting)


def flattened(raw: str) -> tuple[str, list[int]]:
    """A text with runs of white space as one space, and where in the text each character of it stands."""
    places = [i for i, c in enumerate(raw) if not (c.isspace() and i and raw[i - 1].isspace())]
    return "".join(" " if raw[i].isspace() else raw[i] for i in places), places


def _rewritten(raw: str, edits: Sequence[Edit]) -> str:
    text = raw
    for edit in sorted(edits, key=lambda e: -e.start):
        text = text[:edit.start] + edit.new + text[edit.end:]
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]


class _GuardFiredError(Exception):
    pass


class _Sentence:
    """One parsed sentence seen from the figure."""

    def __init__(self, doc: Any, raw: str, converter: Converter, people: Mapping[str, str]) -> None:
        self.doc, self.raw, self.converter, self.people = doc, raw, converter, people
        self.quoted = _quoted(raw)
        self.mentions = [m for m in (doc.char_span(*m.span(), alignment_mode="expand") for m in converter.pattern.finditer(raw))
                         if m is not None]
        self.named = [m for m in self.mentions if not self._namesake(m)]
        inside = {t.i for m in self.named for t in m}
        self.pronouns = [t for t in doc if t.lower_ in converter.pronouns and not self._in_quotes(t)]
        self.rivals = [t for t in doc if t.i not in inside and not self._in_quotes(t) and self._is_rival(t)]
        self._opened = False
        self.elided: tuple[Any, str] | None = None
        self.foreign: set[int] = set()  # pronouns before the name that are somebody else's
        self._others = [t for t in doc if t.ent_type_ == "PERSON" and t.i not in inside]
        self.plurals = [t for t in doc if t.tag_ in ("NNS", "NNPS") and t.lower_ not in _TIMES and not self._in_quotes(t)]

    def _in_quotes(self, token: Any) -> bool:
        return any(a <= token.idx < b for a, b in self.quoted)

    def _namesake(self, mention: Any) -> bool:
        """Is the name part of another person's: a brother's, a wife's with a title?"""
        if not mention.start:
            return False
        before = self.doc[mention.start - 1]
        told = pronoun_of([before.text])
        return bool(before.text[:1].isupper() and before.pos_ == "PROPN" and (
            (told and (told != self.converter.figure.pronouns or before.lower_.strip(".") not in ("mr", "mrs", "miss", "ms", "sir", "lady", "lord")))
            or (before.ent_type_ == "PERSON" and mention[0].ent_iob_ == "I")))

    def namesakes(self) -> bool:
        """Is somebody else of the name in the sentence whom the bare name could mean, too?"""
        others = [self.doc[m.start - 1] for m in self.mentions if m not in self.named]
        return any(pronoun_of([t.text]) in ("", self.converter.figure.pronouns) for t in others)

    def _is_rival(self, token: Any) -> bool:
        """Someone else whom a pronoun of the figure's could mean."""
        if token.text[:1].isupper() and (token.ent_type_ == "PERSON" or (token.text in self.people and token.pos_ == "PROPN")):
            adjective = token.dep_ in ("compound", "nmod") and token.head.ent_type_ != "PERSON" and (
                token.head.pos_ == "NOUN" or token.head.lower_ in _BODIES)
            if token.text not in self.people and _is_place(token):
                return False
            return not adjective and self._could_be_meant(token)
        if token.tag_ == "NNP" and token.lower_ in self.converter.nouns and token.dep_ in _SUBJECT and self._owns(token):
            return True  # `the President shook his head`, whoever the President is
        if token.tag_ == "NN" and token.lower_ in self.converter.nouns:
            if token.dep_ == "compound" and token.head.pos_ == "PROPN":
                return False  # `the poet Jane Roe`: the name tells
            return not self._says_what_somebody_is(token)
        if token.tag_ == "NN" and token.dep_ in _SUBJECT and _HUMAN.search(token.lower_) and (
                self._owns(token) or any(c.lower_ in ("a", "an") for c in token.children)):
            return True
        if token.lower_ in _SOMEBODY and token.dep_ in _SUBJECT:
            return not any(c.lower_ == "of" for c in token.children)
        if token.tag_ not in ("NNP", "NN") or not token.text[:1].isupper():
            return False
        if token.ent_type_ == "GPE" and token.dep_ in _SUBJECT and self._owns(token):
            return True
        if token.ent_type_ == "NORP":
            return token.dep_ in (*_SUBJECT, *_OBJECT) and token.tag_ == "NNP" and any(c.lower_ in ("a", "an") for c in token.children)
        if token.dep_ not in _SUBJECT or any(c.lower_ == "the" for c in token.children):
            return False
        if token.lower_ in _BODIES or _ABSTRACT.search(token.lower_):
            return False
        if token.ent_type_ in _NO_PERSON and token.ent_type_ not in _MISTAKEN and not (token.head.lemma_ in _SPEAKS and token.ent_type_ == "GPE"):
            return False
        return token.tag_ == "NNP" and self._could_be_meant(token)

    def _owns(self, subject: Any) -> bool:
        """Does a possessive that could be the subject's own follow in its clause: `the slave was in the hands of his friends`?"""
        return any(t.lower_ in self.converter._possessive and t.dep_ == "poss" and t.i > subject.i and _clause(t).i in (
            subject.head.i, *(c.i for c in subject.head.children if c.dep_ == "conj")) for t in self.doc)

    def _says_what_somebody_is(self, token: Any) -> bool:
        """Is a noun no other person but a predicate (`was a clerk`, `as a child`) or an apposition?"""
        if token.dep_ == "appos":
            return True
        if token.dep_ == "attr":
            subject = next((c for c in token.head.children if c.dep_ in _SUBJECT), None)
            return subject is not None and subject.lower_ not in ("it", "this", "that", "there", "who")
        generic = token.dep_ == "poss" and any(c.lower_ in ("a", "an") for c in token.children)
        return generic or bool(token.dep_ == "pobj" and token.head.lower_ == "as")

    def _could_be_meant(self, token: Any) -> bool:
        """A name may be anybody's, unless its given name, its title or what was learned of it says otherwise."""
        start = end = token.i
        while start > 0 and self.doc[start - 1].pos_ == "PROPN" and self.doc[start - 1].text[:1].isupper():
            start -= 1
        while end + 1 < len(self.doc) and self.doc[end + 1].pos_ == "PROPN" and self.doc[end + 1].text[:1].isupper():
            end += 1
        told = pronoun_of(t.text for t in self.doc[start:end + 1]) if end > start else self.people.get(token.text, "") or pronoun_of([token.text])
        return not told or self.converter.figure.pronouns not in _FORMS or told == self.converter.figure.pronouns

    @property
    def main(self) -> Any:
        """The verb of the main clause; where the parser found none, the first finite verb that no relative word or mark subordinates."""
        root = next((t for t in self.doc if t.dep_ == "ROOT"), self.doc[0])
        if root.pos_ in ("VERB", "AUX") or any(c.dep_ in ("aux", "auxpass", "cop") for c in root.children):
            return root
        for verb in self.doc:
            if verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("aux", "auxpass") or not any(t.tag_ in _FINITE for t in (verb, *verb.children)):
                continue
            if not any((c.dep_ == "mark" and c.lower_ != "than") or c.tag_[0] == "W" for c in verb.children):
                return verb
        return root

    def subject(self, before: Conversion | None) -> str:
        """Who the sentence is about, for the sentence after it."""
        if self.elided:
            return "figure"
        main = self.main
        subject = next((c for c in main.children if c.dep_ in _SUBJECT), None)
        if subject is None:  # `He held that …, maintained …`: the parser may hang the first clause on the second
            subject = next((c for v in main.children if v.i < main.i and v.dep_ in ("ccomp", "conj") for c in v.children if c.dep_ in _SUBJECT), None)
        if subject is None:
            return "none"
        if any(subject.i in range(m.start, m.end) for m in self.named) and not self._in_quotes(subject):
            return "figure"
        if subject.lower_ in self.converter._nominative and before and self._leans(subject, before):
            return "figure"
        return "other"

    def _leans(self, token: Any, before: Conversion) -> bool:
        """May a pronoun without a name before it mean the subject of the sentence before? A subject may lean past somebody who was no subject."""
        if self.mentions and not self.named:
            return False
        if any(r.i < token.i for r in self.rivals):
            return before.subject == "figure" and not before.rivals and not before.open and self._done_to(token)
        opening = token.dep_ in _SUBJECT and token.i <= 10 and (token.head.i == self.main.i or token.head.dep_ in ("advcl", "ccomp"))
        if before.subject == "figure":
            return (not before.rivals and not before.open) or (opening and not before.rival_subject)
        return before.tells and not before.rivals and not before.open

    def _done_to(self, token: Any) -> bool:
        """Is a pronoun the object of a clause whose subject is the only other person so far? `Keller advised him` is not about Keller."""
        if token.dep_ not in _OBJECT or token.lower_ in self.converter._reflexive:
            return False
        clause = _clause(token)
        subject = next((c for c in clause.children if c.dep_ in _SUBJECT), None)
        if subject is None or (token.dep_ == "pobj" and token.head.head.i != clause.i):
            return False
        name = {t.i for t in subject.subtree if t.i == subject.i or t.dep_ in ("compound", "flat", "nmod")}
        others = [r for r in self.rivals if r.i < token.i]
        return bool(others) and all(r.i in name for r in others)

    def resolved(self, before: Conversion | None) -> bool:
        """Does the first pronoun of a sentence without the name mean the figure?"""
        return bool(self.pronouns and not self.mentions and before and self.pronouns[0].i <= 12 and self._leans(self.pronouns[0], before))

    def guard(self, before: Conversion | None) -> str:
        """The first guard of the whole sentence that fires, or nothing."""
        if not self.mentions and not self.pronouns and not self.elided:
            return "the figure is not in it"
        if not self.elided and (verb := headless(self.doc)) is not None and (self.main.i == verb.i or verb.dep_ in ("aux", "auxpass")):
            return "no subject"
        if self.main.tag_ == "VB" and self.main.lemma_.lower() in _IMPERATIVES and not any(c.dep_ in (*_SUBJECT, "aux") for c in self.main.children):
            return "addressed to the reader"
        if self.elided and self.mentions:
            return "name unclear"
        if not self.converter.pronouns and not self.mentions:
            return "pronouns unknown"
        if _open_quote(self.raw):
            return "part of a longer quotation"
        if any(self._in_quotes(m[0]) for m in self.mentions):
            return "the name stands in quoted words"
        if any(a.start() < m.start_char < a.end() for a in _EMPHASIS.finditer(self.raw) for m in self.mentions):
            return "the name stands in a title"
        if any(any(t.lower_ in self.converter.pronouns for t in self.doc if a <= t.idx < b) for a, b in self.quoted):
            return "quoted words speak of him"
        first = self.mentions[0].start if self.mentions else len(self.doc)
        if any(self.raw[m.end_char:m.end_char + 8].lstrip(" ,(").startswith("born") for m in self.mentions):
            return "birth in an aside"
        early = [p for p in self.pronouns if p.i < first] if self.mentions else []
        theirs = bool(early) and all(p.dep_ == "poss" for p in early) and any(
            r.dep_ in _SUBJECT and early[-1].i < r.i < first for r in self.rivals)
        if early and not self._looks_ahead(early) and (theirs or not (
                before and not before.rivals and not any(self.commands(p) for p in early) and self._leans(early[0], before))):
            if theirs or not self._anothers(early, before):
                return "pronoun before the name"
            self.foreign = {p.i for p in early}
        if not self.mentions and not (self.elided and not self.pronouns) and not self.resolved(before):
            return "another antecedent"
        if before is not None and before.namesake and any(len(m) == 1 for m in self.mentions):
            return "a namesake before"
        if any(_LIFE_SPAN.match(self.raw, m.end_char) for m in self.mentions):
            return "a life span beside the name"
        if any(m.start and (self.doc[m.start - 1].lemma_.lower() in _NAMING or self.doc[m.start - 1].lower_ in ("called", "named", "signed"))
               for m in self.mentions):
            return "the name itself"
        if self._with_others(before):
            return "they may hold the figure"
        if self._document_says():
            return "what a document says"
        if self.doc[-1].text == "?" or (self.doc[-1].text == ":" and len(self.doc) < 5):
            return "a question"
        held = any(t.tag_ == "VBN" and any(c.dep_ == "ccomp" for c in t.children) for t in self.doc)  # `The theory held …`, read as a participle
        if not held and not self.elided and not any(t.tag_ in _FINITE for t in (self.main, *self.main.children)):
            return "no verb"
        if self.quoted and not self.elided and not any(t.tag_ in _FINITE and not self._in_quotes(t) for t in self.doc):
            return "no verb"  # `Weber, coldly, “That is done.”`
        return ""

    def _with_others(self, before: Conversion | None) -> bool:
        """May a plural word mean the figure together with others? `With Keller Weber sold it, and they …`."""
        if _PAIR.search(self.raw):
            return True
        plural = next((t for t in self.doc if t.lower_ in _PLURAL and not self._in_quotes(t)
                       and not (t.lower_ == "them" and self._governed(t))), None)
        if plural is None:
            return False
        figure = {t.i for m in self.mentions for t in m} | {p.i for p in self.pronouns}
        nouns = ("PROPN", "NOUN", "PRON")
        joined = any(t.dep_ == "conj" and {t.i, t.head.i} & figure and t.pos_ in nouns and t.head.pos_ in nouns for t in self.doc)
        accompanied = any(r.dep_ == "pobj" and r.head.lower_ == "with" for r in self._others)
        if joined:
            return True
        if any(t.i < plural.i and (not accompanied or _PEOPLE.search(t.lower_)) for t in self.plurals) or self._joined_before(plural):
            return False
        return before is None or not before.plural or accompanied or (before.tells and before.rivals)

    def _joined_before(self, plural: Any) -> bool:
        """Are two or more others joined by `and` before a plural pronoun, or something that is many in one (`the council`, `police`)?"""
        figure = {t.i for m in self.mentions for t in m} | {p.i for p in self.pronouns}
        return any(t.i < plural.i and ((t.pos_ in ("NOUN", "PROPN") and t.dep_ == "conj" and not {t.i, t.head.i} & figure) or t.lower_ in _MANY)
                   for t in self.doc)

    def _document_says(self) -> bool:
        """Is the sentence about what a document says of the figure?"""
        root = next((t for t in self.doc if t.dep_ == "ROOT"), None)
        subject = next((c for c in root.children if c.dep_ in _SUBJECT), None) if root is not None else None
        return subject is not None and root is not None and subject.lemma_.lower() in _DOCUMENTS and root.lemma_ in _REPORTS \
            and not any(c.dep_ == "poss" for c in subject.children)

    def praised(self) -> bool:
        """Is a word of praise or blame said of the figure: of what is theirs, of what they are, of how or what they do?"""
        figure = {t.i for m in self.mentions for t in m} | ({p.i for p in self.pronouns} - self.foreign)
        for match in PRAISE.finditer(self.raw):
            span = self.doc.char_span(*match.span(), alignment_mode="expand")
            for token in span or ():
                while True:
                    if any(c.i in figure for c in token.children):
                        return True
                    if token.dep_ == "ROOT" and token.lemma_ == "be" and any(
                            c.dep_ in _SUBJECT and any(o.i in figure and o.dep_ == "poss" for o in c.children) for c in token.children):
                        return True  # `His mind was sound`
                    if token.dep_ in ("advcl", "ccomp", "pcomp", "ROOT") or (
                            token.dep_ == "pobj" and not (token.head.lower_ == "of" and token.head.head.dep_ == "attr") and not (
                                token.head.lower_ in ("in", "with") and token.lower_ in _MANNER)):
                        break
                    token = token.head
        return False

    def _looks_ahead(self, early: Sequence[Any]) -> bool:
        """`In his will, Weber wrote …`: possessives alone, nobody else in the sentence, the figure its subject."""
        head = self.mentions[0].root
        return not self.rivals and head.dep_ in _SUBJECT and head.head.dep_ == "ROOT" and all(
            p.lower_ in self.converter._possessive and p.dep_ == "poss" and p.i < head.head.i for p in early)

    def commands(self, pronoun: Any) -> bool:
        """`He had a hatred of Weber` is about somebody else: a subject before the name, in whose own clause the name stands."""
        if not self.mentions or pronoun.dep_ not in _SUBJECT or pronoun.i > self.mentions[0].start or pronoun.tag_ != "PRP":
            return False
        clause, token = pronoun.head.i, self.mentions[0].root
        while token.i != clause and token.dep_ != "relcl" and token.head.i != token.i:
            token = token.head
        return bool(token.i == clause)

    def _anothers(self, early: Sequence[Any], before: Conversion | None) -> bool:
        """`Keller sold his shop and wrote to Weber`: are the pronouns before the name those of somebody who is named as a subject, with the figure
        not spoken of before?"""
        subjects = [r for r in self.rivals if r.dep_ in _SUBJECT and r.pos_ == "PROPN" and r.i < self.mentions[0].start]
        if not subjects or len({r.text for r in subjects}) > 1 or (before is not None and before.tells) or len(self.mentions) > 1:
            return False
        return all(p.i > subjects[0].i or (p.dep_ == "poss" and before is not None) for p in early)

    def edits(self, before: Conversion | None) -> list[Edit]:
        """The replacements; _GuardFiredError where one of them is not safe."""
        spans = [(m.start, m.end, m.root) for m in self.mentions] + [(p.i, p.i + 1, p) for p in self.pronouns]
        spans.sort(key=lambda s: s[0])
        edits: list[Edit] = []
        if self.elided:
            verb, new = self.elided
            edits.append(Edit(verb.idx, verb.idx + len(verb), new))
        anchor = self._anchor(before)
        self._opened = before is not None and before.open
        for start, end, head in spans:
            if start in self.foreign or any(e.start <= self.doc[start].idx < e.end for e in edits):
                continue
            pronoun = end - start == 1 and head.lower_ in self.converter.pronouns
            if pronoun and not self._means_figure(head, anchor):
                raise _GuardFiredError("two persons in one sentence")
            edits += self._replace(start, end, head, pronoun)
        return edits

    def _anchor(self, before: Conversion | None) -> int:
        """The token from which the figure is the one spoken of: a mention as subject, or the sentence before."""
        if self.mentions and any(p.i < self.mentions[0].start and p.i not in self.foreign for p in self.pronouns):
            return 0
        for mention in self.mentions:
            if mention.root.dep_ in _SUBJECT or mention.root.dep_ == "poss" or not self.rivals:
                return int(mention.start)
        return 0 if not self.mentions and before and (before.subject == "figure" or before.tells) else len(self.doc)

    def _means_figure(self, token: Any, anchor: int) -> bool:
        if token.dep_ in _OBJECT and token.lower_ not in self.converter._reflexive and self._governed(token):
            return False  # an object that is no reflexive is not its own clause's subject
        if token.i < anchor and token.i != anchor:
            return False
        if not self.mentions and token.dep_ == "poss" and self._opens_anothers(token):
            return False
        if self._opened and token.dep_ in _SUBJECT and token.tag_ == "PRP" and self.named and token.head.dep_ == "ccomp":
            return False  # somebody else is being spoken of, and `that he …` may be about him
        led = any(m.root.dep_ in _SUBJECT and m.start < token.i for m in self.named)
        if self._opened and token.dep_ in _SUBJECT and token.tag_ == "PRP" and self.named and not led:
            return False  # `After Weber's return he …` goes on about that other person
        between = [r for r in self.rivals if r.i < token.i]
        if not between or self._follows_name(token, between):
            return True
        if (not self.mentions or self.mentions[0].start < between[0].i) and self._done_to(token):
            return True
        # a possessive or reflexive that belongs to a clause whose subject is the figure
        clause = _clause(token)
        while clause is not None and clause.dep_ in ("advcl", "xcomp", "conj") and clause.head.i != clause.i \
                and not any(c.dep_ in _SUBJECT for c in clause.children):
            clause = _clause(clause.head)
        if token.lower_ in self.converter._possessive and self._past_possessors(token, clause, between):
            return True
        own = token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "own"
        subject = next((c for c in clause.children if c.dep_ in _SUBJECT), None) if clause is not None else None
        governed = subject is not None and (any(subject.i in range(m.start, m.end) for m in self.mentions)) and subject.i < token.i
        nearer = [r for r in between if subject is not None and r.i > subject.i]
        if governed and own and not any(r.dep_ in _SUBJECT for r in nearer):
            return True
        return bool(subject is not None and governed and not nearer
                    and token.lower_ in self.converter._possessive | self.converter._reflexive and all(r.i < subject.i for r in between)
                    and not any(r.dep_ in _SUBJECT for r in between))

    def _opens_anothers(self, token: Any) -> bool:
        """`In his letter, Keller had written …`: does a possessive stand before the main subject, which is somebody else and may be meant?"""
        subject = next((c for c in self.main.children if c.dep_ in _SUBJECT), None)
        return subject is not None and token.i < subject.left_edge.i and any(r.i == subject.i for r in self.rivals)

    def _past_possessors(self, token: Any, clause: Any, between: Sequence[Any]) -> bool:
        """`Weber attacked Keller's plan until his arrest`: the figure is the clause's subject, others only own things, and those are not joined
        with what the pronoun owns."""
        subject = next((c for c in clause.children if c.dep_ in _SUBJECT), None)
        figure = {t.i for m in self.named for t in m} | {p.i for p in self.pronouns if p.i < token.i and p.dep_ in _SUBJECT}
        if subject is None or subject.i not in figure or token.dep_ != "poss" or any(r.dep_ not in ("poss", "compound") for r in between):
            return False
        above = {t.i for t in token.ancestors}
        return all(r.i > subject.i and r.head.i not in above for r in between)

    def _follows_name(self, token: Any, between: Sequence[Any]) -> bool:
        """Is `he` the subject of a clause under one whose subject is the figure's name, with nobody else since and nothing said of others:
        `Weber was so tired that he slept`?"""
        clause = _clause(token)
        if clause.dep_ == "conj" and token.dep_ in _SUBJECT:
            return self._parallel(token, clause, between)
        if clause.dep_ not in ("advcl", "ccomp") or token.dep_ not in _SUBJECT:
            return False
        above = _clause(clause.head) if clause.head.pos_ not in ("VERB", "AUX") else clause.head
        subject = next((c for c in above.children if c.dep_ in _SUBJECT), None)
        if subject is None or not any(subject.i in range(m.start, m.end) for m in self.named) or (clause.dep_ == "ccomp" and above.lemma_ in _SPEAKS):
            return False
        return all(r.i < subject.i for r in between)

    def _parallel(self, token: Any, clause: Any, between: Sequence[Any]) -> bool:
        """`He stayed with Keller, and in May he moved on`: the subject goes on, nobody else was one, and no `him` is in the clause."""
        subject = next((c for c in clause.head.children if c.dep_ in _SUBJECT), None)
        figure = {t.i for m in self.named for t in m} | {p.i for p in self.pronouns if p.i < token.i}
        return subject is not None and subject.i in figure and all(r.dep_ not in _SUBJECT and r.i > subject.i for r in between) and not any(
            p.dep_ in _OBJECT and p.i > token.i and _clause(p).i == clause.i for p in self.pronouns)

    def _governed(self, token: Any) -> bool:
        """Is the figure the subject of the clause in which a token stands?"""
        clause = _clause(token)
        while clause.dep_ == "conj" and not any(c.dep_ in _SUBJECT for c in clause.children) and clause.head.i != clause.i:
            clause = _clause(clause.head)
        figure = {t.i for m in self.mentions for t in m} | {p.i for p in self.pronouns}
        return any(c.dep_ in _SUBJECT and c.i in figure for c in clause.children)

    def _replace(self, start: int, end: int, head: Any, pronoun: bool) -> list[Edit]:
        left, right = self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1])
        following = self.doc[end] if end < len(self.doc) else None
        if not pronoun:
            self._plain_name(start, end, head)
            if following is not None and following.tag_ == "POS":
                if any(t.lower_ == "own" for t in self.doc[end + 1:end + 2]) or following.head.i in range(start, end):
                    pass
                self._possessed(head)
                return [Edit(left, following.idx + len(following), self._cased(left, "my"))]
        elif head.lower_ in self.converter._reflexive:
            return [Edit(left, right, self._cased(left, "myself"))]
        elif head.lower_ in ("his", "hers") and head.dep_ != "poss" and (following is None or following.tag_ in (*_FINITE, ".", ",")):
            return [Edit(left, right, self._cased(left, "mine"))]
        elif head.tag_ == "PRP$" or head.dep_ == "poss":
            return [Edit(left, right, self._cased(left, "my"))]
        verb_next = following is not None and following.tag_ in ("VBD", "VBZ", "MD") and not self._in_quotes(following)
        if not pronoun and (pair := self._pair(start, end, head)):
            return pair
        if head.dep_ in _SUBJECT:
            if self._after_bare_preposition(start):
                return [Edit(left, right, "me")]
            if _is_seen(head):
                raise _GuardFiredError("subject or object")
            return [Edit(left, right, "I"), *self._agree(head)]
        if head.dep_ == "conj":
            if following is not None and verb_next:  # `Keller had the shop and Weber had the money`, read as `the shop and Weber`
                if following.tag_ == "VBZ" or pronoun:
                    raise _GuardFiredError("role unclear")
                return [Edit(left, right, "I")]
            return self._coordinated(left, right, head)
        if head.dep_ in ("dobj", "iobj", "dative", "obj") and verb_next:
            raise _GuardFiredError("role unclear")
        if head.dep_ in _OBJECT:
            if any(c.dep_ in ("conj", "cc") for c in head.children):
                raise _GuardFiredError("coordination")
            if head.dep_ == "pobj":
                self._after_preposition(head)
            return [Edit(left, right, "me")]
        raise _GuardFiredError("role unclear")

    def _cased(self, left: int, new: str) -> str:
        """A capital where the replaced word opens a sentence, also after a date or a heading that runs into it."""
        return new[:1].upper() + new[1:] if _OPENS.search(self.raw[:left]) else new

    def _after_bare_preposition(self, start: int) -> bool:
        """Is a word that the parser takes for a subject the object of a preposition that has none: `a lock made for Weber was sold`?"""
        before = self.doc[start - 1] if start else None
        if before is None or before.dep_ not in ("prep", "agent") or any(c.dep_ in ("pobj", "pcomp") for c in before.children):
            return False
        if before.head.tag_ in ("VBD", "VBZ", "VBP", "VB"):
            raise _GuardFiredError("role unclear")
        return True

    def _plain_name(self, start: int, end: int, head: Any) -> None:
        """A bare name: no article or adjective before it, no title around it, not part of another name."""
        if head.i not in range(start, end):
            raise _GuardFiredError("name unclear")
        for token in self.doc[start:end]:
            for child in token.children:
                if start <= child.i < end or child.dep_ in ("case", "punct", "cc", "conj"):
                    continue
                if child.lower_ in self.converter._reflexive and child.i == end:
                    continue
                if child.dep_ in ("appos", "relcl", "acl"):
                    self._aside(child, end)
                    continue
                if child.dep_ in ("advmod", "prep") and child.i < start - 0 and child.lower_ in ("only", "even", "both", "not"):
                    raise _GuardFiredError("name with modifiers")
                if child.dep_ in ("det", "amod", "compound", "nmod", "poss", "nummod", "advmod", "prep", "acl:relcl"):
                    raise _GuardFiredError("name with modifiers")
        if end < len(self.doc) and self.doc[end].text[:1].isupper() and self.doc[end].pos_ == "PROPN" and self.doc[end].tag_ != "POS":
            raise _GuardFiredError("part of a longer name")
        if start > 0 and self.doc[start - 1].pos_ == "PROPN" and self.doc[start - 1].text[:1].isupper():
            raise _GuardFiredError("part of a longer name")
        if start > 1 and self.doc[start - 1].lower_ in ("of", "for", "and", "&", "on") and self.doc[start - 2].pos_ == "PROPN" \
                and self.doc[start - 2].ent_type_ not in ("PERSON", "GPE", "DATE"):
            raise _GuardFiredError("part of a title")
        if head.dep_ == "compound":
            raise _GuardFiredError("name used as an adjective")

    def _aside(self, child: Any, end: int) -> None:
        if (child.dep_ == "acl" and child.lower_ == "born") or any(t.lower_ == "born" for t in child.subtree):
            raise _GuardFiredError("birth in an aside")
        if child.dep_ == "relcl" and any(t.tag_ in ("VBZ", "VBP") for t in child.subtree):
            raise _GuardFiredError("relative clause in the present")
        if child.dep_ == "relcl" and any(t.tag_ == "VBD" and t.lower_ == "were" for t in child.subtree):
            raise _GuardFiredError("relative clause")
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            raise _GuardFiredError("a second name")
        if child.i < end:
            raise _GuardFiredError("name with modifiers")

    def _possessed(self, head: Any) -> None:
        owned = head.head
        if any(c.dep_ in ("det", "amod") and c.i < head.i for c in owned.children) or not self._owner(head):
            raise _GuardFiredError("possessive with modifiers")
        if any(c.dep_ in ("conj", "cc") for c in head.children):
            raise _GuardFiredError("coordination")

    def _owner(self, head: Any) -> bool:
        """Is a name with its `'s` an owner, also where the parser joins it to a place (`chairman in Bern and Weber's friend`)?"""
        joined = head.dep_ == "conj" and head.head.ent_type_ in _PLACE_LABELS and head.head.text not in self.people
        return bool(head.dep_ == "poss" or joined)

    def _after_preposition(self, head: Any) -> None:
        preposition = head.head
        if preposition.lower_ == "of" and preposition.head.pos_ in ("NOUN", "PROPN", "PRON"):
            raise _GuardFiredError("of + name after a noun")
        if preposition.lower_ in ("by",) and preposition.head.pos_ in ("NOUN", "PROPN"):
            raise _GuardFiredError("by + name after a noun")
        if any(c.dep_ in ("acl", "relcl", "appos") for c in head.children):
            raise _GuardFiredError("gerund or aside after the name")
        if head.i + 1 < len(self.doc) and self.doc[head.i + 1].tag_ == "VBG":
            raise _GuardFiredError("gerund after the name")

    def _pair(self, start: int, end: int, head: Any) -> list[Edit]:
        """`Weber and Keller opposed` → `Keller and I opposed`: the name first of two, the other a plain name or `his wife`."""
        ands = [c for c in head.children if c.dep_ == "cc"]
        others = [c for c in head.children if c.dep_ == "conj"]
        if head.dep_ not in (*_SUBJECT, *_OBJECT) or len(ands) != 1 or len(others) != 1 or ands[0].lower_ != "and" or ands[0].i != end:
            return []
        other = others[0]
        words = sorted(other.subtree, key=lambda t: t.i)
        plain = all(t.i == other.i or t.dep_ in ("compound", "poss", "det", "flat") for t in words) and other.pos_ in ("PROPN", "NOUN")
        if not plain or words[0].i != end + 1 or words[-1].i - words[0].i != len(words) - 1:
            return []
        if any(c.dep_ in ("preconj", "predet") for c in head.children):
            return []
        verb, subject = head.head, head.dep_ in _SUBJECT
        if subject and (verb.i < head.i or not any(t.tag_ == "VBD" for t in (verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))))):
            return []
        if head.dep_ == "pobj":
            self._after_preposition(head)
        opening = words[0]
        own = opening.lower_ in self.converter._possessive and opening.dep_ == "poss" and len(words) > 1
        if any(t.lower_ in self.converter.pronouns for t in words[own:]) or any(t.ent_type_ == "PERSON" and t.dep_ == "poss" for t in words):
            return []
        named = self.raw[opening.idx:words[-1].idx + len(words[-1])]
        if own:
            named = "my" + named[len(opening):]
        left = self.doc[start].idx
        return [Edit(left, words[-1].idx + len(words[-1]), self._cased(left, f"{named} and {'I' if subject else 'me'}"))]

    def _coordinated(self, left: int, right: int, head: Any) -> list[Edit]:
        """`Keller and Weber began` → `Keller and I began`; only as the last of a plain pair or series."""
        first = head.head
        while first.dep_ == "conj" and first.head.i != first.i:
            first = first.head
        if any(c.dep_ in ("conj", "cc") for c in head.children) or first.pos_ not in ("PROPN", "NOUN"):
            raise _GuardFiredError("coordination")
        if first.dep_ in _SUBJECT:
            verb = first.head
            if any(t.tag_ == "VBZ" for t in (verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass")))):
                raise _GuardFiredError("coordination")
            return [Edit(left, right, "I")]
        if first.dep_ in _OBJECT:
            return [Edit(left, right, "me")]
        raise _GuardFiredError("coordination")

    def _agree(self, head: Any) -> list[Edit]:
        """Make the finite verbs of a subject agree with `I`; a subject after its verb, or of a gerund, is not safe."""
        verb = head.head
        if any(c.dep_ in ("conj", "cc") for c in head.children):
            raise _GuardFiredError("coordination")
        finite = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        if verb.i < head.i or any(c.i < head.i and c.tag_ in ("VBD", "VBZ", "MD") for c in finite):
            raise _GuardFiredError("subject after its verb")
        placed = verb.dep_ == "pcomp" and self.doc[min(verb.head.i + 1, head.i)].lower_ == "where"  # `from where he soon escaped`
        if (verb.tag_ == "VBG" and not finite) or (verb.dep_ == "pcomp" and not placed):
            raise _GuardFiredError("subject of a gerund")
        if verb.pos_ not in ("VERB", "AUX") or not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in (verb, *finite)):
            raise _GuardFiredError("subject of no finite verb")
        if verb.dep_ == "ROOT" and verb.pos_ not in ("VERB", "AUX"):
            raise _GuardFiredError("no verb")
        if any(t.tag_ == "VBZ" for t in (verb, *finite)) and any(
                t.tag_ in ("VBD", "VBZ") and t.i not in {c.i for c in (*head.subtree, *finite)} for t in self.doc[head.i + 1:verb.i]):
            raise _GuardFiredError("another verb between")
        if verb.tag_ == "VBD" and any(t.tag_ == "VBZ" for c in _conjoined(verb) for t in (c, *c.children) if t is c or t.dep_ in ("aux", "auxpass")):
            raise _GuardFiredError("tenses differ")
        edits: list[Edit] = []
        for clause in [verb, *_conjoined(verb), *(c for c in head.children if c.dep_ == "relcl")]:
            edits += self._finite(clause)
        return edits

    def _finite(self, verb: Any) -> list[Edit]:
        for token in (*(c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb):
            if token.tag_ == "VBZ":
                return [Edit(token.idx, token.idx + len(token), _first_form(token))]
            if token.tag_ in ("VBD", "MD", "VBP"):
                if token.lower_ == "were" and verb.dep_ not in ("advcl",):
                    raise _GuardFiredError("plural verb")
                return []
        return []


def _is_place(token: Any) -> bool:
    """A name of one word after `in`, `at`, `near` or `the town of`, whatever a small model calls it."""
    if token.dep_ != "pobj" or any(c.dep_ == "compound" for c in token.children):
        return False
    return token.head.lower_ in ("in", "at", "near") or (token.head.lower_ == "of" and token.head.head.lower_ in _SITES)


def _conjoined(verb: Any) -> Iterable[Any]:
    """Verbs joined to this one that share its subject."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and not any(c.dep_ in _SUBJECT for c in child.children):
            yield child
            yield from _conjoined(child)


@lru_cache(maxsize=4096)
def _present(lemma: str) -> str:
    import lemminflect

    forms: Sequence[str] = lemminflect.getInflection(lemma, "VBP")
    return forms[0] if forms else lemma


def _first_form(token: Any) -> str:
    if token.lower_ in _BE:
        return _BE[token.lower_]
    if token.lower_ in ("'s", "’s"):
        raise _GuardFiredError("contraction")
    return _present(token.lemma_)


_PERCEIVES: Final = frozenset("see watch hear feel notice observe".split())


def _is_seen(head: Any) -> bool:
    """Is a subject that of a bare deed that somebody saw or heard: `they saw Weber bore a hole`, where a pronoun would be an object?"""
    verb = head.head
    seen = verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_.lower() in _PERCEIVES and verb.head.i < head.i
    return seen and verb.tag_ != "VBZ" and not any(c.dep_ in ("aux", "auxpass", "mark", "neg") for c in verb.children)


def _clause(token: Any) -> Any:
    """The verb that governs a token."""
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def _quoted(raw: str) -> list[tuple[int, int]]:
    """Spans of quoted words within a sentence, marks included."""
    spans: list[tuple[int, int]] = []
    start = None
    for index, character in enumerate(raw):
        if character in "“«„" or (character == '"' and start is None):
            start = index
        elif (character in "”»" or character == '"') and start is not None:
            spans.append((start, index + 1))
            start = None
    for single in re.finditer(r"(?<!\w)['‘][^'’]{3,}?['’](?!\w)", raw):
        spans.append(single.span())
    return spans


def _open_quote(raw: str) -> bool:
    """Does a quotation begin or end in another sentence?"""
    return raw.count("“") != raw.count("”") or raw.count('"') % 2 == 1
