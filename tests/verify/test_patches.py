"""A correction of the data is an input of what is drawn from them."""

from __future__ import annotations

from pathlib import Path

from tests.building import TESTS, Builder, copy_site

PATCH = """\
patches:
  - row: {day: 2026-01-15}
    column: price
    old: 2.30
    new: 2.20
    reason: A misprint.
"""


def test_a_patch_that_came_later_is_named(tmp_path: Path, builder: Builder) -> None:
    site = copy_site(tmp_path / "site", TESTS / "theme", TESTS / "problems" / "base")
    builder.write(site)
    with (site / "data/prices/datapackage.yaml").open("a") as file:
        file.write(PATCH)
    found = builder.verify(site)
    assert any(problem.code == "source-differs" for problem in found)
    (figure,) = (problem for problem in found if problem.code == "figure-differs")
    assert figure.hint == "its inputs that differ: data/prices/datapackage.yaml"
