"""Writing changed sources: whole or not at all, and no version of a dataset over another."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from nutgraf.problems import BuildError, Location, Problem


def write_sources(root: Path, files: Mapping[str, bytes], *, new: frozenset[str] = frozenset()) -> None:
    """Writes `files` below `root`; those in `new` must not be there yet (FileExistsError, and nothing is written).

    What the file system refuses is a BuildError, `source-not-written`. A source that its owner has set read-only counts
    as refused, though its folder would let it be replaced.
    """
    for path in new:
        if (root / path).exists():
            raise FileExistsError(path)
    staged: list[tuple[Path, Path]] = []
    path = ""
    try:
        for path, content in files.items():
            target = root / path
            if target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".", dir=target.parent)
            staged.append((Path(name), target))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            _same_rights(Path(name), target)
        for temporary, target in staged:
            path = target.relative_to(root).as_posix()
            os.replace(temporary, target)
    except OSError as error:
        raise BuildError([_not_written(path, error)]) from error
    finally:
        for temporary, _ in staged:
            with suppress(OSError):
                temporary.unlink()


def _not_written(path: str, error: OSError) -> Problem:
    message = f"the file cannot be written: {error.strerror or error}"
    return Problem("source-not-written", message, Location(path), "see that it may be written and the disk has room")


def _same_rights(temporary: Path, target: Path) -> None:
    """A temporary file is its owner's alone; a source keeps the rights it had, or takes those of any new file."""
    if target.exists():
        os.chmod(temporary, target.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(temporary, 0o666 & ~mask)
