"""Entries of a chronology that leave out their subject: `1840. Moved to Basel`, `May 1841. Arrested and sent to Ulm`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

_OPENING: Final = re.compile(
    r"\W*(?:[^.:;!?]{0,30}?\b(?:\d{1,4}|January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|"
    r"Winter|Early|Late)\b[^.:;!?]{0,12}[.:;—–-]\W*)?(?P<verb>[A-Z][a-z]+)\b")
_VERB: Final = re.compile(r"[\W_]*(?P<was>Was\s+(?:\w+ly\s+)?)?(?P<verb>(?(was)[a-z]|[A-Z])[a-z]+)\b(?!['’])")
_MOVES: Final = frozenset("""move arrive return escape settle travel live land resign remain join marry start work stay serve lecture sail emigrate
enrol graduate retire flee speak teach study visit meet publish begin found lead help refuse continue attend try appear""".split())
"""Verbs that a person does, also without an object."""
_DONE_TO: Final = frozenset("""send arrest appoint elect expel exile deport imprison release sentence baptise baptize educate bring hold put name
accuse acquit wound attack kill murder assassinate banish admit call recall dismiss transfer promote intern confine condemn try charge award ordain
knight apprentice christen convert crown enlist""".split())
"""Verbs that are done to a person where nobody follows them as an object."""
_OFFICE: Final = frozenset("appoint elect name award admit promote ordain call crown charge".split())


def headless(doc: Any) -> Any | None:
    """The verb at the head of a sentence that has lost its subject, if it has."""
    opening = _OPENING.match(doc.text)
    token = next((t for t in doc if opening and t.idx == opening.start("verb")), None)
    if token is None or token.tag_ not in ("VBD", "VBN") or token.dep_ not in ("ROOT", "advcl", "ccomp", "aux", "auxpass"):
        return None
    verb = token.head if token.dep_ in ("aux", "auxpass") else token
    return None if any(c.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for c in verb.children) else token


def elided(doc: Any) -> tuple[Any, str] | None:
    """That verb, and what the subject `I` makes of it; None where that cannot be told."""
    token = headless(doc) or _mistaken(doc)
    if token is None:
        return None
    word = token.lower_
    if word in ("was", "had"):
        return token, f"I {word}"
    past, participle, lemma = _forms(word)
    if past and not participle:
        return token, f"I {word}"
    if participle and not past:
        return token, f"I was {word}"
    has_object = any(c.dep_ == "dobj" for c in token.children)
    if any(c.dep_ == "agent" for c in token.children) or lemma in _OFFICE or (lemma in _DONE_TO and not has_object):
        return token, f"I was {word}"
    return (token, f"I {word}") if past and (has_object or lemma in _MOVES) else None


def _mistaken(doc: Any) -> Any | None:
    """A verb that opens an entry and that the parser took for a name, as it does before a name."""
    opening = opening_verb(doc.text)
    token = next((t for t in doc if opening and not opening[3] and t.idx == opening[0]), None)
    return token if token is not None and token.tag_ in ("NNP", "JJ", "NN") and token.i + 1 < len(doc) else None


def opening_verb(text: str) -> tuple[int, str, str, bool] | None:
    """The verb that an entry opens with, past or participle: its place, its form, its lemma, and whether it is passive (`Was sent`)."""
    match = _VERB.match(text)
    past, participle, lemma = _forms(match["verb"].lower()) if match else (False, False, "")
    if match is None or not (past or participle) or (match["was"] and not participle):
        return None
    return match.start("verb"), match["verb"], lemma, bool(match["was"]) or not past


@lru_cache(maxsize=1024)
def _forms(word: str) -> tuple[bool, bool, str]:
    """Can a word be a past tense, can it be a participle, and of which verb is it?"""
    import lemminflect

    for lemma in lemminflect.getLemma(word, upos="VERB"):
        past, participle = (word in lemminflect.getInflection(lemma, tag) for tag in ("VBD", "VBN"))
        if past or participle:
            return past, participle, lemma
    return False, False, word
