from __future__ import annotations

from typing import Any

import pytest

from nutgraf.csl import parse_date

DATES: list[tuple[Any, dict[str, Any]]] = [
    ("2025", {"date-parts": [[2025]]}),
    ("2025-03", {"date-parts": [[2025, 3]]}),
    ("2025-03-08", {"date-parts": [[2025, 3, 8]]}),
    ("2025-03-08T10:00:00Z", {"date-parts": [[2025, 3, 8]]}),
    ("-0044-03-15", {"date-parts": [[-44, 3, 15]]}),
    ("1900~", {"date-parts": [[1900]], "circa": True}),
    ("2025-21", {"date-parts": [[2025]], "season": 1}),
    ("2024/2025-03", {"date-parts": [[2024], [2025, 3]]}),
    ("2024/..", {"literal": "2024–"}),
    ("../2024-05", {"literal": "–2024-05"}),
    ("spring 2025", {"literal": "spring 2025"}),
    ("²⁰", {"literal": "²⁰"}),
    ({"date-parts": [["2025", "3"]]}, {"date-parts": [[2025, 3]]}),
    ({"date-parts": [[2025, 3, 8], [2025, 4, 1]]}, {"date-parts": [[2025, 3, 8], [2025, 4, 1]]}),
    ({"date-parts": [2025, 3]}, {"date-parts": [[2025, 3]]}),
    ({"date-parts": [[2025]], "season": 2, "circa": 1}, {"date-parts": [[2025]], "season": 2, "circa": True}),
    ({"literal": "2025"}, {"literal": "2025"}),
    ({"raw": "2025-03"}, {"date-parts": [[2025, 3]]}),
    ({"raw": "c. 1900"}, {"literal": "c. 1900"}),
]


@pytest.mark.parametrize(("written", "read"), DATES, ids=str)
def test_dates(written: Any, read: dict[str, Any]) -> None:
    assert parse_date(written) == read


NONE: list[Any] = ["2025-13", "2025-02-30", "2025-00", "18.3.2025", "03/2025", "../..", "12", "2025-25-01", {}]
NONE += [{"date-parts": parts} for parts in ([[]], [["x"]], [[2025, 13]], [[1, 2, 3, 4]])]


@pytest.mark.parametrize("written", NONE, ids=str)
def test_no_dates(written: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_date(written)
