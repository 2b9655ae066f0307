from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nutgraf.figures.chart_images import LARGEST_PICTURE, inlined_images
from nutgraf.model.exhibit import Exhibit, ExhibitKind
from nutgraf.problems import Outcome
from nutgraf.sources import read_sources

PNG = b"\x89PNG\r\n\x1a\nand more"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><circle r="3"/></svg>'
CODE = '{"mark": {"type": "image", "url": "logos/it.png"}}'


def inlined(folder: Path, content: bytes, url: Any = "logos/it.png") -> Outcome[dict[str, Any]]:
    (folder / "charts/logos").mkdir(parents=True)
    (folder / "charts/logos/it.png").write_bytes(content)
    (folder / "charts/logos/other.png").write_bytes(PNG)
    sources = read_sources(folder)
    exhibit = Exhibit("it", ExhibitKind.CHART, "charts/it.vl.json", code=CODE, images=sources.below("charts"))
    return inlined_images(exhibit, {"mark": {"type": "image", "url": url}}, sources)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\1\2\3\4WEBPVP8", "image/webp"),
        (SVG, "image/svg+xml"),
    ],
)
def test_the_content_says_what_a_picture_is(tmp_path: Path, content: bytes, media_type: str) -> None:
    outcome = inlined(tmp_path, content)
    assert outcome.problems == ()
    assert outcome.value["mark"]["url"].startswith(f"data:{media_type};base64,")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"BM bitmap", "charts/logos/it.png is no picture that pages can show"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "charts/logos/it.png is no picture that pages can show"),
        (PNG + bytes(LARGEST_PICTURE), f"charts/logos/it.png has {LARGEST_PICTURE + 16:,} bytes"),
        (SVG.replace(b"<circle", b"<script/><circle"), "charts/logos/it.png has a script or an event in it"),
        (SVG.replace(b"<circle", b"<circle onload='x()'"), "charts/logos/it.png has a script or an event in it"),
        (SVG.replace(b"<circle", b"<image href='https://example.org/a.png'/><circle"),
         "charts/logos/it.png loads something from elsewhere"),
        (SVG.replace(b"<circle", b"<style>@import 'a.css'</style><circle"),
         "charts/logos/it.png loads something from elsewhere"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG,
         "charts/logos/it.png has a document type in it, which may pull in other files"),
    ],
)  # fmt: skip
def test_what_no_page_should_show(tmp_path: Path, content: bytes, message: str) -> None:
    [problem] = inlined(tmp_path, content).problems
    assert (problem.code, problem.message) == ("bad-picture", message)
    assert (problem.location.column, problem.hint != "") == (35, True)


@pytest.mark.parametrize(
    ("url", "code", "message", "hint"),
    [
        ("logos/ti.png", "missing-image", "there is no picture charts/logos/ti.png", "did you mean logos/it.png"),
        ("../data/it.png", "missing-image", "there is no picture data/it.png", "pictures: "),
        ("/etc/passwd", "missing-image", "there is no picture /etc/passwd", "pictures: "),
        (
            "https://example.org/a.png",
            "remote-data",
            "https://example.org/a.png is not on this site",
            "beside the chart",
        ),
        ("//example.org/a.png", "remote-data", "//example.org/a.png is not on this site", "beside the chart"),
        ({"expr": "'a'"}, "bad-picture", "it makes the addresses of its pictures itself", "a column of the data"),
    ],
)
def test_addresses_that_lead_to_no_picture(tmp_path: Path, url: Any, code: str, message: str, hint: str) -> None:
    [problem] = inlined(tmp_path, PNG, url).problems
    assert (problem.code, problem.message) == (code, message)
    assert hint in problem.hint
