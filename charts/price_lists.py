"""What language models cost to use: what each vendor asks, what a basket of tokens costs, and what has changed."""

from typing import Annotated, Final

import altair as alt
import pandas as pd

from charts._layout import is_narrow, layered, notes
from charts._palette import COOL, HOT, INK

BASKET_IN: Final = 3
BASKET_OUT: Final = 1
"""The basket, in millions of tokens: three sent for every one that is written."""
THEN: Final = "Early 2025"
NOW: Final = "August 2026"
NEWEST: Final = ("DeepSeek-V4-Flash", "DeepSeek-V4-Pro", "GPT-5.6 Luna", "GPT-5.6 Terra", "GPT-5.6 Sol")
SHORT: Final = {"DeepSeek-V4-Flash": "V4-Flash", "DeepSeek-V4-Pro": "V4-Pro", "DeepSeek-V3": "V3", "DeepSeek-R1": "R1"}


def _basket(frame: pd.DataFrame) -> pd.Series:
    cost: pd.Series = frame["input_usd"] * BASKET_IN + frame["output_usd"] * BASKET_OUT
    return cost


def _baskets(token_prices: pd.DataFrame, price_list: pd.DataFrame) -> pd.DataFrame:
    """What the basket costs with each model of the two vendors: those of early 2025 and their newest family."""
    then = token_prices.assign(basket=_basket(token_prices), when=THEN)
    newest = price_list[price_list["model"].isin(NEWEST)].rename(columns={"vendor": "maker"})
    now = newest.assign(basket=_basket(newest), when=NOW)
    columns = ["model", "maker", "when", "basket"]
    return pd.concat([then[columns], now[columns]]).reset_index(drop=True)


def basket_cost(token_prices: pd.DataFrame, price_list: pd.DataFrame, width: int) -> alt.LayerChart:
    """The cost of three million tokens sent and one million written, with two vendors' models, then and now."""
    frame = _baskets(token_prices, price_list)
    frame["name"] = frame["model"].replace(SHORT)
    if is_narrow(width):
        frame["name"] = frame["name"].str.removeprefix("GPT-5.6 ")
    frame["label"] = frame["name"] + ", " + frame["when"]
    frame = frame.sort_values("basket", ascending=False)
    order: list[str] = []
    for when in (THEN, NOW):
        order += [when, *frame[frame["when"] == when]["label"]]
    heads = pd.DataFrame({"label": [THEN, NOW]})
    frame["text"] = frame["basket"].map("${:.2f}".format)
    y = alt.Y(
        "label:N",
        title="Model and time",
        sort=order,
        scale=alt.Scale(domain=order),
        axis=alt.Axis(
            title=None, domain=False, labelExpr="indexof(datum.label, ', ') < 0 ? '' : split(datum.label, ', ')[0]"
        ),
    )
    x = alt.X(
        "basket:Q",
        title="Basket, USD",
        scale=alt.Scale(domain=[0, 132 if is_narrow(width) else 118], nice=False),
        axis=None,
    )
    bars = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "maker:N", title="Maker", scale=alt.Scale(domain=["DeepSeek", "OpenAI"], range=[HOT, COOL]), legend=None
            ),
        )
    )
    texts = alt.Chart(frame).mark_text(align="left", dx=6).encode(x=x, y=y, text="text:N")
    titles = (
        alt.Chart(heads)
        .mark_text(align="left", dy=4, fontSize=14, color=INK)
        .encode(x=alt.value(0), y=y, text="label:N")
    )
    said = frame["model"].replace(SHORT) + " " + frame["text"]
    return layered(
        bars,
        texts,
        titles,
        height=330,
        title=alt.TitleParams(
            "The gap at the top has narrowed from both ends",
            subtitle=(
                f"List price of {BASKET_IN} million tokens sent and {BASKET_OUT} million written, USD; "
                "DeepSeek in red, OpenAI in blue"
            ),
        ),
        description=(
            "Bar chart in groups. "
            + " ".join(f"{when}: {', '.join(said[frame['when'] == when])}." for when in (THEN, NOW))
        ),
        usermeta=notes(
            "The basket is ours. Now: each maker’s newest family in the list, GPT-5.6 and V4; dearer and older models "
            "are still listed. V3’s price is that from 8 February 2025. No discounts."
        ),
    )


def price_range(price_list: pd.DataFrame, width: int) -> alt.LayerChart:
    """Output prices of every language model in the list, by vendor, log scale."""
    frame = price_list.copy()
    highest = frame.groupby("vendor")["output_usd"].max().sort_values(ascending=False)
    order = highest.index.tolist()
    ends = frame.groupby("vendor")["output_usd"].agg(["min", "max"]).reset_index()
    ends["low"] = ends["min"].map(_dollars)
    ends["high"] = ends["max"].map(_dollars)
    y = alt.Y("vendor:N", title="Vendor", sort=order, axis=alt.Axis(title=None, domain=False))
    bounds = [0.004, 5000] if is_narrow(width) else [0.018, 1500]
    scale = alt.Scale(type="log", domain=bounds, nice=False)
    axis = alt.Axis(title=None, grid=True, values=[0.1, 1, 10, 100], labelExpr="'$' + format(datum.value, '~g')")
    x = alt.X("output_usd:Q", title="Output, USD a million tokens", scale=scale, axis=axis)
    dots = (
        alt.Chart(frame)
        .mark_circle(size=60, opacity=0.7, color=COOL)
        .encode(
            x=x,
            y=y,
            tooltip=[
                alt.Tooltip("vendor:N", title="Vendor"),
                alt.Tooltip("model:N", title="Model"),
                alt.Tooltip("input_usd:Q", title="Input, USD a million tokens", format="~g"),
                alt.Tooltip("output_usd:Q", title="Output, USD a million tokens", format="~g"),
            ],
        )
    )
    low = alt.Chart(ends).mark_text(align="right", dx=-9).encode(x=alt.X("min:Q", scale=scale), y=y, text="low:N")
    high = alt.Chart(ends).mark_text(align="left", dx=9).encode(x=alt.X("max:Q", scale=scale), y=y, text="high:N")
    spans = ends["vendor"] + " " + ends["low"] + " to " + ends["high"]
    return layered(
        dots,
        low,
        high,
        height=300,
        title=alt.TitleParams(
            f"One vendor’s prices lie {openai_price_span(price_list):,.0f} times apart",
            subtitle="List price per million tokens of output, USD, log scale; each dot is a model",
        ),
        description="Dot chart on a log scale, a row of dots for each vendor. " + ", ".join(spans) + ".",
        usermeta=notes(
            f"{len(frame)} models in a list of 5 August 2026 that keeps some no longer sold. Vendors with at least "
            f"{int(frame['vendor'].value_counts().min())} models. No prices for longer texts."
        ),
    )


def _dollars(price: float) -> str:
    return f"${price:.0f}" if price >= 10 and price == int(price) else f"${price:.2f}"


def changes_of_price(price_changes: pd.DataFrame) -> pd.DataFrame:
    """Every change of an output price to which the list gives a day."""
    table: pd.DataFrame = price_changes.sort_values("from_date")[
        ["model", "from_date", "before_usd", "after_usd"]
    ].reset_index(drop=True)
    table["change"] = (table["after_usd"] / table["before_usd"] - 1) * 100
    table.attrs["nutgraf"] = {
        "title": "Prices fall, and rise",
        "subtitle": "Dated changes of list prices per million tokens of output, USD",
        "notes": "The list dates few entries, so many changes are missing. The last was still to come on its day.",
        "row_header": "model",
        "columns": {
            "before_usd": {"title": "Before", "unit": "USD", "digits": 2},
            "after_usd": {"title": "After", "unit": "USD", "digits": 2},
            "change": {"title": "Change", "unit": "%", "digits": 0},
        },
    }
    return table


def _basket_of(token_prices: pd.DataFrame, price_list: pd.DataFrame, model: str) -> float:
    return float(_baskets(token_prices, price_list).set_index("model")["basket"][model])


def basket_r1(token_prices: pd.DataFrame, price_list: pd.DataFrame) -> Annotated[float, "USD"]:
    """The basket with DeepSeek-R1 in early 2025."""
    return _basket_of(token_prices, price_list, "DeepSeek-R1")


def basket_o1(token_prices: pd.DataFrame, price_list: pd.DataFrame) -> Annotated[float, "USD"]:
    """The basket with o1 in early 2025."""
    return _basket_of(token_prices, price_list, "o1")


def basket_sol(token_prices: pd.DataFrame, price_list: pd.DataFrame) -> Annotated[float, "USD"]:
    """The basket with GPT-5.6 Sol in August 2026."""
    return _basket_of(token_prices, price_list, "GPT-5.6 Sol")


def basket_luna(token_prices: pd.DataFrame, price_list: pd.DataFrame) -> Annotated[float, "USD"]:
    """The basket with GPT-5.6 Luna in August 2026."""
    return _basket_of(token_prices, price_list, "GPT-5.6 Luna")


def basket_v4_pro(token_prices: pd.DataFrame, price_list: pd.DataFrame) -> Annotated[float, "USD"]:
    """The basket with DeepSeek-V4-Pro in August 2026."""
    return _basket_of(token_prices, price_list, "DeepSeek-V4-Pro")


def basket_v4_flash(token_prices: pd.DataFrame, price_list: pd.DataFrame) -> Annotated[float, "USD"]:
    """The basket with DeepSeek-V4-Flash in August 2026."""
    return _basket_of(token_prices, price_list, "DeepSeek-V4-Flash")


def basket_v3(token_prices: pd.DataFrame, price_list: pd.DataFrame) -> Annotated[float, "USD"]:
    """The basket with DeepSeek-V3 in early 2025."""
    return _basket_of(token_prices, price_list, "DeepSeek-V3")


def basket_gpt4o_mini(token_prices: pd.DataFrame, price_list: pd.DataFrame) -> Annotated[float, "USD"]:
    """The basket with GPT-4o mini in early 2025."""
    return _basket_of(token_prices, price_list, "GPT-4o mini")


def v4_pro_to_r1(token_prices: pd.DataFrame, price_list: pd.DataFrame) -> Annotated[float, "x"]:
    """The basket with DeepSeek-V4-Pro as a multiple of the one with R1."""
    return basket_v4_pro(token_prices, price_list) / basket_r1(token_prices, price_list)


def dearest_ratio_now(token_prices: pd.DataFrame, price_list: pd.DataFrame) -> Annotated[float, "x"]:
    """The basket with GPT-5.6 Sol as a multiple of the one with DeepSeek-V4-Pro."""
    return basket_sol(token_prices, price_list) / basket_v4_pro(token_prices, price_list)


def _output(price_list: pd.DataFrame, model: str) -> float:
    return float(price_list.set_index("model")["output_usd"][model])


def models_in_list(price_list: pd.DataFrame) -> Annotated[float, "models"]:
    """The number of models in the list, as far as the figure shows it."""
    return float(len(price_list))


def openai_cheapest_output(price_list: pd.DataFrame) -> Annotated[float, "USD"]:
    """The lowest price of a million tokens of output in OpenAI's part of the list."""
    return float(price_list[price_list["vendor"] == "OpenAI"]["output_usd"].min())


def openai_dearest_output(price_list: pd.DataFrame) -> Annotated[float, "USD"]:
    """The highest price of a million tokens of output in OpenAI's part of the list."""
    return float(price_list[price_list["vendor"] == "OpenAI"]["output_usd"].max())


def openai_price_span(price_list: pd.DataFrame) -> Annotated[float, "x"]:
    """The highest output price in OpenAI's part of the list as a multiple of the lowest."""
    return openai_dearest_output(price_list) / openai_cheapest_output(price_list)


def gpt55_pro_output(price_list: pd.DataFrame) -> Annotated[float, "USD"]:
    """GPT-5.5 Pro's list price of a million tokens of output."""
    return _output(price_list, "GPT-5.5 Pro")


def _changed(price_changes: pd.DataFrame, model: str) -> float:
    prices = price_changes.set_index("model")
    return (float(prices["after_usd"][model]) / float(prices["before_usd"][model]) - 1) * 100


def luna_price_fall(price_changes: pd.DataFrame) -> Annotated[float, "% change"]:
    """The change of GPT-5.6 Luna's output price on 30 July 2026."""
    return _changed(price_changes, "GPT-5.6 Luna")


def v3_price_before(price_changes: pd.DataFrame) -> Annotated[float, "USD"]:
    """V3's introductory price of a million tokens of output."""
    return float(price_changes.set_index("model")["before_usd"]["DeepSeek-V3"])


def v3_price_after(price_changes: pd.DataFrame) -> Annotated[float, "USD"]:
    """V3's price of a million tokens of output from 8 February 2025."""
    return float(price_changes.set_index("model")["after_usd"]["DeepSeek-V3"])


def sonnet5_price_rise(price_changes: pd.DataFrame) -> Annotated[float, "% change"]:
    """The change of Claude Sonnet 5's output price that was announced for 1 September 2026."""
    return _changed(price_changes, "Claude Sonnet 5")


def dated_changes(price_changes: pd.DataFrame) -> float:
    """The number of changes to which the list gives a day."""
    return float(len(price_changes))
