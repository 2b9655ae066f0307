"""Charts of two rates, which answer in different ways."""

import altair as alt
import pandas as pd


def lines(rates: pd.DataFrame) -> alt.Chart:
    """Two rates by month."""
    return (
        alt.Chart(rates, title="Two rates")
        .mark_line()
        .encode(
            x=alt.X("month:T", title=None),
            y=alt.Y("rate:Q", title="Rate, %"),
            color=alt.Color("series:N", title=None),
            tooltip=[
                alt.Tooltip("month:T", title="Month", format="%B %Y"),
                alt.Tooltip("series:N", title="Series"),
                alt.Tooltip("rate:Q", title="Rate", format=".2f"),
            ],
        )
    )


def bars(rates: pd.DataFrame) -> alt.Chart:
    """The means of two rates."""
    means = rates.groupby("series", as_index=False)["rate"].mean().round(2)
    return (
        alt.Chart(means, title="Two means")
        .mark_bar(tooltip=True)
        .encode(x=alt.X("rate:Q", title="Mean, %"), y=alt.Y("series:N", title=None))
    )


def settings(rates: pd.DataFrame) -> alt.Chart:
    """The months of rates, at least as high as a reader wants."""
    least = alt.param("least", value=2, bind=alt.binding_range(min=2, max=6, step=0.5, name="At least: "))
    shown = alt.param("shown", bind=alt.binding_select(options=[None, "Beta"], labels=["Both", "Beta"], name="Series"))
    return (
        alt.Chart(rates, title="Rates from a limit on")
        .mark_point(tooltip=True)
        .encode(x=alt.X("month:T", title=None), y=alt.Y("rate:Q", title="Rate, %", scale=alt.Scale(domain=[0, 6])))
        .add_params(least, shown)
        .transform_filter("datum.rate >= least && (!shown || datum.series === shown)")
    )


def brushed(rates: pd.DataFrame) -> alt.Chart:
    """The months of rates, of which a reader picks some."""
    brush = alt.selection_interval(encodings=["x"], name="brush")
    colour = alt.condition(brush, alt.value("var(--hot)"), alt.value("var(--muted)"))
    return (
        alt.Chart(rates, title="Rates to pick")
        .mark_point()
        .encode(x=alt.X("month:T", title=None), y=alt.Y("rate:Q", title="Rate, %"), color=colour)
        .add_params(brush)
    )


def still(rates: pd.DataFrame) -> alt.Chart:
    """Two rates by month, in a chart that does not answer."""
    return alt.Chart(rates, title="Two rates").mark_line().encode(x="month:T", y="rate:Q", color="series:N")
