"""Asking an application without a network."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(application: ASGIApp, address: str, host: str = "127.0.0.1:8000", method: str = "GET") -> Answer:
    """What the application answers; of an answer without an end, what it sends at first."""
    return asyncio.run(_ask(application, address, host, method))


def told(answer: Answer) -> dict[str, Any]:
    """The message in an answer of events."""
    line = next(line for line in answer.body.decode().splitlines() if line.startswith("data: "))
    message: dict[str, Any] = json.loads(line.removeprefix("data: "))
    return message


async def _ask(application: ASGIApp, address: str, host: str, method: str) -> Answer:
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", host.encode())] if host else [],
        "server": ("127.0.0.1", 8000),
    }
    sent: list[Message] = []
    enough = asyncio.Event()

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)
        if b"data: " in message.get("body", b""):
            enough.set()

    answering = asyncio.ensure_future(application(scope, receive, send))
    waiting = asyncio.ensure_future(enough.wait())
    await asyncio.wait({answering, waiting}, return_when=asyncio.FIRST_COMPLETED, timeout=10)
    for task in (answering, waiting):
        task.cancel()
    await asyncio.gather(answering, waiting, return_exceptions=True)
    start = sent[0]
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], headers, b"".join(message.get("body", b"") for message in sent[1:]))
