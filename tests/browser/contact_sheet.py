"""Pictures of a built site for looking at: `python -m tests.browser.contact_sheet SITE FOLDER [PAGE …]`.

Each page is taken at 360, 768 and 1440 px, light and dark, whole; `index.html` in FOLDER shows them side by side.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser.chromium import chromium
from tests.browser.serving import served

WIDTHS = (360, 768, 1440)
SCHEMES = ("light", "dark")


def take(site: Path, folder: Path, pages: list[str]) -> None:
    """Takes the pictures of `pages` (paths below the site, "" for the home page)."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[str] = []
    with served(site) as address, chromium() as browser:
        for page in pages:
            cells: list[str] = []
            for scheme in SCHEMES:
                for width in WIDTHS:
                    name = f"{page.strip('/').replace('/', '-') or 'home'}-{width}-{scheme}.png"
                    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                    tab.goto(address + page)
                    tab.evaluate("document.fonts.ready")
                    tab.screenshot(path=folder / name, full_page=True)
                    tab.close()
                    cells.append(f'<img src="{name}" width="{width // 3}" alt="{name}">')
            rows.append(f"<h2>/{page}</h2><p>{' '.join(cells)}</p>")
    (folder / "index.html").write_text("<!doctype html><title>Contact sheet</title>" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or [""])
