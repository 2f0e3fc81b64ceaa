"""`figure.toml`: the owner's word on the figure and the sources."""

from __future__ import annotations

import datetime
import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError

from vivavoce.errors import BadFigureFile
from vivavoce.record import Correction, Span, Standing, is_date


class SourceEntry(BaseModel):
    """`[sources."path"]`: every key optional."""

    model_config = ConfigDict(extra="forbid")
    title: str = ""
    author: str = ""
    editor: str = ""
    date: str = ""
    published: str = ""
    standing: Standing | None = None
    language: str = ""
    rights: str = ""

    @field_validator("date", "published", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        return _date(value)


class CorrectionEntry(BaseModel):
    """`[[corrections]]`: a span to quote only, or to mute."""

    model_config = ConfigDict(extra="forbid")
    source: str
    start: int = Field(ge=0)
    end: int
    action: Literal["quote_only", "mute"]
    words: str = ""

    @model_validator(mode="after")
    def _holds_something(self) -> CorrectionEntry:
        if self.end <= self.start:
            raise PydanticCustomError("span", "end should be greater than start")
        return self


class OwnerFile(BaseModel):
    """The whole file; an unknown key is an error, so that a slip is not silently ignored."""

    model_config = ConfigDict(extra="forbid")
    name: str = ""
    aliases: list[str] = []
    born: str = ""
    died: str = ""
    pronouns: Literal["", "he", "she", "they"] = ""
    portrait: str = ""
    sources: dict[str, SourceEntry] = {}
    corrections: list[CorrectionEntry] = []

    @field_validator("born", "died", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        return _date(value)

    def source(self, identity: str) -> SourceEntry:
        """The entry of a source; keys match after NFC."""
        return next((entry for key, entry in self.sources.items() if _same(key, identity)), SourceEntry())

    def corrections_of(self, identities: Iterable[str]) -> list[Correction]:
        """The corrections of the sources there are, under the sources' own spelling."""
        identities = tuple(identities)
        return [Correction(Span(identity, c.start, c.end), c.action, c.words) for c in self.corrections for identity in identities
                if _same(c.source, identity)]

    def unknown(self, identities: Iterable[str]) -> list[str]:
        """Keys that no source answers to, each once: a slip should not be silently ignored."""
        identities = tuple(identities)
        keys = dict.fromkeys([*self.sources, *(c.source for c in self.corrections)])
        return [key for key in keys if not any(_same(key, identity) for identity in identities)]


def _same(key: str, identity: str) -> bool:
    return unicodedata.normalize("NFC", key) == unicodedata.normalize("NFC", identity)


def _date(value: object) -> object:
    """TOML's own dates and whole numbers as text; anything that is no date is refused."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or (text and not is_date(text)):
        raise PydanticCustomError("date", "'{given}' is not a date (YYYY, YYYY-MM or YYYY-MM-DD)", {"given": str(value)})
    return text


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
        told = "there is no such key" if first["type"] == "extra_forbidden" else first["msg"]
        raise BadFigureFile(f"{path}: {place}: {told}.") from error
