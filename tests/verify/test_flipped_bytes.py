"""One bit of any file that a build reads or wrote, turned over: `verify` names the file."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.building import TESTS, Builder, copy_flagship, copy_site, files_below

PARTS = ("charts", "content", "data", "templates", "site")


def flip(path: Path, position: int) -> bytes:
    """Turns one bit over; gives what was there before."""
    before = path.read_bytes()
    position %= len(before)
    path.write_bytes(before[:position] + bytes([before[position] ^ 1]) + before[position + 1 :])
    return before


def prove(site: Path, builder: Builder, seed: int, count: int) -> None:
    """The manifest itself is left alone: the others are held to it."""
    builder.write(site)
    assert builder.verify(site) == ()
    paths = [f"{part}/{path}" for part in PARTS for path in files_below(site / part) if path != "manifest.json"]
    paths = [path for path in paths if (site / path).stat().st_size]
    chance = random.Random(seed)
    for _ in range(count):
        path = chance.choice(paths)
        before = flip(site / path, chance.randrange(1 << 30))
        named = {problem.location.path for problem in builder.verify(site)}
        (site / path).write_bytes(before)
        assert path in named, (seed, path, named)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "small", TESTS / "theme", TESTS / "problems" / "base")


def test_a_flipped_byte_is_named(small: Path, builder: Builder) -> None:
    prove(small, builder, seed=4, count=12)


@pytest.mark.soak
def test_two_hundred_flipped_bytes_are_named(small: Path, tmp_path: Path, builder: Builder) -> None:
    seed = random.randrange(1 << 30)
    print(f"seed {seed}")
    prove(small, builder, seed, count=180)
    prove(copy_flagship(tmp_path / "flagship"), builder, seed, count=20)
