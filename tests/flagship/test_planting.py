"""Faults planted in a copy of the flagship: each is told, at its place, and all of them together are told too."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.building import Builder, copy_flagship

ARTICLE = "content/markets/deepseek-and-the-bubble.md"
SHOCK = "charts/shock.py"
INDICES = "data/market_indices/2026-11-23.csv"


@dataclass(frozen=True)
class Fault:
    """`new` takes the place of the first `old` in the file at `path`; `marker` stands on the line that is told."""

    code: str
    path: str
    old: str
    new: str
    marker: str


FAULTS = (
    Fault("unknown-chart", ARTICLE, "(chart:largest_losses ", "(chart:largest_loses ", "chart:largest_loses"),
    Fault("unknown-fact", ARTICLE, "(fact:r1_published)", "(fact:r1_publishd)", "fact:r1_publishd"),
    Fault("unknown-dataset", SHOCK, "def shock_day(nvidia_prices:", "def shock_day(nvidia_price:", "nvidia_price:"),
    Fault("unknown-front-matter-key", ARTICLE, "authors:", "author:", "author:"),
    Fault("unknown-config-key", "site.toml", "tagline =", "taglin =", "taglin ="),
    Fault("yaml-syntax", "content/about.md", "title:", "title: [", "title: ["),
    Fault("csv-ragged-row", "data/us_gdp/2026-11-23.csv", "\n", "\n1947-01-01,1,2,3\n", "1947-01-01,1,2,3"),
    Fault("fact-mismatch", ARTICLE, "[3.2%](fact:apple", "[4.2%](fact:apple", "[4.2%]"),
    Fault("dead-link", ARTICLE, "(../methodology.md)", "(../method.md)", "(../method.md)"),
    Fault("unknown-citation", ARTICLE, "[@longbridge2025]", "[@longbridge]", "[@longbridge]"),
    Fault("exhibit-error", SHOCK, '["close"][SHOCK])', '["closing"][SHOCK])', '["closing"]'),
    Fault("unknown-scheme", ARTICLE, "(chart:seven_on_the_day ", "(chrat:seven_on_the_day ", "chrat:"),
    Fault("template-error", "templates/article.html", "article.minutes", "article.minuts", "article.minuts"),
    Fault("hash-mismatch", INDICES, "19088.1", "19088.2", ""),
    Fault("missing-image", "content/methodology.md", "\n\n", "\n\n![A picture](none.png)\n\n", "none.png"),
)


def plant(site: Path, fault: Fault) -> None:
    if fault.code.startswith("csv-"):
        _unseal(site / fault.path)
    path = site / fault.path
    text = path.read_text(encoding="utf-8")
    body = text.index("\n---\n") if fault.path.startswith("content/methodology") else 0
    assert fault.old in text[body:], f"the flagship no longer has {fault.old!r}"
    path.write_text(text[:body] + text[body:].replace(fault.old, fault.new, 1), encoding="utf-8")


def _unseal(csv: Path) -> None:
    """Makes the version a draft: of a sealed one only the digest is told."""
    descriptor = csv.parent / "datapackage.yaml"
    lines = descriptor.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.strip().startswith(("hash:", "bytes:"))]
    descriptor.write_text("\n".join(kept), encoding="utf-8")


ALONE = {"fact-mismatch", "exhibit-error", "hash-mismatch", "template-error", "unknown-front-matter-key"}
"""Faults that are planted singly in every run; those that a build stops at, and the one that all is about."""


@pytest.mark.parametrize(
    "fault",
    [pytest.param(fault, id=fault.code, marks=() if fault.code in ALONE else pytest.mark.soak) for fault in FAULTS],
)
def test_a_planted_fault_is_told_at_its_place(fault: Fault, builder: Builder, tmp_path: Path) -> None:
    site = copy_flagship(tmp_path / "site")
    plant(site, fault)
    told = [problem for problem in builder.problems(site) if problem.code == fault.code]
    assert told, [(problem.code, problem.message) for problem in builder.problems(site)]
    if fault.marker:
        lines = (site / told[0].location.path).read_text(encoding="utf-8").splitlines()
        assert told[0].location.path == fault.path
        assert fault.marker in lines[told[0].location.line - 1]


def test_all_faults_together_are_all_told(builder: Builder, tmp_path: Path) -> None:
    site = copy_flagship(tmp_path / "site")
    together = [fault for fault in FAULTS if fault.code not in {"unknown-front-matter-key", "hash-mismatch"}]
    for fault in together:
        plant(site, fault)
    told = {problem.code for problem in builder.problems(site)}
    assert {fault.code for fault in together} <= told
