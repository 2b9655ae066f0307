"""Whatever the texts of a site: what is not refused at its place cannot run in a reader's browser, and every file that
has a grammar keeps to it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from nutgraf.pipeline import Artifacts
from nutgraf.problems import BuildError
from tests.building import TESTS, Builder, copy_site
from tests.hostile.texts import ANY_ESCAPED_TEXT, ANY_TEXT, SHOWABLE_TEXT

TEXTS = 3
LIGHT = "\n[figures]\nexports = []\ncards = false\n"
DESCRIPTOR = """name: cells
title: {title}
description: {description}
sources: [{{title: {source}}}]
licenses: [{{name: CC-BY-4.0, title: CC BY 4.0, path: https://creativecommons.org/licenses/by/4.0/}}]
schema: {{fields: [{{name: cell, type: string, title: {column}}}, {{name: number, type: integer}}]}}
resources: [{{path: 2026-01-31.csv, changes: {changes}}}]
"""
TABLE = '''import pandas as pd


def rows(cells: pd.DataFrame) -> pd.DataFrame:
    """Cells."""
    return cells
'''


class Tag(NamedTuple):
    name: str
    attributes: Mapping[str, str]


class Tags(HTMLParser):
    """The tags of a page, as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Tag] = []
        self.scripts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script" and self.found[-1].attributes.get("type") != "application/ld+json":
            self.scripts.append(data)


@st.composite
def sites(draw: st.DrawFn) -> dict[str, bytes]:
    """Files with texts in every place where a value may stand."""

    def text() -> str:
        return json.dumps(draw(SHOWABLE_TEXT), ensure_ascii=False)

    def markdown() -> str:
        """Without markup, which in Markdown is the author's own."""
        return json.dumps(draw(SHOWABLE_TEXT).replace("<", ""), ensure_ascii=False)

    files: dict[str, str] = {"charts/rows.py": TABLE}
    for number in range(TEXTS):
        body = draw(ANY_TEXT).replace("<", "")
        front = f"title: {markdown()}\nsummary: {markdown()}\nauthors: [{text()}]\ntags: [{text()}]\n"
        correction = f"corrections: [{{date: 2026-02-01, kind: note, text: {markdown()}}}]\n"
        files[f"content/any/page{number}.md"] = f"---\n{front}date: 2026-01-15\n{correction}---\n{body}\n"
        files[f"charts/chart{number}.vl.json"] = chart(draw(SHOWABLE_TEXT), draw(ANY_ESCAPED_TEXT))
        shown = f'![Points](chart:chart{number} "{draw(ANY_TEXT).replace("<", "")}")\n\n![Rows](table:rows)\n'
        files[f"content/any/shown{number}.md"] = f"---\n{front}date: 2026-01-15\n---\nWords.\n\n{shown}"
    files["data/cells/2026-01-31.csv"] = table(draw(st.lists(ANY_TEXT, min_size=3, max_size=30)))
    names = ("title", "description", "source", "column", "changes")
    files["data/cells/datapackage.yaml"] = DESCRIPTOR.format(**{name: text() for name in names})
    return {path: content.encode(errors="replace") for path, content in files.items()}


def chart(title: str, category: str) -> str:
    spec = {
        "title": {"text": title, "subtitle": title},
        "description": f"Points {title}",
        "usermeta": {"nutgraf": {"notes": title, "credit": title}},
        "data": {"values": [{"a": category, "b": 1}, {"a": "other", "b": 2}]},
        "mark": {"type": "point", "tooltip": True},
        "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}},
    }
    return json.dumps(spec)


def table(cells: list[str]) -> str:
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        [["cell", "number"], *([cell, str(number)] for number, cell in enumerate(cells))]
    )
    return sink.getvalue()


def built(builder: Builder, site: Path) -> Artifacts:
    """What is made of the site without the files that have problems, each of which must be told at its place."""
    for _ in range(6):
        try:
            return builder.build(site).artifacts
        except BuildError as error:
            problems = error.problems
        assert all(problem.code != "internal-error" for problem in problems)
        # A dataset goes as a whole, so that nothing is told of a file that is gone.
        places = {problem.location.path for problem in problems if problem.severity == "error"}
        for path in sorted(places):
            if path.startswith("data/") and not (site / path).parent.is_dir():
                continue
            assert path.partition("/")[0] in ("content", "charts", "data")
            assert (site / path).is_file()
            shutil.rmtree((site / path).parent) if path.startswith("data/") else (site / path).unlink()
    raise AssertionError(f"problems without end: {places}")


def check(artifacts: Artifacts) -> None:
    for path, artifact in artifacts.items():
        if path.endswith((".svg", ".xml")):
            tree = ET.fromstring(artifact.content)
            assert not any(each.tag.rpartition("}")[2] == "script" for each in tree.iter()), path
            assert not any(name.startswith("on") for each in tree.iter() for name in each.attrib), path
        elif path.endswith(".json"):
            json.loads(artifact.content)
        elif path.endswith(".html"):
            check_page(path, artifact.content.decode())


def check_page(path: str, text: str) -> None:
    page = Tags(text)
    assert "\0" not in text, path
    assert not any("evil" in script for script in page.scripts), path
    for name, attributes in page.found:
        assert not any(each.startswith("on") for each in attributes), (path, name, attributes)
        for address in (attributes.get("href", ""), attributes.get("src", "")):
            assert not address.casefold().strip().startswith("javascript:"), (path, name, attributes)


def prove(builder: Builder, files: Mapping[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        site = copy_site(Path(folder) / "site", TESTS / "theme", TESTS / "problems" / "base")
        (site / "site.toml").write_text((site / "site.toml").read_text() + LIGHT)
        for path, content in files.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(content)
        check(built(builder, site))


# Each example is a whole site: none is made smaller where it fails, which would take an hour.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
ONCE = settings(deadline=None, suppress_health_check=list(HealthCheck), phases=PHASES)


@settings(ONCE, max_examples=3)
@given(files=sites())
def test_a_few_sites_of_any_texts(builder: Builder, files: dict[str, bytes]) -> None:
    prove(builder, files)


@pytest.mark.soak
@settings(ONCE, max_examples=200)
@given(files=sites())
def test_sites_of_any_texts(builder: Builder, files: dict[str, bytes]) -> None:
    prove(builder, files)
