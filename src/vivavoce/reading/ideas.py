"""Sentences → ideas: what the text treats as one, by defining it, by calling it a theory, by arguing with it. No list of ideas is kept."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from vivavoce.reading.people import Told
from vivavoce.record import Entry, EntryKind, Sentence, Source
from vivavoce.text import STOP, fold, slug, squeeze, stems, words

_HEAD: Final = (
    r"(?:theor(?:y|ies)|doctrines?|concepts?|principles?|notions?|ideology|hypothes[ie]s|laws?|philosophy|theses|thesis|creed|"
    r"gospel|dogma)"
)
_SEVERAL: Final = frozenset("doctrines principles notions laws concepts".split())
"""The laws of the sea do not make the sea an idea."""
_MATTER: Final = re.compile(
    r"\b(?:institution|abolition|cause|question|sin|evils?|extension|friends?|enem(?:y|ies)|advocates?|opposed|opposition)\s+(?:of|to)\s+(?:the\s+)?"
    r"(?P<term>(?=[a-z]{6,})[a-z]+?(?:ery|ism|ion|ity|dom|ice|age|ance|cy))\b(?!\s+of\b)"
)
"""What people stand for or against, and argue about: `the institution of slavery`, `the cause of temperance`."""
_TERM: Final = r"(?:[a-zà-ÿ][\w’'-]+|[A-Z][\w’'-]+)"
_OF: Final = re.compile(
    rf"\b(?P<head>{_HEAD})\s+of\s+(?:the\s+|an?\s+)?(?P<mark>[\"“*_‘]{{0,2}})(?P<term>{_TERM}(?:\s+(?:of\s+(?:the\s+)?|in\s+)?{_TERM}){{0,4}})"
)
_NAMED: Final = re.compile(
    rf"\b(?P<head>{_HEAD}|policy|slogan|programme|program|formula|term|phrase)\s+(?:of\s+)?[\"“](?P<term>[^\"”“.;:!?]{{4,50}}?)[,.]?[\"”]"
)
_CALLED: Final = re.compile(r"\b(?:called|termed|named|known\s+as|dubbed)\s+(?:the\s+|this\s+|it\s+)?[\"“](?P<term>[^\"”“.;:!?]{4,50}?)[,.]?[\"”]")
_ISM: Final = re.compile(r"(?<![\w-])(?P<term>(?:[A-Z][\w]+-)?[A-Za-z]{3,}(?:ism))\b")
_DEFINES: Final = (
    r"(?:[\"”’*_)\],]*\s+(?:is|was|means?|meant|refers?\s+to|holds?\s+that|held\s+that|states?\s+that|stated\s+that|teaches|taught|argues?\s+that|"
    r"argued\s+that|maintains?\s+that|represents?|represented|suggests?\s+that|proposed\s+that|asserts?\s+that|consists?\s+in)\b)"
)
_ENDS: Final = frozenset(
    """was is were are had has have and or but which that who as when where while because although though since in on at by to for with
from into against between during after before through under over it he she they his her their this these those not would could should might may can
will did does do been being be only also still first then than so such if one held states stated means meant argues argued must became remains
developed proposed formulated advanced found proved made worked gave led""".split()
)
_NOT_IDEAS: Final = frozenset(
    """organism mechanism criticism baptism skepticism scepticism heroism prism metabolism rheumatism magnetism witticism
euphemism aphorism syllogism antagonism optimism pessimism enthusiasm journalism patriotism favoritism favouritism symbolism tourism vandalism
volcanism alcoholism cannibalism hypnotism cataclysm embolism truism exorcism anachronism micro-organism parallelism""".split()
)
_STRONG: Final = frozenset(
    "theory theories doctrine doctrines ideology hypothesis hypotheses philosophy creed dogma gospel thesis concept policy slogan".split()
)
_THOUGHT: Final = frozenset("theory theories hypothesis hypotheses concept policy slogan".split())
"""Heads that no person's name follows; a doctrine of Max Weber is his."""
_ABSTRACT: Final = re.compile(r"(?:ion|ism|ity|ness|ment|ance|ence|ship|hood|cy|law|theory|right|rights|justice|country)$")
_MOST_WORDS: Final = 4
_CALLED_SO: Final = 4
_OFTEN: Final = 40
_ARGUED: Final = 8
_SHARE: Final = 0.01
"""Share of its mentions in which a word has to be called an idea, so that a word for everything is none."""


@dataclass(slots=True)
class _Found:
    """How often a term is called an idea, and where."""

    called: int = 0
    defined: list[int] = field(default_factory=list)
    written: Counter[str] = field(default_factory=Counter)
    heads: Counter[str] = field(default_factory=Counter)


def read_ideas(sources: Sequence[Source], sentences: Sequence[Sentence], told: Told) -> list[Entry]:
    """Ideas that the sentences treat as such, with every sentence that names them; the most treated first."""
    texts = {source.id: source.text for source in sources}
    sound = {source.id for source in sources if source.health.verdict == "sound"}
    read = [s for s in sentences if s.kind in ("paragraph", "list_item", "quotation") and s.source in sound]
    found: defaultdict[str, _Found] = defaultdict(_Found)
    for _, _, terms in told.each("terms", read, lambda _, raw: [list(term) for term in _terms(raw)]):
        for term, head in terms:
            entry = found[_key(term)]
            entry.called += head not in ("ism", "matter") and head not in _SEVERAL
            entry.written[term] += 1
            entry.heads[head] += 1
    _merge(found)
    where = _places(found, [s for s in sentences if s.kind != "bibliography"], texts)
    known = {s.id for s in read}
    entries: list[tuple[int, Entry]] = []
    for key, entry in found.items():
        defines = _defining(key)
        entry.defined = [i for i, raw in where[key] if i in known and defines(fold(squeeze(raw)))]
        if _is_idea(key, entry, len(where[key])):
            made = _entry(key, entry, where[key], told)
            treated = _CALLED_SO * entry.called + entry.heads["matter"] + 10 * bool(entry.defined)
            entries.append((round(treated * len(made.together) / made.mentions) + min(_OFTEN, len(made.together)), made))
    return [made for _, made in sorted(entries, key=lambda pair: (-pair[0], pair[1].id))]


def _key(term: str) -> str:
    return " ".join(words(term))


_IDEA_OF: Final = re.compile(
    rf"['’]s\s+idea\s+of\s+(?:the\s+|an?\s+)?(?P<term>{_TERM}(?:\s+(?:of\s+(?:the\s+)?|in\s+)?{_TERM}){{0,3}}?)(?=\s+(?:held|holds|says|said|meant|was)\s+that\b)"
)
"""Somebody's idea of a thing, told in a sentence that says what it held."""


def _bare(term: str) -> str:
    """A term without its article; nothing where it is a kind of people."""
    term = re.sub(r"^(?:the|an?)\s+", "", term, flags=re.I)
    return "" if re.search(r"(?:ists|ians|ites|men)$", term) else term


def _terms(raw: str) -> Iterator[tuple[str, str]]:
    """Terms that a sentence calls an idea, with the word that calls them so."""
    for match in _OF.finditer(raw):
        if term := _bare(_cut(match["term"])):
            yield term, re.sub(r"ies$", "y", match["head"].lower())
    for match in _IDEA_OF.finditer(raw):
        if term := _bare(_cut(match["term"])):
            yield term, "theory"
    for match in _NAMED.finditer(raw):
        if term := _bare(_quoted(match["term"])):
            yield term, match["head"].lower()
    for match in _CALLED.finditer(raw):
        if (term := _bare(_quoted(match["term"]))) and len(term.split()) > 1:
            yield term, "called"
    for match in _MATTER.finditer(raw):
        yield match["term"], "matter"
    for match in _ISM.finditer(raw):
        if fold(match["term"]) not in _NOT_IDEAS:
            yield match["term"], "ism"


def _quoted(term: str) -> str:
    """A term in quotation marks, whole: at most five words, none of them a verb's or a person's."""
    words = term.split()
    said = any(fold(w) in ("is", "was", "are", "were", "i", "he", "she", "we", "you", "they", "not", "will", "shall") for w in words)
    return term.strip(" ,.") if len(words) <= _MOST_WORDS + 1 and not said and len(term) > 5 else ""


def _cut(term: str) -> str:
    """The noun phrase at the head of what follows `theory of`: up to the first verb or function word, four words at most."""
    kept: list[str] = []
    for word in term.split():
        low = fold(word).strip("'’")
        if low in _ENDS or (low in STOP and low not in ("of", "in", "the", "one")) or (word[0].isupper() and re.search(r"['’]s$", word)):
            break
        kept.append(word)
    while kept and fold(kept[-1]) in ("of", "in", "the", "one", "an", "a"):
        kept.pop()
    if len(kept) == 1 and re.search(r"(?:ian|ive|al|ic|ous|ly)$", kept[0]):
        return ""
    if not kept or len(kept) > _MOST_WORDS + 1 or len(kept[0]) < 4 or not re.search(r"[a-z]{2}", kept[-1]):
        return ""
    return " ".join(kept).strip('"“”*_,‘’')


def _merge(found: defaultdict[str, _Found]) -> None:
    """A term that only ever opens a longer or shorter one is the same idea: the shorter that is called so more often stays."""
    for key in sorted(found, key=lambda k: -len(k)):
        for other in list(found):
            if (
                other != key
                and key in found
                and ((" " in other and key.startswith(other + " ")) or _key(other).rstrip("s") == key.rstrip("s"))
                and found[other].called >= found[key].called
                and found[other].called
            ):
                found[other].called += found[key].called
                found[other].heads += found[key].heads
                del found[key]


def _places(found: dict[str, _Found], sentences: Sequence[Sentence], texts: dict[str, str]) -> dict[str, list[tuple[int, str]]]:
    """Where each term stands, however it is called there."""
    where: dict[str, list[tuple[int, str]]] = {key: [] for key in found}
    first: defaultdict[str, list[str]] = defaultdict(list)
    for key in found:
        first[key.split()[0]].append(key)
    for sentence in sentences:
        raw = texts[sentence.source][sentence.start : sentence.end]
        said = words(raw)
        for at, word in enumerate(said):
            for key in first.get(word, ()):
                parts = key.split()
                if said[at : at + len(parts)] == parts and (not where[key] or where[key][-1][0] != sentence.id):
                    where[key].append((sentence.id, raw))
    return where


def _defining(key: str) -> Callable[[str], bool]:
    """A test of folded sentences: does one say what the term is, or what its theory holds?"""
    pattern = r"\W+".join(re.escape(part) for part in key.split())
    opening = rf"^\W*(?:(?:\w+[’']s?|the|his|her|this)\s+)?(?:(?:{_HEAD}|idea)\s+of\s+(?:the\s+)?)?[\"“*_]*"
    said = re.compile(rf"{opening}{pattern}{_DEFINES}", re.I)
    held = re.compile(rf"\b{_HEAD}\s+of\s+[\"“*_]*{pattern}[\"”*_]*,\s+(?:which|that\s+is|the\s+idea|the\s+view|according)\b")
    return lambda folded: bool(said.search(folded) or held.search(folded))


def _is_idea(key: str, entry: _Found, mentioned: int) -> bool:
    """Called so in a good share of its mentions, or argued for and against again and again, or defined; an -ism with a capital, named again."""
    if not mentioned or not stems(key) or re.match(r"\w+(?:ing|n[’']t)\b", key) or re.search(r"\s\w+(?:ed|ing)$", key):
        return False
    if re.search(r"(?:[^siu]s|\bspecies)$", key) and entry.called < 0.1 * mentioned:
        return False  # things there are many of
    written = sum(entry.written.values())
    capital = sum(n for w, n in entry.written.items() if w[0].isupper()) >= 0.5 * written
    if set(entry.heads) == {"ism"}:
        return mentioned >= 3 and (bool(entry.defined) or (capital and mentioned >= 4))
    if " " not in key and entry.heads["matter"] >= max(_ARGUED, _SHARE * mentioned):
        return True
    strong = bool(set(entry.heads) & _STRONG)
    name = all(part[:1].isupper() for w in entry.written for part in w.split()) and not set(entry.heads) & _THOUGHT
    if capital and (not strong or " " not in key or name):
        return False
    if set(entry.heads) <= {"called", "term", "phrase", "matter", *_SEVERAL} and not (entry.called and _ABSTRACT.search(key) and mentioned >= 3):
        return False
    if " " not in key:
        return strong and entry.called >= 3 and entry.called >= 2 * _SHARE * mentioned
    if entry.called >= 3 and entry.called >= 2 * _SHARE * mentioned:
        return True
    return bool(entry.called) and (strong or bool(entry.defined)) and entry.called >= 0.1 * mentioned and (
        mentioned >= 2 or entry.called >= 2 or bool(entry.defined)
    )


def _entry(key: str, entry: _Found, mentioned: Sequence[tuple[int, str]], told: Told) -> Entry:
    written = max(entry.written, key=lambda w: (entry.written[w], w[0].islower(), w)).strip("'’")
    ids = tuple(i for i, _ in mentioned)
    base = told.of(EntryKind.IDEA, written, ids)
    others = tuple(w for w in sorted(entry.written, key=lambda w: (-entry.written[w], w)) if w != written and _key(w) == key)
    return Entry(
        slug(key),
        EntryKind.IDEA,
        written,
        others,
        len(ids),
        ids,
        base.together,
        base.sources,
        base.first,
        base.last,
        definition=entry.defined[0] if entry.defined else None,
    )
