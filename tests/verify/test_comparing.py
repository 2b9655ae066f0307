"""What differs between a fresh build and what was published, and the input that is behind it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from nutgraf.digest import digest_bytes
from nutgraf.published import FigureInputs, Manifest, PublishedFolder
from nutgraf.verify.comparing import compare_files, compare_sites, compare_sources

CAPE = FigureInputs("cape", "/figures/cape/", {"charts/cape.py": "c1", "data/cape/2026-01-31.csv": "d1"})
SITE = Manifest(
    generator={"nutgraf": "1", "pandas": "3.1.0"},
    url="https://example.org/",
    language="en",
    files={"index.html": "i1", "figures/cape/index.html": "p1", "figures/cape/cape.svg": "s1"},
    sources={"charts/cape.py": "c1", "data/cape/2026-01-31.csv": "d1", "templates/base.html": "t1", "site.toml": "o1"},
    figures=(CAPE,),
)


def figure_told(ours: Manifest) -> tuple[str, str]:
    (problem,) = compare_sites(SITE, ours, "site/")
    assert (problem.code, problem.location.path) == ("figure-differs", "site/figures/cape/")
    return problem.message, problem.hint


def with_file(path: str, digest: str) -> Manifest:
    return replace(SITE, files={**SITE.files, path: digest})


def test_equal_sites_have_no_difference() -> None:
    assert compare_sites(SITE, SITE, "site/") == ()
    assert compare_sources(SITE, SITE.sources) == ()


def test_a_figure_is_named_with_its_input() -> None:
    ours = replace(
        with_file("figures/cape/cape.svg", "s2"),
        figures=(replace(CAPE, inputs={**CAPE.inputs, "data/cape/2026-01-31.csv": "d2"}),),
    )
    assert figure_told(ours) == (
        "the figure cape differs in cape.svg",
        "its inputs that differ: data/cape/2026-01-31.csv",
    )


def test_a_figure_is_named_with_what_all_figures_share() -> None:
    ours = replace(with_file("figures/cape/index.html", "p2"), sources={**SITE.sources, "templates/base.html": "t2"})
    assert figure_told(ours)[1] == (
        "none of its own inputs differs, but what all figures share does: templates/base.html"
    )


def test_a_figure_is_named_with_a_library() -> None:
    ours = replace(with_file("figures/cape/cape.svg", "s2"), generator={"nutgraf": "1", "pandas": "3.2.0"})
    assert figure_told(ours)[1] == "none of its inputs differs, but the program does: pandas 3.1.0 then, 3.2.0 now"


def test_a_figure_without_a_cause_depends_on_something_else() -> None:
    assert figure_told(with_file("figures/cape/cape.svg", "s2"))[1].startswith("none of its inputs differs: it depends")


def test_a_figure_that_is_new_or_gone() -> None:
    files = {path: digest for path, digest in SITE.files.items() if not path.startswith("figures/")}
    without = replace(SITE, files=files, figures=())
    (gone,) = compare_sites(SITE, without, "site/")
    (new,) = compare_sites(without, SITE, "site/")
    assert (gone.hint, new.hint) == ("it is gone", "it is new")


def test_other_files_are_named_one_by_one() -> None:
    ours = replace(
        SITE, files={"index.html": "i2", "feed.xml": "f1", **{p: SITE.files[p] for p in SITE.files if "/" in p}}
    )
    assert [problem.message for problem in compare_sites(SITE, ours, "site/")] == [
        "feed.xml is missing, but made by a fresh build",
        "index.html differs from a fresh build",
    ]


def test_sources_that_changed_came_and_went() -> None:
    ours = {"charts/cape.py": "c2", "data/cape/2026-01-31.csv": "d1", "templates/base.html": "t1", "data/new.csv": "n"}
    assert [(p.location.path, p.message.split(": ")[0]) for p in compare_sources(SITE, ours)] == [
        ("charts/cape.py", "charts/cape.py is not what the published site was built from"),
        ("data/new.csv", "the published site was built without data/new.csv"),
        ("site.toml", "the published site was built from site.toml, which is not here"),
    ]


def test_published_files_are_held_to_their_own_manifest(tmp_path: Path) -> None:
    for name in ("whole.html", "changed.html", "foreign.html", "manifest.json"):
        (tmp_path / name).write_text(name)
    digest = digest_bytes(b"whole.html")
    theirs = replace(SITE, files={"whole.html": digest, "changed.html": digest, "missing.html": digest})
    found = compare_files(theirs, PublishedFolder(tmp_path, "site/"))
    assert [(problem.location.path, problem.message.split(":")[0]) for problem in found] == [
        ("site/changed.html", "changed.html was changed after the build"),
        ("site/missing.html", "missing.html is listed in the manifest, but is not there"),
        ("site/foreign.html", "foreign.html is there, but the build did not make it"),
    ]
