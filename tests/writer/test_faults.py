"""Faults of the file system: a clear message, and what was published stays byte for byte."""

from __future__ import annotations

import os
import subprocess
import threading
from pathlib import Path

import pytest

from nutgraf.digest import digest_bytes
from nutgraf.model.artifact import Artifact, Artifacts, StoredArtifact
from nutgraf.problems import Problem
from nutgraf.writer import WriteError, write_site
from tests.building import files_below

OLD = {path: Artifact(path, b"old") for path in ("a/index.html", "b/index.html", "manifest.json")}
NEW = {path: Artifact(path, b"new") for path in OLD}


def contents(folder: Path) -> dict[str, bytes]:
    return {path: (folder / path).read_bytes() for path in files_below(folder)}


def refused(folder: Path, artifacts: Artifacts) -> Problem:
    before = contents(folder)
    with pytest.raises(WriteError) as caught:
        write_site(folder, artifacts)
    assert contents(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    return caught.value.problem


def mounted(folder: Path, options: str) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("only root can mount a file system, and not everywhere")


def unmounted(folder: Path) -> None:
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(tmp_path: Path) -> None:
    disk, folder = tmp_path / "disk", tmp_path / "disk/site"
    disk.mkdir()
    mounted(disk, "size=1m")
    try:
        write_site(folder, OLD)
        problem = refused(folder, {**NEW, "large.png": Artifact("large.png", bytes(2**21))})
        write_site(folder, NEW)
        assert contents(folder) == {path: b"new" for path in NEW}
    finally:
        unmounted(disk)
    assert problem.code == "site-not-written"
    assert problem.message == "the site cannot be written: No space left on device"


@pytest.mark.parametrize("part", ["site", "site/b"])
def test_a_folder_that_cannot_be_written(tmp_path: Path, part: str) -> None:
    folder = tmp_path / "site"
    write_site(folder, OLD)
    mounted(tmp_path / part, "ro")
    try:
        problem = refused(folder, NEW)
    finally:
        unmounted(tmp_path / part)
    assert problem.code == "site-not-written"
    assert contents(folder) == {path: b"old" for path in OLD}


def test_two_builds_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site(folder, OLD)
    begun, told = threading.Event(), threading.Event()

    def read() -> bytes:
        begun.set()
        assert told.wait(30)
        return b"new"

    slow = {path: StoredArtifact(path, digest_bytes(b"new"), 3, read) for path in OLD}
    first = threading.Thread(target=write_site, args=(folder, slow))
    first.start()
    assert begun.wait(30)
    with pytest.raises(WriteError) as caught:
        write_site(folder, {"c/index.html": Artifact("c/index.html", b"other")})
    told.set()
    first.join()
    assert caught.value.problem.code == "site-locked"
    assert contents(folder) == {path: b"new" for path in OLD}
