from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.cache import Cache
from nutgraf.figures.keeping import Keeper, MadeOnce, keep_figure, narrowed, read_figure, task_key
from nutgraf.figures.tasks import House, Made, MakeExhibit
from nutgraf.model.config import FigureOptions
from nutgraf.model.exhibit import ExhibitKind
from nutgraf.model.figure import ExhibitId, Fact, FactValue
from nutgraf.model.site import Plan
from nutgraf.model.theme import Theme
from nutgraf.pipeline import make_exhibition, read_site
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.sources import Sources, read_sources
from nutgraf.worker import Executor, Result
from tests.building import TESTS, Builder, copy_site

HOUSE = House(Theme(), FigureOptions(), "A site")
FACTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.dates(),
    st.floats(allow_nan=False),
    st.integers(-(2**63), 2**64 - 1),
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "site", TESTS / "theme", TESTS / "problems" / "base")


class Nobody:
    """An executor for sites whose exhibits are all in the cache."""

    def run(self, function: Callable[..., Any], tasks: Sequence[Any]) -> Iterator[Result[Any]]:
        assert len(tasks) == 0, "made again"
        return iter(())


def plan_of(site: Path, kind: ExhibitKind = ExhibitKind.CHART) -> tuple[Plan, Sources]:
    sources = read_sources(site)
    built = read_site(sources).value
    return next(iter((built.figures if kind is ExhibitKind.CHART else built.facts).values())), sources


def key_of(site: Path, plan: Plan | None = None) -> str:
    plan = plan or plan_of(site)[0]
    sources = read_sources(site)
    paths = [version.path for given in plan.inputs for version in given.versions]
    return task_key(MakeExhibit(sources.only(paths), narrowed(plan), HOUSE), sources, "tools")


def test_what_was_made_is_not_made_again(builder: Builder, site: Path, tmp_path: Path) -> None:
    # A cache of its own: of two processes that write to one at once, what the first made may be forgotten.
    made = builder.with_cache(Cache(tmp_path / "cache")).exhibition_of(site)
    again = make_exhibition(read_sources(site), Nobody(), Cache(tmp_path / "cache"))
    assert made.exhibited.figures
    assert made.exhibited.facts
    assert again.value.exhibited == made.exhibited


def test_a_folder_of_another_name_has_the_same_keys(site: Path, tmp_path: Path) -> None:
    assert key_of(copy_site(tmp_path / "elsewhere", site)) == key_of(site)


@pytest.mark.parametrize("folder", ["charts", "data"])
def test_a_byte_of_code_or_data_is_another_key(site: Path, folder: str) -> None:
    plan, _ = plan_of(site)
    before = key_of(site, plan)
    changed = plan.exhibit.module if folder == "charts" else plan.inputs[0].versions[0].path
    (site / changed).write_bytes((site / changed).read_bytes() + b"\n")
    assert key_of(site, plan) != before


def test_other_tools_and_another_house_are_other_keys(site: Path) -> None:
    plan, sources = plan_of(site)
    task = MakeExhibit(sources.only([]), narrowed(plan), HOUSE)
    smaller = replace(task, house=replace(HOUSE, options=FigureOptions(exports=("svg",))))
    keys = [task_key(task, sources, "tools"), task_key(task, sources, "newer"), task_key(smaller, sources, "tools")]
    assert len(set(keys)) == 3


def test_how_long_it_may_take_has_no_part_in_a_key(site: Path) -> None:
    plan, sources = plan_of(site)
    tasks = [MakeExhibit(sources.only([]), narrowed(plan), replace(HOUSE, seconds=seconds)) for seconds in (2.0, 8.0)]
    assert len({task_key(task, sources, "tools") for task in tasks}) == 1


def test_what_was_saved_while_it_was_made_is_made_again(builder: Builder, site: Path, tmp_path: Path) -> None:
    class Late:
        """An executor whose workers read a chart that was saved after the build began."""

        def run(self, function: Callable[..., Any], tasks: Sequence[Any]) -> Iterator[Result[Any]]:
            chart.write_text(said.replace("dearer", "cheaper"), encoding="utf-8")
            return builder.executor.run(function, tasks)

    def titles(executor: Executor) -> list[str]:
        made = make_exhibition(read_sources(site), executor, cache).value.exhibited
        return [head.title for head in made.heads.values()]

    chart, cache = site / "charts/prices.py", Cache(tmp_path / "cache")
    said = chart.read_text(encoding="utf-8")
    titles(Late())
    chart.write_text(said, encoding="utf-8")
    assert titles(builder.executor) == ["Bread gets dearer"]
    assert titles(Nobody()) == ["Bread gets dearer"]


def test_where_a_figure_is_used_and_newer_data_do_not_touch_its_key(site: Path) -> None:
    plan, _ = plan_of(site)
    (given, *rest) = plan.inputs
    newer = replace(given.versions[0], date=dt.date(2099, 1, 1))
    dataset = replace(given.dataset, versions=(*given.dataset.versions, newer))
    later = replace(plan, used_in=("content/x.md",), inputs=(replace(given, dataset=dataset), *rest))
    assert narrowed(later) == narrowed(plan)


def kept(folder: Path, made: Made, kind: ExhibitKind = ExhibitKind.CHART) -> MadeOnce | None:
    """What the next build finds of what was made."""
    task = MakeExhibit(Sources(Path()), _plan(kind), HOUSE)
    cache = Cache(folder)
    Keeper(cache, "tools").keep("key", made)
    cache.keep()
    return Keeper(Cache(folder), "tools").find(task, "key")


@given(FACTS)
def test_a_fact_comes_back_with_its_type(tmp_path_factory: pytest.TempPathFactory, value: FactValue) -> None:
    back = kept(tmp_path_factory.mktemp("kept"), Outcome(Fact(ExhibitId("x"), value, "%")), ExhibitKind.FACT)
    assert back is not None
    assert isinstance(back.value, Fact)
    assert (type(back.value.value), back.value.value) == (type(value), value)


def test_warnings_are_kept_with_their_places_and_errors_are_not(
    builder: Builder, site: Path, tmp_path: Path, shared_cache: Path
) -> None:
    figure = next(iter(builder.exhibition_of(site).exhibited.figures.values()))
    warning = Problem("missing-glyph", "a word", Location("charts/a.py", 3, 4, 9), "", "warning")
    back = kept(tmp_path / "a", Outcome(figure, (warning,)))
    assert back is not None
    assert back.problems == (warning,)
    assert kept(tmp_path / "b", Outcome(figure, (replace(warning, severity="error"),))) is None
    assert kept(tmp_path / "c", Outcome(None)) is None


def test_what_another_kind_of_task_made_counts_as_absent(tmp_path: Path) -> None:
    assert kept(tmp_path, Outcome(Fact(ExhibitId("x"), 1, "%"))) is None


def test_numbers_beyond_the_form_are_made_again(tmp_path: Path) -> None:
    assert kept(tmp_path, Outcome(Fact(ExhibitId("x"), 10**30, "USD")), ExhibitKind.FACT) is None


def _plan(kind: ExhibitKind) -> Plan:
    from nutgraf.model.exhibit import Exhibit

    return Plan(ExhibitId("x"), Exhibit("x", kind, "charts/x.py"), (), "/figures/x/")


def test_the_figure_is_whole_and_without_one_of_its_files_it_is_absent(
    builder: Builder, site: Path, tmp_path: Path
) -> None:
    figure = next(iter(builder.exhibition_of(site).exhibited.figures.values()))
    cache = Cache(tmp_path)
    head = keep_figure(figure, cache)
    back = read_figure(head, Cache(tmp_path))
    assert back == figure
    assert list(back.files) == list(figure.files), "in the order of display"
    assert head.digest == figure.digest
    for file in head.files.values():
        found = kept(tmp_path / file.digest, Outcome(figure))
        assert found is not None
        again = Cache(tmp_path / file.digest)
        again.file(file.digest).unlink()
        task = MakeExhibit(Sources(Path()), _plan(ExhibitKind.CHART), HOUSE)
        assert Keeper(again, "tools").find(task, "key") is None
