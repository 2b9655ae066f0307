"""What an exhibit may touch while it runs: its arguments, Python and installed libraries, and nothing else.

Python tells an audit hook of what is about to happen; the guard refuses, and remembers at which line of the author's it
did. It is a guide and not a jail: code that reads files without Python (PyArrow's own readers, say) is not seen.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import sys
import sysconfig
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_NETWORK = "the network"
_PROCESS = "another process"
_WRITING = "writing"

# Events by their name, or by a prefix of it that ends in a point, and what they mean to an author.
_REFUSED: Mapping[str, str] = {
    **dict.fromkeys(("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"), _NETWORK),
    **dict.fromkeys(("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"), _NETWORK),
    **dict.fromkeys(("socket.getnameinfo", "socket.getservbyname", "socket.getservbyport"), _NETWORK),
    **dict.fromkeys(("urllib.", "http.", "ftplib.", "smtplib.", "imaplib.", "poplib.", "nntplib."), _NETWORK),
    **dict.fromkeys(("telnetlib.", "webbrowser."), _NETWORK),
    **dict.fromkeys(("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.spawn"), _PROCESS),
    **dict.fromkeys(("os.posix_spawn", "os.startfile", "os.kill", "os.killpg", "pty.spawn", "signal."), _PROCESS),
    **dict.fromkeys(("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink"), _WRITING),
    **dict.fromkeys(("os.truncate", "os.chmod", "os.chown", "os.lchown", "os.utime", "os.setxattr"), _WRITING),
    **dict.fromkeys(("os.removexattr", "shutil.", "tempfile.", "syslog."), _WRITING),
    "socket.gethostname": "the name of this machine",
    "socket.sethostname": "the name of this machine",
    "os.chdir": "the working folder",
    "sqlite3.connect": "a database in a file",
}
_LISTING = frozenset({"os.listdir", "os.scandir"})
_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
# What libraries ask for when they are loaded: time zones, how many cores there are, how much memory.
_ALWAYS_READABLE = (
    *("/usr/share/zoneinfo", "/proc/self", "/proc/cpuinfo", "/proc/meminfo"),
    *("/sys/devices/system", "/sys/fs/cgroup"),
)
_DEVICES = frozenset({"/dev/null", "/dev/urandom", "/dev/random"})


class OutsideAccessError(PermissionError):
    """An exhibit asked for something that is not among its inputs."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was asked for, in words, and where the author did: a file, "" where it is not known, line and columns.

    Columns count from 1; `end_column` is 0 where it lies on another line.
    """

    what: str
    file: str
    line: int
    column: int = 1
    end_column: int = 0


@dataclass(slots=True)
class _Watch:
    """One exhibit while it runs."""

    folder: str
    refusals: list[Refusal] = field(default_factory=list)


class Guard:
    """Watches the whole process, threads included, while an exhibit runs in it. There is one in a worker process."""

    def __init__(self) -> None:
        self._watch: _Watch | None = None
        self._readable = _readable_folders()
        # An import looks for its module in each of these.
        self._searched = frozenset(os.path.realpath(entry) for entry in sys.path)
        sys.addaudithook(self._audit)

    @contextlib.contextmanager
    def watching(self, folder: Path) -> Iterator[list[Refusal]]:
        """Refuses, as OutsideAccessError, whatever lies outside; modules in `folder`, the author's, may be read.

        The list fills with what was refused, also where the author's code caught the error.
        """
        watch = _Watch(str(folder.resolve()))
        self._watch = watch
        try:
            yield watch.refusals
        finally:
            self._watch = None

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        watch = self._watch
        if watch is None:
            return
        what = self._refused(event, arguments, watch)
        if what:
            watch.refusals.append(Refusal(what, *_author_place(watch.folder)))
            raise OutsideAccessError(f"a chart may not use {what}")

    def _refused(self, event: str, arguments: tuple[Any, ...], watch: _Watch) -> str:
        """What the event asks for; empty where that is allowed."""
        if event == "open":
            return self._refused_file(arguments, watch)
        if event in _LISTING:
            path = arguments[0] if arguments and arguments[0] is not None else "."
            if isinstance(path, int):
                return ""
            fine = self._is_readable(path, watch) or os.path.realpath(os.fsdecode(path)) in self._searched
            return "" if fine else f"the folder {_shown(path)}"
        if event == "ctypes.dlopen":
            return "native code (ctypes)" if _called_by_author(watch.folder) else ""
        if event == "sqlite3.connect" and arguments and arguments[0] == ":memory:":
            return ""
        what = _REFUSED.get(event) or _REFUSED.get(f"{event.partition('.')[0]}.", "")
        return f"{what} ({_shown(arguments[0])})" if what == _WRITING and arguments else what

    def _refused_file(self, arguments: tuple[Any, ...], watch: _Watch) -> str:
        path, mode, flags = (*arguments, None, None, None)[:3]
        if isinstance(path, int) or os.fspath(path) in _DEVICES:
            return ""
        writes = (
            any(letter in mode for letter in "wax+") if isinstance(mode, str) else bool((flags or 0) & _FOR_WRITING)
        )
        if writes:
            return f"{_WRITING} ({_shown(path)})"
        return "" if self._is_readable(path, watch) else f"the file {_shown(path)}"

    def _is_readable(self, path: Any, watch: _Watch) -> bool:
        if isinstance(path, int):
            return True
        real = os.path.realpath(os.fsdecode(path))
        if real.startswith(f"{watch.folder}{os.sep}") and real.endswith(".py"):
            return True
        return any(real == folder or real.startswith(f"{folder}{os.sep}") for folder in self._readable)


def _readable_folders() -> tuple[str, ...]:
    """Where Python and its libraries lie. A folder on the path that holds more, such as a site, is not among them."""
    names = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    names |= {os.path.join(sys.base_prefix, "lib"), os.path.join(sys.prefix, "lib")}
    names |= {entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages", ".zip"))}
    names.add(str(Path(__file__).resolve().parents[1]))
    return tuple(sorted({os.path.realpath(name) for name in names if name} | set(_ALWAYS_READABLE)))


def _author_place(folder: str) -> tuple[str, int, int, int]:
    """The innermost place under `folder` that is running in this thread: file, line, column, end column."""
    for frame, line in traceback.walk_stack(sys._getframe()):
        code = frame.f_code
        if code.co_filename.startswith(folder):
            start, end, column, end_column = next(itertools.islice(code.co_positions(), frame.f_lasti // 2, None))
            if column is None or start != line:
                return code.co_filename, line, 1, 0
            return code.co_filename, line, column + 1, (end_column or 0) + 1 if end == start else 0
    return "", 0, 1, 0


def _called_by_author(folder: str) -> bool:
    """Whether ctypes was called from below `folder`, and not by a library that needs native code of its own."""
    for frame, _ in traceback.walk_stack(sys._getframe()):
        name = frame.f_code.co_filename
        if name != __file__ and os.path.basename(os.path.dirname(name)) != "ctypes":
            return name.startswith(folder)
    return False


def _shown(path: Any) -> str:
    return os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else str(path)
