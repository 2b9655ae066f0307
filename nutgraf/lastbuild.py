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
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nutgraf.digest import digest_bytes, digest_value
from nutgraf.installation import default_theme_folder, package_folder
from nutgraf.sources import IGNORED_NAMES, Sources, read_sources
from nutgraf.stamps import Seen, Stamp, list_site, list_top, stamp_of
from nutgraf.toolchain import installed_libraries

RECORD = ".nutgraf/last-build.json"
"""Three lines of JSON: what the last build was of, what it said, and what is asked for less often and is long."""

_STAMPS = ".nutgraf/stamps"
TICK = 20_000_000
_COARSE_TICK = 2_000_000_000
"""Within so many nanoseconds a file may change twice and carry one time: on most file systems, and on those that count
in whole seconds."""

_MANY = 500
"""Below so many files for each of two processes, the second costs longer than it helps."""
_ROUGHLY = 1.1


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
    with _output_looked_at(str(folder), record) as is_as_left:
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
    inputs: Glance,
    started: int,
    files: Mapping[str, Stamp],
    said: Mapping[str, object],
    more: Mapping[str, object] | None = None,
    sources: int = 0,
) -> None:
    """Records a build that was begun at `started` (ns since 1970) after the glance at its inputs, and left `files`.
    What it said is short, `more` of it long. So many were its `sources`.

    A source that changed just before may change again within the same tick of the file system's clock, unnoticed: then
    there is no record, and the next build makes sure.
    """
    import msgspec  # noqa: PLC0415 - only where something was built

    coarse = inputs.newest % 1_000_000_000 == 0
    path = root / RECORD
    with suppress(OSError, UnicodeEncodeError):
        if inputs.newest > started - (_COARSE_TICK if coarse else TICK):
            path.unlink(missing_ok=True)
            return
        record = {"inputs": inputs.digest, "sources": sources, "output": _parts_of(files)}
        path.parent.mkdir(exist_ok=True)
        staged = path.with_suffix(f".{os.getpid()}")
        staged.write_bytes(b"\n".join(map(msgspec.json.encode, (record, said, more or {}))))
        os.replace(staged, path)


_Parts = Mapping[str, tuple[int, str]]
"""By folder of a built site ("": what lies in none) how many files it has, and their digest."""


@dataclass(frozen=True, slots=True)
class _Record:
    inputs: str = ""
    sources: int = 0
    output: _Parts = field(default_factory=dict)


def _read_record(root: Path) -> tuple[_Record, bytes, bytes]:
    """The record, and what was said; an empty one where there is none."""
    try:
        first, said, more = (root / RECORD).read_bytes().split(b"\n")
        told = json.loads(first)
        output = {str(name): (int(count), str(digest)) for name, (count, digest) in told["output"].items()}
        return _Record(str(told["inputs"]), int(told["sources"]), output), said, more
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return _Record(), b"", b""


def _parts_of(files: Mapping[str, Stamp]) -> _Parts:
    parts: dict[str, dict[str, Stamp]] = {"": {}}
    for path, stamp in files.items():
        top, slash, _ = path.partition("/")
        parts.setdefault(top if slash else "", {})[path] = stamp
    return {top: (len(found), digest_of_files(found)) for top, found in parts.items()}


def _top_is_as_left(folder: str, parts: _Parts) -> bool:
    """Whether no folder has come or gone, and the files that lie in none are as they were."""
    files, folders = list_top(folder)
    return {"", *folders} == parts.keys() and digest_of_files(files) == parts[""][1]


def _are_as_left(folder: str, parts: _Parts, names: Iterable[str]) -> bool:
    return all(digest_of_files(list_site(folder, name)[0]) == parts[name][1] for name in names)


@contextmanager
def _output_looked_at(folder: str, record: _Record) -> Iterator[Callable[[], bool]]:
    """Whether a built site is as the last build left it. Where it has many files, a copy of this process has begun to
    look at some of its folders, so that both have as much to look at, the sources included."""
    parts = record.output
    theirs = list(_share_of_two({name: count for name, (count, _) in parts.items() if name}, record.sources))
    with _begun(lambda: _are_as_left(folder, parts, theirs), bool(theirs)) as theirs_are:

        def is_as_left() -> bool:
            try:
                ours = parts.keys() - {"", *theirs}
                return _top_is_as_left(folder, parts) and _are_as_left(folder, parts, ours) and theirs_are()
            except OSError:
                return False

        yield is_as_left


def _share_of_two(counts: Mapping[str, int], others: int) -> Iterator[str]:
    """The folders, of those with so many files, that are half the work where there are `others` to look at too; none
    where a second process would cost longer than it helps."""
    half, taken = (sum(counts.values()) + others) / 2, 0
    for name in sorted(counts, key=lambda name: (-counts[name], name)) if half > _MANY else ():
        if taken + counts[name] <= half * _ROUGHLY:
            taken += counts[name]
            yield name


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


def read_stamps(root: Path, name: str, of: Path) -> Seen:
    """The record `name` of the files in the folder `of`; nothing where there is none."""
    import msgspec  # noqa: PLC0415 - only where something is to be built

    try:
        content = (root / _STAMPS / name).read_bytes()
        folder, seen = msgspec.msgpack.decode(content, type=tuple[str, dict[str, tuple[Stamp, str]]])
    except (OSError, msgspec.DecodeError):
        return {}
    return seen if folder == str(of.resolve()) else {}


def keep_stamps(root: Path, name: str, of: Path, seen: Seen) -> None:
    """Records stamps and digests of the files in the folder `of`, if that can be written."""
    import msgspec  # noqa: PLC0415 - as above

    path = root / _STAMPS / name
    staged = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(msgspec.msgpack.encode((str(of.resolve()), seen)))
        os.replace(staged, path)


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
