"""Who speaks in which block of a source: the figure, the source's author, or somebody else.

A work by the figure holds other people's voices too: prefaces, introductions, letters, editor's notes. A block counts as the
figure's only where nothing speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from vivavoce.language.names import alias_pattern, is_figure
from vivavoce.reading.brackets import bracketed, closed
from vivavoce.record import Block, Figure, Source, Standing
from vivavoce.text import STOP, words

FIGURE: Final = "figure"
AUTHOR: Final = "author"
OTHER: Final = "another voice"

_PREFATORY: Final = re.compile(
    r"\b(?:preface|introduct(?:ion|ory)|foreword|prefatory|editor(?:['’]?s|ial)?|publisher['’]?s?|translator['’]?s?|biograph\w+|memoir\s+of|"
    r"explanatory|note|notes|appendix|appendices|index|"
    r"afterword|chronology|dedicat\w+|advertisement|life\s+of|essay\s+(?:on|by)|address\s+(?:on|by)|sketch|glossary|postscript|letters?\s+from|"
    r"transcript\w*)\b", re.I)
_AUTHORS_OWN: Final = re.compile(r"\bauthor['’]s\s+(?:preface|note|introduction|foreword)|\bautobiograph\w*", re.I)
_LETTER: Final = re.compile(
    r"^\W*(?:LETTER\s+[\dIVXLC]+[A-Z]?\.?\s*|(?:TELEGRAM|NOTE|REPLY|CABLE|DISPATCH|"
    r"MESSAGE)\s+)?(?P<sender>(?:FROM\s+)?(?:[A-Z][\w.’'(),& -]{1,50}?)\s+)?TO\s+(?P<to>[A-Z(][^a-z]{2,})")
_SOMEBODY: Final = r"(?:(?:Mr|Mrs|Miss|Dr|Sir|Lord|Lady)\.?\s+)?[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,4}"
_ADDRESSED: Final = re.compile(rf"^\W*(?:(?:A\s+)?(?:[Ll]etter|[Tt]elegram|[Nn]ote|[Rr]eply)\s+)?(?:[Ff]rom\s+)?(?P<sender>{_SOMEBODY})?\s*\b[Tt]o\s+"
                               rf"(?P<to>{_SOMEBODY})")
_FROM: Final = re.compile(r"^\W*(?:LETTERS?|TELEGRAM|REPLY|DISPATCH|NOTE|EXTRACTS?)\s+FROM\s+(?:A\s+LETTER\s+(?:OF|"
                          r"FROM)\s+)?(?P<sender>[A-Z][\w.’' -]{2,40})", re.I)
_SIGNATURE: Final = re.compile(r"^[_\W]*(?:(?:[A-Z]\.\s?){1,3}[A-Z][A-Za-z’'-]{2,}|[A-Z][A-Z’'.-]+(?:\s+(?:[A-Z]\.|[A-Z][A-Z’'-]+)){1,3})[_\W]*$")
_I_SAID: Final = re.compile(r"\b(?:I|my|me)\b[^.!?”\"]*[:—–-]+\s*$")
_DATELINE: Final = re.compile(r"^[_\W]*(?:[A-Z][\w.]*,?\s+){1,4}(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?1[5-9]\d\d[_\W]*$")
_CLOSED: Final = re.compile(r"\b(?i:yours|sincerely|faithfully|truly|respectfully|servant|friend|regards)\b[^.\n]{0,60}?[,.]?\s+"
                            r"(?P<name>[A-Z][A-Z’'.-]+(?:\s+(?:[A-Z]\.|[A-Z][A-Z’'-]+)){1,3})[_\W]*$")
_BY: Final = re.compile(r"\b(?i:introduction|preface|foreword|notes?|essay|address|memoir|biography|edited|translated|collected|"
                        r"compiled)\b[^.\n]{0,80}?\b(?i:by)\s+"
                        r"(?P<name>[A-Z][\w.’']+(?:\s+[A-Z][\w.’']*){1,3})")
_PRICED: Final = re.compile(r"\b\d+s\.(?:\s|$)|\b\d+s\.?\s\d+d\b|[$£]\s?\d")
"""What has a price is another book, which the publisher advertises."""
_TITLED_BY: Final = re.compile(r"(?:^\W*|\b(?i:essay|address|introduction|preface|foreword|letter|notes?|speech|"
                               r"sketch)\b.*)\b(?i:by)\s+(?P<name>[A-Z][\w.’']+(?:\s+[A-Z][\w.’']*){1,3})\W*$")
_COLLECTION_OF_A_LIFE: Final = re.compile(r"\blife\b|\bmemoirs?\s+of\b|\brecollections\s+of\b|\breminiscences\s+of\b|\bbiograph", re.I)
_LETTERS: Final = re.compile(r"\bletters\b|\bcorrespondence\b", re.I)
_MARKED: Final = re.compile(r"[(\[]\W?(?:[A-Z][a-z]+\s+[IVXLC]+\.?|\d+)/\d+[A-Za-z]?\.(?=\s)")
"""What only an editor's note opens with: the number of its letter or chapter, and its own."""
_SIGNED: Final = re.compile(r"[-—–.]\s*(?:ed(?:itors?|s)?|trans(?:l|lators?)?)\.?\s*[)\]]\Z", re.I)
_OPENS: Final = re.compile(r"[(\[]\W?(?=[\"“'‘]?[A-Z])")
_STOPS: Final = re.compile(r"[.!?]['’”\"]?\s*\Z")
_APART: Final = re.compile(r"(?:[.!?:;,\"'”’)\]]\s{0,3}|\n\s*)\Z")
"""What stands before a bracket that is no part of a sentence."""
_SENTENCES: Final = re.compile(r"[a-z\"'’)]{2}[.!?]\s+[A-Z]")
_OWN: Final = re.compile(r"\b(?:I|me|mine|we|us|our|[Yy]ou|[Yy]our|my(?!\s+(?:father|mother|husband|uncle|grandfather|brother)))\b")
"""Whose bracket it is in a letter: the writer's, who says I or you."""
_KINSMAN: Final = re.compile(r"\b[Mm]y (?:father|mother|husband|uncle|aunt|grandfather)"
                             r"(?:['’]s?|\s+(?:wrote|writes|said|says|spoke|speaks|received))\b")
_NUMERAL: Final = re.compile(r"\b(?:Chapter|Volume|Vol\.|Part|Book|Edition|Act|Letters?,?[\"”]?,?)\s+[IVXLC]+\b|\bI(?=[./,;])")
_FIRST: Final = re.compile(r"\b(?:I|me|my|mine|myself|we|our|us)\b")
_QUOTED: Final = re.compile(r"[“\"][^”\"]*[”\"]")
_BRACKETS: Final = re.compile(r"[(\[][^()\[\]]*[)\]]")
_BELOW: Final = re.compile(r"\W*P\.?\s?S\b|\W*(?:postscript|n\.?\s?b)\b", re.I)
"""What stands below a signature and is still the letter's."""


@dataclass(slots=True)
class _Section:
    heading: str
    blocks: list[int]
    signature: str = ""


def voices(source: Source, figure: Figure) -> list[str]:
    """One voice for each block of a source: `figure`, `author`, or another person's name."""
    if not (is_figure(source.author, figure) or _said_to_be_own(source)):
        return [AUTHOR] * len(source.blocks)
    return _Own(source, figure).voices()


def _said_to_be_own(source: Source) -> bool:
    """Does the owner say that a source without an author is the figure's? What was only inferred puts no words into the figure's mouth."""
    return source.standing in (Standing.OWN_WORK, Standing.LETTER) and not source.author and "standing" not in source.inferred


def asides(source: Source, figure: Figure) -> list[tuple[int, int]]:
    """Brackets within a work of the figure that are somebody else's, in order, none within another: the notes of whoever edited it."""
    edited = bool(source.editor) and not is_figure(source.editor, figure)
    spans = bracketed(source.text, [block.start for block in source.blocks if block.kind == "heading"])
    reader = _Notes(source, alias_pattern(figure.names))
    found = [span for span in spans if _SIGNED.search(source.text, *span) or (edited and reader.edits(*span))]
    return list(_outermost(sorted([*found, *reader.unclosed(spans)] if edited else found)))


def _outermost(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sorted spans without those that lie in another."""
    reached = 0
    for start, end in spans:
        if end > reached:
            yield start, end
            reached = end


class _Notes:
    """Which brackets of an edited work are its editor's notes."""

    def __init__(self, source: Source, name: re.Pattern[str]) -> None:
        self.source, self.name = source, name

    def edits(self, start: int, end: int) -> bool:
        """Is it a note: by its number, by sentences of its own in which no I speaks, by what its letter cannot know?"""
        text = self.source.text
        if _MARKED.match(text, start, end):
            return True
        words_in, part = text[start + 1:end - 1], self.source.part(start)
        if (letter := _LETTER.match(words_in)) and self.name.search((letter["sender"] or "").title()):
            return False  # a letter of the figure, set in brackets
        round_, said = text[start] == "(", _QUOTED.sub(" ", words_in)
        if round_ and part is not None and _later(words_in, part.date):
            return True
        long = len(words_in.split()) >= 12
        if round_ and long and _SENTENCES.search(words_in) and not re.search(r"\bI\b", said):
            return True
        if not _OPENS.match(text, start, end):
            return False
        stops = bool(_STOPS.search(words_in))
        if round_ and self.source.parts and stops and len(words_in.split()) >= 5 and (not _says_own(said) or self.name.search(said)):
            return True
        apart = _APART.search(text, max(0, start - 60), start)
        return bool(apart) and (long or stops or bool(re.search(r"[.;]\s+[A-Z]", words_in))) and not self._first(said)

    def _first(self, said: str) -> bool:
        """Does an I speak that is no kinsman's who edits?"""
        return bool(_FIRST.search(_NUMERAL.sub(" ", said))) and not re.search(r"\bmy (?:father|mother|husband|uncle|grandfather|brother)\b", said)

    def unclosed(self, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Numbered notes whose own closing mark is missing."""
        starts = {start for start, _ in spans}
        for mark in _MARKED.finditer(self.source.text):
            if mark.start() not in starts:
                end = next((block.end for block in self.source.blocks if block.start <= mark.start() < block.end), mark.end())
                yield mark.start(), closed(self.source.text, mark.start(), end, spans)


def _says_own(words: str) -> bool:
    """Does the writer of a letter speak in brackets, as I or to you, and no kinsman tell of him?"""
    return bool(_OWN.search(_NUMERAL.sub(" ", words))) and not _KINSMAN.search(words)


def _later(words: str, date: str) -> bool:
    """Do words name a year after the day of the letter they stand in?"""
    return any(year > date[:4] for year in re.findall(r"(?<![\d,.])1[5-9]\d\d(?![\d,])", words))


class _Own:
    """A source whose author is the figure, section by section."""

    def __init__(self, source: Source, figure: Figure) -> None:
        self.source, self.figure = source, figure
        self.name = alias_pattern(tuple({figure.name, figure.surname, *figure.aliases, source.author.split()[-1] if source.author
                                         else figure.surname}))
        self.contributors = self._contributors()
        title = source.title
        edited = bool(source.editor) and not is_figure(source.editor, figure)
        self.others_life = edited and bool(_COLLECTION_OF_A_LIFE.search(title) or _LETTERS.search(title))
        self.default = source.editor if self.others_life and source.editor else FIGURE
        self.annotator = self.default if self.others_life else self.contributors[0] if len(self.contributors) == 1 else OTHER

    def _contributors(self) -> list[str]:
        """Who else wrote in the volume, as its first pages say."""
        front = " ".join(line for block in self._title_page() if not _PRICED.search(line := " ".join(self._text_of(block).split())))
        found = [re.sub(r"\s+(?:Author|Editor|Translator|Introduction|Preface|With)\b.*", "", m["name"]).strip(" .,") for m in _BY.finditer(front)]
        found = [name.title() if name.isupper() else name for name in (self.source.editor, *found)]
        return [name for name in dict.fromkeys(found) if name and not is_figure(name, self.figure)]

    def _title_page(self) -> Iterator[Block]:
        """The blocks before the first real paragraph."""
        for block in self.source.blocks:
            if block.start > 8000 or (block.kind == "paragraph" and len(self._text_of(block).split()) >= 40):
                return
            if block.kind != "matter":
                yield block

    def voices(self) -> list[str]:
        """Sections first, then what a block itself says; in somebody's edition of letters, letter by letter."""
        if self.others_life:
            return self._edition_of_letters()
        result = [self.default] * len(self.source.blocks)
        foreign_part = ""
        for section in self._sections():
            if re.match(r"\W*(?:chapter|part|book)\b", section.heading, re.I) or _AUTHORS_OWN.search(section.heading):
                foreign_part = ""
            voice = self._section(section, foreign_part)
            if voice != FIGURE:
                foreign_part = voice if not section.signature and _PREFATORY.search(section.heading) else ""
            elif section.signature or _LETTER.match(section.heading):
                foreign_part = ""
            for index in section.blocks:
                result[index] = voice
            for index in self._set_in(section):
                result[index] = self.annotator
        self._close_brackets(result)
        pairs = zip(self.source.blocks, result, strict=True)
        return [self._block(block, voice, self._text(i - 1) if i else "") for i, (block, voice) in enumerate(pairs)]

    def _set_in(self, section: _Section) -> list[int]:
        """Paragraphs at the head of a section that are set in, where the rest is not: in an edited volume its editor introduces the piece."""
        if not self.contributors:
            return []
        prose = [i for i in section.blocks if self.source.blocks[i].kind in ("paragraph", "quotation", "list_item")]
        deep = [self._indent(i) >= 3 for i in prose]
        first = deep.index(False) if False in deep else 0
        return prose[:first] if first and sum(deep[first:]) <= 0.2 * len(deep[first:]) else []

    def _indent(self, index: int) -> int:
        """White space before the second line of a block, which a mere first-line indent leaves alone; of its only line where it has one."""
        block = self.source.blocks[index]
        lines = self.source.text[self.source.text.rfind("\n", 0, block.start) + 1:block.end].split("\n")
        line = lines[min(1, len(lines) - 1)]
        return len(line) - len(line.lstrip(" \t"))

    def _close_brackets(self, result: list[str]) -> None:
        """A note in brackets that runs over several paragraphs is one note; a bracket that never closes is none."""
        opened = -1
        for index, block in enumerate(self.source.blocks):
            text = self._text_of(block)
            if opened < 0 and re.match(r"\s*\[", text) and text.count("[") > text.count("]"):
                opened = index
            elif opened >= 0 and text.count("]") > text.count("["):
                if index - opened <= 12:
                    result[opened:index + 1] = [voice if voice != FIGURE else OTHER for voice in result[opened:index + 1]]
                opened = -1

    def _edition_of_letters(self) -> list[str]:
        """An editor tells the life and prints letters: the figure speaks from a letter's heading to its signature, in what is written below it, and
        in an autobiography."""
        result = []
        letter, signed, autobiography, opened = "", "", False, ""
        for block in self.source.blocks:
            line, opened = " ".join(self._text_of(block).split()), ""
            if block.kind == "heading" and re.match(r"\W*(?:chapter|part|book|volume|preface|introduct|appendi|contents|list)", line, re.I):
                letter, signed, autobiography = "", "", bool(_AUTHORS_OWN.search(line))
            elif opened := self._letter(line[:160]):
                letter, signed = opened, ""
            elif line.startswith("[") or (block.kind == "heading" and not _SIGNATURE.match(line)) or (not autobiography and self._edits(block)):
                letter = signed = ""
            below = signed if not letter and _BELOW.match(line) else ""
            voice = self._block(block, FIGURE) if autobiography else letter or below or self.default
            result.append(self.default if voice == FIGURE and self._speaks_of(block) else self._block(block, voice) if voice == FIGURE else voice)
            if letter and not (opened and len(line) < 160) and ((len(line) < 60 and _SIGNATURE.match(line))
                                                                or re.search(r"\b(?:[A-Z]\.\s?)*[A-Z]{2,}[A-Z’'.-]*\s*\.?$", line[-40:])):
                letter, signed = "", letter
        return result

    def _edits(self, block: Block) -> bool:
        """Does a kinsman who edits speak of the figure (`My father wrote`), and not the figure of their own father in a letter?"""
        outside = self._outside(block)
        return bool(re.search(r"\b[Mm]y (?:father|husband|uncle|grandfather)\b", outside)) and not re.search(r"\b(?:[Yy]ou|[Yy]ours?)\b", outside)

    def _outside(self, block: Block) -> str:
        """The words of a block outside its notes in brackets and its quotations; what is not closed counts as open."""
        text = self._text_of(block)
        for _ in range(3):
            text = _BRACKETS.sub(" ", text)
        return _QUOTED.sub(" ", text)

    def _speaks_of(self, block: Block) -> bool:
        """Does a block name the figure, its signature apart? In an edition of letters that is the editor's note, or a reviewer it quotes."""
        text = re.sub(r"(?:[A-Z][A-Za-z]*\.?\s+){0,3}[A-Z][A-Za-z’'-]+\W*$", "", self._outside(block))
        return bool(self.name.search(text))

    def _sections(self) -> list[_Section]:
        """Blocks grouped under their headings; a heading that is a name signed below a text closes the section above it."""
        sections = [_Section("", [])]
        for index, block in enumerate(self.source.blocks):
            line = " ".join(self.source.text[block.start:block.end].split())
            if not sections[-1].blocks and len(sections) > 1 and sections[-2].signature and _DATELINE.match(line):
                sections[-2].blocks.append(index)  # the place and day below a signature
            elif (closed := _CLOSED.search(line)) and len(line) < 160 and sections[-1].blocks and not sections[-1].signature:
                sections[-1].blocks.append(index)
                sections[-1].signature = closed["name"]
                sections.append(_Section("", []))
            elif block.kind == "heading" or (len(line) < 90 and _LETTER.match(line) and line.upper() == line):
                if _SIGNATURE.match(line) and sections[-1].blocks and not sections[-1].signature and self._signs(line, sections[-1]):
                    sections[-1].blocks.append(index)
                    sections[-1].signature = line
                    sections.append(_Section("", []))
                    continue
                above = sections[-1]
                if above.blocks and not above.signature and index - above.blocks[-1] == 1 and self.source.blocks[above.blocks[-1]].kind == "heading" \
                        and len(above.blocks) <= 2 and not re.match(r"\W*(?:chapter|part|book)\b", line, re.I):
                    above.heading, above.blocks = f"{self._heading(above.blocks[-1])} {line}", [*above.blocks, index]
                else:
                    sections.append(_Section(line, [index]))
            else:
                sections[-1].blocks.append(index)
                if len(line) < 60 and _SIGNATURE.match(line) and self._signs(line, sections[-1]):
                    sections[-1].signature = line
        return sections

    def _heading(self, index: int) -> str:
        return " ".join(self._text(index).split())

    def _signs(self, line: str, section: _Section) -> bool:
        """A name below a text: initials with a surname, the figure's, or a known contributor's."""
        plain = line.strip("_ .,—-")
        if is_figure(plain, self.figure) or self.name.fullmatch(plain) or re.match(r"(?:[A-Z]\.\s?)+[A-Z]", plain):
            return True
        if any(word in STOP or word in ("end", "contents", "finis", "volume", "book") for word in words(plain)):
            return False
        return bool(_PREFATORY.search(section.heading)) or any(plain.split()[-1].casefold() == c.split()[-1].casefold() for c in self.contributors)

    def _section(self, section: _Section, foreign_part: str) -> str:
        signed_by_figure = bool(section.signature) and (is_figure(section.signature.strip("_ .,—-"), self.figure)
                                                        or bool(self.name.search(section.signature.title())))
        letter = self._letter(section.heading)
        if letter:
            return letter
        if section.signature and not signed_by_figure:
            return section.signature.strip("_ .,—-").title()
        if signed_by_figure:
            return FIGURE
        if titled := _TITLED_BY.search(section.heading):
            return FIGURE if is_figure(titled["name"], self.figure) else titled["name"].title()
        if _PREFATORY.search(section.heading) and not _AUTHORS_OWN.search(section.heading):
            if self.contributors or self._named_in(section):
                return self.annotator
            return FIGURE
        if not section.heading and foreign_part:
            return foreign_part
        if self.default == FIGURE and self._told_of(section):
            return OTHER
        return self.default if not foreign_part or section.heading else foreign_part

    def _letter(self, heading: str) -> str:
        """The sender a heading names: `C. DARWIN TO J. D. HOOKER`, `TO H. C. WHITNEY`, `LETTER FROM WENDELL PHILLIPS`."""
        if match := _FROM.match(heading):
            sender = re.split(r"\s+TO\s+", match["sender"], maxsplit=1, flags=re.I)[0].strip(" .,")
            return FIGURE if is_figure(sender, self.figure) or self.name.fullmatch(sender.title()) else sender.title()
        match = _LETTER.match(heading)
        if not match:
            return self._addressed(heading)
        sender = (match["sender"] or "").removeprefix("FROM ").strip(" .,")
        if not sender or sender.upper() in ("TELEGRAM", "LETTER", "REPLY", "NOTE", "SPEECH", "ADDRESS", "MESSAGE", "ORDER"):
            return OTHER if self.name.search(match["to"].title()) else FIGURE
        if any(word in STOP and len(word) > 1 for word in words(sender)):  # `M. HALE` is no `'m`
            return ""
        sender = re.sub(r"^(?:MR|DR|HON|PRESIDENT)\.?\s+", "", sender, flags=re.I)
        if is_figure(sender, self.figure) or self.name.fullmatch(sender.title()):
            return FIGURE
        person = re.search(r"\b[A-Z]\.\s?[A-Z]|^(?:SIR|LORD|GENERAL|PROFESSOR|GOVERNOR|COLONEL)\b", sender) \
            or self.name.search(match["to"].title()) or "LETTER" in heading[:8]
        return sender.title() if person and not re.search(r"\b(?:CHAPTER|PART|BOOK)\b", sender) else ""

    def _addressed(self, heading: str) -> str:
        """The same in ordinary letters, where the figure is named on one side: `Miles Hale to Jane Roe`, `A letter to Jane Roe`."""
        match = _ADDRESSED.match(heading)
        if not match:
            return ""
        sender = match["sender"] or ""
        if sender and (is_figure(sender, self.figure) or self.name.fullmatch(sender)):
            return FIGURE
        return (sender or OTHER) if self.name.search(match["to"]) else ""

    def _named_in(self, section: _Section) -> bool:
        """A preface that nobody signs tells of the figure, unless it hardly names it and says I."""
        bodies = [_QUOTED.sub("", self._text(i)) for i in section.blocks[1:] if self.source.blocks[i].kind not in ("heading", "contents")]
        named, first = (sum(len(pattern.findall(body)) for body in bodies) for pattern in (self.name, re.compile(r"\b(?:I|me|my)\b")))
        return 2 * named > first or 1000 * named > 1.5 * sum(len(body.split()) for body in bodies)

    def _told_of(self, section: _Section) -> bool:
        """A section that tells of the figure by name, more than the figure tells of itself."""
        introduced = set(self._set_in(section))
        body = " ".join(_QUOTED.sub("", self._text(i)) for i in section.blocks
                        if i not in introduced and self.source.blocks[i].kind not in ("heading", "contents", "furniture"))
        named, first = len(self.name.findall(body)), len(re.findall(r"\b(?:I|my|me)\b", body))
        return named >= 2 and named * 2 > first and 1000 * named >= 3 * len(body.split())

    def _block(self, block: Block, voice: str, before: str = "") -> str:
        """Notes are an editor's; a part's author speaks in it; a paragraph that names the figure without an `I` tells of it."""
        if voice != FIGURE:
            return voice
        part = self.source.part(block.start)
        if part is not None and part.author and not (is_figure(part.author, self.figure) or self.name.fullmatch(part.author)):
            return part.author
        text = self._text_of(block)
        bare = _QUOTED.sub("", text)
        if block.kind == "note" or re.match(r"\s*(?:\[|\{|\(\*|\*+\s*\(|\(\d+/\d|\(?footnote|\(?note\b\W)", text, re.I):
            return self.annotator
        if block.kind == "paragraph" and re.match(r"\s*[“\"]", text) and len(bare.split()) <= 1 and len(text.split()) >= 8 \
                and not _I_SAID.search(before):
            return OTHER  # somebody's words from the first mark to the last
        if block.kind != "heading" and self.name.search(bare) and not _FIRST.search(bare):
            return OTHER
        if self.contributors and re.search(r"\bmy (?:father|mother|husband|grandfather|late husband)['’]s (?:autobiograph|letters|papers|notes|life)",
                                           bare):
            return self.contributors[0]
        return voice

    def _text(self, index: int) -> str:
        return self._text_of(self.source.blocks[index])

    def _text_of(self, block: Block) -> str:
        return self.source.text[block.start:block.end]


def headings(blocks: Sequence[Block], text: str) -> list[str]:
    """For each block the heading it stands under."""
    current, result = "", []
    for block in blocks:
        if block.kind == "heading":
            current = " ".join(text[block.start:block.end].strip("#*_ \n\r").split())
        result.append(current)
    return result
