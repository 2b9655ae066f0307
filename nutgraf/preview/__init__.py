"""What was saved, as it is shown at once, before the rest of its site is built again."""

from nutgraf.preview.exhibits import preview_exhibits
from nutgraf.preview.pages import preview_page

__all__ = ["preview_exhibits", "preview_page"]
