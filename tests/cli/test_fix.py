"""`check --fix`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.building import TESTS, copy_site, use_cache
from tests.cli.running import run

ARTICLE = "content/markets/dear.md"
FACTS = '''

def rise(prices: pd.DataFrame) -> Annotated[float, "%"]:
    """How much bread has risen."""
    return 100 * (float(prices["price"].iloc[-1]) / float(prices["price"].iloc[0]) - 1)


def debt(prices: pd.DataFrame) -> Annotated[float, "USD"]:
    """What the baker owes, as a negative number."""
    return -2600.0
'''


@pytest.fixture
def site(tmp_path: Path, shared_cache: Path) -> Path:
    """A site whose article says 2.60 in its summary, text, alt text and caption, where the data say 2.40."""
    folder = copy_site(tmp_path / "here", TESTS / "theme", TESTS / "problems" / "base")
    text = (folder / ARTICLE).read_text().replace("[2.40]", "[2.60]")
    text = text.replace("to 2.40]", "to [2.60](fact:last_price)]").replace(
        'bread")', 'bread, [2.60](fact:last_price)")'
    )
    (folder / ARTICLE).write_text(text)
    return use_cache(folder, shared_cache)


def test_literals_are_mended_everywhere_and_shown(site: Path) -> None:
    before = (site / ARTICLE).read_text()
    assert before.count("[2.60]") == 4
    fixed = run("check", "--fix", cwd=site)
    assert (fixed.returncode, fixed.stderr) == (0, "")
    assert (site / ARTICLE).read_text() == before.replace("[2.60]", "[2.40]")
    assert fixed.stdout.startswith(f"--- a/{ARTICLE}\n+++ b/{ARTICLE}\n@@ ")
    assert "\n-summary: A loaf costs [2.60](fact:last_price) crowns.\n+summary: A loaf costs [2.40]" in fixed.stdout
    assert "\n4 numbers fixed in 1 file\nNo problems in " in fixed.stdout
    assert not (site / "site").exists()

    again = run("check", "--fix", cwd=site)
    assert (again.returncode, again.stdout.startswith("No problems in ")) == (0, True)


def test_what_is_left_is_reported_of_the_mended_site(site: Path) -> None:
    claim = '[more than 3](fact:last_price "> 3") crowns'
    before = f"{(site / ARTICLE).read_text()}\nNext year it is {claim}.\n"
    (site / ARTICLE).write_text(before)
    text = run("check", "--fix", cwd=site)
    assert text.returncode == 1
    assert text.stdout.startswith(f"--- a/{ARTICLE}\n")
    assert text.stderr.startswith(f"{ARTICLE}:18:17: error[fact-mismatch]: the text says more than 3")
    assert text.stderr.endswith("\n1 problem; 4 numbers fixed in 1 file, the rest is for the author\n")
    assert (site / ARTICLE).read_text() == before.replace("[2.60]", "[2.40]")

    (site / ARTICLE).write_text(before)
    told = json.loads(run("check", "--fix", "--json", cwd=site).stdout)
    assert {(each["old"], each["new"]) for each in told["fixed"]} == {("2.60", "2.40")}
    assert [(each["code"], each["line"]) for each in told["problems"]] == [("fact-mismatch", 18)]


def test_only_check_mends(site: Path) -> None:
    before = (site / ARTICLE).read_bytes()
    assert run("build", "--fix", cwd=site).returncode == 2
    assert run("check", cwd=site).returncode == 1
    assert (site / ARTICLE).read_bytes() == before


def test_the_style_of_every_number_is_kept(site: Path) -> None:
    text = (
        "It went up by [14.7%](fact:rise), or [14.7 per cent](fact:rise); by [about 17\u00a0%](fact:rise), "
        "[−US$ 1,234.5](fact:debt) or [(−1\u202f234.50 dollars)](fact:debt), [a loss of $1.2k](fact:debt), "
        "[a fifth](fact:rise), [twelve per cent](fact:rise), [halved](fact:rise), "
        '[some](fact:rise "1..1.1").'
    )
    with (site / "charts/prices.py").open("a") as file:
        file.write(FACTS)
    (site / ARTICLE).write_text((site / ARTICLE).read_text() + f"\n{text}\n")
    run("check", "--fix", cwd=site)
    line = (site / ARTICLE).read_text().splitlines()[-1]
    assert line == (
        text.replace("14.7", "14.3")
        .replace("about 17", "about 14")
        .replace("1,234.5", "2,600.0")
        .replace("1\u202f234.50", "2\u202f600.00")
        .replace("$1.2k", "$2.6k")
    )
