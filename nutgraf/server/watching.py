"""Noticing saves, as the system tells them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from watchfiles import Change
from watchfiles._rust_notify import RustNotify

from nutgraf.sources import CONFIG_FILE, IGNORED_NAMES, SOURCE_FOLDERS

_STEP = 20
"""Milliseconds without a further save after which those before count as one."""

_MOST = 200
"""Milliseconds for which saves are gathered at most."""

_NEVER = 0

Saved = Callable[[set[str]], None]


class Watch:
    """Calls `saved`, in threads of its own, with the paths, relative to `root`, that came, changed or went.

    `code` are files of the site's own program, in `root` or below it. A folder of sources that comes, or comes again,
    is watched from then on; it is told as a whole, for what was saved in it before is not. What was saved since the
    watch was made is told, whenever it starts. Raises OSError where the system cannot watch.
    """

    def __init__(self, root: Path, code: Iterable[Path], saved: Saved) -> None:
        self._root, self._saved = root, saved
        self._own = {path.relative_to(root).as_posix() for path in code if path.is_relative_to(root)}
        above = {root, *((root / path).parent for path in self._own)}
        self._above = _Ear(above, self._heard_above, recursive=False)
        self._inside = _Ear(self._folders(), self._heard_inside)

    def start(self) -> None:
        self._above.start()
        self._inside.start()

    def end(self) -> None:
        """Ends the threads; they may not outlive Python."""
        self._above.end()
        self._inside.end()

    def _heard_above(self, paths: set[str]) -> None:
        seen = self._relative(paths)
        if seen & set(SOURCE_FOLDERS):
            before = self._inside
            with suppress(OSError):  # it has gone again
                self._inside = _Ear(self._folders(), self._heard_inside)
                self._inside.start()
                before.end()
        told = seen & {CONFIG_FILE, *SOURCE_FOLDERS, *self._own}
        if told:
            self._saved(told)

    def _heard_inside(self, paths: set[str]) -> None:
        told = {path for path in self._relative(paths) if not _is_ignored(path)}
        if told:
            self._saved(told)

    def _folders(self) -> set[Path]:
        return {self._root / folder for folder in SOURCE_FOLDERS if (self._root / folder).is_dir()}

    def _relative(self, paths: Iterable[str]) -> set[str]:
        below = (Path(path) for path in paths)
        return {path.relative_to(self._root).as_posix() for path in below if path.is_relative_to(self._root)}


class _Ear:
    """Hears of changes in some folders from when it is made, and tells them from when it is started."""

    def __init__(self, folders: Iterable[Path], heard: Saved, *, recursive: bool = True) -> None:
        self._heard = heard
        self._end = threading.Event()
        places = sorted(str(folder) for folder in folders)
        self._notify = RustNotify(places, False, False, 0, recursive, True)
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._end.set()
        self._thread.join()

    def _listen(self) -> None:
        with self._notify:
            while True:
                told = self._notify.watch(_MOST, _STEP, _NEVER, self._end)
                if isinstance(told, str):  # that it was ended
                    return
                self._heard(_settled(told))


def _settled(told: Iterable[tuple[int, str]]) -> set[str]:
    """The paths of which something is told, without files that came and went: many editors save by way of one."""
    kinds: dict[str, set[int]] = {}
    for kind, path in told:
        kinds.setdefault(path, set()).add(kind)
    passing = {Change.added, Change.deleted}
    return {path for path, seen in kinds.items() if not passing <= seen or Path(path).exists()}


def _is_ignored(path: str) -> bool:
    """Whether a build would not read it: editors keep hidden files beside those that they edit."""
    return any(name.startswith(".") or name in IGNORED_NAMES for name in path.split("/"))
