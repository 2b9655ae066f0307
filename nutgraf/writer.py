"""The only writer of the built site."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from nutgraf.cache import LostEntryError
from nutgraf.digest import digest_bytes
from nutgraf.model.artifact import MANIFEST, AnyArtifact, Artifacts, StoredArtifact
from nutgraf.problems import Location, Problem
from nutgraf.stamps import LOCK, Left, Seen, Stamp, list_site, stamp_of
from nutgraf.worker import in_processes

_STAGED = ".staged"


@dataclass(frozen=True, slots=True)
class Written:
    """What writing changed: the paths that were written, and how many files were left as they were or removed. `left`
    is what the site holds now, and `digests` are those of its files."""

    written: tuple[str, ...]
    unchanged: int
    removed: int
    left: Left = field(default_factory=Left, repr=False, compare=False)
    digests: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def seen(self) -> Seen:
        """Spares the next build from reading what it finds as it is now."""
        return {path: (stamp, self.digests[path]) for path, stamp in self.left.files.items()}


class WriteError(Exception):
    """The folder could not be written; `problem` says why and what to do."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


def write_site(folder: Path, artifacts: Artifacts, seen: Seen | None = None, processes: int = 1) -> Written:
    """Makes `folder` hold exactly `artifacts`, the manifest last. So many `processes` write.

    Changed files are staged beside it first, so that a build that fails for want of space or rights leaves the
    published files whole. A `.gitignore` in the folder stays. `seen` is of an earlier build. A fault of the file system
    is a WriteError; a LostEntryError, that the content of an artifact is no longer there, or no longer what it was,
    leaves all as it was.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder), _staging(folder) as staging:
            there = list_site(str(folder))
            digests = {path: artifact.digest for path, artifact in artifacts.items()}
            changed = [path for path in artifacts if not _holds(folder, path, digests[path], there.files, seen or {})]
            orphans = there.files.keys() - artifacts.keys()
            moved = _moved(folder, changed)
            _check_rights(folder, {os.path.dirname(path) for path in (*moved, *orphans)})
            _stage(staging, [artifacts[path] for path in changed], processes)
            _make_room(folder, staging, moved)
            for path in sorted(moved, key=lambda path: (path == MANIFEST, path)):
                os.replace(staging / path, folder / path)
            removed = _remove(folder, orphans)
            empty = there.folders.keys() - _folders_of(artifacts)
            _remove_empty(folder, empty)
            left = _left(folder, there, changed, {*orphans, *empty})
    except OSError as error:
        raise WriteError(_problem(folder, error)) from error
    return Written(tuple(sorted(changed)), len(artifacts) - len(changed), removed, left, digests)


@dataclass(frozen=True, slots=True)
class Removed:
    """How many files were removed, and how many bytes they had."""

    files: int = 0
    size: int = 0


def remove_site(folder: Path) -> Removed:
    """Removes a built site, the manifest last; the folder stays, with its `.gitignore`. Links are not followed.

    A folder with other files and no manifest is not a site of ours: that is a WriteError, as is a fault of the file
    system, and another build that is writing.
    """
    try:
        if folder.is_symlink() or not _is_ours(folder):
            hint = f"see whether {folder} is what you mean; if so, remove it yourself"
            raise WriteError(Problem("not-a-site", "this is no built site", Location(folder.name), hint))
        if not folder.is_dir():
            return Removed()
        with _locked(folder):
            there = list_site(str(folder))
            return _removed(folder, sorted(there.files, key=lambda path: (path == MANIFEST, path)), there.folders)
    except OSError as error:
        raise WriteError(_problem(folder, error)) from error


def remove_folder(folder: Path, site: Path) -> Removed:
    """Removes all below a folder of our own, while no other build is writing `site`. Links are not followed."""
    try:
        if folder.is_symlink() or not folder.is_dir():
            return Removed()
        with _locked(site) if site.is_dir() else contextlib.nullcontext():
            there = list_site(str(folder))
            removed = _removed(folder, there.files, there.folders)
            folder.rmdir()
            return removed
    except OSError as error:
        raise WriteError(_problem(folder, error)) from error


def _is_ours(folder: Path) -> bool:
    return not folder.is_dir() or (folder / MANIFEST).is_file() or not list_site(str(folder)).files


def _removed(folder: Path, files: Iterable[str], folders: Iterable[str]) -> Removed:
    count, size = 0, 0
    for path in files:
        size += os.lstat(folder / path).st_size
        (folder / path).unlink()
        count += 1
    for path in sorted(folders, reverse=True):
        (folder / path).rmdir()
    return Removed(count, size)


def _holds(folder: Path, path: str, digest: str, there: Mapping[str, Stamp], seen: Seen) -> bool:
    stamp = there.get(path)
    if stamp is None:
        return False
    if seen.get(path) == (stamp, digest):
        return True
    file = folder / path
    return not file.is_symlink() and digest_bytes(file.read_bytes()) == digest


def _check_rights(folder: Path, parents: Iterable[str]) -> None:
    """A folder that cannot be written is found out before anything is changed."""
    for parent in parents:
        if os.path.isdir(folder / parent) and not os.access(folder / parent, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _moved(folder: Path, changed: Iterable[str]) -> list[str]:
    """What is moved into the site so that it has the `changed` files: a folder that it does not have yet as a whole."""
    moved: dict[str, None] = {}
    there = {""}
    for path in changed:
        for place in (*reversed(tuple(_with_parents(os.path.dirname(path)))), path):
            if place in moved:
                break
            if place in there or (place != path and _is_folder(folder / place)):
                there.add(place)
                continue
            moved[place] = None
            break
    return list(moved)


def _is_folder(path: str | Path) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


def _stage(staging: Path, artifacts: list[AnyArtifact], processes: int) -> None:
    """Raises LostEntryError once all that is there has been staged, and all that is not has been found out."""
    for path in sorted(_folders_of(artifact.path for artifact in artifacts)):
        os.mkdir(f"{staging}/{path}")
    written = in_processes(partial(_write, str(staging), _usual_mode(staging)), artifacts, processes, bool)
    lost = [artifact for artifact, is_there in zip(artifacts, written, strict=True) if not is_there]
    for artifact in lost:
        # Read by another process, it is lost for that one only.
        with contextlib.suppress(LostEntryError):
            artifact.read() if isinstance(artifact, StoredArtifact) else None
    if lost:
        raise LostEntryError(lost[0].digest)


def _usual_mode(staging: Path) -> int:
    """That of a file which is written there now."""
    probe = staging / ".mode"
    probe.touch()
    mode = probe.stat().st_mode
    probe.unlink()
    return mode


def _write(staging: str, mode: int, artifact: AnyArtifact) -> bool:
    """Whether the content was still there, and what it was."""
    try:
        content = artifact.content
    except LostEntryError:
        return False
    target = f"{staging}/{artifact.path}"
    if isinstance(artifact, StoredArtifact):
        # The cache has looked at what it gave.
        if not artifact.file and digest_bytes(content) != artifact.digest:
            return False
        # A link costs a fraction of a new file. Where there can be none, as on another file system, there is a copy.
        with contextlib.suppress(OSError):
            if artifact.file and os.stat(artifact.file).st_mode == mode:
                os.link(artifact.file, target)
                return True
    with open(target, "wb") as file:
        file.write(content)
    return True


def _make_room(folder: Path, staging: Path, moved: Iterable[str]) -> None:
    """Removes a folder that stands where a file goes, and a file where a folder goes."""
    for path in moved:
        if (staging / path).is_dir():
            (folder / path).unlink(missing_ok=True)
        elif _is_folder(folder / path):
            shutil.rmtree(folder / path)


def _remove(folder: Path, orphans: Iterable[str]) -> int:
    removed = 0
    for path in orphans:
        # One that stood where a folder goes is gone already.
        if not os.path.lexists(folder / path) or ((folder / path).is_dir() and not (folder / path).is_symlink()):
            continue
        (folder / path).unlink()
        removed += 1
    return removed


def _remove_empty(folder: Path, folders: Iterable[str]) -> None:
    for path in sorted(folders, reverse=True):
        # Fails where something is left in it, which then stays.
        with contextlib.suppress(OSError):
            (folder / path).rmdir()


def _left(folder: Path, there: Left, changed: Iterable[str], gone: Iterable[str]) -> Left:
    """What was `there`, as it is after files were `changed`, and after files and folders went."""
    start = f"{folder}/"
    files = {path: stamp for path, stamp in there.files.items() if path not in gone}
    files |= {path: stamp_of(os.stat(start + path)) for path in changed}
    # A link more or less to a file of the cache moves the times of all others to it.
    moved = {there.files[path][-1] for path in (*changed, *gone) if path in there.files}
    moved |= {files[path][-1] for path in changed}
    for path in [path for path in files.keys() & there.files.keys() if files[path][-1] in moved]:
        files[path] = _unless_edited(files[path], stamp_of(os.lstat(start + path)))
    folders = dict(there.folders)
    for path in {*_folders_of((*changed, *gone)), *gone}:
        folders.pop(path, None)
        if _is_folder(start + path):
            folders[path] = stamp_of(os.stat(start + path))
    return Left(files, folders)


def _unless_edited(before: Stamp, now: Stamp) -> Stamp:
    return now if (*before[:2], before[-1]) == (*now[:2], now[-1]) else before


def _folders_of(paths: Iterable[str]) -> set[str]:
    return {above for folder in {os.path.dirname(path) for path in paths} for above in _with_parents(folder)}


def _with_parents(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = os.path.dirname(folder)


@contextlib.contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """A folder on the same file system, so that a rename is whole or not at all. What a build left that was ended in
    the midst of it goes."""
    start = f".{folder.name}-"
    for left in folder.parent.glob(f"{glob.escape(start)}????????{_STAGED}"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix=start, suffix=_STAGED, dir=folder.parent))
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
            # The build that had it may have removed the file in between: then others no longer find this one.
            held = os.path.samestat(os.fstat(file.fileno()), path.stat())
        except OSError as error:
            raise BlockingIOError("another build is writing this site") from error
        if not held:
            raise BlockingIOError("another build is writing this site")
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
