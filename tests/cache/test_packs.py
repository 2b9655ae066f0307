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
    for build in range(9):
        pack.put(f"new {build}", VALUE)
        cache.end_build()
    again = Cache(tmp_path).pack("kept", Kept)
    assert again.get("old") == VALUE
    for build in range(9):
        pack.put(f"newer {build}", VALUE)
        cache.end_build()
    assert Cache(tmp_path).pack("kept", Kept).get("old") is None
    assert pack.get("old") is None


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.pack("kept", Kept).put("key", VALUE)
    cache.end_build()
    [file] = [path for path in tmp_path.rglob("*") if path.is_file()]
    before = file.stat().st_mtime_ns
    cache = Cache(tmp_path)
    assert cache.pack("kept", Kept).get("key") == VALUE
    cache.end_build()
    assert file.stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", [b"", b"\xff" * 90, b"0" * 80])
def test_a_damaged_pack_is_empty(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.pack("kept", Kept).put("key", VALUE)
    cache.end_build()
    [file] = [path for path in tmp_path.rglob("*") if path.is_file()]
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
