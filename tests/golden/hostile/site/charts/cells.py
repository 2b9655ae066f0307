"""Values that would like to be markup."""

import altair as alt
import pandas as pd


def cells(words: pd.DataFrame) -> alt.Chart:
    """<script>alert("docstring")</script>"""
    return (
        alt.Chart(words, title="</title><script>alert(1)</script>", description="]]><script>alert(2)</script>")
        .mark_bar(href="javascript:alert(3)" if False else alt.Undefined)
        .encode(x="count:Q", y="word:N", tooltip="word:N")
    )
