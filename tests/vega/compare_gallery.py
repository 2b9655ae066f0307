"""Draws the gallery with both drawers and prints, as JSON, how they differ: {"name": ["difference", …]}.

Run as a program with TZ=UTC, for vl-convert and V8 read the time zone once:
`python -m tests.vega.compare_gallery CACHE`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from nutgraf.vega.drawing import open_drawer
from tests.vega.reference import differences, gallery, reference_svg


def main() -> None:
    drawer = open_drawer(Path(sys.argv[1]))
    found = {
        name: differences(drawer.svg(json.dumps(spec), 1, "Source Sans Pro"), reference_svg(spec))
        for name, spec in gallery().items()
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
