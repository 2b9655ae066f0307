from __future__ import annotations

import pickle

from nutgraf.datasets.summary import describe_version
from nutgraf.model.dataset import DataField
from nutgraf.model.figure import Column, VersionSummary
from tests.datasets.versions import column, version


def test_the_last_rows_are_shown_as_the_file_has_them() -> None:
    described = version(DataField("a", "number", title="A", unit="%"), column("b"), missing=("", "n/a"))
    outcome = describe_version(b'a,b\n1,x\n1.50,"y, z"\nn/a,\n', described, 2)
    assert outcome.problems == ()
    assert outcome.value == VersionSummary(
        3, (Column("a", "A", "%", numeric=True), Column("b", "b")), (("1.50", "y, z"), ("", ""))
    )
    assert pickle.loads(pickle.dumps(outcome)) == outcome


def test_a_short_file_is_shown_whole() -> None:
    outcome = describe_version(b"a\n1\n", version(column("a")), 12)
    assert outcome.value is not None
    assert (outcome.value.rows, outcome.value.preview) == (1, (("1",),))
    empty = describe_version(b"a\n", version(column("a")), 12).value
    assert empty is not None
    assert (empty.rows, empty.preview) == (0, ())


def test_a_file_with_problems_has_no_summary() -> None:
    for content in (b"a\nx\n", b"a\n\xff\n", b'a\n"\n', b""):
        outcome = describe_version(content, version(column("a", "number")), 12)
        assert outcome.value is None
        assert len(outcome.problems) == 1
