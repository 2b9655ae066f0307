"""Recipes: all that must be known to make figures and facts again from their data, and what draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nutgraf.locales import Locale
from nutgraf.model.site import Plan
from nutgraf.model.theme import Theme


@dataclass(frozen=True, slots=True)
class Recipe:
    """Figures and facts by name, each with its exhibit and the versions of its data, and what their site gives them."""

    site_title: str
    theme: Theme
    locale: Locale
    figures: Mapping[str, Plan] = field(default_factory=dict)
    facts: Mapping[str, Plan] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DrawingParts:
    """What a folder needs to draw its figures without Nutgraf.

    `module` are the files of the drawing module by their path in it, but for fonts; `faces` are the files of fonts by
    the name of their face (`source sans pro/bold`); `script` is the program that makes the figures again.
    """

    module: Mapping[str, bytes]
    faces: Mapping[str, bytes]
    script: str
