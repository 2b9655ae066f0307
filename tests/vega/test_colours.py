from __future__ import annotations

import pytest

from nutgraf.model.theme import Theme
from nutgraf.vega.colours import resolve_colours, unknown_colours


@pytest.mark.parametrize(
    ("text", "light"),
    [
        ('fill="var(--ink)"', 'fill="#1c1b19"'),
        ("var( --ink ) var(--paper)", "#1c1b19 #fcfbf8"),
        ("var(--ink, red)", "#1c1b19"),
        ("var(--nothing, red)", "red"),
        ("var(--nothing, rgb(1, 2, 3))!", "rgb(1, 2, 3)!"),
        ("var(--nothing, var(--none, var(--muted)))", "#6d6a64"),
        ("var(--nothing)", "currentColor"),
        ("var(--series-1) variable var", "#2b6a8f variable var"),
        ("var(--nothing, rgb(", "rgb("),
    ],
)
def test_named_colours_become_values(theme: Theme, text: str, light: str) -> None:
    assert resolve_colours(text, theme) == light


def test_dark_paper_has_its_own(theme: Theme) -> None:
    assert resolve_colours("var(--ink) on var(--paper)", theme, dark=True) == "#eceae5 on #161719"


def test_names_that_the_theme_lacks(theme: Theme) -> None:
    spec = {"mark": {"color": "var(--serie-1)"}, "config": {"axis": {"labelColor": "var(--ink)"}}}
    assert unknown_colours(spec, theme) == ("serie-1",)
    assert unknown_colours("var(--b, red) var(--a) var(--ink) var(--b)", theme) == ("a", "b")
