"""A cache is kept below its limit: what was not used for longest goes, and nothing that is in use."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from nutgraf.cache import Cache, Evicted, evict
from nutgraf.digest import digest_bytes

DAY = 24 * 60 * 60
SIZE = 1000


def filled(folder: Path, count: int) -> list[str]:
    """The files of a cache, the first unused for `count` days."""
    digests = [Cache(folder).put_file(f"{number}".encode().ljust(SIZE)) for number in range(count)]
    for number, digest in enumerate(digests):
        used = time.time() - DAY * (count - number)
        os.utime(Cache(folder).file(digest), (used, used))
    return digests


def left(folder: Path, digests: list[str]) -> list[int]:
    return [number for number, digest in enumerate(digests) if Cache(folder).file(digest).exists()]


def test_what_was_not_used_for_longest_goes(tmp_path: Path) -> None:
    digests = filled(tmp_path, 20)
    assert evict(Cache(tmp_path), 15 * SIZE) == Evicted(7, 7 * SIZE)
    assert left(tmp_path, digests) == list(range(7, 20))


def test_what_this_build_used_stays(tmp_path: Path) -> None:
    digests = filled(tmp_path, 20)
    cache = Cache(tmp_path)
    assert cache.has_file(digests[0])
    assert cache.read_file(digests[1])
    assert cache.put_file(b"2".ljust(SIZE)) == digests[2]
    evict(cache, 5 * SIZE)
    assert left(tmp_path, digests) == [0, 1, 2, 19]


def test_all_of_a_build_stays_though_it_is_too_much(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    keys = [digest_bytes(bytes([number])) for number in range(5)]
    for key in keys:
        cache.put(key, b"x" * SIZE)
    assert evict(cache, SIZE) == Evicted()
    assert all(map(cache.holds, keys))


def test_a_use_is_noted_once_a_day(tmp_path: Path) -> None:
    digest = filled(tmp_path, 2)[0]
    path = Cache(tmp_path).file(digest)
    assert Cache(tmp_path).has_file(digest)
    assert time.time() - path.stat().st_mtime < 60
    lately = time.time() - DAY / 2
    os.utime(path, (lately, lately))
    before = path.stat().st_mtime_ns
    assert Cache(tmp_path).has_file(digest)
    assert path.stat().st_mtime_ns == before


def test_files_are_not_looked_at_while_there_is_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path, 3)
    evict(Cache(tmp_path), 100 * SIZE)
    monkeypatch.setattr("nutgraf.cache.evicting._files", lambda folder: pytest.fail("it looked"))
    cache = Cache(tmp_path)
    cache.put_file(b"new".ljust(SIZE))
    evict(cache, 100 * SIZE)
    assert json.loads((tmp_path / "size.json").read_text()) == {"limit": 100 * SIZE, "size": 3 * SIZE, "added": SIZE}


def test_what_builds_add_is_counted_until_it_is_too_much(tmp_path: Path) -> None:
    digests = filled(tmp_path, 9)
    evict(Cache(tmp_path), 10 * SIZE)
    for name in (b"one", b"two"):
        cache = Cache(tmp_path)
        cache.put_file(name.ljust(SIZE))
        evict(cache, 10 * SIZE)
    assert left(tmp_path, digests) == list(range(2, 9))


@pytest.mark.parametrize("record", [b"", b"{}", b'{"limit": 15000, "size": "much", "added": 0}', b"[]"])
def test_without_a_record_the_files_are_counted(tmp_path: Path, record: bytes) -> None:
    filled(tmp_path, 20)
    (tmp_path / "size.json").write_bytes(record)
    assert evict(Cache(tmp_path), 15 * SIZE).entries == 7


def test_what_a_killed_process_left_goes(tmp_path: Path) -> None:
    filled(tmp_path, 2)
    for name, age in (("old", 2 * DAY), ("new", 0)):
        path = tmp_path / f".{name}"
        path.touch()
        os.utime(path, (time.time() - age,) * 2)
    evict(Cache(tmp_path), 100 * SIZE)
    assert sorted(path.name for path in tmp_path.glob(".*")) == [".new"]


def test_links_out_of_the_cache_are_not_followed(tmp_path: Path) -> None:
    filled(tmp_path / "elsewhere", 5)
    filled(tmp_path / "cache", 5)
    (tmp_path / "cache/link").symlink_to(tmp_path / "elsewhere")
    evict(Cache(tmp_path / "cache"), SIZE)
    assert len([path for path in (tmp_path / "elsewhere").rglob("*") if path.is_file()]) == 5


def test_a_cache_that_is_not_there(tmp_path: Path) -> None:
    assert evict(Cache(tmp_path / "none"), SIZE) == Evicted()
    assert not (tmp_path / "none").exists()
