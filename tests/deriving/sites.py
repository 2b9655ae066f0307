"""A small site with a derived dataset."""

from __future__ import annotations

from pathlib import Path

from tests.building import TESTS, copy_site

DERIVE = '''"""Rises."""

import pandas as pd


def derive(prices: pd.DataFrame) -> pd.DataFrame:
    """How much dearer a loaf is
    than the time before."""
    frame = prices.assign(rise=prices["price"].diff().round(2))
    return frame[["day", "rise"]].dropna()
'''


def site_with_rises(folder: Path) -> Path:
    site = copy_site(folder / "site", TESTS / "theme", TESTS / "problems" / "base")
    (site / "data/rises").mkdir()
    (site / "data/rises/derive.py").write_text(DERIVE)
    return site
