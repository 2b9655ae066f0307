"""A table whose cells would break a careless page."""

import pandas as pd

NAMES = [
    "<script>alert(1)</script>",
    "&amp; \"quoted\" 'twice'",
    "\x07 bell \x00 null \u202e turned",
    "W" * 120,
    "",
    "ß",
]


def hostile(lakes: pd.DataFrame) -> pd.DataFrame:
    """Cells like no others."""
    count = 70
    table = pd.DataFrame({"name": [NAMES[row % len(NAMES)] for row in range(count)], "row": range(count)})
    table["<b>number</b>"] = [(-1) ** row * 10.0**row if row < 15 else None for row in range(count)]
    return table
