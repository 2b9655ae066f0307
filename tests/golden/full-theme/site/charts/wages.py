"""What people earn."""

import altair as alt
import pandas as pd


def wages_by_town(wages: pd.DataFrame) -> alt.Chart:
    """Wages by town."""
    return (
        alt.Chart(wages, title="Wages differ", description="Bars by town")
        .mark_bar(color="var(--hot)")
        .encode(x=alt.X("wage:Q", title=None), y=alt.Y("town:N", title=None, sort="-x"))
        .properties(usermeta={"nutgraf": {"accept": {"untitled-axis": "The text says <b>crowns</b> & days."}}})
    )
