"""Written dates as they stand at the head of a letter or in a title: `London, 3 March 1851`, `Down, March 1st [1854]`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from vivavoce.record import is_date

_MONTHS: Final = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH: Final = r"(?P<month>Jan(?:uary|y\.?|\.)?|Feb(?:ruary|y|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|r|\.)?|" \
                r"Oct(?:ober|r|\.)?|Nov(?:ember|r|\.)?|Dec(?:ember|r|\.)?)"
_DAY: Final = r"(?P<day>[0-3]?\d)(?:\s?(?:st|nd|rd|th|d))?"
_YEAR: Final = r"(?P<year>1\d{3}|20\d\d)"
_FORMS: Final = tuple(re.compile(form, re.I) for form in (
    r"(?<![-\d])(?P<year>[12]\d{3})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![-\d])",
    rf"\b{_MONTH}[,.]?\s*{_DAY}\b[,.]?\s*(?:(?:A\.?\s?D\.?|in the year)\s*)?{_YEAR}(?![\d-])",
    rf"\b{_DAY}[,.]?\s+(?:day\s+)?(?:of\s+)?{_MONTH}[,.]?\s*{_YEAR}(?![\d-])",
    rf"\b{_MONTH}\s*,?\s*{_YEAR}(?![\d-])"))
_WITHOUT_YEAR: Final = tuple(re.compile(form, re.I) for form in (rf"\b{_MONTH},?\s*{_DAY}\b(?![\d/])", rf"\b{_DAY},?\s+(?:of\s+)?{_MONTH}(?!\w)"))
_EDITORS_YEAR: Final = re.compile(rf"\[(?!\s*(?:before|after|not)\b)[^\]\d]{{0,12}}{_YEAR}\??\]", re.I)
MONTH: Final = re.compile(rf"\b{_MONTH}(?!\w)", re.I)
_OPEN: Final = re.compile(r"\b1\d{3}\s*(?:[-–]|or|to|and)\s*(?:1\d{3}|\d{1,2})\b(?!-)|\b1\d\d[-–?]")


@dataclass(frozen=True, slots=True)
class Written:
    """A date that stands in a line: ISO as far as it is known, the words before and after it."""

    date: str
    before: str
    after: str


def written(line: str, year: str = "") -> Written | None:
    """The first date of a line; where it names no year, `year`, if one is handed in. None where two years are left open."""
    if _OPEN.search(line):
        return None
    editors = _EDITORS_YEAR.search(line)
    plain = re.sub(r"[\[\]]|\?+", "", line)
    matches = [match for form in _FORMS if (match := form.search(plain))]
    for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
        if date := _iso(match["year"], match["month"], match.groupdict().get("day")):
            return Written(date, plain[:match.start()], plain[match.end():])
    known = editors["year"] if editors else year
    for form in _WITHOUT_YEAR if known else ():
        if (match := form.search(plain)) and (date := _iso(known, match["month"], match["day"])):
            return Written(date, plain[:match.start()], plain[match.end():].replace(known, "") if editors else plain[match.end():])
    if editors:
        return Written(editors["year"], line[:editors.start()], line[editors.end():])
    return None


def _iso(year: str, month: str, day: str | None) -> str:
    number = int(month) if month.isdigit() else next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month[:3].lower()))
    date = f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")
    return date if is_date(date) else ""
