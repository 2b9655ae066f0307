"""Measuring side by side: paired rounds, programs in processes of their own, what is measured against its bar."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = ("altair", "vl-convert-python", "mini-racer", "pandas", "numpy")


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of the table: what was measured, ours and theirs in words, and `value`, which is to be `bar` at most.

    Without a bar the row only says how it is.
    """

    what: str
    ours: str
    theirs: str
    value: float
    bar: float | None = None
    unit: str = ""

    @property
    def met(self) -> bool:
        return self.bar is None or self.value <= self.bar


def compared(what: str, ours: Sequence[float], theirs: Sequence[float], bar: float) -> Measured:
    """The median of the ratios of paired rounds; both are seconds."""
    ratio = statistics.median(our / their for our, their in zip(ours, theirs, strict=True))
    return Measured(what, seconds(statistics.median(ours)), seconds(statistics.median(theirs)), ratio, bar)


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 0.5 else f"{value * 1000:.1f} ms"


def timed(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def started(program: str, *arguments: object) -> subprocess.Popen[str]:
    """A new interpreter that runs `program`, in UTC, with this repository to import from. It takes itself for no CI,
    which refuses the draft data that some rows edit."""
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    environment = {**kept, "TZ": "UTC", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def printed(process: subprocess.Popen[str]) -> str:
    """What the program printed, when it has ended well."""
    output, _ = process.communicate()
    if process.returncode:
        raise RuntimeError(f"a program of the benchmark ended with status {process.returncode}")
    return output.strip()


def facts() -> str:
    """What the figures depend on, in a line; other work on the machine (its load) makes times longer, ratios hardly."""
    load = f"load {os.getloadavg()[0]:.1f}, " if hasattr(os, "getloadavg") else ""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return f"{os.cpu_count()} cores, {load}{platform.machine()}, Python {platform.python_version()}, {packages}"


def table(rows: Sequence[Measured]) -> str:
    """The rows as a Markdown table."""
    lines = ["| what | ours | theirs | measured | bar | |", "|---|---|---|---|---|---|"]
    for row in rows:
        bar = "" if row.bar is None else f"≤ {row.bar:g}{row.unit}"
        verdict = "" if row.bar is None else ("met" if row.met else "**not met**")
        lines.append(f"| {row.what} | {row.ours} | {row.theirs} | {row.value:.2f}{row.unit} | {bar} | {verdict} |")
    return "\n".join(lines)


def write_section(path: Path, title: str, body: str) -> None:
    """Puts a section into a file of results, in place of the one of that title; others stay."""
    text = path.read_text(encoding="utf-8") if path.exists() else "# Results of the benchmarks\n"
    head, *sections = text.split("\n## ")
    kept = [section for section in sections if section.split("\n", 1)[0] != title]
    parts = sorted([*(section.rstrip("\n") for section in kept), f"{title}\n\n{body}"])
    path.write_text("\n\n## ".join([head.rstrip("\n"), *parts]) + "\n", encoding="utf-8")
