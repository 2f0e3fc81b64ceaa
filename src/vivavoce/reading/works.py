"""Sentences and bibliographies → works: titles by their look and by how the text treats them. No list of works is kept."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from vivavoce.language.names import MONTHS, alias_pattern, is_figure
from vivavoce.reading.mentions import OCCASION, ORGANISATION, Lexicon, site
from vivavoce.reading.people import Told
from vivavoce.record import Entry, EntryKind, Figure, Sentence, Source
from vivavoce.text import fold, slug, squeeze

_CAPITAL: Final = r"[A-ZÀ-Þ][\w’'-]*"
_TITLE: Final = (
    rf"(?:(?:The|A|An|On|In|My|Our|From|What|How|Why|To)\s+)?{_CAPITAL}(?:(?:,|:)?\s+(?:(?:of|the|and|a|an|on|in|to|for|from|with|is|or|by|as|at)\s+){{0,3}}"
    rf"{_CAPITAL}){{0,9}}"
)
_KIND: Final = (
    r"(?:books?|pamphlets?|essays?|novels?|treatises?|memoirs?|autobiograph(?:y|ies)|articles?|plays?|poems?|papers?|works?|biograph(?:y|ies)|manifesto|"
    r"stud(?:y|ies)|stor(?:y|ies)|histor(?:y|ies)|monographs?|tracts?|volumes?|lectures?|speech|narrative|texts?|masterpiece|opera|symphony|"
    r"paintings?|film|newspapers?|journals?|magazines?|periodicals?|weekly|monthly|daily)"
)
_WRITES: Final = (
    r"(?:wrote|written|authored|published|publishing|writing|penned|entitled|titled|author\s+of|edited|issued|translated|reissued|"
    r"(?:book|pamphlet|essay|novel|article|poem|play|paper|newspaper|journal|work)\s+called)"
)
_CUED: Final = re.compile(
    rf"\b(?:{_WRITES}|Wrote|Published|{_KIND})(?:,)?\s+(?:(?:his|her|their|my|the|a|an)\s+)?(?:(?:[a-z-]+\s+){{0,2}}{_KIND},?\s+)?"
    rf"(?P<mark>[\"“*_]{{1,2}})?(?P<title>{_TITLE})(?(mark)[,.]?[\"”*_]{{1,2}})"
)
_MARKED: Final = re.compile(
    r"(?<![\w*])(?P<mark>\*|_)(?P<title>[A-ZÀ-Þ][^*_\n]{2,90}?)(?P=mark)(?![\w*])|[“\"](?P<quoted>[A-ZÀ-Þ][^”\"\n]{2,140}?)[,.]?[”\"]"
)
_SINGLE: Final = re.compile(r"(?<![\w’'‘])['‘](?P<title>[A-ZÀ-Þ][^'’‘\n.;:!?]{3,80}?)[,.]?['’](?![\w’'])")
_ABBREVIATED: Final = re.compile(r"\b(?:Soc|Mag|Trans|Proc|Hist|Nat|Phil|Journ|Zool|Bot|Geol|Acad|Ann|Vol|Edit|Ed)$")
_KIND_MARKED: Final = re.compile(
    rf"\b{_KIND},?\s+(?:called\s+|entitled\s+)?(?:“(?P<title>[A-ZÀ-Þ][^”\n]{{3,90}}?)[,.]?”|\"(?P<other>[A-ZÀ-Þ][^\"\n]{{3,90}}?)[,.]?\")"
    r"(?=\s*\((?:1[4-9]|20)\d\d)"
)
_MINE: Final = re.compile(
    rf"\b[Mm]y\s+(?:[\w-]+\s+){{0,3}}{_KIND},?\s+(?:on|of|called|entitled)?\s*$|"
    r"\bI\s+(?:[\w-]+\s+){0,3}?(?:wrote|published|finished|completed|composed|drafted|write|publish|finish)\b[^.;]{0,60}$"
)
"""Words of the figure's own before a title of theirs; a book of mine may be another's, so that the kind must be named."""
_WROTE: Final = re.compile(
    r"\b(?:wrote|authored|published|penned|completed|finished|drafted|composed|Wrote|Published|Completed|Finished|"
    r"began\s+the\s+publication\s+of)\b(?!\s+(?:by|in|at|on)\b)[^.;]{0,60}$|"
    r"\b(?:his|her)\s+(?:(?!(?:in|of|from|on|at|by|to|with|for|after)\b)[\w-]+,?\s+){0,5}$"
)
_OWNED_YEAR: Final = re.compile(rf"['’]s\s+(?P<title>{_TITLE})\s+\((?:1[4-9]|20)\d\d\)")
_ARTICLED: Final = re.compile(rf"(?<=[a-z,;(] )(?P<title>The\s+{_CAPITAL}(?:\s+(?:(?:of|the|and|in|on|to)\s+){{0,2}}{_CAPITAL}){{0,8}})")
_PARENTHESIS: Final = re.compile(rf"[”\"!?.]\s*\((?P<title>{_TITLE})\)")
_LIST: Final = re.compile(
    r"\b(?P<whose>(?:[^\W\d_a-z][\w.]*\s+)?[^\W\d_a-z][\w.-]*['’]s?|[Hh]is|[Hh]er|[Mm]y)\s+(?:\w+\s+){0,2}(?:works?|books|writings|publications)\s+"
    r"(?:[\w]+\s+){0,3}(?:are|were|is|was|include)\s+"
)
"""How a list of somebody's works opens: `Weber's principal works are …`."""
_DATED: Final = re.compile(r"[”\"*_]+\s*\((?:[a-z]+\s+)?(1[4-9]\d\d|20\d\d)")
_YEAR: Final = re.compile(r"\b(1[4-9]\d\d|20\d\d)\b")
_AUTHOR: Final = re.compile(rf"^\W*(?:\d+[.)]\s*)?(?P<author>{_CAPITAL},\s+{_CAPITAL}(?:\s+[A-Z][\w.]*)*)[.,]\s+(?P<rest>.+)$", re.S)
_AUTHOR_FIRST: Final = re.compile(r"^\W*(?:\d+[.)]\s*)?(?P<author>(?:[A-Z][\w.’'-]+\s+){1,3}[A-Z][\w’'-]+)[.,]\s+(?P<rest>.+)$", re.S)


_EDITION: Final = re.compile(
    r"\b(?:letters?|papers|writings|works|collected|selected|articles|speeches|year\s?book|quotations|wit|volume|vol|essays|addresses|reader)\b",
    re.I,
)
_OFFICES: Final = re.compile(
    r"(?:The\s+)?(?:Secretary|General|Major|Colonel|Captain|Governor|President|Judge|Senator|Dear|By|Mr|Mrs|Miss|Dr|Sir|Adjutant|Assistant|Lieutenant|"
    r"Messrs|Hon|King|Queen|Lord|Lady|Professor|Minister|Commissar)\b(?!.*\b(?:of\s+a|and\s+the)\s)"
)
_OFTEN: Final = 20
_LONG: Final = 5
_TITLED: Final = 0.1
"""Share of the sentences that name a title in which it is set off as one, at least."""


@dataclass(slots=True)
class _Found:
    """Spellings of a title, who wrote it as far as stated, and how surely it is one."""

    written: Counter[str] = field(default_factory=Counter)
    sure: int = 0
    marked: int = 0
    own: int = 0
    others: int = 0
    author: Counter[str] = field(default_factory=Counter)
    years: Counter[str] = field(default_factory=Counter)
    sentences: list[int] = field(default_factory=list)


def read_works(figure: Figure, sources: Sequence[Source], sentences: Sequence[Sentence], told: Told, taken: frozenset[str]) -> list[Entry]:
    """Works that the sources name; the figure's own first, then the most named. `taken` are folded names that stand for something else."""
    texts = {source.id: source.text for source in sources}
    found: defaultdict[str, _Found] = defaultdict(_Found)
    own = alias_pattern(figure.names)
    names = {part for name in figure.names for part in fold(name).split()}
    _printed_here(found, figure, sources)
    for author, title, date, listed in _bibliographies(sources, sentences):
        if not (author or date) or _stands_for(title, taken) or not re.match(r"[^\W\d]", title):
            continue  # what somebody notes of a work
        _keep(found, title, listed, sure=3, author=author, own=is_figure(author, figure), date=date)
    running = [s for s in sentences if s.kind != "bibliography"]
    for sentence, raw, titles in told.each("titles", running, lambda s, raw: [list(title) for title in _titles(raw, own, s)]):
        for title, sure, by_figure in titles:
            if _plausible(title, taken, told.lexicon, sure) and not set(fold(title).split()) <= names:
                dated = _DATED.match(raw, raw.find(title) + len(title))
                _keep(found, title, sentence.id, sure, own=by_figure and not _of_another(raw, title, own), others=_anothers(raw, title, own),
                      date=dated[1] if dated else "")
    _fold_in(found)
    _everywhere(found, sentences, texts)
    other = {_key(name) for name in taken}
    entries = [_entry(key, f, told) for key, f in found.items() if f.sure >= 2 and key not in other and not _set_off_by_chance(f)]
    return sorted(entries, key=lambda e: (not e.own, -e.mentions, e.id))


def _set_off_by_chance(found: _Found) -> bool:
    """Does it hardly ever look like a title where it is named again and again: a country that a book is called after?"""
    times = len(set(found.sentences))
    return times >= _OFTEN and found.marked < _TITLED * times and not (found.own or found.author)


def _printed_here(found: defaultdict[str, _Found], figure: Figure, sources: Sequence[Source]) -> None:
    """The figure's own books among the sources are works of theirs; an edition of letters or papers is its editor's."""
    for source in sources:
        if is_figure(source.author, figure) and source.title and not _EDITION.search(source.title):
            _keep(found, source.title, None, sure=3, own=True)


def _stands_for(title: str, taken: frozenset[str]) -> bool:
    """Is a title the name of something else?"""
    return re.sub(r"^the ", "", fold(title)) in taken


def _anothers(raw: str, title: str, own: re.Pattern[str]) -> bool:
    """Does a sentence call a work somebody else's: `Stein's “Life of Ada”`?"""
    at = raw.find(title)
    owner = re.search(r"([^\W\d_a-z][\w.’'-]*?)(?:['’]s|s['’])\s+(?:\w+\s+){0,2}[\"“‘'_*(]*$", raw[:at]) if at > 0 else None
    return bool(owner and not own.search(owner[1]))


def _of_another(raw: str, title: str, own: re.Pattern[str]) -> bool:
    """Is it only somebody's lecture on the figure: `his “Life of Ada Lovelace”`?"""
    at = raw.find(title)
    return bool(own.search(title)) and at >= 0 and bool(re.search(r"\b(?:his|her)\s+(?:[\w-]+,?\s+){0,5}[\"“‘'_*]*$", raw[:at]))


def _keep(found: defaultdict[str, _Found], title: str, sentence: int | None, sure: int, author: str = "", own: bool = False, date: str = "",
          others: bool = False) -> None:
    if re.match(r"(?:By|Containing|Including|Being)\s", title):
        return
    title = re.sub(r"[,.:;?]+$", "", squeeze(title)).strip('"“”*_ ')
    entry = found[_key(title)]
    entry.written[title] += 1
    entry.sure = entry.sure + sure if sure > 1 else max(entry.sure, sure)  # what only looks like a title does not become one by being said again
    entry.own += own
    entry.others += others
    if sentence is not None:
        entry.sentences.append(sentence)
    if author:
        entry.author[author] += 1
    if date:
        entry.years[date] += 1


def _key(title: str) -> str:
    return re.sub(r"^(?:on )?(?:the|a|an|some) |^on ", "", re.sub(r"[^\w ]+", "", fold(title)).strip())


def _bibliographies(sources: Sequence[Source], sentences: Sequence[Sentence]) -> Iterator[tuple[str, str, str, int]]:
    """Author, title, year and sentence of each entry of a bibliography that can be read."""
    texts = {source.id: source.text for source in sources}
    entries: list[list[Sentence]] = []
    for sentence in (s for s in sentences if s.kind == "bibliography"):
        last = entries[-1][-1] if entries else None
        if last and last.source == sentence.source and "\n" not in texts[sentence.source][last.end : sentence.start]:
            entries[-1].append(sentence)
        else:
            entries.append([sentence])
    for entry in entries:
        whole = squeeze(texts[entry[0].source][entry[0].start : entry[-1].end])
        if parsed := reference(whole):
            yield *parsed, entry[0].id


def reference(entry: str) -> tuple[str, str, str] | None:
    """Author, title and year of a bibliography's entry; nothing where the title cannot be told."""
    entry = re.sub(r"^\W*\d+[.)]\s+", "", entry)
    dated = _YEAR.search(entry)
    match = _AUTHOR.match(entry) or _AUTHOR_FIRST.match(entry)
    author, rest = (match["author"], match["rest"]) if match else ("", entry)
    marked = re.search(r"[*_“\"](?P<title>[^*_”\"]{3,120}?)[,.]?[*_”\"]", rest)
    if marked:
        title = marked["title"]
    else:
        rest = re.sub(r"^\(?(?:1[4-9]|20)\d\d\)?[.,]?\s+", "", rest)
        title = re.split(r"[.,;(]\s*|\s+\(", rest, maxsplit=1)[0]
    title = squeeze(title).strip(" .,")
    if not (3 <= len(title) <= 150 and re.match(r"[\"“]?[A-ZÀ-Þ0-9]", title) and len(title.split()) <= 20):
        return None
    return author, title, dated.group() if dated else ""


def _titles(raw: str, own: re.Pattern[str], sentence: Sentence) -> Iterator[tuple[str, int, bool]]:
    """Titles in a sentence, how sure that is (1 to 3), and whether the sentence says that the figure wrote it."""
    seen: set[str] = set()
    for match in _CUED.finditer(raw):
        marked = bool(match["mark"])
        cue = match.group()[: match.start("title") - match.start()]
        title = match["title"]
        if re.match(r"\s+vs?\b", raw[match.end() :]):
            continue  # a case at law
        several = len(title.split()) > 1
        if marked or several or re.search(r"\b(?:book|novel|pamphlet|newspaper|journal|magazine|entitled|titled)\W+$", cue):
            seen.add(title)
            yield (
                title,
                3 if marked else 2 if re.search(_KIND + r"\W+$|titled\W+$|author of\W+$|authored\W+$", cue) else 1,
                _by(raw, match, own, sentence),
            )
    for match in _KIND_MARKED.finditer(raw):
        title = match["title"] or match["other"]
        if title not in seen:
            seen.add(title)
            after = re.match(r"[”\"\s]*\([^()]*\),?\s*", raw[match.end() :])
            by_figure = re.search(r"\b(?:his|her)\s[^,.;]*$", raw[: match.start()]) and after and own.match(raw, match.end() + after.end())
            yield title, 3, bool(by_figure) or _wrote(raw[: match.start()], own, sentence)
    for match in _OWNED_YEAR.finditer(raw):
        if match["title"] not in seen:
            seen.add(match["title"])
            yield match["title"], 2, any(m.end() == match.start() for m in own.finditer(raw))
    listed = _LIST.search(raw)
    listed = listed if listed and (own.search(listed["whose"]) or listed["whose"].lower() == "my" or "his" in listed["whose"].lower()
                                   or "her" in listed["whose"].lower()) else None
    for match in _MARKED.finditer(raw):
        title = match["title"] or match["quoted"]
        if listed and title and match.start() >= listed.end():
            seen.add(title)
            yield title, 3, True
    for match in _MARKED.finditer(raw):
        title = match["title"] or match["quoted"]
        if title and title not in seen and match["title"]:
            seen.add(title)
            named = bool(re.search(r"\b[Tt]he\s+$", raw[: match.start()])) and title.istitle()  # `the _Examiner_`, a paper
            yield title, 2 if named or len(title.split()) > 2 or re.match(r"(?:The|A|An)\s", title) else 1, _by(raw, match, own, sentence)
    for match in _SINGLE.finditer(raw):
        if (title := match["title"]) not in seen and len(title.split()) > 1:
            seen.add(title)
            yield title, 1, _by(raw, match, own, sentence)
    for match in _ARTICLED.finditer(raw):
        if match["title"] not in seen and len(match["title"].split()) > 2:
            yield match["title"], 1 if len(match["title"].split()) < 4 else 2, _by(raw, match, own, sentence)
    for match in _PARENTHESIS.finditer(raw):
        title = match["title"]
        if title not in seen and (len(title.split()) > 2 or re.match(r"(?:The|A|My|Our|On)\s", title)):
            yield title, 2, sentence.voice == "figure"


def _by(raw: str, match: re.Match[str], own: re.Pattern[str], sentence: Sentence) -> bool:
    """Does the sentence say that the figure wrote it, and nobody else?"""
    return _wrote(raw[: match.start("title") if match["title"] else match.start()], own, sentence)


def _wrote(before: str, own: re.Pattern[str], sentence: Sentence) -> bool:
    """Do the words before a title say that the figure wrote what it names?"""
    before = before.rstrip("'‘\"“*_")
    if re.search(r"\b(?:in|to|from|by|with|(?<!publication )of|at)\s+(?:the\s+|our\s+|your\s+)?$", before):
        return False  # my paper in the `Annals`
    if re.search(r"\b(?:your|their|[^\W\d_a-z][\w’'-]*['’]s)\s+(?:[\w-]+\s+){0,3}(?:on\s+|of\s+)?$", before) and not _last_named(own, before):
        return False  # I finished your essay on it
    if sentence.voice == "figure":
        return bool(_MINE.search(before))
    wrote = _WROTE.search(before)
    subject = _last_named(own, before[: wrote.start()]) if wrote else False
    told = any(e.new == "I" for e in sentence.edits) if wrote else False
    return bool(wrote and (subject or told or re.match(r"\W*(?:Wrote|Published|Completed|Finished)", before)))


def _last_named(own: re.Pattern[str], before: str) -> bool:
    """Is the figure the last person named, as far as full names show?"""
    mine = max((m.end() for m in own.finditer(before)), default=-1)
    return mine >= 0 and not re.search(rf"{_CAPITAL}\s+{_CAPITAL}", before[mine:])


def _plausible(title: str, taken: frozenset[str], lexicon: Lexicon, sure: int) -> bool:
    """Not a person, a place, an organisation, a war; not a sentence in quotation marks."""
    bare = re.sub(r"^the ", "", fold(title))
    if re.match(rf"(?:{'|'.join(MONTHS)})\b(?:\.|\s+\d|$)", bare):
        return False  # a date set off
    if len(title.split()) > (24 if sure > 2 else 14):
        return False
    if bare in taken or len(bare) < 3 or re.search(r"[.!?]\s", title) or (title.isupper() and len(title) < 6):
        return False
    if _ABBREVIATED.search(title) or re.fullmatch(r"\w+,\s+\w+", title):
        return False
    if re.search(r"(?:^|\s)[a-zà-ÿ]+$", title) and len(title.split()) < 4:
        return False  # the last word of a title has its capital
    if (_OFFICES.match(title) and sure < 3) or site(title) or (" " not in title and sure < 3 and not title.isupper() and lexicon.ordinary(title)):
        return False
    head = re.split(r"\s+(?:of|for|in|on)\s+", title)[0]
    if sure < 3 and (ORGANISATION.search(head) or OCCASION.search(head)) and not re.search(r"\b(?:History|Story|Life)\b", title):
        return False
    words = [w for w in re.findall(r"[^\W\d_]+", title) if len(w) > 3]
    capitals = sum(w[0].isupper() for w in words)
    enough = sure > 2 or capitals >= 0.6 * len(words)
    return bool(words) and enough and not re.search(r"\b(?:I|he|she|we|you|they|was|were|had|has)\b", title)


def _fold_in(found: defaultdict[str, _Found]) -> None:
    """A title with more words behind it (`… in 1924`, a subtitle) is the shorter one where that stands by itself."""
    for key in sorted(found, key=len):
        for other in [k for k in found if k != key and re.match(rf"{re.escape(key)}\b", k) and len(key.split()) > 1]:
            if found[key].sure >= found[other].sure:
                kept, gone = found[key], found.pop(other)
                kept.sure += gone.sure
                kept.own += gone.own
                kept.others += gone.others
                kept.author += gone.author
                kept.years += gone.years
                kept.sentences += gone.sentences


def _everywhere(found: dict[str, _Found], sentences: Sequence[Sentence], texts: dict[str, str]) -> None:
    """Every sentence that names a title, however it is marked there."""
    first: defaultdict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
    for key, entry in found.items():
        words = max(entry.written, key=len).split()
        if entry.sure and len(key.split()) > 1:
            exactly = 0 if len(words) < _LONG else re.I  # the small words of a long title may have their capitals or not
            first[words[0]].append((key, re.compile(r"(?<!\w)" + r"[^\w\n]+\s*".join(re.escape(w) for w in words) + r"(?!\w)", exactly)))
    for sentence in sentences:
        raw = texts[sentence.source][sentence.start : sentence.end]
        for word in set(re.findall(r"[A-ZÀ-Þ][\w’'-]*", raw)) & first.keys():
            for key, pattern in first[word]:
                if named := pattern.search(raw):
                    found[key].sentences.append(sentence.id)
                    found[key].marked += raw[max(0, named.start() - 1):named.start()] in ("'", "‘", "“", '"', "_", "*")


def _entry(key: str, found: _Found, told: Told) -> Entry:
    shown = max(found.written, key=lambda w: (found.written[w], w.startswith("The"), len(w), w))
    ids = tuple(sorted(set(found.sentences)))
    base = told.of(EntryKind.WORK, shown, ids)
    others = tuple(w for w in sorted(found.written) if w != shown)
    author = max(found.author, key=lambda a: found.author[a]) if found.author else ""
    dated = max(found.years, key=lambda y: (found.years[y], -int(y))) if found.years else base.first
    last = max(base.last, dated) if base.last and dated else base.last
    return Entry(
        slug(key), EntryKind.WORK, shown, others, len(ids), ids, base.together, base.sources, dated, last, author=author,
        own=found.own > found.others
    )
