"""What a piece of work can see around it that is not in its task, and other values of it.

Work that is right gives the same under any of them, which is how dependence on the clock, the environment and the like
is found.
"""

from __future__ import annotations

import contextlib
import os
import platform
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Values that replace those of the process; what is not given stays as it is.

    `clock` is an instant, in seconds since 1970 in UTC, at which Python's clock stands still; the monotonic clocks, by
    which time limits go, run on. `zone` is a TZ, `variables` are further environment variables. `machine` is the name
    of a machine, which then has another kernel and one processor more too. `seed` is what chance is to start from.
    """

    clock: float | None = None
    zone: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    machine: str = ""
    umask: int | None = None
    seed: int = 0


@contextlib.contextmanager
def amid(surroundings: Surroundings) -> Iterator[None]:
    """Puts this process into `surroundings`, `seed` excepted, and back again."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(_environment(surroundings))
        if surroundings.folder is not None:
            stack.enter_context(contextlib.chdir(surroundings.folder))
        if surroundings.umask is not None:
            stack.callback(os.umask, os.umask(surroundings.umask))
        if surroundings.machine:
            stack.enter_context(_machine(surroundings.machine))
        if surroundings.clock is not None:
            # It is loaded where it is needed: it costs time, and replaces parts of the standard library when it starts.
            import time_machine  # noqa: PLC0415

            stack.enter_context(time_machine.travel(surroundings.clock, tick=False))
        yield


@contextlib.contextmanager
def _environment(surroundings: Surroundings) -> Iterator[None]:
    before = dict(os.environ)
    zone = {"TZ": surroundings.zone} if surroundings.zone else {}
    os.environ.update({**surroundings.variables, **zone})
    _take_zone()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        _take_zone()


def _take_zone() -> None:
    if hasattr(time, "tzset"):
        time.tzset()


@contextlib.contextmanager
def _machine(name: str) -> Iterator[None]:
    """Another name, kernel and number of processors; system and architecture stay, for libraries go by them."""
    if not hasattr(os, "uname"):
        yield
        return
    uname, processors = os.uname, os.cpu_count
    here = uname()
    there = os.uname_result((here.sysname, name, "0.0", "elsewhere", here.machine))
    replaced: dict[str, Any] = {"uname": lambda: there, "cpu_count": lambda: (processors() or 1) + 1}
    _set(replaced)
    try:
        yield
    finally:
        _set({"uname": uname, "cpu_count": processors})


def _set(functions: Mapping[str, Any]) -> None:
    for name, function in functions.items():
        setattr(os, name, function)
    # `platform` remembers what it was told.
    platform._uname_cache = None  # type: ignore[attr-defined]
    platform._platform_cache.clear()  # type: ignore[attr-defined]
