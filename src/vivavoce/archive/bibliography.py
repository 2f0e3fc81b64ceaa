"""The works that sources list, beside the record: written when an archive is built, read back with their spans."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Final

from vivavoce.errors import DamagedArchive
from vivavoce.record import Reference

BIBLIOGRAPHY: Final = "bibliography.json"


def write_references(folder: Path, references: Iterable[Reference]) -> None:
    """Write references into an archive's folder."""
    (folder / BIBLIOGRAPHY).write_text(json.dumps([asdict(reference) for reference in references], ensure_ascii=False), encoding="utf-8")


def read_references(folder: Path) -> tuple[Reference, ...]:
    """The references of an archive; DamagedArchive where they are missing or not what was written."""
    path = folder / BIBLIOGRAPHY
    try:
        return tuple(Reference(**told) for told in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise DamagedArchive(f"{path} cannot be read.") from error
