"""The owner's picture of the figure: `portrait.*` in the folder, or the file that `figure.toml` names, checked by its bytes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from vivavoce.errors import BadPortrait
from vivavoce.record import Portrait

NAMES: Final = ("portrait.png", "portrait.jpg", "portrait.jpeg", "portrait.webp", "portrait.svg")
LARGEST: Final = 5_000_000


def read_portrait(folder: Path, named: str = "") -> Portrait | None:
    """The owner's portrait, None where there is none; BadPortrait where the file is not a picture of at most 5 MB inside the folder."""
    path = folder / named if named else next((folder / name for name in NAMES if (folder / name).is_file()), None)
    if path is None:
        return None
    try:
        inside = path.resolve(strict=True).is_relative_to(folder.resolve())
        size = path.stat().st_size
        if not inside or not path.is_file():
            raise BadPortrait(f"{named or path.name} is not a file in the folder.")
        if size > LARGEST:
            raise BadPortrait(f"{path.name} has {size:,} bytes.")
        data = path.read_bytes()
    except OSError as error:
        raise BadPortrait(f"{named or path.name} cannot be read.") from error
    kind = picture(data)
    if not kind:
        raise BadPortrait(f"{path.name} is no picture that is known.")
    return Portrait(f"portrait.{kind}", data, hashlib.sha256(data).hexdigest())


def picture(data: bytes) -> str:
    """`png`, `jpg`, `webp` or `svg` by the first bytes; nothing for anything else, nor for an SVG that holds scripts or entities."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    head = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1000]
    if re.match(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s>]", head, re.S) and not re.search(
        rb"<script|<!ENTITY|<!DOCTYPE|<foreignObject|\son\w+\s*=|javascript:|(?:href|src)\s*=\s*[\"'](?!#|data:image/)", data, re.I
    ):
        return "svg"
    return ""
