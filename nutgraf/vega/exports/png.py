"""PNGs of pictures."""

from __future__ import annotations


def export_png(svg: str, scale: float = 2) -> bytes:
    """The PNG of an SVG whose words are outlines, `scale` pixels to its px.

    The same SVG gives the same bytes on every machine; a text in it is drawn in whatever font the machine has.
    """
    import vl_convert  # noqa: PLC0415 - 8 MiB of native code that sites without PNGs do without

    return vl_convert.svg_to_png(svg, scale=scale)
