from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.cache import Cache, LostEntryError
from nutgraf.digest import digest_bytes

KEY = digest_bytes(b"key")
OTHER = digest_bytes(b"other")


def entry(folder: Path) -> Path:
    [path] = [path for path in folder.rglob("*") if path.is_file()]
    return path


@given(content=st.binary(max_size=300))
def test_gives_back_what_was_put(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("cache")
    Cache(folder).put(KEY, content)
    assert Cache(folder).get(KEY) == content


def test_an_unknown_key_is_absent(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "not-there")
    assert cache.get(KEY) is None
    cache.put(OTHER, b"x")
    assert cache.get(KEY) is None


def test_a_later_content_replaces_the_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, b"first")
    cache.put(KEY, b"second")
    assert cache.get(KEY) == b"second"
    assert entry(tmp_path).parent.parent == tmp_path


@pytest.mark.parametrize("damage", [b"", b"x", b"0" * 64, b"0" * 64 + b"content"])
def test_a_damaged_entry_is_absent(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, b"content")
    entry(tmp_path).write_bytes(damage)
    assert cache.get(KEY) is None


def test_every_truncation_and_flip_is_noticed(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, b"content")
    path = entry(tmp_path)
    whole = path.read_bytes()
    for index in range(len(whole)):
        path.write_bytes(whole[:index])
        assert cache.get(KEY) is None
        path.write_bytes(whole[:index] + bytes([whole[index] ^ 1]) + whole[index + 1 :])
        assert cache.get(KEY) is None


def test_an_entry_of_another_key_is_foreign(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, b"content")
    whole = entry(tmp_path).read_bytes()
    cache.put(OTHER, b"other")
    (tmp_path / OTHER[:2] / OTHER).write_bytes(whole)
    assert cache.get(OTHER) is None
    assert cache.get(KEY) == b"content"


@pytest.mark.parametrize(
    "key", ["", "short", "../../../etc/passwd", KEY.upper(), KEY + "\n", KEY[:10] + "/" + KEY[:10]]
)
def test_only_hexadecimal_keys(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="hexadecimal"):
        Cache(tmp_path).get(key)
    with pytest.raises(ValueError, match="hexadecimal"):
        Cache(tmp_path).put(key, b"")


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where the folder should be")
    cache = Cache(tmp_path / "file")
    cache.put(KEY, b"content")
    assert cache.get(KEY) == b"content"
    assert cache.holds(KEY)
    digest = cache.put_file(b"file")
    assert cache.has_file(digest)
    assert cache.read_file(digest) == b"file"
    assert Cache(tmp_path / "file").get(KEY) is None


def test_a_file_is_stored_byte_for_byte_under_its_digest(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    digest = cache.put_file(b"content")
    assert digest == digest_bytes(b"content")
    assert cache.file(digest).read_bytes() == b"content"
    assert cache.has_file(digest)
    assert Cache(tmp_path).read_file(digest) == b"content"


def test_a_file_that_was_changed_or_taken_away_is_lost(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    digest = cache.put_file(b"content")
    cache.file(digest).write_bytes(b"contents")
    with pytest.raises(LostEntryError):
        cache.read_file(digest)
    assert not cache.has_file(digest)
    with pytest.raises(LostEntryError):
        cache.read_file(digest)


def test_nothing_but_whole_entries_is_left_behind(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    contents = [bytes([number]) * 50_000 for number in range(20)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda content: cache.put(KEY, content), contents))
    assert cache.get(KEY) in contents
    assert entry(tmp_path).name == KEY
