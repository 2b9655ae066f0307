"""`templates/theme.toml`: the colours, fonts and chart config of a site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from nutgraf.installation import default_theme_folder
from nutgraf.model.theme import Theme
from nutgraf.problems import Location, Outcome, Problem, did_you_mean
from nutgraf.templates.fonts import FAMILIES
from nutgraf.templates.lookup import SITE_FOLDER, SiteFiles, ThemeFiles

FILE = "theme.toml"

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_COLOUR_NAME = re.compile(r"[a-z][a-z0-9-]*")

TomlDecoder = Callable[[str, str, type[Theme]], Outcome[Theme | None]]


def read_theme(site: SiteFiles, decode: TomlDecoder) -> Outcome[Theme]:
    """The site's own theme over the default one: colours by name, the chart config as a whole.

    `decode` is `decode_toml`. Colours that are not `#rrggbb` and fonts that Nutgraf does not ship are problems; so is
    whatever `decode` finds.
    """
    files = ThemeFiles(site, default_theme_folder())
    default = files.read_default(FILE)
    if default is None:
        raise FileNotFoundError(files.default / FILE)
    base = decode(default.value, files.path(FILE), Theme)
    if base.value is None or f"{SITE_FOLDER}/{FILE}" not in site:
        return _checked(base, default.value, files.path(FILE))
    text = site.read_text(f"{SITE_FOLDER}/{FILE}")
    own = decode(text.value, files.path(FILE), Theme)
    if text.problems or own.value is None:
        return Outcome(_complete(base.value), (*text.problems, *own.problems))
    return _checked(Outcome(_over(base.value, own.value), own.problems), text.value, files.path(FILE))


def _over(base: Theme, own: Theme) -> Theme:
    chart = replace(
        own.chart,
        config=own.chart.config or base.chart.config,
        narrow_config=own.chart.narrow_config or base.chart.narrow_config,
    )
    return replace(own, colours={**base.colours, **own.colours}, chart=chart)


def _complete(theme: Theme) -> Theme:
    """The theme with the data font as the font of charts, unless their config names one."""
    config = {"font": theme.fonts.data, **theme.chart.config}
    return replace(theme, chart=replace(theme.chart, config=config))


def _checked(theme: Outcome[Theme | None], text: str, path: str) -> Outcome[Theme]:
    if theme.value is None:
        return Outcome(Theme(), theme.problems)
    problems = (*_colour_problems(theme.value, text, path), *_font_problems(theme.value, text, path))
    return Outcome(_complete(theme.value), (*theme.problems, *problems))


def _colour_problems(theme: Theme, text: str, path: str) -> Iterator[Problem]:
    for name, colour in theme.colours.items():
        place = _key_location(name, text, path)
        if not _COLOUR_NAME.fullmatch(name):
            yield Problem(
                "theme", f"`{name}` cannot name a colour", place, "use lower-case letters, digits and hyphens"
            )
        for ground, value in (("light", colour.light), ("dark", colour.dark)):
            if not _COLOUR.fullmatch(value):
                message = f"{ground} colour of `{name}` is {value!r}"
                yield Problem("theme", message, place, "write it as #rrggbb, with lower-case digits")


def _font_problems(theme: Theme, text: str, path: str) -> Iterator[Problem]:
    for key, family in (("text", theme.fonts.text), ("data", theme.fonts.data)):
        if family not in FAMILIES:
            message = f'there is no font "{family}" to draw with'
            yield Problem("theme", message, _key_location(key, text, path), did_you_mean(family, FAMILIES, "fonts"))


def _key_location(key: str, text: str, path: str) -> Location:
    for number, line in enumerate(text.split("\n"), start=1):
        match = re.match(rf"""\s*(?:\[[\w.]*)?(["']?{re.escape(key)}["']?)\s*(?:=|\])""", line)
        if match is not None:
            return Location(path, number, match.start(1) + 1, match.end(1) + 1)
    return Location(path)
