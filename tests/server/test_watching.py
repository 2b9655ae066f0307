from __future__ import annotations

import os
import queue
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from nutgraf.server.watching import Watch

Told = queue.SimpleQueue[set[str]]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("content/markets", "site", "src"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "content/a.md").write_text("A")
    (tmp_path / "src/filters.py").write_text("")
    return tmp_path


@pytest.fixture
def told(root: Path) -> Iterator[Told]:
    told: Told = queue.SimpleQueue()
    watch = Watch(root, [root / "build.py", root / "src/filters.py"], told.put)
    (root / "content/early.md").write_text("saved before the watch starts")
    watch.start()
    try:
        assert until(told, "content/early.md") == {"content/early.md"}
        yield told
    finally:
        watch.end()


def until(told: Told, path: str) -> set[str]:
    """All that is told up to when `path` is."""
    seen: set[str] = set()
    while path not in seen:
        seen |= told.get(timeout=5)
    return seen


def test_saves_are_told_and_what_is_no_source_is_not(root: Path, told: Told) -> None:
    (root / "site/index.html").write_text("built")
    (root / "content/.a.md.swp").write_text("an editor's own")
    staged = root / "content/sedXYZ"
    staged.write_text("B")
    os.replace(staged, root / "content/a.md")
    (root / "content/markets/new.md").write_text("new")
    (root / "site.toml").write_text("")
    (root / "build.py").write_text("")
    (root / "src/other.py").write_text("")
    (root / "src/filters.py").write_text("changed")
    wanted = {"content/a.md", "content/markets/new.md", "site.toml", "build.py", "src/filters.py"}
    seen: set[str] = set()
    while not wanted <= seen:
        seen |= told.get(timeout=5)
    assert seen == wanted


def test_folders_that_come_and_come_again_are_watched(root: Path, told: Told) -> None:
    (root / "charts").mkdir()
    until(told, "charts")
    (root / "charts/prices.py").write_text("")
    until(told, "charts/prices.py")
    shutil.rmtree(root / "content")
    until(told, "content")
    (root / "content/economy").mkdir(parents=True)
    # What is saved before the folder is watched is told with it.
    late = "content/economy/late.md"
    for _ in range(50):
        (root / late).write_text("")
        with suppress(queue.Empty):
            if late in told.get(timeout=0.1):
                return
    raise AssertionError(f"{late} was not told")
