"""Tables in whole sites: what else is made of them, and what is not."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from nutgraf.pipeline import Build
from tests.building import TESTS, Builder, copy_site

LAYERS = (TESTS / "theme", TESTS / "golden" / "tables" / "site", TESTS / "browser" / "tables")


def table_site(target: Path) -> Path:
    return copy_site(target, *LAYERS)


def content(built: Build, path: str) -> str:
    return built.artifacts[path].content.decode()


def test_csv_and_json_hold_the_same_values(builder: Builder, tmp_path: Path) -> None:
    built = builder.build(table_site(tmp_path / "site"))
    rows = list(csv.DictReader(io.StringIO(content(built, "figures/largest/largest.csv"))))
    table = json.loads(content(built, "figures/largest/largest.json"))
    assert [column["name"] for column in table["columns"]] == list(rows[0])
    assert rows[4]["first_survey"] == ""
    assert table["rows"][4]["first_survey"] is None
    assert (rows[1]["depth"], table["rows"][1]["depth"]) == ("406.3", 406.3)
    assert (rows[1]["month"], table["rows"][1]["month"]) == ("2025-11", "2025-11")
    assert (rows[1]["salty"], table["rows"][1]["salty"]) == ("false", False)
    assert next(column for column in table["columns"] if column["name"] == "share")["unit"] == "%"


def test_a_page_that_shows_only_tables_has_a_card_of_words(builder: Builder, tmp_path: Path) -> None:
    cards = builder.exhibition_of(table_site(tmp_path / "site")).exhibited.cards
    assert cards["/water/hostile/"].alt == "Hostile cells"
    assert cards["/water/lakes/"].alt == "Depths"
    assert "/figures/largest/" not in cards


def test_a_table_is_made_the_same_again(builder: Builder, tmp_path: Path) -> None:
    site = table_site(tmp_path / "site")
    builder.write(site)
    assert builder.verify(site) == ()
    table = site / "site/figures/largest/largest.csv"
    table.write_text(table.read_text().replace("82103", "82104"))
    assert [problem.code for problem in builder.verify(site)] == ["file-damaged"]


def test_a_table_publishes_what_it_shows_of_data_that_stay_with_their_owner(builder: Builder, tmp_path: Path) -> None:
    site = table_site(tmp_path / "site")
    descriptor = site / "data/lakes/datapackage.yaml"
    descriptor.write_text(descriptor.read_text().replace("title: Lakes", "redistribution: derived-only\ntitle: Lakes"))
    built = builder.build(site)
    assert built.warnings == ()
    assert "data/lakes/2026-03-31.csv" not in built.artifacts
    assert "82103" in content(built, "figures/largest/largest.csv")
