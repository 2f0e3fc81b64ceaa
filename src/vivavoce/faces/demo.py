"""The bundled example: build it, then talk; without a terminal, three questions."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from vivavoce.errors import FolderMissing
from vivavoce.faces.show import BuildProgress, print_answer
from vivavoce.faces.talk import talk
from vivavoce.figure import Figure
from vivavoce.settings import Settings


def example() -> Path:
    """The bundled example with the most documents, beside the source tree; FolderMissing where the package was installed without it."""
    for parent in Path(__file__).resolve().parents:
        folders = sorted(path.parent for path in (parent / "examples").glob("*/figure.toml"))
        if folders:
            return max(folders, key=lambda folder: sum(path.is_file() for path in folder.rglob("*")))
    raise FolderMissing("The bundled example is not installed here.")


def run(folder: Path | None, settings: Settings, out: Console, err: Console) -> None:
    """Build the example into the temporary folder and start the conversation."""
    source = folder or example()
    archive = Path(tempfile.gettempdir()) / f"{source.name}.vivavoce"
    err.print(Text(f"Building {source}", style="dim"))
    with BuildProgress(err) as progress:
        Figure.build(source, archive, "", progress, settings)
    figure = Figure.open(archive, settings)
    if sys.stdin.isatty() and sys.stdout.isatty():
        talk(figure, out)
        return
    questions = [*figure.suggestions()[:2], "What is the capital of Australia?"]
    for question in questions:
        out.print(Text(f"\n› {question}", style="bold"))
        print_answer(out, figure, figure.ask(question))
