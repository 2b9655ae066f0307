"""What changed between two versions of a dataset, value by value. Needs pandas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from nutgraf.datasets.frames import read_frame
from nutgraf.model.dataset import DataField, Version
from nutgraf.model.difference import CellChange, Difference

EXAMPLES = 10


def compare_contents(
    old: Version, old_content: bytes, new: Version, new_content: bytes, examples: int = EXAMPLES
) -> Difference | None:
    """The difference between two versions that are tables; None where the cells of one are not valid."""
    before, after = read_frame(old_content, old), read_frame(new_content, new)
    if before.problems or after.problems:
        return None
    return compare_versions(before.value, after.value, old.fields, new.fields, new.primary_key, examples)


def compare_versions(
    old: pd.DataFrame,
    new: pd.DataFrame,
    old_fields: Sequence[DataField],
    new_fields: Sequence[DataField],
    key: Sequence[str] = (),
    examples: int = EXAMPLES,
) -> Difference:
    """The difference between two frames that `read_frame` made, with the first `examples` of the changed cells.

    `key` are the fields that tell rows apart, most often the primary key; where they do not, or are not in both, the
    first columns that do (up to three) are taken.
    """
    schema = _schema_changes(old_fields, new_fields)
    known = {field.name for field in old_fields}
    shared = [field.name for field in new_fields if field.name in known]
    chosen = _key(old[shared], new[shared], key)
    if not chosen:
        added, removed = _whole_rows(old[shared], new[shared])
        return Difference((), added, removed, **schema)
    before, after = (frame[shared].set_index(list(chosen)) for frame in (old, new))
    kept = after.index.isin(before.index)
    both = after.index[kept]
    differs = _unequal_cells(before.loc[both], after.loc[both])
    places = np.argwhere(differs)
    return Difference(
        key=chosen,
        rows_added=int((~kept).sum()),
        rows_removed=int((~before.index.isin(after.index)).sum()),
        rows_changed=int(differs.any(axis=1).sum()),
        cells_changed=len(places),
        changes=tuple(
            CellChange(
                _label(both[row]),
                str(after.columns[column]),
                _text(before.at[both[row], after.columns[column]]),
                _text(after.at[both[row], after.columns[column]]),
            )
            for row, column in places[:examples].tolist()
        ),
        **schema,
    )


def _schema_changes(old: Sequence[DataField], new: Sequence[DataField]) -> dict[str, Any]:
    """The fields of a Difference that tell how the schema changed."""
    before, after = ({field.name: field.type for field in fields} for fields in (old, new))
    return {
        "fields_added": tuple(name for name in after if name not in before),
        "fields_removed": tuple(name for name in before if name not in after),
        "types_changed": tuple(
            (name, before[name], after[name]) for name in after if name in before and before[name] != after[name]
        ),
    }


def _key(old: pd.DataFrame, new: pd.DataFrame, wanted: Sequence[str]) -> tuple[str, ...]:
    candidates = [tuple(wanted)] if wanted and all(name in new.columns for name in wanted) else []
    candidates += [tuple(new.columns[:count]) for count in range(1, min(3, len(new.columns)) + 1)]
    for names in candidates:
        columns = list(names)
        if not (old.duplicated(columns).any() or new.duplicated(columns).any()):
            return names
    return ()


def _whole_rows(old: pd.DataFrame, new: pd.DataFrame) -> tuple[int, int]:
    """How many rows came and went, each as often as it stands there."""
    alike = [name for name in new.columns if old[name].dtype == new[name].dtype]
    before, after = (_row_digests(frame, alike).value_counts() for frame in (old, new))
    shift = after.sub(before, fill_value=0).to_numpy(np.int64)
    return int(shift[shift > 0].sum()), int(-shift[shift < 0].sum())


def _row_digests(frame: pd.DataFrame, alike: Sequence[str]) -> pd.Series[Any]:
    """A number for each row that is the same where the values are, whatever types the two versions give the columns
    that are not `alike`."""
    columns = {name: frame[name] if name in alike else frame[name].map(_text).astype("str") for name in frame.columns}
    return pd.util.hash_pandas_object(pd.DataFrame(columns, index=frame.index), index=False)


def _unequal_cells(left: pd.DataFrame, right: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Where two frames of the same rows and columns hold other values."""
    differs = np.zeros(left.shape, np.bool_)
    for position in range(len(left.columns)):
        differs[:, position] = _unequal(left.iloc[:, position], right.iloc[:, position])
    return differs


def _unequal(left: pd.Series[Any], right: pd.Series[Any]) -> npt.NDArray[np.bool_]:
    """Where two columns of the same rows hold other values; two missing values are equal."""
    if left.dtype != right.dtype:
        left, right = left.map(_text), right.map(_text)
    unequal = (left != right).fillna(True).to_numpy(np.bool_)
    return unequal & ~(left.isna().to_numpy() & right.isna().to_numpy())


def _text(value: Any) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat() if value == value.normalize() else value.isoformat()
    if isinstance(value, float | np.floating):
        number = float(value)
        return repr(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    return str(value)


def _label(row: Any) -> str:
    return ", ".join(map(_text, row)) if isinstance(row, tuple) else _text(row)
