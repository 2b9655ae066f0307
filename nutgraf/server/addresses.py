"""Where the server listens: on this machine alone."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass

_NAMES = ("localhost", "127.0.0.1", "[::1]")
_HTTP = 80


class PortError(Exception):
    """Nothing can listen at `port`."""

    def __init__(self, port: int, reason: str) -> None:
        self.port = port
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Doors:
    """Sockets at one port of this machine."""

    port: int
    sockets: tuple[socket.socket, ...]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


def open_doors(port: int) -> Doors:
    """Sockets that reach this machine alone, at `port`, or at any free one for 0. Raises PortError."""
    try:
        first = _bound(socket.AF_INET, "127.0.0.1", port)
    except (OSError, OverflowError) as error:
        raise PortError(port, getattr(error, "strerror", None) or str(error)) from error
    port = first.getsockname()[1]
    sockets = [first]
    # Browsers that take localhost for ::1 try the other one as well where there is none.
    with suppress(OSError):
        sockets.append(_bound(socket.AF_INET6, "::1", port))
    return Doors(port, tuple(sockets))


def allowed_hosts(port: int) -> frozenset[str]:
    """What a request may call this server. A page from elsewhere whose name was made to lead here says its own name."""
    plain = _NAMES if port == _HTTP else ()
    return frozenset((*plain, *(f"{name}:{port}" for name in _NAMES)))


def _bound(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows, where the other option would let two servers in
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen()
    except BaseException:
        made.close()
        raise
    return made
