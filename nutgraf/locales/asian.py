"""Japanese and Chinese."""

from __future__ import annotations

from dataclasses import replace

from nutgraf.locales.conventions import CLOCK, POINT, names
from nutgraf.locales.definition import Locale

_NUMBERED_MONTHS = " ".join(f"{number}月" for number in range(1, 13))

_JAPANESE = Locale(
    like="ja",
    number=replace(POINT, currency=("", "ドル")),
    time=replace(
        names(
            _NUMBERED_MONTHS,
            _NUMBERED_MONTHS,
            "日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日",
            "日 月 火 水 木 金 土",
            "%Y/%m/%d",
        ),
        periods=("午前", "午後"),
    ),
    long_date="%Y年%-m月%-d日",
    short_date="%Y年%-m月%-d日",
    day_month="%-m月%-d日",
    month_year="%Y年%-m月",
    clock=CLOCK,
    hour=CLOCK,
)

_CHINESE = replace(
    _JAPANESE,
    like="zh",
    number=replace(POINT, currency=("", "美元")),
    time=replace(
        names(
            "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
            _NUMBERED_MONTHS,
            "星期日 星期一 星期二 星期三 星期四 星期五 星期六",
            "周日 周一 周二 周三 周四 周五 周六",
            "%Y/%m/%d",
        ),
        periods=("上午", "下午"),
    ),
)

_TAIWANESE = replace(
    _CHINESE,
    like="zh-TW",
    time=replace(_CHINESE.time, short_days=("週日", "週一", "週二", "週三", "週四", "週五", "週六")),
)

ASIAN = (_JAPANESE, _CHINESE, _TAIWANESE)
