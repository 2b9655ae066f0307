"""The only writer of the built site."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nutgraf.digest import digest_bytes
from nutgraf.model.artifact import Artifacts
from nutgraf.outputs import MANIFEST
from nutgraf.problems import Location, Problem

LOCK = ".nutgraf-lock"
KEPT = frozenset({".gitignore", ".git", LOCK})


@dataclass(frozen=True, slots=True)
class Written:
    """What writing changed: the paths that were written, and how many files were left as they were or removed."""

    written: tuple[str, ...]
    unchanged: int
    removed: int


class WriteError(Exception):
    """The folder could not be written; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


def write_site(folder: Path, artifacts: Artifacts) -> Written:
    """Makes `folder` hold exactly `artifacts`, the manifest last.

    Changed files are staged beside it first, so that a build that fails for want of space or rights leaves the
    published files whole. A `.gitignore` in the folder stays. A fault of the file system is a WriteError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder), _staging(folder) as staging:
            changed = [path for path in artifacts if not _holds(folder / path, artifacts[path].content)]
            for path in changed:
                _write(staging / path, artifacts[path].content)
            _make_room(folder, artifacts)
            for path in sorted(changed, key=lambda path: (path == MANIFEST, path)):
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(staging / path, target)
            removed = _remove_orphans(folder, artifacts)
    except OSError as error:
        raise WriteError(_problem(folder, error)) from error
    return Written(tuple(sorted(changed)), len(artifacts) - len(changed), removed)


def _holds(path: Path, content: bytes) -> bool:
    try:
        if path.stat().st_size != len(content):
            return False
        return digest_bytes(path.read_bytes()) == digest_bytes(content)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return False


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _make_room(folder: Path, artifacts: Artifacts) -> None:
    """Removes a folder that stands where a file goes, and a file where a folder goes."""
    for path in artifacts:
        target = folder / path
        if target.is_dir():
            shutil.rmtree(target)
        for parent in Path(path).parents:
            if (folder / parent).is_file():
                (folder / parent).unlink()


def _remove_orphans(folder: Path, artifacts: Artifacts) -> int:
    removed = 0
    for current, folders, files in os.walk(folder, topdown=False):
        here = Path(current)
        if any(part in KEPT for part in here.relative_to(folder).parts):
            continue
        for name in files:
            path = (here / name).relative_to(folder).as_posix()
            if path not in artifacts and not (name in KEPT and here == folder):
                (here / name).unlink()
                removed += 1
        for name in folders:
            if not (name in KEPT and here == folder):
                # Fails where something is left in it, which then stays.
                with contextlib.suppress(OSError):
                    (here / name).rmdir()
    return removed


@contextlib.contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder on the same file system, so that a rename is whole or not at all."""
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Holds the one lock of a site; another build that holds it is a BlockingIOError."""
    path = folder / LOCK
    with path.open("a+") as file:
        try:
            _lock(file.fileno())
        except OSError as error:
            raise BlockingIOError("another build is writing this site") from error
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                path.unlink()


def _lock(descriptor: int) -> None:
    """The lock goes when the process ends, however it ends."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _problem(folder: Path, error: OSError) -> Problem:
    place = Location(folder.name)
    if isinstance(error, BlockingIOError):
        return Problem("site-locked", "another build is writing this site", place, "wait for it to end, or stop it")
    message = f"the site cannot be written: {error.strerror or error}"
    return Problem("site-not-written", message, place, f"see that {folder} can be written and the disk has room")
