"""The lineage of a figure as a drawn list: one station below the other, joined by lanes.

The list runs from the publishers down to the pages that show the figure. A lane belongs to the station that it leads
to: whatever feeds the same station shares its lane, so that a drawing is only as wide as the lineage is branched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nutgraf.model.dataset import Dataset, Origin, Version
from nutgraf.model.receipt import Rail, Station, StationKind
from nutgraf.model.site import Plan
from nutgraf.model.views import Link

LANE = 10
MIDDLE = LANE // 2
MOST_VERSIONS = 4
"""How many versions of a dataset are drawn one by one where a figure shows them all."""

_NO_RAIL = Rail(0, "", "", "")


@dataclass(frozen=True, slots=True)
class Step:
    """A station under a key of its own, and the keys of the stations that it was made from."""

    key: str
    station: Station
    origins: tuple[str, ...] = ()


def figure_lineage(
    plan: Plan, title: str, digest: str, datasets: Mapping[str, Dataset], pages: Sequence[Link]
) -> tuple[Station, ...]:
    """The stations from the sources of a figure's data to the pages that show it, each after what it was made from."""
    steps = _Steps(datasets)
    inputs = tuple(key for given in plan.inputs for key in steps.versions(given.dataset, given.versions))
    exhibit = plan.exhibit
    code = steps.add("code", Station("code", exhibit.name, "#code", _NO_RAIL, detail=exhibit.module), inputs)
    figure = steps.add("figure", Station("figure", title, "", _NO_RAIL, detail=digest), (code,))
    for page in pages:
        steps.add(f"page {page.url}", Station("page", page.title, page.url, _NO_RAIL), (figure,))
    return draw_lanes(tuple(steps.made.values()))


@dataclass(slots=True)
class _Steps:
    """Collects the steps, each once, however many others were made from it."""

    datasets: Mapping[str, Dataset]
    made: dict[str, Step] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def add(self, key: str, station: Station, origins: Sequence[str] = ()) -> str:
        self.made.setdefault(key, Step(key, station, tuple(dict.fromkeys(origins))))
        return key

    def versions(self, dataset: Dataset, versions: Sequence[Version]) -> list[str]:
        """The keys of the steps of a dataset's versions; many of them are one step."""
        if len(versions) <= MOST_VERSIONS:
            return [self.version(dataset, version) for version in versions]
        origins = [origin for version in versions for origin in self._origins(dataset, version)]
        newest = self._station(dataset, versions[-1])
        patches = sum(len(version.patches) for version in versions)
        station = replace(newest, detail="", patches=patches, versions=len(versions))
        return [self.add(f"data {dataset.name} to {newest.day}", station, origins)]

    def version(self, dataset: Dataset, version: Version) -> str:
        """The key of a version's step, which is added with all that it was made from."""
        key = f"data {dataset.name} {version.date}"
        if key not in self.begun:
            self.begun.add(key)
            self.add(key, self._station(dataset, version), self._origins(dataset, version))
        return key

    def _station(self, dataset: Dataset, version: Version) -> Station:
        kind: StationKind = "dataset" if version.lineage is None else "derived"
        station = Station(kind, dataset.title, dataset.permalink, _NO_RAIL, day=version.date, detail=version.digest)
        return replace(station, patches=len(version.patches))

    def _origins(self, dataset: Dataset, version: Version) -> list[str]:
        """The keys of what a version was made from: publishers, or the code that derived it."""
        if version.lineage is None:
            return [
                self.add(f"source {source.title} {source.path}", Station("source", source.title, source.path, _NO_RAIL))
                for source in dataset.sources
            ]
        inputs = [self._origin(origin) for origin in version.lineage.origins]
        derive = Station("code", "derive", "", _NO_RAIL, detail=f"data/{dataset.name}/derive.py")
        return [self.add(f"derive {dataset.name} {version.date}", derive, inputs)]

    def _origin(self, origin: Origin) -> str:
        """What a derived version was made from: as it was then, also where that file is no longer there."""
        dataset = self.datasets.get(origin.dataset)
        version = dataset.version(origin.version) if dataset is not None else None
        if dataset is not None and version is not None and version.digest == origin.digest:
            return self.version(dataset, version)
        title, url = (dataset.title, dataset.permalink) if dataset is not None else (origin.dataset, "")
        station = Station("dataset", title, url, _NO_RAIL, day=origin.version, detail=origin.digest)
        return self.add(f"gone {origin.dataset} {origin.version} {origin.digest}", station)


def draw_lanes(steps: Sequence[Step]) -> tuple[Station, ...]:
    """The stations with their rails and with the names of what they were made from.

    `steps` stand in an order in which each comes after its origins.
    """
    known = {step.key: step for step in steps}
    rows = tuple(_rows(steps))
    lanes = max((row.widest for row in rows), default=0) + 1
    return tuple(
        replace(
            step.station,
            rail=row.rail(lanes),
            origins=tuple(known[origin].station.title for origin in step.origins if origin in known),
        )
        for step, row in zip(steps, rows, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Row:
    """A station's place: its lane, whether a line comes in from above, the lanes that its own lines lead to, and the
    other lanes, which pass it."""

    lane: int
    entered: bool
    left: tuple[int, ...]
    passing: tuple[int, ...]

    @property
    def widest(self) -> int:
        return max(self.lane, *self.left, *self.passing, 0)

    def rail(self, lanes: int) -> Rail:
        x = _x(self.lane)
        passing = "".join(f"M{_x(lane)} 0V{LANE}" for lane in self.passing)
        entering = f"M{x} 0V{MIDDLE}" if self.entered else ""
        leaving = f"M{x} {MIDDLE}V{LANE}" if self.left else ""
        branches = "".join(_branch(x, _x(lane)) for lane in self.left)
        return Rail(lanes, f"M{x} {MIDDLE}h0", f"{passing}{entering}{leaving}", f"{passing}{branches}")


def _x(lane: int) -> int:
    return lane * LANE + MIDDLE


def _branch(start: int, end: int) -> str:
    """From one lane at the top of a box into another at its bottom."""
    return f"M{start} 0V{LANE}" if start == end else f"M{start} 0C{start} {LANE} {end} 0 {end} {LANE}"


def _rows(steps: Sequence[Step]) -> Iterator[_Row]:
    targets: dict[str, list[str]] = {step.key: [] for step in steps}
    for step in steps:
        for origin in step.origins:
            if origin in targets:
                targets[origin].append(step.key)
    open_lanes: dict[int, str] = {}
    for step in steps:
        entered = next((lane for lane, target in open_lanes.items() if target == step.key), None)
        lane = _free(open_lanes) if entered is None else entered
        open_lanes.pop(lane, None)
        passing = tuple(sorted(open_lanes))
        left = []
        for target in targets[step.key]:
            shared = next((other for other, leads_to in open_lanes.items() if leads_to == target), None)
            if shared is None:
                shared = lane if lane not in open_lanes else _free(open_lanes)
                open_lanes[shared] = target
            left.append(shared)
        yield _Row(lane, entered is not None, tuple(left), passing)


def _free(lanes: Mapping[int, str]) -> int:
    return next(lane for lane in range(len(lanes) + 1) if lane not in lanes)
