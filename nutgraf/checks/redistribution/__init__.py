"""Of a dataset whose owner does not allow it to be passed on, only what is drawn is published.

`withheld` says which cells may not be, `contents` reads what files hold, `tracing` recognises the ones in the others.
"""

from nutgraf.checks.redistribution.checking import check_redistribution

__all__ = ["check_redistribution"]
