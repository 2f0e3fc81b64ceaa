"""What every test shares: the installed command, and two archives that it built once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from vivavoce.figure import Figure

PROJECT = Path(__file__).resolve().parent.parent
PATIENCE = 300
"""Seconds after which a command counts as hanging."""


@dataclass(frozen=True)
class Outcome:
    """How a command ended and what it printed."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which holds JSON alone."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Standard output, one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def failure(self) -> str:
        """The one line of a failed command; anything else on either stream is a defect."""
        assert self.status == 1, (self.status, self.out, self.err)
        assert self.err.startswith("vivavoce: "), self.err
        assert len(self.err.splitlines()) == 1, self.err
        assert self.out == ""
        return self.err.strip()


@dataclass(frozen=True)
class Command:
    """The installed command, run as a visitor would run it: another process, no terminal, no network."""

    path: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment without settings of whoever runs the tests."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("VIVAVOCE_")}
        return kept | {"VIVAVOCE_OFFLINE": "1", "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"}

    def __call__(self, *arguments: object, stdin: str | bytes = "", environment: Mapping[str, str] | None = None) -> Outcome:
        """Run it to its end."""
        done = subprocess.run([os.fspath(self.path), *(a if isinstance(a, (str, bytes)) else str(a) for a in arguments)],
                              input=stdin if isinstance(stdin, bytes) else stdin.encode(), capture_output=True, timeout=PATIENCE,
                              env=self.environment | dict(environment or {}))
        return Outcome(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def start(self, *arguments: object) -> subprocess.Popen[bytes]:
        """Start it and come back at once."""
        return subprocess.Popen([os.fspath(self.path), *(str(a) for a in arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, env=self.environment)


@pytest.fixture(scope="session")
def command() -> Command:
    """`vivavoce`, from the environment that runs the tests."""
    return Command(Path(sys.executable).with_name("vivavoce"))


@pytest.fixture(scope="session")
def ada_folder() -> Path:
    """Three short documents about Ada Lovelace, written for these tests."""
    return PROJECT / "tests" / "folders" / "ada-lovelace"


@dataclass(frozen=True)
class BuiltArchive:
    """An archive with what the command said when it built it."""

    path: Path
    said: Outcome


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Figure]:
    """Builds an archive of documents, by file name, beside the owner's `figure.toml` where one is given, and opens it."""

    def build(documents: Mapping[str, str], name: str = "", owner: str = "") -> Figure:
        folder = tmp_path_factory.mktemp("documents") / "papers"
        folder.mkdir()
        for file, text in (documents | {"figure.toml": owner} if owner else documents).items():
            (folder / file).write_text(text, encoding="utf-8")
        return Figure.open(Figure.build(folder, None, name).path)

    return build


@pytest.fixture(scope="session")
def ada_built(command: Command, ada_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltArchive:
    """The archive of `ada_folder`. Nobody writes into it: a test that must, copies it."""
    path = tmp_path_factory.mktemp("ada") / "ada.vivavoce"
    said = command("build", ada_folder, "--out", path, "--json")
    assert said.status == 0, said.err
    return BuiltArchive(path, said)


@pytest.fixture(scope="session")
def ada(ada_built: BuiltArchive) -> Path:
    """The path of the archive about Ada Lovelace."""
    return ada_built.path


@pytest.fixture(scope="session")
def ada_figure(ada: Path) -> Figure:
    """The archive about Ada Lovelace, opened in this process."""
    return Figure.open(ada)


@pytest.fixture(scope="session")
def demo(command: Command, tmp_path_factory: pytest.TempPathFactory) -> BuiltArchive:
    """The bundled example, built by `vivavoce demo` without a terminal."""
    temporary = tmp_path_factory.mktemp("demo")
    said = command("demo", environment={"TMPDIR": str(temporary)})
    assert said.status == 0, said.err
    return BuiltArchive(next(temporary.glob("*.vivavoce")), said)


@pytest.fixture(scope="session")
def trotsky(demo: BuiltArchive) -> Path:
    """The archive of the bundled example."""
    return demo.path


@pytest.fixture(scope="session")
def example(trotsky: Path) -> Figure:
    """The bundled example, opened in this process."""
    return Figure.open(trotsky)
