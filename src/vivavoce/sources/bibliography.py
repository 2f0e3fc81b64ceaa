"""Bibliographies → CSL-JSON (citationstyles.org, version 1.0.2): entries of the MLA, APA, Chicago, Harvard and plainer styles.

A field stands only where the entry says it; what cannot be told apart stays in `note`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from vivavoce.record import Block, Reference, Source
from vivavoce.sources.datelines import MONTH, written
from vivavoce.sources.imprints import BODIES, FORMAT, MEDIA, NEWSPAPERS, PERIODICALS, PLACES, PUBLISHERS
from vivavoce.text import fold, squeeze

_PARTICLE: Final = r"(?:(?:[dD]e(?:\s+[lL]a)?|[vV][ao]n(?:\s+de[rn])?|[dD]u|[dD][ia]|[lL][ae]|al|[tT]e[nr])\s+)?"
_FAMILY: Final = rf"{_PARTICLE}[A-ZÀ-Þ][\w’'-]+(?:[ -][A-ZÀ-Þ][\w’'-]+)?"
_INITIALS: Final = r"[A-ZÀ-Þ]\.(?:[\s-]?[A-ZÀ-Þ]\.)*"
_FORENAME: Final = r"[A-ZÀ-Þ][\w’'-]+(?:[\s-][A-ZÀ-Þ](?:\.|[\w’'-]+)){0,2}"
_GIVEN: Final = rf"(?:{_INITIALS}|[A-ZÀ-Þ]\.\s{_FORENAME}|{_FORENAME})"
_END: Final = r"(?:(?<=\.)(?=\s|,|$)|(?=\s*[.,:;(&\[])|(?=\s+and\b)|$)"
_INVERTED: Final = rf"{_FAMILY},\s*{_GIVEN}(?:,?\s(?:Jr|Sr|II|III)\b\.?)?{_END}"
_STRAIGHT: Final = rf"{_GIVEN}\s{_FAMILY}{_END}"
_AND: Final = r"(?:,?\s*(?:and|&|et)\s+|;\s*(?:and\s+|&\s*)?)"
_PEOPLE: Final = rf"(?P<names>{_STRAIGHT}(?:(?:,\s*{_STRAIGHT})*{_AND}{_STRAIGHT})?)"
_CHAINS: Final = tuple(re.compile(chain) for chain in (
    rf"{_INVERTED}(?:(?:,|;)\s*{_INVERTED})*{_AND}{_INVERTED}", rf"{_INVERTED}(?:,\s*{_STRAIGHT})*{_AND}{_STRAIGHT}",
    rf"{_INVERTED}(?:,?\s+et\s+al\.?)?"))
_VANCOUVER: Final = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?\s[A-Z]{1,3}(?:,\s+(?!et\b)|(?=\.|,\s+et\s+al)))+(?:,\s+et\s+al)?(?=\.)")
_NOTE_STYLE: Final = re.compile(rf"{_STRAIGHT}(?:(?:,\s*{_STRAIGHT})*{_AND}{_STRAIGHT})?(?=,\s)")
_NOTE_TITLE: Final = re.compile(r",\s*(?:[“\"‘*_]|[^“\"]{3,200}?\((?:[^()]*:)?[^()]*\d{4}\))")
_SAME: Final = re.compile(r"(?:[—–_-]\s?){2,}[.,]?\s*|(?:ibid|id)\.?,?\s+", re.I)
_BODY: Final = re.compile(r"(?P<body>[A-Z][^.()\[\]“\"]{2,80})\.\s+(?=[A-Z“\"*_][^.]*[.”\"])")
_BODY_DATED: Final = re.compile(r"(?P<body>[A-Z][^.()\[\]“\"]{2,90}?)\.?\s*(?=\((?:\d{4}|n\.\s?d))")
_NO_NAME: Final = frozenset("the a an in on of from letters history journal annual report essays works selected collected new".split())
_URL: Final = re.compile(
    r"(?:\b(?:available\s+(?:at|from)|retrieved\s+from|url|from|at)\s*:?\s*)?<?(?P<url>(?:https?://|www\.)[^\s<>]*[^\s<>.,;)\]])>?", re.I)
_DOI: Final = re.compile(r"(?:\bdoi\s*:?\s*)?\b(?P<doi>10\.\d{4,9}/[^\s<>]*[^\s<>.,;)\]])", re.I)
_ACCESSED: Final = re.compile(
    r"[\[(;,.]?\s*\b(?:(?:last|date)\s+)?(?:accessed|retrieved|viewed|consulted|visited)(?:\s+on)?\s*:?\s*"
    r"(?P<date>[^;.\]()]*\d{4})[\])]?[.,]?", re.I)
_MEDIUM: Final = re.compile(rf"(?:(?<=[.,;)”\"’'])\s*|^)[\[(]?(?P<medium>{MEDIA})[\])]?(?:\.|$)(?=\W*$|\s*\d)", re.I)
_BRACKETED: Final = re.compile(rf"\[(?P<medium>{MEDIA})(?:\s+(?:file|recording|post))?\]", re.I)
_WEB: Final = re.compile(r"\bWeb\.\s*(?P<date>\d{1,2}\s+[A-Z][a-z]+\.?\s+\d{4})\b\.?")
_EDITED: Final = re.compile(rf"[,(]?\s*\b(?:edited\s+by|ed(?:s|ited)?\.?(?:\s+by)?)\s+{_PEOPLE}\)?", re.I)
_TRANSLATED: Final = re.compile(
    rf"[,(]?\s*\b(?:translated(?:\s+with\s+[\w\s]{{1,20}})?\s+by|trans(?:l)?\.?(?:\s+by)?|tr\.)\s+{_PEOPLE}\)?", re.I)
_DIRECTED: Final = re.compile(rf"[,(]?\s*\b(?:directed\s+by|dir\.(?:\s+by)?)\s+{_PEOPLE}\)?", re.I)
_BY: Final = re.compile(rf"(?:^|[.,”\"*_]\s*)By\s+{_PEOPLE}")
_IS_EDITOR: Final = re.compile(r"^[\s,]*\(?(?:eds?|editors?)\b\.?\)?[\s,.:]*", re.I)
_IN_VOLUMES: Final = re.compile(r"[,.(]?\s*\b(?P<count>\d{1,3}|two|three|four|five|six)\s+vol(?:ume)?s?\b\.?\)?", re.I)
_OLD_IMPRINT: Final = re.compile(
    r"\((?P<place>[A-ZÀ-Þ][^():\d]{1,50}?),?\s*(?P<year>1[4-9]\d\d|20\d\d):\s*(?P<publisher>[^()]{2,80})\)\.?")
_IMPRINT: Final = re.compile(
    r"(?:^\s*|[.,;(]\s*)(?P<place>[A-ZÀ-Þ](?:(?!\.\s)[^:;()]){1,40}?)\s*:\s*(?P<publisher>[A-ZÀ-Þ][^:;()]{1,80}?)[\s,.)]*$")
_LONGEST: Final = 2_000
"""Code points; what is longer is no entry."""
_SEASONS: Final = ("spring", "summer", "autumn", "winter")
_SEASON: Final = re.compile(r"\b(?P<season>spring|summer|autumn|fall|winter)\b,?\s+(?P<year>1[4-9]\d\d|20\d\d)\b", re.I)
_YEAR: Final = re.compile(r"(?<![\d–-])(?:c\.?\s*|©\s*)?(?P<year>1[4-9]\d\d|20\d\d)(?:[a-z]\b)?(?![\d])")
_RANGE: Final = re.compile(r"(?<!\d)(?P<from>1[4-9]\d\d|20\d\d)\s*[-–]\s*(?P<to>1[4-9]\d\d|20\d\d)\b")
_FIRST_YEAR: Final = re.compile(r"^[\s,.]*\((?P<date>[^()]*?(?:\d{4}|n\.\s?d)[^()]*)\)[\s.,:]*|^[\s,.]*(?P<bare>(?:1[4-9]|20)\d\d)[a-z]?[.,:]\s+")
_QUOTED: Final = re.compile(
    r"[“\"](?P<title>.+?)[”\"](?=[\s.,;]|$)[.,]?|[‘'](?P<single>[^‘’']{4,}?)[’'](?=[\s.,;]|$)[.,]?")
_ITALIC: Final = re.compile(r"(?P<mark>[*_]{1,2})(?P<title>[^*_]{2,}?)(?P=mark)[.,]?")
_BEFORE_IMPRINT: Final = re.compile(r"(?P<title>[^“\"().]{2,200}?)(?<!\d)\s*(?=\([^()]*(?:1[4-9]|20)\d\d\))")
_PAGES: Final = re.compile(
    r"(?:,?\s*\b(?:pp?|pages?)\.?\s*|:\s*(?=\d+\s*[-–])|[,)]\s*(?!1[4-9]\d\d)(?=\d{1,4}[-–]\d{1,4}(?:[.,;]|\W*$)))"
    r"(?P<pages>\d+(?:\s*[-–]\s*\d+)?(?:,\s*\d+(?:[-–]\d+)?)*)\.?", re.I)
_VOLUME: Final = re.compile(r",?\s*\bvol(?:ume|s)?\.?\s*(?P<volume>\d+|[IVXLC]+)\b", re.I)
_ISSUE: Final = re.compile(r",?\s*\b(?:no|number|issue|nos|nr)\.?\s*(?P<issue>\d+(?:[-–/]\d+)?)\b", re.I)
_VOLUME_ISSUE: Final = re.compile(
    r"(?:[,;]\s*|\s+)(?P<volume>\d{1,4})(?:\s?\((?P<issue>\d{1,4}(?:[-–]\d+)?)\)|\.(?P<part>\d{1,3})\b)|(?<=\D)\s(?P<alone>\d{1,3})(?=\s*[,(:])")
_EDITION: Final = re.compile(r"[,(]?\s*\b(?P<edition>\d+(?:st|nd|rd|th)|revised|second|third|fourth|new)\s+(?:edn?|edition)\b\.?\)?", re.I)
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:[A-Z]|vol|no|nos|pp?|ed|eds|trans|st|dr|mr|mrs|vs|etc|rev|jr|sr|co|inc|ltd|ser|pt|ch|fig|c|univ|dept|prof)\.|\bU\.S)$", re.I)
_SHORTENED: Final = re.compile(r"(?:^|\b[A-Z][a-z]{0,3}\.\s)[A-Z][a-z]{0,3}\.$")
_MARK: Final = re.compile(r"\s*(?:\[\d{1,3}\]|[IVXLC]{2,}\.|[IVX]\.(?=\s+[*_“\"])|\(?\d{1,3}[.)]|[-*•·◦‣]|\(?[a-z][.)])\s+")
_OPENS: Final = re.compile(rf"\s*(?:{_INVERTED}|[“\"]|(?:[—–_-]\s?){{2,}})")


def references(source: Source) -> tuple[Reference, ...]:
    """Every entry of a source's bibliographies, in their order, with its span."""
    found: list[Reference] = []
    for start, end in entries(source.text, source.blocks):
        told = parsed(source.text[start:end], found[-1].csl.get("author", []) if found else []) if end - start <= _LONGEST else {}
        if told:
            found.append(Reference(source.id, start, end, told))
    return tuple(found)


def entries(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Spans of entries: a block holds one, or several lines that each begin one; what begins none goes on with the one before."""
    open_entry: tuple[int, int] | None = None
    last = -2
    for index, block in enumerate(blocks):
        if block.kind != "bibliography":
            continue
        for start, end in _lines(text, block):
            goes_on = open_entry is not None and (start > block.start or index == last + 1) \
                and not _begins(text[start:end], text[open_entry[0]:open_entry[1]], apart=start == block.start)
            if open_entry is not None and not goes_on:
                yield open_entry
                open_entry = None
            open_entry = (open_entry[0] if open_entry else start, end)
        last = index
    if open_entry is not None:
        yield open_entry


def _lines(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    for line in text[block.start:block.end].splitlines(keepends=True):
        lead, words = len(line) - len(line.lstrip()), line.strip()
        if words:
            yield start + lead, start + lead + len(words)
        start += len(line)


def _begins(line: str, before: str, apart: bool) -> bool:
    """Does a line begin an entry, given the one that is open, and whether a blank line stands between them?"""
    if _MARK.match(line) or (apart and not line[:1].islower() and re.search(r"[.)\]”\"]\s*$", before) and not _MARK.match(before)):
        return True
    if _MARK.match(before) or line[:1].islower() or not re.search(r"[.)\]\d”\"/]\s*$", before):
        return False
    return bool(_OPENS.match(line)) or (bool(_YEAR.search(before)) and line[:1].isupper() and before.rstrip()[-1:] in ".)]")


def parsed(entry: str, author_before: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    """One entry as CSL-JSON, without an id; empty where it holds neither a title nor an author."""
    mark = _MARK.match(entry)
    work = _Work(squeeze(entry[mark.end() if mark else 0:]))
    work.take_links()
    work.take_authors(author_before)
    work.take_first_year()
    work.take_title()
    work.take_rest()
    return work.csl() if re.search(r"[^\W\d]{2}", work.told.get("title", "")) and not _prose(work.told) else {}


def _prose(told: dict[str, Any]) -> bool:
    """Is it a sentence about works rather than an entry that names one?"""
    words = told["title"].split()
    tells = re.search(r"\b(?:is|are|was|were|has|have|had|would|may|must)\b", told["title"])
    return len(words) > 40 or ("author" not in told and len(words) > 12 and bool(tells))


@dataclass(slots=True)
class _Work:
    """An entry while it is taken apart: `left` is what has not been understood yet, `told` what has."""

    left: str
    told: dict[str, Any] = field(default_factory=dict)
    quoted: bool = False
    within: bool = False

    def _take(self, pattern: re.Pattern[str], with_: str = " ") -> re.Match[str] | None:
        match = pattern.search(self.left)
        if match:
            self.left = self.left[:match.start()] + with_ + self.left[match.end():]
        return match

    def take_links(self) -> None:
        """Address, DOI, day of access and medium, wherever they stand."""
        if match := self._take(_ACCESSED, ". ") or self._take(_WEB, "Web. "):
            self.told["accessed"] = _date(match["date"])
        if match := self._take(_DOI):
            self.told["DOI"] = match["doi"]
            self.left = re.sub(r"(?:https?://)?(?:dx\.)?doi\.org/?\s*|\bdoi:\s*", "", self.left)
        if match := self._take(_URL):
            self.told["URL"] = match["url"]
        if match := self._take(_BRACKETED) or self._take(_MEDIUM):
            self.told["medium"] = match["medium"]
        self.left = squeeze(self.left).strip(" ,;")

    def take_authors(self, before: Sequence[dict[str, str]]) -> None:
        """Names at the head: inverted, several, those of the entry before, a body of people before a year, or as notes give them."""
        if same := _SAME.match(self.left):
            self.told["author"], self.left = [dict(name) for name in before], self.left[same.end():]
            return
        if (match := _NOTE_STYLE.match(self.left)) and fold(match.group().split()[0]) not in _NO_NAME \
                and _NOTE_TITLE.match(self.left[match.end():]):
            self._authored(match, [_name(name) for name in _names(match.group())])
            return
        for chain in _CHAINS:
            if (match := chain.match(self.left)) and not _NO_NAME & {fold(words.split()[0]) for words in match.group().split(",")[:2]}:
                self._authored(match, [_name(name) for name in _names(match.group())])
                return
        if match := _VANCOUVER.match(self.left):
            self._authored(match, [{"family": name.rpartition(" ")[0], "given": name.rpartition(" ")[2]}
                                   for name in re.split(r",\s+", match.group()) if name and name != "et al"])
        elif (match := _BODY.match(self.left)) and BODIES.search(match["body"]) and len(match["body"].split()) <= 8:
            self._authored(match, [{"literal": match["body"]}])
        elif (match := _BODY_DATED.match(self.left)) and len(match["body"].split()) <= 8:
            self._authored(match, [{"literal": match["body"].strip(" ,")}])

    def _authored(self, match: re.Match[str], names: list[dict[str, str]]) -> None:
        self.left = self.left[match.end():]
        editors = _IS_EDITOR.match(self.left)
        self.told["editor" if editors else "author"] = names
        self.left = self.left[editors.end():] if editors else self.left.lstrip(" .,;:")

    def take_first_year(self) -> None:
        """The date where it follows the author: `(1999, March 3).`, `1999.`"""
        if match := _FIRST_YEAR.match(self.left):
            if date := _date(match["date"] or match["bare"]):
                self.told["issued"] = date
            self.left = self.left[match.end():]

    def take_title(self) -> None:
        """In quotation marks, in italics, before its imprint in brackets, else up to the end of its sentence or its comma."""
        self.left = self.left.lstrip(" .,;:")
        if match := _QUOTED.match(self.left):
            self.told["title"], self.quoted = (match["title"] or match["single"]).rstrip(" .,"), True
        elif match := _ITALIC.match(self.left) or _BEFORE_IMPRINT.match(self.left):
            self.told["title"] = match["title"].rstrip(" .,")
        else:
            end = _sentence(self.left)
            title = self.left[:end]
            if not squeeze(self.left[end:]).strip(" ."):
                end = _comma(self.left)
                title = self.left[:end]
            self.told["title"], self.left = title.strip(" .,;*_"), self.left[end:].lstrip(" .,;")
            return
        self.left = self.left[match.end():].lstrip(" .,;")

    def take_rest(self) -> None:
        """Those who wrote, edited or translated it, edition, volume, issue, pages, date; then where it was printed."""
        self._take_old_fashion()
        for key, pattern in (("editor", _EDITED), ("translator", _TRANSLATED), ("director", _DIRECTED)):
            if (match := self._take(pattern, ". ")) and key not in self.told:
                self.told[key] = [_name(name) for name in _names(match["names"])]
        for key, pattern in (("edition", _EDITION), ("page", _PAGES), ("volume", _VOLUME), ("issue", _ISSUE)):
            if match := self._take(pattern):
                self.told[key] = re.sub(r"\s*[-–]\s*", "–", next(filter(None, match.groups())))
        self._take_date()
        if "volume" not in self.told and (match := self._take(_VOLUME_ISSUE)):
            self.told["volume"] = match["volume"] or match["alone"]
            if issue := match["issue"] or match["part"]:
                self.told["issue"] = issue
        if match := re.match(r"\s*In:?\s+(?=[A-Z*_“\"])", self.left):
            self.within, self.left = True, self.left[match.end():]
        self._take_imprint()

    def _take_old_fashion(self) -> None:
        """`Lund. The Harbour. By Berit Lund. 2 vols. (Bergen, 1881: Quay & Co.)`, as older catalogues have it."""
        if "author" not in self.told and (match := self._take(_BY, ". ")):
            self.told["author"] = [_name(name) for name in _names(match["names"])]
            if len(self.told["title"].split()) == 1 and self.told["title"] in match["names"]:
                self.take_title()
        if match := self._take(_IN_VOLUMES, ". "):
            self.told["number-of-volumes"] = match["count"]
        if match := self._take(_OLD_IMPRINT):
            self.told |= {"publisher-place": match["place"].strip(" ,"), "publisher": match["publisher"].strip(" .,"),
                          "issued": {"date-parts": [[int(match["year"])]]}}

    def _take_date(self) -> None:
        if "issued" in self.told:
            return
        if match := self._take(_SEASON):
            season = match["season"].casefold().replace("fall", "autumn")
            self.told["issued"] = {"date-parts": [[int(match["year"])]], "season": _SEASONS.index(season) + 1}
            return
        if match := self._take(_RANGE, ", "):
            self.told["issued"] = {"date-parts": [[int(match["from"])], [int(match["to"])]]}
            return
        found = written(self.left)
        if found and MONTH.search(self.left[len(found.before):len(self.left) - len(found.after)]):
            self.told["issued"], self.left = _date(found.date), f"{found.before}, {found.after}"
        elif years := list(_YEAR.finditer(self.left)):
            self.told["issued"] = {"date-parts": [[int(years[-1]["year"])]]}
            self.left = self.left[:years[-1].start()] + self.left[years[-1].end():]

    def _take_imprint(self) -> None:
        """What is left: a place with its publisher, a container, a publisher."""
        left = re.sub(r"\(\s*[,;:]?\s*\)|\[\s*\]", " ", self.left)
        if match := _IMPRINT.search(left):
            self.told["publisher-place"], self.told["publisher"] = match["place"].strip(" .,"), match["publisher"].strip(" .,")
            left = left[:match.start()]
        for piece in _pieces(left, self.quoted):
            self._place(piece)

    def _place(self, piece: str) -> None:
        italic = piece.startswith(("*", "_"))
        piece = piece.strip("*_ .,;:()“”\"")
        if len(piece) < 2 or not re.search(r"[^\W\d]{2}", piece) or FORMAT.fullmatch(piece):
            return
        holds = self.within or self.quoted or italic or "volume" in self.told or bool(PERIODICALS.search(piece) and not PUBLISHERS.search(piece))
        if PLACES.fullmatch(piece) and "publisher-place" not in self.told:
            self.told["publisher-place"] = piece
        elif holds and "container-title" not in self.told:
            self.told["container-title"] = piece
        elif "publisher" not in self.told:
            self.told["publisher"] = piece
        else:
            self.told["note"] = f"{self.told['note']}. {piece}" if "note" in self.told else piece

    def csl(self) -> dict[str, Any]:
        """The fields in an order that reads well."""
        told = {key: value for key, value in self.told.items() if value}
        order = ("author", "editor", "translator", "director", "title", "container-title", "edition", "volume", "number-of-volumes", "issue", "page",
                 "publisher-place", "publisher", "issued", "accessed", "medium", "URL", "DOI", "note")
        return {"type": _type(told, self.within), **{key: told[key] for key in order if key in told}}


def _type(told: dict[str, Any], within: bool) -> str:
    """The CSL type that medium, container and address speak for."""
    medium, container = fold(told.get("medium", "")), told.get("container-title", "")
    if re.search(r"film|dvd|documentary|video|motion|blu", medium):
        return "motion_picture"
    if re.search(r"television|radio|podcast", medium):
        return "broadcast"
    if re.search(r"lecture|address|speech", medium):
        return "speech"
    if re.search(r"manuscript|^ms$|typescript", medium):
        return "manuscript"
    if re.search(r"\b(?:thesis|dissertation)\b", f"{told.get('title', '')} {told.get('publisher', '')} {told.get('note', '')}", re.I):
        return "thesis"
    if within:
        return "chapter"
    if medium in ("web", "online") and not ("volume" in told or PERIODICALS.search(container)):
        return "webpage"
    if container:
        if re.search(r"\b(?:encyclop\w+|dictionary)\b", container, re.I):
            return "entry-encyclopedia"
        if "volume" in told or re.search(r"\b(?:journal|quarterly|proceedings|transactions|annals|studies|archiv)\b", container, re.I):
            return "article-journal"
        return "article-newspaper" if NEWSPAPERS.search(container) else "article-magazine"
    return "webpage" if "URL" in told and "publisher-place" not in told else "book"


def _names(chain: str) -> list[str]:
    """The names of a chain, each as it stands."""
    return [match.group() for match in re.finditer(rf"{_INVERTED}|{_STRAIGHT}", chain)] or [chain]


def _name(name: str) -> dict[str, str]:
    name = re.sub(r",?\s+et\s+al\.?$", "", squeeze(name)).strip(" ,;")
    family, comma, given = name.partition(",")
    if comma:
        given, _, suffix = given.strip().partition(", ")
        return {"family": family.strip(), "given": given.strip()} | ({"suffix": suffix} if suffix else {})
    match = re.fullmatch(rf"(?P<given>{_GIVEN}?)\s(?P<family>{_PARTICLE}\S+)", name)
    return {"family": match["family"], "given": match["given"]} if match else {"literal": name}


def _date(words: str) -> dict[str, Any]:
    """Date parts of what an entry says; a season keeps its number (1 is spring)."""
    if match := _SEASON.search(words):
        return {"date-parts": [[int(match["year"])]], "season": _SEASONS.index(match["season"].casefold().replace("fall", "autumn")) + 1}
    year = _YEAR.search(words)
    found = written(words) or (written(words, year["year"]) if year else None)  # `1999, March 3`
    if found:
        return {"date-parts": [[int(part) for part in found.date.split("-")]]}
    return {"date-parts": [[int(year["year"])]]} if year else {}


def _sentence(text: str) -> int:
    """Where the first sentence ends, abbreviations and initials apart."""
    for match in re.finditer(r"[.?!](?=\s|$)", text):
        if match.group() != "." or not _ABBREVIATED.search(text[:match.end()]) or re.search(r"\w{3}\s[IVX]\.$", text[:match.end()]):
            return match.end() if match.group() != "." else match.start() + 1
    return len(text)


def _comma(text: str) -> int:
    """Where the title ends in an entry that only commas divide: before what names the container or publisher, and the date."""
    pieces = list(re.finditer(r"[^,]+(?:,\s*|$)", text))
    dated = next((index for index, piece in enumerate(pieces) if _YEAR.search(piece.group())), len(pieces))
    last = dated - 1 if dated > 1 else dated
    while 1 < last < len(pieces) and (PLACES.fullmatch(piece := pieces[last].group().strip(" ,.")) or re.match(r"(?:vol|no|pp?)\.|\d", piece)):
        last -= 1
    return pieces[last].start() if 0 < last < len(pieces) else len(text)


def _pieces(text: str, short: bool) -> Iterator[str]:
    """What full stops, commas and semicolons divide, abbreviations apart; `short` where a journal's title may be one (J. Hist. Sci.)."""
    begin = 0
    for match in re.finditer(r"[.,;]\s+|\s*[()]\s*|$", text):
        said = text[begin:match.start() + 1]
        if match.group().startswith(".") and (_ABBREVIATED.search(said) or (short and _SHORTENED.search(said.lstrip()))):
            continue
        if piece := text[begin:match.start()].strip():
            yield piece
        begin = match.end()
