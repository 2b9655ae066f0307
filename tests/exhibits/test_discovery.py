from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from nutgraf.exhibits import read_exhibits
from nutgraf.model.exhibit import ExhibitKind, Exhibits
from nutgraf.problems import Outcome
from nutgraf.sources import read_sources

HEADER = """
import datetime as dt
from collections.abc import Mapping
from datetime import date
from typing import Annotated
import altair as alt
import pandas as pd
from altair import LayerChart
"""


def read(folder: Path, **modules: str) -> Outcome[Exhibits]:
    (folder / "charts").mkdir()
    for name, text in modules.items():
        (folder / "charts" / f"{name}.py").write_text(HEADER + dedent(text))
    return read_exhibits(read_sources(folder))


@pytest.mark.parametrize(
    ("annotation", "kind", "unit"),
    [
        ("alt.Chart", ExhibitKind.CHART, ""),
        ("LayerChart", ExhibitKind.CHART, ""),
        ("'alt.HConcatChart'", ExhibitKind.CHART, ""),
        ("float", ExhibitKind.FACT, ""),
        ('Annotated[float, "USD"]', ExhibitKind.FACT, "USD"),
        ('Annotated[int, "x"]', ExhibitKind.FACT, "x"),
        ("date", ExhibitKind.FACT, "date"),
        ("dt.date", ExhibitKind.FACT, "date"),
        ("str", ExhibitKind.FACT, ""),
        ("pd.DataFrame", ExhibitKind.TABLE, ""),
    ],
)
def test_the_return_annotation_says_the_kind(tmp_path: Path, annotation: str, kind: ExhibitKind, unit: str) -> None:
    outcome = read(tmp_path, one=f"def it(prices: pd.DataFrame) -> {annotation}: ...")
    assert outcome.problems == ()
    assert (outcome.value.by_name["it"].kind, outcome.value.by_name["it"].unit) == (kind, unit)


def test_parameters_name_datasets(tmp_path: Path) -> None:
    outcome = read(tmp_path, one="def it(a: pd.DataFrame, b: Mapping[str, pd.DataFrame], width: int) -> alt.Chart: ...")
    exhibit = outcome.value.by_name["it"]
    assert [(parameter.dataset, parameter.all_versions) for parameter in exhibit.parameters] == [
        ("a", False),
        ("b", True),
    ]
    assert exhibit.takes_width


@pytest.mark.parametrize(
    ("annotation", "form", "all_versions"),
    [
        ("", "either", False),
        (": pd.DataFrame", "table", False),
        (": dict[str, Any]", "document", False),
        (": Mapping[str, Any]", "document", False),
        (": 'dict[str, object]'", "document", False),
        (": list[dict[str, Any]]", "document", False),
        (": dict[str, dict[str, Any]]", "document", False),
        (": Any", "document", False),
        (": dict[str, pd.DataFrame]", "table", True),
        (": Mapping[str, dict[str, Any]]", "document", True),
    ],
)
def test_annotations_say_whether_a_dataset_is_a_table(
    tmp_path: Path, annotation: str, form: str, all_versions: bool
) -> None:
    outcome = read(tmp_path, one=f"from typing import Any\ndef it(a{annotation}) -> float: ...")
    [parameter] = outcome.value.by_name["it"].parameters
    assert (parameter.form, parameter.all_versions) == (form, all_versions)


def test_pictures_are_inputs_of_charts_that_speak_of_images(tmp_path: Path) -> None:
    (tmp_path / "charts/logos").mkdir(parents=True)
    (tmp_path / "charts/logos/a.png").touch()
    (tmp_path / "charts/one.py").write_text(f"{HEADER}\ndef it(a) -> alt.Chart:\n    return alt.Chart(a).mark_image()")
    (tmp_path / "charts/two.py").write_text(f"{HEADER}\ndef other(a) -> alt.Chart: ...")
    exhibits = read_exhibits(read_sources(tmp_path)).value.by_name
    assert (exhibits["it"].images, exhibits["other"].images) == (("charts/logos/a.png",), ())


def test_private_functions_and_modules_are_no_exhibits(tmp_path: Path) -> None:
    outcome = read(tmp_path, one="def _it(x): ...", _two="def it(prices: pd.DataFrame) -> alt.Chart: ...")
    assert outcome == Outcome(Exhibits({}))


def test_nothing_is_run(tmp_path: Path) -> None:
    outcome = read(tmp_path, one="raise SystemExit\ndef it(prices: pd.DataFrame) -> float: ...")
    assert list(outcome.value.by_name) == ["it"]


def test_shared_modules_are_followed(tmp_path: Path) -> None:
    outcome = read(
        tmp_path,
        one="from charts._a import x\ndef it(prices: pd.DataFrame) -> float: ...",
        _a="from charts import _b\nx = 1",
        _b="",
        _c="",
    )
    assert outcome.value.by_name["it"].shared == ("charts/_a.py", "charts/_b.py")


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("def it(prices: pd.DataFrame): ...", "exhibit-kind"),
        ("def it(prices: pd.DataFrame) -> list[str]: ...", "exhibit-kind"),
        ("async def it(prices: pd.DataFrame) -> float: ...", "exhibit-signature"),
        ("def it(*prices: pd.DataFrame) -> float: ...", "exhibit-signature"),
        ("def it(count: int) -> float: ...", "exhibit-signature"),
        ("def it(width: int) -> float: ...", "exhibit-signature"),
        ("from charts.two import x\ndef it() -> float: ...", "project-import"),
        ("from charts._none import x\ndef it() -> float: ...", "project-import"),
        ("import content.x\ndef it() -> float: ...", "project-import"),
        ("def it( -> float: ...", "python-syntax"),
    ],
)
def test_what_cannot_be_used_is_a_problem_and_its_name_is_known(tmp_path: Path, source: str, code: str) -> None:
    outcome = read(tmp_path, one=source, two="")
    assert [problem.code for problem in outcome.problems] == [code]
    assert outcome.value.unreadable == {"it"}


def test_two_exhibits_of_one_name_are_a_problem(tmp_path: Path) -> None:
    source = "def it() -> float: ..."
    outcome = read(tmp_path, one=source, two=source)
    assert [problem.code for problem in outcome.problems] == ["duplicate-exhibit"]
    assert outcome.problems[0].location.path == "charts/two.py"
