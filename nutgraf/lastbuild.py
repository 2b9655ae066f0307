"""Whether anything has changed since the last build: told from the file system alone, before any library is loaded.

Sizes and times of files are a hint and no more. They are only ever used to leave a build out that could not differ;
where they say that something may have changed, a build reads the files and goes by their digests.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nutgraf.digest import canonical_json, digest_bytes, digest_value
from nutgraf.installation import default_theme_folder, package_folder
from nutgraf.sources import IGNORED_NAMES, Sources, read_sources
from nutgraf.stamps import TICK, Left, Stamp, list_top, stamp_of
from nutgraf.toolchain import installed_libraries

RECORD = ".nutgraf/last-build.json"
"""Three lines of JSON: what the last build was of, what it said, and what is asked for less often and is long. Then the
files and folders that it left, each with a zero byte before it."""

_COARSE_TICK = 2_000_000_000
"""As `TICK`, on file systems that count in whole seconds."""

_MANY = 750
"""Below so many files and folders for each of two processes, the second costs longer than it helps."""
_SOURCE = 1.5
"""A source takes so much longer than what a build left: it is found, and not only asked for."""
_INODE = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Glance:
    """Names, sizes and times of files in one digest; `newest` is the latest time among them, in ns since 1970."""

    digest: str
    newest: int


def glance_at_inputs(sources: Sources, asked: Mapping[str, str | bool]) -> Glance:
    """All that decides a build of a site: its `sources`, the code that is loaded from it, this program with its theme,
    the libraries, and what was `asked` on the command line."""
    found = {**sources.stamps, **dict(_stamps_of(modules_below(sources.root)))}
    for folder in (package_folder(), default_theme_folder()):
        found.update(_stamps_below(str(folder)))
    newest = max((max(changed, moved) for _, changed, moved, _ in found.values()), default=0)
    tools = (sys.version, sorted(installed_libraries()))
    return Glance(digest_value([str(sources.root), digest_of_files(found), tools, dict(asked)]), newest)


def digest_of_files(files: Mapping[str, Stamp]) -> str:
    """Of files as the file system tells them, by path."""
    lines = sorted("%s\0%d\0%d\0%d\0%d" % (path, *stamp) for path, stamp in files.items())  # noqa: UP031 - faster
    return digest_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What is known before a build: the sources, a glance at all inputs, and what the last build `said` if nothing has
    changed since; else None."""

    sources: Sources
    inputs: Glance
    said: dict[str, Any] | None = None


def look_back(root: Path, asked: Mapping[str, str | bool], folder: Path, *, all_of_it: bool = False) -> LastBuild:
    """Lists the sources of the site in `root`, and compares them and the output in `folder` with what the last build
    left. With `all_of_it` what it said at length is told too."""
    record, *said = _read_record(root)
    with _output_looked_at(folder, record) as is_as_left:
        sources = read_sources(root)
        inputs = glance_at_inputs(sources, asked)
        if record.inputs != inputs.digest or not is_as_left():
            return LastBuild(sources, inputs)
    with suppress(ValueError, TypeError):
        told: dict[str, Any] = {}
        for line in said if all_of_it else said[:1]:
            told |= json.loads(line)
        return LastBuild(sources, inputs, told)
    return LastBuild(sources, inputs)


def remember_build(
    root: Path,
    last: LastBuild,
    started: int,
    left: Left,
    said: Mapping[str, object],
    more: Mapping[str, object] | None = None,
) -> None:
    """Records a build that was begun at `started` (ns since 1970) after the look back at the `last`, and `left` files
    and folders. What it said is short, `more` of it long.

    Where something may change within one tick of the file system's clock, unnoticed, there is no record, and the next
    build makes sure.
    """
    import msgspec  # noqa: PLC0415 - only where something was built

    path = root / RECORD
    with suppress(OSError, UnicodeEncodeError):
        if _may_change_unseen(last.inputs.newest, started, left):
            path.unlink(missing_ok=True)
            return
        record = _record_of(last, left)
        lines = (record.first_line(), msgspec.json.encode(said), msgspec.json.encode(more or {}), record.last_line())
        path.parent.mkdir(exist_ok=True)
        staged = path.with_suffix(f".{os.getpid()}")
        staged.write_bytes(b"\n".join(lines))
        os.replace(staged, path)


def _may_change_unseen(newest: int, started: int, left: Left) -> bool:
    """Whether a source that changed just before the build may do so again and look the same, or a folder that the build
    left may get another file: that takes a while, but clocks that count in whole seconds are slower."""
    if newest > started - (_COARSE_TICK if _is_coarse(newest) else TICK):
        return True
    written = max((max(changed, moved) for _, changed, moved, _ in left.folders.values()), default=0)
    return _is_coarse(written) and written > time.time_ns() - _COARSE_TICK


def _is_coarse(moment: int) -> bool:
    return moment % 1_000_000_000 == 0


@dataclass(frozen=True, slots=True)
class _Record:
    """`top` is the digest of what lies in the folder of the site itself, `digests` those of the stamps of all that was
    left: of the first, as many as `theirs`, which are for a second process, and of the rest."""

    inputs: str = ""
    top: str = ""
    theirs: int = 0
    digests: tuple[str, str] = ("", "")
    left: tuple[bytes, ...] = ()

    def first_line(self) -> bytes:
        told = {"inputs": self.inputs, "top": self.top, "theirs": self.theirs, "digests": self.digests}
        return canonical_json(told).encode()

    def last_line(self) -> bytes:
        return b"".join(b"\0" + path for path in self.left)


def _record_of(last: LastBuild, left: Left) -> _Record:
    stamps = {**left.folders, **left.files}
    theirs = _share_of_two(len(stamps), len(last.sources.files))
    told = list(stamps.values())
    top = _digest_of_top({path: stamp for path, stamp in left.files.items() if "/" not in path}, left.folders)
    digests = _digest_of_stamps(told[:theirs]), _digest_of_stamps(told[theirs:])
    return _Record(last.inputs.digest, top, theirs, digests, tuple(map(os.fsencode, stamps)))


def _read_record(root: Path) -> tuple[_Record, bytes, bytes]:
    """The record, and what was said; an empty one where there is none."""
    try:
        line, said, more, left = (root / RECORD).read_bytes().split(b"\n", 3)
        told = json.loads(line)
        first, rest = map(str, told["digests"])
        paths = tuple(left.split(b"\0")[1:])
        return _Record(str(told["inputs"]), str(told["top"]), int(told["theirs"]), (first, rest), paths), said, more
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return _Record(), b"", b""


def _digest_of_top(files: Mapping[str, Stamp], folders: Iterable[str]) -> str:
    """Of what lies in the folder of a built site itself: the files with their stamps, the folders by name."""
    return digest_value([digest_of_files(files), sorted(name for name in folders if "/" not in name)])


def _digest_of_stamps(stamps: Iterable[Stamp]) -> str:
    numbers = array("q")
    for size, changed, moved, inode in stamps:
        numbers.extend((size, changed, moved, inode & _INODE))
    return digest_bytes(numbers.tobytes())


def _digest_of_left(folder: bytes, paths: Iterable[bytes]) -> str:
    """Of the stamps of files and folders that a build left. Each is asked for and no folder is listed: where a file has
    come or gone its folder has changed."""
    return _digest_of_stamps(stamp_of(os.lstat(folder + path)) for path in paths)


@contextmanager
def _output_looked_at(folder: Path, record: _Record) -> Iterator[Callable[[], bool]]:
    """Whether a built site is as the last build left it. Where it has many files, a copy of this process has begun to
    look at some of them, so that both have as much to look at, the sources included."""
    start, theirs = os.fsencode(folder) + b"/", record.theirs

    def first_is_as_left() -> bool:
        return _digest_of_left(start, record.left[:theirs]) == record.digests[0]

    with _begun(first_is_as_left, theirs > 0) as theirs_are:

        def is_as_left() -> bool:
            try:
                top = _digest_of_top(*list_top(str(folder)))
                rest = _digest_of_left(start, record.left[theirs:])
                return (top, rest) == (record.top, record.digests[1]) and theirs_are()
            except OSError:
                return False

        yield is_as_left


def _share_of_two(left: int, sources: int) -> int:
    """How many of the files and folders that were left are half the work where there are so many sources to look at
    too; none where a second process would cost longer than it helps."""
    half = (left + _SOURCE * sources) / 2
    return min(left, round(half)) if half > _MANY else 0


@contextmanager
def _begun(is_so: Callable[[], bool], wanted: bool) -> Iterator[Callable[[], bool]]:
    """The function `is_so`, which a copy of this process has begun with where that is `wanted` and can be."""
    if not wanted or sys.platform != "linux" or threading.active_count() > 1:
        yield is_so
        return
    output, to_parent = os.pipe()
    process = os.fork()
    if process == 0:
        with suppress(BaseException):
            os.write(to_parent, b"1" if is_so() else b"0")
        os._exit(0)
    os.close(to_parent)

    def read() -> bool:
        # Nothing, where the copy failed, is no answer.
        answer = os.read(output, 1)
        return answer == b"1" if answer else is_so()

    try:
        yield read
    finally:
        os.close(output)
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(process, 0)


def modules_below(root: Path) -> list[Path]:
    """The site's own code, as far as it is loaded: its `build.py`, and what that imports."""
    start, elsewhere = f"{root}{os.sep}", (f"{package_folder()}{os.sep}", f"{Path(sys.prefix)}{os.sep}")
    loaded = (getattr(module, "__file__", None) for module in tuple(sys.modules.values()))
    own = {path for path in loaded if path and path.startswith(start) and not path.startswith(elsewhere)}
    return [Path(path) for path in sorted(own)]


def _stamps_of(files: Iterable[Path]) -> Iterator[tuple[str, Stamp]]:
    for path in files:
        with suppress(OSError):
            yield str(path), stamp_of(path.stat())


def _stamps_below(folder: str) -> Iterator[tuple[str, Stamp]]:
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            if entry.name in IGNORED_NAMES:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _stamps_below(entry.path)
                continue
            with suppress(OSError):
                yield entry.path, stamp_of(entry.stat())
