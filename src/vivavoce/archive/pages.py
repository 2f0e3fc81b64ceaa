"""The figure's page beside the record: written when an archive is built, read back as the nouns it was made of."""

from __future__ import annotations

import json
import types
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from vivavoce.errors import DamagedArchive
from vivavoce.record import Disagreement, Page

PAGE: Final = "page.json"


def write_page(folder: Path, page: Page) -> None:
    """Write a page into an archive's folder."""
    (folder / PAGE).write_text(json.dumps(asdict(page), ensure_ascii=False), encoding="utf-8")


def read_page(folder: Path) -> Page | None:
    """The page of an archive, None where it has none; DamagedArchive where it is not what was written."""
    path = folder / PAGE
    if not path.is_file():
        return None
    try:
        page = revived(Page, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedArchive(f"{path} cannot be read.") from error
    assert isinstance(page, Page)
    return page


def read_questions(folder: Path) -> tuple[str, ...]:
    """The questions of a page alone, none where there is no page: they are offered without the rest being built up."""
    try:
        return tuple(str(q["question"]) for q in json.loads((folder / PAGE).read_text(encoding="utf-8"))["questions"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def read_disagreements(folder: Path) -> tuple[Disagreement, ...]:
    """What a page lists as contested, none where there is no page."""
    try:
        listed = json.loads((folder / PAGE).read_text(encoding="utf-8"))["disagreements"]
        return tuple(revived(Disagreement, one) for one in listed)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def revived(kind: Any, value: Any) -> Any:
    """Plain data → the dataclass it came from; TypeError where they do not fit."""
    origin = get_origin(kind)
    if origin is tuple:
        (inner, *_) = get_args(kind)
        return tuple(revived(inner, item) for item in value)
    if origin in (Union, types.UnionType):
        inner = next(a for a in get_args(kind) if a is not type(None))
        return None if value is None else revived(inner, value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: revived(hints[name], item) for name, item in value.items() if name in hints})
    return kind(value) if isinstance(kind, type) and issubclass(kind, StrEnum) else value


@cache
def _hints(kind: type) -> dict[str, Any]:
    known = get_type_hints(kind)
    return {f.name: known[f.name] for f in fields(kind)}
