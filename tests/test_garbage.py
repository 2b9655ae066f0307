from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest

from nutgraf.garbage import give_back_memory, seldom_collected


def test_thresholds_are_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold() != before
    assert gc.get_threshold() == before
    assert not gc.get_freeze_count()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_that_is_free_again_goes_back() -> None:
    # Small pieces, with one at the end that stays: so the C library cannot give the rest back by itself.
    pieces = [bytes(5000) for _ in range(8000)]
    last = pieces[-1]
    held = _resident()
    del pieces
    give_back_memory()
    assert _resident() < held - 20 * 2**20
    assert last


def _resident() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    raise AssertionError
