"""Each hostile site gives its one problem at its place, or a safe site, within bounded time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from nutgraf.problems import BuildError
from tests.building import TESTS, Builder, copy_site
from tests.hostile.cases import CASES

# Far more than any needs on a busy machine; what grows without bound takes hours.
SECONDS = 240


NAMES = [*CASES]
SAMPLE = NAMES[::4]
"""Those of every day; the others are long proofs."""


@pytest.mark.parametrize(
    "name", [name if name in SAMPLE else pytest.param(name, marks=pytest.mark.soak) for name in NAMES]
)
def test_a_hostile_site(name: str, builder: Builder, tmp_path: Path) -> None:
    case = CASES[name]
    site = copy_site(tmp_path / "here", TESTS / "theme", TESTS / "problems" / "base")
    for path, content in case.files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    for path, target in case.links.items():
        (site / path).symlink_to(target)
    started = time.monotonic()
    try:
        artifacts, found = builder.build(site).artifacts, ()
    except BuildError as error:
        artifacts, found = {}, error.problems
    assert time.monotonic() - started < SECONDS
    told = {f"{problem.code} {problem.location.path}:{problem.location.line}" for problem in found}
    assert set(case.problems) <= told if case.problems else not told
    assert not any(problem.code == "internal-error" for problem in found)
    texts = (artifact.content for path, artifact in artifacts.items() if path.endswith((".html", ".xml", ".svg")))
    for text in texts:
        assert not any(word.encode() in text for word in case.never)
