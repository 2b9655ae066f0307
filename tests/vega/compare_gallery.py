"""Draws specs with both drawers and prints, as JSON, what came of them: {"name": {"differences": […], …}, …}.

Run as a program with TZ=UTC, for vl-convert and V8 read the time zone once:
`python -m tests.vega.compare_gallery CACHE [COUNT SEED]`. It takes the gallery or, with COUNT, made-up
specs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nutgraf.vega.drawing import Drawer, DrawingError, open_drawer
from nutgraf.vega.fields import unknown_fields
from nutgraf.vega.marks import marks_drawn
from nutgraf.vega.shape import shape_fault
from nutgraf.vega.tidying import tidy
from tests.vega.made_up import made_up_specs
from tests.vega.reference import differences, gallery, reference_svg, same_elements


def report(drawer: Drawer, spec: Mapping[str, Any]) -> dict[str, Any]:
    """How the drawings of one spec differ, and what our checks say of it; `error` where we draw nothing."""
    checks = [shape_fault(spec), *(f"{unknown.pointer}: {unknown.field}" for unknown in unknown_fields(spec))]
    found: dict[str, Any] = {"refused": [words for words in checks if words]}
    try:
        theirs = reference_svg(spec)
    except ValueError as error:
        return {**found, "reference error": str(error).splitlines()[0]}
    try:
        ours = drawer.svg(json.dumps(spec), 1, "Source Sans Pro")
    except DrawingError as error:
        return {**found, "error": str(error)}
    tidied = tidy(ours, prefix="f", title="", description="")
    return {
        **found,
        "differences": differences(ours, theirs),
        "same elements": same_elements(ours, theirs),
        "marks": marks_drawn(tidied),
    }


def main() -> None:
    cache, *numbers = sys.argv[1:]
    drawer = open_drawer(Path(cache))
    specs = made_up_specs(*map(int, numbers)) if numbers else gallery()
    print(json.dumps({name: report(drawer, spec) for name, spec in specs.items()}))


if __name__ == "__main__":
    main()
