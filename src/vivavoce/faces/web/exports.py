"""A conversation taken along: Markdown, text for the clipboard, and its citations as CSL-JSON with permanent addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from vivavoce.faces.web.catalogue import Words
from vivavoce.faces.web.view import Cited, Exchange
from vivavoce.record import Mode
from vivavoce.text import squeeze

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_TYPES = {"letter": "personal_communication", "own_work": "book", "memoir": "book", "biography": "book", "reference": "entry-encyclopedia",
          "generated": "webpage"}


def markdown(exchanges: Sequence[Exchange], words: Words, base: str, title: str) -> str:
    """The conversation in Markdown; each citation is a footnote with its words and its address."""
    lines = [f"# {_escaped(title)}", "", f"*{words('banner.short')}*", ""]
    notes: list[str] = []
    for exchange in exchanges:
        lines += [f"## {_escaped(squeeze(exchange.asked.text))}", ""]
        if exchange.asked.as_of:
            lines += [f"*{words('talk.as_of_date', date=words.date(exchange.asked.as_of))}*", ""]
        for spoken in exchange.spoken:
            marks = "".join(f"[^{exchange.number}-{cited.number}]" for cited in spoken.cited)
            lines += [_spoken(spoken.said.text, spoken.said.mode, spoken.said.by) + marks, ""]
        for clash in exchange.disagreements:
            lines += [f"**{_escaped(words('answer.disagree', about=clash.about))}**", ""]
            for value, text, cited in clash.positions:
                marks = "".join(f"[^{exchange.number}-{one.number}]" for one in cited)
                lines += [f"- {_escaped(words.date(value))}: “{_escaped(text)}”{marks}"]
            lines.append("")
        if exchange.nearest:
            lines += [words("answer.nearest"), ""]
            lines += [f"> {_escaped(squeeze(c.citation.exact))}[^{exchange.number}-{c.number}]\n" for c in exchange.nearest]
        notes += [f"[^{exchange.number}-{cited.number}]: {_escaped(reference(cited, words))} <{base}{cited.href}>" for cited in exchange.cited]
    return "\n".join([*lines, *notes, ""])


def _spoken(text: str, mode: Mode, by: str) -> str:
    if mode is Mode.QUOTED:
        return f"{_escaped(by)}: “{_escaped(text)}”" if by else f"“{_escaped(text)}”"
    return f"**{_escaped(text)}**" if mode is Mode.OWN_WORDS else _escaped(text)


def _escaped(text: str) -> str:
    """What a source says is text in Markdown, never markup."""
    return _SPECIAL.sub(r"\\\1", squeeze(text))


def reference(cited: Cited, words: Words) -> str:
    """A citation in one line: author, title, date, standing, health, place, rights, and its exact words."""
    source = cited.source
    page = words("source.on_page", page=cited.citation.page) if cited.citation.page else ""
    told = [source.author, cited.title, words.date(source.date) if source.date else "", words(f"standing.{source.standing}"),
            "" if cited.citation.health == "sound" else words(f"health.{cited.citation.health}"), page, cited.at, source.rights]
    return f"{'. '.join(part for part in told if part)}: “{squeeze(cited.citation.exact)}”"


def csl(exchanges: Sequence[Exchange], base: str) -> list[dict[str, Any]]:
    """Every citation once as a CSL-JSON item; its URL opens the source at the very words."""
    items: dict[str, dict[str, Any]] = {}
    for exchange in exchanges:
        for cited in exchange.cited:
            items.setdefault(cited.href, _item(cited, base))
    return list(items.values())


def _item(cited: Cited, base: str) -> dict[str, Any]:
    source = cited.source
    item: dict[str, Any] = {"id": f"{source.id}#{cited.at}", "type": _TYPES.get(str(source.standing), "document"), "title": cited.title,
                            "URL": base + cited.href, "language": source.language, "note": squeeze(cited.citation.exact)}
    if cited.citation.page:
        item["locator"], item["label"] = cited.citation.page, "page"
    if source.author:
        item["author"] = [_name(source.author)]
    if source.editor:
        item["editor"] = [_name(source.editor)]
    if date := [int(piece) for piece in source.date.split("-") if piece.isdecimal()]:
        item["issued"] = {"date-parts": [date]}
    return item


def _name(author: str) -> dict[str, str]:
    """`Lovelace, Ada` or `Ada Lovelace` as family and given name; anything else as a literal."""
    family, comma, given = author.partition(", ")
    if comma and given and " " not in family and len(given.split()) < 4 and "," not in given:
        return {"family": family, "given": given}
    pieces = author.split()
    if 2 <= len(pieces) <= 3 and all(piece[:1].isupper() and "," not in piece for piece in pieces) and pieces[0] != "The":
        return {"family": pieces[-1], "given": " ".join(pieces[:-1])}
    return {"literal": author}
