"""The figures that a server shows: found in a folder of archives, opened when first asked for, exchanged when an archive is built anew."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from vivavoce.errors import ArchiveError, NotALibrary, UnknownFigure, VivavoceError
from vivavoce.figure import Figure
from vivavoce.library import Library, Similar
from vivavoce.settings import Settings

T = TypeVar("T")
Stamp = tuple[int, int, int]
_MANIFEST: Final = "archive.json"
_ATTEMPTS: Final = 4


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure as it was opened: its address, its archive's stamp, and what was made from it once."""

    slug: str
    figure: Figure
    stamp: Stamp
    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, make: Callable[[Figure], T]) -> T:
        """What `make` makes of the figure, made at most once for as long as the archive stays as it is."""
        if key not in self._made:
            self._made[key] = make(self.figure)
        return cast("T", self._made[key])


class Shelf:
    """Archives by the address of their figure. A new build of one takes its place at the next question."""

    def __init__(self, root: Path, settings: Settings) -> None:
        if not root.is_dir():
            raise NotALibrary(f"{root} is no folder.")
        self.root, self.settings = root, settings
        self.refused: dict[str, str] = {}
        self._opened: dict[Path, Opened] = {}
        self._lock = threading.Lock()
        self._similar: tuple[tuple[tuple[Path, Stamp], ...], Library, dict[str, tuple[Similar, ...]]] | None = None
        if not self.all() and not self.refused:
            raise NotALibrary(f"{root} holds no archive.")

    def _paths(self) -> list[Path]:
        if (self.root / _MANIFEST).is_file():
            return [self.root]
        return [path for path in sorted(self.root.iterdir()) if not path.name.startswith(".") and (path / _MANIFEST).is_file()]

    def all(self) -> list[Opened]:
        """Every figure, by name; an archive that cannot be opened is left out and named in `refused`."""
        found: dict[str, Opened] = {}
        with self._lock:
            for path in self._paths():
                try:
                    opened = self._open(path)
                except ArchiveError as error:
                    self.refused[path.name] = str(error)
                    continue
                self.refused.pop(path.name, None)
                slug = next(s for s in _numbered(opened.figure.archive.figure.id) if s not in found)
                if slug != opened.slug:
                    opened = self._opened[path] = Opened(slug, opened.figure, opened.stamp, opened._made)
                found[slug] = opened
        return sorted(found.values(), key=lambda o: (o.figure.archive.figure.surname.casefold(), o.slug))

    def _open(self, path: Path) -> Opened:
        stamp, known = _stamp(path), self._opened.get(path)
        if known is None or known.stamp != stamp:
            figure = Figure.open(path, self.settings)
            known = self._opened[path] = Opened(figure.archive.figure.id, figure, stamp)
        return known

    def get(self, slug: str) -> Opened:
        """A figure by its address; UnknownFigure where there is none."""
        found = next((opened for opened in self.all() if opened.slug == slug), None)
        if found is None:
            raise UnknownFigure("This library holds no such figure.")
        return found

    def similar(self, slug: str) -> tuple[Similar, ...]:
        """Figures of this library that resemble one, with the reason."""
        stamps = tuple((path, _stamp(path)) for path in self._paths())
        if self._similar is None or self._similar[0] != stamps:
            self._similar = stamps, Library.open(self.root, self.settings), {}
        _, library, found = self._similar
        if slug not in found:
            found[slug] = library.similar(slug)
        return found[slug]

    def read(self, slug: str, work: Callable[[Opened], T]) -> T:
        """Do work on a figure; where its archive was exchanged meanwhile, do it again on the new one, so that nothing is read from both."""
        for attempt in range(_ATTEMPTS):
            try:
                opened = self.get(slug)
                done = work(opened)
            except (VivavoceError, OSError, LookupError):
                if attempt == _ATTEMPTS - 1 or not self._changed(slug):
                    raise
                time.sleep(0.05)
                continue
            if not self._stale(opened):
                break
        return done

    def _changed(self, slug: str) -> bool:
        return any(self._stale(opened) for opened in list(self._opened.values()) if opened.slug == slug)

    @staticmethod
    def _stale(opened: Opened) -> bool:
        return _stamp(opened.figure.archive.path) != opened.stamp


def _stamp(path: Path) -> Stamp:
    """What changes when an archive is exchanged: its description's identity, time and size; zeros where it is missing."""
    try:
        status = (path / _MANIFEST).stat()
    except OSError:
        return (0, 0, 0)
    return (status.st_ino, status.st_mtime_ns, status.st_size)


def _numbered(slug: str) -> list[str]:
    return [slug, *(f"{slug}-{number}" for number in range(2, 1000))]
