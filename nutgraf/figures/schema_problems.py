"""What breaks Vega-Lite's schema in a `.vl.json`, at its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from nutgraf.decode import LocatedJson, parse_json
from nutgraf.figures.tasks import Made
from nutgraf.model.exhibit import Exhibit
from nutgraf.problems import Outcome, Problem, Severity, did_you_mean, listed
from nutgraf.vega.schema import Pointer, SchemaFault, SpecSchema

CODE = "vega-lite-schema"

_FROM_VEGA = frozenset({"drawing-failed", "empty-chart"})
_NOUNS = {
    "object": "an object",
    "array": "a list",
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}


def made_by_schema(schema: SpecSchema, exhibit: Exhibit, make: Callable[[], Made]) -> Made:
    """What `make` makes of a `.vl.json`, with what is wrong in it by the schema.

    Vega-Lite passes over much that its schema does not allow: where a figure came out, these are warnings, so that a
    slip of the pen is seen. Where none did, they are what the author must mend, in place of Vega's own words.
    """
    document = parse_json(exhibit.code, exhibit.module).value
    assert document is not None, "discovery has read it"
    faults = schema.faults(document.value)
    if not faults:
        return make()
    try:
        made = make()
    except Exception:
        # A spec of another shape than any that Vega-Lite knows: that is what to say.
        made = Outcome(None, (Problem("drawing-failed", "", exhibit.location),))
    drawn = made.value is not None
    if drawn:
        return Outcome(made.value, (*made.problems, *(_problem(document, fault, "warning") for fault in faults)))
    others = tuple(problem for problem in made.problems if problem.code not in _FROM_VEGA)
    fatal = len(others) < len(made.problems)
    severity: Severity = "error" if fatal else "warning"
    return Outcome(None, (*others, *(_problem(document, fault, severity) for fault in faults)))


def _problem(document: LocatedJson, fault: SchemaFault, severity: Severity) -> Problem:
    if fault.kind == "unknown":
        name = str(fault.pointer[-1])
        message = f"{_where(fault.pointer[:-1])} has no property {name}"
        hint = did_you_mean(name, fault.allowed, "properties")
        return Problem(CODE, message, document.locate_key(fault.pointer), hint, severity)
    place = document.locate(fault.pointer)
    where = _where(fault.pointer)
    if fault.kind == "missing":
        message = f"{where} needs {fault.allowed[0]}"
        return Problem(CODE, message, document.locate_key(fault.pointer), "", severity)
    if fault.kind == "size":
        return Problem(CODE, f"{where} must be {fault.bound}", place, "", severity)
    value = _value_at(document.value, fault.pointer)
    return Problem(CODE, f"{where} cannot be {_shown(value)}", place, _hint(value, fault), severity)


def _where(pointer: Pointer) -> str:
    """The property that a pointer leads to, as a message names it: its own name, and the list that holds it."""
    names = [part for part in pointer if isinstance(part, str)]
    if not names:
        return "a chart"
    if isinstance(pointer[-1], int):
        return f"item {pointer[-1] + 1} of {names[-1]}"
    return names[-1]


def _hint(value: Any, fault: SchemaFault) -> str:
    if isinstance(value, str) and get_close_matches(value, fault.allowed):
        return did_you_mean(value, fault.allowed, "values")
    nouns = [_NOUNS[name] for name in fault.types]
    if len(fault.allowed) > 12:
        return did_you_mean("", fault.allowed, "values")
    return f"write {listed([*nouns, *(json.dumps(text) for text in fault.allowed)], 'or')}"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:39]}…"


def _value_at(value: Any, pointer: Pointer) -> Any:
    for part in pointer:
        value = value[part]
    return value
