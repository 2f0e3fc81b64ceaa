"""What machines read: JSON-LD by schema.org, the sitemap, robots.txt."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from markupsafe import Markup

from vivavoce.faces.web import address
from vivavoce.faces.web.shelf import Opened
from vivavoce.faces.web.view import Exchange
from vivavoce.record import Mode
from vivavoce.text import squeeze


def script(data: dict[str, Any]) -> Markup:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def person(opened: Opened, base: str, description: str = "") -> dict[str, Any]:
    """The figure as a schema.org Person."""
    figure = opened.figure.archive.figure
    told: dict[str, Any] = {"@type": "Person", "@id": f"{base}{address.figure(opened.slug)}#person", "name": figure.name,
                            "url": base + address.figure(opened.slug)}
    if names := [name for name in figure.aliases if name != figure.name]:
        told["alternateName"] = names
    if figure.born:
        told["birthDate"] = figure.born
    if figure.died:
        told["deathDate"] = figure.died
    if description:
        told["description"] = description
    return told


def questions(exchanges: Sequence[Exchange]) -> dict[str, Any]:
    """Answered questions as a schema.org FAQPage."""
    entries = [{"@type": "Question", "name": squeeze(e.asked.text), "acceptedAnswer": {"@type": "Answer", "text": spoken(e)}}
               for e in exchanges if e.status == "answered"]
    return {"@type": "FAQPage", "mainEntity": entries}


def spoken(exchange: Exchange) -> str:
    """An answer as plain text, accounts under their authors' names."""
    told = []
    for sentence in exchange.spoken:
        quoted = sentence.said.mode is Mode.QUOTED
        by = f"{sentence.said.by}: " if quoted and sentence.said.by else ""
        told.append(f"{by}“{sentence.said.text}”" if quoted else sentence.said.text)
    return " ".join(told)


def sitemap(addresses: Iterable[str]) -> str:
    """A sitemap of absolute addresses."""
    entries = "".join(f"<url><loc>{escape(one)}</loc></url>\n" for one in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'


def robots(base: str) -> str:
    """Pages may be read; answers to questions, which cost work, need not be."""
    return f"User-agent: *\nDisallow: /*/talk?\nDisallow: /*/talk/\nDisallow: /*?find=\nAllow: /\n\nSitemap: {base}/sitemap.xml\n"
