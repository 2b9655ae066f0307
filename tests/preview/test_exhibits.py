"""What came of a saved chart or of saved data, as it is shown before the rest is built."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from nutgraf.cli.arguments import parse_arguments
from nutgraf.cli.rebuilding import opened_builder
from nutgraf.model.artifact import AnyArtifact
from nutgraf.model.extensions import Extensions
from nutgraf.pipeline import Build
from nutgraf.preview import preview_exhibits
from nutgraf.sources import Sources, read_sources
from tests.building import TESTS, Builder, copy_flagship, copy_site, use_cache

DRAFTS = ("distilled_models", "shiller_cape")
OPENNESS, MODELS = "charts/openness.py", "data/distilled_models/2026-11-23.csv"
PRICES, DATA, DESCRIPTOR = "charts/prices.py", "data/prices/2026-01-31.csv", "data/prices/datapackage.yaml"
SECOND = '''

def second_line(prices: pd.DataFrame) -> alt.Chart:
    """The same once more."""
    return price_line(prices)
'''

Edit = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Site:
    """A site as it was built."""

    root: Path
    sources: Sources
    built: Build
    builder: Builder

    def shown(self, *saved: str) -> Sequence[AnyArtifact]:
        return preview_exhibits(saved, self.sources, self.built, self.builder.executor, self.builder.cache)

    @contextmanager
    def edited(self, *edits: Edit) -> Iterator[None]:
        """Puts one text for another in sources, for a while."""
        before = {path: (self.root / path).read_bytes() for path, _, _ in edits}
        try:
            for path, old, new in edits:
                text = (self.root / path).read_text(encoding="utf-8")
                assert re.search(old, text, re.MULTILINE), old
                (self.root / path).write_text(re.sub(old, new, text, count=1, flags=re.MULTILINE), encoding="utf-8")
            yield
        finally:
            for path, content in before.items():
                (self.root / path).write_bytes(content)


def built_site(root: Path, builder: Builder) -> Site:
    sources = read_sources(root)
    return Site(root, sources, builder.build(root), builder)


def unseal(root: Path, name: str) -> None:
    descriptor = root / f"data/{name}/datapackage.yaml"
    descriptor.write_text(re.sub(r"    (hash|bytes): .*\n", "", descriptor.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def flagship(tmp_path_factory: pytest.TempPathFactory, builder: Builder) -> Site:
    """It has bundles and social cards, figures on older data, tables and derived datasets."""
    root = copy_flagship(tmp_path_factory.mktemp("exhibits") / "site")
    for name in DRAFTS:
        unseal(root, name)
    return built_site(root, builder)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, builder: Builder) -> Site:
    root = copy_site(tmp_path_factory.mktemp("small") / "site", TESTS / "problems/base")
    unseal(root, "prices")
    with (root / PRICES).open("a", encoding="utf-8") as module:
        module.write(SECOND.replace("second_line", "third_line"))
    return built_site(root, builder)


@pytest.mark.parametrize(
    ("edits", "pages"),
    [
        ([("charts/cape_history.py", "A high CAPE has meant", "High CAPEs have meant")], {"figures/cape_next_decade/"}),
        ([(OPENNESS, "Fewer models stay", "Ever fewer models stay")], {"embed/models_by_access/"}),
        ([("charts/cape_since_1881.vl.json", '"title": "CAPE"', '"title": "The CAPE"')], {"figures/cape_since_1881/"}),
        ([(MODELS, r"49\.1,37\.6$", "49.1,38.6")], {"figures/distilled_scores/"}),
        (
            [(MODELS, r"49\.1,37\.6$", "49.1,39.6"), (OPENNESS, "Fewer models stay", "Fewer of them stay")],
            {"figures/distilled_scores/", "figures/open_models_by_country/"},
        ),
        ([("data/shiller_cape/2018-04-15.csv", r"^(2018-03-01,\d+)\.\d+", r"\1.01")], {"figures/cape_moved_since/"}),
    ],
)
def test_what_is_shown_is_what_the_build_makes(flagship: Site, edits: list[Edit], pages: set[str]) -> None:
    with flagship.edited(*edits):
        shown = {artifact.path: artifact.content for artifact in flagship.shown(*(path for path, _, _ in edits))}
        assert flagship.builder.problems(flagship.root) == flagship.built.warnings
        whole = flagship.builder.build(flagship.root)
        assert {f"{page}index.html" for page in pages} <= shown.keys()
        assert [path for path, content in shown.items() if whole.artifacts[path].content != content] == []
    saved = {path for path, _, _ in edits}
    for plan in (*whole.site.figures.values(), *whole.site.facts.values()):
        read = {plan.exhibit.module, *(each.path for given in plan.inputs for each in given.versions)}
        users = {f"{whole.site.pages[path].permalink[1:]}index.html" for path in plan.used_in}
        assert not read & saved or users <= shown.keys()
    # Lists, and what tells of the data, follow with the site.
    before = {path: artifact.digest for path, artifact in flagship.built.artifacts.items()}
    late = {path for path, artifact in whole.artifacts.items() if before.get(path) != artifact.digest} - shown.keys()
    assert not [path for path in late if re.match(r"figures/[^/]+/|embed/", path)]


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ([(DATA, r"2\.40$", "2.70")], "fact-mismatch"),
        ([(PRICES, r"iloc\[-1\]", "iloc[0]")], "fact-mismatch"),
        ([(DATA, r"2\.10$", "-2.10")], "csv-constraint"),
        ([(DATA, r"2\.10$", "dear")], "csv-type"),
        ([(PRICES, r"    return \(\n", "    raise ValueError(1)\n    return (\n")], "exhibit-error"),
        ([(PRICES, r"    return \(\n", "    return (((\n")], "python-syntax"),
        ([(PRICES, "def price_line", "def price_curve")], "unknown-chart"),
        ([(PRICES, r"price_line\(prices:", "price_line(costs:")], "unknown-dataset"),
        ([(PRICES, r"alt\.Y\(\"price:Q\"", 'alt.Y("cost:Q"')], "unknown-field"),
        (
            [(PRICES, r"mark_line\(", "mark_bar("), (PRICES, '"price:Q"', '"price:Q", scale=alt.Scale(domain=[2, 3])')],
            "bar-not-from-zero",
        ),
    ],
)
def test_where_anything_is_wrong_nothing_is_shown(small: Site, edits: list[Edit], code: str) -> None:
    with small.edited(*edits):
        assert small.shown(*(path for path, _, _ in edits)) == ()
        assert code in {problem.code for problem in small.builder.problems(small.root)}


@pytest.mark.parametrize(
    "edits",
    [
        [(PRICES, r"\Z", SECOND)],
        [(PRICES, "def third_line", "def fourth_line")],
        [(PRICES, "def third_line", "def _third_line")],
        [(PRICES, r"-> Annotated\[float, \"\"\]", "-> pd.DataFrame")],
        [(PRICES, r"y=alt\.Y\(\"price:Q\", title=None\)", r'\g<0>, tooltip="price"')],
        [(DESCRIPTOR, "title: Price$", "title: Cost")],
        [("site.toml", "Test site", "The site")],
        [("content/references.yaml", r"\Z", "\n")],
        [("content/markets/other.md", "Words", "Many words"), (PRICES, "dearer", "much dearer")],
        [(DATA, r"2\.30$", "2.31"), (DESCRIPTOR, "title: Price$", "title: Cost")],
    ],
)
def test_what_may_change_more_waits_for_the_build(small: Site, edits: list[Edit]) -> None:
    with small.edited(*edits):
        assert small.shown(*dict.fromkeys(path for path, _, _ in edits)) == ()


def test_so_do_files_that_are_new_or_gone_or_lie_outside(small: Site, tmp_path: Path) -> None:
    assert small.shown(PRICES)
    assert small.shown() == ()
    assert small.shown("charts/new.py") == ()
    chart, aside = small.root / PRICES, tmp_path / "prices.py"
    chart.rename(aside)
    try:
        assert small.shown(PRICES) == ()
        chart.symlink_to(aside)
        assert small.shown(PRICES) == ()
        chart.unlink()
    finally:
        aside.rename(chart)


@pytest.mark.parametrize(
    "other", [(DATA, r"2\.30$", "2.31"), (DESCRIPTOR, "title: Price$", "title: Cost"), ("site.toml", "Test", "The")]
)
def test_what_was_saved_beside_it_and_is_not_yet_told_is_not_mixed_in(small: Site, other: Edit) -> None:
    with small.edited((PRICES, "dearer", "much dearer")):
        assert small.shown(PRICES)
        with small.edited(other):
            assert small.shown(PRICES) == ()


def test_sealed_data_and_a_shared_module_wait(builder: Builder, tmp_path: Path) -> None:
    root = copy_site(tmp_path / "site", TESTS / "problems/base")
    (root / "charts/_words.py").write_text('TITLE = "Bread"\n', encoding="utf-8")
    site = built_site(root, builder)
    with site.edited((DATA, r"2\.30$", "2.31")):
        assert site.shown(DATA) == ()
    with site.edited(("charts/_words.py", "Bread", "Bread again")):
        assert site.shown("charts/_words.py") == ()


def test_serve_shows_them_first_and_tells_what_is_wrong_after_it(tmp_path: Path, shared_cache: Path) -> None:
    root = use_cache(copy_site(tmp_path / "here", TESTS / "problems/base"), shared_cache)
    unseal(root, "prices")
    said = (root / PRICES).read_text(encoding="utf-8")
    with opened_builder(root, parse_arguments(["serve"]), Extensions()) as build:
        list(build(()))
        (root / PRICES).write_text(said.replace("dearer", "much dearer"), encoding="utf-8")
        first, second = build((PRICES,))
        assert (first.early, second.early) == (True, False)
        assert first.artifacts is not None
        assert second.artifacts is not None
        assert b"much dearer" in first.artifacts["markets/dear/index.html"].content
        pages = {path: (first.artifacts[path].digest, after.digest) for path, after in second.artifacts.items()}
        late = {path for path, (early, now) in pages.items() if early != now}
        assert late <= {
            "index.html",
            "manifest.json",
            "figures/index.html",
            "data/index.html",
            "data/prices/index.html",
        }
        (root / PRICES).write_text(
            said.replace("    return (", "    raise ValueError(1)\n    return (", 1), encoding="utf-8"
        )
        [wrong] = build((PRICES,))
        assert [problem.code for problem in wrong.problems] == ["exhibit-error"]
        (root / PRICES).write_text(said, encoding="utf-8")
        [mended] = build((PRICES,))
        assert not mended.early
