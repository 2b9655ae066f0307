"""The documents are whole and true: links lead somewhere, and what the engine has is what the reference lists."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import typing
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from nutgraf import cli
from nutgraf.csl import VARIABLES
from nutgraf.datasets.descriptor import PackageSpec
from nutgraf.decode import Located
from nutgraf.decode.shapes import fields_of
from nutgraf.installation import default_theme_folder
from nutgraf.locales import ENGLISH
from nutgraf.model.config import SiteConfig
from nutgraf.model.dataset import FieldType
from nutgraf.model.exhibit import ExhibitKind
from nutgraf.model.rules import RULES
from nutgraf.model.theme import Theme
from nutgraf.pages.front_matter import FrontMatter
from nutgraf.pages.slugs import RESERVED
from nutgraf.templates.filters import filters_for
from tests.repository.markdown_documents import MarkdownDocument, anchor, read_document
from tests.repository.problem_codes import problem_codes
from tests.repository.repository import ROOT, engine_modules, relative, tracked_files

REFERENCE = ROOT / "docs/reference"
OWN_SYNTAX = ("content/", "tests/", "data/", "templates/")
"""Markdown here has references of its own, which a build checks."""

DOCUMENTS = [path for path in tracked_files(".md") if not relative(path).startswith(OWN_SYNTAX)]
CODES = problem_codes(engine_modules())


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_links_inside_the_repository_lead_somewhere(path: Path) -> None:
    assert dead_links(read_document(path)) == []


def test_a_dead_link_is_noticed() -> None:
    text = "# A title\n[a](#a-title) [b](#b-title) [c](README.md) [d](NONE.md) [e](README.md#licence) [f](README.md#x)"
    assert dead_links(MarkdownDocument(ROOT / "probe.md", text)) == ["#b-title", "NONE.md", "README.md#x"]


def dead_links(document: MarkdownDocument) -> list[str]:
    dead = []
    for link in document.links:
        if re.match(r"[a-z]+:", link):
            continue
        file, _, fragment = unquote(link).partition("#")
        target = (document.path.parent / file).resolve()
        if file and not target.exists():
            dead.append(link)
        elif fragment:
            anchors = read_document(target).anchors if file else document.anchors
            dead += [] if fragment in anchors else [link]
    return dead


def keys_of(target: Any, prefix: str = "", leaf: tuple[type, ...] = ()) -> Iterator[str]:
    """The keys that a target of `decode` takes, as the reference writes them: `licence.note`, `sections.NAME.title`."""
    origin = typing.get_origin(target)
    arguments = typing.get_args(target)
    if origin is Mapping and prefix:
        yield from keys_of(arguments[1], f"{prefix}.NAME") if is_deep(arguments[1]) else [prefix]
    elif origin in (tuple, Located):
        yield from keys_of(arguments[0], prefix)
    elif origin is not None and any(is_deep(argument) for argument in arguments):
        for argument in arguments:
            if is_deep(argument):
                yield from keys_of(argument, prefix)
    elif is_record(target):
        for field in fields_of(target):
            if not is_place(field.target):
                yield from keys_of(field.target, f"{prefix}.{field.key}".lstrip("."))
    else:
        yield prefix


def is_record(target: Any) -> bool:
    return hasattr(target, "__dataclass_fields__") and typing.get_origin(target) is None


def is_place(target: Any) -> bool:
    """A `Location`, which decoding or its caller fills, not an author."""
    return getattr(target, "__name__", "") == "Location"


def is_deep(target: Any) -> bool:
    """Whether there are keys inside."""
    return is_record(target) or any(is_deep(argument) for argument in typing.get_args(target) if argument is not Any)


@pytest.mark.parametrize(
    ("document", "section", "target"),
    [("site-toml.md", "", SiteConfig), ("theme.md", "theme.toml", Theme)],
)
def test_every_key_has_an_entry_and_every_entry_a_key(document: str, section: str, target: type) -> None:
    assert read_document(REFERENCE / document).table_keys(section) == set(keys_of(target))


def test_every_front_matter_key_has_an_entry() -> None:
    assert read_document(REFERENCE / "front-matter.md").table_keys("Keys") == set(keys_of(FrontMatter))


def test_the_variables_of_works_that_have_an_entry_are_those_of_csl() -> None:
    rows = read_document(REFERENCE / "front-matter.md").table_keys("References")
    named = {name for row in rows for name in re.findall(r"[\w-]+", row)}
    assert {"id", "type", "title", "issued"} <= named <= VARIABLES


def test_every_reserved_segment_is_listed() -> None:
    text = read_document(REFERENCE / "front-matter.md").section("Where pages lie")
    assert {f"`{segment}`" for segment in RESERVED - {"index", "404"}} <= set(re.findall(r"`\w+`", text))


def test_every_key_of_a_descriptor_has_an_entry() -> None:
    document = read_document(REFERENCE / "datasets.md")
    keys = set(keys_of(PackageSpec))
    schema = {key for key in keys if key.startswith("schema.")}
    resources = {key.removeprefix("resources.") for key in keys if key.startswith("resources.")}
    assert document.table_keys("Schema") == schema
    assert document.table_keys("Resources") == resources - schema | {"schema"}
    assert document.table_keys("The dataset") == {key for key in keys if not key.startswith("resources.")} - schema | {
        "schema"
    }
    assert document.table_keys("Types") == set(typing.get_args(FieldType))


def test_every_template_and_filter_is_listed() -> None:
    document = read_document(REFERENCE / "theme.md")
    templates = {path.name for path in default_theme_folder().glob("*.html")} - {"base.html"}
    assert {name for name in document.table_keys("Templates") if "/" not in name} == templates
    assert {name.partition("(")[0] for name in document.table_keys("Filters")} == set(filters_for(ENGLISH))


def test_every_problem_code_is_explained() -> None:
    assert CODES.literal - documented_codes() == set()


def test_every_explained_problem_can_occur() -> None:
    put_together = {code for code in documented_codes() if any(fnmatch(code, pattern) for pattern in CODES.patterns)}
    assert documented_codes() - CODES.literal - put_together == set()


def test_codes_that_are_put_together_are_explained() -> None:
    assert {pattern for pattern in CODES.patterns} <= {"unknown-*"}
    assert {f"unknown-{kind.value}" for kind in ExhibitKind} <= documented_codes()


def documented_codes() -> set[str]:
    """The headings of the third level in docs/reference/problems.md, which are anchors of their own."""
    headings = re.findall(r"^### (.+)$", read_document(REFERENCE / "problems.md").without_code_blocks, re.MULTILINE)
    assert all(anchor(heading) == heading for heading in headings)
    assert len(set(headings)) == len(headings)
    return set(headings)


def help_of(*command: str) -> str:
    """What users see."""
    return subprocess.run(
        [sys.executable, "-m", "nutgraf", *command, "--help"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "200"},
    ).stdout


def commands_of(*command: str) -> Iterator[tuple[str, ...]]:
    """Every command below this one that has none below itself."""
    below = re.findall(r"^    (\w+)(?: |$)", help_of(*command), re.MULTILINE)
    if not below and command:
        yield command
    for name in below:
        yield from commands_of(*command, name)


def test_every_command_and_option_is_listed() -> None:
    document = read_document(REFERENCE / "cli.md")
    commands = list(commands_of())
    listed = {re.sub(r"( [A-Z]+)+$", "", key) for key in document.table_keys("Commands")}
    assert listed == {" ".join(command) for command in commands}
    helps = "\n".join([help_of(), *[help_of(*command) for command in commands]])
    options = {option for line in re.findall(r"^  (-.*?)(?:  |$)", helps, re.MULTILINE) for option in flags(line)}
    assert {flag for key in document.table_keys("Options") for flag in flags(key)} == options


def flags(text: str) -> list[str]:
    return re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*", text)


def test_every_exit_status_is_listed() -> None:
    listed = re.findall(r"^\| (\d) \|", read_document(REFERENCE / "cli.md").section("Exit status"), re.MULTILINE)
    assert [int(status) for status in listed] == [cli.FINE, cli.PROBLEMS, cli.USAGE]


def test_every_rule_is_listed_with_its_severity() -> None:
    text = read_document(REFERENCE / "chart-rules.md").section("The rules")
    listed = dict(re.findall(r"^\| \[`([a-z0-9-]+)`\]\([^)]+\) \| (\w+) \|$", text, re.MULTILINE))
    assert listed == {rule.code: rule.severity for rule in RULES.values()}
