"""The Citation Style Language: its vocabulary, dates, places in works, and how a style prints a work.

`printing`, which loads citeproc-py, is for worker processes.
"""

from nutgraf.csl.dates import parse_date
from nutgraf.csl.locators import split_locator
from nutgraf.csl.variables import DATES, NAME_PARTS, NAMES, TYPES, VARIABLES

__all__ = ["DATES", "NAMES", "NAME_PARTS", "TYPES", "VARIABLES", "parse_date", "split_locator"]
