"""Serving a built site below a path, as GitHub Pages serves a project's site."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

SUB_PATH = "/some/sub/path/"


class _BelowSubPath(http.server.SimpleHTTPRequestHandler):
    """Serves the folder below `SUB_PATH` only; anything else is the site's 404 page."""

    def translate_path(self, path: str) -> str:
        below = path.removeprefix(SUB_PATH) if path.startswith(SUB_PATH) else "no-such-file"
        return super().translate_path(f"/{below}")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        content = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the tests say what matters."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which `folder` is served while the block runs; it ends with `SUB_PATH`."""
    handler = functools.partial(_BelowSubPath, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}{SUB_PATH}"
        finally:
            server.shutdown()
            thread.join()
