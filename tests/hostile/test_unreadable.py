"""Sources that are there and cannot be read."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from nutgraf.cache import Cache
from nutgraf.pipeline import build
from nutgraf.problems import BuildError, format_problem
from nutgraf.sources import Sources, read_sources, unlisted_folders, unread_file
from tests.building import TESTS, Builder, copy_site

ARTICLE = "content/markets/dear.md"
TABLE = "data/prices/2026-01-31.csv"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "here", TESTS / "theme", TESTS / "problems" / "base")


def told(builder: Builder, sources: Sources, cache: Path) -> list[str]:
    with pytest.raises(BuildError) as caught:
        build(sources, builder.executor, Cache(cache))
    return [format_problem(problem, sources.line) for problem in caught.value.problems]


@pytest.mark.parametrize("path", [ARTICLE, TABLE, "charts/prices.py", "site.toml", "content/markets/loaf.png"])
def test_a_file_that_went_while_it_was_to_be_read(path: str, site: Path, builder: Builder, tmp_path: Path) -> None:
    sources = read_sources(site)
    (site / path).unlink()
    (problem,) = told(builder, sources, tmp_path / "cache")
    assert problem == (
        f"{path}:1:1: error[file-not-read]: this file cannot be read: No such file or directory\n"
        "  = see that it is still there and may be read, then build again"
    )


def test_a_file_that_this_user_may_not_read(
    site: Path, builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources, file = read_sources(site), str(site / ARTICLE)

    def refused(path: Any, *given: Any, **named: Any) -> Any:
        if path == file:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), file)
        return open(path, *given, **named)

    monkeypatch.setattr("nutgraf.sources.open", refused, raising=False)
    (problem,) = told(builder, sources, tmp_path / "cache")
    assert problem.startswith(f"{ARTICLE}:1:1: error[file-not-read]: this file cannot be read: Permission denied\n")


def test_a_folder_that_this_user_may_not_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refused(folder: str) -> object:
        if folder == str(site / "content/markets"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), folder)
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refused)
    sources = read_sources(site)
    (problem,) = unlisted_folders(sources)
    assert format_problem(problem, sources.line) == (
        "content/markets:1:1: error[folder-not-read]: this folder is not read: Permission denied\n"
        "  = see that it can be read, or move what lies in it further up"
    )
    assert ARTICLE not in sources


def test_a_folder_that_went_while_it_was_to_be_listed_is_none(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def gone(folder: str) -> object:
        return scan(f"{folder}-gone" if folder == str(site / "content/markets") else folder)

    monkeypatch.setattr(os, "scandir", gone)
    sources = read_sources(site)
    assert (unlisted_folders(sources), ARTICLE in sources) == ((), False)


@pytest.mark.parametrize(
    "error",
    [OSError(), OSError(errno.ENOSPC, "full"), OSError(errno.ENOENT, "gone", "/elsewhere"), OSError(5, "bad", 3)],
)
def test_other_errors_are_about_no_source(error: OSError, site: Path) -> None:
    assert unread_file(read_sources(site), error) is None
