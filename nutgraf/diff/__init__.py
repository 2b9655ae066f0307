"""What a change of data, code or text does to a site: values, sentences, charts.

`sides` finds the two states that are compared, `comparing` compares them, and `as_text`, `as_markdown` and `as_html`
tell the result at a terminal, in a pull request, and with the charts side by side.
"""

from nutgraf.diff.as_html import diff_as_html
from nutgraf.diff.as_markdown import diff_as_markdown
from nutgraf.diff.as_text import diff_as_text
from nutgraf.diff.built import snapshot_of_built
from nutgraf.diff.comparing import Diff, compare_snapshots
from nutgraf.diff.sides import SideError, open_side
from nutgraf.diff.snapshot import Snapshot, snapshot_of

__all__ = [
    "Diff",
    "SideError",
    "Snapshot",
    "compare_snapshots",
    "diff_as_html",
    "diff_as_markdown",
    "diff_as_text",
    "open_side",
    "snapshot_of",
    "snapshot_of_built",
]
