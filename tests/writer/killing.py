"""A program that kills itself while it writes a site, at each moment that it is asked for.

`python -m tests.writer.killing FOLDER MOMENTS`: a moment is the call of a C function, by its number or by its name
(then all of that name); `all` are all. Says how many there were; fails where a file was torn or a later build differs.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nutgraf.model.artifact import MANIFEST, Artifact, Artifacts
from nutgraf.writer import write_site

_LONG = 50_000


def _site(**files: str) -> Artifacts:
    paths = {name.replace("__", "/"): text for name, text in files.items()}
    return {path: Artifact(path, text.encode() * _LONG) for path, text in paths.items()}


# A changed file, one that stays, one that goes with its folder, a file for a folder and a folder for a file.
OLD = _site(changed="1", kept="2", gone__deep__file="3", folder__file="4", file="5", **{MANIFEST: "6"})
NEW = _site(changed="a", kept="2", new__deep__file="b", folder="c", file__inside="d", **{MANIFEST: "e"})
# So many that they are written by several threads.
MORE = {**NEW, **_site(**{f"more__{number}": "f" for number in range(8)})}


class _Count:
    """Counts the calls of C functions, and ends the process at one of them as `kill -9` does."""

    def __init__(self, fatal: int = -1) -> None:
        self.names: list[str] = []
        self._fatal = fatal

    def __call__(self, _frame: Any, event: str, function: Any) -> None:
        if event == "c_call":
            if len(self.names) == self._fatal:
                os.kill(os.getpid(), signal.SIGKILL)
            self.names.append(function.__name__)


def _write(folder: Path, artifacts: Artifacts, count: _Count) -> None:
    threading.setprofile(count)
    sys.setprofile(count)
    try:
        write_site(folder, artifacts)
    finally:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]  # the stubs know no None


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _contents(artifacts: Artifacts) -> dict[str, bytes]:
    return {path: artifact.content for path, artifact in artifacts.items()}


def check_moment(folder: Path, new: Artifacts, moment: int) -> None:
    """Writes `new` over OLD in a process that dies at a moment, looks at what it left, and writes again."""
    site = folder / "site"
    write_site(site, OLD)
    child = os.fork()
    if child == 0:
        _write(site, new, _Count(moment))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or new is MORE, f"moment {moment}: the writer was not killed"
    found = _files(site)
    found.pop(".nutgraf-lock", None)
    for path, content in found.items():
        known = {artifacts[path].content for artifacts in (OLD, new) if path in artifacts}
        assert content in known, f"moment {moment}: {path} is torn"
    if found.get(MANIFEST) == new[MANIFEST].content:
        assert _contents(new).items() <= found.items(), f"moment {moment}: the manifest came before a file"
    write_site(site, new)
    assert _files(site) == _contents(new), f"moment {moment}: the next build differs"
    assert os.listdir(folder) == ["site"], f"moment {moment}: something is left beside the site"


def main(folder: Path, wanted: Sequence[str]) -> int:
    done = 0
    for new in (NEW, MORE):
        count = _Count()
        write_site(folder / "site", OLD)
        _write(folder / "site", new, count)
        for moment, name in enumerate(count.names):
            if "all" in wanted or name in wanted or str(moment) in wanted:
                check_moment(folder, new, moment)
                done += 1
        shutil.rmtree(folder / "site")
    print(done)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
