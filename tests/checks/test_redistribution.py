"""What of a derived-only dataset is found in published files, and what is not taken for it."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from nutgraf.cache import Cache
from nutgraf.checks import check_redistribution
from nutgraf.digest import digest_bytes
from nutgraf.model.artifact import Artifact
from nutgraf.model.config import SiteConfig
from nutgraf.model.dataset import DataField, Dataset, Lineage, Origin, Redistribution, Version
from nutgraf.model.exhibit import Exhibit, ExhibitKind
from nutgraf.model.figure import Column, Drawing, DrawnData, Exhibited, ExhibitId, Figure, Svg
from nutgraf.model.page import Bibliography
from nutgraf.model.site import Input, Plan, Site
from nutgraf.sources import read_sources

DAY = dt.date(2026, 1, 31)
CHANCE = random.Random(7)
ROWS = [
    (f"2026-01-{day:02}", f"{CHANCE.uniform(50, 60):.2f}", str(CHANCE.randrange(10_000, 99_999)), f"Branch no. {day}")
    for day in range(1, 31)
]
FIELDS = (
    DataField("day", "date"),
    DataField("close", "number"),
    DataField("volume", "integer"),
    DataField("branch", "string"),
)
CSV = "day,close,volume,branch\n" + "".join(",".join(row) + "\n" for row in ROWS)
VOLUMES = [row[2] for row in ROWS]
DRAWING = Svg("<svg></svg>", 1, 1)


def dataset(
    root: Path, name: str, content: str, redistribution: Redistribution, lineage: Lineage | None = None
) -> Dataset:
    path = f"data/{name}/{DAY}.csv"
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text(content)
    fields = (
        FIELDS if content == CSV else tuple(DataField(word) for word in content.split("\n", maxsplit=1)[0].split(","))
    )
    version = Version(DAY, path, digest_bytes(content.encode()), fields=fields, lineage=lineage)
    return Dataset(name, name, (version,), redistribution=redistribution)


def problems_of(
    root: Path,
    files: dict[str, bytes | str],
    *others: tuple[str, str, Lineage | None],
    cache: Path | None = None,
    table: str = "",
) -> list[str]:
    """A site with the dataset `prices`, derived-only, of which one figure draws day and close. `table` is its CSV."""
    prices = dataset(root, "prices", CSV, "derived-only")
    datasets = [prices, *(dataset(root, name, content, "open", lineage) for name, content, lineage in others)]
    identity = ExhibitId("line", (("prices", str(DAY)),))
    exhibit = Exhibit("line", ExhibitKind.CHART, "charts/line.py")
    plan = Plan(identity, exhibit, (Input(prices, prices.versions),), "/figures/line/")
    drawn = DrawnData((Column("day", "Day"), Column("close", "Close")), tuple(row[:2] for row in ROWS))
    given = {"vl.json": SPEC.encode(), **({"csv": table.encode()} if table else {})}
    figure = Figure(identity, "Line", "", "", "", "", Drawing(DRAWING, DRAWING), drawn, given)
    site = Site(
        config=SiteConfig("Test", "https://example.org/"),
        datasets={each.name: each for each in datasets},
        pages={},
        articles=(),
        sections={},
        tags={},
        figures={identity: plan},
        facts={},
        links={},
        bibliography=Bibliography(),
    )
    artifacts = {
        path: Artifact(path, content.encode() if isinstance(content, str) else content)
        for path, content in files.items()
    }
    found = check_redistribution(
        site, Exhibited({identity: figure}), artifacts, read_sources(root), Cache(cache or root / "cache")
    )
    assert all(problem.code == "not-redistributable" and problem.hint for problem in found)
    return [problem.message for problem in found]


def zipped(content: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data/prices.csv", content)
    return file.getvalue()


def shuffled(values: Sequence[str]) -> list[str]:
    return random.Random(1).sample(list(values), len(values))


SPEC = json.dumps({"datasets": {"a": [{"close": float(row[1]), "volume": int(row[2])} for row in ROWS]}, "y": "close"})
LEAKS: dict[str, bytes | str] = {
    "line.vl.json": SPEC,
    "whole.csv": CSV,
    "part.csv": "day,volume\n" + "".join(f"{row[0]},{row[2]}\n" for row in ROWS[4:14]),
    "records.json": json.dumps([{"d": row[0], "v": int(row[2])} for row in ROWS]),
    "columns.json": json.dumps({"close": [row[1] for row in ROWS], "v": [float(value) for value in VOLUMES]}),
    "backwards.txt": " ".join(reversed(VOLUMES)),
    "sorted.txt": " ".join(sorted(VOLUMES)),
    "shuffled.txt": " ".join(shuffled(VOLUMES)),
    "page.html": "<table>" + "".join(f"<tr><td>{int(row[2]):,}</td></tr>" for row in ROWS) + "</table>",
    "feed.xml": "<feed>" + "".join(f"<entry>{value}</entry>" for value in VOLUMES) + "</feed>",
    "labels.svg": "<svg>" + "".join(f"<text x='1'>{value}</text>" for value in VOLUMES) + "</svg>",
    "names.json": json.dumps([row[3] for row in ROWS]),
    "archive.zip": zipped(CSV.replace(",", ";")),
    "archive.csv.gz": gzip.compress(CSV.replace(",", ";").encode()),
    "wide.csv": CSV.replace("\n", "\r\n").encode("utf-16"),
}


@pytest.mark.parametrize("path", LEAKS)
def test_a_leak(tmp_path: Path, path: str) -> None:
    (message,) = problems_of(tmp_path, {path: LEAKS[path]})
    assert message.startswith(path)
    assert "prices of 2026-01-31" in message


def test_the_message_names_a_cell(tmp_path: Path) -> None:
    (message,) = problems_of(tmp_path, {"backwards.txt": LEAKS["backwards.txt"]})
    cell = f"such as {VOLUMES[-1]} of its column volume"
    assert message == f"backwards.txt holds 30 cells of prices of 2026-01-31 that no figure draws, {cell}"


NO_LEAKS: dict[str, bytes | str] = {
    "drawn.csv": "".join(f"{row[0]},{row[1]}\n" for row in ROWS),
    "days.json": json.dumps([row[0] for row in ROWS]),
    "few.html": f"<p>On the first day {VOLUMES[0]} were traded, then {', '.join(VOLUMES[1:6])}.</p>",
    "drawing.svg": f'<svg><path d="M{" L".join(VOLUMES)}"/></svg>',
    "picture.png": b"\x89PNG\0" + " ".join(VOLUMES).encode(),
    "broken.zip": b"PK\x03\x04" + b"\0" * 40,
    "broken.gz": b"\x1f\x8b" + b"\0" * 40,
    "latin.txt": b"\xe9t\xe9",
}


def test_what_is_no_leak(tmp_path: Path) -> None:
    assert problems_of(tmp_path, NO_LEAKS) == []


def test_numbers_meet_by_chance_without_a_problem(tmp_path: Path) -> None:
    chance = random.Random(3)
    numbers = [str(chance.randrange(10_000, 99_999)) for _ in range(20_000)]
    assert len({*numbers} & {*VOLUMES}) > 3
    assert problems_of(tmp_path, {"numbers.json": json.dumps(numbers)}) == []


def test_what_an_open_dataset_holds_in_its_own_right_is_published(tmp_path: Path) -> None:
    counted = "counted\n" + "\n".join(VOLUMES) + "\n"
    assert problems_of(tmp_path, {"data/counts.csv": counted}, ("counts", counted, None)) == []


def test_a_dataset_that_was_made_from_it_does_not_make_it_open(tmp_path: Path) -> None:
    counted = "counted\n" + "\n".join(VOLUMES) + "\n"
    step = Lineage((Origin("prices", DAY, ""),), "")
    further = Lineage((Origin("step", DAY, ""),), "")
    others = (("step", "n\n1\n", step), ("counts", counted, further))
    (message,) = problems_of(tmp_path, {"data/counts.csv": counted}, *others)
    assert message.startswith("data/counts.csv holds 30 cells")


def test_what_is_drawn_whole_is_published_whole(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {"line.csv": CSV, "line.zip": zipped(CSV)}, table=CSV) == []
    (tmp_path / "other").mkdir()
    part = CSV[: CSV.index("2026-01-20")]
    assert len(problems_of(tmp_path / "other", {"line.csv": CSV}, table=part)) == 1


def test_one_copy_in_many_archives_is_told_once(tmp_path: Path) -> None:
    assert len(problems_of(tmp_path, {"a.zip": zipped(CSV), "b.zip": zipped(CSV) + b"\n"})) == 1


def test_what_was_found_in_order_is_not_looked_into_again(tmp_path: Path) -> None:
    cache = tmp_path / "shared"
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        files = {"a.html": "<p>Nothing.</p>", "leak.txt": LEAKS["sorted.txt"]}
        assert len(problems_of(tmp_path / name, files, cache=cache)) == 1
    (entry,) = (path for path in cache.rglob("*") if path.is_file())
    assert entry.read_text().endswith(digest_bytes(b"<p>Nothing.</p>"))
