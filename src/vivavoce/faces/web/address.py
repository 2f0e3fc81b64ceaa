"""Addresses of pages. A span's address is permanent: the server finds it by `at`, the browser scrolls to it by the fragment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

_SPAN = re.compile(r"([0-9]{1,12})(?:-([0-9]{1,12}))?")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as an address carries it; `as_of` is empty where the whole record may speak."""

    text: str
    as_of: str = ""


def part(text: str) -> str:
    """One piece of a path."""
    return quote(text, safe="", errors="replace")


def figure(slug: str, *rest: str) -> str:
    """A figure's page, or one below it."""
    return "/" + "/".join(part(piece) for piece in (slug, *rest))


def source(slug: str, identity: str, span: tuple[int, int] | None = None) -> str:
    """A source, opened at a span where one is given."""
    path = f"{figure(slug, 'sources')}/{quote(identity, safe='/', errors='replace')}"
    return f"{path}?at={span[0]}-{span[1]}#{span[0]}-{span[1]}" if span else path


def place(slug: str, identity: str, start: int) -> str:
    """A paragraph of a source."""
    return f"{source(slug, identity)}?at={start}#p{start}"


def span(text: str) -> tuple[int, int] | None:
    """`120-240` or `120` as a half-open span, None where it is neither; an empty one stands for a place."""
    found = _SPAN.fullmatch(text)
    if not found:
        return None
    start, end = int(found[1]), int(found[2] or found[1])
    return (start, end) if start <= end else None


def conversation(asked: Sequence[Asked], **more: str) -> str:
    """The query that asks the same again: one `as_of` where all share it, else one for each question."""
    dates = [a.as_of for a in asked]
    pairs = [("q", a.text) for a in asked]
    if any(dates):
        pairs += [("as_of", date) for date in (dates[:1] if len(set(dates)) == 1 else dates)]
    return urlencode(pairs + list(more.items()), errors="replace")


def questions(texts: Sequence[str], dates: Sequence[str]) -> tuple[Asked, ...]:
    """The questions of a query: dates go with them one by one where there are as many, else the last date holds for all; blank ones are dropped."""
    each = dates if len(dates) == len(texts) else [dates[-1] if dates else ""] * len(texts)
    return tuple(Asked(text.strip(), date.strip()) for text, date in zip(texts, each, strict=True) if text.strip())
