"""Which charts are worth a reader's bundle: those that answer when they are pointed at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_PARTS_WITHOUT_VIEWS = frozenset({"data", "datasets", "config", "usermeta", "encoding", "params", "transform"})


def is_interactive(spec: Mapping[str, Any]) -> bool:
    """Whether a Vega-Lite spec has tooltips, selections, or parameters that readers set.

    Links are none of these: they work in the drawing itself. A chart that moves by itself (a selection `on` a timer)
    is not interactive either, for readers could not stop it; it stays what it was when drawn.
    """
    views = list(_views(spec))
    params = [param for view in views for param in _mappings(view.get("params"))]
    if any(_runs_by_itself(param) for param in params):
        return False
    if any(param.get("select") or isinstance(param.get("bind"), Mapping) for param in params):
        return True
    config = spec.get("config")
    marks = config.values() if isinstance(config, Mapping) else ()
    return any(_has_tooltip(mark) for mark in marks) or any(
        _has_tooltip(view.get("mark")) or _has_tooltip(view.get("encoding")) for view in views
    )


def _views(value: Any) -> Iterator[Mapping[str, Any]]:
    """The spec and every view in it."""
    if isinstance(value, Mapping):
        yield value
        for key, part in value.items():
            if key not in _PARTS_WITHOUT_VIEWS:
                yield from _views(part)
    elif isinstance(value, list):
        for part in value:
            yield from _views(part)


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    return (part for part in value if isinstance(part, Mapping)) if isinstance(value, list) else iter(())


def _has_tooltip(definition: Any) -> bool:
    """Whether a mark, the config of one, or an encoding asks for tooltips; `null` and an empty list ask for none."""
    return isinstance(definition, Mapping) and bool(definition.get("tooltip"))


def _runs_by_itself(param: Mapping[str, Any]) -> bool:
    select = param.get("select")
    on = select.get("on") if isinstance(select, Mapping) else None
    return on == "timer" or (isinstance(on, Mapping) and on.get("type") == "timer")
