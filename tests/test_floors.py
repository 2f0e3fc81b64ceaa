"""The table of docs/architecture.md against the imports: they go down only, and rooms of one floor do not import each other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "src" / "vivavoce"


def floors(page: str) -> dict[str, int]:
    """Room → floor, from the rows `| 2 | `language/` | … |`."""
    return {room.rstrip("/"): int(floor) for floor, room in re.findall(r"^\| (\d+) \| `([\w/]+)` \|", page, re.M)}


FLOORS = floors((PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8"))


def room(parts: tuple[str, ...]) -> str:
    """The room of a module, given as its path below the package: `("language", "names")` → `language`."""
    return parts[0] if parts else "__init__"


def modules(package: Path) -> Iterator[tuple[tuple[str, ...], Path]]:
    """Every module below a package: its dotted parts and its file."""
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        yield (parts[:-1] if parts[-1] == "__init__" else parts), path


def imported(path: Path, parts: tuple[str, ...], package: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """What a module imports of its own package, wherever the import stands, by name in a string too: line, parts."""
    base = package.name
    inside = parts if path.name == "__init__.py" else parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            targets = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            stem = (base, *inside)[:len(inside) + 2 - node.level] if node.level else ()
            stem = (*stem, *(node.module or "").split(".")) if node.module else stem
            # `from vivavoce import language` imports a room, `from vivavoce.language import names` stays in one
            targets = [(*stem, alias.name) if stem == (base,) and _is_module(package, alias.name) else stem for alias in node.names]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(rf"{base}(?:\.\w+)+", node.value):
            targets = [tuple(node.value.split("."))]
        else:
            continue
        for target in targets:
            if target[:1] == (base,):
                yield node.lineno, target[1:]


def _is_module(package: Path, name: str) -> bool:
    return (package / f"{name}.py").is_file() or (package / name).is_dir()


def offences(package: Path, table: dict[str, int]) -> list[str]:
    """Imports that climb or cross, and modules that no row names."""
    found = []
    for parts, path in modules(package):
        own = room(parts)
        if own not in table:
            found.append(f"{path.name}: {own} is not in the table")
            continue
        for line, target in imported(path, parts, package):
            other = room(target)
            if other not in table:
                found.append(f"{own}/{path.name}:{line} imports {other}, which is not in the table")
            elif other != own and table[other] >= table[own]:
                found.append(f"{own}/{path.name}:{line} imports {other}: floor {table[own]} → {table[other]}")
    return found


def test_imports_go_down() -> None:
    assert offences(PACKAGE, FLOORS) == []


def test_the_table_names_only_rooms_that_exist() -> None:
    assert FLOORS
    assert {room(parts) for parts, _ in modules(PACKAGE)} == set(FLOORS)


TABLE = {"__init__": 0, "low": 0, "beside": 1, "middle": 1, "high": 2}


@pytest.mark.parametrize("line", [
    "from vivavoce.high import x",
    "import vivavoce.high.deep",
    "import vivavoce.high as h",
    "from vivavoce import high",
    "from ..high import x",
    "from .. import high",
    "from vivavoce.beside import x",
    "def f():\n    from vivavoce.high import x",
    "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from vivavoce.high import x",
    "import importlib\nhigh = importlib.import_module('vivavoce.high')",
    "from vivavoce.nowhere import x",
])
def test_the_checker_can_fail(line: str, tmp_path: Path) -> None:
    assert offences(_package(tmp_path, line), TABLE) != []


@pytest.mark.parametrize("line", ["from vivavoce.low import x", "import vivavoce", "from vivavoce import __version__", "from vivavoce import low",
                                  "from vivavoce.middle.other import x", "from .other import x", "from . import other", "import json"])
def test_the_checker_lets_the_rest_pass(line: str, tmp_path: Path) -> None:
    assert offences(_package(tmp_path, line), TABLE) == []


def test_a_module_that_no_row_names_is_an_offence(tmp_path: Path) -> None:
    package = _package(tmp_path, "")
    (package / "cellar.py").write_text("", encoding="utf-8")
    assert offences(package, TABLE) == ["cellar.py: cellar is not in the table"]


def _package(base: Path, line: str) -> Path:
    """A small package whose `middle/one.py` holds the line."""
    package = base / "vivavoce"
    (package / "middle").mkdir(parents=True)
    (package / "__init__.py").write_text('__version__ = "1"\n', encoding="utf-8")
    for name in ("low", "beside", "high"):
        (package / f"{name}.py").write_text("", encoding="utf-8")
    for name in ("__init__", "other"):
        (package / "middle" / f"{name}.py").write_text("", encoding="utf-8")
    (package / "middle" / "one.py").write_text(line + "\n", encoding="utf-8")
    return package
