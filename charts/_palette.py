"""The colours of all charts. They are CSS variables, so that one drawing serves light and dark paper.

The values themselves stand in `templates/theme.toml`, with their contrasts and the test for colour-blind readers.
"""

from typing import Final

PAPER: Final = "var(--paper)"
INK: Final = "var(--ink)"
MUTED: Final = "var(--muted)"
RULE: Final = "var(--rule)"
HOT: Final = "var(--hot)"
COOL: Final = "var(--cool)"
SERIES: Final = tuple(f"var(--series-{number})" for number in range(1, 8))

# Nvidia, which fell most, is the hot one wherever the Seven appear together; brown, too like it for some, is not used.
COMPANY_COLOURS: Final = {
    "Alphabet": SERIES[0],
    "Amazon": SERIES[1],
    "Apple": SERIES[3],
    "Meta": SERIES[2],
    "Microsoft": SERIES[4],
    "Nvidia": HOT,
    "Tesla": SERIES[6],
}

# Cells of a heat map keep their colours on both papers, so their numbers do too.
ON_LIGHT_CELL: Final = "#1c1b19"
ON_DARK_CELL: Final = "#fcfbf8"
CELL_RAMP: Final = ("#d3e4ee", "#8fbcd6", "#5f9abd", "#3d7ba1", "#2a6286")
