"""The server: answers in the event loop while a thread builds."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import FrameType

import uvicorn

from nutgraf.server.addresses import Doors, allowed_hosts
from nutgraf.server.application import Board, make_application
from nutgraf.server.rounds import Opened, Round, Saves, rounds
from nutgraf.server.watching import Watch


class _Server(uvicorn.Server):
    """Ends at once when it is asked to, and lets no signal through to anybody else."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.should_exit = self.force_exit = True


def serve_site(
    root: Path, code: Iterable[Path], doors: Doors, opened: Opened, tell: Callable[[Round], None]
) -> threading.Thread:
    """Serves what `opened` gives the means to build, and builds it again at each save, until the user ends it.

    `code` is the site's own program. `tell` is called after each build, in the thread that builds; that thread may
    still be at work when this returns, and is returned. Raises OSError where the system cannot watch files.
    """
    saves = Saves()
    watch = Watch(root, code, saves.add)
    ended = threading.Event()

    def build(publish: Callable[[Round], None]) -> None:
        for each in rounds(saves, opened):
            if ended.is_set():
                return
            publish(each)
            tell(each)

    async def serve() -> threading.Thread:
        loop, board = asyncio.get_running_loop(), Board()

        def publish(each: Round) -> None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(board.publish, each.edition)

        application = make_application(board, allowed_hosts(doors.port), secrets.token_hex(4), saves.add)
        builder = threading.Thread(target=build, args=(publish,), daemon=True)
        builder.start()
        await _Server(_settings(application)).serve(list(doors.sockets))
        return builder

    watch.start()
    try:
        return asyncio.run(serve())
    finally:
        ended.set()
        watch.end()


def _settings(application: object) -> uvicorn.Config:
    return uvicorn.Config(
        application,  # type: ignore[arg-type]
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        # Pages hold a connection open for as long as they are shown.
        timeout_graceful_shutdown=0,
    )
