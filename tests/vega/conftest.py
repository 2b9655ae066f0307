from __future__ import annotations

from pathlib import Path

import pytest

from nutgraf.cache import Cache, ToolsCache
from nutgraf.model.theme import ChartTheme, Colour, Theme
from nutgraf.vega.drawing import Drawer, open_drawer
from nutgraf.vega.exports.font_files import FontFiles
from nutgraf.vega.exports.lettering import Lettering
from nutgraf.vega.exports.press import Press


@pytest.fixture(scope="session")
def drawer(pytestconfig: pytest.Config, tools_cache: Path) -> Drawer:
    # The script takes seconds to make; its name says what it is made of, so pytest may keep it between runs.
    return open_drawer(pytestconfig.cache.mkdir("isolate"), tools_cache)


@pytest.fixture
def theme() -> Theme:
    colours = {
        "paper": Colour("#fcfbf8", "#161719"),
        "ink": Colour("#1c1b19", "#eceae5"),
        "muted": Colour("#6d6a64", "#a5a19a"),
        "series-1": Colour("#2b6a8f", "#74b3d8"),
    }
    config = {"axis": {"labelFontSize": 13, "labelColor": "var(--muted)"}, "background": "transparent"}
    narrow = {"axis": {"labelFontSize": 12}}
    return Theme(colours=colours, chart=ChartTheme(config=config, narrow_config=narrow))


@pytest.fixture(scope="session")
def lettering(pytestconfig: pytest.Config, tools_cache: Path) -> Lettering:
    return Lettering(FontFiles(ToolsCache(Cache(pytestconfig.cache.mkdir("letters"), tools_cache))))


@pytest.fixture(scope="session")
def press(drawer: Drawer, lettering: Lettering, pytestconfig: pytest.Config) -> Press:
    return Press(drawer, lettering, Path(pytestconfig.cache.mkdir("fonts")))
