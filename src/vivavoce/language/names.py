"""Names by their look, the figure's aliases, numbers and years: what a question and a sentence have in common without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from vivavoce.record import Figure
from vivavoce.text import STOP, fold, squeeze

_CAPITALISED: Final = re.compile(r"[^\W\d_a-z][\w.’'-]*(?:\s+(?:(?:of|the|de|von|van|der|la|du|del|and)\s+(?=[^\W\d_a-z]))?[^\W\d_a-z][\w’'-]*)*")
_NUMBER_WORDS: Final = {word: value for value, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty".split())} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
    "million": 1000000, "dozen": 12}
_YEAR: Final = re.compile(r"(?<![\d,.])(1[0-9]{3}|20[0-9]{2})(?![\d,]\d)(?!\d)")
_PART: Final = re.compile(r"[^\W\d_]+|\S")
_DIGITS: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
MONTHS: Final = ("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct "
                 "nov dec").split()
_NOT_NAMES: Final = frozenset("""i i'm i'd i've i'll mr mrs ms dr monday tuesday wednesday thursday friday saturday sunday however although while
during before since despite perhaps today yes chapter""".split()) | frozenset(MONTHS)


def names(text: str) -> list[str]:
    """Capitalised names in order: the first word of a sentence counts only where it is not an ordinary function word."""
    found = []
    for match in _CAPITALISED.finditer(text):
        name = re.sub(r"['’]s$", "", match.group().strip(".-'’"))
        parts = name.split()
        starts = not text[:match.start()].strip() or text[:match.start()].rstrip()[-1] in ".!?“\"'‘"
        titled = not starts and len(parts) > 1 and parts[0] in ("My", "Our")  # within a sentence the capital makes it a title
        while parts and not titled and (fold(parts[0]).rstrip(".") in STOP or fold(parts[0]) in _NOT_NAMES):
            parts.pop(0)
        name = " ".join(parts)
        if not parts or len(name) < 2 or (starts and len(parts) == 1 and _ordinary(name)):
            continue
        found.append(name)
    return found


def _ordinary(word: str) -> bool:
    """A word that likely has its capital only from standing first: a common suffix, or an adverb."""
    return bool(re.search(r"(?:ly|ing|ed|tion|ment|ness|ous|ful|less|able|ers|ies)$", word)) or len(word) < 3


def years(text: str) -> list[int]:
    """Years written with four digits."""
    return [int(y) for y in _YEAR.findall(text)]


def numbers(text: str) -> set[int]:
    """Numbers as values, in digits or in words (`forty-three`, `three hundred thousand`)."""
    found = {int(d.replace(",", "").split(".")[0]) for d in _DIGITS.findall(text) if len(d) <= 40}  # longer ones are no quantities
    return found | set(_spelled(text))


def in_words(count: int) -> str:
    """A whole number below a thousand in words: `thirty-seven`, `a hundred and two`."""
    named = {value: word for word, value in _NUMBER_WORDS.items() if word != "dozen"}
    if count in named and count < _HUNDRED:
        return named[count]
    if count < _HUNDRED:
        return f"{named[count - count % 10]}-{named[count % 10]}"
    hundreds = "a hundred" if count < 2 * _HUNDRED else f"{named[count // _HUNDRED]} hundred"
    return f"{hundreds} and {in_words(count % _HUNDRED)}" if count % _HUNDRED else hundreds


_HUNDRED: Final = 100


def counts(text: str) -> set[int]:
    """Numbers that may count something: a year does not, unless what it counts follows (`1,500 letters`, `1500 men`)."""
    counted = {int(y) for y in re.findall(r"\b(\d{4}) (?:[a-z-]+ )?(?:[a-z]+s|men|women|people|children)\b", text)}
    return numbers(text) - (set(years(text)) - counted)


def _spelled(text: str) -> Iterator[int]:
    """Numbers in words; `two, three and four` are three, `two hundred and four` is one."""
    total, run, last = 0, -1, 0  # what is complete up to a thousand or a million, what follows it (-1: nothing yet), the last word's value
    for part in [*_PART.findall(text.casefold()), "."]:
        value = _NUMBER_WORDS.get(part)
        if value is None:
            if (last and part in "-‐‑") or (last >= 100 and part == "and") or (last >= 1000 and part == ","):
                continue
            if total or run > 0:
                yield total + max(run, 0)
            total, run, last = 0, -1, 0
            continue
        multiplies = value >= 100 or part == "dozen"
        if not _continues(total, run, value, multiplies):
            carried = run if value >= 1000 else -1  # in `five thousand, six thousand` the six goes with what follows
            yield total + (max(run, 0) if carried < 0 else 0)
            total, run = 0, carried
        if value >= 1000:
            total, run = total + abs(run) * value, -1
        elif multiplies:
            run = abs(run) * value
        else:
            run = max(run, 0) + value
        last = value


def _continues(total: int, run: int, value: int, multiplies: bool) -> bool:
    """Does a number word go on with the number before it, or begin another?"""
    if value >= 1000:
        return not total or (run >= 0 and total % (value * 1000) == 0)
    if run < 0:
        return True
    if multiplies:
        return 0 < run < 100
    return run > 0 and (run % 100 == 0 or (value < 10 and run % 10 == 0 and run % 100 >= 20))


def has_number(text: str) -> bool:
    """Is a quantity stated, in digits or words? `one` alone is not one."""
    return bool(_DIGITS.search(text)) or any(w in _NUMBER_WORDS and w not in ("one", "zero") for w in re.split(r"[^a-z]+", text.casefold()))


def has_date(text: str) -> bool:
    """Is a time stated: a year, a month with a day, a century, an age?"""
    text = text.replace("_", " ")
    low = text.casefold()
    return bool(_YEAR.search(text)) or bool(re.search(
        r"\b(?:" + "|".join(MONTHS) + r")\b\.?\s+\d|\d(?:st|nd|rd|th)?\s+(?:of\s+)?(?:" + "|".join(MONTHS)
        + r")\b|\b(?:\d\d)?\d0s\b|\bcentury\b|\bin\s+(?:" + "|".join(MONTHS[:12]) + r")\b|\bage of\b", low))


@lru_cache(maxsize=256)
def alias_pattern(aliases: tuple[str, ...]) -> re.Pattern[str]:
    """Matches any alias as whole words, longest first, accents and case as written; not inside a longer name."""
    alternatives = "|".join(r"\s+".join(re.escape(part) for part in alias.split()) for alias in sorted(aliases, key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?<!-)(?:{alternatives})(?![^\W_])")


def is_figure(author: str, figure: Figure) -> bool:
    """Is an author's name the figure's? A surname one letter off counts, an initial for a given name too, and initials alone."""
    if fold(squeeze(author)) in {fold(name) for name in figure.names}:
        return True
    titles = r"Mr|Ms|Miss|Dr|Hon|Rev|Prof|President|Esq|Sir" + ("|Mrs" if figure.pronouns == "she" else "")  # Mrs. John Doe is not John Doe
    author = fold(re.sub(rf"\[.*?\]|\(.*?\)|\b(?:{titles})\b\.?", "", author, flags=re.I)).strip(" .,")
    if "," in author:
        last, _, given = author.partition(",")
        author = f"{given.strip()} {last.strip()}"
    parts = [p for p in re.split(r"[\s.]+", author) if p]
    for name in figure.names:
        wanted = [p for p in re.split(r"[\s.]+", fold(name)) if p]
        if not parts or len(wanted) < 2:
            continue
        if len(parts) > 1 and all(len(part) == 1 for part in parts) and parts == [part[0] for part in wanted]:
            return True
        if near(parts[-1], wanted[-1]) and len(parts) > 1 and (parts[0] == wanted[0] or (len(parts[0]) == 1 and parts[0] == wanted[0][0])):
            return True
    return False


def near(one: str, other: str) -> bool:
    """Equal, or one letter apart in a name of five letters or more."""
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[start + 1:] == other[start + 1:] or one[start:] == other[start + 1:] or one[start + 1:] == other[start:]
