"""Pages and the bibliography, read from `content/`."""

from nutgraf.pages.reading import ReadPage, read_content

__all__ = ["ReadPage", "read_content"]
