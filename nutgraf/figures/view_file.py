"""The view file: the small JSON from which a reader's browser draws an interactive chart again.

It holds `tables` (see `view_tables`), `wide` and, unless that serves for both, `narrow`: for each the `seed` of chance
and the compiled Vega `spec`, whose data name a table by its number. `choices` are the values of select boxes and radio
buttons, by the name of their control.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from nutgraf.digest import digest_bytes
from nutgraf.figures.publishing import published_spec
from nutgraf.figures.view_tables import PublishedTable, Table, parsed_text, view_table
from nutgraf.model.figure import Control, View
from nutgraf.vega.drawing import Drawer, RawDrawing
from nutgraf.vega.reader_bundle import extras_for

_WITH_CHOICES = ("select", "radio")


def make_view(
    drawer: Drawer, family: str, pictures: tuple[RawDrawing, RawDrawing], published: Sequence[PublishedTable]
) -> View:
    """The view of a chart that has been drawn wide and narrow. `family` is the theme's data font.

    Only columns and shapes that the spec names are in it. Raises DrawingError.
    """
    wide, controls = _frozen(drawer, family, pictures[0])
    variants = {"wide": wide}
    if pictures[1] is not pictures[0]:
        variants["narrow"], _ = _frozen(drawer, family, pictures[1])
    tables: list[Table] = []
    for variant in variants.values():
        variant["spec"]["data"] = [parsed_text(data) for data in variant["spec"].get("data", [])]
        for data in variant["spec"]["data"]:
            if "values" in data:
                table = view_table(data.pop("values"), published)
                if table not in tables:
                    tables.append(table)
                data["table"] = tables.index(table)
    choices = {control["name"]: control["bind"]["options"] for control in controls if _has_choices(control["bind"])}
    file = {"tables": tables, **variants, **({"choices": choices} if choices else {})}
    content = f"{json.dumps(file, ensure_ascii=False, separators=(',', ':'))}\n".encode()
    return View(
        name=f"view-{digest_bytes(content)[:8]}.json",
        content=content,
        controls=tuple(_control(control) for control in controls),
        extras=frozenset().union(*(extras_for(variant["spec"]) for variant in variants.values())),
    )


def _frozen(drawer: Drawer, family: str, picture: RawDrawing) -> tuple[dict[str, Any], Sequence[Any]]:
    drawn = json.loads(picture.spec)
    seed = int(digest_bytes(picture.spec.encode())[:8], 16)
    # Labels of single marks are for screen readers that meet the marks; here they meet the tooltips instead.
    silent = {**drawn, "config": {**drawn.get("config", {}), "aria": False}}
    text = json.dumps(published_spec(silent), ensure_ascii=False)
    frozen = json.loads(drawer.frozen(text, seed, family))
    return {"seed": seed, "spec": frozen["spec"]}, frozen["controls"]


def _has_choices(bind: Mapping[str, Any]) -> bool:
    return bind.get("input") in _WITH_CHOICES and isinstance(bind.get("options"), list)


def _control(control: Mapping[str, Any]) -> Control:
    bind, name, value = control["bind"], control["name"], control["value"]
    options = bind["options"] if _has_choices(bind) else []
    labels = bind.get("labels")
    words = labels if isinstance(labels, list) and len(labels) == len(options) else options
    # The limits that Vega gives to a slider without any.
    limits = {**({"min": 0, "max": 100} if bind["input"] == "range" else {}), **bind}
    return Control(
        name=name,
        label=str(bind.get("name", name)).strip().rstrip(":").strip() or name,
        kind=bind["input"],
        value="" if value is None else json.dumps(value) if isinstance(value, bool) else str(value),
        choices=tuple("" if word is None else str(word) for word in words),
        chosen=options.index(value) if value in options else -1,
        limits={key: _shown(limits[key]) for key in ("min", "max", "step", "placeholder") if key in limits},
    )


def _shown(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)
