"""From plans to figures and facts: exhibits run and are drawn in worker processes."""

from nutgraf.figures.drawing_parts import make_drawing_parts
from nutgraf.figures.elsewhere import MakeElsewhere, open_studio_elsewhere, perform_elsewhere
from nutgraf.figures.exhibiting import Again, make_exhibits, remake_exhibits
from nutgraf.figures.histories import make_histories
from nutgraf.figures.reader import make_reader_bundle
from nutgraf.figures.stopping import outcome_of
from nutgraf.figures.tasks import House, Made, MakeExhibit, open_studio

__all__ = [
    "Again",
    "House",
    "Made",
    "MakeElsewhere",
    "MakeExhibit",
    "make_drawing_parts",
    "make_exhibits",
    "make_histories",
    "make_reader_bundle",
    "open_studio",
    "open_studio_elsewhere",
    "outcome_of",
    "perform_elsewhere",
    "remake_exhibits",
]
