"""From plans to figures and facts: exhibits run and are drawn in worker processes."""

from nutgraf.figures.exhibiting import make_exhibits
from nutgraf.figures.reader import make_reader_bundle
from nutgraf.figures.tasks import House, open_studio

__all__ = ["House", "make_exhibits", "make_reader_bundle", "open_studio"]
