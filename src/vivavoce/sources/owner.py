"""`figure.toml`: the owner's word on the figure and the sources."""

from __future__ import annotations

import datetime
import tomllib
import unicodedata
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from vivavoce.errors import BadFigureFile
from vivavoce.record import Standing


class SourceEntry(BaseModel):
    """`[sources."path"]`: every key optional."""

    model_config = ConfigDict(extra="forbid")
    title: str = ""
    author: str = ""
    editor: str = ""
    date: str = ""
    standing: Standing | None = None
    language: str = ""
    rights: str = ""

    @field_validator("date", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        return _as_text(value)


class CorrectionEntry(BaseModel):
    """`[[corrections]]`: a span to quote only, or to mute."""

    model_config = ConfigDict(extra="forbid")
    source: str
    start: int = Field(ge=0)
    end: int
    action: Literal["quote_only", "mute"]


class OwnerFile(BaseModel):
    """The whole file; an unknown key is an error, so that a slip is not silently ignored."""

    model_config = ConfigDict(extra="forbid")
    name: str = ""
    aliases: list[str] = []
    born: str = Field("", pattern=r"^(\d{4}(-\d{2}){0,2})?$")
    died: str = Field("", pattern=r"^(\d{4}(-\d{2}){0,2})?$")
    pronouns: Literal["", "he", "she", "they"] = ""
    sources: dict[str, SourceEntry] = {}
    corrections: list[CorrectionEntry] = []

    @field_validator("born", "died", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        return _as_text(value)

    def source(self, identity: str) -> SourceEntry:
        """The entry of a source; keys match after NFC."""
        wanted = unicodedata.normalize("NFC", identity)
        return next((entry for key, entry in self.sources.items() if unicodedata.normalize("NFC", key) == wanted), SourceEntry())


def _as_text(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else str(value) if isinstance(value, int) else value


def read_owner_file(folder: Path) -> OwnerFile:
    """Read `figure.toml` from a folder; an empty one where there is none; BadFigureFile where it cannot be used."""
    path = folder / "figure.toml"
    if not path.is_file():
        return OwnerFile()
    try:
        return OwnerFile.model_validate(tomllib.loads(path.read_bytes().decode("utf-8-sig")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadFigureFile(f"{path} cannot be read: {error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BadFigureFile(f"{path}: {place}: {first['msg']}.") from error
