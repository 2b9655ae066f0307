"""`export`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nutgraf.zipping import zip_files
from tests.building import use_cache
from tests.bundles.conftest import golden_site
from tests.bundles.unpacking import change, reproduce, unpacked
from tests.cli.running import run

ARTICLE = "content/prices/bread.md"


@pytest.fixture
def site(tmp_path: Path, shared_cache: Path) -> Path:
    return use_cache(golden_site(tmp_path / "here", "figures"), shared_cache)


def test_an_article_is_made_again_with_its_numbers(site: Path) -> None:
    with (site / ARTICLE).open("a") as article:
        article.write("\n![Bars: wages differ](chart:wages_by_town)\n")
    done = run("export", ARTICLE, "--output", "out/bread.zip", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("out/bread.zip: 3 figures and 2 numbers, ")
    assert not (site / "site").exists()
    content = (site / "out/bread.zip").read_bytes()
    files = zip_files(content)
    assert files["article.md"] == (site / ARTICLE).read_bytes()
    assert b"<svg" in files["article.html"]
    assert "| `last_price` | 2.6 | `charts/prices.py` |" in files["README.md"].decode()
    folder = unpacked(content, site.parent / "unpacked")
    made = reproduce(folder)
    assert made.returncode == 0, made.stdout
    assert "same   last_price: 2.6" in made.stdout
    assert "Not made from its data: wages_by_town; the terms of “Wages”" in made.stdout
    assert made.stdout.splitlines()[-1] == "What could be made again came out the same."

    change(folder, "charts/prices.py", lambda text: text.replace("iloc[-1]", "iloc[0]"))
    other = reproduce(folder)
    assert other.returncode == 1
    assert "DIFFER last_price: 2.6, here it is " in other.stdout


def test_the_zip_is_called_after_the_article(site: Path) -> None:
    done = run("export", "prices/bread-in-january", "--json", cwd=site)
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert told["file"] == "bread-in-january.zip"
    assert told["bytes"] == (site / "bread-in-january.zip").stat().st_size


def test_an_article_that_is_not_there(site: Path) -> None:
    done = run("export", "prices/butter.md", cwd=site)
    assert done.returncode == 1
    assert "error[unknown-article]: there is no article prices/butter.md" in done.stderr
    assert done.stderr.endswith("1 problem; nothing was exported\n")
