"""What an exhibit may not touch, each asked for in the way that authors would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import REPOSITORY

# An audit hook stays for the life of a process, so each exhibit runs in one of its own.
PROGRAM = """
import sys
from pathlib import Path
from nutgraf.exhibits.guard import Guard
root = Path(sys.argv[1])
for library in sys.argv[2].split():
    __import__(library)
guard = Guard()
source = (root / "charts" / "chart.py").read_text()
code = compile(source, str((root / "charts" / "chart.py").resolve()), "exec")
with guard.watching(root / "charts") as refusals:
    try:
        exec(code, {})
        print("ran")
    except Exception as error:
        print(type(error).__name__)
for refusal in refusals:
    print(refusal.line, refusal.what)
"""


def run(root: Path, source: str, libraries: str = "") -> list[str]:
    """What the exhibit's process printed: how it ended, then a line for each refusal."""
    (root / "charts").mkdir(exist_ok=True)
    (root / "charts/chart.py").write_text(source)
    done = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, str(root), libraries],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("open('/etc/hostname').read()", "the file /etc/hostname"),
        ("import os\nos.open('/etc/hostname', os.O_RDONLY)", "the file /etc/hostname"),
        ("open('data/x.csv')", "the file data/x.csv"),
        ("open('../x.csv')", "the file ../x.csv"),
        ("open('charts/logo.png', 'rb')", "the file charts/logo.png"),
        ("import pathlib\npathlib.Path('data/x.csv').read_text()", "the file data/x.csv"),
        ("open('out.csv', 'w')", "writing (out.csv)"),
        ("import os\nos.mkdir('new')", "writing (new)"),
        ("import os\nos.listdir('data')", "the folder data"),
        ("import os\nos.listdir()", "the folder ."),
        ("import glob\nglob.glob('data/*.csv')", "the folder data"),
        ("import subprocess\nsubprocess.run(['date'])", "another process"),
        ("import os\nos.system('date')", "another process"),
        ("import os\nos.fork()", "another process"),
        ("import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')", "the network"),
        ("import socket\nsocket.create_connection(('127.0.0.1', 9))", "the network"),
        ("import socket\nsocket.gethostname()", "the name of this machine"),
        ("import tempfile\ntempfile.TemporaryDirectory()", "writing ("),
        ("import sqlite3\nsqlite3.connect('x.db')", "a database in a file"),
    ],
)
def test_what_lies_outside_is_refused_at_the_authors_line(tmp_path: Path, source: str, what: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/x.csv").write_text("a\n1\n")
    lines = source.count("\n") + 1
    _, *refusals = run(tmp_path, source)
    assert refusals[0].startswith(f"{lines} {what}")


def test_an_undeclared_csv_through_pandas(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a\n1\n")
    assert run(tmp_path, "import pandas\n\npandas.read_csv('x.csv')", "pandas") == [
        "OutsideAccessError",
        "3 the file x.csv",
    ]


def test_a_refusal_that_was_caught_is_told_all_the_same(tmp_path: Path) -> None:
    source = "try:\n    open('/etc/hostname')\nexcept OSError:\n    pass\n"
    assert run(tmp_path, source) == ["ran", "2 the file /etc/hostname"]


def test_a_thread_is_watched_too(tmp_path: Path) -> None:
    source = (
        "import threading\n"
        "def look():\n"
        "    try:\n"
        "        open('/etc/hostname')\n"
        "    except OSError:\n"
        "        pass\n"
        "thread = threading.Thread(target=look)\n"
        "thread.start()\n"
        "thread.join()\n"
    )
    assert run(tmp_path, source) == ["ran", "4 the file /etc/hostname"]


@pytest.mark.parametrize(
    "source",
    [
        "import json, statistics, decimal, zoneinfo\nzoneinfo.ZoneInfo('Europe/Berlin')",
        "import altair\naltair.Chart({'values': [{'a': 1}]}).mark_bar().encode(x='a:Q').to_dict()",
        "import pandas as pd\npd.Timestamp('2026-01-31', tz='Europe/Berlin').strftime('%A')",
        "import numpy\nnumpy.linalg.inv(numpy.eye(3))",
        "import sqlite3\nsqlite3.connect(':memory:').execute('select 1')",
        "import io\nio.StringIO('a').read()",
        "import warnings\nwarnings.warn('look at the source line')",
    ],
)
def test_what_charts_do_every_day_is_not(tmp_path: Path, source: str) -> None:
    assert run(tmp_path, source) == ["ran"]


def test_native_code_that_a_library_needs_is_not_its_authors_doing(tmp_path: Path) -> None:
    assert run(tmp_path, "import ctypes\nctypes.CDLL(None)") == ["OutsideAccessError", "2 native code (ctypes)"]
    assert run(tmp_path, "import uuid, ctypes.util, multiprocessing.sharedctypes\nuuid.uuid1()") == ["ran"]
