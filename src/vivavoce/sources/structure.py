"""Plain text → blocks: headings, paragraphs, lists, block quotations, captions, bibliographies, site furniture.

Blocks are spans of the untouched text, in order, without overlap; white space between them belongs to none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from vivavoce.record import Block

_LIST: Final = re.compile(r"\s*(?:[-*•·◦‣]\s+|\(?\d{1,3}[.)]\s+|[a-z][.)]\s+)\S")
_FURNITURE: Final = re.compile(
    r"""^\W*(?:(?:explore|discover)\b.{0,40}|find\s+more\b.*|discover\s+and\s+learn\b.*|share\s+(?:this|on)\b.*|subscribe\b.*|sign\s+(?:up|in)\b.*
    |read\s+(?:more|next|also)\b.*|related\s+(?:articles?|posts?|stories)\b.*|(?:you\s+may|you\s+might)\s+also\s+like.*|leave\s+a\s+(?:comment|reply).*
    |(?:copyright|©|\(c\)).*|.{0,60}all\s+rights\s+reserved.*|posted\s+(?:in|by|on)\b.*|filed\s+under\b.*|tags?\s*:.*|categor(?:y|ies)\s*:.*|avatar
    |click\s+here\b.*|log\s*in\b.*|cookies?\b.{0,60}|(?:back\s+to\s+)?(?:top|home|menu|search)|skip\s+to\b.*|advertisement|print\s+this\b.*
    |follow\s+us\b.*|newsletter\b.*|donate\b.*|(?:previous|next)(?:\s+(?:article|post|page))?|table\s+of\s+contents|[^|\n]*\|[^|\n]*\|.*
    |(?:talk|chat)\s+(?:with|to)\b.*|.*\bpeople\s+that\s+are\s+similar\s+to\b.*|\d+\s+(?:comments?|shares?|views?|min(?:ute)?s?\s+read))\W*$""",
    re.I | re.X)
_CAPTION: Final = re.compile(
    r"^\W*(?:(?:top|cover|lead|header|featured)\s+(?:image|photo)|photo(?:graph)?s?|image|picture|illustration|fig(?:ure|\.)?\s*\d|standing|seated|"
    r"(?:from\s+)?left\s+to\s+right|credit|courtesy|caption|source)\b.{0,12}?(?::|\bof\b|\bby\b)|\b(?:credit|photo|image|courtesy)\s*:", re.I)
_BIBLIOGRAPHY: Final = re.compile(
    r"^\W*(?:select(?:ed)?\s+|annotated\s+|suggested\s+)?(?:bibliograph\w*|references|works\s+cited|literature|sources(?:\s+and\s+further\s+reading)?"
    r"|further\s+reading|suggested\s+reading|(?:[ivx\d]+\W+)?(?:chronological\s+)?list\s+of\s+(?:the\s+|\w+['’]s\s+)?(?:works|writings|publications|"
    r"papers)(?:\s+(?:by|of|cited|quoted)\b.{0,60})?)\W*$", re.I)
_CONTENTS: Final = re.compile(r"^\W*(?:(?:table\s+of\s+)?contents|list\s+of\s+(?:illustrations|plates|figures|maps)|index|illustrations)\W*$", re.I)
_INDEX: Final = re.compile(r"^\W*(?:(?:general|subject|alphabetical)\s+)?index(?:\s+of\s+\w+)?\W*$", re.I)
_ENTRIES: Final = 16
"""Entries in the order of letters from which what stands below `Index` is one."""
_TELLS: Final = re.compile(r"\b(?:is|are|was|were|be|am|has|have|had|do|did|will|shall|may|can|could|would|must|said|went|came|I|we|he|she|it|they|"
                           r"you|who|that)\b")
_TABLE: Final = 40_000
"""Code points that a table of contents may have."""
_LETTERS: Final = 8
"""Letters that it has entries under, at least."""
_EBOOK_START: Final = re.compile(r"^[^\w\n]*\*{3}[^\S\n]*START OF .{0,120}?\*{3}.*$", re.M | re.I)
_EBOOK_END: Final = re.compile(r"^[^\w\n]*(?:\*{3}[^\S\n]*END OF .{0,120}?\*{3}.*|End of (?:the |this )?Project Gutenberg.*)$", re.M | re.I)
_YEARS: Final = re.compile(r"(?:\d{1,2}\s+)?(?:[A-Z][a-z]+\s+)?(?:1[0-9]|20)\d{2}(?:\s*[-–—]\s*(?:\d{2}|(?:1[0-9]|20)\d{2}))?:?")
"""A line that is a date alone stands over what follows it in a chronology."""
_LEADERS: Final = re.compile(r"(?:\.[^\S\n]?){6,}\s*[\divxlc]+\b", re.I)
"""Dots that lead to a page's number."""
_NUMERAL: Final = re.compile(r"[IVXLC]{1,8}\.?")
"""The number of a chapter that has no other name."""
_PRODUCED: Final = re.compile(
    r"^\W*(?:(?:produced|e-?text\s+prepared|prepared|transcribed|scanned|digiti[sz]ed|html\s+version)\s+(?:and\s+\w+\s+)?by\b|"
    r"(?:this\s+)?(?:e-?text|e-?book|etext|file|transcription)\s+(?:was\s+)?(?:produced|prepared|made|created|transcribed|scanned)\b|"
    r"images\s+of\s+the\s+original\s+pages\b|note:\s+project\s+gutenberg\b)", re.I)
_THE_MAKERS: Final = re.compile(r"\b(?:etext|e-texts?|project\s+gutenberg)\b", re.I)
"""No text of the past speaks of these."""
_TRANSCRIBERS: Final = re.compile(r"^\W*transcriber['’]?s?['’]?\s+(?:amendments|corrections|(?:end)?notes?|errata)\b", re.I)
_HEAD: Final = 20
"""Blocks at the head of a transcribed book in which its makers may name themselves."""
_SMALL: Final = frozenset("a an and as at but by for from in into is of on or the to with".split())


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain or Markdown text, in order."""
    start, end = _body(text)
    found: list[Block] = []
    if start:
        found.append(Block(*_trim(text, 0, start), kind="matter"))
    lines = list(_paragraphs(text, start, end))
    section = ""  # what the last heading makes of what stands below it
    for position, (begin, stop, alone) in enumerate(lines):
        raw = text[begin:stop]
        kind, level = _kind(raw, alone, section)
        if kind == "heading":
            following = next((text[b:s] for b, s, _ in lines[position + 1:position + 2]), "")
            if level == 0 and len(raw.split()) <= 3 and _CAPTION.search(following):
                kind = "caption"  # an image's alternative text above its caption
            elif _BIBLIOGRAPHY.match(raw):
                section = "bibliography"
            elif _CONTENTS.match(raw):
                section = "contents"
            else:
                section = ""
        elif section == "contents" and _is_prose(raw):
            section, kind = "", "paragraph"
        elif kind == "paragraph" and found and found[-1].kind == "heading" and _strings_titles(raw):
            kind = "contents"
        found.append(Block(begin, stop, kind, level))
    if end < len(text) and text[end:].strip():
        found.append(Block(*_trim(text, end, len(text)), kind="matter"))
    return tuple(_without_transcribers(text, list(_set_off(text, _without_index(text, _without_contents(text, found))))))


def _without_contents(text: str, found: list[Block]) -> list[Block]:
    """What stands below `Contents` is a table until its first entry comes again, over the text that it promised."""
    at = next((i for i, block in enumerate(found) if block.kind == "heading" and _CONTENTS.match(text[block.start:block.end])), len(found))
    for entry in found[at + 1:at + 4]:
        name = _letters(text, entry)
        again = next((i for i, block in enumerate(found) if block.start > entry.start and len(name) > 4 and _letters(text, block) == name), 0)
        if again and found[again].start - entry.start < _TABLE:
            return [*found[:at + 1], *(Block(block.start, block.end, "contents") for block in found[at + 1:again]), *found[again:]]
    return found


def _letters(text: str, block: Block) -> str:
    """The letters of a short block, without its case, its marks and the number of a page."""
    return re.sub(r"[\W_]+|\d+\s*$", "", text[block.start:block.end]).casefold() if block.end - block.start < 100 else ""


def _without_index(text: str, found: list[Block]) -> list[Block]:
    """The alphabetical index at the end of a book is a table, whatever its entries look like."""
    at = max((i for i, block in enumerate(found) if block.end - block.start < 40 and _INDEX.match(text[block.start:block.end])), default=len(found))
    entries = [text[block.start:block.end].lstrip("\"'“‘*_ ")[:1] for block in found[at + 1:] if block.kind != "matter"]
    letters = [letter.casefold() for letter in entries if letter.isupper()]
    if len(set(letters)) < _LETTERS or _in_order(letters) < max(_ENTRIES, 0.55 * len(letters)):
        return found
    return [*found[:at], *(block if block.kind == "matter" else Block(block.start, block.end, "contents") for block in found[at:])]


def _in_order(letters: Iterable[str]) -> int:
    """How many letters follow the alphabet, those between them left out (patience sorting); the entries below an entry have an order of their own."""
    ends: list[str] = []
    for letter in letters:
        place = bisect_right(ends, letter)
        ends[place:place + 1] = [letter]
    return len(ends)


def _set_off(text: str, found: list[Block]) -> Iterator[Block]:
    """Indented paragraphs after one that is not and ends in a colon are a quotation, up to the next that is not indented."""
    announced = quoted = False
    for block in found:
        indented = _is_indented(text, block)
        quoted = block.kind in ("paragraph", "heading", "quotation") and indented and (announced or quoted) and block.level == 0
        yield Block(block.start, block.end, "quotation") if quoted else block
        announced = block.kind == "paragraph" and not indented and text[block.start:block.end].rstrip("*_ ")[-1:] == ":"


def _is_indented(text: str, block: Block) -> bool:
    """Do all lines of a block begin with two spaces or a tab?"""
    begin = text.rfind("\n", 0, block.start) + 1
    return all(line.startswith(("  ", "\t")) for line in text[begin:block.end].splitlines() if line.strip())


def _without_transcribers(text: str, found: list[Block]) -> Iterator[Block]:
    """What those who transcribed a book say of their work is set apart: who made it, and their notes, up to the next heading or to the end."""
    noted = False
    for index, block in enumerate(found):
        words = text[block.start:block.end]
        if block.kind == "heading" and not _TRANSCRIBERS.match(words):
            noted = False
        if _TRANSCRIBERS.match(words):
            noted = block.kind == "heading" or block.end - block.start < 60
            yield Block(block.start, block.end, "matter")
        elif noted or (index < _HEAD and (_PRODUCED.match(words) or _THE_MAKERS.search(words))):
            yield Block(block.start, block.end, "matter")
        else:
            yield block


def _body(text: str) -> tuple[int, int]:
    """Where the document proper lies: after front matter and between the marks of a transcribed e-book."""
    start, end = 0, len(text)
    front = re.match(r"\s*---[ \t]*\r?\n.*?\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", text, re.S)
    if front:
        start = front.end()
    opening = _EBOOK_START.search(text, start, start + 20_000)
    if opening:
        start = opening.end()
    closing = _EBOOK_END.search(text, max(start, len(text) - 60_000))
    if closing:
        end = closing.start()
    return start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Spans of paragraphs and whether blank lines stand around them; hard-wrapped lines are joined, single lines are not."""
    for lines in _groups(text, start, end):
        for first, last in _joined(text, lines):
            begin, stop = _trim(text, first, last)
            yield begin, stop, len(lines) == 1 or (first, last) == (lines[0][0], lines[-1][1])


def _groups(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Lines that stand together, without their ends; blank lines separate."""
    lines: list[tuple[int, int]] = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            lines.append((start, stop))
        elif lines:
            yield lines
            lines = []
        start = stop + 1
    if lines:
        yield lines


def _joined(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join the lines of a hard-wrapped paragraph: none but the last is short, none is long."""
    first = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines):
            before, here = (text[slice(*lines[i])].rstrip() for i in (index - 1, index))
            wrapped = 45 <= len(before) <= 95 and len(here) <= 95 and not _LIST.match(here) and not here.lstrip().startswith("#")
            indented = here.startswith(("   ", "\t")) and not before.startswith(("   ", "\t")) and before.endswith((".", "”", '"'))
            verse = len(lines) > 1 and len(before) < 45 and len(here) < 60 and before[-1:] not in ".!?:" and not _LIST.match(here)
            dated = bool(_YEARS.fullmatch(before.strip())) or (bool(_YEARS.fullmatch(here.strip())) and not before.endswith(","))
            if (wrapped or verse) and not dated and not indented and not before.lstrip().startswith("#"):
                continue
        yield lines[first][0], lines[index - 1][1]
        first = index


def _kind(raw: str, alone: bool, section: str) -> tuple[str, int]:
    """A block's role and, for a heading, its level (0 where only its look says so)."""
    line = raw.strip()
    if marked := re.match(r"(#{1,6})\s+\S", line):
        return "heading", len(marked.group(1))
    if len(line) < 160 and _FURNITURE.match(line):
        return "furniture", 0
    if not re.search(r"\w", line):
        return "furniture", 0
    if section == "bibliography" and not _looks_like_heading(line, alone):
        return "bibliography", 0
    if section == "contents" and not _looks_like_heading(line, alone):
        return "contents", 0
    if len(line) < 400 and _CAPTION.search(line):
        return "caption", 0
    if _LIST.match(raw):
        return "list_item", 0
    if line.startswith(">"):
        return "quotation", 0
    if _looks_like_heading(line, alone):
        return "heading", 0
    return "contents" if _is_synopsis(line) or _LEADERS.search(line) else "paragraph", 0


def _is_synopsis(raw: str) -> bool:
    """What a chapter will tell, at its head: headings strung together by dashes."""
    parts = [part for part in re.split(r"\s*(?:--+|—|–)\s*", raw.strip()) if re.search(r"\w", part)]
    if len(parts) < 4 or len(raw.split()) > 12 * len(parts):
        return False
    opened = sum(bool(re.match(r"[\W_]*[A-ZÀ-Þ\d]", part)) for part in parts)
    return opened >= 0.8 * len(parts) and len(re.findall(r"[a-z][.!?]\s", raw)) <= 1


def _strings_titles(raw: str) -> bool:
    """What a chapter will tell, in titles that end in full stops and hold no verb: `Causes of Variability. Effects of Habit. Inheritance.`"""
    parts = [part for part in re.split(r"(?<=[.;])\s+", raw.strip()) if re.search(r"\w{3}", part)]  # initials are no titles
    verbs = sum(bool(_TELLS.search(part)) for part in parts)
    return len(parts) >= 4 and len(raw.split()) <= 12 * len(parts) and verbs <= 0.25 * len(parts)


def _is_prose(raw: str) -> bool:
    """A paragraph, not an entry of a table of contents: long enough, ended, not strung together by dashes."""
    count = len(raw.split())
    return count >= 20 and raw.rstrip()[-1:] in ".!?”\"’'" and raw.count("--") + raw.count("—") <= 1 + count // 40


def _looks_like_heading(line: str, alone: bool) -> bool:
    """A short line alone, without a sentence's end, or a question alone, or all capitals, or all bold."""
    if "\n" in line and not line.isupper():
        return False
    plain = line.strip("*_ ").strip()
    if (re.fullmatch(r"\*\*[^*]+\*\*|__[^_]+__", line) and len(plain) <= 120) or _YEARS.fullmatch(plain):
        return True
    if not alone or not 0 < len(plain) <= 110 or _LIST.match(line):
        return False
    if _NUMERAL.fullmatch(plain):
        return True
    count = len(plain.split())
    if count > 14:
        return False
    if plain.isupper() and re.search(r"[A-Z]{3}", plain):
        return True
    if plain[0] in "\"“'‘(" and plain[-1] in "\"”'’)." and count > 4:
        return False
    if plain.endswith("?"):
        return plain[0].isupper()
    if plain[-1] in ".!;:,”\"" and not re.fullmatch(r"(?:chapter|part|book|section|letter)\s+[\divxlc]+\.?", plain, re.I):
        return False
    if not (plain[0].isupper() or plain[0].isdigit() or plain[0] in "“\"‘'"):
        return False
    shown = [w for w in re.findall(r"[^\W\d_]+", plain) if w.lower() not in _SMALL]
    capitals = sum(w[0].isupper() for w in shown)
    return count <= 10 or capitals >= 0.6 * len(shown)
