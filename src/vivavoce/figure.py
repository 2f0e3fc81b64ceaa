"""The one object that faces hold: open an archive, ask it, inspect it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vivavoce.archive import Archive
from vivavoce.collation.quotation import judge
from vivavoce.dialogue import answer
from vivavoce.dialogue.suggest import suggestions
from vivavoce.portrait import MEDIA, monogram
from vivavoce.record import Answer, Citation, Event, Judgement, Page
from vivavoce.record.time import EARLIEST, LATEST, covered
from vivavoce.settings import Settings

if TYPE_CHECKING:
    from vivavoce.archive.build import Built, Progress


class Figure:
    """A figure one can talk with: `Figure.open("lovelace.vivavoce").ask("Where were you born?")`."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._page: Page | None = None

    @classmethod
    def open(cls, path: str | Path, settings: Settings | None = None) -> Figure:
        """Open an archive; NotAnArchive, OldArchive where that cannot be."""
        return cls(Archive(Path(path), settings or Settings()))

    @classmethod
    def build(cls, folder: str | Path, out: str | Path | None = None, name: str = "", progress: Progress | None = None,
              settings: Settings | None = None) -> Built:
        """Read a folder and write its archive, by default beside it as `<folder>.vivavoce`; `progress` is told how far each stage has come."""
        from vivavoce.archive.build import UNWATCHED, build  # an answer needs none of these, and they take a third of a second
        from vivavoce.archive.pages import write_page
        from vivavoce.profile.page import make_page

        folder, settings = Path(folder), settings or Settings()
        target = Path(out) if out else folder.resolve().with_name(f"{folder.resolve().name}.vivavoce")
        return build(folder, target, name, settings, progress or UNWATCHED,
                     lambda staged, kept: write_page(staged, make_page(Archive(staged, settings), kept)))

    def ask(self, question: str, history: Sequence[str] = (), as_of: str = "") -> Answer:
        """Answer one question, in the light of the earlier ones; as of a date (YYYY, YYYY-MM, YYYY-MM-DD), BadDate where it is none."""
        return answer(self.archive, question, history, as_of)

    def quote(self, text: str) -> Judgement:
        """Judge a quotation: is it in the sources, word for word, and whose is it?"""
        return judge(self.archive, text)

    def page(self) -> Page:
        """The figure's page, as it was made when the archive was built; made now where the archive has none."""
        if self._page is None:
            from vivavoce.profile.page import make_page  # only an archive without a page needs it

            self._page = self.archive.page() or make_page(self.archive)
        return self._page

    def portrait(self) -> tuple[bytes, str]:
        """The owner's picture, else a monogram drawn from the name, with its media type."""
        data, name = self.archive.portrait(), str(self.archive.manifest.get("portrait", ""))
        return (data, MEDIA[name.rpartition(".")[2]]) if data else (monogram(self.archive.figure.name).encode(), MEDIA["svg"])

    def suggestions(self) -> tuple[str, ...]:
        """Questions that the record can answer."""
        return suggestions(self.archive)

    def timeline(self, first: str = "", last: str = "") -> tuple[Event, ...]:
        """Events in order of time, those that touch the days from `first` to `last` (ISO dates of any precision, both included; empty: no end)."""
        begin, end = covered(first), covered(last)
        return tuple(self.archive.record.events(begin.start if begin else EARLIEST, end.end if end else LATEST))

    def witnesses(self, event: Event) -> tuple[Citation, ...]:
        """Where an event is told, the best telling first."""
        return tuple(self.archive.cite(t.span.source, t.span.start, t.span.end) for t in event.tellings)

    def text(self, source: str) -> str:
        """A source's stored text."""
        return self.archive.text(source)

    def context(self, citation: Citation, width: int = 400) -> tuple[str, str, str]:
        """The words before a citation, its own, and those after it."""
        text = self.text(citation.source)
        return text[max(0, citation.start - width):citation.start], citation.exact, text[citation.end:citation.end + width]

    def inspect(self) -> dict[str, Any]:
        """Figure, sources and counts as plain data (contract: Inspection)."""
        manifest = self.archive.manifest
        hidden = ("file", "sha256", "parts", "marks", "reading")
        return {"figure": {**manifest["figure"], "id": self.archive.figure.id},
                "sources": [{k: v for k, v in s.items() if k not in hidden} for s in manifest["sources"]],
                "skipped": manifest["skipped"], "corrections": manifest["corrections"], "counts": manifest["counts"], "models": manifest["models"]}

    def first_person(self) -> Iterable[tuple[str, str]]:
        """Every account put into the first person, with its exact words; for reading by eye."""
        return ((s.first_person or "", self.archive.exact(s)) for s in self.archive.record.all_sentences())
