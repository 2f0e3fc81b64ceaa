"""What a document says of itself: front matter, an e-book's header, a by-line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import yaml

_NAME: Final = r"[A-Z][\w.’'-]+(?:\s+(?:(?:de|von|van|der|la|le|of)\s+)?[A-Z][\w.’'-]*){1,3}"
_HEADER: Final = re.compile(r"^(Title|Author|Editor|Translator|Contributor|Release Date|Language):[ \t]*(.+?)[ \t]*\r?$", re.M)
_BYLINE: Final = re.compile(rf"^\W*(?:written\s+|spoken\s+|an?\s+\w+\s+)?by\s+({_NAME})\b", re.I | re.M)
_IS_A: Final = re.compile(rf"^({_NAME})\s+is\s+an?\s+(?:\w+\s+){{0,3}}?(?:member|author|editor|professor|historian|writer|journalist|lecturer|"
                          rf"contributor|"
                          r"teacher|student|scholar|researcher|activist)\b")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Strings as found, empty where nothing was; `inferred` names the fields that were read between the lines."""

    title: str = ""
    author: str = ""
    editor: str = ""
    date: str = ""
    language: str = ""
    inferred: tuple[str, ...] = ()


def metadata(text: str) -> Metadata:
    """Read a text's own account of itself; front matter before an e-book's header before a by-line."""
    front = _front_matter(text)
    header = {key.lower(): value for key, value in reversed(_HEADER.findall(text[:6000]))}
    inferred: list[str] = []
    title = front.get("title") or header.get("title", "")
    author = front.get("author") or header.get("author", "")
    date = _iso(front.get("date", ""))
    if not title and (first := next((line.strip("#* \t") for line in text[:2000].split("\n") if line.strip() not in ("", "---")), "")) \
            and len(first) <= 120:
        title = first.strip()
        inferred.append("title")
    if not author:
        author = _byline(text)
        if author:
            inferred.append("author")
    language = header.get("language", front.get("language", front.get("lang", "")))
    return Metadata(title, author, front.get("editor") or header.get("editor", ""), date, _language(language), tuple(inferred))


def _front_matter(text: str) -> dict[str, str]:
    match = re.match(r"\s*---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", text, re.S)
    if not match:
        return {}
    try:
        loaded = yaml.safe_load(match.group(1))
    except yaml.YAMLError:
        return {}
    return {str(k).lower(): str(v) for k, v in loaded.items() if v is not None} if isinstance(loaded, dict) else {}


def _byline(text: str) -> str:
    """An author named in one of the first lines: `By Ann Lee`, or `Ann Lee is a member of …`."""
    for line in [line.strip() for line in text[:3000].split("\n") if line.strip()][:8]:
        for pattern in (_BYLINE, _IS_A):
            if len(line) < 250 and (match := pattern.match(line)):
                return match.group(1).strip(" .,")
    return ""


def _iso(date: str) -> str:
    match = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d)", date.strip())
    return match.group() if match else ""


def _language(name: str) -> str:
    name = name.strip().lower()
    return {"english": "en", "french": "fr", "german": "de", "russian": "ru", "spanish": "es", "italian": "it"}.get(name, name[:2])
