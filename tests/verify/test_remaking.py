"""What an exhibit may try that is no input: refused, without effect, or found when it is made again."""

from __future__ import annotations

import ast
import contextlib
import re
import sqlite3
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from nutgraf.cache import Cache
from nutgraf.figures import open_studio, open_studio_elsewhere
from nutgraf.model.figure import Fact
from nutgraf.pipeline import make_exhibition
from nutgraf.problems import Problem
from nutgraf.sources import read_sources
from nutgraf.verify import OTHER_HASH_SEED
from nutgraf.verify.recording import Recorder
from nutgraf.verify.remaking import carried, check_remaking
from nutgraf.worker import WorkerPool
from tests.building import TESTS, copy_site
from tests.verify.probes import HEAD, PROBES, Probe
from tests.worker.enclosing import can_enclose


@dataclass(frozen=True)
class Tried:
    """What came of all probes: problems of the build and of the second run by exhibit, and values."""

    built: Mapping[str, Problem]
    made_again: Mapping[str, Problem]
    values: Mapping[str, object]
    lines: Mapping[int, str]


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory, shared_cache: Path) -> Tried:
    """All probes of one site, in one process, so that what one leaves behind would reach the next."""
    site = copy_site(tmp_path_factory.mktemp("probes") / "site", TESTS / "theme", TESTS / "problems" / "base")
    outside = tmp_path_factory.mktemp("outside") / "outside.db"
    head = HEAD.replace('"OUTSIDE"', repr(str(outside))).replace('"HERE"', repr(str(site / "charts/outside.db")))
    source = "\n\n".join([head, *(probe.source for probe in PROBES)])
    (site / "charts/probes.py").write_text(source, encoding="utf-8")
    facts = "\n".join(f"- [x](fact:{probe.name})" for probe in PROBES)
    page = "---\ntitle: Probes\nsummary: All of them.\ndate: 2026-02-01\n---\n"
    (site / "content/markets/probes.md").write_text(f"{page}{facts}\n\n![Prices](chart:jitter)\n", encoding="utf-8")
    for path in (outside, site / "charts/outside.db"):
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("create table words as select 'outside' as word")
            database.commit()
    room = tmp_path_factory.mktemp("room")
    setup, other = partial(open_studio, shared_cache), partial(open_studio_elsewhere, shared_cache, room)
    with WorkerPool(1, setup) as pool, WorkerPool(1, other, hash_seed=OTHER_HASH_SEED) as elsewhere:
        recorder = Recorder(pool)
        sources = read_sources(site)
        made = make_exhibition(sources, recorder, Cache(site / "nothing"))
        again = check_remaking(recorder.made, carried(sources, room).root, pool, elsewhere, time.time())
    lines = _lines(source)
    return Tried(
        dict(_by_exhibit(made.problems, lines)),
        dict(_by_exhibit(again, lines)),
        {task.plan.exhibit.name: value.value for task, value in recorder.made if isinstance(value, Fact)},
        lines,
    )


def _lines(source: str) -> Mapping[int, str]:
    """The name of the function that each line belongs to."""
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return {line: node.name for node in functions for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def _by_exhibit(problems: tuple[Problem, ...], lines: Mapping[int, str]) -> Iterator[tuple[str, Problem]]:
    for problem in problems:
        if problem.location.path == "charts/probes.py":
            yield lines[problem.location.line], problem


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.name)
def test_what_is_no_input(tried: Tried, probe: Probe) -> None:
    refused, found = tried.built.get(probe.name), tried.made_again.get(probe.name)
    if probe.verdict == "refused":
        assert refused is not None
        assert refused.code == "outside-access"
        assert probe.told in refused.message
    elif probe.verdict == "found" or (probe.verdict == "enclosed" and can_enclose()):
        assert refused is None
        assert found is not None
        assert found.code == "not-reproducible"
        assert probe.told in found.hint, found
    else:
        assert (refused, found) == (None, None)
        assert probe.told in str(tried.values[probe.name])


def test_the_first_difference_of_a_chart_is_shown_at_its_place(tried: Tried) -> None:
    found = tried.made_again["jitter"]
    assert re.fullmatch(
        r"jitter came out differently when it was made again: datasets\.\S+\[0\]\.price was [\d.]+, then [\d.]+",
        found.message,
    )
    assert found.location.line == next(line for line, name in tried.lines.items() if name == "jitter")
