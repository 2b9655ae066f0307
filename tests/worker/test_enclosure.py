"""What an enclosed process can still read. Nobody leaves an enclosure, so each test has a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import REPOSITORY
from tests.worker.enclosing import can_enclose

PROGRAM = """
import sqlite3, sys, threading
from nutgraf.worker.enclosure import enclose

def look(name, read):
    try:
        print(name, read())
    except (OSError, sqlite3.Error) as error:
        print(name, type(error).__name__)

inside, outside = sys.argv[1:]
native = lambda: sqlite3.connect(f"file:{outside}?mode=ro", uri=True).execute("pragma schema_version").fetchone()
look("before", native)
enclose([inside])
look("inside", lambda: open(inside + "/file").read())
look("outside", lambda: open(outside).read())
look("native", native)
thread = threading.Thread(target=look, args=("thread", native))
thread.start()
thread.join()
"""


@pytest.mark.skipif(not can_enclose(), reason="this system has no Landlock")
def test_only_what_was_named_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside/file").write_text("words")
    (tmp_path / "outside.db").touch()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "inside"), str(tmp_path / "outside.db")],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "before (0,)",
        "inside words",
        "outside PermissionError",
        "native OperationalError",
        "thread OperationalError",
    ]
