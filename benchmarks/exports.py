"""What each export adds to a figure, as a share of its drawing.

`python -m benchmarks.exports [ROUNDS] [SITE]` draws the figures of a built site (its `.vl.json` files below SITE,
default `site/`) and makes every export of each; each figure's times are divided by those of its two drawings in the
same round, and the medians are printed. Nothing else should run on the machine; ratios suffer less than times.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from nutgraf.cache import Cache
from nutgraf.decode import decode_toml
from nutgraf.figures.pictures import finished_pictures, raw_pictures
from nutgraf.model.figure import Svg
from nutgraf.model.theme import Theme
from nutgraf.sources import read_sources
from nutgraf.templates import read_theme
from nutgraf.vega.drawing import open_drawer
from nutgraf.vega.exports.cards import CardWords, figure_card
from nutgraf.vega.exports.exporting import PictureWords, compose_picture
from nutgraf.vega.exports.font_files import FontFiles
from nutgraf.vega.exports.lettering import Lettering
from nutgraf.vega.exports.outlines import in_own_fonts, outlined
from nutgraf.vega.exports.pdf import OWN_NAMES, export_pdf
from nutgraf.vega.exports.png import export_png
from nutgraf.vega.exports.press import Press
from nutgraf.vega.layout.fitting import font_list, title_and_subtitle

STEPS = ("two drawings", "SVG", "PNG", "PDF", "card")


def main(rounds: int = 3, site: str = "site") -> None:
    specs = [json.loads(path.read_text()) for path in sorted(Path(site).glob("figures/*/*.vl.json"))]
    if not specs:
        sys.exit(f"there are no figures below {site}/: build the site first")
    theme = read_theme(read_sources(Path.cwd()), decode_toml).value
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        press = Press(open_drawer(cache), Lettering(FontFiles(Cache(cache))), cache)
        started = perf_counter()
        make_all(press, theme, specs[0])
        print(f"first figure, nothing in the cache: {perf_counter() - started:.2f} s")
        times: dict[str, list[float]] = defaultdict(list)
        shares: dict[str, list[float]] = defaultdict(list)
        sizes: dict[str, list[int]] = defaultdict(list)
        for _ in range(rounds):
            for spec in specs:
                taken, made = make_all(press, theme, spec)
                for step in STEPS:
                    times[step].append(taken[step])
                    shares[step].append(taken[step] / taken[STEPS[0]])
                for step, content in made.items():
                    sizes[step].append(len(content))
    print(
        f"\n{len(specs)} figures, {rounds} rounds, medians\n\n| step | ms | of two drawings | kB |\n|---|---|---|---|"
    )
    for step in STEPS:
        size = f"{median(sizes[step]) / 1000:.0f}" if step in sizes else ""
        print(f"| {step} | {1000 * median(times[step]):.1f} | {median(shares[step]):.2f} | {size} |")
    print(f"\nSVG, gzip: {median(sizes['SVG, gzip']) / 1000:.0f} kB")


def make_all(press: Press, theme: Theme, spec: dict[str, Any]) -> tuple[dict[str, float], dict[str, bytes]]:
    """Seconds by step, and the files."""
    title, subtitle = title_and_subtitle(spec)
    words = PictureWords(title or "Untitled", subtitle, "Source: a publisher", "A site")
    families = font_list(theme.fonts.data)
    taken: dict[str, float] = {}

    def timed(step: str, make: Callable[[], Any]) -> Any:
        started = perf_counter()
        value = make()
        taken[step] = perf_counter() - started
        return value

    def svg() -> tuple[str, str]:
        plain = compose_picture(press, wide, theme, words)
        return plain, outlined(plain, press.lettering, families).svg

    def pdf() -> bytes:
        return export_pdf(in_own_fonts(plain, press.lettering, families, OWN_NAMES).svg, words.title, press.fonts)

    def card() -> bytes:
        card = figure_card(press, theme, spec, wide, CardWords(words.title, subtitle, words.source, words.site))
        return export_png(outlined(card, press.lettering, families).svg, scale=1)

    def drawings() -> Svg:
        raw = raw_pictures(press.drawer, theme, spec, spec)
        return finished_pictures(raw, words.title, "")[0]

    wide = timed("two drawings", drawings)
    plain, printed = timed("SVG", svg)
    made = {"SVG": printed.encode(), "SVG, gzip": gzip.compress(printed.encode(), mtime=0)}
    made["PNG"] = timed("PNG", lambda: export_png(printed))
    made["PDF"] = timed("PDF", pdf)
    made["card"] = timed("card", card)
    return taken, made


if __name__ == "__main__":
    main(*[int(argument) if argument.isdigit() else argument for argument in sys.argv[1:]])  # type: ignore[arg-type]
