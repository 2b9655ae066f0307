"""The files of a site, read from disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from nutgraf.digest import digest_bytes
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.stamps import Seen, Stamp, stamp_of

SOURCE_FOLDERS = ("content", "charts", "data", "templates", "archive")
CONFIG_FILE = "site.toml"
IGNORED_NAMES = frozenset({"__pycache__", "node_modules"})
DEEPEST = 64
"""So many folders may lie in one another."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a build may read: the files below `SOURCE_FOLDERS` and `site.toml`, by path relative to the root.

    `files` maps each path (with `/`) to its size in bytes, `stamps` to what the file system says of it. Hidden files,
    files that lie outside the root behind a symbolic link, and names that are no text are left out. `unlisted` says of
    folders why what lies in them is not known.
    """

    root: Path
    files: Mapping[str, int] = field(default_factory=dict)
    stamps: Mapping[str, Stamp] = field(default_factory=dict, repr=False, compare=False)
    _digests: dict[str, str] = field(default_factory=dict, repr=False, compare=False)
    _known: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    unlisted: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    def __contains__(self, path: str) -> bool:
        return path in self.files

    def below(self, folder: str, *suffixes: str) -> tuple[str, ...]:
        """The paths below `folder` that end in one of `suffixes` (any, if none is given), sorted."""
        start = folder.rstrip("/") + "/"
        return tuple(
            path for path in self.files if path.startswith(start) and (not suffixes or path.endswith(suffixes))
        )

    def only(self, paths: Iterable[str]) -> Sources:
        """The same root with just these of its files, small enough to hand to another process."""
        files = {path: self.files[path] for path in paths}
        return Sources(self.root, files, {}, {path: self._digests[path] for path in files if path in self._digests})

    def knowing(self, seen: Seen) -> Sources:
        """The same files. `seen` is what `digested` gave of an earlier build: a file of which the file system says the
        same has the same digest."""
        digests = {path: digest for path, (stamp, digest) in seen.items() if self.stamps.get(path) == stamp}
        return replace(self, _digests=digests, _known=frozenset(digests))

    def again(self, saved: Iterable[str]) -> Sources:
        """The same list, but for files that were `saved` since it was made: these are looked at again, and left out
        where they are gone or lie outside."""
        files, stamps, digests = dict(self.files), dict(self.stamps), dict(self._digests)
        real_root = self.root.resolve()
        for path in saved:
            digests.pop(path, None)
            file = self.root / path
            if file.is_file() and _lies_in(real_root, str(file)):
                stat = file.stat()
                files[path], stamps[path] = stat.st_size, stamp_of(stat)
            else:
                files.pop(path, None)
        return Sources(self.root, files, stamps, digests, unlisted=self.unlisted)

    def are_as_listed(self, paths: Iterable[str]) -> bool:
        """Whether these listed files are what they were, as the file system says, else by their digests."""
        try:
            return all(
                stamp_of((self.root / path).stat()) == self.stamps.get(path) or self.is_as_digested(path)
                for path in paths
            )
        except OSError:
            return False

    def are_as_digested(self, until: int) -> bool:
        """Whether all listed files still are what `digest` says of them. Those that changed after `until` (ns since
        1970) are read again: they may have changed since and look the same."""
        try:
            return all(
                stamp_of(os.stat(f"{self.root}/{path}")) == stamp
                and (max(stamp[1:3]) <= until or self.is_as_digested(path))
                for path, stamp in self.stamps.items()
            )
        except OSError:
            return False

    def digested(self, until: int) -> Seen:
        """What the file system says of each file that was digested, and its digest, by path. Files that changed after
        `until` (ns since 1970) are left out: they may change again and look the same."""
        return {
            path: (self.stamps[path], digest)
            for path, digest in self._digests.items()
            if path in self.stamps and max(self.stamps[path][1:3]) <= until
        }

    def read_bytes(self, path: str) -> bytes:
        """The content of a listed file. An unlisted one is a KeyError."""
        if path not in self.files:
            raise KeyError(path)
        with open(f"{self.root}/{path}", "rb") as file:
            return file.read()

    def digest(self, path: str) -> str:
        """The digest of a listed file, read once."""
        digest = self._digests.get(path)
        if digest is None:
            digest = self._digests[path] = digest_bytes(self.read_bytes(path))
        return digest

    def is_known(self, path: str) -> bool:
        """Whether a listed file is what an earlier build digested."""
        return path in self._known

    def is_as_digested(self, path: str) -> bool:
        """Whether a listed file still is what `digest` says: it may be saved while a build runs."""
        return digest_bytes(self.read_bytes(path)) == self.digest(path)

    def read_text(self, path: str) -> Outcome[str]:
        """The file as text. Bytes that are not UTF-8 are a problem at their line; the value is then "".

        A byte order mark is dropped and line ends become `\\n`, so that columns are what an editor shows.
        """
        content = self.read_bytes(path)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            before = content[content.rfind(b"\n", 0, error.start) + 1 : error.start]
            column = len(before.decode("utf-8", "replace")) + 1
            problem = Problem(
                "encoding",
                f"byte 0x{content[error.start]:02x} is not UTF-8",
                Location(path, line, column),
                "save the file as UTF-8 (it may be Windows-1252 or UTF-16 now)",
            )
            return Outcome("", (problem,))
        return Outcome(text.replace("\r\n", "\n").replace("\r", "\n"))

    def line(self, path: str, number: int) -> str | None:
        """Line `number` of a listed file, for showing a problem; None where there is none, or it cannot be read."""
        try:
            text = self.read_bytes(path).decode("utf-8-sig", "replace")
        except (KeyError, OSError):
            return None
        # As `read_text` has them: an author's editor counts no form feed and no U+2028 as the end of a line.
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else None


def read_sources(root: Path) -> Sources:
    """Lists the source files below `root`."""
    found: dict[str, Stamp] = {}
    unlisted: dict[str, str] = {}
    if (root / CONFIG_FILE).is_file():
        found[CONFIG_FILE] = stamp_of((root / CONFIG_FILE).stat())
    real_root = root.resolve()
    for name in SOURCE_FOLDERS:
        folder = root / name
        if folder.is_dir() and (not folder.is_symlink() or _lies_in(real_root, str(folder))):
            _list(str(folder), f"{name}/", real_root, found, unlisted)
    stamps = {path: found[path] for path in sorted(found)}
    return Sources(root, {path: stamp[0] for path, stamp in stamps.items()}, stamps, unlisted=unlisted)


def unlisted_folders(sources: Sources) -> tuple[Problem, ...]:
    """`folder-not-read`: folders whose files are not known. Without it they would be missing, and nobody would see."""
    hint = "see that it can be read, or move what lies in it further up"
    return tuple(
        Problem("folder-not-read", f"this folder is not read: {why}", Location(path), hint)
        for path, why in sorted(sources.unlisted.items())
    )


def unread_file(sources: Sources, error: OSError) -> Problem | None:
    """`file-not-read`, where an error of the file system is about a listed file; None where it is about another."""
    if not isinstance(error.filename, str):
        return None
    path = os.path.relpath(error.filename, sources.root).replace(os.sep, "/")
    if path not in sources:
        return None
    message = f"this file cannot be read: {error.strerror or error}"
    hint = "see that it is still there and may be read, then build again"
    return Problem("file-not-read", message, Location(path), hint)


def read_source(root: Path, path: str) -> Sources:
    """Lists one source file below `root`, as `read_sources` would; none where it is gone or lies outside."""
    file = root / path
    there = file.is_file() and _lies_in(root.resolve(), str(file))
    return Sources(root, {path: file.stat().st_size} if there else {})


def _list(folder: str, start: str, real_root: Path, found: dict[str, Stamp], unlisted: dict[str, str]) -> None:
    """Adds the files below a `folder` to those that were `found`, each under its path, which begins with `start`."""
    if start.count("/") > DEEPEST:
        unlisted[start.rstrip("/")] = f"more than {DEEPEST} folders lie in one another"
        return
    try:
        listing = os.scandir(folder)
    except FileNotFoundError:  # gone since it was found
        return
    except OSError as error:
        unlisted[start.rstrip("/")] = error.strerror or str(error)
        return
    with listing:
        for entry in listing:
            name = entry.name
            if name.startswith(".") or name in IGNORED_NAMES or not _can_be_named(name):
                continue
            if entry.is_dir(follow_symlinks=False):
                _list(entry.path, f"{start}{name}/", real_root, found, unlisted)
            elif (not entry.is_symlink() or _lies_in(real_root, entry.path)) and entry.is_file():
                found[f"{start}{name}"] = stamp_of(entry.stat())


def _lies_in(real_root: Path, path: str) -> bool:
    """Whether a link leads to something in the site; one that leads in a circle leads nowhere."""
    try:
        return Path(path).resolve().is_relative_to(real_root)
    except (OSError, RuntimeError):
        return False


def _can_be_named(name: str) -> bool:
    """Whether a name is text: on some systems it may be any bytes."""
    if name.isascii():
        return True
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
