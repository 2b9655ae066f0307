"""Starting the Chromium that `.ci/chromium` finds."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

REPOSITORY = Path(__file__).parents[2]

# Without these a headless Chromium asks its maker's servers for updates, which the tests must not need.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> str:
    """The browser's path; a missing browser is a CalledProcessError whose message says how to get one."""
    named = os.environ.get("NUTGRAF_CHROMIUM")
    if named:
        return named
    found = subprocess.run([REPOSITORY / ".ci/chromium"], capture_output=True, text=True, check=True)
    return found.stdout.strip()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()
