"""What networks are told of a page's picture is true."""

from __future__ import annotations

import re
from pathlib import Path

from nutgraf.permalinks import output_path
from tests.building import TESTS, Builder, copy_site

URL = "https://example.org/sub/path/"


def built(builder: Builder, folder: Path, options: str = "") -> dict[str, bytes]:
    site = copy_site(folder / "site", TESTS / "golden" / "full-theme" / "site")
    config = site / "site.toml"
    config.write_text(f"{config.read_text(encoding='utf-8')}\n{options}", encoding="utf-8")
    return {path: artifact.content for path, artifact in builder.build(site).artifacts.items()}


def told(page: bytes) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', page.decode()))


def test_every_page_names_a_picture_that_is_there_and_as_large_as_said(builder: Builder, tmp_path: Path) -> None:
    files = built(builder, tmp_path)
    # Frames are for other sites, and are not shared by their own address.
    pages = [path for path in files if path.endswith(".html") and not path.startswith("embed/")]
    for path in pages:
        meta = told(files[path])
        png = files[output_path(meta["og:image"].replace(URL, "/", 1))]
        assert meta["og:image"].startswith(URL)
        size = (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big"))
        assert size == (int(meta["og:image:width"]), int(meta["og:image:height"])) == (1200, 630)
        assert meta["og:image:alt"]
        assert meta["twitter:card"] == "summary_large_image"
    own = {
        path
        for path in pages
        if told(files[path])["og:image"] == f"{URL}{path.replace('index.html', '')}social-card.png"
    }
    assert {"index.html", "prices/bread/index.html", "figures/price_line/index.html"} <= own
    assert "tags/index.html" not in own


def test_a_site_may_do_without(builder: Builder, tmp_path: Path) -> None:
    files = built(builder, tmp_path, "[figures]\ncards = false\n")
    assert not [path for path in files if path.endswith("social-card.png")]
    assert "og:image" not in told(files["index.html"])
    assert told(files["index.html"])["og:title"]
