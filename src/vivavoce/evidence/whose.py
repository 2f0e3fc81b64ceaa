"""Of whom does a sentence speak, where the figure is asked about: of the figure, perhaps, or of somebody else?"""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from typing import Final

from vivavoce.archive import Archive
from vivavoce.language.gender import pronoun_of
from vivavoce.language.names import alias_pattern, names
from vivavoce.record import Figure, Sentence
from vivavoce.text import squeeze

_FORMS: Final = {"he": "he|him|his|himself", "she": "she|her|hers|herself"}
_ANOTHERS: Final = {"he": "she", "she": "he"}
_OWN: Final = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Uu]s|[Oo]ur)\b")
_ANOTHERS_OWN: Final = re.compile(r"\b(?:I|[Mm]y|[Mm]yself)\b")
"""In a sentence that is not the figure's and speaks of nobody by name or pronoun, whoever tells it tells of themselves."""
_HONOURS: Final = (r"(?:Mr|Dr|Hon|Messrs|President|General|Captain|Judge|Senator|Professor|Sir|Comrade|Lord|Doctor|Miss|Lady|Honou?rable|Old|Young|"
                   r"Honest|Poor)")
TELLERS_OWN: Final = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|[Uu]s|[Oo]urs?)\b")
"""Words by which who tells an account speaks of themselves."""
PERHAPS: Final = 0.5
STRANGER: Final = -0.3
"""Worse than a sentence that names nobody: one that is plainly of somebody else."""


def speaks_of_figure(sentence: Sentence, archive: Archive) -> bool:
    """Does a sentence speak of the figure: in their voice, by a name of theirs, or by what the reading made out?"""
    own = alias_pattern(archive.figure.names)
    return sentence.voice == "figure" or sentence.first_person is not None or bool(own.search(archive.exact(sentence)))


@lru_cache(maxsize=4096)
def own_speech(sentence: Sentence, archive: Archive) -> str:
    """A sentence put as the figure's own: own words and first-person forms as they stand.

    In other accounts `I` and `my` stand for the figure's names, for what a kinsman calls them and for the pronouns that the reading resolved; the
    teller's own are left out.
    """
    exact = archive.exact(sentence)
    if sentence.first_person is not None or sentence.voice == "figure":
        return squeeze(sentence.first_person or exact)
    exact = TELLERS_OWN.sub(lambda m: "_" * len(m.group()), exact) if not archive.called(sentence) else exact
    for edit in sorted(sentence.edits, key=lambda e: -e.start):
        if edit.new in ("I", "me", "my"):
            exact = exact[: edit.start - sentence.start] + edit.new + exact[edit.end - sentence.start :]
    if called := archive.called(sentence):
        exact = re.sub(rf"\b(?:{called})\b(['’]s)?", lambda m: "my" if m[1] else "I", exact, flags=re.I)
    if archive.office:
        exact = re.sub(rf"\b[Tt]he {archive.office}\b(?!\s+[A-Z])(['’]s)?", lambda m: "my" if m[1] else "I", exact)
    names, namesake, _ = _names(archive.figure)
    named = re.compile(rf"(?:\b{_HONOURS}\.?\s+)*(?<!named )(?<!called )(?:{names.pattern})(?P<whose>['’]s?(?!\w))?")
    bearers = [(m.start(), m.end()) for m in namesake.finditer(exact) if _bearer(m, exact, archive)]
    told = named.sub(lambda m: m.group() if any(start <= m.start() < end for start, end in bearers) else "my" if m["whose"] else "I", exact)
    return squeeze(told)


def opens_on_figure(sentence: Sentence, archive: Archive, within: int = 4) -> bool:
    """Does a sentence have a pronoun that can be the figure's at its opening, after a few words at most?"""
    forms = _FORMS.get(archive.figure.pronouns, "they|them|their")
    return bool(re.match(rf"\W*(?:[\w-]+\W+){{0,{within}}}?(?:{forms})\b", archive.exact(sentence), re.I))


def goes_on(sentence: Sentence, archive: Archive) -> bool:
    """Does a sentence have the figure's pronoun at its opening, right after one that speaks of the figure and of nobody else?"""
    return follows_figure(sentence, archive, 1) and not archive.persons(sentence)


def follows_figure(sentence: Sentence, archive: Archive, back: int) -> bool:
    """Does a sentence have the figure's pronoun at its opening, the last of whom the `back` sentences before it speak being the figure alone?"""
    if not opens_on_figure(sentence, archive):
        return False
    last = next((s for s in reversed(archive.record.before(sentence, back)) if speaks_of_figure(s, archive) or archive.persons(s)), None)
    return last is not None and speaks_of_figure(last, archive) and not archive.persons(last)


def leans_on_another(sentence: Sentence, archive: Archive) -> bool:
    """Is the pronoun at the opening of words that are neither the figure's nor an account's, a note's say, him whom a sentence before opens with?

    `(Miles Hale died in 1801. His health drove him south.)`: with a man's or a woman's full name that is not the figure's.
    """
    if sentence.voice in ("figure", "author") or archive.called(sentence) or not opens_on_figure(sentence, archive):
        return False
    forms = _FORMS.get(archive.figure.pronouns, "they|them|their")
    for before in reversed([s for s in archive.record.around(sentence, _FAR, 0) if s.id < sentence.id]):
        exact = archive.exact(before)
        if before.voice != sentence.voice or alias_pattern(archive.figure.names).search(exact):
            return False
        opens = next(iter(names(exact)), "")
        if " " in opens and opens in squeeze(exact)[:len(opens) + _LABEL] and archive.kind_of(opens) == archive.figure.pronouns:
            return True
        if not re.search(rf"\b(?:{forms})\b", exact, re.I):
            return False
    return False


_FAR: Final = 6
"""Sentences over which a note may go on to speak of whom it opened with."""
_LABEL: Final = 16
"""Code points that may stand before a note's first name."""
_UNDERGOES: Final = {"he": r"\w\s+him\b", "she": r"\w\s+her\b(?=\W*(?:$|[.,;:]|(?:in|on|at|with|to|from|and|by|into|down|away|there|before|after|as|"
                                                r"for)\b))"}
_SPOUSE: Final = {"he": r"^\W*[Hh]is\s+(?:\w+\s+)?wife\b", "she": r"^\W*[Hh]er\s+(?:\w+\s+)?husband\b"}
_ELIDED: Final = re.compile(r"\W*(?:[^.]{0,24}\d\.\s+)?[A-Z][a-z]+ed\b")


def undergoes(sentence: Sentence, archive: Archive) -> bool:
    """Is somebody else the one person named, and the figure whom a pronoun means: `Hale struck him`, `Hale shot her`, `His wife, Jane Hale, …`; or is
    the figure who is left out before a deed, as in a chronology? Who acts is not acted upon; nobody else may have been named since the figure."""
    exact, pronouns = archive.exact(sentence), archive.figure.pronouns
    if sentence.voice != "author":
        return False
    if not archive.crowd and _ELIDED.match(exact):
        return True
    others = {name.split()[-1] for name in archive.persons(sentence) if archive.kind_of(name) != _ANOTHERS.get(pronouns)}
    acted_upon = re.search(_UNDERGOES.get(pronouns, "(?!)"), exact)
    theirs = re.search(_SPOUSE.get(pronouns, "(?!)"), exact) or (not others and opens_on_figure(sentence, archive))
    if len(others) > 1 or not (theirs or (acted_upon and not any(name in exact[acted_upon.end():] for name in others))):
        return False
    if acted_upon and alias_pattern(archive.figure.names).search(exact[:acted_upon.start()]):
        return True
    for before in reversed(archive.record.before(sentence, 3)):
        if any(archive.kind_of(name) != _ANOTHERS.get(pronouns) for name in archive.persons(before)):
            return False
        if speaks_of_figure(before, archive):
            return True
    return not archive.crowd


def of_figure(sentence: Sentence, archive: Archive, event: bool = False) -> float:
    """1 where a sentence speaks of the figure, `PERHAPS` where it may, 0 where it tells of others alone, `STRANGER` of a namesake, another sex or of
    its teller.

    Own words without an I speak of the figure's matters, but of an `event` of the figure's life hardly.
    """
    exact = archive.exact(sentence)
    if sentence.voice != "figure" and _no_spouse_of(archive.figure.pronouns, exact):
        return 0.3
    if sentence.first_person is not None:
        return 1.0
    if sentence.voice == "figure":
        return 1.0 if _OWN.search(exact) else 0.2 if event else PERHAPS
    if re.match(rf"\W*(?:\w+\W+){{0,2}}?(?:{_ANOTHERS.get(archive.figure.pronouns, '(?!)')})\b", exact, re.I):
        return STRANGER
    if sentence.guard == "a namesake before" or (sentence.guard == "pronoun before the name" and opens_on_figure(sentence, archive)):
        return 0.3
    if archive.office and re.search(rf"\b[Tt]he {archive.office}\b(?!\s+[A-Z])", exact):
        return 0.8
    if (called := archive.called(sentence)) and re.search(rf"\b(?:{called})\b(?!['’]s)", exact, re.I):
        return 1.0
    named, namesake, relative = _names(archive.figure)
    bearers = [bearer for match in namesake.finditer(exact) if (bearer := _bearer(match, exact, archive))]
    theirs = reduce(lambda told, bearer: told.replace(bearer, " "), bearers, exact)
    if named.search(relative.sub(" ", theirs)):
        return 1.0
    pronoun = re.search(rf"\b(?:{_FORMS.get(archive.figure.pronouns, 'they|them|their')})\b", exact, re.I)
    if pronoun and leans_on_another(sentence, archive):
        return 0.0
    if pronoun and not any(archive.kind_of(bearer) != _ANOTHERS.get(archive.figure.pronouns) for bearer in bearers):
        rivals = any(archive.kind_of(name) != _ANOTHERS.get(archive.figure.pronouns) and name.split()[-1] in exact[:pronoun.start()]
                     for name in archive.persons(sentence))
        return 1.0 if goes_on(sentence, archive) else PERHAPS if not (rivals or sentence.guard) else 0.3
    if _ANOTHERS_OWN.search(exact):
        return STRANGER
    if not archive.crowd and not archive.persons(sentence) and not bearers:
        return 1.0  # in a few documents about the figure, what names nobody is told as theirs: `Three hundred mourners came`
    return 0.3 if named.search(theirs) else STRANGER if bearers else 0.0


def _bearer(match: re.Match[str], exact: str, archive: Archive) -> str:
    """Another bearer of the surname, without an opening word that has its capital from standing first: `When Lovelace …` names nobody else."""
    word, _, rest = match.group().partition(" ")
    opens = not exact[:match.start()].strip("\"“‘'([ \n") or exact[:match.start()].rstrip()[-1:] in ".!?"
    if not opens or word.endswith(".") or pronoun_of([word]) or archive.cased(word.casefold()) != word.casefold():
        return match.group()
    return rest if match.re.fullmatch(rest) else ""


def _no_spouse_of(pronouns: str, exact: str) -> bool:
    """Does a sentence tell of somebody's husband where the figure is a man, or of a wife where she is a woman: `Byron's first husband`?"""
    spouse = {"he": "husband", "she": "wife"}.get(pronouns)
    return bool(spouse and re.search(rf"['’]s\s+(?:\w+\s+)?{spouse}\b", exact))


@lru_cache(maxsize=8)
def _names(figure: Figure) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of the figure's names, a given name too; of another bearer of the surname; and of a name that only says whose a relative is."""
    given = {name.split()[0] for name in figure.names if " " in name}
    named = alias_pattern((*figure.names, *sorted(given)))
    own = "|".join(re.escape(part) for name in figure.names for part in name.split()[:-1]) or "(?!)"
    surname = re.escape(figure.surname)
    namesake = re.compile(rf"\b(?!(?:{own}|{_HONOURS})\b)[^\W\d_a-z][\w’'-]*\.?\s+(?:[^\W\d_a-z][\w’'-]*\.?\s+)?{surname}\b")
    kin = (r"(?:(?:step-?)?(?:father|mother|brother|sister|son|daughter)s?|wife|husband|cousin|uncle|aunt|grandfather|grandmother|nephew|niece|"
           r"parents|children|widow|family)")
    relative = re.compile(rf"(?:{named.pattern})['’]s?\s+(?:\w+\s+){{0,2}}?{kin}\b|\b{kin}\s+of\s+(?:{named.pattern})")
    return named, namesake, relative
