from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pytest

from nutgraf.cache import Cache


@dataclass(frozen=True, slots=True)
class Kept:
    day: dt.date
    words: tuple[str, ...] = ()


VALUE = Kept(dt.date(2026, 5, 31), ("a", "b"))


def test_a_later_build_finds_what_was_put(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.pack("kept", Kept).put("key", VALUE)
    assert cache.pack("kept", Kept).get("key") is VALUE
    assert Cache(tmp_path).pack("kept", Kept).get("key") is None
    cache.end_build()
    assert Cache(tmp_path).pack("kept", Kept).get("key") == VALUE
    assert Cache(tmp_path).pack("other", Kept).get("key") is None


def test_what_no_build_uses_any_more_goes(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    pack = cache.pack("kept", Kept)
    pack.put("old", VALUE)
    pack.put("used", VALUE)
    for build in range(9):
        pack.put(f"new {build}", VALUE)
        cache.end_build()
    assert Cache(tmp_path).pack("kept", Kept).get("old") == VALUE
    for build in range(99):
        pack.put(f"newer {build}", VALUE)
        assert pack.get("used") == VALUE
        cache.end_build()
    again = Cache(tmp_path).pack("kept", Kept)
    assert (again.get("old"), again.get("used")) == (None, VALUE)
    assert pack.get("old") is None
    # However much is new: no more is kept than a few builds have made.
    assert sum(again.get(f"newer {build}") is not None for build in range(99)) < 20


def test_of_results_that_are_long_few_are_kept(tmp_path: Path) -> None:
    for build in range(20):
        cache = Cache(tmp_path)
        pack = cache.pack("kept", Kept, most_unused=1)
        pack.put(f"{build}", VALUE)
        cache.end_build()
    found = [build for build in range(20) if Cache(tmp_path).pack("kept", Kept).get(f"{build}")]
    # An edit that is taken back finds what was before it.
    assert found == [18, 19]


def test_one_more_result_is_written_apart(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(100):
        cache.pack("kept", Kept).put(f"{number}", VALUE)
    cache.end_build()
    before = {path: path.read_bytes() for path in files_in(tmp_path)}
    later = Cache(tmp_path)
    assert all(later.pack("kept", Kept).get(f"{number}") for number in range(100))
    later.pack("kept", Kept).put("more", VALUE)
    later.pack("kept", Kept).put("7", Kept(VALUE.day, ("another",)))
    later.end_build()
    changed = [path for path in files_in(tmp_path) if path.read_bytes() != before.get(path)]
    assert sum(path.stat().st_size for path in changed) < max(map(len, before.values())) / 10
    pack = Cache(tmp_path).pack("kept", Kept)
    assert [pack.get(key) for key in ("6", "7", "more")] == [VALUE, Kept(VALUE.day, ("another",)), VALUE]


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.pack("kept", Kept).put("key", VALUE)
    cache.end_build()
    before = {file: file.stat().st_mtime_ns for file in files_in(tmp_path)}
    cache = Cache(tmp_path)
    assert cache.pack("kept", Kept).get("key") == VALUE
    cache.end_build()
    assert {file: file.stat().st_mtime_ns for file in files_in(tmp_path)} == before


@pytest.mark.parametrize("damage", [b"", b"\xff" * 90, b"0" * 80])
def test_a_damaged_pack_is_empty(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.pack("kept", Kept).put("key", VALUE)
    cache.end_build()
    for file in files_in(tmp_path):
        file.write_bytes(damage)
    assert Cache(tmp_path).pack("kept", Kept).get("key") is None


def test_a_pack_of_another_kind_of_value_is_unknown(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.pack("kept", int).put("key", 7)
    cache.end_build()
    assert Cache(tmp_path).pack("kept", Kept).get("key") is None


def test_what_cannot_be_packed_stays_in_memory(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.pack("kept", Kept).put("key", Kept(VALUE.day, ("\ud800",)))
    assert cache.pack("kept", Kept).get("key") is not None
    cache.end_build()
    assert Cache(tmp_path).pack("kept", Kept).get("key") is None
