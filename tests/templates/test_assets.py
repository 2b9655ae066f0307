from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from nutgraf.digest import digest_bytes
from nutgraf.model.theme import Fonts, Theme
from nutgraf.problems import Location
from nutgraf.templates import Assets, make_assets
from tests.templates.sites import MemoryCache, default_theme, site_with

FONT_BUDGET = 94_000


@pytest.fixture(scope="module")
def cache() -> MemoryCache:
    return MemoryCache()


@pytest.fixture(scope="module")
def assets(cache: MemoryCache) -> Assets:
    return make_assets(default_theme(), site_with(Path("no-such-folder"), {}), cache).value


def style(assets: Assets) -> str:
    return assets.artifacts[assets.style[1:]].content.decode()


def fonts(assets: Assets) -> dict[str, bytes]:
    return {path: artifact.content for path, artifact in assets.artifacts.items() if path.endswith(".woff2")}


def test_the_fonts_stay_within_their_budget(assets: Assets) -> None:
    assert len(fonts(assets)) == 5
    assert sum(map(len, fonts(assets).values())) <= FONT_BUDGET


def test_files_are_named_by_their_digests(assets: Assets) -> None:
    for path, artifact in assets.artifacts.items():
        assert artifact.path == path
        assert re.fullmatch(r"assets/[a-z-]+-[0-9a-f]{8}\.(css|js|woff2)", path)
        assert digest_bytes(artifact.content)[:8] in path
    assert set(assets.preload) < {f"/{path}" for path in fonts(assets)}


def test_the_fonts_are_the_same_bytes_each_time_and_come_from_the_cache(assets: Assets, cache: MemoryCache) -> None:
    theme = Theme(fonts=Fonts("Source Sans Pro", "Source Sans Pro"))
    site = site_with(Path("no-such-folder"), {})
    anew = MemoryCache()
    made = fonts(make_assets(theme, site, anew).value)
    assert made.items() < fonts(assets).items()
    assert anew.items() < cache.items()
    again = MemoryCache({key: content if content[:1] == b"[" else b"cached" for key, content in cache.items()})
    assert set(fonts(make_assets(theme, site, again).value).values()) == {b"cached"}


def test_the_fonts_have_the_letters_and_figures_that_pages_use(assets: Assets) -> None:
    # The italic of the serif has no arrows; arrows and the tick are set upright.
    for path, content in fonts(assets).items():
        with TTFont(io.BytesIO(content)) as font:
            known = font.getBestCmap()
            features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        wanted = "Aéßłőș“”‘’–—…€£½⅓−×≈²₂ \N{NO-BREAK SPACE}" + ("" if "-it-" in path else "✓↑→")
        assert [letter for letter in wanted if ord(letter) not in known] == [], path
        assert "onum" in features or path.startswith("assets/sans"), path


def test_every_property_that_the_style_sheet_uses_is_defined(assets: Assets) -> None:
    css = style(assets)
    used = set(re.findall(r"var\((--[\w-]+)", css))
    defined = set(re.findall(r"^\s*(--[\w-]+):", css, re.MULTILINE))
    assert used <= defined
    assert {f"--{name}" for name in default_theme().colours} <= defined


def test_colours_have_one_home(assets: Assets) -> None:
    sheets = Path("templates/assets/css").glob("*.css")
    for sheet in sheets:
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", sheet.read_text("utf-8")), sheet


def test_the_style_sheet_asks_only_for_fonts_of_the_site(assets: Assets) -> None:
    asked = re.findall(r"url\(([^)]*)\)", style(assets))
    assert sorted(asked) == sorted(f'"{path.removeprefix("assets/")}"' for path in fonts(assets))
    assert "@import" not in style(assets)


def test_dark_paper_is_for_screens_and_print_is_on_white(assets: Assets) -> None:
    css = style(assets)
    paper = default_theme().colours["paper"]
    light, dark, white = (css.index(f"--paper: {value};") for value in (paper.light, paper.dark, "#ffffff"))
    assert (
        light < css.index("@media screen and (prefers-color-scheme: dark)") < dark < css.index("@media print") < white
    )


def test_a_site_replaces_and_adds_style_sheets_in_the_order_of_names(tmp_path: Path, cache: MemoryCache) -> None:
    files = {"templates/assets/css/1-foundation.css": "first {}", "templates/assets/css/9-own.css": "last {}"}
    css = style(make_assets(default_theme(), site_with(tmp_path, files), cache).value)
    assert css.index("--paper:") < css.index("first {}") < css.index(".masthead") < css.index("last {}")
    assert "box-sizing" not in css


def test_a_style_sheet_that_is_not_utf8_is_a_problem(tmp_path: Path, cache: MemoryCache) -> None:
    site = site_with(tmp_path, {"templates/assets/css/9-own.css": b"a\n\xe9"})
    problems = make_assets(default_theme(), site, cache).problems
    assert [problem.location for problem in problems] == [Location("templates/assets/css/9-own.css", 2)]


def test_a_family_that_is_not_shipped_is_left_to_the_reader_s_machine(cache: MemoryCache) -> None:
    theme = Theme(fonts=Fonts("Garamond", "Garamond"))
    made = make_assets(theme, site_with(Path("no-such-folder"), {}), cache).value
    assert fonts(made) == {}
    assert '--font-text: "Garamond", Georgia' in style(made)


def test_scripts_are_joined_and_published_with_the_bundle_they_load(tmp_path: Path, cache: MemoryCache) -> None:
    site = site_with(
        tmp_path, {"templates/assets/js/7-sorting.js": "ours();\n", "templates/assets/js/8-more.js": "more();"}
    )
    made = make_assets(default_theme(), site, cache, reader=b"export const vega = 1;\n").value
    script = made.artifacts[made.script.lstrip("/")].content.decode()
    assert script.endswith("ours();\n\nmore();")
    assert "function rowsOf" in script
    assert made.artifacts[made.bundle.lstrip("/")].content == b"export const vega = 1;\n"
    without = make_assets(default_theme(), site, cache).value
    assert (without.script, without.bundle) == (made.script, "")
    assert [path for path in without.artifacts if path.endswith(".js")] == [made.script.lstrip("/")]
