"""Altair charts to Vega-Lite specs, with frames handed over by reference and written by our own converter."""

from __future__ import annotations

import re
from typing import Any

import altair as alt

from nutgraf.vega.large.reducing import with_frames

_UNTYPED_FIELD = re.compile(r'Unable to determine data type for the field "(?P<field>[^"]*)"')
_TRANSFORMER = "nutgraf-frames"


class UntypedFieldError(ValueError):
    """Altair found no column `field` to take a type from: most often the name is wrong.

    `known` are the columns of all frames of the chart, sorted.
    """

    def __init__(self, field: str, known: tuple[str, ...]) -> None:
        super().__init__(f"there is no column {field!r}")
        self.field = field
        self.known = known


def altair_spec(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """The Vega-Lite spec of `chart`, its frames under `datasets` as `frame-0`, `frame-1` … in order of appearance.

    Altair's own default theme is left out; one that the author has enabled stays. Altair's global state is as before
    when this returns or raises: UntypedFieldError, `frames.FrameError`, `reducing.TooManyRowsError`, or whatever Altair
    raises for a chart that is not valid. Of a large frame only what its views draw is under `datasets`.
    """
    frames: list[Any] = []

    def by_reference(frame: Any) -> dict[str, Any]:
        if hasattr(frame, "__geo_interface__"):
            return dict(alt.to_values(frame))
        known = next((number for number, other in enumerate(frames) if other is frame), len(frames))
        if known == len(frames):
            frames.append(frame)
        return {"name": f"frame-{known}"}

    transformers = alt.data_transformers
    before = transformers._get_state()
    transformers.register(_TRANSFORMER, by_reference)
    theme = "none" if alt.theme.active == "default" else alt.theme.active
    try:
        with alt.theme.enable(theme), transformers.enable(_TRANSFORMER):
            spec: dict[str, Any] = chart.to_dict()
    except ValueError as error:
        untyped = _UNTYPED_FIELD.search(str(error))
        if untyped is None:
            raise
        raise UntypedFieldError(untyped["field"], _columns(frames)) from error
    finally:
        transformers._set_state(before)
    return with_frames(spec, {f"frame-{number}": _pandas(frame) for number, frame in enumerate(frames)})


def _pandas(frame: Any) -> Any:
    """Frames of other libraries that Altair takes (Polars, PyArrow) convert themselves."""
    return frame.to_pandas() if hasattr(frame, "to_pandas") else frame


def _columns(frames: list[Any]) -> tuple[str, ...]:
    return tuple(sorted({str(name) for frame in frames for name in _pandas(frame).columns}))
