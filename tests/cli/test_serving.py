"""`serve` as it begins and ends; what it shows in between is in `tests/browser/test_serve.py`."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from nutgraf.cli.arguments import parse_arguments
from nutgraf.cli.serving import Teller
from nutgraf.problems import Location, Problem
from nutgraf.server import Attempt, Edition, Round
from tests.building import REPOSITORY
from tests.cli.running import run

BUILD = """
import sys
from pathlib import Path
from nutgraf.cli import main
sys.exit(main(sys.argv[1:], site=Path(__file__).resolve().parent))
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "site.toml").write_text('title = "Test"\nurl = "https://example.org/"\n')
    return tmp_path


def test_a_taken_port_is_told_with_a_way_out(site: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        failed = run("serve", "--port", str(port), cwd=site)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr == (
        f"nutgraf: nothing can be served at port {port}: Address already in use\n"
        f"  = end what uses it, or choose another: python build.py serve --port {port % 65535 + 1}\n"
    )


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs groups of processes")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_while_it_builds(site: Path, ending: signal.Signals) -> None:
    (site / "build.py").write_text(BUILD)
    process = subprocess.Popen(
        [sys.executable, "-m", "nutgraf", "serve", "--port", "0"],
        cwd=site,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    address = process.stdout.readline().split()[2].rstrip(",")
    with pytest.raises(urllib.error.HTTPError, match="503"):
        urllib.request.urlopen(address, timeout=10)
    time.sleep(0.2)  # the first build, which has no cache, takes far longer
    begun = time.monotonic()
    # Ctrl-C reaches every process of a terminal, other signals the one that was started.
    if ending == signal.SIGINT:
        os.killpg(process.pid, ending)
    else:
        process.send_signal(ending)
    said = process.communicate(timeout=20)
    assert (process.returncode, *said) == (0, "", "")
    assert time.monotonic() - begun < 5


def test_the_terminal_tells_each_build_and_each_warning_once(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tell = Teller(site, [site / "build.py"], parse_arguments(["serve"]))
    warning = Problem("x", "odd", Location("content/a.md", 2), severity="warning")
    error = Problem("y", "wrong", Location("content/b.md", 3))
    good = Attempt({}, problems=(warning,), summary="2 pages")
    changed = ("a/index.html", "b.svg", "index.html")
    tell(Round((), good, changed, Edition(1), 1.234))
    tell(Round(("content/a.md",), Attempt({}, early=True), ("a/index.html",), Edition(2), 0.05))
    tell(Round(("content/a.md",), good, changed, Edition(2), 0.25))
    tell(Round(("content/a.md", "build.py"), Attempt(problems=(error,)), (), Edition(2), 0.25))
    tell(Round(("a", "b", "c", "d"), good, (), Edition(3), 0.25))
    said = capsys.readouterr()
    assert [line[9:] for line in said.out.splitlines()] == [
        "built 2 pages in 1.23 s",
        "content/a.md: 3 files of the site built anew in 0.25 s: /a/, /",
        "content/a.md, build.py: 1 problem, the last good pages are shown (0.25 s)",
        "a, b, c and 1 more: nothing differs (0.25 s)",
    ]
    assert said.err == (
        "content/a.md:2:1: warning[x]: odd\n\n"
        "build.py counts when the server is started again: Ctrl-C, then serve\n"
        "content/b.md:3:1: error[y]: wrong\n\n"
    )
