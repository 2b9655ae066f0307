from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# What differs, and why: everything else in the gallery is drawn as vl-convert draws it.
CAUSES = {
    # A label is exactly 68 px long; vl-convert adds up 32-bit numbers, gets 68.00001 and leaves one pixel more.
    "axes/everything": ["svg height: '437', not '438'", "svg viewBox: '0 0 378 437', not '0 0 378 438'"],
}


def test_the_gallery_is_drawn_as_the_reference_draws_it(pytestconfig: pytest.Config) -> None:
    cache = pytestconfig.cache.mkdir("isolate")
    command = [sys.executable, "-m", "tests.vega.compare_gallery", str(cache)]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "TZ": "UTC", "PYTHONPATH": str(root)}
    run = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert len(found) >= 55
    differing = {name: lines for name, lines in found.items() if lines}
    assert set(differing) == set(CAUSES), differing
    for name, lines in CAUSES.items():
        assert differing[name][: len(lines)] == lines
