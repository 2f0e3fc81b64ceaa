"""An answer as server-sent events: one event a checked sentence, numbered, so that a stream that broke off goes on where it stopped."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any, Final

from pydantic import BaseModel, Field, ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from vivavoce.errors import QuestionError, UnknownFigure, VivavoceError
from vivavoce.faces.web import address, site, view
from vivavoce.faces.web.address import Asked
from vivavoce.faces.web.catalogue import Words
from vivavoce.faces.web.desk import STREAMS, Busy
from vivavoce.record import is_date

_PING: Final = 10.0


class Earlier(BaseModel):
    """A question asked before."""

    text: str = Field(max_length=2000)
    as_of: str = Field(default="", max_length=10)


class Body(BaseModel):
    """What the page sends when a visitor asks."""

    question: str = Field(max_length=2000)
    as_of: str = Field(default="", max_length=10)
    before: list[Earlier] = Field(default=[], max_length=64)
    number: int = Field(default=1, ge=1, le=10_000)


async def stream(request: Request) -> Response:
    """POST a question, get its answer sentence by sentence; `Last-Event-ID` skips what was received."""
    told = site.words(request)
    desk = site.of(request).desk
    try:
        body = Body.model_validate_json(await request.body())
    except ClientDisconnect:  # nobody is left to be told
        return Response(status_code=400)
    except (ValidationError, ValueError):
        return JSONResponse({"problem": told("error.question")}, 400)
    if any(date and not is_date(date) for date in (body.as_of, *(earlier.as_of for earlier in body.before))):
        return JSONResponse({"problem": told("error.date")}, 400)
    if desk.streams >= STREAMS:
        return JSONResponse({"problem": told("error.busy")}, 503, {"retry-after": "3"})
    seen = request.headers.get("last-event-id", "")
    events = _events(request, request.path_params["figure"], body, int(seen) if seen.isdecimal() and len(seen) < 8 else 0, told)
    return StreamingResponse(events, media_type="text/event-stream", headers={"cache-control": "no-store", "x-accel-buffering": "no"})


async def _events(request: Request, slug: str, body: Body, seen: int, told: Words) -> AsyncIterator[str]:
    desk = site.of(request).desk
    desk.streams += 1
    try:
        yield ": asked\n\n"
        before = tuple(Asked(earlier.text, earlier.as_of) for earlier in body.before)
        asking = asyncio.ensure_future(desk.ask(slug, Asked(body.question, body.as_of), before))
        while not asking.done():
            await asyncio.wait((asking,), timeout=_PING)
            if not asking.done():
                yield ": still looking\n\n"
        try:
            opened, answer = asking.result()
        except (Busy, VivavoceError) as error:
            yield _event(0, "problem", {"text": problem(error, told)})
            return
        exchange = view.exchange(opened, body.number, Asked(body.question, body.as_of), answer)
        for identity, (name, data) in enumerate(_parts(request, opened.slug, exchange, before), 1):
            if identity > seen:
                yield _event(identity, name, data)
    finally:
        desk.streams -= 1


def _parts(request: Request, slug: str, exchange: view.Exchange, before: Sequence[Asked]) -> list[tuple[str, dict[str, Any]]]:
    context = {"slug": slug, "exchange": exchange}
    said = [("said", {"html": site.fragment(request, "_spoken.html", {**context, "spoken": spoken})}) for spoken in exchange.spoken]
    ending = {"html": site.fragment(request, "_after.html", context), "status": exchange.status,
              "address": address.conversation([*before, exchange.asked])}
    return [*said, ("done", ending)]


def problem(error: Exception, told: Words) -> str:
    """What a visitor is told of a failure: what they can mend, and nothing of the machine."""
    if isinstance(error, Busy):
        return told("error.busy")
    if isinstance(error, UnknownFigure):
        return told("error.figure")
    return told("error.question") if isinstance(error, QuestionError) else told("error.failed")


def _event(identity: int, name: str, data: dict[str, Any]) -> str:
    number = f"id: {identity}\n" if identity else ""
    return f"{number}event: {name}\ndata: {json.dumps(data)}\n\n"
