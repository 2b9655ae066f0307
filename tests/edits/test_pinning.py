"""Pins in a front matter."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from nutgraf.edits.pinning import with_pins

PINS = {"cape": dt.date(2026, 5, 31), "gdp": dt.date(2026, 6, 30)}
SAID = "data: {cape: 2026-05-31, gdp: 2026-06-30}"


def page(front: str) -> str:
    return f"---\n{front}---\nText.\n\n---\n\nMore: {{data}}\n"


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("title: A\n", f"title: A\n{SAID}\n"),
        (
            "title: A\ndata: {cape: 2018-04-15}  # as written\ndraft: true\n",
            f"title: A\n{SAID}  # as written\ndraft: true\n",
        ),
        ("data:\n  cape: 2018-04-15\n  old: 2018-04-15\ntitle: A\n", f"{SAID}\ntitle: A\n"),
        ("data: {}\ntitle: A\n", f"{SAID}\ntitle: A\n"),
        ("title: A\ndata:\n", f"title: A\n{SAID}\n"),
        ("summary: >-\n  data: {no}\n", f"summary: >-\n  data: {{no}}\n{SAID}\n"),
    ],
)
def test_pins_replace_pins_and_nothing_else(front: str, expected: str) -> None:
    changed = with_pins(page(front), PINS)
    assert changed == page(expected)
    assert yaml.safe_load(expected)["data"] == PINS


@pytest.mark.parametrize("text", ["No front matter\n", "---\ntitle: A\n", "---\n- a\n---\n"])
def test_a_page_without_front_matter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="front matter"):
        with_pins(text, PINS)
