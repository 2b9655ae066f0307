"""Writing changed sources."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nutgraf.edits.files import write_sources
from nutgraf.problems import BuildError, Location


def refuse(*_: object) -> None:
    raise OSError(30, "Read-only file system")


@pytest.mark.parametrize("step", ["replace", "chmod"])
def test_what_the_file_system_refuses_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    (tmp_path / "a.md").write_text("old")
    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(BuildError) as caught:
        write_sources(tmp_path, {"a.md": b"new"})
    (problem,) = caught.value.problems
    assert (problem.code, problem.location) == ("source-not-written", Location("a.md"))
    assert problem.message == "the file cannot be written: Read-only file system"
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.md", "old")]


def test_a_read_only_source_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("old")
    monkeypatch.setattr(os, "access", lambda *_: False)  # the mode does not bind the superuser
    with pytest.raises(BuildError):
        write_sources(tmp_path, {"b.md": b"new", "a.md": b"new"})
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.md", "old")]
