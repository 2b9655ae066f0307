from __future__ import annotations

import pytest

from nutgraf.csl import split_locator

PLACES = {
    "p. 3": ("page", "3", ""),
    "pp. 3-5, 8": ("page", "3-5, 8", ""),
    "p. iv": ("page", "iv", ""),
    "12": ("page", "12", ""),
    "12–14 and after": ("page", "12–14", "and after"),
    "p. 3, on prices": ("page", "3", "on prices"),
    "ch. 2": ("chapter", "2", ""),
    "§ 1": ("section", "1", ""),
    "§§ 1-2": ("section", "1-2", ""),
    "sec. 4.2": ("section", "4.2", ""),
    "fig. 3b": ("figure", "3b", ""),
    "Table 1": ("table", "1", ""),
    "para. 7": ("paragraph", "7", ""),
    "S. 12": ("page", "12", ""),
    "Abb. 2": ("figure", "2", ""),
    "00:12:30": ("timestamp", "00:12:30", ""),
    "12:30-13:00, answer": ("timestamp", "12:30-13:00", "answer"),
    "at “almost a quarter”": ("", "", "at “almost a quarter”"),
    "points 1 and 2": ("", "", "points 1 and 2"),
    "2024 edition": ("page", "2024", "edition"),
    "note on the last months": ("", "", "note on the last months"),
    "p. of prices": ("", "", "p. of prices"),
    "": ("", "", ""),
}


@pytest.mark.parametrize("text", PLACES)
def test_places(text: str) -> None:
    assert split_locator(text) == PLACES[text]
