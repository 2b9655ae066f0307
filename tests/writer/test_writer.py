from __future__ import annotations

import fcntl
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.cache import LostEntryError
from nutgraf.digest import digest_bytes
from nutgraf.model.artifact import Artifact, Artifacts, StoredArtifact
from nutgraf.stamps import LOCK, list_site
from nutgraf.writer import WriteError, write_site
from tests.building import files_below


def site_of(**files: str) -> Artifacts:
    paths = {name.replace("__", "/").replace("_html", ".html"): text for name, text in files.items()}
    return {path: Artifact(path, text.encode()) for path, text in paths.items()}


def test_the_folder_holds_exactly_the_artifacts(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    first = write_site(folder, site_of(index_html="1", a__index_html="2", b__index_html="3"))
    (folder / ".gitignore").write_text("*")
    second = write_site(folder, site_of(index_html="1", a__index_html="changed"))
    assert (len(first.written), first.unchanged, first.removed) == (3, 0, 0)
    assert (len(second.written), second.unchanged, second.removed) == (1, 1, 1)
    assert files_below(folder) == [".gitignore", "a/index.html", "index.html"]
    assert not (folder / "b").exists()


def test_unchanged_files_are_not_touched(tmp_path: Path) -> None:
    write_site(tmp_path / "site", site_of(index_html="1"))
    before = (tmp_path / "site/index.html").stat().st_mtime_ns
    write_site(tmp_path / "site", site_of(index_html="1"))
    assert (tmp_path / "site/index.html").stat().st_mtime_ns == before


def test_a_file_may_take_the_place_of_a_folder_and_the_other_way_round(tmp_path: Path) -> None:
    write_site(tmp_path / "site", site_of(a__index_html="1", b="2"))
    write_site(tmp_path / "site", site_of(a="1", b__index_html="2"))
    assert files_below(tmp_path / "site") == ["a", "b/index.html"]


PATHS = ("a", "b", "a/b", "a/b/c", "a/d/e", "f/g", "f/h/i", "j/k")
"""A file of some is a folder of others."""


def chosen(paths: Iterable[str]) -> tuple[str, ...]:
    """Those that can be files of one site."""
    return tuple(path for path in paths if not any(other.startswith(f"{path}/") for other in paths))


@given(before=st.sets(st.sampled_from(PATHS)), after=st.sets(st.sampled_from(PATHS)), empty=st.booleans())
def test_what_it_says_that_it_left_is_there(before: set[str], after: set[str], empty: bool) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "site"
        write_site(folder, {path: Artifact(path, b"1") for path in chosen(before)})
        if empty:
            (folder / "l/m").mkdir(parents=True)
        written = write_site(folder, {path: Artifact(path, path.encode()) for path in chosen(after)})
        assert written.left == list_site(str(folder))
        assert set(written.left.files) == set(chosen(after))


def test_a_second_build_at_the_same_time_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site(folder, site_of(index_html="1"))
    with (folder / LOCK).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(WriteError) as caught:
            write_site(folder, site_of(index_html="2"))
    assert caught.value.problem.code == "site-locked"
    assert (folder / "index.html").read_text() == "1"


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("a file where the folder should be")
    with pytest.raises(WriteError) as caught:
        write_site(tmp_path / "site", site_of(index_html="1"))
    assert caught.value.problem.code == "site-not-written"


def test_nothing_is_left_beside_the_site(tmp_path: Path) -> None:
    write_site(tmp_path / "site", site_of(index_html="1"))
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_new_folder_comes_as_a_whole_and_leaves_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site(folder, site_of(a__index_html="1"))
    inode = (folder / "a/index.html").stat().st_ino
    write_site(folder, site_of(a__index_html="1", a__b__c__index_html="2", a__b__d="3", e="4"))
    assert files_below(folder) == ["a/b/c/index.html", "a/b/d", "a/index.html", "e"]
    assert (folder / "a/index.html").stat().st_ino == inode


def many(lost: str = "") -> Artifacts:
    """Enough for several processes, in folders that they share; the content of one of them may be gone."""

    def read(path: str) -> bytes:
        if path == lost:
            raise LostEntryError(path)
        return path.encode()

    paths = [f"{folder}/{number}/index.html" for folder in ("a", "b/c") for number in range(40)]
    return {path: StoredArtifact(path, digest_bytes(path.encode()), len(path), partial(read, path)) for path in paths}


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_several_processes_write_the_same(tmp_path: Path, processes: int) -> None:
    written = write_site(tmp_path / "site", many(), processes=processes)
    assert list(written.written) == files_below(tmp_path / "site") == sorted(many())
    assert {(tmp_path / "site" / path).read_text() == path for path in written.written} == {True}


@pytest.mark.parametrize("place", range(4))
def test_what_is_lost_in_any_process_is_told_and_nothing_written(tmp_path: Path, place: int) -> None:
    lost = sorted(many())[place]
    with pytest.raises(LostEntryError):
        write_site(tmp_path / "site", many(lost), processes=2)
    assert files_below(tmp_path / "site") == []


def test_links_in_the_site_are_not_followed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("mine")
    folder = tmp_path / "site"
    folder.mkdir()
    for link in ("a", "b"):
        (folder / link).symlink_to(elsewhere, target_is_directory=True)
    write_site(folder, site_of(a__index_html="1"))
    assert (elsewhere / "index.html").read_text() == "mine"
    assert files_below(folder) == ["a/index.html"]
    assert not (folder / "b").is_symlink()
