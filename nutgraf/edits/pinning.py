"""Pinning: an article says from which versions of its datasets it is drawn, and stays so when newer ones come."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import yaml

from nutgraf.edits.descriptor_text import content_end
from nutgraf.model.page import Page
from nutgraf.model.site import Plan, Site

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def pins_of(site: Site, page: Page, *, newest: bool) -> dict[str, dt.date]:
    """The version of each dataset that the page's figures and numbers are drawn from, by name.

    With `newest` every pin moves to the newest version.
    """
    links = site.links[page.path]
    plans: list[Plan] = [site.figures[figure.id] for figure in links.figures.values()]
    plans += [site.facts[fact] for fact in links.facts.values()]
    pins = {pin.dataset: pin.version for pin in page.pins}
    for plan in plans:
        for given in plan.inputs:
            pins.setdefault(given.dataset.name, given.versions[-1].date)
    if newest:
        pins = {name: site.datasets[name].newest.date for name in pins}
    return dict(sorted(pins.items()))


def with_pins(text: str, pins: Mapping[str, dt.date]) -> str:
    """A page's text with `data: {…}` in its front matter; everything else stays as it is.

    The page has a front matter that could be read, else this is a ValueError.
    """
    fences = list(_FENCE.finditer(text))[:2]
    if len(fences) < 2:
        raise ValueError("the page has no front matter")
    start, end = fences[0].end() + 1, fences[1].start()
    front = text[start:end]
    root = yaml.compose(front, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("the front matter is no mapping")
    said = f"data: {{{', '.join(f'{name}: {version.isoformat()}' for name, version in pins.items())}}}"
    own = next(((key, value) for key, value in root.value if key.value == "data"), None)
    if own is None:
        changed = f"{front}{said}\n"
    else:
        key, value = own
        stop = max(content_end(value), key.end_mark.index + 1)
        changed = front[: key.start_mark.index] + said + front[stop:]
    return text[:start] + changed + text[end:]
