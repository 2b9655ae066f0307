"""Charts: our drawing beside vl-convert's, in one run: `TZ=UTC python -m benchmarks.charts`.

Paired rounds (ours, theirs, ours, …), medians. The chart is a line chart of 200 rows in three series.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = 40
STARTS = 7

OURS = """
import sys, time
started = time.perf_counter()
from pathlib import Path
from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import draw, open_drawer
import json
draw(open_drawer(Path(sys.argv[2])), json.loads(Path(sys.argv[1]).read_text()), Theme())
print(time.perf_counter() - started)
"""
THEIRS = """
import sys, time
started = time.perf_counter()
from pathlib import Path
import vl_convert
vl_convert.register_font_directory(sys.argv[2])
vl_convert.vegalite_to_svg(Path(sys.argv[1]).read_text())
print(time.perf_counter() - started)
"""


def line_chart(shift: float = 0) -> dict[str, Any]:
    """200 rows, three series; `shift` makes another chart of the same kind."""
    first = dt.date(2020, 1, 1)
    rows = [
        {
            "date": (first + dt.timedelta(days=7 * (number // 3))).isoformat(),
            "series": "abc"[number % 3],
            "value": round(50 + 20 * math.sin(number / 15 + number % 3 + shift) + number / 10, 3),
        }
        for number in range(200)
    ]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {"font": "Source Sans Pro"},
        "width": 600,
        "height": 300,
        "data": {"values": rows},
        "mark": "line",
        "encoding": {
            "x": {"field": "date", "type": "temporal"},
            "y": {"field": "value", "type": "quantitative"},
            "color": {"field": "series", "type": "nominal"},
        },
    }


def steady() -> tuple[list[float], list[float]]:
    """Seconds a chart, ours and theirs, after one drawing of each to warm up; every chart is another one."""
    import vl_convert  # noqa: PLC0415 - the import is part of the other measurement

    from nutgraf.model.theme import Theme  # noqa: PLC0415
    from nutgraf.vega.drawing import draw, open_drawer  # noqa: PLC0415
    from nutgraf.vega.fonts import FONT_DIRECTORIES  # noqa: PLC0415

    vl_convert.register_font_directory(str(FONT_DIRECTORIES[0]))
    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as cache:
        drawer, theme = open_drawer(Path(cache)), Theme()
        for number in range(ROUNDS + 5):
            spec = line_chart(number)
            text = json.dumps(spec)
            ours.append(timed(lambda spec=spec: draw(drawer, spec, theme)))
            theirs.append(timed(lambda text=text: vl_convert.vegalite_to_svg(text)))
    return ours[5:], theirs[5:]


def timed(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def first_chart() -> tuple[list[float], list[float], float]:
    """Seconds from a new interpreter's first import to the first SVG: ours with a cache, theirs, ours without."""
    from nutgraf.vega.fonts import FONT_DIRECTORIES  # noqa: PLC0415

    ours: list[float] = []
    theirs: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        fonts = FONT_DIRECTORIES[0]
        spec, cache = Path(folder) / "spec.json", Path(folder) / "cache"
        spec.write_text(json.dumps(line_chart()))
        uncached = in_new_process(OURS, spec, cache)
        for _ in range(STARTS):
            ours.append(in_new_process(OURS, spec, cache))
            theirs.append(in_new_process(THEIRS, spec, fonts))
    return ours, theirs, uncached


def in_new_process(program: str, *arguments: Path) -> float:
    environment = {**os.environ, "TZ": "UTC", "PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return float(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)


def report(what: str, ours: list[float], theirs: list[float]) -> None:
    ratio = statistics.median(our / their for our, their in zip(ours, theirs, strict=True))
    print(
        f"{what}: ours {statistics.median(ours) * 1000:.1f} ms, vl-convert {statistics.median(theirs) * 1000:.1f} ms, "
        f"ratio {ratio:.2f} (n = {len(ours)})"
    )


def main() -> None:
    report("spec to SVG, steady", *steady())
    ours, theirs, uncached = first_chart()
    report("start to first chart", ours, theirs)
    print(f"start to first chart without the cache: {uncached * 1000:.0f} ms")


if __name__ == "__main__":
    main()
