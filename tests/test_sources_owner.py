"""`figure.toml`: the owner's word."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from vivavoce.errors import BadFigureFile
from vivavoce.record import Correction, Span, Standing
from vivavoce.settings import Settings
from vivavoce.sources import OwnerFile, read_folder, read_owner_file

WHOLE = """
name = "Jane Roe"
aliases = ["Roe", "Jane"]
born = 1760-05-03
died = "1801-11"
pronouns = "she"

[sources."letters/1799.md"]
title = "To her sister"
author = "Jane Roe"
date = 1799
standing = "letter"
language = "en"
rights = "Public domain"

[[corrections]]
source = "letters/1799.md"
start = 3
end = 9
action = "mute"
"""


def test_the_whole_file(tmp_path: Path) -> None:
    (tmp_path / "figure.toml").write_bytes(b"\xef\xbb\xbf" + WHOLE.encode())
    owner = read_owner_file(tmp_path)
    assert (owner.name, owner.aliases, owner.born, owner.died, owner.pronouns) == ("Jane Roe", ["Roe", "Jane"], "1760-05-03", "1801-11", "she")
    entry = owner.source("letters/1799.md")
    assert (entry.title, entry.date, entry.standing, entry.rights) == ("To her sister", "1799", Standing.LETTER, "Public domain")
    assert owner.source("other.md").title == ""
    assert owner.corrections_of(["letters/1799.md", "b.txt"]) == [Correction(Span("letters/1799.md", 3, 9), "mute")]
    assert owner.corrections_of(["b.txt"]) == []


def test_none_is_an_empty_one(tmp_path: Path) -> None:
    assert read_owner_file(tmp_path) == OwnerFile()


def test_keys_match_after_normalisation_and_ids_keep_the_file_systems_spelling() -> None:
    composed, decomposed = (unicodedata.normalize(form, "café.txt") for form in ("NFC", "NFD"))
    entry = {"title": "Coffee"}
    correction = {"source": composed, "start": 0, "end": 4, "action": "quote_only"}
    owner = OwnerFile.model_validate({"sources": {composed: entry}, "corrections": [correction]})
    assert owner.source(decomposed).title == "Coffee"
    assert owner.corrections_of([decomposed]) == [Correction(Span(decomposed, 0, 4), "quote_only")]
    assert owner.unknown([decomposed]) == []
    assert owner.unknown(["tea.txt"]) == [composed]


def test_what_the_owner_says_is_not_called_inferred(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Bees\n\nBy Miriam Holt\n\nJane Roe kept bees in Kent.\n", encoding="utf-8")
    source = read_folder(tmp_path, OwnerFile(), Settings()).sources[0]
    assert (source.title, source.author, source.inferred) == ("The Bees", "Miriam Holt", ("title", "author", "language", "standing"))
    owner = OwnerFile.model_validate({"sources": {"a.txt": {"author": "M. H.", "standing": "biography", "language": "English"}}})
    source = read_folder(tmp_path, owner, Settings()).sources[0]
    assert (source.title, source.author, source.standing, source.inferred) == ("The Bees", "M. H.", Standing.BIOGRAPHY, ("title",))


@pytest.mark.parametrize("written", ["born = 1760-05-03T10:00:00", "born = 17", "aliases = \"Roe\"", "[sources]\nx = 1",
                                     "[[corrections]]\nsource = \"a\"",
                                     "[[corrections]]\nsource = \"a\"\nstart = -1\nend = 2\naction = \"mute\""])
def test_what_cannot_be_meant_is_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "figure.toml").write_text(written, encoding="utf-8")
    with pytest.raises(BadFigureFile) as caught:
        read_owner_file(tmp_path)
    assert "\n" not in str(caught.value)
