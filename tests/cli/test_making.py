"""A build while which somebody saves."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from nutgraf.cli import making
from nutgraf.cli.arguments import parse_arguments
from nutgraf.finished import digest_of_inputs
from nutgraf.model.artifact import Artifacts
from nutgraf.model.extensions import Extensions
from nutgraf.sources import read_sources
from nutgraf.writer import Written, write_site
from tests.building import TESTS, copy_site, use_cache


def test_a_picture_that_is_saved_before_it_is_published_is_published_as_saved(
    tmp_path: Path, shared_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = use_cache(copy_site(tmp_path / "here", TESTS / "theme", TESTS / "problems" / "base"), shared_cache)
    picture = site / "content/markets/loaf.png"
    picture.write_bytes(b"before")
    tried: list[int] = []

    def write_later(folder: Path, artifacts: Artifacts, seen: Any, processes: int) -> Written:
        tried.append(len(artifacts))
        assert len(tried) < 3, "built again and again"
        if len(tried) == 1:
            picture.write_bytes(b"afterwards")
        return write_site(folder, artifacts, seen, processes)

    monkeypatch.setattr(making, "write_site", write_later)
    assert making.make_site(read_sources(site), "", time.time_ns(), parse_arguments(["-q"]), Extensions())
    assert (site / "site/markets/loaf.png").read_bytes() == b"afterwards"
    assert len(tried) == 2


@pytest.mark.parametrize("saves", [False, True])
def test_a_site_is_kept_unless_a_source_was_saved_while_it_was_built(
    saves: bool, tmp_path: Path, shared_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = use_cache(copy_site(tmp_path / "here", TESTS / "theme", TESTS / "problems" / "base"), shared_cache)
    article = site / "content/markets/dear.md"
    kept: list[str] = []

    def write_later(*given: Any) -> Written:
        if saves:
            article.write_text(article.read_text().replace("What follows", "What came"))
        return write_site(*given)

    monkeypatch.setattr(making, "write_site", write_later)
    monkeypatch.setattr(making, "keep_finished", lambda _, inputs, *__: kept.append(inputs))
    sources = read_sources(site)
    inputs = digest_of_inputs(sources, {})
    assert making.make_site(sources, inputs, time.time_ns(), parse_arguments(["-q"]), Extensions())
    assert kept == ([] if saves else [inputs])
