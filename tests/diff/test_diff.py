"""What a newer version of the data changes: values, sentences, figures, and how each form tells it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nutgraf.diff import SideError, compare_states, diff_as_html, diff_as_markdown, diff_as_text, open_side
from nutgraf.diff.as_html import highlighted
from nutgraf.diff.comparing import Diff, State
from nutgraf.pipeline import BuildOptions
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
    states = []
    for name in (old, new):
        with open_side(site, name) as side:
            exhibition = builder.exhibition(side.sources, BuildOptions(until=side.until))
            states.append(State(name, exhibition))
    return compare_states(*states)


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
