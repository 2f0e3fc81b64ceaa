"""The application: addresses to pages, failures to helpful ones; and the server that runs it."""

from __future__ import annotations

import socket
import sys
import traceback
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from pathlib import Path
from typing import Final

import anyio.to_thread
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from vivavoce.errors import BadDate, PortTaken, QuestionError, UnknownFigure, UnknownSource, VivavoceError
from vivavoce.faces.web import pages, site
from vivavoce.faces.web.desk import Busy, Desk
from vivavoce.faces.web.safety import Guard, Hosts, TooLarge, names_of
from vivavoce.faces.web.shelf import Shelf
from vivavoce.faces.web.stream import stream
from vivavoce.settings import Settings
from vivavoce.text import visible

_THREADS: Final = 12
_CONNECTIONS: Final = 400
_LONGEST_HEAD: Final = 64 * 1024


class _Files(StaticFiles):
    """The files of `static/`, whose addresses change when they do."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def application(library: Path, settings: Settings, options: site.Options | None = None, bound: str = "127.0.0.1") -> Starlette:
    """The pages of a library: a folder of archives, or one archive."""
    options = options or site.Options()
    shelf = Shelf(library, settings)
    desk = Desk(shelf, options.keep)

    @asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
        desk.warm()
        yield
        desk.close()

    routes = [
        Route("/", pages.directory),
        Route("/robots.txt", pages.robots),
        Route("/sitemap.xml", pages.sitemap),
        Mount("/-/static", _Files(directory=str(files("vivavoce.faces.web") / "static"))),
        Route("/{figure}", pages.figure),
        Route("/{figure}/talk", pages.talk),
        Route("/{figure}/talk/stream", stream, methods=["POST"]),
        Route("/{figure}/talk/print", pages.printed),
        Route("/{figure}/talk/export", pages.export),
        Route("/{figure}/excerpt", pages.excerpt),
        Route("/{figure}/how", pages.how),
        Route("/{figure}/portrait", pages.portrait),
        Route("/{figure}/card", pages.card),
        Route("/{figure}/people", pages.people),
        Route("/{figure}/questions/{question}", pages.question),
        Route("/{figure}/timeline", pages.timeline),
        Route("/{figure}/quotes", pages.quotes),
        Route("/{figure}/sources", pages.sources),
        Route("/{figure}/sources/{source:path}", pages.source),
    ]
    handlers: dict[type[Exception], Callable[[Request, Exception], Response]] = {
        HTTPException: _failed, VivavoceError: _failed, Busy: _failed, TooLarge: _failed, Exception: _failed}
    guard = Middleware(Guard, hosts=Hosts(bound, names_of([options.address])))
    app = Starlette(routes=routes, middleware=[guard, Middleware(GZipMiddleware, minimum_size=800)], exception_handlers=handlers,
                    lifespan=living)
    app.router.redirect_slashes = False
    app.state.site = site.Site(shelf, desk, options)
    return app


def _failed(request: Request, error: Exception) -> Response:
    """A page that says what happened and where to go; what the owner must know goes to standard error, never the question."""
    path = request.url.path
    if isinstance(error, HTTPException) and error.status_code == 404 and path != "/" and path.endswith("/"):
        return RedirectResponse(path.rstrip("/").replace("//", "/") or "/", 308)
    status, key = _meaning(error)
    if status == 500:
        print("".join(traceback.format_exception_only(error)).strip(), file=sys.stderr)  # noqa: T201
    slug = request.path_params.get("figure", "")
    known = site.of(request).shelf.all()
    here = next((opened for opened in known if opened.slug == slug), None)
    context = {"key": key, "status": status, "figures": known, "here": here}
    response = site.page(request, "error.html", context, status)
    if status == 503:
        response.headers["retry-after"] = "3"
    return response


def _meaning(error: Exception) -> tuple[int, str]:
    """Status and message of a failure."""
    match error:
        case UnknownFigure():
            return 404, "error.figure"
        case UnknownSource():
            return 404, "error.source"
        case BadDate():
            return 400, "error.date"
        case QuestionError():
            return 400, "error.question"
        case Busy():
            return 503, "error.busy"
        case TooLarge():
            return 413, "error.large"
        case HTTPException(status_code=404):
            return 404, "error.span" if error.detail == "span" else "error.page"
        case HTTPException():
            return error.status_code, "error.method"
    return 500, "error.failed"


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to host and port (0: any free one); PortTaken where that cannot be."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)  # who comes before the server runs waits, and is not refused
    except (OSError, OverflowError) as error:
        listening.close()
        raise PortTaken(f"{host}:{port} cannot be listened on.") from error
    return listening


def where(listening: socket.socket) -> str:
    """The address that a browser opens."""
    host, port = listening.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(app: Starlette, listening: socket.socket, browser: bool = False) -> None:
    """Serve until told to stop. Requests are not logged: they hold the questions."""
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning", server_header=False, date_header=True, timeout_keep_alive=15,
                                           limit_concurrency=_CONNECTIONS, timeout_graceful_shutdown=3, lifespan="on", proxy_headers=False,
                                           h11_max_incomplete_event_size=_LONGEST_HEAD))
    if browser:
        _open_browser(where(listening))
    with suppress(KeyboardInterrupt):  # how one ends it
        server.run(sockets=[listening])


def run(library: Path, settings: Settings, host: str, port: int, address: str = "", keep: Path | None = None, browser: bool = False) -> None:
    """Listen, say where, and serve."""
    app = application(library, settings, site.Options(address, keep), host)
    listening = listen(host, port)
    for name, reason in app.state.site.shelf.refused.items():
        print(f"left out: {visible(name)} {visible(reason)}", file=sys.stderr)  # noqa: T201
    print(f"Open {where(listening)} (Ctrl-C ends it)", file=sys.stderr, flush=True)  # noqa: T201
    serve(app, listening, browser)


def _open_browser(address: str) -> None:
    """Open the visitor's browser where there is one; where there is none the address was printed."""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return
    webbrowser.open(address)
