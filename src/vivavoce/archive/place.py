"""An archive's place on disk: written beside it, exchanged with it in one step, so that a killed build leaves the old one whole."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from vivavoce.errors import NotReplaceable
from vivavoce.kept import KEPT

MANIFEST: Final = "archive.json"
FORMAT: Final = 2
_PARTS: Final = frozenset({MANIFEST, "texts", "record.sqlite", "index", "bibliography.json", "page.json", KEPT, "portrait.png", "portrait.jpg",
                            "portrait.webp", "portrait.svg"})
_EXCHANGE: Final = 2
_HERE: Final = -100


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A fresh folder to write into; when the block ends without an error it takes the place of `target`, through a link where that is one.

    One process builds one archive at a time; several may, and the last to finish stays.
    """
    check(target)
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    _tidy(target)
    fresh = target.parent / f".{target.name}.building-{os.getpid()}"
    fresh.mkdir()
    try:
        yield fresh
        _settle(fresh)
        _swap(fresh, target)
        _settle_one(target.parent)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def check(target: Path) -> None:
    """NotReplaceable unless `target` is free, an empty folder, or an archive that holds nothing else."""
    if not target.exists():
        return
    entries = sorted(path.name for path in target.iterdir()) if target.is_dir() else []
    if not target.is_dir() or (entries and MANIFEST not in entries):
        raise NotReplaceable(f"{target} exists and is not an archive; it is left alone.")
    if foreign := [name for name in entries if not (name in _PARTS or name.endswith(".npy") or name == ".DS_Store")]:
        raise NotReplaceable(f"{target} also holds {foreign[0]}, which is no part of an archive; it is left alone.")


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of each part of an archive but its manifest; hidden files are the index's locks."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST and not path.name.startswith("."):
            with path.open("rb") as file:
                found[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def recover(target: Path) -> None:
    """Put back what a build that was killed between two renames had set aside (only where exchange is not to be had)."""
    aside = target.parent / f".{target.name}.aside"
    if not target.exists() and (aside / MANIFEST).is_file():
        aside.rename(target)


def _tidy(target: Path) -> None:
    recover(target)
    for left in target.parent.glob(f".{target.name}.building-*"):
        pid = left.name.rpartition("-")[2]
        if pid.isdecimal() and (int(pid) == os.getpid() or not _alive(int(pid))):  # in a container the same number comes again
            shutil.rmtree(left, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _settle(folder: Path) -> None:
    """Bring everything to the disk before the names change."""
    for path in [*folder.rglob("*"), folder]:
        _settle_one(path)


def _settle_one(path: Path) -> None:
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _swap(fresh: Path, target: Path) -> None:
    try:
        fresh.rename(target)  # where nothing stands, or an empty folder
    except OSError:
        if not target.is_dir():
            raise
        if not _exchange(fresh, target):
            aside = target.parent / f".{target.name}.aside"
            shutil.rmtree(aside, ignore_errors=True)
            target.rename(aside)
            fresh.rename(target)
            shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Linux's renameat2 with RENAME_EXCHANGE: both names change at once. False where there is no such call."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
