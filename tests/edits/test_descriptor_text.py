"""Changes to descriptors: what is not meant stays as its author wrote it."""

from __future__ import annotations

import difflib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.edits.descriptor_text import DescriptorEditError, Seal, with_resource, with_seals

SEAL = Seal("sha256:" + "a" * 64, 120)

BLOCK = """\
# Who owns what
title: Rainfall   # in millimetres
resources:
  - path: 2025-01-31.csv   # the first
    changes: >-
      Nothing yet,
      and more.

  # The newest
  - name: "second"
    path: '2026-01-31.csv'

# The end
"""


def added(before: str, after: str) -> list[str]:
    """The lines that were added; nothing may have gone."""
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    assert not [line for line in lines if line.startswith("- ")]
    return [line[2:] for line in lines if line.startswith("+ ")]


def test_a_seal_stands_behind_the_path_of_its_resource() -> None:
    sealed = with_seals(BLOCK, {"2026-01-31.csv": SEAL})
    assert added(BLOCK, sealed) == [f"    hash: {SEAL.hash}", "    bytes: 120"]
    resources = yaml.safe_load(sealed)["resources"]
    assert "hash" not in resources[0]
    assert resources[1]["hash"] == SEAL.hash
    assert resources[1]["bytes"] == 120


def test_two_seals_at_once() -> None:
    sealed = with_seals(BLOCK, {"2025-01-31.csv": SEAL, "2026-01-31.csv": SEAL})
    assert [resource["hash"] for resource in yaml.safe_load(sealed)["resources"]] == [SEAL.hash, SEAL.hash]
    assert "path: 2025-01-31.csv   # the first\n    hash: " in sealed


def test_a_seal_in_flow_style() -> None:
    text = "resources: [{path: 2025-01-31.csv, changes: none}]\n"
    assert with_seals(text, {"2025-01-31.csv": SEAL}) == (
        f'resources: [{{path: 2025-01-31.csv, hash: "{SEAL.hash}", bytes: 120, changes: none}}]\n'
    )


def test_bytes_that_are_recorded_already_stay() -> None:
    text = "resources:\n- path: 2025-01-31.csv\n  bytes: 120\n"
    assert with_seals(text, {"2025-01-31.csv": SEAL}) == (
        f"resources:\n- path: 2025-01-31.csv\n  hash: {SEAL.hash}\n  bytes: 120\n"
    )


def test_a_seal_for_a_version_that_is_not_there_is_refused() -> None:
    with pytest.raises(DescriptorEditError, match=r"no resource has path: 2024-01-31\.csv"):
        with_seals(BLOCK, {"2024-01-31.csv": SEAL})


def test_a_resource_follows_the_last_and_not_the_comments_behind_it() -> None:
    after = with_resource(BLOCK, {"path": "2026-06-30.csv", "bytes": 7})
    assert added(BLOCK, after) == ["  - path: 2026-06-30.csv", "    bytes: 7"]
    assert after.endswith("    bytes: 7\n\n# The end\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "title: Rain",
        "title: Rain\n",
        "resources: []\n",
        "resources: [{path: a.csv}]",
        "resources:\n- path: a.csv\n",
        "resources:\n- path: a.csv\n  changes: |\n    one\n    two\n",
        "resources:\n- {path: a.csv}\ntitle: Rain\n",
        "resources:\n    - path: a.csv",
    ],
)
def test_a_resource_is_added_to_every_form(text: str) -> None:
    before = yaml.safe_load(text) or {}
    after = yaml.safe_load(with_resource(text, {"path": "2026-06-30.csv", "changes": "More: of it"}))
    assert after["resources"] == [
        *(before.get("resources") or []),
        {"path": "2026-06-30.csv", "changes": "More: of it"},
    ]
    assert {key: value for key, value in after.items() if key != "resources"} == {
        key: value for key, value in before.items() if key != "resources"
    }


@pytest.mark.parametrize("text", ["- a\n", "resources: text\n", "resources:\n"])
def test_a_form_that_is_no_descriptor_is_refused(text: str) -> None:
    with pytest.raises(DescriptorEditError):
        with_resource(text, {"path": "2026-06-30.csv"})


@given(changes=st.text(st.characters(blacklist_categories=["Cc", "Cs"]), max_size=60), comment=st.booleans())
def test_any_text_is_added_as_it_is(changes: str, comment: bool) -> None:
    text = BLOCK + ("# more\n" if comment else "")
    after = yaml.safe_load(with_resource(text, {"path": "2026-06-30.csv", "changes": changes}))
    assert after["resources"][-1] == {"path": "2026-06-30.csv", "changes": changes}
