"""The script of an isolate: Vega as the pinned vl-convert carries it, the advance tables, and our own JavaScript.

Making it takes seconds and needs vl_convert and fontTools; `isolate_script` keeps it in a cache.
"""

from __future__ import annotations

import json
import re

import vl_convert

from nutgraf.vega.composing_script import composed_script
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
    """JavaScript that makes a bare V8 isolate draw charts; it defines what `javascript/drawing.js` says. ASCII."""
    tables = {
        family: {name: json.dumps(advance_table(path), separators=(",", ":")) for name, path in faces.items()}
        for family, faces in FACES.items()
    }
    return _in_ascii(composed_script(vega_bundle(), tables))


def vega_bundle() -> str:
    """Vega and Vega-Lite as one script, as vl-convert carries them."""
    return vl_convert.javascript_bundle(_SNIPPET, vl_version=VEGA_LITE_VERSION.rpartition(".")[0])


def _in_ascii(script: str) -> str:
    """The script with escapes for the few other characters, which are in texts and patterns: Python keeps a text with
    one emoji in four bytes a character, V8 in two, and every worker has three million of them."""

    def escaped(found: re.Match[str]) -> str:
        return json.dumps(found.group())[1:-1]

    return re.sub(r"[^\x00-\x7f]", escaped, script)
