"""Rules that a chart breaks with a reason are no problems, and `check` tells them.

What readers see of them is in the golden site of the full theme.
"""

from __future__ import annotations

from pathlib import Path

from nutgraf.cli.excepting import exception_lines
from nutgraf.cli.making import summary_of
from nutgraf.sources import read_sources
from tests.building import TESTS, Builder, copy_site, use_cache
from tests.cli.running import run

CASE = TESTS / "problems" / "dual-axis"
CHART = "charts/prices.py"
SEEN = "one plot has 2 y axes: one goes from 0 to 0.3, another from 0 to 2.4"
REASON = "Both are <b>crowns</b>."
USERMETA = f'usermeta={{"nutgraf": {{"accept": {{"dual-axis": "{REASON}"}}}}}}'


def test_an_accepted_exception(builder: Builder, shared_cache: Path, tmp_path: Path) -> None:
    site = copy_site(tmp_path / "site", TESTS / "theme", TESTS / "problems" / "base", CASE)
    text = (site / CHART).read_text(encoding="utf-8")
    accepting = text.replace('title="Bread gets dearer"', f'title="Bread gets dearer", {USERMETA}')
    (site / CHART).write_text(accepting, encoding="utf-8")
    line = next(number for number, line in enumerate(accepting.splitlines(), 1) if "usermeta" in line)
    column = accepting.splitlines()[line - 1].index('"dual-axis"') + 1

    built = builder.build(site)
    assert built.warnings == ()
    told = [
        "1 accepted exception from the rules of charts:",
        f"  {CHART}:{line}:{column}: price_line: dual-axis: {SEEN}",
        f"    because: {REASON}",
    ]
    assert list(exception_lines(built.exceptions)) == told
    (exception,) = summary_of(built, read_sources(site)).as_json()["exceptions"]
    known = {"exhibit": "price_line", "code": "dual-axis", "seen": SEEN, "reason": REASON}
    assert exception == {**known, "path": CHART, "line": line, "column": column}

    checked = run("check", cwd=use_cache(site, shared_cache))
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.endswith("".join(f"{each}\n" for each in told))
