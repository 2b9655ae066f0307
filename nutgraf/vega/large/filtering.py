"""Filters of a view's `transform` on whole columns: which rows they keep, with JavaScript's idea of what is less."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from nutgraf.vega.expressions import first_name
from nutgraf.vega.large.aggregates import UnknownOperationError, numbers

Mask = npt.NDArray[np.bool_]

_ORDERS = {"lt": np.less, "lte": np.less_equal, "gt": np.greater, "gte": np.greater_equal}
_SIGNS = {"<": "lt", "<=": "lte", ">": "gt", ">=": "gte", "==": "equal", "===": "equal", "!=": "other", "!==": "other"}
_TURNED = {"lt": "gt", "lte": "gte", "gt": "lt", "gte": "lte"}
_TOKEN = re.compile(
    r"""\s*(?:
        datum\s*(?:\.\s*(?P<bare>[^\W\d]\w*)|\[\s*(?P<quoted>'[^'\\]*'|"[^"\\]*")\s*\])(?!\s*[.\[(])
        | (?P<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)
        | (?P<text>'[^'\\]*'|"[^"\\]*")
        | (?P<word>true|false|null)\b
        | (?P<sign>===|!==|==|!=|<=|>=|<|>|&&|\|\||!|\(|\))
    )\s*""",
    re.VERBOSE,
)


def kept_rows(test: Any, frame: pd.DataFrame) -> Mask:
    """Which rows of `frame` a `filter` keeps: a predicate, or an expression that compares columns with constants.

    Raises UnknownOperationError for what cannot be told here, selections and functions among it.
    """
    if isinstance(test, str):
        return _Expression(test).mask(frame)
    if not isinstance(test, Mapping):
        raise UnknownOperationError(f"filter {json.dumps(test)}")
    if "not" in test:
        return ~kept_rows(test["not"], frame)
    for joint, join in (("and", np.logical_and), ("or", np.logical_or)):
        if joint in test:
            return _joined(join, [kept_rows(part, frame) for part in test[joint]])
    return _field_mask(test, frame)


def _joined(join: np.ufunc, masks: list[Mask]) -> Mask:
    return np.asarray(join.reduce(masks), np.bool_)


def _field_mask(test: Mapping[str, Any], frame: pd.DataFrame) -> Mask:
    field = test.get("field")
    if not isinstance(field, str) or len(test) != 2:
        raise UnknownOperationError(f"filter {json.dumps(test)}")
    column = _column(frame, first_name(field))
    [(operation, value)] = [(key, part) for key, part in test.items() if key != "field"]
    if operation == "oneOf" and isinstance(value, list):
        return _joined(np.logical_or, [_compared(column, "equal", part) for part in value] or [_none(column)])
    if operation == "range" and isinstance(value, list) and len(value) == 2:
        low, high = value
        bounds = [(bound, sign) for bound, sign in ((low, "gte"), (high, "lte")) if bound is not None]
        return _joined(np.logical_and, [_compared(column, sign, bound) for bound, sign in bounds] or [~_none(column)])
    if operation == "valid":
        valid = ~np.isnan(numbers(column))
        return valid if value else ~valid
    return _compared(column, operation, value)


def _column(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    if name not in frame.columns:
        raise UnknownOperationError(f"filter by {name}")
    column: pd.Series[Any] = frame[name]
    return column


def _none(column: pd.Series[Any]) -> Mask:
    return np.zeros(len(column), np.bool_)


def _compared(column: pd.Series[Any], operation: str, value: Any) -> Mask:
    if operation == "other":
        return ~_compared(column, "equal", value)
    if value is None and operation == "equal":
        return _missing(column)
    if isinstance(value, str) and pd.api.types.is_string_dtype(column.dtype) and operation == "equal":
        return (column == value).fillna(False).to_numpy(np.bool_)
    kind = pd.api.types.is_bool_dtype(column.dtype)
    if isinstance(value, bool) != kind or not isinstance(value, bool | int | float):
        raise UnknownOperationError(f"{operation} {value!r} in a column of type {column.dtype}")
    values = numbers(column)
    if operation == "equal":
        return np.asarray(values == float(value), np.bool_)
    if operation not in _ORDERS or kind:
        raise UnknownOperationError(f"filter {operation}")
    # What is missing counts as 0 there.
    return np.asarray(_ORDERS[operation](np.nan_to_num(values), float(value)), np.bool_)


def _missing(column: pd.Series[Any]) -> Mask:
    if pd.api.types.is_float_dtype(column.dtype):
        return np.isnan(numbers(column))
    return column.isna().to_numpy()


class _Expression:
    """Comparisons of columns with constants, joined by `&&`, `||`, `!` and brackets."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[tuple[str, Any]] = []
        self._next = 0
        position = 0
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None or match.lastgroup is None:
                raise self._unknown()
            self._tokens.append(_read(match))
            position = match.end()

    def mask(self, frame: pd.DataFrame) -> Mask:
        kept = self._either(frame)
        if self._next != len(self._tokens):
            raise self._unknown()
        return kept

    def _either(self, frame: pd.DataFrame) -> Mask:
        kept = self._both(frame)
        while self._takes("||"):
            kept = kept | self._both(frame)
        return kept

    def _both(self, frame: pd.DataFrame) -> Mask:
        kept = self._one(frame)
        while self._takes("&&"):
            kept = kept & self._one(frame)
        return kept

    def _one(self, frame: pd.DataFrame) -> Mask:
        if self._takes("!"):
            if self._peek() != ("sign", "("):
                raise self._unknown()
            return ~self._one(frame)
        if self._takes("("):
            kept = self._either(frame)
            if not self._takes(")"):
                raise self._unknown()
            return kept
        return self._comparison(frame)

    def _comparison(self, frame: pd.DataFrame) -> Mask:
        (left, one), (_, sign), (right, other) = self._take(), self._take(), self._take()
        operation = _SIGNS.get(sign)
        if operation is None or {left, right} != {"column", "constant"}:
            raise self._unknown()
        if left == "constant":
            one, other, operation = other, one, _TURNED.get(operation, operation)
        return _compared(_column(frame, one), operation, other)

    def _peek(self) -> tuple[str, Any]:
        return self._tokens[self._next] if self._next < len(self._tokens) else ("end", "")

    def _take(self) -> tuple[str, Any]:
        token = self._peek()
        self._next += 1
        return token

    def _takes(self, sign: str) -> bool:
        if self._peek() != ("sign", sign):
            return False
        self._next += 1
        return True

    def _unknown(self) -> UnknownOperationError:
        return UnknownOperationError(f"filter {self._text}")


def _read(match: re.Match[str]) -> tuple[str, Any]:
    if match["bare"] or match["quoted"]:
        return "column", match["bare"] or match["quoted"][1:-1]
    if match["number"]:
        return "constant", json.loads(match["number"])
    if match["text"]:
        return "constant", match["text"][1:-1]
    if match["word"]:
        return "constant", json.loads(match["word"])
    return "sign", match["sign"]
