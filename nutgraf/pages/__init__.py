"""Pages and the bibliography, read from `content/`."""

from nutgraf.pages.reading import read_content

__all__ = ["read_content"]
