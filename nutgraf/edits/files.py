"""Writing changed sources: whole or not at all, and no version of a dataset over another."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_sources(root: Path, files: Mapping[str, bytes], *, new: frozenset[str] = frozenset()) -> None:
    """Writes `files` below `root`; those in `new` must not be there yet (FileExistsError, and nothing is written)."""
    for path in new:
        if (root / path).exists():
            raise FileExistsError(path)
    staged: list[tuple[Path, Path]] = []
    try:
        for path, content in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".", dir=target.parent)
            staged.append((Path(name), target))
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            _same_rights(Path(name), target)
        for temporary, target in staged:
            os.replace(temporary, target)
    finally:
        for temporary, _ in staged:
            with suppress(OSError):
                temporary.unlink()


def _same_rights(temporary: Path, target: Path) -> None:
    """A temporary file is its owner's alone; a source keeps the rights it had, or takes those of any new file."""
    if target.exists():
        os.chmod(temporary, target.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(temporary, 0o666 & ~mask)
