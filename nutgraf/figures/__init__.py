"""From plans to figures and facts: exhibits run and are drawn in worker processes."""

from nutgraf.figures.exhibiting import make_exhibits
from nutgraf.figures.studio import open_studio

__all__ = ["make_exhibits", "open_studio"]
