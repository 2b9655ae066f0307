"""Every problem that an author can meet, with the exact text that is shown.

A case is a folder named after the problem's code, `code--variant` where there are several. Its files lie over those of
`base`; `expected.txt` is what is printed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import TESTS, Builder, copy_site

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/expected.txt"))
FOLDERS = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name not in {"base", "__pycache__"})


@pytest.mark.parametrize("case", FOLDERS, ids=lambda case: case.name)
def test_problem(case: Path, builder: Builder, tmp_path: Path, accept: bool) -> None:
    site = copy_site(tmp_path / "site", TESTS / "theme", HERE / "base", case)
    (site / "expected.txt").unlink(missing_ok=True)
    told = builder.told(site).replace(str(site), "SITE")
    if accept:
        (case / "expected.txt").write_text(told, encoding="utf-8")
    assert told == (case / "expected.txt").read_text(encoding="utf-8")
    code = case.name.split("--")[0]
    assert f"[{code}]" in told
    assert told.count("]: ") == 1 or "--several" in case.name, "one fault gives one problem"


def test_the_base_has_no_problem(builder: Builder, tmp_path: Path) -> None:
    site = copy_site(tmp_path / "site", TESTS / "theme", HERE / "base")
    assert builder.told(site).strip() == ""
