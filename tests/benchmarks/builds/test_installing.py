"""Peers are what they were when they were measured."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from benchmarks.builds import installing
from benchmarks.builds.programs import PEERS

PINNED = re.compile(r"\d+(\.\d+)+")


def test_every_peer_has_a_pinned_version() -> None:
    for peer in PEERS:
        said = installing.versions([peer])
        assert said
        assert all(PINNED.fullmatch(package.split(" ")[1]) for package in said.split(", "))


def test_what_is_there_is_not_installed_again(tmp_path: Path) -> None:
    makes = [sys.executable, "-c", f"open({str(tmp_path / 'peer/made')!r}, 'x')"]
    for _ in range(2):
        installing._install(tmp_path / "peer", "peer==1", [makes])
    installing._install(tmp_path / "peer", "peer==2", [makes])
    assert (tmp_path / "peer/installed").read_text() == "peer==2"


def test_a_failed_installation_says_where_its_log_is(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"peer could not be installed: see .*peer\.log"):
        installing._install(tmp_path / "peer", "peer==1", [[sys.executable, "-c", "exit(1)"]])
    assert not (tmp_path / "peer/installed").exists()
