"""The sentences that use a dataset, found in the pages of a site."""

from __future__ import annotations

from pathlib import Path

from nutgraf.model.views import Link
from nutgraf.pipeline import read_site
from nutgraf.render.sentences import checked_sentences, page_uses
from nutgraf.sources import read_sources

ARTICLE = """---
title: Up to [4.1 m](fact:highest)
summary: A tide.
date: 2026-02-01
---
It rose. On Monday it stood at [4.1 m](fact:highest) [@work], not [2 crowns](fact:fare). *Then* it fell, as
"the [4.1
m](fact:highest) mark" says (e.g. there).

| place | level |
|---|---|
| Quay | [4.1 m](fact:highest) |

![It rises to [4.1 m](fact:highest)](chart:levels "Over [4.1 m](fact:highest). And on.")
"""
CHARTS = '''from typing import Annotated
import altair as alt
import pandas as pd

def levels(tides: pd.DataFrame) -> alt.Chart:
    """Levels."""

def highest(tides: pd.DataFrame) -> Annotated[float, "m"]:
    """The highest."""

def fare(fares: pd.DataFrame) -> Annotated[float, "crowns"]:
    """The fare."""
'''
DESCRIPTOR = """name: {name}
title: {name}
sources: [{{title: Somebody}}]
licenses: [{{name: CC0-1.0}}]
redistribution: open
schema: {{fields: [{{name: n, type: number}}]}}
resources: [{{path: 2026-01-31.csv}}]
"""


def test_sentences_by_dataset_with_their_numbers_and_places(tmp_path: Path) -> None:
    files = {
        "site.toml": 'title = "Sea"\nurl = "https://example.org/"\n',
        "content/sea/tides.md": ARTICLE,
        "content/references.yaml": "- {id: work, title: Work}\n",
        "charts/sea.py": CHARTS,
    }
    for name in ("tides", "fares"):
        files |= {
            f"data/{name}/datapackage.yaml": DESCRIPTOR.format(name=name),
            f"data/{name}/2026-01-31.csv": "n\n1\n",
        }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    outcome = read_site(read_sources(tmp_path))
    assert not outcome.problems
    site = outcome.value
    sentences = checked_sentences(site, site.facts)
    titles = {"content/sea/tides.md": Link("Tides", "/sea/tides/")}
    (page,) = page_uses(sentences["tides"], "tides", site, titles)
    told = [
        ("".join(f"<{part.text}>" if part.fact else part.text for part in use.parts), use.url) for use in page.sentences
    ]
    assert told == [
        ("Up to <4.1 m>", "/sea/tides/"),
        ("On Monday it stood at <4.1 m>, not 2 crowns.", "/sea/tides/#checked--highest-2"),
        ('Then it fell, as "the <4.1 m> mark" says (e.g. there).', "/sea/tides/#checked--highest-3"),
        ("Quay | <4.1 m>", "/sea/tides/#checked--highest-4"),
        ("It rises to <4.1 m>", "/sea/tides/#figure-levels"),
        ("Over <4.1 m>.", "/sea/tides/#figure-levels"),
    ]
    (page,) = page_uses(sentences["fares"], "fares", site, titles)
    assert [[part.text for part in use.parts if part.fact] for use in page.sentences] == [["2 crowns"]]
    assert page.sentences[0].parts[0].text == "On Monday it stood at "


def test_numbers_that_were_not_made_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text('title = "Sea"\nurl = "https://example.org/"\n')
    site = read_site(read_sources(tmp_path)).value
    assert checked_sentences(site, ()) == {}
