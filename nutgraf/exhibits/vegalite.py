"""Charts as plain Vega-Lite: `charts/NAME.vl.json`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Any

from nutgraf.decode.json_text import LocatedJson, parse_json
from nutgraf.exhibits.annotations import whole_characters
from nutgraf.exhibits.pictures import pictures_for
from nutgraf.model.dataset import FORMATS
from nutgraf.model.exhibit import Exhibit, ExhibitKind, Parameter
from nutgraf.problems import Outcome, Problem, did_you_mean
from nutgraf.sources import Sources

Pointer = tuple[str | int, ...]

_NAME = re.compile(r"[A-Za-z]\w*")
_DATA_FILE = re.compile(rf"data/(?P<dataset>\w+)/(?P<version>\d{{4}}-\d{{2}}-\d{{2}})\.(?:{'|'.join(FORMATS)})")
_REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def read_vegalite_exhibit(sources: Sources, path: str) -> Outcome[Exhibit | None]:
    """The exhibit of one `.vl.json`; its data are named datasets, relative `url`s into `data/`, or inline values."""
    text = sources.read_text(path)
    parsed = parse_json(text.value, path)
    problems = [*text.problems, *parsed.problems]
    if parsed.value is None:
        return Outcome(None, tuple(problems))
    document = parsed.value
    name = path.removeprefix("charts/").removesuffix(".vl.json")
    if not _NAME.fullmatch(name):
        hint = "an exhibit's name is a letter, then letters, digits and _; rename the file"
        problems.append(Problem("exhibit-signature", f"{name!r} is no name for an exhibit", document.locate(()), hint))
    if not isinstance(document.value, dict):
        problems.append(Problem("json-syntax", "a chart is a JSON object", document.locate(())))
        return Outcome(None, tuple(problems))
    parameters: dict[str, Parameter] = {}
    for pointer, data in data_references(document.value):
        parameter = _parameter(document, pointer, data, sources, problems)
        if parameter is None:
            continue
        first = parameters.setdefault(parameter.dataset, parameter)
        if first.version != parameter.version:
            message = f"{parameter.dataset} is asked for at two versions, the other time at {first.location}"
            hint = "a .vl.json draws one version of a dataset; several at once are a chart in Python"
            problems.append(Problem("exhibit-signature", message, parameter.location, hint))
    if problems:
        return Outcome(None, tuple(problems))
    description = document.value.get("description")
    exhibit = Exhibit(
        name=name,
        kind=ExhibitKind.CHART,
        module=path,
        parameters=tuple(parameters.values()),
        docstring=whole_characters(description) if isinstance(description, str) else "",
        code=text.value,
        images=pictures_for((text.value,), sources),
        location=document.locate(()),
    )
    return Outcome(exhibit)


def data_references(spec: Mapping[str, Any]) -> Iterator[tuple[Pointer, Mapping[str, Any]]]:
    """Every `data` object of a spec that names data or an address, with the pointer to it; inline data are left out."""
    inline = spec.get("datasets")
    known = frozenset(inline) if isinstance(inline, dict) else frozenset[str]()
    waiting: list[tuple[Pointer, Any]] = [((), spec)]
    while waiting:
        pointer, value = waiting.pop()
        if isinstance(value, list):
            waiting += [((*pointer, index), item) for index, item in enumerate(value)]
        if not isinstance(value, dict):
            continue
        data = value.get("data")
        if isinstance(data, dict) and "values" not in data and ("url" in data or data.get("name", "") not in known):
            yield (*pointer, "data"), data
        waiting += [
            ((*pointer, key), item) for key, item in value.items() if key not in {"data", "datasets", "usermeta"}
        ]


def data_file(url: str) -> str:
    """The path below the site's root that a `url` in `charts/NAME.vl.json` means."""
    return posixpath.normpath(posixpath.join("charts", url))


def is_remote(address: str) -> bool:
    """Whether an address leads to another site."""
    return _REMOTE.match(address) is not None


def _parameter(
    document: LocatedJson, pointer: Pointer, data: Mapping[str, Any], sources: Sources, problems: list[Problem]
) -> Parameter | None:
    if "url" not in data:
        if not isinstance(data.get("name"), str):
            return None
        return Parameter(data["name"], location=document.locate((*pointer, "name")))
    place = document.locate((*pointer, "url"))
    url = str(data["url"])
    if is_remote(url):
        hint = 'add a dataset under data/ and name it: "data": {"name": "DATASET"}; a build never uses the network'
        problems.append(Problem("remote-data", f"{url} is not on this site", place, hint))
        return None
    path = data_file(url)
    match = _DATA_FILE.fullmatch(path)
    if match is None:
        hint = "a url leads from charts/ to a version of a dataset: ../data/DATASET/2026-05-31.csv"
        problems.append(Problem("remote-data", f"{url} is no version of a dataset", place, hint))
        return None
    same_day = [other for other in sources.files if other.startswith(path[: match.end("version")])]
    if path not in sources and same_day:
        hint = did_you_mean(path, same_day, "files")
        problems.append(Problem("unknown-version", f"there is no file {path}", place, hint))
        return None
    return Parameter(match["dataset"], version=match["version"], location=place)
