"""The picture files of a figure: those that `site.toml` wants, each with its words inside."""

from __future__ import annotations

from collections.abc import Mapping

from nutgraf.figures.printing import plain_picture
from nutgraf.figures.tasks import House
from nutgraf.figures.words import Words
from nutgraf.model.figure import Svg
from nutgraf.model.site import Plan
from nutgraf.problems import Location, Outcome, Problem
from nutgraf.vega.exports.outlines import in_own_fonts, outlined
from nutgraf.vega.exports.pdf import OWN_NAMES, export_pdf
from nutgraf.vega.exports.png import export_png
from nutgraf.vega.exports.press import Press
from nutgraf.vega.layout.fitting import font_list


def make_exports(press: Press, house: House, plan: Plan, said: Words, picture: Svg) -> Outcome[Mapping[str, bytes]]:
    """The files by extension, in the order of `site.toml`. `picture` is the wide drawing.

    Problems: `missing-glyph`, a warning, where a picture shows characters that our fonts do not have; `drawing-failed`
    for what cannot be exported, such as a broken image.
    """
    wanted = house.options.pictures
    if not wanted:
        return Outcome({})
    plain = plain_picture(press, house, plan, said, picture)
    families = font_list(house.theme.fonts.data)
    printed = outlined(plain, press.lettering, families)

    def pdf() -> bytes:
        return export_pdf(in_own_fonts(plain, press.lettering, families, OWN_NAMES).svg, said.title, press.fonts)

    makers = {"svg": printed.svg.encode, "png": lambda: export_png(printed.svg), "pdf": pdf}
    files: dict[str, bytes] = {}
    try:
        for extension in wanted:
            files[extension] = makers[extension]()
    except RuntimeError as error:  # what vl-convert raises
        return Outcome({}, (export_failed(plan, extension.upper(), error),))
    return Outcome(files, missing_glyphs(plan.exhibit.name, plan.exhibit.location, printed.missing))


def export_failed(plan: Plan, kind: str, error: Exception) -> Problem:
    """The problem of a figure that cannot be a file of some kind."""
    # What follows the first line is vl-convert's own stack.
    reason = str(error).splitlines()[0]
    message = f"{plan.exhibit.name} cannot be exported as {kind}: {reason}"
    return Problem("drawing-failed", message, plan.exhibit.location)


def missing_glyphs(name: str, place: Location, missing: str) -> tuple[Problem, ...]:
    """A warning where `missing` names characters; `name` is what shows them."""
    if not missing:
        return ()
    shown = " ".join(missing[:12]) + (" …" if len(missing) > 12 else "")
    message = f"{name} shows characters that the site's fonts do not have: {shown}"
    hint = "pictures show them in a font of the machine that makes or opens them, where they may differ or be missing"
    return (Problem("missing-glyph", message, place, hint, "warning"),)
