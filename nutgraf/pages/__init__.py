"""Pages and the bibliography, read from `content/`."""

from nutgraf.pages.reading import ReadPage, read_content, read_page

__all__ = ["ReadPage", "read_content", "read_page"]
