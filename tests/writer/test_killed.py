"""A build that is killed while it writes leaves whole files, and the next one repairs what it left."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import REPOSITORY


def check_moments(folder: Path, *moments: str) -> int:
    program = [sys.executable, "-m", "tests.writer.killing", str(folder), *moments]
    done = subprocess.run(program, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_killed_while_staging_renaming_or_removing(tmp_path: Path) -> None:
    assert check_moments(tmp_path, "write", "replace", "unlink", "rmdir") > 40


@pytest.mark.soak
def test_killed_at_each_moment(tmp_path: Path) -> None:
    assert check_moments(tmp_path, "all") > 1000
