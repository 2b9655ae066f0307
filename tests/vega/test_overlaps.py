from __future__ import annotations

from nutgraf.vega.exports.overlaps import overlapping_texts
from nutgraf.vega.exports.press import Press

FAMILY = "Source Sans Pro"


def picture(*texts: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(texts)}</svg>'


def text(x: float, y: float, words: str = "label", more: str = "") -> str:
    return f'<text transform="translate({x},{y})" font-size="13px"{more}>{words}</text>'


def test_lines_that_cover_each_other_are_counted(press: Press) -> None:
    assert overlapping_texts(picture(text(0, 20), text(0, 26), text(0, 32)), press, FAMILY) == 2
    assert overlapping_texts(picture(text(0, 20), text(0, 36), text(60, 20)), press, FAMILY) == 0


def test_groups_move_what_they_hold(press: Press) -> None:
    moved = f'<g transform="translate(0,40)"><g transform="translate(3)">{text(0, 20)}</g></g>'
    assert overlapping_texts(picture(moved, text(3, 20)), press, FAMILY) == 0
    assert overlapping_texts(picture(moved, text(3, 60)), press, FAMILY) == 1


def test_anchors_say_on_which_side_a_line_stands(press: Press) -> None:
    end = text(50, 20, more=' text-anchor="end"')
    assert overlapping_texts(picture(end, text(52, 20)), press, FAMILY) == 0
    middle = text(50, 20, more=' text-anchor="middle"')
    assert overlapping_texts(picture(middle, text(52, 20)), press, FAMILY) == 1


def test_what_is_hidden_or_turned_is_passed_over(press: Press) -> None:
    turned = '<text transform="translate(0,20) rotate(-90)" font-size="13px">label</text>'
    assert overlapping_texts(picture(text(0, 20), turned, text(0, 20, more=' opacity="0"')), press, FAMILY) == 0


def test_very_many_texts_are_not_compared(press: Press) -> None:
    assert overlapping_texts(picture(*[text(0, 20)] * 30), press, FAMILY) > 0
    assert overlapping_texts(picture(*[text(0, 20)] * 200), press, FAMILY) == 0


def test_every_line_of_a_text_counts(press: Press) -> None:
    lines = (
        '<text transform="translate(0,20)" font-size="13px"><tspan>one</tspan><tspan x="0" dy="15">two</tspan></text>'
    )
    assert overlapping_texts(picture(lines, text(0, 37)), press, FAMILY) == 1
    assert overlapping_texts(picture(lines, text(0, 52)), press, FAMILY) == 0


def test_an_axis_crosses_out_what_stands_on_it(press: Press) -> None:
    axis = '<g transform="translate(0,30)"><g class="mark-rule role-axis-domain"><line x2="200"/></g></g>'
    assert overlapping_texts(picture(axis, text(0, 34)), press, FAMILY) == 1
    assert overlapping_texts(picture(axis, text(0, 26), text(0, 48)), press, FAMILY) == 0
    upright = axis.replace('x2="200"', 'y2="200"')
    assert overlapping_texts(picture(upright, text(0, 34)), press, FAMILY) == 0
