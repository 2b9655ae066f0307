"""What changed from one version of a dataset to the next."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellChange:
    """One value that was revised; `key` names its row. Values are text, "" for a missing one."""

    key: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """From an older version to a newer one.

    Rows are told apart by `key`; without one only whole rows can be compared, so that no row counts as changed.
    `changes` are the first of the `cells_changed`, in the order of the newer file.
    """

    key: tuple[str, ...]
    rows_added: int = 0
    rows_removed: int = 0
    rows_changed: int = 0
    cells_changed: int = 0
    changes: tuple[CellChange, ...] = ()
    fields_added: tuple[str, ...] = ()
    fields_removed: tuple[str, ...] = ()
    types_changed: tuple[tuple[str, str, str], ...] = ()

    @property
    def same(self) -> bool:
        """Whether both hold the same values under the same schema; the order of rows does not count."""
        rows = self.rows_added or self.rows_removed or self.rows_changed
        return not (rows or self.fields_added or self.fields_removed or self.types_changed)
