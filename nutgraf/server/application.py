"""What the server answers: files of the last good build, the script that keeps pages up to date, and its messages."""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from nutgraf.cache import LostEntryError
from nutgraf.model.artifact import AnyArtifact
from nutgraf.server.editions import NOT_FOUND, Edition
from nutgraf.server.injecting import OWN, waiting_page, with_script, without_address

_HEADERS = {
    "cache-control": "no-store",
    # Pages from elsewhere may neither read nor show what is not published yet.
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
_TYPES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".py": "text/plain",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yaml": "text/plain",
    ".zip": "application/zip",
}
_RETRY = 500
"""Milliseconds after which a page asks again, when the server was ended."""


class Board:
    """The edition that is served now, and whoever waits for the next one. Belongs to the event loop."""

    def __init__(self) -> None:
        self.edition = Edition()
        self._next = asyncio.Event()

    def publish(self, edition: Edition) -> None:
        self.edition = edition
        self._next.set()
        self._next = asyncio.Event()

    async def editions(self) -> AsyncIterator[Edition]:
        """The edition now, and each later one that is there when the last was dealt with."""
        while True:
            following = self._next
            yield self.edition
            await following.wait()


def make_application(board: Board, hosts: frozenset[str], run: str, rebuild: Callable[[], None]) -> ASGIApp:
    """Answers requests to one of `hosts`. `run` names this run of the server: numbers of editions are its own.

    `rebuild` is called where a file of the edition is no longer in the cache.
    """

    async def file(request: Request) -> Response:
        return _answer(board.edition, request.scope["path"], run, rebuild)

    async def events(request: Request) -> Response:
        page, number = request.query_params.get("page", "/"), request.query_params.get("number", "")
        told = _messages(board, unquote(page), int(number) if number.isdecimal() else 0, run)
        return StreamingResponse(told, media_type="text/event-stream", headers=_HEADERS)

    async def script(_: Request) -> Response:
        return Response(_own_file("live.js"), media_type="text/javascript", headers=_HEADERS)

    async def style(_: Request) -> Response:
        return Response(_own_file("live.css"), media_type="text/css", headers=_HEADERS)

    routes = [
        Route(f"{OWN}events", events),
        Route(f"{OWN}live.js", script),
        Route(f"{OWN}live.css", style),
        Route("/{path:path}", file),
    ]
    return _only_for(hosts, Starlette(routes=routes))


def _only_for(hosts: frozenset[str], application: ASGIApp) -> ASGIApp:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        answers: Callable[[Scope, Receive, Send], Awaitable[None]] = application
        if Headers(scope=scope).get("host", "").lower() not in hosts:
            said = f"This server answers to {' and '.join(sorted(hosts))} only.\n"
            answers = PlainTextResponse(said, 403, headers=_HEADERS)
        await answers(scope, receive, send)

    return answer


def _answer(edition: Edition, address: str, run: str, rebuild: Callable[[], None]) -> Response:
    if not edition.number:
        return _waiting(edition, run)
    if edition.is_folder(address):
        return RedirectResponse(f"{quote(address)}/", 307, headers=_HEADERS)
    found, status = edition.at(address), 200
    if found is None:
        found, status = edition.artifacts.get(NOT_FOUND), 404
    if found is None:
        return PlainTextResponse("There is no such page.\n", 404, headers=_HEADERS)
    try:
        content = _content(found, edition, run)
    except (LostEntryError, OSError):
        rebuild()
        return _waiting(edition, run)
    return Response(content, status, headers=_HEADERS, media_type=_media_type(found.path))


def _content(found: AnyArtifact, edition: Edition, run: str) -> bytes:
    if not found.path.endswith(".html"):
        return found.content
    page = found.content
    if found.path == NOT_FOUND:
        page = without_address(page, edition.url)
    return with_script(page, run, edition.number, found.digest)


def _waiting(edition: Edition, run: str) -> Response:
    # A status that tells programs, too, that there will be a page.
    return Response(
        waiting_page(run, edition.number), 503, headers={**_HEADERS, "retry-after": "1"}, media_type="text/html"
    )


async def _messages(board: Board, page: str, number: int, run: str) -> AsyncIterator[str]:
    yield f"retry: {_RETRY}\n\n"
    async for edition in board.editions():
        told = {
            "run": run,
            "number": edition.number,
            "digest": edition.digest_at(page),
            "changed": edition.changed_since(number),
            "notes": [asdict(note) for note in edition.notes],
        }
        number = edition.number
        yield f"data: {json.dumps(told)}\n\n"


def _media_type(path: str) -> str:
    suffix = f".{path.rpartition('.')[2].lower()}"
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


@cache
def _own_file(name: str) -> bytes:
    return (Path(__file__).parent / name).read_bytes()
