"""An archive's place: a killed build leaves the old archive whole, a reader never finds none."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from conftest import Command

from vivavoce.archive import place
from vivavoce.archive.place import MANIFEST, check, digests, recover, replacing
from vivavoce.errors import NotReplaceable
from vivavoce.figure import Figure

MOMENTS = 8


def write(folder: Path, generation: int) -> None:
    """The least that counts as an archive."""
    (folder / "texts").mkdir()
    (folder / "texts" / "0000.txt").write_text(f"generation {generation}", encoding="utf-8")
    (folder / MANIFEST).write_text(json.dumps({"generation": generation}), encoding="utf-8")


def generation(folder: Path) -> int:
    return int(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["generation"])


def beside(target: Path) -> list[str]:
    """What stands beside an archive, its own name left out."""
    return sorted(path.name for path in target.parent.iterdir() if path.name != target.name)


class TestKilled:
    def test_at_any_moment_the_old_archive_stays_whole_and_the_next_build_tidies(self, command: Command, ada: Path, tmp_path: Path) -> None:
        target = tmp_path / "ada.vivavoce"
        shutil.copytree(ada, target)
        folder = tmp_path / "folder"
        folder.mkdir()
        (folder / "note.txt").write_text("Ada Lovelace kept a red notebook in Surrey. She wrote in it daily in 1840.\n", encoding="utf-8")
        arguments = ("build", folder, "--name", "Ada Lovelace", "--out", target)

        begun = time.perf_counter()
        undisturbed = command("build", folder, "--name", "Ada Lovelace", "--out", tmp_path / "other.vivavoce")
        whole = time.perf_counter() - begun
        assert undisturbed.status == 0, undisturbed.err
        shutil.rmtree(tmp_path / "other.vivavoce")

        before = (target / MANIFEST).read_bytes()
        chance = random.Random(1815)
        killed = 0
        for moment in range(MOMENTS):
            process = command.start(*arguments)
            try:
                process.wait(timeout=whole * (moment + chance.random()) / MOMENTS)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                killed += process.wait() == -signal.SIGKILL
            figure = Figure.open(target)
            assert figure.archive.manifest["files"] == digests(target)
            if (target / MANIFEST).read_bytes() == before:
                assert figure.ask("When were you born?").text.startswith("I was born in London")
            else:  # it had already taken its place
                assert "red notebook" in figure.text("note.txt")
        assert killed >= MOMENTS // 2

        last = command(*arguments)
        assert last.status == 0, last.err
        assert "red notebook" in Figure.open(target).text("note.txt")
        assert beside(target) == ["folder"]

    def test_while_it_writes_leaves_a_leftover_that_the_next_tidies(self, tmp_path: Path) -> None:
        """The same, at the one moment that matters most: everything written, nothing in its place yet."""
        target = tmp_path / "x.vivavoce"
        with replacing(target) as folder:
            write(folder, 1)
        script = ("import os, signal, sys\nfrom pathlib import Path\nfrom vivavoce.archive.place import replacing\n"
                  "with replacing(Path(sys.argv[1])) as folder:\n"
                  "    (folder / 'archive.json').write_text('{}')\n    os.kill(os.getpid(), signal.SIGKILL)\n")
        assert subprocess.run([sys.executable, "-c", script, str(target)]).returncode == -signal.SIGKILL
        assert generation(target) == 1
        assert len(beside(target)) == 1
        with replacing(target) as folder:
            assert beside(target) == [folder.name]
            write(folder, 2)
        assert generation(target) == 2
        assert beside(target) == []


class TestReplacing:
    def test_puts_a_folder_where_nothing_or_an_empty_folder_stood(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        for target in (tmp_path / "deep" / "new", tmp_path / "empty"):
            with replacing(target) as folder:
                assert not (target / MANIFEST).exists()
                write(folder, 7)
            assert generation(target) == 7
            assert beside(target) in ([], ["deep"])

    def test_an_error_leaves_what_was_there(self, tmp_path: Path) -> None:
        target = tmp_path / "x.vivavoce"
        with replacing(target) as folder:
            write(folder, 1)
        with pytest.raises(ZeroDivisionError), replacing(target) as folder:
            write(folder, 2 // 0)
        with pytest.raises(KeyboardInterrupt), replacing(target) as folder:
            raise KeyboardInterrupt
        assert generation(target) == 1
        assert beside(target) == []

    def test_a_leftover_of_the_same_process_number_is_no_obstacle(self, tmp_path: Path) -> None:
        left = tmp_path / f".x.vivavoce.building-{os.getpid()}"  # in a container every build may be process 1
        left.mkdir()
        (left / "half").write_text("written")
        with replacing(tmp_path / "x.vivavoce") as folder:
            assert list(folder.iterdir()) == []
            write(folder, 1)
        assert beside(tmp_path / "x.vivavoce") == []

    def test_a_build_that_is_still_running_is_left_alone(self, tmp_path: Path) -> None:
        running = tmp_path / f".x.vivavoce.building-{os.getppid()}"
        running.mkdir()
        with replacing(tmp_path / "x.vivavoce") as folder:
            write(folder, 1)
        assert running.is_dir()

    def test_a_reader_never_finds_none(self, tmp_path: Path) -> None:
        target = tmp_path / "x.vivavoce"
        with replacing(target) as folder:
            write(folder, 0)
        seen: list[int] = []
        missing: list[OSError] = []
        done = threading.Event()

        def read() -> None:
            while not done.is_set():
                try:
                    handle = os.open(target, os.O_RDONLY | os.O_DIRECTORY)
                except OSError as error:
                    missing.append(error)
                    continue
                os.close(handle)
                if len(seen) < 100_000:
                    seen.append(generation_or(target))

        reader = threading.Thread(target=read)
        reader.start()
        try:
            for number in range(1, 81):
                with replacing(target) as folder:
                    write(folder, number)
        finally:
            done.set()
            reader.join()
        assert missing == []
        assert generation(target) == 80
        known = [number for number in seen if number >= 0]
        assert known == sorted(known)
        assert len(set(known)) > 10  # the reader did read while archives were exchanged
        assert len(known) > 0.98 * len(seen)

    def test_without_the_system_call_it_sets_the_old_one_aside(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(place, "_exchange", lambda one, other: False)
        target = tmp_path / "x.vivavoce"
        for number in (1, 2):
            with replacing(target) as folder:
                write(folder, number)
        assert generation(target) == 2
        assert beside(target) == []

    def test_what_was_set_aside_when_a_build_was_killed_is_put_back(self, tmp_path: Path) -> None:
        target, aside = tmp_path / "x.vivavoce", tmp_path / ".x.vivavoce.aside"
        aside.mkdir()
        write(aside, 3)
        recover(target)
        assert generation(target) == 3
        aside.mkdir()
        write(aside, 2)
        recover(target)
        assert generation(target) == 3


def generation_or(target: Path) -> int:
    """The generation, or -1 where the folder that the path led to was exchanged, and emptied, between two steps of opening it."""
    try:
        return generation(target)
    except OSError:
        return -1


class TestCheck:
    def test_what_may_be_replaced(self, tmp_path: Path) -> None:
        check(tmp_path / "nothing")
        (tmp_path / "empty").mkdir()
        check(tmp_path / "empty")
        (tmp_path / "archive").mkdir()
        write(tmp_path / "archive", 1)
        (tmp_path / "archive" / "sentence-vectors.npy").write_bytes(b"")
        check(tmp_path / "archive")

    @pytest.mark.parametrize("names", [("thesis.txt",), (MANIFEST, "thesis.txt"), ("texts", "index"), (MANIFEST, ".git")], ids=str)
    def test_what_may_not(self, tmp_path: Path, names: tuple[str, ...]) -> None:
        for name in names:
            (tmp_path / name).write_text("x")
        with pytest.raises(NotReplaceable, match="left alone"):
            check(tmp_path)
