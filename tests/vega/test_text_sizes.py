from __future__ import annotations

import pytest

from nutgraf.vega.layout.text_sizes import SmallText, smallest_text

SMALL = '<text font-size="9px">Small</text>'


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<rect/>", None),
        ('<text font-size="13px">Large</text>' + SMALL, SmallText(9, "Small")),
        ('<text font-size="8.5px"><tspan>Two</tspan> <tspan>lines</tspan></text>' + SMALL, SmallText(8.5, "Two lines")),
        ('<text font-size="0px">None</text>' + SMALL, SmallText(9, "Small")),
        ('<text font-size="7px" fill="transparent">Room</text>' + SMALL, SmallText(9, "Small")),
        ('<text font-size="7px" fill="none">Room</text>' + SMALL, SmallText(9, "Small")),
        ('<text font-size="7px" fill-opacity="0">Room</text>' + SMALL, SmallText(9, "Small")),
        ('<text font-size="7px" fill="none" stroke="red">Outline</text>' + SMALL, SmallText(7, "Outline")),
    ],
)
def test_the_smallest_text_that_can_be_seen(content: str, found: SmallText | None) -> None:
    assert smallest_text(f'<svg xmlns="http://www.w3.org/2000/svg">{content}</svg>') == found
