"""Exported SVG in a browser: it looks as it would with the theme's fonts, on a machine that does not have them."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from nutgraf.cache import Cache
from nutgraf.vega.exports.font_files import FontFiles
from nutgraf.vega.exports.lettering import Font, Lettering
from nutgraf.vega.exports.outlines import outlined
from nutgraf.vega.fonts import FACES

pytestmark = pytest.mark.browser

# How much of the ink of two pictures differs: 0 for equal ones.
DIFFERENCE = """async ([first, second]) => {
  const pixels = async (svg) => {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    // The first time, an image's fonts may not be there yet.
    for (let round = 0; round < 2; round += 1) {
      context.fillStyle = "#fff";
      context.fillRect(0, 0, image.width, image.height);
      context.drawImage(image, 0, 0);
      await new Promise((done) => setTimeout(done, 100));
    }
    return context.getImageData(0, 0, image.width, image.height).data;
  };
  const [a, b] = [await pixels(first), await pixels(second)];
  let ink = 0;
  let apart = 0;
  for (let index = 0; index < a.length; index += 4) {
    ink += 255 - a[index];
    apart += Math.abs(a[index] - b[index]);
  }
  return apart / ink;
}"""
STARTS = """(text) => {
  const element = document.querySelector("text");
  return Array.from(text, (_, index) => element.getStartPositionOfChar(index).x);
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page()


@pytest.fixture(scope="module")
def lettering(tmp_path_factory: pytest.TempPathFactory) -> Lettering:
    return Lettering(FontFiles(Cache(tmp_path_factory.mktemp("letters"))))


def font_rule(path: Path, weight: int) -> str:
    content = base64.b64encode(path.read_bytes()).decode()
    source = f"src:url(data:font/ttf;base64,{content})"
    return f"<style>@font-face{{font-family:Given;font-weight:{weight};{source}}}</style>"


def picture(text: str, family: str, weight: int, style: str = "") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="120" viewBox="0 0 900 120">{style}'
        f'<text x="20" y="80" font-size="48px" font-family="{family}" font-weight="{weight}">{text}</text></svg>'
    )


@pytest.mark.parametrize(
    ("text", "family", "face", "weight"),
    [
        ("AVAST, Ty Wo. “To” 1,234 – é %", "Source Sans Pro", "semibold", 600),
        ("affluent fjord, first AWAY Łódź", "Source Serif Pro", "regular", 400),
    ],
)
def test_outlines_look_like_the_font(
    page: Page, lettering: Lettering, text: str, family: str, face: str, weight: int
) -> None:
    drawn = outlined(picture(text, family, weight), lettering, family).svg
    with_font = picture(text, "Given", weight, font_rule(FACES[family][face], weight))
    without = picture(text, "Given", weight)
    assert "<text" not in drawn
    assert page.evaluate(DIFFERENCE, [drawn, with_font]) < 0.15  # letters have softer edges than shapes
    # The measure tells fonts apart.
    assert page.evaluate(DIFFERENCE, [drawn, without]) > 0.3


def test_letters_stand_where_a_browser_puts_them(page: Page, lettering: Lettering) -> None:
    text = "AVAST, Ty Wo. To LT 1,174 fylke"
    line = lettering.line(text, Font("Source Sans Pro"))
    assert line is not None
    page.set_content(picture(text, "Given", 400, font_rule(FACES["Source Sans Pro"]["regular"], 400)))
    page.evaluate("document.fonts.load('48px Given')")
    positions = [start for letter, start in zip(text, page.evaluate(STARTS, text), strict=True) if letter != " "]
    assert [20 + letter.x * 48 / line.units for letter in line.letters] == pytest.approx(positions, abs=0.05)
