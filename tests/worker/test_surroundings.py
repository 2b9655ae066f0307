from __future__ import annotations

import datetime as dt
import os
import platform
import time
from pathlib import Path

from nutgraf.worker import Surroundings, amid

INSTANT = dt.datetime(2031, 7, 9, 23, 30, tzinfo=dt.UTC)


def seen() -> tuple[object, ...]:
    """All that surroundings have a say in, but the clock."""
    mask = os.umask(0)
    os.umask(mask)
    return os.getcwd(), dict(os.environ), mask, time.localtime(0).tm_hour, platform.node(), os.cpu_count()


def test_all_is_replaced_and_put_back(tmp_path: Path) -> None:
    before = seen()
    there = Surroundings(INSTANT.timestamp(), "ELS-13:45", {"WORD": "x"}, tmp_path, "elsewhere", 0o027)
    with amid(there):
        assert dt.datetime.now(dt.UTC) == INSTANT
        # The zone is 13 hours and three quarters ahead of UTC.
        assert dt.datetime.now() == dt.datetime(2031, 7, 10, 13, 15)
        folder, variables, mask, hour, machine, processors = seen()
        assert (folder, mask, hour, machine) == (str(tmp_path), 0o027, 13, "elsewhere")
        assert isinstance(variables, dict)
        assert variables["WORD"] == "x"
        assert processors == (before[-1] or 1) + 1  # type: ignore[operator]
    assert seen() == before
    assert dt.datetime.now(dt.UTC) < INSTANT


def test_what_is_not_given_stays() -> None:
    before = seen()
    with amid(Surroundings()):
        assert seen() == before


def test_the_clock_of_time_limits_runs_on() -> None:
    with amid(Surroundings(INSTANT.timestamp())):
        start = time.monotonic()
        time.sleep(0.001)
        assert time.monotonic() > start
        assert time.time() == INSTANT.timestamp()
