"""What every page shares: the shelf, the desk, the owner's options, the templates, and how a page is rendered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from vivavoce.faces.web import address, catalogue, machines, view
from vivavoce.faces.web.desk import CONVERSATION, Desk
from vivavoce.faces.web.shelf import Shelf
from vivavoce.text import squeeze

_COOKIE: Final = "language"
_YEAR: Final = 365 * 24 * 3600
PERSONAL: Final = {"vary": "Accept-Language, Cookie", "cache-control": "private, no-cache"}
"""Headers of what depends on the visitor's language."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the owner decides: the public address, where conversations are kept (nowhere, unless told)."""

    address: str = ""
    keep: Path | None = None


@dataclass(frozen=True)
class Site:
    """One running server's parts."""

    shelf: Shelf
    desk: Desk
    options: Options = field(default_factory=Options)

    @cached_property
    def templates(self) -> Environment:
        """The templates: everything escaped, a missing name an error."""
        environment = Environment(loader=PackageLoader("vivavoce.faces.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                                  lstrip_blocks=True)
        environment.globals.update(address=address, script=machines.script, version=version(), longest=CONVERSATION)
        environment.filters.update(squeeze=squeeze, emphasis=view.emphasis, running=view.running)
        return environment


def version() -> str:
    """A name for the files in `static/` that changes when they do."""
    digest = hashlib.sha256()
    for path in sorted((path for path in (files("vivavoce.faces.web") / "static").iterdir() if path.is_file()), key=lambda p: p.name):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def of(request: Request) -> Site:
    """The site that serves a request."""
    site: Site = request.app.state.site
    return site


def words(request: Request) -> catalogue.Words:
    """The catalogue for a visitor."""
    language = catalogue.chosen(request.query_params.get("lang", ""), request.cookies.get(_COOKIE, ""), request.headers.get("accept-language", ""))
    return catalogue.words(language)


def base(request: Request) -> str:
    """Where this site stands, without a slash at its end; the Host header was checked before."""
    told = of(request).options.address.rstrip("/")
    return told or f"{request.url.scheme}://{request.headers.get('host', 'localhost')}"


def page(request: Request, template: str, context: Mapping[str, Any], status: int = 200, query: str = "") -> Response:
    """A page in the visitor's language; `query` is what belongs to its canonical address."""
    site = of(request)
    html = fragment(request, template, context, query)
    response = Response(html.encode("utf-8", "replace"), status, PERSONAL, "text/html")
    if (wanted := request.query_params.get("lang", "")) in catalogue.LANGUAGES:
        response.set_cookie(_COOKIE, wanted, max_age=_YEAR, httponly=True, samesite="lax", secure=site.options.address.startswith("https:"))
    return response


def fragment(request: Request, template: str, context: Mapping[str, Any], query: str = "") -> str:
    """A template filled in the visitor's language."""
    told = words(request)
    path = quote(unquote_to_bytes(request.scope["raw_path"].split(b"?")[0]), safe="/")
    shared = {"t": told, "base": base(request), "canonical": base(request) + path + (f"?{query}" if query else ""), "path": path, "request": request,
              "languages": [(language, catalogue.words(language)("language.name"), _in_language(request, path, language))
                            for language in catalogue.LANGUAGES],
              "keeping": of(request).options.keep is not None}
    return of(request).templates.get_template(template).render({**shared, **context})


def _in_language(request: Request, path: str, language: str) -> str:
    kept = [(key, value) for key, value in parse_qsl(request.url.query, errors="replace") if key != "lang"]
    return f"{path}?{urlencode([*kept, ('lang', language)], errors='replace')}"
