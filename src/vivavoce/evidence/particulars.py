"""What anybody may be asked of their life: parents and children, schools and homes, looks and habits, the end; and which sentences tell it.

A visitor's plain question has few words, and in a large archive many sentences are near to them. What makes a telling of it is its form: it says
`my mother, Annabella Milbanke` or `I had three children`. The matters and their forms stand in `particulars.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from vivavoce.archive import Archive
from vivavoce.evidence.whose import PERHAPS, follows_figure, of_figure, own_speech
from vivavoce.language.names import alias_pattern
from vivavoce.record import Figure, Sentence
from vivavoce.text import STOP, squeeze, stems

_GAP: Final = r"[\s,:;()\[\]“”\"‘’'_—–-]+"
"""What may stand between two words of a telling: nothing that ends a sentence, but behind a short form (`Mr.`)."""
_WORD: Final = r"[^\s,:;.!?()\[\]“”\"_—–]+\.?"
_NAME: Final = (rf"(?:(?:Miss|Mrs|Mr|Dr|Sir|Lady|Lord|Rev|Captain|Count|Baron)\.?\s+)?(?!(?:I|{'|'.join(w.capitalize() for w in sorted(STOP))})\b)"
                r"[^\W\d_a-z][\w’'-]+")
_NUMBER: Final = (r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
                  r"nineteen|twenty|thirty|forty|fifty|sixty|a|an|only|several|many|no)")
_WHOSE: Final = (r"(?i:\b(?:my)", r"(?i:\b(?:our)", r"(?i:\b(?:(my|our))")
_ABOUT: Final = r"(?:(?:(?:tell|talk|speak) (?:to )?)?(?:me |us )?(?:something |more |a bit |a little )?(?:about|of) |describe |what about )?"
_OPENING: Final = re.compile(
    r"^\W*(?:(?:and|but|so|well|then|ok(?:ay)?|please|tell me|(?:can|could) you tell me|may i ask|i wonder)\b[\s,:]*)*", re.I)
_LIKE: Final = re.compile(r"what (?:is|was|are|were) your (?P<what>.+) like", re.I)


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that is asked of a life: how it is asked, the stems one of which any telling has, the forms that tell it and those that touch it."""

    asked: re.Pattern[str]
    sought: tuple[str, ...]
    told: tuple[str, ...]
    touched: tuple[str, ...]


def asked(text: str, figure: Figure) -> tuple[Matter, ...]:
    """The matters of a life that are the whole of a question to the figure, or of one that names them."""
    own = alias_pattern(figure.names)
    put = re.sub(rf"(?:{own.pattern})(?P<whose>['’]s?)?", lambda m: "your" if m["whose"] else "you", text)
    put = re.sub(r"\bwas you\b", "were you", re.sub(r"\b(?:does|has) you\b", "do you", put), flags=re.I)
    put = _OPENING.sub("", squeeze(put)).strip(" ?.!,").replace("’", "'")
    forms = [put, re.sub(r"\bwhich\b", "what", put, flags=re.I)]
    forms += [f"describe your {like['what']}"] if (like := _LIKE.fullmatch(put)) else []
    return tuple(matter for matter in _matters() if any(matter.asked.fullmatch(form) for form in forms))


@lru_cache(maxsize=4096)
def tells(matters: tuple[Matter, ...], sentence: Sentence, archive: Archive) -> float:
    """1 where a sentence tells one of the matters of the figure, less where only a pronoun may mean them; half that where it touches it; else 0."""
    if not matters:
        return 0.0
    (spoken, sure), spouse = _spoken(sentence, archive), _spouse(archive)
    if any(_has(form, spouse, spoken) for matter in matters for form in matter.told):
        return sure
    return 0.5 * sure if any(_has(form, spouse, spoken) for matter in matters for form in matter.touched) else 0.0


def _has(form: str, spouse: str, spoken: str) -> bool:
    """Has a sentence a form? Told cheaply by one plain word of it first: most sentences lack that."""
    plain, whole = _pattern(form, spouse)
    return bool(plain.search(spoken)) and bool(whole.search(spoken))


def tellings(matters: tuple[Matter, ...], archive: Archive, count: int) -> list[Sentence]:
    """Up to `count` sentences that tell one of the matters, and those that touch it after them, as the words sought rank them."""
    sought = list(dict.fromkeys(stem for matter in matters for stem in matter.sought))
    found = archive.speaking_of(sought, _READ) if sought else []
    worth = {sentence.id: tells(matters, sentence, archive) for sentence in found}
    return sorted((s for s in found if worth[s.id]), key=lambda s: -worth[s.id])[:count]


_READ: Final = 400
"""Sentences that hold a word sought and are looked at for the form of a telling."""


@lru_cache(maxsize=4096)
def _spoken(sentence: Sentence, archive: Archive) -> tuple[str, float]:
    """A sentence put as the figure's own, and how surely it is: a `he` that nobody resolved is the figure's where the sentence may speak of them."""
    spoken = own_speech(sentence, archive).replace("’", "'")
    if sentence.voice == "figure" or sentence.first_person is not None:
        return spoken, 1.0
    sure = _of_figure(sentence, archive)
    if not sure or (_OWN.search(spoken) and archive.persons(sentence)):
        return spoken, 1.0
    subject, possessive, objective = _FORMS.get(archive.figure.pronouns, _FORMS["they"])
    for pronoun, own in ((possessive, "my"), (objective, "me"), (subject, "I")):
        spoken = re.sub(rf"\b{pronoun}\b", own, spoken, flags=re.I)
    return spoken, sure


def _of_figure(sentence: Sentence, archive: Archive) -> float:
    """How surely an unresolved pronoun is the figure's; in a large archive, where many are told of, a half unless after a sentence on them."""
    sure = of_figure(sentence, archive)
    if sure in (0.0, 1.0) or sure < PERHAPS:
        return sure if sure == 1.0 else 0.0
    if not archive.crowd or follows_figure(sentence, archive, _BACK):
        return _UNSURE
    return 0.0 if any(archive.persons(before) for before in archive.record.before(sentence, 2)) else 0.5


_OWN: Final = re.compile(r"\b(?:I|[Mm]y|[Mm]e)\b")
_FORMS: Final = {"he": ("he", "his", "him"), "she": ("she", "hers?", "her"), "they": ("they", "their", "them")}
_UNSURE: Final = 0.8
_BACK: Final = 8
"""Sentences among which the last that names anybody must name the figure alone."""


@lru_cache(maxsize=16)
def _spouse(archive: Archive) -> str:
    """A pattern of what the record calls the figure's wife or husband; one that nothing matches where it names none."""
    found = [name for entry in archive.whole.record.people() if any(r.to_figure and _SPOUSE.search(r.phrase) for r in entry.relations)
             for name in (entry.name, *entry.names) if name.split()[-1:] != [archive.figure.surname] or len(name.split()) > 1]
    return "|".join(re.escape(name) for name in sorted(set(found), key=lambda n: (-len(n), n))) or "(?!)"


_SPOUSE: Final = re.compile(r"\b(?:wife|husband|bride|fianc[ée]e?)\b", re.I)


@lru_cache(maxsize=4096)
def _pattern(form: str, spouse: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A form of telling as a regular expression, after the last plain word that it cannot do without."""
    parts: list[str] = []
    plain = ""
    for word in re.findall(r"(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s()])+", form):
        if word.startswith("~"):
            gap = r"\s+" if parts and parts[-1].startswith(_WHOSE) else _GAP  # `my old mother`, but not `my wife, the mother of`
            parts.append(rf"(?:{_WORD}{gap}){{0,{word[1:]}}}?")
        elif word in ("^", ","):
            parts.append({"^": r"^\W*", ",": r"(?<=,)\s*"}[word])
        else:
            needed = not word.endswith(")?")
            body = _body(word, spouse)
            parts.append(body + _GAP if needed else f"(?:{body}{_GAP})?")
            plain = body if needed and not re.search("NAME|SPOUSE|NUM", word) else plain
    return re.compile(plain), re.compile("".join(parts).removesuffix(_GAP))


def _body(word: str, spouse: str) -> str:
    """One word of a form, without what follows it."""
    word = word.removesuffix("?") if word.endswith(")?") else word
    if word == "I":
        return r"\bI\b"
    inner = word.replace("NUM", _NUMBER).replace(" ", r"\s+")
    if "NAME" in word or "SPOUSE" in word:
        return "(?:" + inner.replace("NAME", _NAME).replace("SPOUSE", spouse) + ")"
    return rf"(?i:\b(?:{inner})\b(?!'s\b))"


@cache
def _matters() -> tuple[Matter, ...]:
    stored = tomllib.loads(resources.files("vivavoce.evidence").joinpath("particulars.toml").read_text(encoding="utf-8"))
    return tuple(matter for row in stored["matter"] for matter in _made(row))


def _made(row: dict[str, list[str]]) -> Iterator[Matter]:
    """The matters of one row: one, or one for each word that its `for` gives."""
    for word in row.get("for", ["(?!)"]):
        def put(lines: Sequence[str], word: str = word) -> list[str]:
            return [re.sub(r"\bK\b", word, line) for line in lines]

        questions = "|".join(f"(?:{line.replace('ABOUT ', _ABOUT)})" for line in put(row["asked"]))
        sought = tuple(stem for line in put(row["sought"]) for stem in stems(re.sub(r"\W+", " ", line)))
        yield Matter(re.compile(questions, re.I), sought, tuple(put(row["told"])), tuple(put(row.get("touched", []))))
