"""The reader's bundle: the parts of Vega that draw a compiled spec in a browser and answer pointers, as one module.

Making it takes seconds and needs vl_convert: for worker processes only. Vega-Lite is not in it, for specs are compiled
when the site is built; nor are transforms that no chart of the site uses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from nutgraf.digest import digest_bytes

# The versions that the pinned vl-convert carries for its Vega.
_SNIPPET = """
import { transforms } from "/npm/vega-dataflow@6.1.0/+esm";
import { expressionInterpreter } from "/npm/vega-interpreter@2.0.0/+esm";
import { parse } from "/npm/vega-parser@7.1.0/+esm";
import { setRandom } from "/npm/vega-statistics@2.0.0/+esm";
import { View } from "/npm/vega-view@6.1.0/+esm";
import * as common from "/npm/vega-transforms@5.1.0/+esm";
import * as layout from "/npm/vega-view-transforms@5.1.0/+esm";
import * as encoding from "/npm/vega-encode@5.1.0/+esm";
Object.assign(transforms, common, layout, encoding);
globalThis.nutgrafReader = { View, expressionInterpreter, parse, setRandom };
"""
_GEOGRAPHY, _REGRESSION, _VORONOI = "vega-geo@5.1.0", "vega-regression@2.1.0", "vega-voronoi@5.1.0"
# The packages that few charts need, by the transforms that are in them.
_EXTRAS = {
    **dict.fromkeys(("contour", "geojson", "geopath", "geopoint", "geoshape", "graticule"), _GEOGRAPHY),
    **dict.fromkeys(("heatmap", "isocontour", "kde2d", "projection"), _GEOGRAPHY),
    **dict.fromkeys(("loess", "regression"), _REGRESSION),
    "voronoi": _VORONOI,
}


def extras_for(spec: Mapping[str, Any]) -> frozenset[str]:
    """What the bundle must hold for a compiled spec besides what every chart needs."""
    return frozenset(_extras(spec))


def _extras(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from _extras(part)
    elif isinstance(value, Mapping):
        if value.get("projections"):
            yield _GEOGRAPHY
        for step in value.get("transform", []) if isinstance(value.get("transform"), list) else []:
            if isinstance(step, Mapping) and step.get("type") in _EXTRAS:
                yield _EXTRAS[step["type"]]
        for key, part in value.items():
            if key not in {"values", "config", "encode"}:
                yield from _extras(part)


def reader_bundle(extras: Collection[str] = ()) -> str:
    """An ES module that exports `View`, `parse`, `expressionInterpreter` and `setRandom` of Vega.

    `extras` is what `extras_for` gives for the charts that are to be drawn. Dates are in UTC wherever the reader is, as
    they were when the chart was drawn.
    """
    import vl_convert  # noqa: PLC0415 - slow to import, and only needed where the cache has no bundle

    imports = "".join(
        f'import * as extra{number} from "/npm/{package}/+esm";\nObject.assign(transforms, extra{number});\n'
        for number, package in enumerate(sorted(extras))
    )
    vega = vl_convert.javascript_bundle(f"{_SNIPPET}{imports}")
    return (
        f"{_own('utc_date')}\n((Date) => {{\n{vega}\n}})(UtcDate);\n"
        "export const { View, expressionInterpreter, parse, setRandom } = globalThis.nutgrafReader;\n"
        "delete globalThis.nutgrafReader;\n"
    )


def reader_bundle_key(extras: Collection[str] = ()) -> str:
    """The digest of what the bundle is made of: another vl-convert, or other lines here, make another one."""
    own = (_own("utc_date"), (files("nutgraf.vega") / "reader_bundle.py").read_text(encoding="utf-8"))
    return digest_bytes("\0".join((version("vl-convert-python"), *sorted(extras), *own)).encode())


def _own(name: str) -> str:
    return (files("nutgraf.vega") / "javascript" / f"{name}.js").read_text(encoding="utf-8")
