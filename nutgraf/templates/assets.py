"""The files that pages share: style sheet, fonts and scripts, named by their digests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nutgraf.digest import digest_bytes
from nutgraf.installation import default_theme_folder
from nutgraf.model.artifact import Artifact, Artifacts
from nutgraf.model.theme import Theme
from nutgraf.problems import Outcome
from nutgraf.templates.fonts import FAMILIES, FontCache, FontFile, make_fonts
from nutgraf.templates.lookup import SiteFiles, ThemeFiles

CSS_FOLDER = "assets/css/"
JS_FOLDER = "assets/js/"
FALLBACKS = {"text": 'Georgia, "Times New Roman", serif', "data": "system-ui, -apple-system, sans-serif"}


@dataclass(frozen=True, slots=True)
class Assets:
    """The shared files. All but `artifacts` are permalinks, for `SiteView`; `bundle` may be empty."""

    artifacts: Artifacts
    style: str
    preload: tuple[str, ...]
    script: str
    bundle: str = ""


def make_assets(theme: Theme, site: SiteFiles, cache: FontCache, reader: bytes = b"") -> Outcome[Assets]:
    """The style sheet `assets/style-<8 hex>.css` and the fonts `assets/<face>-<8 hex>.woff2`.

    The style sheet joins the files of `templates/assets/css/` in the order of their names, the site's own in place of
    those of the default theme, after the @font-face rules and custom properties of the theme. The script,
    `assets/reader-<8 hex>.js`, is joined in the same way from `templates/assets/js/`. `reader` is the bundle that it
    loads for interactive figures, `assets/vega-<8 hex>.js`; none is published where there is no such figure.
    """
    fonts = [(font, _named(font.face.name, ".woff2", font.content)) for font in make_fonts(theme.fonts, cache)]
    files = ThemeFiles(site, default_theme_folder())
    sheets = [text for name in files.names(CSS_FOLDER, ".css") if (text := files.read(name)) is not None]
    parts = [*(_font_face(font, artifact) for font, artifact in fonts), custom_properties(theme)]
    css = "\n".join([*parts, *(sheet.value for sheet in sheets)])
    style = _named("style", ".css", css.encode())
    preload = tuple(f"/{artifact.path}" for font, artifact in fonts if font.face.preload)
    scripts = [text for name in files.names(JS_FOLDER, ".js") if (text := files.read(name)) is not None]
    script = _named("reader", ".js", "\n".join(script.value for script in scripts).encode())
    bundles = [_named("vega", ".js", reader)] if reader else []
    artifacts = {artifact.path: artifact for artifact in (style, *(file for _, file in fonts), script, *bundles)}
    problems = tuple(problem for text in (*sheets, *scripts) for problem in text.problems)
    bundle = f"/{bundles[0].path}" if bundles else ""
    return Outcome(Assets(artifacts, f"/{style.path}", preload, f"/{script.path}", bundle), problems)


def custom_properties(theme: Theme) -> str:
    """CSS that gives the theme's colours and fonts their names, in charts too; print keeps the light ones on white."""
    light = {name: colour.light for name, colour in theme.colours.items()}
    dark = {name: colour.dark for name, colour in theme.colours.items()}
    fonts = {
        "font-text": f"{_families(theme.fonts.text)}, {FALLBACKS['text']}",
        "font-data": f"{_families(theme.fonts.data)}, {FALLBACKS['data']}",
    }
    return (
        f":root {{\n  color-scheme: light dark;\n{_declarations({**fonts, **light}.items())}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n:root {{\n{_declarations(dark.items())}}}\n}}\n"
        "@media print {\n:root {\n  color-scheme: light;\n  --paper: #ffffff;\n}\n}\n"
        f'.chart[font-family^="{theme.fonts.data}"] {{\n  font-family: var(--font-data);\n}}\n'
    )


def _families(name: str) -> str:
    return f'"{name}", "{name} local"' if name in FAMILIES else f'"{name}"'


def _declarations(values: Iterable[tuple[str, str]]) -> str:
    return "".join(f"  --{name}: {value};\n" for name, value in values)


def _font_face(font: FontFile, artifact: Artifact) -> str:
    face = font.face
    file = artifact.path.rsplit("/", 1)[1]
    local = ", ".join(f'local("{name}")' for name in face.local.names)
    return (
        f'@font-face {{\n  font-family: "{font.family}";\n  font-style: {face.style};\n  font-weight: {face.weight};\n'
        f'  font-display: swap;\n  src: url("{file}") format("woff2");\n}}\n'
        f'@font-face {{\n  font-family: "{font.family} local";\n  font-style: {face.style};\n'
        f"  font-weight: {face.weight};\n  src: {local};\n  size-adjust: {font.fit.size}%;\n"
        f"  ascent-override: {font.fit.ascent}%;\n  descent-override: {font.fit.descent}%;\n"
        "  line-gap-override: 0%;\n}"
    )


def _named(name: str, suffix: str, content: bytes) -> Artifact:
    return Artifact(f"assets/{name}-{digest_bytes(content)[:8]}{suffix}", content)
