from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nutgraf.config import read_config, site_url_problem
from nutgraf.locales import LANGUAGES
from nutgraf.model.config import (
    FigureOptions,
    NavigationEntry,
    NumberOptions,
    SectionConfig,
    SiteConfig,
    SiteLicence,
    SocialLink,
)
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.sources import read_sources

LEAST = 'title = "T"\nurl = "https://example.org"\n'


def config(folder: Path, text: str) -> Outcome[SiteConfig]:
    (folder / "site.toml").write_text(text, encoding="utf-8")
    return read_config(read_sources(folder))


def only_problem(folder: Path, text: str) -> Problem:
    (problem,) = config(folder, text).problems
    return problem


def test_the_whole_file(tmp_path: Path) -> None:
    outcome = config(
        tmp_path,
        """\
title = "The Ledger"
url = "https://example.org/ledger"
language = "en-GB"
description = "d"
tagline = "t"
repository = "https://example.org/code"

[[navigation]]
title = "Markets"
to = "markets"

[sections.markets]
title = "Markets"
summary = "s"

[sections.world]
title = "World"

[[social]]
title = "Write to us"
url = "mailto:desk@example.org"

[licence]
title = "CC BY 4.0"
url = "https://creativecommons.org/licenses/by/4.0/"
note = "n"

[figures]
exports = ["pdf", "svg"]
table_rows = 20
cards = false
""",
    )
    assert outcome.problems == ()
    assert outcome.value == SiteConfig(
        title="The Ledger",
        url="https://example.org/ledger/",
        language="en-GB",
        description="d",
        tagline="t",
        repository="https://example.org/code",
        navigation=(NavigationEntry("Markets", "markets"),),
        sections={"markets": SectionConfig("Markets", "s"), "world": SectionConfig("World")},
        social=(SocialLink("Write to us", "mailto:desk@example.org"),),
        licence=SiteLicence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", "n"),
        figures=FigureOptions(("pdf", "svg"), 20, cards=False),
        locale=LANGUAGES["en-GB"],
    )
    assert list(outcome.value.sections) == ["markets", "world"]
    assert outcome.value.navigation[0].location == Location("site.toml", 10, 7, 14)


def test_the_least_that_a_file_may_say(tmp_path: Path) -> None:
    assert config(tmp_path, LEAST) == Outcome(SiteConfig("T", "https://example.org/"))


def test_a_missing_file_is_a_problem_with_a_file_to_begin_with(tmp_path: Path) -> None:
    outcome = read_config(read_sources(tmp_path))
    (problem,) = outcome.problems
    assert (problem.code, problem.message) == ("missing-config", "there is no site.toml")
    smallest = problem.hint.partition("\n")[2]
    assert config(tmp_path, smallest).problems == ()


def test_without_title_and_url_the_rest_still_counts(tmp_path: Path) -> None:
    outcome = config(tmp_path, 'url = 3\nlanguage = "de"\n')
    assert [(problem.code, problem.message) for problem in outcome.problems] == [
        ("missing-key", "title is missing"),
        ("wrong-type", "url wants text, not '3'"),
    ]
    assert outcome.value.language == "de"
    assert outcome.value.url.endswith("/")


def test_an_unknown_key_has_its_own_code_at_every_depth(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, LEAST + 'langauge = "en"\n')
    assert problem == Problem(
        "unknown-config-key", "there is no key langauge", Location("site.toml", 3, 1, 9), "did you mean language?"
    )
    problem = only_problem(tmp_path, LEAST + "[figures]\ntable_row = 3\n")
    assert (problem.code, problem.hint) == ("unknown-config-key", "did you mean table_rows?")


def test_bad_syntax_leaves_a_value_to_go_on_with(tmp_path: Path) -> None:
    outcome = config(tmp_path, 'title = "T\n')
    assert [problem.code for problem in outcome.problems] == ["toml-syntax"]
    assert outcome.value.url.endswith("/")


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_bytes(b'title = "\xe9"\n')
    (problem,) = read_config(read_sources(tmp_path)).problems
    assert (problem.code, problem.location) == ("encoding", Location("site.toml", 1, 10))


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ('title = " "\nurl = "https://example.org"', "title is empty", (1, 10)),
        ('title = "T"\nurl = "example.org"', "'example.org' is not an absolute address of a web server", (2, 8)),
        ('title = "T"\nurl = "https://a.org/?q"', "'https://a.org/?q' has a query or a fragment", (2, 8)),
        (LEAST + 'language = "English"', "'English' is not a language tag", (3, 13)),
        (LEAST + 'repository = "code"', "'code' is not an absolute address", (3, 15)),
        (LEAST + '[licence]\ntitle = "L"\nurl = "javascript:x"', "'javascript:x' is not an absolute address", (5, 8)),
        (LEAST + '[[social]]\ntitle = "S"\nurl = "me"', "'me' is not an absolute address", (5, 8)),
        (LEAST + '[sections."a b"]\ntitle = "A"', "'a b' cannot be the name of a section", (3, 11)),
        (LEAST + "[figures]\ntable_rows = 0", "table_rows wants 1 or more, not 0", (4, 14)),
    ],
)
def test_values_that_do_not_fit(tmp_path: Path, text: str, message: str, place: tuple[int, int]) -> None:
    problem = only_problem(tmp_path, text)
    assert (problem.code, problem.message) == ("bad-config-value", message)
    assert (problem.location.line, problem.location.column) == place
    assert problem.hint


def test_an_export_that_there_is_not(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, LEAST + '[figures]\nexports = ["svg", "pgn"]')
    assert (problem.code, problem.hint) == ("wrong-type", "did you mean png?")


def test_every_problem_is_said(tmp_path: Path) -> None:
    outcome = config(tmp_path, 'titel = "T"\nurl = "x"\nlanguage = 1\n[[navigation]]\ntitle = "N"\n')
    assert sorted(problem.code for problem in outcome.problems) == [
        "bad-config-value",
        "missing-key",
        "missing-key",
        "unknown-config-key",
        "wrong-type",
    ]


@given(url=st.one_of(st.text(), st.text("htps:/[]@.?#a ")))
def test_no_address_raises(url: str) -> None:
    assert isinstance(site_url_problem(url), str)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(url=st.from_regex(r"\Ahttps?://[a-z]{1,5}\.org(/[a-z]{1,3}){0,3}/{0,2}\Z"))
def test_the_address_ends_in_one_slash(tmp_path: Path, url: str) -> None:
    outcome = config(tmp_path, f'title = "T"\nurl = "{url}"\n')
    assert outcome.problems == ()
    assert outcome.value.url == url.rstrip("/") + "/"


def test_requirements_of_numbers(tmp_path: Path) -> None:
    text = f'{LEAST}[numbers]\nrequired = 1\nchecked = 0.8\nglossary = ["Big Four"]\n'
    expected = SiteConfig("T", "https://example.org/", numbers=NumberOptions(1, 0.8, ("Big Four",)))
    assert config(tmp_path, text) == Outcome(expected)


@pytest.mark.parametrize("key", ["required", "checked"])
def test_a_share_lies_between_0_and_1(tmp_path: Path, key: str) -> None:
    problem = only_problem(tmp_path, f"{LEAST}[numbers]\n{key} = 80\n")
    assert (problem.code, problem.location.line) == ("bad-config-value", 4)
    assert problem.message == "a share lies between 0 and 1, 80.0 does not"


def test_rules_are_weighed_by_their_code(tmp_path: Path) -> None:
    outcome = config(tmp_path, f'{LEAST}[checks]\nsmall-text = "off"\nmissing-alt-text = "warning"\n')
    assert outcome == Outcome(
        SiteConfig("T", "https://example.org/", checks={"small-text": "off", "missing-alt-text": "warning"})
    )


def test_a_setting_that_is_none(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, f'{LEAST}[checks]\nsmall-text = "ignore"\n')
    assert (problem.code, problem.location) == ("wrong-type", Location("site.toml", 4, 15, 21))


def test_a_rule_that_is_none(tmp_path: Path) -> None:
    outcome = config(tmp_path, f'{LEAST}[checks]\nsmal-text = "off"\n')
    (problem,) = outcome.problems
    assert (problem.code, problem.message) == ("unknown-rule", "there is no rule smal-text")
    assert problem.location == Location("site.toml", 4, 1, 10)
    assert problem.hint.startswith("did you mean small-text")
    assert outcome.value.checks == {}
