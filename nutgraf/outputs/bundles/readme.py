"""The README of a bundle."""

from __future__ import annotations

from collections.abc import Mapping

from nutgraf.model.figure import Fact
from nutgraf.outputs.bundles.subject import Shown, Subject


def readme(subject: Subject, publisher: str, needed: Mapping[str, str]) -> str:
    """What the folder is, how to run it, and what it cannot do, as Markdown."""
    packages = " ".join(f"{name}=={number}" for name, number in needed.items())
    parts = [
        f"# {subject.title}",
        subject.summary,
        f"Published by {publisher} at <{subject.url}>. This folder makes {_what(subject)} again, from the data, on your"
        " machine, without the program that made the site, and says whether it comes out the same, byte for byte.",
        "## Run it",
        "    uv run reproduce.py",
        "Without [uv](https://docs.astral.sh/uv/), in a virtual environment of Python 3.11 or newer:",
        f"    pip install {packages}\n    python reproduce.py",
        "It says line by line what it did. What it makes is in `redrawn/`; it ends with status 0 if everything came out"
        " the same, else with 1.",
        *_limits(subject),
        "## What is here",
        _table(subject),
        *_facts(subject),
        "## What is compared",
        "A chart has three files: the data that it shows, its specification ([Vega-Lite](https://vega.github.io/"
        "vega-lite/), with the values) and its picture. A table has two, its data as CSV and, with its words, as JSON."
        " Their SHA-256 are in `expected.json`. The figure's digest, which its page on the site shows too, is the one"
        " of their list:",
        "    cd figures && sha256sum NAME.csv NAME.svg NAME.vl.json | sha256sum",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _what(subject: Subject) -> str:
    figures, facts = len(subject.figures), len(subject.facts)
    if not facts:
        return "the figure" if figures == 1 else f"{figures} figures"
    return f"{figures} figure{'s' if figures != 1 else ''} and {facts} number{'s' if facts != 1 else ''}"


def _limits(subject: Subject) -> list[str]:
    reasons: dict[str, list[str]] = {}
    for name, shown in subject.shown.items():
        if shown.withheld:
            reasons.setdefault(shown.withheld, []).append(f"`{name}`")
    if not reasons:
        return []
    return [
        "## What cannot be made again from this folder alone",
        "The first step, from the data to the specification, cannot be repeated here for the following. A chart among"
        " them is drawn from its specification, which holds the values that it shows; a table or a number is only"
        " stated.",
        "\n".join(f"- {', '.join(names)}: {reason}." for reason, names in reasons.items()),
    ]


def _table(subject: Subject) -> str:
    rows = [
        ("reproduce.py", "the program to run; the packages it needs stand at its head"),
        ("expected.json", "what must come out: digests of files and figures, values of facts"),
        ("figures/", "the figures as published"),
        ("charts/", "the functions that make them, by their authors"),
        *([("data/", "the datasets, byte for byte as they were used")] if subject.open_versions else []),
        ("recipe.json", "which function gets which data, and the colours, fonts and number formats of the site"),
        (
            "drawing.zip",
            "the parts of Nutgraf that draw, with Vega, the letters that are needed, and licences",
        ),
        ("datapackage.json", "the data described as a [Data Package](https://datapackage.org/)"),
        ("ro-crate-metadata.json", "all of it described as an [RO-Crate](https://w3id.org/ro/crate/1.2)"),
        *((path, what) for path, (_, what) in subject.files.items()),
    ]
    return "\n".join(["| file | |", "|---|---|", *(f"| `{path}` | {what} |" for path, what in rows)])


def _facts(subject: Subject) -> list[str]:
    if not subject.facts:
        return []
    lines = [f"| `{name}` | {_value(shown)} | `{shown.plan.exhibit.module}` |" for name, shown in subject.facts.items()]
    return ["## Numbers", "\n".join(["| name | value | made in |", "|---|---|---|", *lines])]


def _value(shown: Shown) -> str:
    assert isinstance(shown.made, Fact)
    return f"{shown.made.value} {shown.made.unit}".strip()
