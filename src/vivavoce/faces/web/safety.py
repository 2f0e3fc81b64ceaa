"""What stands between a stranger's request and the pages: host, size, origin, and the headers of every response."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY: Final = 64 * 1024
LONGEST_ADDRESS: Final = 48 * 1024
POLICY: Final = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
                 "base-uri 'none'; frame-ancestors 'none'")
IMAGE_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""For a portrait, which may be SVG of unknown origin: an image alone, in which nothing runs and from which nothing is loaded."""
_HEADERS: Final = {"x-content-type-options": "nosniff", "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin",
                   "cross-origin-resource-policy": "same-origin", "permissions-policy": "camera=(), geolocation=(), microphone=()"}
_HOST: Final = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([\w.-]+))(?::[0-9]{1,5})?")
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


def host_of(header: str) -> str:
    """The host of a Host header without its port: `[::1]:80` → `::1`; empty where it is no host (pages print it in their addresses)."""
    found = _HOST.fullmatch(header)
    return (found[1] or found[2]).lower() if found else ""


def loopback(host: str) -> bool:
    """Does only this machine reach a server bound there?"""
    return host in _LOOPBACK


@dataclass(frozen=True, slots=True)
class Hosts:
    """Whom a request may call us: loopback names, the names the owner gave, and, bound to a network, any literal address.

    A literal address cannot be another site's name that was bent to point here; a name can.
    """

    bound: str = "127.0.0.1"
    names: frozenset[str] = frozenset()

    def allow(self, header: str) -> bool:
        """Is this Host header one of ours?"""
        host = host_of(header)
        if host in _LOOPBACK or host in self.names or (host and host == self.bound.lower()):
            return True
        return not loopback(self.bound) and _literal(host)


def _literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class Guard:
    """ASGI middleware: refuses a foreign Host, a foreign origin's POST, too long an address, too large a body; sets headers on what leaves."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal:
            await refusal(scope, receive, _with_headers(send))
            return
        await self.app(scope, _bounded(receive), _with_headers(send))

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if not self.hosts.allow(headers.get("host", "")):
            return PlainTextResponse("This server does not go by that name. Start it with --address to give it one.\n", 421)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
            return PlainTextResponse("That address is too long.\n", 414)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("Only GET, HEAD and POST are served.\n", 405, {"allow": "GET, HEAD, POST"})
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > LARGEST_BODY:
            return PlainTextResponse(f"At most {LARGEST_BODY // 1024} KB are read.\n", 413, {"connection": "close"})
        origin = headers.get("origin")
        if scope["method"] == "POST" and origin and not self.hosts.allow(origin.partition("://")[2]):
            return PlainTextResponse("Ask from a page of this server.\n", 403)
        return None


class TooLarge(Exception):
    """A body without a stated length went past the bound."""


def _bounded(receive: Receive) -> Receive:
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_BODY:
            raise TooLarge
        return message

    return bounded


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("content-security-policy", POLICY)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def names_of(addresses: Iterable[str]) -> frozenset[str]:
    """The hosts of public addresses: `https://museum.example/` → `museum.example`."""
    return frozenset(host_of(address.partition("://")[2].partition("/")[0]) for address in addresses if address)
