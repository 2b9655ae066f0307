"""The parts of an isolate's script, put together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files


def composed_script(vega: str, tables: Mapping[str, Mapping[str, str]]) -> str:
    """The script of an isolate that draws with the Vega given.

    `tables` are advance tables as JSON by family and face. A text in a face that is not among them cannot be drawn;
    the first family measures text in a font that none of them is.
    """
    parts = (
        own_script("environment"),
        # The bundle's minified names stay inside a function, for they would hide ours.
        f"(() => {{\n{vega}\n}})();",
        f"globalThis.nutgrafTables = {json.dumps({family.lower(): faces for family, faces in tables.items()})};",
        own_script("measuring"),
        own_script("surveying"),
        own_script("drawing"),
    )
    return "\n".join(parts)


def own_script(name: str) -> str:
    """One of the scripts in `javascript/`."""
    return (files("nutgraf.vega") / "javascript" / f"{name}.js").read_text(encoding="utf-8")
