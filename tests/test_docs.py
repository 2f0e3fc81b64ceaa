"""The documentation against the code: settings, errors, options and keys stand in it, the help is the real one, the README's words hold."""

from __future__ import annotations

import importlib.util
import inspect
import re
import subprocess
import tomllib
from dataclasses import Field, fields
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

from vivavoce import errors
from vivavoce.faces.cli import main
from vivavoce.record import Standing
from vivavoce.settings import Settings
from vivavoce.sources import OwnerFile
from vivavoce.sources.owner import CorrectionEntry, SourceEntry
from vivavoce.sources.readers import READERS

PROJECT = Path(__file__).resolve().parent.parent
DOCS = PROJECT / "docs"
README = (PROJECT / "README.md").read_text(encoding="utf-8")
CLASSES = [value for value in vars(errors).values() if inspect.isclass(value) and issubclass(value, Exception)]
# written in two pieces, so that this file does not name what it forbids
FORBIDDEN = ["pypi" + ".org", "python" + "hosted", "/opt" + "/", "/work" + "/", "/root" + "/", "/home" + "/", "/Users" + "/", "file:" + "//"]


def _page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def _rows(page: str) -> dict[str, list[str]]:
    """The rows of a page's tables by their first cell, backticks dropped."""
    rows = {}
    for line in page.splitlines():
        if line.startswith("| "):
            cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            rows[cells[0].strip("`")] = cells
    return rows


def _make_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_docs", DOCS / "make_docs.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_each_setting_stands_in_its_page_with_its_default(field: Field[Any]) -> None:
    name, default = field.name, field.default
    _, variable, shown, meaning = _rows(_page("settings.md"))[name]
    assert variable == f"`VIVAVOCE_{name.upper()}`"
    assert shown == ("(empty)" if default == "" else f"`{str(default).lower() if isinstance(default, bool) else default}`")
    assert meaning


def test_the_settings_page_names_nothing_else() -> None:
    assert set(_rows(_page("settings.md"))) - {"field", "---"} == {field.name for field in fields(Settings)}


@pytest.mark.parametrize("error", CLASSES, ids=lambda error: error.__name__)
def test_each_error_stands_in_its_page_with_its_hint(error: type[errors.VivavoceError]) -> None:
    _, base, what, hint = _rows(_page("errors.md"))[error.__name__]
    assert base.strip("`") == ("" if error is errors.VivavoceError else error.__mro__[1].__name__)
    assert what
    assert hint == error.hint


def test_the_errors_page_names_nothing_else() -> None:
    assert set(_rows(_page("errors.md"))) - {"class", "---"} == {error.__name__ for error in CLASSES}


def test_the_commands_page_is_the_real_help() -> None:
    assert _page("commands.md") == _make_docs().page(), "run: make docs"


def test_each_option_stands_in_the_commands_page() -> None:
    page = _page("commands.md")
    for name, command in main.commands.items():
        section = page.split(f"## vivavoce {name}\n", 1)[1].split("\n## ", 1)[0]
        for parameter in command.params:
            for option in parameter.opts:
                wanted = option if isinstance(parameter, click.Option) else parameter.make_metavar(click.Context(command))
                assert wanted in section, (name, option)


@pytest.mark.parametrize("model", [OwnerFile, SourceEntry, CorrectionEntry], ids=lambda model: model.__name__)
def test_each_key_of_the_owners_file_is_explained_and_shown(model: type[OwnerFile]) -> None:
    page = _page("figure-toml.md")
    example = re.search(r"```toml\n(.*?)```", page, re.S)
    assert example
    for key in model.model_fields:
        assert re.search(rf"^\|[^|]*`{key}`|^## `\[+{key}", page, re.M), key
        assert re.search(rf"^{key} = |^\[+{key}\b", example[1], re.M), key


def test_each_standing_is_explained() -> None:
    rows = _rows(_page("figure-toml.md"))
    assert all(str(standing) in rows for standing in Standing)


@pytest.mark.parametrize("page", ["README.md", "docs/figure-toml.md"])
def test_the_example_of_the_owners_file_is_accepted(page: str) -> None:
    example = re.search(r"```toml\n(.*?)```", (PROJECT / page).read_text(encoding="utf-8"), re.S)
    assert example
    assert OwnerFile.model_validate(tomllib.loads(example[1])).name


def test_the_readme_is_short_and_names_the_two_commands() -> None:
    assert len(README.splitlines()) < 150
    assert "make demo" in README
    assert "make test" in README
    targets = re.findall(r"^(\w+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert set(re.findall(r"\bmake (demo|test|setup|bench|docs|lint)\b", README)) <= set(targets)


def test_the_readmes_commands_exist() -> None:
    named = re.findall(r"^(?:\$ )?vivavoce (\w+)((?: --[\w-]+)?.*)$", README, re.M)
    assert {name for name, _ in named} <= set(main.commands)
    assert len({name for name, _ in named}) >= 6
    for name, rest in named:
        options = {option for parameter in main.commands[name].params for option in parameter.opts}
        assert set(re.findall(r"(?<=\s)--[\w-]+", rest.split("#")[0])) <= options


def test_the_readmes_picture_cites_what_it_shows() -> None:
    picture = " ".join(README.split("```")[1].split())
    figure = PROJECT / "examples" / "leon-trotsky"
    texts = {path.name: READERS[path.suffix](path.read_bytes()).text for path in figure.iterdir() if path.suffix in READERS}
    cited = [" ".join(texts[source][int(start):int(end)].split()) for source, start, end in re.findall(r"(\S+\.\w+) (\d+)–(\d+)", picture)]
    said = re.split(r" \[\d\](?: \(\+\d\))? ", picture.split('?" ')[1])[:len(cited)]
    assert len(cited) == len(said) > 1
    for words, exact in zip(said, cited, strict=True):
        assert set(re.findall(r"\d+|[A-Z]\w{2,}", words)) <= set(re.findall(r"\w+", exact))
    for nearest in re.findall(r"“(.*?)(?:\s…)?”", picture):
        assert any(nearest in " ".join(text.split()) for text in texts.values())


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", PROJECT / "CHANGELOG.md", *DOCS.rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert link.startswith("http") or (page.parent / link).exists(), (page.name, link)


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [PROJECT / name for name in listed.stdout.decode().split("\0") if name and (PROJECT / name).is_file()]


def test_no_tracked_file_names_a_registry_or_a_place_on_a_machine() -> None:
    found = [(path.name, word) for path in _tracked() for word in FORBIDDEN if word.encode() in path.read_bytes()]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-models.txt", "requirements-dev.txt"])
def test_requirements_hold_names_versions_and_hashes_alone(name: str) -> None:
    lines = (PROJECT / name).read_text(encoding="utf-8").splitlines()
    assert lines
    odd = [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+ \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?", line)]
    assert odd == []


def test_what_the_package_needs_is_pinned() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for wanted, name in [(project["dependencies"], "requirements.txt"), (project["optional-dependencies"]["models"], "requirements-models.txt")]:
        pinned = set(re.findall(r"^([\w.-]+)==", (PROJECT / name).read_text(encoding="utf-8"), re.M))
        assert {re.split(r"[<>=!~]", line)[0].lower() for line in wanted} <= pinned


def test_a_wheel_carries_every_example() -> None:
    carried = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["data-files"]
    folders = {owner.parent.relative_to(PROJECT).as_posix() for owner in (PROJECT / "examples").glob("*/figure.toml")}
    assert folders
    assert carried == {f"share/vivavoce/{folder}": [f"{folder}/*"] for folder in folders}
