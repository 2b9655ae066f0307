"""What a new version of a dataset changed, as the commands that make one say it."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.cli.reporting import count
from nutgraf.model.dataset import Dataset, Version
from nutgraf.model.difference import Difference
from nutgraf.problems import Outcome
from nutgraf.sources import Sources


def compared_with_before(dataset: Dataset, path: str, sources: Sources) -> Outcome[Difference | None]:
    """What the new version changed against the one before it; problems are those of its cells."""
    # Reading values needs pandas, which no other command of this program's main process does.
    from nutgraf.datasets.differences import compare_versions  # noqa: PLC0415
    from nutgraf.datasets.frames import read_frame  # noqa: PLC0415

    new = next(version for version in dataset.versions if version.path == path)
    after = read_frame(sources.read_bytes(new.path), new)
    old = _before(dataset, new)
    if after.problems or old is None:
        return Outcome(None, after.problems)
    before = read_frame(sources.read_bytes(old.path), old)
    if before.problems:
        return Outcome(None, before.problems)
    return Outcome(compare_versions(before.value, after.value, old.fields, new.fields, new.primary_key))


def _before(dataset: Dataset, version: Version) -> Version | None:
    older = [other for other in dataset.versions if other.date < version.date]
    return older[-1] if older else None


def difference_lines(difference: Difference) -> Iterator[str]:
    """The difference in a few lines, with the first of the changed values."""
    if difference.same:
        yield "Against the version before: the same values"
        return
    counts = f"{count(difference.rows_added, 'row')} added, {difference.rows_removed:,} removed"
    changed = f"{count(difference.cells_changed, 'value')} changed in {count(difference.rows_changed, 'row')}"
    yield f"Against the version before: {counts}, {changed}"
    yield from (f"  new column {name}" for name in difference.fields_added)
    yield from (f"  column {name} is gone" for name in difference.fields_removed)
    yield from (f"  {name}: was {old}, is {new}" for name, old, new in difference.types_changed)
    for change in difference.changes:
        yield f"  {change.key}, {change.field}: {change.old or 'nothing'} → {change.new or 'nothing'}"
    if difference.cells_changed > len(difference.changes):
        yield f"  and {difference.cells_changed - len(difference.changes):,} more"
