"""What a date in a parsed sentence dates: the verb above it, and whether that verb says that something took place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from vivavoce.language.entries import opening_verb

_STATES: Final = frozenset("""be have seem remain know think believe feel want hope look continue contain consist exist belong own
possess mean intend regard consider
need require fear love hate doubt expect wish understand like trust sit resemble concern involve include differ vary matter number deserve stand lie
keep plan enjoy suppose say tell ask reply add remark observe date name call entitle title know head quote cite mention note print retrieve
access reprint limit base unite age depend prove show indicate suggest represent count amount total describe refer relate recall remember remind
compare sound weigh cost own fit suit see hear regret bear contrast coincide correspond occupy extend cover""".split())
_WILLS: Final = frozenset("begin start commence continue help manage go come cease proceed happen succeed fail".split())
_CLAIMS: Final = frozenset("""say state tell claim allege believe think suppose suspect hope deny assert assume imagine guess doubt maintain
contend argue fear expect wish insist pretend conclude understand predict declare""".split())
_OPENS: Final = frozenset("if unless whether lest though".split())
_HAPPENINGS: Final = frozenset("""death birth marriage wedding arrest election reelection appointment nomination inauguration assassination
murder arrival return departure
expulsion exile deportation publication speech trial battle conference convention meeting visit removal defeat victory surrender signing
foundation founding resignation funeral journey execution attack invasion revolution strike fall capture escape conviction admission
split quarrel revolt rising uprising riot mutiny massacre fire debate duel affair interview accident illness stroke breakdown""".split())
_TIMES: Final = frozenset("""night evening morning afternoon day dawn eve week month year spring summer autumn fall winter end beginning middle close
start part half course days noon midnight date anniversary""".split())


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with a date: its form and place, its subject's word, and the happening the date hangs on where that is a noun before the verb.

    `passive` where something was done to its subject, `relative` where it only describes a noun; `object` where that is a name or `me`.
    """

    verb: str
    at: int
    subject: str
    noun: str = ""
    passive: bool = False
    relative: bool = False
    object: str = ""


def deed(doc: Any, start: int, end: int) -> Deed | None:
    """What the date at `doc.text[start:end]` dates; None where that is no deed: a state, a wish, a denial, a supposition, the present."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    node, nouns = span.root, []
    while node.pos_ not in ("VERB", "AUX") and node.head.i != node.i:
        if node.dep_ == "dobj":
            return None  # a year that is survived, a day that is set
        node = node.head
        if node.pos_ in ("NOUN", "PROPN") and not start <= node.idx < end and node.lemma_.lower() not in _TIMES:
            nouns.append(node)
    if node.pos_ not in ("VERB", "AUX") or span.root.dep_ in ("nsubj", "nsubjpass"):
        return None  # a day that itself does something only stands for what happened then
    if nouns and nouns[-1].dep_ == "pobj" and nouns[-1].head.lower_ in ("at", "in", "during") and nouns[-1].head.head.i == node.i:
        nouns = []  # `At the congress of 1903 she spoke`: so dated, she spoke
    noun = next((n.lemma_.lower() for n in nouns if n.i < node.i), "")
    if noun and noun not in _HAPPENINGS:
        return None
    verb = _finite(node)
    if verb is None or (_is_state(verb) and not noun) or not _took_place(verb):
        return None
    return _told(verb, noun or _occasion(verb))


def entry(doc: Any) -> Deed | None:
    """What an entry of a chronology tells, whose date stands over it: the verb that opens it without a subject, else its main verb."""
    if opening := opening_verb(doc.text):
        at, form, lemma, passive = opening
        return None if lemma in _STATES else Deed(form, at, "", passive=passive)
    verb = next((t for t in doc if t.head.i == t.i), None)
    if verb is None or verb.pos_ not in ("VERB", "AUX") or _is_state(verb) or not _took_place(verb):
        return None
    return _told(verb)


def _told(verb: Any, noun: str = "") -> Deed:
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    named = next((c.text for c in verb.children if c.dep_ == "dobj" and (c.pos_ == "PROPN" or c.ent_type_ or c.lower_ == "me")), "")
    return Deed(verb.text, verb.idx, _subject(verb), noun, passive, verb.dep_ == "relcl", named)


def _is_state(verb: Any) -> bool:
    """Does a verb say how things were? What appeared or proved to be so did; what appeared was published. `There was a split` says what came to
    pass, and so do `she had an affair` and `he lay dead`."""
    lemma = verb.lemma_.lower()
    dead = any(c.lower_ == "dead" and c.dep_ in ("acomp", "oprd", "advmod") for c in verb.children)
    if lemma in ("be", "have", "lie") and (dead or _occasion(verb)):
        return False
    return lemma in _STATES or (lemma == "appear" and any(c.dep_ in ("xcomp", "acomp", "oprd", "ccomp") for c in verb.children))


def _occasion(verb: Any) -> str:
    """The happening that there was, or that somebody had; empty where it is none."""
    there = verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children)
    if not (there or verb.lemma_ == "have"):
        return ""
    return next((c.lemma_.lower() for c in verb.children if c.dep_ == ("attr" if there else "dobj") and c.lemma_.lower() in _HAPPENINGS), "")


def _finite(verb: Any) -> Any | None:
    """The verb itself, the one it completes (`began to write`), or the participle it helps; None where that only intends."""
    done = next((c for c in verb.children if c.tag_ == "VBN" and c.dep_ in ("acomp", "attr", "ccomp")), None)
    if verb.lemma_ == "be" and done is not None:
        return done
    if verb.lemma_ == "be" and verb.tag_ == "VBD":  # `he was among those who signed`, `it was in May that she left`
        return next((t for c in verb.children if c.dep_ in ("attr", "prep") for t in c.subtree if t.dep_ == "relcl" and t.tag_ == "VBD"), verb)
    while verb.dep_ == "xcomp" and verb.tag_ in ("VB", "VBG"):
        if verb.head.lemma_.lower() not in _WILLS:
            return None
        verb = verb.head
    return verb


def _took_place(verb: Any) -> bool:
    """Past, passive or perfect, and under nothing that denies or supposes it."""
    if any(c.dep_ == "neg" or (c.dep_ == "mark" and c.lower_ in _OPENS) or c.tag_ == "MD" or c.lower_ == "never" for c in verb.children):
        return False
    return _past(verb) and not _supposed(verb)


def _past(verb: Any) -> bool:
    if verb.tag_ == "VBN" and verb.dep_ in ("acomp", "attr", "ccomp") and verb.head.lemma_ == "be":
        return bool(verb.head.tag_ == "VBD")
    if verb.tag_ == "VBD":
        return True
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if verb.tag_ == "VBN":
        if helpers:
            forms = {c.lower_ for c in helpers}
            return bool(forms & {"was", "were", "had", "having", "been"}) and not forms & {"has", "have", "is", "are", "be"}
        if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
            return _past(verb.head) and not any(c.tag_ == "MD" for c in verb.head.children)
        return verb.dep_ in ("acl", "advcl", "ROOT", "relcl") and _main(verb).tag_ not in ("VBZ", "VBP")
    if verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ == "VBD" for c in verb.children):
        return True
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "pcomp") and verb.head.i != verb.i:
        above = verb.head if verb.head.pos_ in ("VERB", "AUX") else verb.head.head
        return above.pos_ in ("VERB", "AUX") and above.lemma_.lower() not in _STATES and _past(above)
    return False


def _main(verb: Any) -> Any:
    """The verb that the whole sentence hangs on."""
    while verb.head.i != verb.i:
        verb = verb.head
    return verb


def _supposed(verb: Any) -> bool:
    """Is it said under a verb of claiming, a condition or a modal?"""
    node = verb
    while node.head.i != node.i:
        above = node.head
        if node.dep_ == "ccomp" and (above.lemma_.lower() in _CLAIMS or any(c.dep_ == "neg" for c in above.children)):
            return True
        if node.dep_ in ("ccomp", "xcomp", "advcl") and any(c.dep_ == "mark" and c.lower_ in _OPENS for c in node.children):
            return True
        if node.dep_ == "acl" and node.tag_ == "VB":
            return True
        if above.pos_ in ("VERB", "AUX") and node.dep_ in ("ccomp", "advcl", "xcomp") and above.lemma_.lower() not in _STATES \
                and any(c.tag_ == "MD" for c in above.children):
            return True
        node = above
    return False


def _subject(verb: Any) -> str:
    """The words of the subject's head, of the verb it is joined to where it has none of its own."""
    while True:
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            return str(subject.text)
        if verb.dep_ not in ("conj", "advcl", "xcomp", "pcomp", "acl") or verb.head.i == verb.i:
            return ""
        verb = verb.head
