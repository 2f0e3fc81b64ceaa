"""What machines read: JSON-LD by schema.org, the sitemap, robots.txt."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from markupsafe import Markup

from vivavoce.faces.web import address
from vivavoce.faces.web.shelf import Opened
from vivavoce.faces.web.view import Exchange, Spoken
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
    return faq([(e.asked.text, plain(e.spoken)) for e in exchanges if e.status == "answered"])


def faq(answered: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Questions with their answers as a schema.org FAQPage."""
    return {"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": squeeze(question), "acceptedAnswer": {"@type": "Answer", "text": answer}}
                                               for question, answer in answered]}


def quotations(opened: Opened, spoken: Sequence[Spoken], base: str) -> dict[str, Any]:
    """The figure's recorded words as schema.org Quotations, each at its permanent address."""
    return {"@graph": [{"@type": "Quotation", "text": one.said.text, "spokenByCharacter": person(opened, base),
                        "isBasedOn": [{"@type": "CreativeWork", "name": cited.title, "url": base + cited.href} for cited in one.cited]}
                       for one in spoken]}


def plain(spoken: Sequence[Spoken]) -> str:
    """Sentences as plain text, accounts under their authors' names."""
    told = []
    for one in spoken:
        quoted = one.said.mode is Mode.QUOTED
        by = f"{one.said.by}: " if quoted and one.said.by else ""
        told.append(f"{by}“{one.said.text}”" if quoted else one.said.text)
    return " ".join(told)


def sitemap(addresses: Iterable[str]) -> str:
    """A sitemap of absolute addresses."""
    entries = "".join(f"<url><loc>{escape(one)}</loc></url>\n" for one in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'


def robots(base: str) -> str:
    """Pages may be read; answers to questions, which cost work, need not be."""
    return f"User-agent: *\nDisallow: /*/talk?\nDisallow: /*/talk/\nDisallow: /*?find=\nAllow: /\n\nSitemap: {base}/sitemap.xml\n"
