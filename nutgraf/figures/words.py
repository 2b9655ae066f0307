"""What a chart says in words beside its drawing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nutgraf.model.exhibit import Exhibit
from nutgraf.problems import unprintable_name
from nutgraf.vega.layout.fitting import title_and_subtitle

_UNSHOWABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff]")


@dataclass(frozen=True, slots=True)
class Words:
    """What a spec says in words: its title, and what stands under `usermeta.nutgraf`. `accept` is not looked at yet."""

    title: str
    subtitle: str
    description: str
    notes: str = ""
    credit: str = ""
    accept: Any = None


def read_words(spec: Mapping[str, Any], exhibit: Exhibit) -> Words:
    """The words of a spec. A chart without title is called by its docstring's first line, or its name."""
    title, subtitle = title_and_subtitle(spec)
    usermeta = spec.get("usermeta")
    own = usermeta.get("nutgraf") if isinstance(usermeta, dict) else None
    said: Mapping[str, Any] = own if isinstance(own, dict) else {}
    return Words(
        title=title or title_of(exhibit),
        subtitle=subtitle,
        description=_line(spec.get("description")),
        notes=_line(said.get("notes")),
        credit=_line(said.get("credit")),
        accept=said.get("accept"),
    )


def unshowable(words: Words) -> str:
    """What of the words no page and no picture can show: "the control character U+0000 in the title", or ""."""
    said = {"title": words.title, "subtitle": words.subtitle, "description": words.description}
    for name, text in {**said, "notes": words.notes, "credit": words.credit}.items():
        found = _UNSHOWABLE.search(text)
        if found is not None:
            return f"{unprintable_name(found[0])} in its {name}"
    return ""


def title_of(exhibit: Exhibit) -> str:
    """What a figure is called whose author gave it no title."""
    return exhibit.docstring.split("\n")[0].rstrip(".") or exhibit.name.replace("_", " ")


def _line(text: Any) -> str:
    """Vega-Lite takes a list for a text of several lines; a page sets its own lines."""
    if isinstance(text, list):
        return " ".join(str(part) for part in text)
    return text if isinstance(text, str) else ""
