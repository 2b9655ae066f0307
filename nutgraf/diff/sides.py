"""The two states of a site that are compared: a version of a dataset, a commit, or a folder."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nutgraf.datasets import read_datasets
from nutgraf.model.artifact import MANIFEST
from nutgraf.problems import did_you_mean
from nutgraf.published import Published, PublishedFolder
from nutgraf.sources import CONFIG_FILE, Sources, read_sources

_VERSION = re.compile(r"(?P<dataset>\w+)@(?P<date>\d{4}-\d{2}-\d{2})")


class SideError(ValueError):
    """What was named is no state of a site; the message says why, and what would be."""


@dataclass(frozen=True, slots=True)
class Side:
    """One state that can be made: the sources, and the versions after which newer data are left out of account, by
    dataset."""

    name: str
    sources: Sources
    until: Mapping[str, dt.date] = field(default_factory=dict)


@contextlib.contextmanager
def open_side(root: Path, name: str) -> Iterator[Side | Published]:
    """The state that `name` means for the site in `root`: `DATASET@2026-05-31`, a site's folder, the
    folder of a built site, or a commit.

    A commit is laid out in a temporary folder while the context lasts. Raises SideError.
    """
    version = _VERSION.fullmatch(name)
    if version is not None:
        yield _as_of(root, name, version["dataset"], version["date"])
    elif (Path(name) / CONFIG_FILE).is_file():
        yield Side(name, read_sources(Path(name).resolve()))
    elif (Path(name) / MANIFEST).is_file():
        yield PublishedFolder(Path(name), f"{name.rstrip('/')}/")
    else:
        with tempfile.TemporaryDirectory(prefix="nutgraf-diff-") as folder:
            yield Side(name, _checked_out(root, name, Path(folder)))


def _as_of(root: Path, name: str, dataset: str, date: str) -> Side:
    sources = read_sources(root)
    known = read_datasets(sources).value.by_name
    if dataset not in known:
        raise SideError(f"there is no dataset {dataset}; {did_you_mean(dataset, known, 'datasets')}")
    versions = [version.date.isoformat() for version in known[dataset].versions]
    if date not in versions:
        raise SideError(f"{dataset} has no version {date}; versions: {', '.join(versions)}")
    return Side(name, sources, {dataset: dt.date.fromisoformat(date)})


def _checked_out(root: Path, commit: str, folder: Path) -> Sources:
    """The site as it was in a commit. The site may lie below the root of its repository."""
    try:
        archive = _git(root, "archive", "--format=tar", "--end-of-options", commit, ".")
    except FileNotFoundError as error:
        raise SideError("git is not installed, so no commit can be compared") from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["git says no more"]
        ways = "name DATASET@YEAR-MONTH-DAY, a commit, or the folder of a site or of a built one"
        raise SideError(f"{commit} is no state of this site ({reason[0]}); {ways}") from error
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter=_inside)
    return read_sources(folder)


def _inside(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """The member, unless it is a link that leads out of the folder: a build would not follow it either."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None


def _git(root: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True).stdout
