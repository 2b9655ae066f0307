"""The script of an isolate: Vega as the pinned vl-convert carries it, the advance tables, and our own JavaScript.

Making it takes seconds and needs vl_convert and fontTools; `isolate` keeps it in a cache.
"""

from __future__ import annotations

import json
from importlib.resources import files

import vl_convert

from nutgraf.vega.fonts import FACES
from nutgraf.vega.metrics import advance_table

VEGA_VERSION = "6.2.0"
VEGA_LITE_VERSION = "6.4.1"

_SNIPPET = f"""
import * as drawing from "/npm/vega@{VEGA_VERSION}/+esm";
import * as compiling from "/npm/vega-lite@{VEGA_LITE_VERSION}/+esm";
globalThis.nutgraf = {{ vega: drawing, vegaLite: compiling }};
"""


def isolate_script() -> str:
    """JavaScript that makes a bare V8 isolate draw charts; it defines what `javascript/drawing.js` says."""
    bundle = vl_convert.javascript_bundle(_SNIPPET, vl_version=VEGA_LITE_VERSION.rpartition(".")[0])
    tables = {
        family.lower(): {name: json.dumps(advance_table(path), separators=(",", ":")) for name, path in faces.items()}
        for family, faces in FACES.items()
    }
    parts = (
        own_script("environment"),
        # The bundle's minified names stay inside a function, for they would hide ours.
        f"(() => {{\n{bundle}\n}})();",
        f"globalThis.nutgrafTables = {json.dumps(tables)};",
        own_script("measuring"),
        own_script("drawing"),
    )
    return "\n".join(parts)


def own_script(name: str) -> str:
    return (files("nutgraf.vega") / "javascript" / f"{name}.js").read_text(encoding="utf-8")
