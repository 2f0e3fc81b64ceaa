"""An account turned into the figure's first person, by rules on a parse; where a guard fires, the sentence stays as it stands.

A guard is a named reason. Guards are strict: a sentence left in the third person loses little, a wrong one loses trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from vivavoce.language.names import alias_pattern, years
from vivavoce.record import Edit, Figure, year

_FORMS: Final = {
    "he": ({"he"}, {"him"}, {"his"}, {"himself"}),
    "she": ({"she"}, {"her"}, {"her", "hers"}, {"herself"}),
}
_SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})
_OBJECT: Final = frozenset({"dobj", "iobj", "dative", "pobj", "obj"})
_AFTERLIFE: Final = re.compile(
    r"\b(?:legac\w+|posthum\w+|funeral\w*|buri(?:ed|al)|tomb\w*|grave(?:stone)?|corpse|remains\s+were|la(?:id|y)\s+(?:dead|in\s+state)|"
    r"lying\s+in\s+state|ashes|"
    r"memorial\w*|remembered|commemorat\w+|centenar\w+|anniversar\w+|(?:after|following|since|upon|despite)\s+(?:(?:his|her|their|"
    r"the)\s+)?(?:own\s+)?(?:death|murder|"
    r"assassination|execution|passing)|biograph(?:er|ers|ies|y)|film|movie|statue|museum|rehabilitat\w+|historians?|scholars?|portray\w*|today|"
    r"nowadays|modern|"
    r"to\s+this\s+day|lives\s+on|live\s+on|continues?\s+to|influenc\w+|impact\w*|in\s+death|to\s+(?:his|her)\s+memory|in\s+memory|descendants?|"
    r"inspired|present[- ]day|autops\w+|posterity|his\s+body|her\s+body|"
    r"dead\s+at|epitaph|monument|(?:best|well|better)\s+known|widow\w*|mourn\w*|eulog\w+|obituar\w+|deathbed|postmortem|lain|succumbed|outliv\w+|"
    r"half\s+a\s+century|(?:printed|published|appeared)\s+after)\b", re.I)
_PRAISE: Final = re.compile(
    r"\b(?:brillian\w+|great(?:est|ness)?|famous\w*|famed|excellent|remarkabl\w+|legendary|heroic\w*|hero|genius|masterful\w*|masterpiece|"
    r"important|significan\w+|"
    r"prolific|notable|notabl[ey]|controversial|prominent|celebrated|renowned|distinguished|eminent|illustrious|gifted|talented|charismatic|"
    r"outstanding|impressive|"
    r"foremost|leading|major|key|central|crucial|pivotal|seminal|magnificent|extraordinar\w+|admir\w+|beloved|noble|nobl[ye]|wise|courage\w*|"
    r"instrumental|profound\w*|"
    r"influential|iconic|unparalleled|tireless\w*|eloquen\w*|handsome|virtuous|immortal|splendid|wonderful\w*|immense|vital|foundational|"
    r"miracul\w+|prophet\w*|"
    r"tragic\w*|fateful|fame|renown|marvell?ous\w*|picturesque|unique\w*|pre-?eminent\w*|infamous\w*|notorious\w*|ruthless\w*|vain|arrogan\w+|cowardly|wicked\w*|cunning|scarcely|truthful|triumph\w*|invaluable|"
    r"inveterate|defiant\w*|"
    r"unmistakabl\w+|skil?lful\w*|keen|humble|modest|gentle|kindly|kind-hearted|generous\w*|honest|sincere\w*|loyal\w*)\b", re.I)
_HEDGE: Final = re.compile(
    r"\b(?:perhaps|probably|possibly|presumably|apparently|arguably|supposedly|allegedly|reportedly|likely|seem(?:s|ed|ingly)?|appear(?:s|"
    r"ed)?\s+to|(?:may|might|must|could|would)\s+have|"
    r"may\s+be|(?:is|was|are|were|been)\s+(?:often\s+|widely\s+|generally\s+|sometimes\s+)?(?:said|believed|thought|considered|regarded|seen|"
    r"known|viewed|described|called|reputed|supposed|rumou?red|"
    r"depicted|recognized|recognised|acknowledged)|"
    r"known\s+as|known\s+for|regarded\s+as|viewed\s+as|one\s+(?:may|might|can|could|has|must)|no\s+one|it\s+is|there\s+is\s+(?:no|little|one)|"
    r"of\s+course|in\s+fact|indeed|undoubtedly|doubtless|evidently|"
    r"unfortunately|contrary\s+to|according\s+to|claims?|claimed\s+that\s+he|alleges?d?|assert(?:s|ed)\s+that\s+he|suggests?|inevitabl\w+|"
    r"interesting\w*|surpris\w+|ironic\w*|strange\w*|"
    r"legend|tradition\s+has|symboli[sz]\w*|so-called)\b", re.I)
_FRAMING: Final = re.compile(
    r"\b(?:this|the\s+present)\s+(?:article|essay|book|chapter|page|volume|work|study|biography|paper|pamphlet|entry|memoir|sketch|section)\b|"
    r"\b(?:we|our|ours|us|ourselves|you|your|yours|let's)\b|"
    r"\b(?:the\s+)?(?:reader|readers|author|writer|editor|narrator)\b|\b(?:below|above)\s*[:,.]|\bsee\s+(?:also|p\.|page|chapter)\b|\[|\]|\{|\}|_|"
    r"\bibid\b", re.I)
_NARRATOR: Final = re.compile(r"\b(?:I|me|my|mine|myself|I'm|I've|I'd)\b")
_QUOTE_MARKS: Final = "\"“”«»„"
_KIN: Final = frozenset("father mother wife husband son daughter brother sister uncle aunt grandfather grandmother cousin nephew niece child "
                        "children parents family".split())
_MEN: Final = frozenset("""man men king emperor czar tsar president general colonel captain doctor father brother
son boy uncle grandfather husband nephew cousin friend rival enemy master leader agent assassin murderer killer
officer minister lawyer teacher professor commander soldier prisoner prince duke bishop priest comrade colleague
secretary chairman deputy guard visitor stranger writer poet painter historian successor predecessor attacker opponent
partner neighbor neighbour overseer slaveholder owner preacher governor senator judge author editor gentleman fellow
lad person someone somebody anyone nobody dictator tyrant attorney clerk""".split())
_BE: Final = {"is": "am", "'s": "'m", "’s": "’m", "was": "was", "has": "have", "does": "do", "isn't": "am not", "doesn't": "don't",
              "hasn't": "haven't"}


@dataclass(frozen=True, slots=True)
class Conversion:
    """A sentence in the first person with its edits, or the name of the guard that stopped it.

    What the next sentence's "he" may lean on: `subject` is `figure`, `other` or `none`, `rivals` whether somebody else is in it,
    `rival_subject` whether as a subject, `tells` whether the figure is in it.
    """

    text: str | None
    edits: tuple[Edit, ...]
    guard: str
    subject: str
    rivals: bool
    rival_subject: bool = False
    tells: bool = False


class Converter:
    """Converts the sentences of accounts about one figure; it holds no state between sentences, the caller does."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.pattern = alias_pattern(figure.names)
        nominative, objective, possessive, reflexive = _FORMS.get(figure.pronouns, (set(), set(), set(), set()))
        self.pronouns = nominative | objective | possessive | reflexive
        self._nominative, self._possessive, self._reflexive = nominative, possessive, reflexive
        self._died = year(figure.died)

    def convert(self, doc: Any, raw: str, offset: int, before: Conversion | None) -> Conversion:
        """Convert one sentence. `doc` parses `raw` with line breaks as spaces; `offset` is where `raw` starts in its source."""
        sentence = _Sentence(doc, raw, self)
        subject, rivals = sentence.subject(before), bool(sentence.rivals)
        tells = bool(sentence.mentions) or subject == "figure"
        rival_subject = any(r.dep_ in _SUBJECT for r in sentence.rivals)
        guard = sentence.guard(before) or self.outer_guard(raw)
        edits: list[Edit] = []
        if not guard:
            try:
                edits = sentence.edits(before)
            except _GuardFiredError as fired:
                guard = str(fired)
        if edits and sentence.praised():
            guard = "praise or blame"
        if guard or not edits:
            return Conversion(None, (), guard or "the figure is not in it", subject, rivals, rival_subject, tells)
        text = raw
        for edit in sorted(edits, key=lambda e: -e.start):
            text = text[:edit.start] + edit.new + text[edit.end:]
        text = " ".join(text.split())
        text = text[:1].upper() + text[1:]
        return Conversion(text, tuple(Edit(e.start + offset, e.end + offset, e.new) for e in sorted(edits, key=lambda e: e.start)), "", subject,
                          rivals, rival_subject, tells)

    def outer_guard(self, raw: str) -> str:
        """What the words alone forbid: matter after the death, framing, another I, praise, the author's judgement."""
        if _AFTERLIFE.search(raw):
            return "after death"
        if self._died and any(y > self._died for y in years(raw)):
            return "after death"
        if _FRAMING.search(raw):
            return "article framing"
        if _NARRATOR.search(raw):
            return "the author's own I"
        if _HEDGE.search(raw):
            return "the author's judgement"
        return ""


class _GuardFiredError(Exception):
    pass


class _Sentence:
    """One parsed sentence seen from the figure."""

    def __init__(self, doc: Any, raw: str, converter: Converter) -> None:
        self.doc, self.raw, self.converter = doc, raw, converter
        self.quoted = _quoted(raw)
        self.mentions = [m for m in (doc.char_span(*m.span(), alignment_mode="expand") for m in converter.pattern.finditer(raw.replace("\n", " ")))
                         if m is not None]
        inside = {t.i for m in self.mentions for t in m}
        self.pronouns = [t for t in doc if t.lower_ in converter.pronouns and not self._in_quotes(t)]
        self.rivals = [t for t in doc if t.i not in inside and not self._in_quotes(t) and self._is_rival(t)]

    def _in_quotes(self, token: Any) -> bool:
        return any(a <= token.idx < b for a, b in self.quoted)

    def _is_rival(self, token: Any) -> bool:
        """Someone else whom a singular pronoun could mean; the figure's kin of the other sex would do no harm but are not told apart."""
        if token.ent_type_ == "PERSON":
            return bool(token.text[:1].isupper())
        if token.tag_ == "NN" and token.lower_ in _MEN:
            return not (token.dep_ in ("appos", "attr") and any(c.text == "," for c in token.lefts))
        return bool(token.tag_ == "NNP" and token.ent_type_ not in ("GPE", "LOC", "ORG", "NORP", "FAC", "DATE", "EVENT", "WORK_OF_ART", "TIME", "LAW",
                                                                    "PRODUCT", "LANGUAGE", "CARDINAL", "ORDINAL")
                    and token.dep_ in ("nsubj", "nsubjpass") and token.text[:1].isupper())

    def subject(self, before: Conversion | None) -> str:
        """Who the sentence is about, for the sentence after it."""
        root = next((t for t in self.doc if t.dep_ == "ROOT"), None)
        subject = next((c for c in root.children if c.dep_ in _SUBJECT), None) if root is not None else None
        if subject is None:
            return "none"
        if any(subject.i in range(m.start, m.end) for m in self.mentions) and not self._in_quotes(subject):
            return "figure"
        if subject.lower_ in self.converter._nominative and before and self._leans(subject, before):
            return "figure"
        return "other"

    def _leans(self, token: Any, before: Conversion) -> bool:
        """May a pronoun without a name before it mean the subject of the sentence before? A subject may lean past somebody who was no subject."""
        if any(r.i < token.i for r in self.rivals):
            return False
        if before.subject != "figure":
            return before.tells and not before.rivals
        opening = token.dep_ in _SUBJECT and token.head.dep_ == "ROOT" and token.i <= 6
        return not before.rivals or (opening and not before.rival_subject)

    def guard(self, before: Conversion | None) -> str:
        """The first guard of the whole sentence that fires, or nothing."""
        if not self.mentions and not self.pronouns:
            return "the figure is not in it"
        if not self.converter.pronouns and not self.mentions:
            return "pronouns unknown"
        if _open_quote(self.raw):
            return "part of a longer quotation"
        if any(self._in_quotes(m[0]) for m in self.mentions):
            return "the name stands in quoted words"
        if any(any(t.lower_ in self.converter.pronouns for t in self.doc if a <= t.idx < b) for a, b in self.quoted):
            return "quoted words speak of him"
        first = self.mentions[0].start if self.mentions else len(self.doc)
        if any(self.raw[m.end_char:m.end_char + 8].lstrip(" ,(").startswith("born") for m in self.mentions):
            return "birth in an aside"
        early = [p for p in self.pronouns if p.i < first] if self.mentions else []
        if early and not self._looks_ahead(early):
            return "pronoun before the name"
        if not self.mentions:
            opening = self.pronouns[0]
            if opening.i > 0 and not (opening.dep_ in _SUBJECT and opening.head.dep_ == "ROOT") and opening.i > 8:
                return "another antecedent"
            if before is None or not self._leans(opening, before):
                return "another antecedent"
        if self.doc[-1].text == "?" or (self.doc[-1].text == ":" and len(self.doc) < 5):
            return "a question"
        if not any(t.pos_ in ("VERB", "AUX") and t.dep_ in ("ROOT", "conj", "relcl", "ccomp", "advcl") for t in self.doc):
            return "no verb"
        return ""

    def praised(self) -> bool:
        """Is a word of praise or blame said of the figure: of what is theirs, of what they are, of how or what they do?"""
        figure = {t.i for m in self.mentions for t in m} | {p.i for p in self.pronouns}
        for match in _PRAISE.finditer(self.raw):
            span = self.doc.char_span(*match.span(), alignment_mode="expand")
            for token in span or ():
                while True:
                    if any(c.i in figure for c in token.children):
                        return True
                    if token.dep_ in ("advcl", "ccomp", "pobj", "pcomp", "ROOT"):
                        break
                    token = token.head
        return False

    def _looks_ahead(self, early: Sequence[Any]) -> bool:
        """`In his will, Weber wrote …`: possessives alone, nobody else in the sentence, the figure its subject."""
        head = self.mentions[0].root
        return not self.rivals and head.dep_ in _SUBJECT and head.head.dep_ == "ROOT" and all(
            p.lower_ in self.converter._possessive and p.dep_ == "poss" and p.i < head.head.i for p in early)

    def edits(self, before: Conversion | None) -> list[Edit]:
        """The replacements; _GuardFiredError where one of them is not safe."""
        spans = [(m.start, m.end, m.root) for m in self.mentions] + [(p.i, p.i + 1, p) for p in self.pronouns]
        spans.sort(key=lambda s: s[0])
        edits: list[Edit] = []
        anchor = self._anchor(before)
        for start, end, head in spans:
            pronoun = end - start == 1 and head.lower_ in self.converter.pronouns
            if pronoun and not self._means_figure(head, anchor):
                raise _GuardFiredError("two persons in one sentence")
            edits += self._replace(start, end, head, pronoun)
        return edits

    def _anchor(self, before: Conversion | None) -> int:
        """The token from which the figure is the one spoken of: a mention as subject, or the sentence before."""
        if self.mentions and any(p.i < self.mentions[0].start for p in self.pronouns):
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
        between = [r for r in self.rivals if r.i < token.i]
        if not between:
            return True
        # a possessive or reflexive that belongs to a clause whose subject is the figure
        clause = _clause(token)
        while clause is not None and clause.dep_ in ("advcl", "xcomp", "conj") and clause.head.i != clause.i \
                and not any(c.dep_ in _SUBJECT for c in clause.children):
            clause = _clause(clause.head)
        own = token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "own"
        subject = next((c for c in clause.children if c.dep_ in _SUBJECT), None) if clause is not None else None
        governed = subject is not None and (any(subject.i in range(m.start, m.end) for m in self.mentions)) and subject.i < token.i
        nearer = [r for r in between if subject is not None and r.i > subject.i]
        if governed and own and not any(r.dep_ in _SUBJECT for r in nearer):
            return True
        return bool(subject is not None and governed and not nearer
                    and token.lower_ in self.converter._possessive | self.converter._reflexive and all(r.i < subject.i for r in between)
                    and not any(r.dep_ in _SUBJECT for r in between))

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
                return [Edit(left, following.idx + len(following), "my")]
        elif head.lower_ in self.converter._reflexive:
            return [Edit(left, right, "myself")]
        elif head.tag_ == "PRP$" or head.dep_ == "poss":
            return [Edit(left, right, "my")]
        if head.dep_ in _SUBJECT:
            return [Edit(left, right, "I"), *self._agree(head)]
        if head.dep_ == "conj":
            return self._coordinated(left, right, head)
        if head.dep_ in _OBJECT:
            if any(c.dep_ in ("conj", "cc") for c in head.children):
                raise _GuardFiredError("coordination")
            if head.dep_ == "pobj":
                self._after_preposition(head)
            return [Edit(left, right, "me")]
        raise _GuardFiredError("role unclear")

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
        if any(c.dep_ in ("det", "amod") and c.i < head.i for c in owned.children) or head.dep_ not in ("poss",):
            raise _GuardFiredError("possessive with modifiers")
        if any(c.dep_ in ("conj", "cc") for c in head.children):
            raise _GuardFiredError("coordination")

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
        if (verb.tag_ == "VBG" and not finite) or verb.dep_ == "pcomp":
            raise _GuardFiredError("subject of a gerund")
        if verb.pos_ not in ("VERB", "AUX") or not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in (verb, *finite)):
            raise _GuardFiredError("subject of no finite verb")
        if verb.dep_ == "ROOT" and verb.pos_ not in ("VERB", "AUX"):
            raise _GuardFiredError("no verb")
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
