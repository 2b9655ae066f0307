"""What a build does, step by step, and what each step is made from.

This is where it is said what depends on what. It goes by what a step is given, so that it holds for every theme: a
template may show all of that, or less.
"""

from nutgraf.steps.given import ThemeFileNames
from nutgraf.steps.telling import told_steps

__all__ = ["ThemeFileNames", "told_steps"]
