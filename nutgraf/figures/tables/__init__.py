"""Tables: from the frame that an exhibit returned to a figure that shows its data themselves.

`declared` reads what the exhibit says of them, `flat` brings the index among the columns, `columns` finds out how cells
are to be written, `making` puts it together. All but `declared` need pandas: for worker processes only.
"""

from nutgraf.figures.tables.making import make_table

__all__ = ["make_table"]
