"""Functions `derive`: found, planned, run and written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from nutgraf.datasets import read_datasets
from nutgraf.deriving import derivation_task, derive_all, open_desk, plan_derivation, planned_as_recorded
from nutgraf.exhibits import read_derivations
from nutgraf.problems import Outcome, Problem
from nutgraf.site import with_derivations
from nutgraf.sources import read_sources
from nutgraf.worker import Executor, Surroundings, WorkerPool
from tests.deriving.sites import DERIVE, site_with_rises

NEWER = "day,price\n2026-02-15,2.50\n2026-02-28,2.80\n"


@pytest.fixture(scope="module")
def executor() -> Iterator[Executor]:
    with WorkerPool(1, open_desk) as pool:
        yield pool


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return site_with_rises(tmp_path)


def add_newer_prices(site: Path) -> None:
    (site / "data/prices/2026-02-28.csv").write_text(NEWER)
    with (site / "data/prices/datapackage.yaml").open("a") as file:
        file.write("  - path: 2026-02-28.csv\n")


def derived(
    site: Path, executor: Executor, date: dt.date | None = None, around: Surroundings | None = None
) -> Outcome[bytes | None]:
    sources = read_sources(site)
    found = read_derivations(sources)
    linked = with_derivations(read_datasets(sources).value, found.value)
    unknown = [problem for problem in linked.problems if problem.code != "no-version"]
    if found.problems or unknown:
        return Outcome(None, (*found.problems, *unknown))
    plan = plan_derivation("rises", found.value["rises"], linked.value.by_name, date)
    if plan.value is None:
        return Outcome(None, plan.problems)
    (made,) = derive_all([derivation_task(plan.value, sources, around)], executor)
    return made


def write(site: Path, old: str, new: str) -> None:
    assert old in DERIVE
    (site / "data/rises/derive.py").write_text(DERIVE.replace(old, new))


def told(problems: tuple[Problem, ...]) -> str:
    (problem,) = problems
    return f"{problem.location}: {problem.code}: {problem.message}"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('["price"]', '["prize"]', "derive.py:9:32: exhibit-error: derive failed: KeyError: no 'prize'"),
        (".dropna()", '.set_index("day")',
         "derive.py:6:5: derived-value: what derive returned cannot be written: the index day would be lost"),
        ("[[\"day\", \"rise\"]].dropna()", "[\"rise\"]",
         "derive.py:6:5: derived-value: derive returned Series, which is no frame"),
        ("import pandas as pd", "import pandas as pd\nfrom charts import _x",
         "derive.py:4:20: project-import: derive.py may not import charts._x"),
        ("prices: pd", "price: pd",
         "derive.py:6:12: unknown-dataset: there is no dataset price"),
        ("prices: pd.DataFrame", "prices: int",
         "derive.py:6:12: exhibit-signature: prices is neither a frame nor a document"),
        ("prices: pd.DataFrame", "prices: list",
         "derive.py:6:12: exhibit-signature: data/prices/2026-01-31.csv is a table, and prices asks for a "
         "document"),
        ("prices: pd.DataFrame", "", "derive.py:6:5: bad-derivation: derive asks for no dataset"),
        ("-> pd.DataFrame", "-> float", "derive.py:6:5: bad-derivation: derive makes no table"),
        ("-> pd.DataFrame", "-> (", "derive.py:6:34: python-syntax: this is not Python: expected ':'"),
        ("def derive", "def make", "derive.py:1:1: bad-derivation: data/rises/derive.py has no function derive"),
        ("prices: pd", "rises: pd", "derive.py:6:12: derivation-cycle: a circle: rises from rises"),
        ("    frame =", "    __import__('os')._exit(3)\n    frame =",
         "derive.py:6:5: exhibit-died: the process that derived rises ended (status 3)"),
    ],
)  # fmt: skip
def test_what_cannot_be_derived(site: Path, executor: Executor, old: str, new: str, problem: str) -> None:
    write(site, old, new)
    outcome = derived(site, executor)
    assert outcome.value is None
    assert told(outcome.problems) == f"data/rises/{problem}"


def test_problems_of_an_input_are_told(site: Path, executor: Executor) -> None:
    (site / "data/prices/2026-02-28.csv").write_text("day,price\nnever,2\n")
    with (site / "data/prices/datapackage.yaml").open("a") as file:
        file.write("  - path: 2026-02-28.csv\n")
    assert told(derived(site, executor).problems).startswith("data/prices/2026-02-28.csv:2:1: csv-type")


def test_inputs_are_patched(site: Path, executor: Executor) -> None:
    with (site / "data/prices/datapackage.yaml").open("a") as file:
        patch = "{row: {day: 2026-01-15}, column: price, old: 2.30, new: 2.20, reason: A misprint.}"
        file.write(f"patches: [{patch}]\n")
    assert derived(site, executor).value == b"day,rise\n2026-01-15,0.1\n2026-01-31,0.2\n"


def test_a_date_holds_nothing_that_is_newer(site: Path, executor: Executor) -> None:
    add_newer_prices(site)
    newest = derived(site, executor).value
    assert newest == b"day,rise\n2026-02-28,0.3\n"
    assert derived(site, executor, dt.date(2026, 3, 1)).value == newest
    before = derived(site, executor, dt.date(2026, 2, 1)).value
    assert before == b"day,rise\n2026-01-15,0.2\n2026-01-31,0.1\n"
    assert told(derived(site, executor, dt.date(2026, 1, 1)).problems) == (
        "data/rises/derive.py:6:12: unknown-version: prices has no version of 2026-01-01 or before"
    )


def test_all_versions(site: Path, executor: Executor) -> None:
    add_newer_prices(site)
    source = """\
from collections.abc import Mapping
import pandas as pd

def derive(prices: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    return pd.DataFrame({"version": list(prices), "rows": [len(frame) for frame in prices.values()]})
"""
    (site / "data/rises/derive.py").write_text(source)
    assert derived(site, executor).value == b"version,rows\n2026-01-31,3\n2026-02-28,2\n"
    sources = read_sources(site)
    found = read_derivations(sources).value["rises"]
    datasets = with_derivations(read_datasets(sources).value, {"rises": found}).value.by_name
    plan = plan_derivation("rises", found, datasets, None).value
    assert plan is not None
    assert plan.date == dt.date(2026, 2, 28)
    assert [origin.version.day for origin in plan.lineage.origins] == [31, 28]
    assert plan.lineage.code == found.digest


def test_one_function_cannot_change_what_the_next_is_given(site: Path, executor: Executor) -> None:
    write(site, "    frame =", "    prices['price'] *= 2\n    frame =")
    assert derived(site, executor).value == derived(site, executor).value


def test_the_surroundings_do_not_reach_a_function_that_does_not_ask(site: Path, executor: Executor) -> None:
    around = Surroundings(clock=4e9, zone="ELS-13:45", variables={"HOME": "/nonexistent"}, seed=1)
    assert derived(site, executor, around=around) == derived(site, executor)
    write(site, ".round(2)", ".round(2) + pd.Timestamp.now().year")
    assert derived(site, executor, around=around).value != derived(site, executor).value


def test_a_version_without_a_record_cannot_be_planned_again(site: Path) -> None:
    sources = read_sources(site)
    datasets = with_derivations(read_datasets(sources).value, read_derivations(sources).value).value.by_name
    assert planned_as_recorded(datasets["prices"], datasets) is None


def test_circles_are_told_once(tmp_path: Path) -> None:
    site = site_with_rises(tmp_path)
    for name, other in (("a", "b"), ("b", "c"), ("c", "b")):
        (site / f"data/{name}").mkdir()
        (site / f"data/{name}/derive.py").write_text(DERIVE.replace("prices: pd", f"{other}: pd"))
    sources = read_sources(site)
    problems = with_derivations(read_datasets(sources).value, read_derivations(sources).value).problems
    assert [problem.message for problem in problems if problem.code == "derivation-cycle"] == [
        "a circle: b from c from b"
    ]
