"""The owner's picture: taken by its bytes, refused where it is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from vivavoce.errors import BadPortrait
from vivavoce.sources.portrait import LARGEST, picture, read_portrait

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'


def test_none_where_there_is_none(tmp_path: Path) -> None:
    assert read_portrait(tmp_path) is None


@pytest.mark.parametrize(("name", "data", "file"), [
    ("portrait.png", PNG, "portrait.png"), ("portrait.jpeg", b"\xff\xd8\xff\xe0rest", "portrait.jpg"), ("portrait.svg", SVG, "portrait.svg"),
    ("portrait.webp", b"RIFF\0\0\0\0WEBPVP8 ", "portrait.webp"), ("portrait.jpg", PNG, "portrait.png")])
def test_its_bytes_say_what_it_is(tmp_path: Path, name: str, data: bytes, file: str) -> None:
    (tmp_path / name).write_bytes(data)
    found = read_portrait(tmp_path)
    assert found
    assert (found.file, found.data) == (file, data)


def test_the_file_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "ada.png").write_bytes(PNG)
    found = read_portrait(tmp_path, "ada.png")
    assert found
    assert found.data == PNG


@pytest.mark.parametrize("data", [
    b"<html>", b"", b'<svg onload="x()"></svg>', b"<svg><script>x</script></svg>", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg></svg>',
    b'<svg><image href="https://example.org/x.png"/></svg>', b"<svg><foreignObject/></svg>"])
def test_what_is_no_picture_or_could_act_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "portrait.svg").write_bytes(data)
    assert picture(data) == ""
    with pytest.raises(BadPortrait):
        read_portrait(tmp_path)


def test_what_is_too_large_missing_or_outside_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out.png").write_bytes(PNG)
    (tmp_path / "in" / "portrait.png").write_bytes(PNG + b"\0" * LARGEST)
    for named in ("", "nowhere.png", "../out.png"):
        with pytest.raises(BadPortrait):
            read_portrait(tmp_path / "in", named)
