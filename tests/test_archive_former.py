"""A build that takes over what did not change makes what a build from nothing makes: table by table, vector by vector."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from vivavoce.archive.build import Built, build
from vivavoce.archive.former import Former, reading_key
from vivavoce.archive.maker import maker
from vivavoce.errors import ReadingGivenUp
from vivavoce.figure import Figure
from vivavoce.language.models import Reranker
from vivavoce.record import Block, Source, Standing
from vivavoce.record import Figure as Person
from vivavoce.settings import Settings
from vivavoce.sources import folder as sources_folder

VISIT = """# An evening at the engine

In June 1833 Ada Lovelace went to the house of Charles Babbage in London with her mother. Babbage showed them a part of the Difference Engine.
“It is a thinking machine,” said her mother. Lovelace asked Babbage how it carried a figure, and he told her.

Mary Somerville wrote to a friend: “Ada has understood it better than any of us.” Lovelace met Somerville again in the autumn of 1834. She kept
the letters of Somerville in a blue box. In 1843 Lovelace published her notes on the Analytical Engine.
"""
PRINTED_TWICE = """Ada Lovelace walked every morning of the year 1841 from the gate of the house to the mill and back again, and on the way she
counted the steps between the elms, wrote the number into a small red notebook that hung from her belt, and compared it in the evening with what
she had found the day before, so that in the end she could say how long her stride was in rain and in dry weather.
"""
ALONE = "Later Lovelace gave the notebook to her daughter. Her daughter read it aloud to a visitor from Turin.\n"


class Quiet:
    """Progress that counts the units of each stage and holds them to what was announced."""

    def __init__(self) -> None:
        self.announced: dict[str, int] = {}
        self.done: dict[str, int] = {}

    def stage(self, name: str, total: int) -> Callable[[int], None]:
        """Begin a stage."""
        assert name not in self.announced
        self.announced[name], self.done[name] = total, 0

        def step(units: int) -> None:
            self.done[name] += units

        return step


class Kept:
    """A folder that is built again and again into one archive."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.settings = folder, settings
        self.archive, self.fresh = folder.with_name("kept.vivavoce"), folder.with_name("fresh.vivavoce")

    def read(self) -> int:
        """Build it; how many sources were read. The archive equals one that is built from nothing, and every bar ends where it said."""
        progress = Quiet()
        built = self.build(self.archive, progress)
        assert not built.unchanged
        assert progress.done == progress.announced
        shutil.rmtree(self.fresh, ignore_errors=True)
        anew = self.build(self.fresh, Quiet())
        assert anew.read == anew.sources
        assert_equal(self.archive, self.fresh)
        return built.read

    def build(self, archive: Path, progress: Quiet) -> Built:
        """Build it, without the figure's page, which is made of the archive."""
        return build(self.folder, archive, "", self.settings, progress)

    def write(self, name: str, text: str) -> None:
        """Write a document."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def say(self, text: str) -> None:
        """Add to the owner's file."""
        with (self.folder / "figure.toml").open("a", encoding="utf-8") as file:
            file.write(text)


def assert_equal(one: Path, other: Path) -> None:
    """Everything in two archives is the same; of the word index, whose files bear random names, what it finds."""
    for left, right in zip(tables(one), tables(other), strict=True):
        assert left == right
    for unit in ("sentence", "passage"):
        assert np.array_equal(np.load(one / f"{unit}-vectors.npy"), np.load(other / f"{unit}-vectors.npy"))
    here, there = (described(path) for path in (one, other))
    assert here == there
    left, right = (Figure.open(path).archive for path in (one, other))
    for stem in ("ada", "engin", "notebook", "babbag", "turin"):
        for unit in ("sentence", "passage"):
            assert left.index.lexical(unit, [stem], 50) == right.index.lexical(unit, [stem], 50)


def tables(archive: Path) -> list[list[tuple[Any, ...]]]:
    """The rows of every table of the record."""
    with closing(sqlite3.connect(archive / "record.sqlite")) as connection:
        names = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table' order by name")]
        return [[(name, *row) for row in connection.execute(f"select * from {name}")] for name in names]


def described(archive: Path) -> dict[str, Any]:
    """The manifest, the digests of the word index left out."""
    manifest: dict[str, Any] = json.loads((archive / "archive.json").read_text(encoding="utf-8"))
    files = {name: digest for name, digest in manifest["files"].items() if not name.startswith("index/")}
    return manifest | {"files": files}


@pytest.fixture(scope="module")
def once(ada_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder about Ada Lovelace with a visit, and its archive beside it."""
    base = tmp_path_factory.mktemp("once")
    shutil.copytree(ada_folder, base / "folder")
    kept = Kept(base / "folder", Settings(offline=True))
    kept.write("visit.md", VISIT)
    kept.build(kept.archive, Quiet())
    return base


@pytest.fixture
def kept(once: Path, tmp_path: Path) -> Kept:
    """A copy of both."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return Kept(tmp_path / "folder", Settings(offline=True))


def test_only_what_changed_is_read(kept: Kept) -> None:
    life = kept.folder / "life.txt"
    life.write_text(life.read_text(encoding="utf-8") + "\nIn 1850 Lovelace rode to Newstead Abbey. She stayed there for a week.\n", encoding="utf-8")
    assert kept.read() == 1, "a file that changed"

    kept.write("a.txt", f"The notebook\n\n{PRINTED_TWICE}\nLord Byron never saw it. Byron had left England in 1816.\n")
    assert kept.read() == 1, "one that was added before all others, and names people whom others name too"

    (kept.folder / "a.txt").rename(kept.folder / "z.txt")
    assert kept.read() == 0, "one that has another name, after all others"

    (kept.folder / "visit.md").unlink()
    assert kept.read() == 0, "one that went"


def test_a_page_made_anew_asks_the_models_only_what_is_new(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    scores = Reranker.scores
    monkeypatch.setattr(Reranker, "scores", lambda self, pairs: asked.append(len(pairs)) or scores(self, pairs))
    shutil.rmtree(kept.archive)
    Figure.build(kept.folder, kept.archive, settings=kept.settings)
    first = sum(asked)
    asked.clear()
    kept.write("visit.md", VISIT.replace("a blue box", "a green box"))
    Figure.build(kept.folder, kept.archive, settings=kept.settings)
    assert sum(asked) < first / 4
    Figure.build(kept.folder, kept.fresh, settings=kept.settings)
    assert_equal(kept.archive, kept.fresh)
    assert (kept.archive / "page.json").read_bytes() == (kept.fresh / "page.json").read_bytes()


def test_what_the_owner_says_of_one_source_is_read_again_for_that_one(kept: Kept) -> None:
    kept.say('\n[sources."visit.md"]\nauthor = "Edwin Marsh"\n')
    assert kept.read() == 1
    start = VISIT.index("“It is")
    kept.say(f'\n[[corrections]]\nsource = "visit.md"\nstart = {start}\nend = {start + 30}\naction = "mute"\n')
    assert kept.read() == 1
    kept.say(f'\n[[corrections]]\nsource = "visit.md"\nstart = {VISIT.index("Mary")}\nend = {VISIT.index("autumn")}\naction = "quote_only"\n')
    kept.write("another.txt", "Ada Lovelace bought a harp in Paris in 1835.\n")
    assert kept.read() == 2


def test_what_the_owner_says_of_the_figure_is_read_again_for_all(kept: Kept) -> None:
    toml = kept.folder / "figure.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("1852-11-27", "1849-01-02"), encoding="utf-8")
    assert kept.read() == 4


def test_a_copy_is_read_for_itself_when_the_other_goes(kept: Kept) -> None:
    kept.write("one.txt", f"{PRINTED_TWICE}\n{ALONE}")
    kept.write("two.txt", PRINTED_TWICE)
    assert kept.read() == 2
    assert {"two.txt"} == {s["source"] for s in described(kept.archive)["sources"] if s["health"]["verdict"] == "duplicate"}
    (kept.folder / "one.txt").unlink()
    assert kept.read() == 1
    assert all(s["health"]["verdict"] == "sound" for s in described(kept.archive)["sources"])


def test_vectors_of_either_kind_are_those_of_a_build_from_nothing(kept: Kept) -> None:
    kept.settings = replace(kept.settings, contextual_words=1)
    assert kept.read() == 0, "the same readings, with other vectors"
    kept.write("visit.md", VISIT.replace("a blue box", "a green box"))
    progress = Quiet()
    kept.build(kept.archive, progress)
    assert progress.announced["Embedding"] == 2, "the sentence that changed and its passage"
    kept.settings = replace(kept.settings, passage_words=40)
    assert kept.read() == 4


def test_nothing_is_taken_from_an_archive_that_is_damaged_or_that_another_made(kept: Kept) -> None:
    made_by = maker(kept.settings)
    key = described(kept.archive)["sources"][0]["reading"]
    assert Former(kept.archive, made_by).share(key) is not None
    assert Former(kept.archive, "another").share(key) is None
    assert Former(kept.archive, "another").known({}) == {}
    for maker_of, recalled in ((made_by, False), ("another", True)):
        asked: list[str] = []
        Former(kept.archive, maker_of).kept.recall("dates", [key], lambda new, asked=asked: asked.extend(new) or [[] for _ in new])
        assert bool(asked) is recalled
    assert Former(kept.archive / "nowhere", made_by).share(key) is None
    vectors = kept.archive / "sentence-vectors.npy"
    vectors.write_bytes(vectors.read_bytes()[:-4] + b"\0\0\0\0")
    assert Former(kept.archive, made_by).share(key) is None
    assert kept.read() == 4


def test_what_was_given_up_is_tried_again(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = sources_folder._read

    def hurried(path: Path, *rest: Any) -> Any:
        if path.name == "visit.md":
            raise ReadingGivenUp("takes longer to read than 30 seconds.")
        return whole(path, *rest)

    kept.write("visit.md", VISIT + "\nIt rained.\n")
    with monkeypatch.context() as patched:
        patched.setattr(sources_folder, "_read", hurried)
        built = kept.build(kept.archive, Quiet())
        assert [path for path, _ in built.skipped] == ["visit.md"]
    assert kept.read() == 1
    assert kept.build(kept.archive, Quiet()).unchanged


SOURCE = Source("a.txt", "Ada Lovelace rode.", "0" * 64, (Block(0, 18, "paragraph"),), title="A ride")
ADA = Person("Ada Lovelace", ("Lovelace",), "1815-12-10", "1852-11-27", "she")


@pytest.mark.parametrize("changed", [
    replace(SOURCE, text="Ada Lovelace rowed."), replace(SOURCE, blocks=(Block(0, 18, "heading"),)), replace(SOURCE, title="A walk"),
    replace(SOURCE, author="Edwin Marsh"), replace(SOURCE, standing=Standing.LETTER), replace(SOURCE, date="1840"), replace(SOURCE, language="de")])
def test_a_reading_depends_on_all_of_its_source_but_its_name(changed: Source) -> None:
    key = reading_key(SOURCE, ADA, (), 120)
    assert reading_key(replace(SOURCE, id="b.txt"), ADA, (), 120) == key
    assert reading_key(changed, ADA, (), 120) != key


@pytest.mark.parametrize("figure, corrections, words", [
    (replace(ADA, died="1850"), (), 120), (replace(ADA, aliases=()), (), 120), (ADA, ((0, 4, "mute"),), 120), (ADA, (), 60)])
def test_a_reading_depends_on_the_figure_and_the_owner(figure: Person, corrections: tuple[tuple[int, int, str], ...], words: int) -> None:
    assert reading_key(SOURCE, figure, corrections, words) != reading_key(SOURCE, ADA, (), 120)
