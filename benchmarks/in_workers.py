"""What the benchmarks have done in worker processes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import Drawer, draw


def draw_spec(drawer: Drawer, spec: str) -> str:
    """The SVG of a spec."""
    return draw(drawer, json.loads(spec), Theme()).text


def memory_after_drawing(workshop: Any, spec: str) -> tuple[float, float]:
    """MiB that a studio's process holds after a drawing, and the most that it has held."""
    if not draw_spec(workshop.press.drawer, spec).startswith("<svg"):
        raise RuntimeError("nothing was drawn")
    lines = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    held, most = (int(lines[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))
    return held, most
