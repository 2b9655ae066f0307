"""What a newer version of the data changes: values, sentences, figures, and how each form tells it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nutgraf.diff import (
    SideError,
    Snapshot,
    compare_snapshots,
    diff_as_html,
    diff_as_markdown,
    diff_as_text,
    open_side,
    snapshot_of,
    snapshot_of_built,
)
from nutgraf.diff.as_html import highlighted
from nutgraf.diff.comparing import Diff
from nutgraf.diff.sides import Side
from nutgraf.pipeline import BuildOptions
from nutgraf.published import text_blocks
from nutgraf.writer import write_site
from tests.building import TESTS, Builder, copy_site, use_cache
from tests.cli.running import run

OLD, NEW = "prices@2026-01-31", "prices@2026-02-28"
NEWER = "day,price\n2026-01-01,2.10\n2026-01-15,2.30\n2026-01-31,2.45\n2026-02-28,2.50\n"


@pytest.fixture
def site(tmp_path: Path, shared_cache: Path) -> Path:
    """A site whose newest data make its sentences false."""
    site = use_cache(copy_site(tmp_path / "here", TESTS / "theme", TESTS / "problems" / "base"), shared_cache)
    (tmp_path / "newer.csv").write_text(
        "day,price\n2026-01-01,2.10\n2026-01-15,2.30\n2026-01-31,2.45\n2026-02-28,2.50\n"
    )
    assert run("data", "add", "../newer.csv", "--to", "prices", "--date", "2026-02-28", cwd=site).returncode == 0
    return site


def difference(builder: Builder, site: Path, old: str, new: str) -> Diff:
    return compare_snapshots(*(snapshot(builder, site, name) for name in (old, new)))


def snapshot(builder: Builder, site: Path, name: str) -> Snapshot:
    with open_side(site, name) as side:
        if isinstance(side, Side):
            return snapshot_of(name, builder.exhibition(side.sources, BuildOptions(until=side.until)))
        read = snapshot_of_built(side).value
        assert read is not None
        return read


def test_values_sentences_and_figures(builder: Builder, site: Path) -> None:
    diff = difference(builder, site, OLD, NEW)
    assert [(data.name, data.old, data.new) for data in diff.datasets] == [("prices", "2026-01-31", "2026-02-28")]
    assert [(fact.name, fact.old, fact.new) for fact in diff.facts] == [("last_price", "2.4", "2.5")]
    assert [str(problem.location) for problem in diff.sentences] == [
        "content/markets/dear.md:3:23",
        "content/markets/dear.md:8:24",
    ]
    assert [(figure.name, figure.values) for figure in diff.figures] == [("price_line", True)]


def test_each_form(builder: Builder, site: Path) -> None:
    diff = difference(builder, site, OLD, NEW)
    text = diff_as_text(diff)
    assert text.splitlines()[0] == f"From {OLD} to {NEW}"
    assert "  price_line: other values, 3 rows → 4\n" in text
    assert "| last\\_price | 2.4 | 2.5 | content/markets/dear.md |" in diff_as_markdown(diff)
    page = diff_as_html(diff, builder.exhibition_of(site).theme)
    assert page.count("<svg") == 2
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert 'class="' in page
    assert "same" in page


def test_nothing_differs_from_itself(builder: Builder, site: Path) -> None:
    diff = difference(builder, site, NEW, NEW)
    assert diff.empty
    assert diff_as_text(diff) == f"Nothing differs between {NEW} and {NEW}\n"


def test_an_older_state_in_the_other_direction(builder: Builder, site: Path) -> None:
    assert difference(builder, site, NEW, OLD).sentences == ()


def test_text_of_the_sites_stays_text_in_markdown_and_html(builder: Builder, site: Path) -> None:
    chart = site / "charts/prices.py"
    chart.write_text(chart.read_text().replace("Bread gets dearer", "<b>@all</b> http://x.org |"))
    diff = difference(builder, site, OLD, NEW)
    assert "<b>" not in diff_as_html(diff, builder.exhibition_of(site).theme).split("<figcaption>")[1]


def test_a_commit_and_the_working_folder(builder: Builder, site: Path) -> None:
    """The commit has a link that leads out of the site, as the cache of these tests is one."""
    assert (site / ".nutgraf/cache").is_symlink()
    git = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "First"]):
        subprocess.run([*git, *arguments], cwd=site, check=True)
    chart = site / "charts/prices.py"
    chart.write_text(chart.read_text().replace("var(--hot)", "var(--cool)"))
    diff = difference(builder, site, "HEAD", str(site))
    assert [(figure.name, figure.values) for figure in diff.figures] == [("price_line", False)]
    assert "price_line: drawn otherwise from the same values" in diff_as_text(diff)


def built(builder: Builder, site: Path, folder: str) -> str:
    """The folder of the site as it is now, built."""
    write_site(site / folder, builder.build(site).artifacts)
    return str(site / folder)


@pytest.fixture
def true_site(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "true", TESTS / "theme", TESTS / "problems" / "base")


def test_two_built_sites(builder: Builder, true_site: Path) -> None:
    before = built(builder, true_site, "before")
    data, article = true_site / "data/prices/2026-01-31.csv", true_site / "content/markets/dear.md"
    text = data.read_text().replace("2.40", "2.50")
    data.write_text(text)
    descriptor = true_site / "data/prices/datapackage.yaml"
    lines = descriptor.read_text().splitlines(keepends=True)
    descriptor.write_text("".join(line for line in lines if "hash:" not in line and "bytes:" not in line))
    article.write_text(article.read_text().replace("2.40", "2.50"))
    after = built(builder, true_site, "after")
    diff = difference(builder, true_site, before, after)
    assert [(data.name, data.old, data.new) for data in diff.datasets] == [("prices", "2026-01-31", "2026-01-31")]
    assert [(fact.name, fact.old, fact.new, fact.used_in) for fact in diff.facts] == [
        ("last_price", "2.4", "2.5", ("content/markets/dear.md",))
    ]
    assert [(figure.name, figure.values) for figure in diff.figures] == [("price_line", True)]
    assert diff.sentences == ()
    told = diff_as_text(diff)
    assert "content/markets/dear.md:" in told
    assert any("2.40" in line for change in diff.texts for line in change.old)
    assert any("2.50" in line for change in diff.texts for line in change.new)
    page = diff_as_html(diff, builder.exhibition_of(true_site).theme)
    assert page.count("<svg") == 2
    assert "2\\.50" in diff_as_markdown(diff) or "2.50" in diff_as_markdown(diff)


def test_a_built_site_and_the_sources_that_it_was_built_from(builder: Builder, true_site: Path) -> None:
    folder = built(builder, true_site, "site")
    assert difference(builder, true_site, folder, folder).empty
    assert difference(builder, true_site, folder, str(true_site)).empty
    chart = true_site / "charts/prices.py"
    chart.write_text(chart.read_text().replace("var(--hot)", "var(--cool)"))
    diff = difference(builder, true_site, folder, str(true_site))
    assert [(figure.name, figure.values) for figure in diff.figures] == [("price_line", False)]


def test_text_is_compared_without_its_figures() -> None:
    page = """<title>t</title><nav><p>n</p></nav><main><h1>A &amp; B</h1><p>One <a href="/">two</a>
three.</p><figure><figure><p>x</p></figure><p>y</p></figure><ul><li>four<li>five</li></ul>six</main><p>out</p>"""
    assert text_blocks(page) == ("A & B", "One two three.", "four", "five", "six")


def test_a_folder_whose_manifest_cannot_be_read(true_site: Path) -> None:
    (true_site / "built").mkdir()
    (true_site / "built/manifest.json").write_text("{}")
    told = run("diff", "built", ".", cwd=true_site)
    assert (told.returncode, told.stderr) == (2, "nutgraf: the manifest cannot be read at built/\n")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("price@2026-01-31", "there is no dataset price; did you mean prices?"),
        ("prices@2026-01-30", "prices has no version 2026-01-30; versions: 2026-01-31, 2026-02-28"),
        ("no-such-commit", "no-such-commit is no state of this site"),
        ("--output=/tmp/x", "is no state of this site"),
    ],
)
def test_what_is_no_state(site: Path, name: str, message: str) -> None:
    with pytest.raises(SideError, match=r"state|dataset|version") as caught, open_side(site, name):
        pass
    assert message in str(caught.value)


def test_marks_that_are_in_both_step_back() -> None:
    old = '<svg xmlns="http://www.w3.org/2000/svg"><path id="f00000000-1" d="M0"/><path d="M0"/><text>a</text></svg>'
    new = '<svg xmlns="http://www.w3.org/2000/svg"><path id="f11111111-1" d="M0"/><path d="M1"/><text>b</text></svg>'
    root = ElementTree.fromstring(highlighted(new, old))
    assert [element.get("class") for element in root] == ["same", None, None]


def test_the_command(site: Path) -> None:
    told = run("diff", OLD, NEW, cwd=site)
    assert (told.returncode, told.stderr) == (0, "")
    assert "Sentences that stop being true (2)" in told.stdout
    wrong = run("diff", "price@2026-01-31", NEW, cwd=site)
    assert wrong.returncode == 2
    assert wrong.stderr == "nutgraf: there is no dataset price; did you mean prices?\n"
