"""Dated parts of one volume: letters, speeches, orders, entries of a diary, each under its heading or dateline.

A part begins with the headings above its dateline and ends where the next heading begins, or with its signature. Where it is not plain
which text a date belongs to there is no part: an undated word is better than a misdated one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from vivavoce.record import Block, Part
from vivavoce.sources.datelines import MONTH, Written, written
from vivavoce.text import STOP, squeeze

_LONGEST: Final = 200
_SILENT: Final = frozenset({"matter", "contents", "bibliography", "furniture", "caption"})
_GENRE: Final = re.compile(
    r"\b(?:address|answer|application|article|bill|brief|cable|call|circular|communication|contract|debate|diary|dispatch|draft|endorsement|entry|"
    r"essay|extract|fragment|instructions|journal|lecture|letter|memorandum|memoranda|message|notes?|notice|opinion|orders?|pardon|pass|petition|"
    r"postscript|proclamation|protest|recommendation|remarks|reply|report|resolutions?|response|sermon|sketch|speech|statement|telegram|toast|verses)s?\b",
    re.I)
_COLLECTION: Final = re.compile(
    r"\b(?:letters|papers|writings|speeches|correspondence|diar(?:y|ies)|journals?|addresses|despatches|dispatches)\b", re.I)
_TELLS_A_DATE: Final = re.compile(
    r"^\W*(?:born|died|married|published|printed|reprinted|copyright|entered|posted|updated|revised|release|first\s+(?:edition|published|printed)|"
    r"from\b|see\b|cf\b|vol\b|volume\b|fig\b|plate\b|page\b|done\s+at\b|approved\b|filed\b|received\b|\d+[.)]\s)", re.I)
_CLOCK: Final = re.compile(
    r"\b\d{1,2}(?:[.:]\s?\d\d)?\s*(?:[ap]\.?\s?m\b\.?|m\b\.?|o['’]clock)|\b\d{1,2}[.:]\s?\d\d\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"\b(?:morning|noon|afternoon|evening|night|midnight|end|beginning|middle|early|late|about|probably)\b(?:\s+of\b)?", re.I)
_SMALL: Final = frozenset("a an and as at but by de du for from in into is la le near of on or the to with von van der his her its upon".split())
_SALUTATION: Final = re.compile(
    r"\W*(?:my\s+)?(?:very\s+)?(?:dear(?:est)?\b|sirs?\b|madam\b|gentlemen\b|(?:fellow|my\s+friends?\b)|honou?red\b)", re.I)
_POSTSCRIPT: Final = re.compile(r"\W*P\.?\s?S\b")
_FAREWELL: Final = re.compile(r"\W*(?:p\.?\s?s\b|yours?\b|ever\b|respectfully|sincerely|faithfully|affectionately|truly)", re.I)
_INLINE: Final = re.compile(r"(.{6,90}?[\d\]][.,]?)\s*(?:[—–]|--|(?=(?:my\s+)?(?:very\s+)?dear(?:est)?\s))", re.I | re.S)
_SIGNED: Final = re.compile(r"(?:^|[,.\s]\s*)(?:(?:[A-Z]\.\s?)*[A-Z][A-Z’'-]*[A-Z]|(?:[A-Z]\.\s?){1,3}[A-Z][a-z’'-]+|(?:[A-Z]\.\s?){2})"
                            r"(?:,\s*[A-Z][\w\s.,’'-]{0,40})?[._\s]*$")
_PARTING: Final = re.compile(r"\b(?:yours?|truly|servant|sincerely|respectfully|faithfully|affection\w*|friend|ever|love)\b", re.I)
_NAME: Final = re.compile(r"[_\W]*(?:[A-Z]\.\s?|[A-Z][\w.’'-]*\s+){0,4}[A-Z][\w’'-]+(?:,\s[\w\s.,’'-]{0,70})?\.?[_\W]*")
_INTRODUCES: Final = re.compile(r"(?:follow(?:s|ing)|to[- ]wit|viz|thus|read|enclosed|[:;])\W*$", re.I)
_ABBREVIATED: Final = re.compile(r"(?:[^\W\d_]\.)+|(?:gen|col|maj|capt|lieut|lt|hon|dr|mr|mrs|messrs|st|prof|rev|sec|gov|sen|jr|sr|esq)\.", re.I)
_SENT: Final = re.compile(r"\b(?:letter|telegram|cable|note|reply|answer|message|dispatch|despatch|communication)s?\b", re.I)
_ABSTRACT: Final = re.compile(r"(?:ing|ed|ment|tion|sion|ance|ence|ity|ness|ure)$", re.I)
_QUOTES: Final = ("\"", "“", "‘")
_NOBODY: Final = ("", "")


@dataclass(frozen=True, slots=True)
class _Line:
    """A block, or the first lines of one, read as what it is: `date`, `heading`, `name` or `body`; `bare` is a date without a title, `quoted` one
    that opens with a quotation mark."""

    start: int
    end: int
    kind: str
    text: str = ""
    level: int = 0
    date: str = ""
    strong: bool = False
    bare: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Section:
    """Headings with the body below them; `signed` is where a signature ends it, `untitled` that a dateline alone opens it."""

    start: int
    date: str = ""
    heading: str = ""
    level: int = 0
    strong: bool = False
    letter: tuple[str, str] = _NOBODY
    untitled: bool = False
    signed: int = 0


def parts(text: str, blocks: Sequence[Block], title: str = "") -> tuple[Part, ...]:
    """The dated parts of a source, in order, without overlap; none where what looks like a date heads nothing written at that time."""
    spoken = [block for block in blocks if block.kind not in _SILENT]
    sections = _sections(list(_lines(text, spoken)))
    if not sections:
        return ()
    ends = [*(section.start for section in sections[1:]), spoken[-1].end]
    dated = [(section, end) for section, end in zip(sections, ends, strict=True) if section.date]
    if not dated:
        return ()
    covered = sum(end - section.start for section, end in dated if section.strong)
    trusted = bool(_COLLECTION.search(title)) or 2 * covered >= spoken[-1].end - spoken[0].start
    middle = median(int(section.date[:4]) for section, _ in dated)
    return tuple(_part(text, section, end) for section, end in dated
                 if (trusted or (section.strong and (not section.untitled or section.signed))) and abs(int(section.date[:4]) - middle) <= 100)


def _part(text: str, section: _Section, end: int) -> Part:
    end = section.signed if section.signed and (section.untitled or section.letter != _NOBODY) else end
    return Part(section.start, section.start + len(text[section.start:end].rstrip()), section.heading, *section.letter, section.date)


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[_Line]:
    """Every block as one line, or as two where a dateline opens a longer block."""
    years = _years(text, blocks)
    year, told, before = "", "", ""
    for block in blocks:
        raw = text[block.start:block.end]
        if block.start in years:
            year = told = years[block.start]
            yield _Line(block.start, block.end, "heading", "", block.level)
            continue
        for head in _heads(raw):
            plain = squeeze(head).strip("#*_= ")
            if len(plain) <= _LONGEST and (found := written(plain, year if told == year else "")) \
                    and (line := _dateline(found, plain, block, block.start + len(head), before)):
                told = found.date[:4]
                yield line
                if len(head) < len(raw):
                    yield _Line(block.start + len(head), block.end, "body", raw[len(head):])
                break
        else:
            yield _undated(block, raw, year if told == year else "")
        before = raw


def _heads(raw: str) -> Iterator[str]:
    """What may be a heading with a date: the block itself where it is short, its first lines, the words before a dash or a salutation."""
    if len(raw) <= 1.2 * _LONGEST:
        yield raw
    lines = raw.split("\n")
    for count in (1, 2):
        if len(lines) > count:
            yield "\n".join(lines[:count])
    if (inline := _INLINE.match(raw)) and not MONTH.match(raw[inline.end():].lstrip()):
        yield inline.group(1)


def _dateline(found: Written, plain: str, block: Block, end: int, before: str) -> _Line | None:
    """A heading that ends in a date, or a place with a date; None where the words around it make a sentence of it."""
    ahead, behind = (squeeze(_CLOCK.sub("", part)).strip(" .,;:()-–—_*") for part in (found.before, found.after))
    if _TELLS_A_DATE.match(plain) or len(behind.split()) > 6 or not (_titled(ahead) and _titled(behind)) \
            or re.search(r"\d{4}", behind) or MONTH.search(behind):
        return None
    letter, count = _letter(found.before) != _NOBODY, len(ahead.split())
    titled = letter or bool(_GENRE.search(ahead)) or (block.kind == "heading" and (count > 7 or bool(re.search(r"\w{4}[.:]\s", ahead))))
    if not titled and (count > 8 or _INTRODUCES.search(before)):  # a document quoted within another keeps its own date
        return None
    place = bool(re.search(r"[^\W\d]{3}", ahead))
    if not place and len(found.date) == 4:
        return None
    strong = letter or bool(_GENRE.search(ahead)) or (place and not titled and len(found.date) == 10) or ("[" in plain and place)
    return _Line(block.start, end, "date", found.before.strip(" ,;:-–—(") if titled else ahead, block.level, found.date, strong, not titled,
                 plain.startswith(_QUOTES))


def _titled(words: str) -> bool:
    """Only names and the small words between them: no sentence."""
    return all(word in _SMALL or not word[0].islower() for word in re.findall(r"[^\W\d_][\w’']*", words))


def _undated(block: Block, raw: str, year: str) -> _Line:
    plain = squeeze(raw[:2 * _LONGEST]).strip("#*_ ")
    body = _Line(block.start, block.end, "body", raw)
    if len(plain) > _LONGEST or _SALUTATION.match(plain) or _FAREWELL.match(plain):
        return body
    if re.fullmatch(r"[(\[][^()\[\]]{1,40}[)\]]\.?", plain):
        return _Line(block.start, block.end, "name", "", block.level)
    letter = _letter(plain) != _NOBODY
    if block.kind != "heading" and not plain.isupper():
        return body
    strong = letter or bool(_GENRE.search(plain))
    kind = "name" if not strong and block.level == 0 and (_NAME.fullmatch(plain) or plain.endswith("?")) else "heading"
    return _Line(block.start, block.end, kind, plain, block.level, year, strong)


def _years(text: str, blocks: Sequence[Block]) -> dict[int, str]:
    """Headings that are a year and nothing else, where several stand in order: they date what stands below them."""
    found = [(block.start, plain.strip(" .")) for block in blocks if block.end - block.start <= 12
             and re.fullmatch(r"(?:1\d{3}|20\d\d)\.?", plain := text[block.start:block.end].strip("#*_[]() "))]
    while len(found) > 1 and found[0][1] > found[1][1]:
        found.pop(0)  # the year of printing, on the title page
    return dict(found) if len(found) > 1 and [year for _, year in found] == sorted(year for _, year in found) else {}


def _sections(lines: Sequence[_Line]) -> list[_Section]:
    """Group headings with the body below them; a date that closes a text goes to the section above it."""
    sections: list[_Section] = []
    stack: list[_Line] = []
    told = False
    for line in lines:
        if line.kind in ("date", "heading") or (line.kind == "name" and stack):
            if not (line.kind == "date" and line.bare and not stack and sections and line.date < sections[-1].date):
                stack.append(line)  # else a document of an earlier day, quoted in this one
            continue
        if stack:
            closing, opening = _divided(stack, sections)
            if closing and sections and not sections[-1].date:
                sections[-1] = replace(sections[-1], date=closing.date, strong=closing.strong)
            if opening and not (_continues(opening, sections) or _ends_quoted(opening, line)):
                sections.append(_section(opening, line))
            stack, told = [], False
        elif not sections:
            sections.append(_Section(line.start))
        signs = _signs(line)
        if sections and told and (signs if not sections[-1].signed else _POSTSCRIPT.match(line.text)):
            sections[-1] = replace(sections[-1], signed=line.end)
        told = told or not signs  # names above the first word are those of an address
    if sections and stack and stack[0].kind == "date" and stack[0].bare and not sections[-1].date:
        sections[-1] = replace(sections[-1], date=stack[0].date, strong=stack[0].strong)
    return sections


def _signs(line: _Line) -> bool:
    """A name alone, or one after a farewell."""
    tail = line.text[-90:]
    return line.kind == "name" or (bool(_SIGNED.search(tail)) and (len(line.text) < 60 or bool(_PARTING.search(tail))))


def _divided(stack: list[_Line], sections: list[_Section]) -> tuple[_Line | None, list[_Line]]:
    """What of the headings between two texts closes the first and what opens the second."""
    first = stack[0]
    if sections and first.kind == "date" and first.bare \
            and (any(line.kind == "heading" for line in stack[1:]) or re.match(r"(?:[A-Z]\.\s?)+[A-Z]\w+$", first.text)):
        return first, stack[1:]
    dates = [index for index, line in enumerate(stack) if line.kind == "date"]
    apart = len(dates) > 2 or (bool(dates) and any(line.kind == "heading" for line in stack[dates[0] + 1:dates[-1]]))
    if len(dates) > 1 and apart and stack[dates[-2]].date != stack[dates[-1]].date:
        return None, stack[dates[-2] + 1:]  # a list of contents stands before it
    return None, stack


def _continues(opening: list[_Line], sections: list[_Section]) -> bool:
    """A heading without a date, of a deeper level than the section it stands in."""
    return bool(sections and sections[-1].level and sections[-1].date) and all(
        line.kind != "date" and line.level > sections[-1].level for line in opening)


def _ends_quoted(opening: list[_Line], body: _Line) -> bool:
    """A date within quotation marks below which nothing is quoted: it closes a document that a narrative prints."""
    return len(opening) == 1 and opening[0].quoted and opening[0].bare and not body.text.lstrip().startswith(_QUOTES)


def _section(opening: list[_Line], body: _Line) -> _Section:
    dated = [line for line in opening if line.kind == "date"]
    best = max(dated, key=lambda line: len(line.date), default=None)
    titles = [line.text for line in opening if line.kind in ("heading", "date") and line.text and not line.bare][-3:]
    letter = next((pair for title in titles if (pair := _letter(title)) != _NOBODY), _NOBODY)
    strong = any(line.strong for line in opening) or (bool(dated) and bool(_SALUTATION.match(body.text)))
    date = best.date if best else next((line.date for line in reversed(opening) if line.date), "") if strong else ""
    return _Section(opening[-6:][0].start, date, " ".join(titles), max(line.level for line in opening), strong, letter, not titles)


def _letter(heading: str) -> tuple[str, str]:
    """Sender and addressee that a heading names: `LETTER 9. TO C. LYELL`, `J. D. HOOKER TO CHARLES DARWIN`, `Letter from Ada Byron`."""
    plain = re.sub(r"^\W*(?:letter|no)\b\.?\s*(?:no\.\s*)?[\dIVXLC]+[a-z]?\b\.?:?\s*", "", heading.strip("_*[]( "), flags=re.I)
    if match := re.match(r"(?:(?P<genre>[\w\s]{0,30})\s)?from\s+(.*)", plain, re.I):
        sender, _, to = re.sub(r"\bTO\b", "to", match.group(2)).partition(" to ")
        return (_name(sender), _name(to)) if match["genre"] and _SENT.search(match["genre"]) and _personal(sender) else _NOBODY
    match = re.match(r"(?P<sender>.{0,60}?)\b(?:to|TO|To)\s+(?:(?:the|THE)\s+)?(?P<to>[^\W\d_].*)", plain)
    if not match or not match["to"][0].isupper():
        return _NOBODY
    sender = match["sender"].strip(" ,.-")
    genre = _GENRE.search(sender)
    if genre or len(sender.split()) > 5 or any(w.casefold() in STOP and len(w) > 1 for w in re.findall(r"\w+", sender)):
        return ("", _name(match["to"])) if genre else _NOBODY
    return (_name(sender), _name(match["to"])) if not sender or _personal(sender) else _NOBODY


def _personal(words: str) -> bool:
    """Two capitalised words or more that may be a name, `GENERAL HALE`, and not `CONTINUED FAILURE`, `THE HARBOUR` or `Sweden`."""
    name = re.findall(r"[^\W\d_][\w’'-]*\.?", words.split(",")[0])
    if len(name) < 2 or not all(word[0].isupper() or word in _SMALL for word in name) or name[0].casefold() in STOP or MONTH.match(words):
        return False
    return not all(_ABSTRACT.search(word) for word in name) and not re.search(r"[’']s\b", words, re.I)


def _name(words: str) -> str:
    """The name that words begin with, up to a comma or a full stop that ends no abbreviation."""
    taken: list[str] = []
    for word in words.split():
        taken.append(word)
        if word[-1] in ",;:)" or (word[-1] == "." and not _ABBREVIATED.fullmatch(word)):
            break
    name = " ".join(taken[:8]).strip(" ,;:()[]_*")
    name = name if _ABBREVIATED.fullmatch(taken[-1] if taken else "") else name.rstrip(".")
    if not re.sub(r"\bM(?:a?)c(?=[A-Z])", "MC", name).isupper():
        return name
    titled = re.sub(r"(?<=[’'])S\b", "s", name.title())
    return re.sub(r"\bMc([a-z])", lambda match: f"Mc{match[1].upper()}", titled)
