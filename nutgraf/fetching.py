"""A file from an address: the only place where the program uses the network, and only when a command names one."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from typing import IO
from urllib.parse import urlsplit

from nutgraf.problems import Location, Outcome, Problem

SIZE_LIMIT = 100 * 2**20
TIME_LIMIT = 30.0
_AGENT = "nutgraf"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. `addresses` holds the one asked for and every one that it led to; the last answered."""

    content: bytes
    addresses: tuple[str, ...]
    media_type: str


def is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def fetch(address: str, *, size_limit: int = SIZE_LIMIT, time_limit: float = TIME_LIMIT) -> Outcome[Fetched | None]:
    """The file at an `http` or `https` address. `size_limit` is in bytes, `time_limit` in seconds of silence.

    Problem: `not-fetched`, for every reason why there is no whole file.
    """
    redirects = _Redirects()
    opener = urllib.request.build_opener(redirects)
    request = urllib.request.Request(address, headers={"User-Agent": _AGENT, "Accept": "*/*"})
    try:
        with opener.open(request, timeout=time_limit) as answer:
            content = answer.read(size_limit + 1)
            media_type = answer.headers.get_content_type()
    except urllib.error.HTTPError as error:
        return _refused(address, f"the server answered {error.code} {error.reason}")
    except (OSError, HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        return _refused(address, f"it cannot be read: {reason}")
    if len(content) > size_limit:
        return _refused(address, f"the file is larger than {size_limit / 2**20:g} MiB")
    return Outcome(Fetched(content, (address, *redirects.followed), media_type))


def _refused(address: str, reason: str) -> Outcome[Fetched | None]:
    hint = "open the address in a browser; a file that was saved there serves as well"
    return Outcome(None, (Problem("not-fetched", reason, Location(address), hint),))


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to other web addresses and remembers them."""

    def __init__(self) -> None:
        self.followed: list[str] = []

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme not in {"http", "https"}:
            raise ValueError(f"it leads to {newurl}")
        self.followed.append(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]
