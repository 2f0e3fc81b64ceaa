"""What a document says of itself: front matter, a page's head, an e-book's header, a by-line. What was read between the lines is `inferred`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import yaml
from selectolax.lexbor import LexborHTMLParser

from vivavoce.record import Block
from vivavoce.sources.datelines import written
from vivavoce.sources.tongues import code, tongue
from vivavoce.text import squeeze

_WORD: Final = r"(?:[A-Z][\w’'-]*[a-z][\w’'-]*|[A-Z]\.(?:[A-Z]\.)*|[A-Z][A-Z’'-]+)"
_NAME: Final = rf"{_WORD}(?:\s+(?:(?:de|von|van|der|den|la|le|of|al)\s+)?{_WORD}){{1,3}}"
_NAMES: Final = rf"{_NAME}(?:(?:,\s*|\s+and\s+|\s*&\s*){_NAME}){{0,3}}"
_HEADER: Final = re.compile(r"^(Title|Author|Editor|Translator|Release Date|Language|Original Publication):[ \t]*(.+?)[ \t]*\r?$", re.M)
_BYLINE: Final = re.compile(
    r"^\W*(?i:(?:(?:an?|the)\s+)?(?:(?:written|spoken|posted|published|article|essay|story|text|words|review|report|lecture|speech|address|biography|"
    rf"sketch|memoir|study|life)\s*)?by):?\s+(?P<name>{_NAMES})(?!\s+(?:and|&)\s)(?P<rest>.{{0,60}})$")
_ROLES: Final = (
    r"(?:member|author|editor|professor|historian|writer|journalist|lecturer|contributor|teacher|student|scholar|researcher|activist|fellow|columnist|"
    r"correspondent|candidate|graduate|reporter|director|associate|archivist|curator|librarian|novelist|poet|biographer|critic)")
_IS_A: Final = re.compile(rf"^\W*(?P<name>{_NAME})\s+is\s+(?:an?|the|one)\b[^.]{{0,60}}?\b{_ROLES}s?\b")
_DOES: Final = re.compile(
    rf"^\W*(?P<name>{_NAME})\s+(?:teaches|writes|lectures|lives\s+and\s+(?:works|writes)|works|researches|edits|blogs|"
    r"has\s+(?:written|published|taught)|is\s+(?:writing|working|currently|based))\b")
_DASHED: Final = re.compile(rf"^\s*(?:—|–|--?)\s*(?P<name>{_NAME})\W*$")
_PUBLISHED: Final = re.compile(r"^\W*(?:first\s+)?(?:published|posted|updated|last\s+(?:updated|modified)|date|issued)\b\s*(?:on|in|at|:)?", re.I)
_IMPRINT: Final = re.compile(r"^\W*(?:copyright|©|\(c\)|(?:first\s+)?(?:published|printed)|"
                             r"entered,?\s+according\s+to\s+(?:the\s+|an\s+)?act\s+of\s+(?:congress|parliament))\b"
                             r"[^\d]{0,40}(?P<year>1[4-9]\d\d|20\d\d)\b", re.I)
_PERIODICAL: Final = re.compile(r"^\W*(?:from\s+)?['‘“\"_][^\d]{3,60}['’”\"_],?\s+\(?(?P<year>1[4-9]\d\d|20\d\d)\W*$", re.I)
_CHAPTER: Final = re.compile(r"\W*(?:chapter|part|book|section)\s+(?:the\s+)?(?:[ivxlc]+|\d+|one|first)\b", re.I)
_NAMES_ALONE: Final = re.compile(r"\W*(?:(?:[A-Z][\w’'-]*|of|the|at|in|and)\W+){0,8}")
_WRITTEN: Final = re.compile(r"\b(?:written|composed)\s+(?:in\s+|on\s+|between\s+|during\s+)?(?:[A-Z][a-z]*\W{1,2})?\d|"
                             r"\bthe present (?:time|day|year)\W+(?:\w+\W+){0,3}1\d{3}", re.I)
_FRONT: Final = 20_000
"""Code points within which a book's first chapter, or its table of contents, begins."""
_PROSE: Final = 60
"""Code points of a first paragraph; what stands above is a title page."""
_ORDINARY: Final = frozenset("""the a an this that these those it he she they we our his her their its in on at of for from to and or but as by
with after before when where what who why how no not yes new chapter part contents introduction preface conclusion
notes references history life""".split())


@dataclass(frozen=True, slots=True)
class Metadata:
    """Strings as found, empty where nothing was; `date` is of the writing, `published` of the printing; `inferred` names the guessed."""

    title: str = ""
    author: str = ""
    editor: str = ""
    date: str = ""
    language: str = ""
    inferred: tuple[str, ...] = ()
    published: str = ""


def metadata(text: str, blocks: Sequence[Block] = ()) -> Metadata:
    """Read a text's own account of itself; front matter before an e-book's header before what its lines let one infer."""
    front = _front_matter(text)
    header = {key.lower(): value for key, value in reversed(_HEADER.findall(text[:6000]))}
    told = Metadata(
        front.get("title") or header.get("title", ""), front.get("author") or header.get("author", ""),
        front.get("editor") or header.get("editor", ""), iso(front.get("date", "")),
        code(front.get("language") or front.get("lang") or header.get("language", "")), (),
        iso(front.get("published", "")) or _last_year(header.get("original publication", "")))
    return completed(told, text, blocks)


def completed(told: Metadata, text: str, blocks: Sequence[Block] = ()) -> Metadata:
    """What a document declares, and for what it does not, what its first and last lines let one infer."""
    found: dict[str, str] = {}
    first, last = _first_lines(text, blocks), _last_lines(text, blocks)
    if not told.title and first and len(first[0]) <= 120:
        found["title"] = first[0].strip("#*_ ")
    if not told.author:
        found["author"] = byline(first, last, text, told.title or found.get("title", ""))
    if not told.published:
        found["published"] = next((day for line in first[:8] if (day := _printed(line))), "") or _imprint(text, blocks) or _front_date(text, blocks)
    if not told.date:
        found["date"] = _said_written(text, blocks, bool(told.published or found.get("published")))
    if not told.language:
        found["language"] = tongue(text)
    found = {name: value for name, value in found.items() if value}
    return replace(told, **found, inferred=(*told.inferred, *found))


def byline(first: Sequence[str], last: Sequence[str], text: str, title: str = "") -> str:
    """An author named in one of the first lines or below the text: `By Ann Lee`, `Ann Lee is a member of …`, `— Ann Lee`."""
    for lines, patterns in ((first[:8], (_BYLINE, _IS_A)), (last, (_BYLINE, _IS_A, _DOES, _DASHED))):
        for line in lines:
            for pattern in patterns:
                if len(line) < 300 and (match := pattern.match(line)) and (name := _person(match["name"])) and (
                        pattern is _BYLINE or _stands_apart(name, text, title)):
                    return name
    return ""


def _person(name: str) -> str:
    name = squeeze(name).strip(" .,")
    return "" if any(word.casefold() in _ORDINARY for word in re.findall(r"[^\W\d_]+", name) if word.casefold() != "and") else name


def _stands_apart(name: str, text: str, title: str) -> bool:
    """Is it the author's name and not the name of somebody whom the text is about?"""
    surname = name.split()[-1]
    return surname.casefold() not in title.casefold() and len(re.findall(rf"\b{re.escape(surname)}\b", text)) <= 3


def _first_lines(text: str, blocks: Sequence[Block]) -> list[str]:
    """The first lines of the body, front matter and an e-book's header left out."""
    start = next((block.start for block in blocks if block.kind != "matter"), 0) if blocks else 0
    front = re.match(r"\s*---[ \t]*\r?\n.*?\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", text[start:start + 6000], re.S)
    start += front.end() if front else 0
    return [squeeze(line).strip("#*_ ") for line in text[start:start + 3000].split("\n") if line.strip()][:12]


def _last_lines(text: str, blocks: Sequence[Block]) -> list[str]:
    """The last lines below the text, from the end: what a bibliography and a site's furniture leave."""
    if blocks:
        ended = [block for block in blocks if block.kind in ("paragraph", "heading", "list_item", "note")][-6:]
        lines = [line for block in ended for line in text[block.start:block.end].split("\n")]
    else:
        lines = text[-3000:].split("\n")
    return [squeeze(line).strip("#*_ ") for line in reversed(lines) if line.strip()][:8]


def _printed(line: str) -> str:
    """A day of publication that a line tells: `Published 3 March 2019`, `By Ann Lee, 3 March 2019`."""
    if periodical := _PERIODICAL.match(line):
        return periodical["year"]
    found = written(line) if len(line) < 120 else None
    if not found:
        return ""
    if (told := _PUBLISHED.match(line)) and found.before.strip(" :,.").casefold() == told.group().strip(" :,.").casefold():
        return found.date
    return found.date if (match := _BYLINE.match(line)) and written(match["rest"]) else ""


def _imprint(text: str, blocks: Sequence[Block]) -> str:
    """The year that a title page gives: `Copyright, 1918, by …`, `Entered, according to Act of Congress, in the year …`."""
    opening = [text[block.start:block.end] for block in blocks[:30] if block.kind != "matter" and block.end < min(12_000, block.start + 200)]
    found = next((match for words in opening if (match := _IMPRINT.match(squeeze(words)))), None)
    return found["year"] if found else ""


def _front_date(text: str, blocks: Sequence[Block]) -> str:
    """The last date that stands alone before a book's first chapter: the year of its title page, the day below its preface, that of its edition."""
    found = [day for line in _front(text, blocks) if (day := _alone(line))]
    return _not_outlived(max(found, default=""), text, blocks)


def _front(text: str, blocks: Sequence[Block]) -> list[str]:
    """The lines of short blocks before the first chapter; none where no chapter is near."""
    lines: list[str] = []
    for block in blocks:
        if block.kind == "matter":
            continue
        if block.start > _FRONT:
            break
        if _CHAPTER.match(text[block.start:block.end]):
            return lines
        if block.end - block.start < 200:
            lines += [squeeze(line) for line in text[block.start:block.end].split("\n")]
    return []


def _alone(line: str) -> str:
    """A year that is a line of its own, or a day with nothing but names beside it: `Down, Kent, June 9, 1845`, `Second Edition September, 1874`."""
    if year := re.fullmatch(r"\W*(1[4-9]\d\d|20\d\d)\W*", line):
        return year.group(1)
    found = written(line) if len(line) < 100 else None
    return found.date if found and _NAMES_ALONE.fullmatch(found.before) and _NAMES_ALONE.fullmatch(found.after) else ""


def _said_written(text: str, blocks: Sequence[Block], printed: bool) -> str:
    """When a title page says that a text was written (`Two essays written in 1842 and 1844`), or, where nothing tells when it was printed, its own
    headings do (`To the present time, 1876`)."""
    headings = [block for block in blocks if block.kind == "heading" and block.end - block.start < 160]
    said = [(block.start, line[match.start():]) for block in headings
            if (match := _WRITTEN.search(line := squeeze(text[block.start:block.end])))]
    found = [(start, dated.date if (dated := written(line)) else _last_year(line)) for start, line in said]
    body = next((block.start for block in blocks if block.kind == "paragraph" and block.end - block.start >= _PROSE), len(text))
    title = max((date for start, date in found if start < body), default="")
    return title or ("" if printed else _not_outlived(max((date for _, date in found), default=""), text, blocks))


def _not_outlived(date: str, text: str, blocks: Sequence[Block]) -> str:
    """A date, if the text itself hardly speaks of later years."""
    body = " ".join(text[block.start:block.end] for block in blocks if block.kind != "matter") if date else ""
    years = re.findall(r"(?<![\d,.])1[4-9]\d\d(?!\d|,\d)", body)
    return date if sum(year > date[:4] for year in years) <= 1 + 0.05 * len(years) else ""


def _front_matter(text: str) -> dict[str, str]:
    match = re.match(r"\s*---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", text[:20_000], re.S)
    if not match or ("&" in match.group(1) and "*" in match.group(1)):  # aliases can make a small text a large one
        return {}
    try:
        loaded = yaml.safe_load(match.group(1))
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return {str(k).lower(): str(v) for k, v in loaded.items() if v is not None} if isinstance(loaded, dict) else {}


def of_page(page: LexborHTMLParser) -> Metadata:
    """What the head of a page says: its meta elements, then its JSON-LD (schema.org), its `time` and `rel=author`."""
    def content(*names: str) -> str:
        for name in names:
            for node in page.css(f'meta[name="{name}" i],meta[property="{name}" i],meta[itemprop="{name}" i]'):
                if (value := squeeze(node.attributes.get("content") or "")) and not value.startswith(("http:", "https:")):
                    return value
        return ""

    linked = _linked(page)
    title = content("og:title", "citation_title", "dc.title", "dcterms.title") or linked.get("title", "")
    if not title and (node := page.css_first("title")):
        title = squeeze(node.text())
    author = content("author", "citation_author", "dc.creator", "dcterms.creator", "article:author", "parsely-author", "sailthru.author")
    if not (author := author or linked.get("author", "")) and (node := page.css_first("[rel=author],[itemprop=author]")):
        author = re.sub(r"^by\s+", "", squeeze(node.text()), flags=re.I)[:100]
    printed = content("article:published_time", "citation_publication_date", "datepublished", "dcterms.issued", "dc.date.issued", "pubdate",
                      "parsely-pub-date")
    html = page.css_first("html")
    language = (html.attributes.get("lang") or html.attributes.get("xml:lang") or "") if html else ""
    made = content("dcterms.created", "dc.date.created", "datecreated", "date", "dc.date", "dcterms.date")
    return Metadata(title, author, content("editor"), iso(made or linked.get("date", "")),
                    code(language or content("language", "dc.language") or linked.get("language", "")), (),
                    iso(printed or linked.get("published", "")))


def _linked(page: LexborHTMLParser) -> dict[str, str]:
    """The article that a page's JSON-LD describes."""
    found: dict[str, str] = {}
    for node in page.css('script[type="application/ld+json"]')[:20]:
        try:
            loaded = json.loads(node.text()[:500_000])
        except (ValueError, RecursionError):
            continue
        for thing in _things(loaded):
            if any(str(kind).endswith(("Article", "Posting", "Book", "Letter", "CreativeWork", "WebPage", "Report", "Chapter", "Review"))
                   for kind in _list(thing.get("@type"))):
                for key, names in (("title", ("headline", "name")), ("author", ("author", "creator")), ("published", ("datePublished",)),
                                   ("date", ("dateCreated",)), ("language", ("inLanguage",))):
                    for name in names:
                        if (value := _named(thing.get(name))) and key not in found:
                            found[key] = value
    return found


def _things(loaded: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    for thing in _list(loaded):
        if isinstance(thing, dict) and depth < 4:
            yield thing
            yield from _things(thing.get("@graph"), depth + 1)


def _named(value: Any) -> str:
    names = [squeeze(str(v.get("name") or "")) if isinstance(v, dict) else squeeze(v) for v in _list(value) if isinstance(v, (dict, str))]
    return " and ".join(name for name in names[:4] if name and not name.startswith("http"))[:300]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def iso(date: str) -> str:
    """The date that a value of metadata begins with, or is, as far as it is known; empty where it is none."""
    match = re.match(r"\s*((?:1\d|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?!\d|-\d)", date)
    if match:
        return match.group(1)
    found = written(date[:100])
    return found.date if found else ""


def _last_year(line: str) -> str:
    years = re.findall(r"\b(1[4-9]\d\d|20\d\d)\b", line)
    return str(years[-1]) if years else ""
