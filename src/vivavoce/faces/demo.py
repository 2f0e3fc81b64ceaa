"""The bundled examples: build them, then open their pages; without a terminal, three questions."""

from __future__ import annotations

import getpass
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from vivavoce.errors import FolderMissing
from vivavoce.faces.show import BuildProgress, print_answer
from vivavoce.faces.web import app
from vivavoce.figure import Figure
from vivavoce.record import Status
from vivavoce.settings import Settings


def examples() -> list[Path]:
    """The bundled examples' folders: beside the source tree, else where a wheel puts them; FolderMissing where neither holds any."""
    for place in (*(parent / "examples" for parent in Path(__file__).resolve().parents), Path(sys.prefix) / "share/vivavoce/examples"):
        if found := [file.parent for file in sorted(place.glob("*/figure.toml"))]:
            return found
    raise FolderMissing("The bundled examples are not installed here.")


def run(folder: Path | None, settings: Settings, out: Console, err: Console, port: int, browser: bool) -> None:
    """Build the examples into the temporary folder and serve them; without a terminal, ask one of them three questions."""
    folders = [folder] if folder else examples()
    if sys.stdin.isatty() and sys.stdout.isatty():
        library = Path(tempfile.gettempdir()) / f"vivavoce-demo-{getpass.getuser()}"
        for source in folders:
            _build(source, library / f"{source.name}.vivavoce", settings, err)
        app.run(library, settings, "127.0.0.1", port, browser=browser)
        return
    source = max(folders, key=lambda each: sum(path.is_file() for path in each.rglob("*")))
    _ask_three(_build(source, Path(tempfile.gettempdir()) / f"{source.name}.vivavoce", settings, err), out)


def _build(source: Path, archive: Path, settings: Settings, err: Console) -> Figure:
    err.print(Text(f"Building {source}", style="dim"))
    with BuildProgress(err) as progress:
        Figure.build(source, archive, "", progress, settings)
    return Figure.open(archive, settings)


def _ask_three(figure: Figure, out: Console) -> None:
    answered = [question for question in figure.suggestions()[:5] if figure.ask(question).status is Status.ANSWERED]
    questions = [*answered[:2], "What is the capital of Australia?"]
    for question in questions:
        out.print(Text(f"\n› {question}", style="bold"))
        print_answer(out, figure, figure.ask(question))
