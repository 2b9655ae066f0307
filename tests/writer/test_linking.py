"""Published files that are further names of files in the cache."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest

from nutgraf.cache import Cache, LostEntryError, evict
from nutgraf.model.artifact import Artifact, Artifacts, StoredArtifact
from nutgraf.stamps import list_site
from nutgraf.writer import write_site
from tests.building import files_below

PATHS = ("a/index.html", "b/index.html", "manifest.json")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def published(path: str, content: str, cache: Cache) -> StoredArtifact:
    digest = cache.put_file(content.encode())
    read, file = partial(cache.read_file, digest), cache.place(digest)
    return StoredArtifact(path, digest, len(content), read, file=file)


def stored(cache: Cache, word: str = "old") -> Artifacts:
    """A site of files in the cache."""
    return {path: published(path, f"{word} {path}", cache) for path in PATHS}


def contents(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text() for path in files_below(folder)}


def expected(word: str = "old") -> dict[str, str]:
    return {path: f"{word} {path}" for path in PATHS}


def test_a_file_of_the_cache_is_linked_and_everybody_may_read_it(tmp_path: Path, cache: Cache) -> None:
    artifacts = stored(cache)
    write_site(tmp_path / "site", artifacts)
    plain = tmp_path / "plain"
    plain.touch()
    for path, artifact in artifacts.items():
        file = tmp_path / "site" / path
        assert file.samefile(cache.file(artifact.digest))
        assert file.stat().st_mode == plain.stat().st_mode
    assert contents(tmp_path / "site") == expected()


def test_a_source_is_never_linked(tmp_path: Path) -> None:
    source = tmp_path / "prices.csv"
    source.write_bytes(b"a,b")
    artifact = Artifact("prices.csv", b"a,b")
    write_site(tmp_path / "site", {"prices.csv": StoredArtifact("prices.csv", artifact.digest, 3, source.read_bytes)})
    assert not (tmp_path / "site/prices.csv").samefile(source)


@pytest.mark.parametrize("obstacle", ["no links here", "for its owner only"])
def test_where_there_can_be_no_link_there_is_a_copy(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch, obstacle: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("not permitted")

    artifacts = stored(cache)
    if obstacle == "no links here":
        monkeypatch.setattr(os, "link", refuse)
    for artifact in artifacts.values() if obstacle == "for its owner only" else ():
        cache.file(artifact.digest).chmod(0o600)
    write_site(tmp_path / "site", artifacts)
    assert contents(tmp_path / "site") == expected()
    for path, artifact in artifacts.items():
        assert not (tmp_path / "site" / path).samefile(cache.file(artifact.digest))


def test_what_is_damaged_is_found_all_at_once_and_published_nowhere(tmp_path: Path, cache: Cache) -> None:
    site = tmp_path / "site"
    write_site(site, stored(cache))
    newer = stored(cache, "new")
    for path in PATHS[:2]:
        cache.file(newer[path].digest).write_bytes(b"no longer what it was")
    with pytest.raises(LostEntryError):
        write_site(site, newer)
    assert contents(site) == expected()
    assert [cache.has_file(newer[path].digest) for path in PATHS] == [False, False, True]
    write_site(site, stored(cache, "new"))
    assert contents(site) == expected("new")


def test_a_published_file_that_is_edited_in_place_is_written_again(tmp_path: Path, cache: Cache) -> None:
    site, artifacts = tmp_path / "site", stored(cache)
    seen = write_site(site, artifacts).seen
    with (site / PATHS[0]).open("a") as file:
        file.write("by somebody else")
    with pytest.raises(LostEntryError):
        write_site(site, artifacts, seen)
    written = write_site(site, stored(cache), seen)
    assert (written.written, contents(site)) == ((PATHS[0],), expected())
    assert cache.file(artifacts[PATHS[0]].digest).read_bytes() == f"old {PATHS[0]}".encode()


def test_two_files_with_one_content(tmp_path: Path, cache: Cache) -> None:
    artifacts = {path: published(path, "same", cache) for path in PATHS}
    first = write_site(tmp_path / "site", {PATHS[0]: artifacts[PATHS[0]]})
    written = write_site(tmp_path / "site", artifacts, first.seen)
    assert contents(tmp_path / "site") == dict.fromkeys(PATHS, "same")
    assert written.written == PATHS[1:]
    assert write_site(tmp_path / "site", artifacts, written.seen).written == ()


def test_what_is_published_keeps_its_time_and_its_place(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    artifacts = stored(cache)
    unpublished = cache.put_file(b"published no longer")
    write_site(tmp_path / "site", artifacts)
    long_ago = (1_000_000_000, 1_000_000_000)
    for digest in (unpublished, *(artifact.digest for artifact in artifacts.values())):
        os.utime(cache.file(digest), long_ago)
    later = Cache(cache.folder)
    assert all(later.has_file(artifact.digest) for artifact in artifacts.values())
    assert {(tmp_path / "site" / path).stat().st_mtime for path in PATHS} == {1_000_000_000}
    evict(Cache(cache.folder), 10)
    assert not cache.file(unpublished).exists()
    assert all(cache.file(artifact.digest).exists() for artifact in artifacts.values())


def alike(cache: Cache, *paths: str) -> Artifacts:
    return {path: published(path, "alike", cache) for path in paths}


@pytest.mark.parametrize("after", [("a", "b"), ("a",), ("b", "c"), ("a", "b", "c")], ids=" ".join)
def test_other_names_of_a_file_that_came_or_went_are_known(
    after: tuple[str, ...], tmp_path: Path, cache: Cache
) -> None:
    folder = tmp_path / "site"
    first = write_site(folder, alike(cache, "a", "b"))
    written = write_site(folder, alike(cache, *after), first.seen)
    assert written.left == list_site(str(folder))


def test_a_file_edited_while_another_name_of_it_went_is_not_known(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    first = write_site(folder, alike(cache, "a", "b"))
    remove = Path.unlink

    def removed_and_edited(path: Path, missing_ok: bool = False) -> None:
        remove(path, missing_ok)
        if path == folder / "b":
            (folder / "a").write_text("else")

    monkeypatch.setattr(Path, "unlink", removed_and_edited)
    left = write_site(folder, alike(cache, "a"), first.seen).left
    assert left.files["a"] != list_site(str(folder)).files["a"]
