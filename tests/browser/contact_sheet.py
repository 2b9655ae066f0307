"""Pictures of a built site for looking at: `python -m tests.browser.contact_sheet SITE FOLDER [PAGE … | --figures]`.

Each page is taken at 360, 768 and 1440 px, light, dark and as it prints, whole; with `--figures` it is the chart alone
of every figure's page. `index.html` in FOLDER shows them side by side, a page or a chart to a row.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.chromium import chromium
from tests.browser.serving import served

WIDTHS = (360, 768, 1440)
LOOKS = ("light", "dark", "print")
STYLE = "body{font:14px sans-serif;margin:1rem;background:#999}img{vertical-align:top;margin:4px}"


def take(site: Path, folder: Path, pages: list[str], selector: str = "") -> None:
    """Takes the pictures of `pages` (paths below the site, "" for the home page), or of what `selector` finds there."""
    folder.mkdir(parents=True, exist_ok=True)
    with served(site) as address, chromium() as browser:
        tab = browser.new_page()
        rows = []
        for page in pages:
            tab.goto(address + page)
            tab.evaluate("document.fonts.ready")
            rows.append(f"<h2>/{page}</h2><p>{''.join(_row(tab, folder, page, selector))}</p>")
    html = f"<!doctype html><title>Contact sheet</title><style>{STYLE}</style>{''.join(rows)}"
    (folder / "index.html").write_text(html, encoding="utf-8")


def _row(tab: Page, folder: Path, page: str, selector: str) -> Iterator[str]:
    for look in LOOKS:
        tab.emulate_media(
            media="print" if look == "print" else "screen", color_scheme="dark" if look == "dark" else "light"
        )
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            name = f"{page.strip('/').replace('/', '-') or 'home'}-{width}-{look}.png"
            shown = _picture(tab, folder / name, selector)
            yield f'<img src="{name}" width="{shown if selector else width // 3}" alt="{name}">'


def _picture(tab: Page, path: Path, selector: str) -> int:
    """Takes the page or one part of it; the width of the picture in px."""
    if not selector:
        tab.screenshot(path=path, full_page=True)
        return tab.evaluate("innerWidth")  # type: ignore[no-any-return]  # a number
    part = tab.locator(selector).first
    part.screenshot(path=path)
    return part.evaluate("part => part.clientWidth")  # type: ignore[no-any-return]  # a number


def figure_pages(site: Path) -> list[str]:
    """The pages of a built site's figures, the newest of each."""
    return sorted(path.parent.relative_to(site).as_posix() + "/" for path in site.glob("figures/*/index.html"))


if __name__ == "__main__":
    built, sheet, *asked = sys.argv[1:]
    if asked == ["--figures"]:
        take(Path(built), Path(sheet), figure_pages(Path(built)), ".drawing:visible")
    else:
        take(Path(built), Path(sheet), asked or [""])
