"""The files that every page shares: the style sheet and the fonts, named by their digests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from nutgraf.digest import digest_bytes
from nutgraf.model.artifact import Artifact, Artifacts
from nutgraf.model.theme import Theme
from nutgraf.problems import Outcome
from nutgraf.templates.fonts import FontCache, FontFile, make_fonts
from nutgraf.templates.lookup import SiteFiles, ThemeFiles, default_theme_folder

CSS_FOLDER = "assets/css/"
FALLBACKS = {"text": 'Georgia, "Times New Roman", serif', "data": "system-ui, -apple-system, sans-serif"}


@dataclass(frozen=True, slots=True)
class Assets:
    """The shared files. `style` and `preload` are permalinks, for `SiteView`."""

    artifacts: Artifacts
    style: str
    preload: tuple[str, ...] = field(default=())


def make_assets(theme: Theme, site: SiteFiles, cache: FontCache) -> Outcome[Assets]:
    """The style sheet `assets/style-<8 hex>.css` and the fonts `assets/<face>-<8 hex>.woff2`.

    The style sheet joins the files of `templates/assets/css/` in the order of their names, the site's own in place of
    those of the default theme, after the @font-face rules and custom properties of the theme.
    """
    fonts = [(font, _named(font.face.name, ".woff2", font.content)) for font in make_fonts(theme.fonts, cache)]
    files = ThemeFiles(site, default_theme_folder())
    sheets = [text for name in files.names(CSS_FOLDER, ".css") if (text := files.read(name)) is not None]
    parts = [*(_font_face(font, artifact) for font, artifact in fonts), custom_properties(theme)]
    css = "\n".join([*parts, *(sheet.value for sheet in sheets)])
    style = _named("style", ".css", css.encode())
    artifacts = {artifact.path: artifact for artifact in (style, *(artifact for _, artifact in fonts))}
    preload = tuple(f"/{artifact.path}" for font, artifact in fonts if font.face.preload)
    problems = tuple(problem for sheet in sheets for problem in sheet.problems)
    return Outcome(Assets(artifacts, f"/{style.path}", preload), problems)


def custom_properties(theme: Theme) -> str:
    """CSS that gives the theme's colours and fonts their names; print keeps the light ones on white paper."""
    light = {name: colour.light for name, colour in theme.colours.items()}
    dark = {name: colour.dark for name, colour in theme.colours.items()}
    fonts = {
        "font-text": f'"{theme.fonts.text}", {FALLBACKS["text"]}',
        "font-data": f'"{theme.fonts.data}", {FALLBACKS["data"]}',
    }
    return (
        f":root {{\n  color-scheme: light dark;\n{_declarations({**fonts, **light}.items())}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{_declarations(dark.items())}}}\n}}\n"
        "@media print {\n:root {\n  color-scheme: light;\n  --paper: #ffffff;\n}\n}\n"
    )


def _declarations(values: Iterable[tuple[str, str]]) -> str:
    return "".join(f"  --{name}: {value};\n" for name, value in values)


def _font_face(font: FontFile, artifact: Artifact) -> str:
    face = font.face
    file = artifact.path.rsplit("/", 1)[1]
    return (
        f'@font-face {{\n  font-family: "{font.family}";\n  font-style: {face.style};\n  font-weight: {face.weight};\n'
        f'  font-display: swap;\n  src: url("{file}") format("woff2");\n}}'
    )


def _named(name: str, suffix: str, content: bytes) -> Artifact:
    return Artifact(f"assets/{name}-{digest_bytes(content)[:8]}{suffix}", content)
