"""A folder of archives: the figures one can choose from, and who resembles whom, with the reason in words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vivavoce.archive import Archive
from vivavoce.archive.place import MANIFEST
from vivavoce.errors import ArchiveError, NotALibrary, UnknownFigure
from vivavoce.figure import Figure
from vivavoce.record import Card, Page, year
from vivavoce.settings import Settings
from vivavoce.text import fold

_KINDS: Final = {"idea": 1.4, "organisation": 1.2, "occasion": 1.2, "person": 1.2, "work": 1.0, "place": 0.6}
_LOTS: Final = {"exile": "exile", "arrest": "prison"}
_REASONS: Final = 4


@dataclass(frozen=True, slots=True)
class Listing:
    """One figure of a directory: `id` is the address, `line` the one line that a source says, `counts` sources, words, sentences and entries."""

    id: str
    name: str
    born: str | None
    died: str | None
    line: str
    path: Path
    portrait: str
    sources: int
    words: int
    questions: int


@dataclass(frozen=True, slots=True)
class Similar:
    """A figure that resembles another: how much (0 to 1), what both have (`exile, Mexico`), the weightiest
    first, and whether the sources of the one name the other."""

    figure: Listing
    score: float
    shared: tuple[str, ...]
    named: bool = False

    @property
    def reason(self) -> str:
        """The reason in words: `both: exile, Mexico; named in these sources`."""
        both = f"both: {', '.join(self.shared)}" if self.shared else ""
        return "; ".join(part for part in (both, "named in these sources" if self.named else "") if part)


class Library:
    """The archives below one folder. An archive that cannot be read is named in `skipped` and left out."""

    def __init__(self, path: Path, settings: Settings, archives: Mapping[str, Path], skipped: Mapping[str, str]) -> None:
        self.path, self.settings, self.skipped = path, settings, dict(skipped)
        self._archives = dict(archives)
        self._open: dict[str, tuple[float, Figure]] = {}

    @classmethod
    def open(cls, path: str | Path, settings: Settings | None = None) -> Library:
        """Open a folder of archives, or one archive; NotALibrary where there is no folder."""
        path, settings = Path(path), settings or Settings()
        if not path.is_dir():
            raise NotALibrary(f"{path} is not a folder.")
        archives: dict[str, Path] = {}
        skipped: dict[str, str] = {}
        for folder in _candidates(path):
            try:
                figure = Archive(folder, settings).figure
            except ArchiveError as error:
                skipped[folder.name] = str(error)
                continue
            identity = next(i for i in (figure.id, *(f"{figure.id}-{n}" for n in range(2, 1000))) if i not in archives)
            archives[identity] = folder
        return cls(path, settings, archives, skipped)

    def figures(self) -> tuple[Listing, ...]:
        """The figures by name; one whose archive has become unreadable is left out and named in `skipped`."""
        found = []
        for identity in self._archives:
            try:
                found.append(self._listing(identity))
            except ArchiveError as error:
                self.skipped[self._archives[identity].name] = str(error)
        return tuple(sorted(found, key=lambda listing: (fold(listing.name.split()[-1]), listing.id)))

    def directory(self) -> tuple[Listing, ...]:
        """The same as `figures`: what a visitor chooses from."""
        return self.figures()

    def figure(self, identity: str) -> Figure:
        """An opened figure by its address; UnknownFigure where there is none. An archive that was rebuilt is opened anew."""
        if identity not in self._archives:
            raise UnknownFigure(f"{self.path} has no figure {identity!r}.")
        stamp = _stamp(self._archives[identity])
        held = self._open.get(identity)
        if held is None or held[0] != stamp:
            held = self._open[identity] = stamp, Figure.open(self._archives[identity], self.settings)
        return held[1]

    def similar(self, identity: str, most: int = 4) -> tuple[Similar, ...]:
        """Figures that share ideas, people, occasions, places or works with this one, the nearest first; those that share nothing are left out."""
        pages = self._pages()
        if identity not in pages:
            raise UnknownFigure(f"{self.path} has no figure {identity!r}.")
        return tuple(Similar(self._listing(r.other), r.score, r.shared, r.named) for r in resembling(identity, pages)[:most])

    def _listing(self, identity: str) -> Listing:
        figure = self.figure(identity)
        page, manifest = figure.page(), figure.archive.manifest
        return Listing(
            identity,
            page.name,
            page.born,
            page.died,
            page.line.text if page.line else "",
            self._archives[identity],
            page.portrait,
            manifest["counts"]["sources"],
            manifest["counts"]["words"],
            len(page.questions),
        )

    def _pages(self) -> dict[str, Page]:
        pages = {}
        for identity in self._archives:
            try:
                pages[identity] = self.figure(identity).page()
            except ArchiveError as error:
                self.skipped[self._archives[identity].name] = str(error)
        return pages


@dataclass(frozen=True, slots=True)
class Resemblance:
    """What one page has in common with another."""

    other: str
    score: float
    shared: tuple[str, ...]
    named: bool


def resembling(identity: str, pages: Mapping[str, Page]) -> list[Resemblance]:
    """The pages that share something telling with one, the nearest first: names weighed by how often they stand and how few pages have them.

    One place or one name in common is no resemblance, unless the other is named.
    """
    terms = {key: _terms(page) for key, page in pages.items()}
    counted = Counter(name for own in terms.values() for name in own)
    rarity = {name: math.log(1 + len(pages) / count) for name, count in counted.items()}
    mine = terms[identity]
    found = []
    for other, page in pages.items():
        if other == identity or _one_person(pages[identity], page):
            continue
        theirs = terms[other]
        weights = {key: min(mine[key].weight, theirs[key].weight) * rarity[key] for key in mine.keys() & theirs.keys()}
        named = fold(page.name) in mine or fold(pages[identity].name) in theirs
        telling = [key for key in weights if mine[key].kind != "place"]
        if not named and (len(weights) < 2 or not telling):
            continue
        norm = math.sqrt(_square(mine, rarity) * _square(theirs, rarity)) or 1.0
        score = sum(w * w for w in weights.values()) / norm + 0.05 * _overlap(pages[identity], page) + 0.1 * named
        shown = list(dict.fromkeys(mine[key].name for key in sorted(weights, key=lambda k: (-weights[k], k))))
        found.append(Resemblance(other, round(min(1.0, score), 4), tuple(shown[:_REASONS]), named))
    return sorted(found, key=lambda r: (-r.score, r.other))


def _square(terms: Mapping[str, _Term], rarity: Mapping[str, float]) -> float:
    return sum((term.weight * rarity[key]) ** 2 for key, term in terms.items())


def _candidates(path: Path) -> list[Path]:
    """Archives in a folder, or the folder itself where it is one; hidden folders are half-built ones."""
    if (path / MANIFEST).is_file():
        return [path]
    return sorted(p for p in path.iterdir() if p.is_dir() and not p.name.startswith(".") and ((p / MANIFEST).is_file() or p.suffix == ".vivavoce"))


def _stamp(folder: Path) -> float:
    """Changes when an archive is replaced."""
    try:
        return (folder / MANIFEST).stat().st_mtime_ns
    except OSError:
        return 0.0


@dataclass(frozen=True, slots=True)
class _Term:
    name: str
    kind: str
    weight: float


def _terms(page: Page) -> dict[str, _Term]:
    """What a page is about, by folded name: entries by how often they are named, and what happened again and again (`exile`)."""
    found: dict[str, _Term] = {}
    cards: tuple[Card, ...] = (*page.ideas, *page.organisations, *page.occasions, *page.people, *page.works, *page.places)
    for card in cards:
        weight = _KINDS[card.kind] * math.log(1 + max(1, card.mentions))
        for name in _telling(card):
            key = fold(name.removeprefix("the "))
            if len(key) > 2 and key != fold(page.name) and (key not in found or found[key].weight < weight):
                found[key] = _Term(card.name, card.kind, weight)
    happened = Counter(moment.kind for moment in page.timeline)
    for kind, word in _LOTS.items():
        if happened[kind] > 1:
            found[word] = _Term(word, "lot", 1.5 * math.log(1 + happened[kind]))
    return found


def _telling(card: Card) -> list[str]:
    """The names by which two pages can mean the same: no given name alone, and of a civil war the one that says whose."""
    names = (card.name, *card.names)
    given = {name.split()[0] for name in names if " " in name} if card.kind == "person" else set()
    bare = {name: fold(name.removeprefix("the ")) for name in names}
    return [n for n in names if n not in given and not (card.kind == "occasion" and any(o.endswith(f" {bare[n]}") for o in bare.values()))]


def _one_person(one: Page, other: Page) -> bool:
    """Are two pages of one figure, from other sources: the same name, and a birth in one year where both are known?"""
    births = {year(one.born), year(other.born)} - {None}
    return fold(one.name) == fold(other.name) and len(births) < 2


def _overlap(one: Page, other: Page) -> bool:
    """Did both live at one time for ten years or more?"""
    ends = [(year(p.born), year(p.died)) for p in (one, other)]
    (a, b), (c, d) = ends
    return bool(a and b and c and d and min(b, d) - max(a, c) >= 10)
