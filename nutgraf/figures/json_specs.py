"""The spec of a `.vl.json`, with the data that it names written into it."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import pandas as pd

from nutgraf.decode.json_text import parse_json
from nutgraf.exhibits.vegalite import data_file, data_references
from nutgraf.figures.inputs import Inputs
from nutgraf.model.dataset import Version
from nutgraf.model.site import Plan
from nutgraf.vega.large.reducing import with_frames

Spec = dict[str, Any]

_TIMES = frozenset({"date", "datetime", "yearmonth"})


def json_spec(plan: Plan, inputs: Inputs) -> Spec:
    """The spec with each dataset's values under `datasets`, by the dataset's name; `url`s become names.

    Of a large frame only what the chart draws is there. Raises `reducing.TooManyRowsError`.
    """
    parsed = parse_json(plan.exhibit.code, plan.exhibit.module).value
    assert parsed is not None, "discovery has read it"
    spec: Spec = copy.deepcopy(parsed.value)
    versions = {given.dataset.name: given.versions[0] for given in plan.inputs}
    for _, data in list(data_references(spec)):
        if isinstance(data, dict) and ("url" in data or data.get("name") in versions):
            if "url" in data:
                data["name"] = data_file(str(data.pop("url"))).split("/")[1]
            form = _format(data.pop("format", None), versions[data["name"]])
            if form:
                data["format"] = form
    frames = {name: value for name, value in inputs.items() if isinstance(value, pd.DataFrame)}
    documents = {name: value for name, value in inputs.items() if name not in frames}
    return with_frames({**spec, "datasets": {**spec.get("datasets", {}), **documents}}, frames)


def _format(said: Any, version: Version) -> Spec:
    """The `format` that still holds once the values are in the spec.

    A table has been read, its times are ISO text: the format says no more how to read the file. The one of a document
    stays, and says which kind it is where the ending of the file did.
    """
    form: Spec = dict(said) if isinstance(said, Mapping) else {}
    if not version.is_table:
        return {"type": "topojson", **form} if version.format == "topojson" else form
    parse = form.get("parse")
    if not isinstance(parse, Mapping):
        return {"parse": None} if "parse" in form and parse is None else {}
    times = {field.name for field in version.fields if field.type in _TIMES}
    kept = {name: kind for name, kind in parse.items() if not (name in times and isinstance(kind, str) and ":" in kind)}
    return {"parse": kept} if kept else {}
