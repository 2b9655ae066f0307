"""Whole builds that are killed at random moments: what they leave is whole, and the next build equals the clean one."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nutgraf.cache import Cache
from nutgraf.finished import NAMES
from tests.building import REPOSITORY, TESTS, Builder, copy_site, files_below, use_cache
from tests.cli.running import run

ARTICLE = "content/markets/dear.md"
CHART = "charts/prices.py"
SEED = 20_261


def contents(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in files_below(folder) if path != ".nutgraf-lock"}


class Newsroom:
    """A site that an edit of its article and of its chart takes from one state to the other and back."""

    def __init__(self, folder: Path, cache: Path, builder: Builder) -> None:
        self.root = use_cache(copy_site(folder / "here", TESTS / "theme", TESTS / "problems" / "base"), cache)
        self.site = self.root / "site"
        self._edited = False
        builder.write(self.root)
        first = contents(self.site)
        self.edit()
        changed = {path: artifact.content for path, artifact in builder.build(self.root).artifacts.items()}
        self.edit()
        self._states = (first, changed)
        self._seconds = 2.0

    def edit(self) -> None:
        self._edited = not self._edited
        words = ("What follows", "What came of it") if self._edited else ("What came of it", "What follows")
        title = ("gets dearer", "is dearer") if self._edited else ("is dearer", "gets dearer")
        for path, (old, new) in ((ARTICLE, words), (CHART, title)):
            file = self.root / path
            file.write_text(file.read_text().replace(old, new))

    def kill(self, chance: random.Random, *, writing: bool) -> None:
        """Begins a build and kills it, and its workers with it or not; `writing`: once it has begun to write."""
        surroundings = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        program = [sys.executable, "-m", "nutgraf", "-q"]
        started = time.monotonic()
        process = subprocess.Popen(program, cwd=self.root, env=surroundings, start_new_session=True)
        if writing:
            while process.poll() is None and not list(self.root.glob(".site-*.staged")):
                time.sleep(0.0005)
            time.sleep(chance.random() * 0.01)
        else:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.random() * self._seconds)
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if chance.random() < 0.5 else os.kill)(process.pid, signal.SIGKILL)
        if process.wait() == 0:
            self._seconds = time.monotonic() - started

    def check_whole(self) -> None:
        for path, content in contents(self.site).items():
            assert content in [state.get(path) for state in self._states], f"{path} is torn"

    def check_as_clean(self) -> None:
        assert contents(self.site) == self._states[self._edited]
        assert not list(self.root.glob(".site-*.staged"))


def check_kills(newsroom: Newsroom, cache: Path, kills: int) -> None:
    chance = random.Random(SEED)
    print("seed", SEED)
    for number in range(kills):
        newsroom.edit()
        if number % 10 == 9:  # as on a machine that has drawn nothing yet
            for entry in cache.iterdir():
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        if number % 3:  # else one of the last builds was of the same sources, and there is nothing to do but to write
            Cache(cache).drop(NAMES)
        newsroom.kill(chance, writing=number % 2 == 0)
        newsroom.check_whole()
        again = run(cwd=newsroom.root)
        assert again.returncode == 0, again.stderr
        newsroom.check_as_clean()


@pytest.mark.soak
def test_a_killed_build(tmp_path: Path, shared_cache: Path, builder: Builder) -> None:
    check_kills(Newsroom(tmp_path, shared_cache, builder), shared_cache, 1)


@pytest.mark.soak
def test_two_hundred_killed_builds(tmp_path: Path, builder: Builder) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    check_kills(Newsroom(tmp_path, cache, builder), cache, 200)
