"""The reader's bundle: the parts of Vega that draw a compiled spec in a browser and answer pointers, as one module.

Making it takes seconds and needs vl_convert: for worker processes only. Vega-Lite is not in it, for specs are compiled
when the site is built; nor are transforms that no Vega-Lite chart uses.
"""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files

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
import * as geography from "/npm/vega-geo@5.1.0/+esm";
import * as regression from "/npm/vega-regression@2.1.0/+esm";
import * as voronoi from "/npm/vega-voronoi@5.1.0/+esm";
Object.assign(transforms, common, layout, encoding, geography, regression, voronoi);
globalThis.nutgrafReader = { View, expressionInterpreter, parse, setRandom };
"""


def reader_bundle() -> str:
    """An ES module that exports `View`, `parse`, `expressionInterpreter` and `setRandom` of Vega.

    Its dates are in UTC wherever the reader is, as they were when the chart was drawn.
    """
    import vl_convert  # noqa: PLC0415 - slow to import, and only needed where the cache has no bundle

    vega = vl_convert.javascript_bundle(_SNIPPET)
    return (
        f"{_own('utc_date')}\n((Date) => {{\n{vega}\n}})(UtcDate);\n"
        "export const { View, expressionInterpreter, parse, setRandom } = globalThis.nutgrafReader;\n"
        "delete globalThis.nutgrafReader;\n"
    )


def reader_bundle_key() -> str:
    """The digest of what the bundle is made of: another vl-convert, or other lines here, make another one."""
    own = (_own("utc_date"), (files("nutgraf.vega") / "reader_bundle.py").read_text(encoding="utf-8"))
    return digest_bytes("\0".join((version("vl-convert-python"), *own)).encode())


def _own(name: str) -> str:
    return (files("nutgraf.vega") / "javascript" / f"{name}.js").read_text(encoding="utf-8")
