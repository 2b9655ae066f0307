"""The benchmark of `serve` notices what comes into a page: by a reload, and in place."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.builds.serving import watch

pytestmark = pytest.mark.browser

PAGE = "<p id=text>A rewordeda sentence of 3,000 words.</p><svg><text>500</text><text>1,000</text></svg>"


def test_words_and_labels_are_told_when_they_come(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    with browser.new_context() as context:
        page = context.new_page()
        seen = watch(page)
        page.goto(path.as_uri())
        page.wait_for_timeout(50)
        assert {word for word, _ in seen} == {"rewordeda", "1,000"}
        seen.clear()
        begun = time.time()
        page.evaluate("document.getElementById('text').firstChild.data = 'Now rewordedb.'")
        page.evaluate("document.querySelectorAll('svg text')[1].textContent = '2,000'")
        page.wait_for_timeout(50)
        assert [word for word, _ in seen] == ["rewordedb", "2,000"]
        assert all(begun - 0.01 < at < time.time() + 0.01 for _, at in seen)
        path.write_text(PAGE.replace("rewordeda", "rewordedc"))
        page.reload()
        page.wait_for_timeout(50)
        assert "rewordedc" in {word for word, _ in seen}
