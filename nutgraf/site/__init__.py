"""Assembly: every reference resolved, every figure and fact planned, every address known."""

from nutgraf.site.assembly import assemble_site

__all__ = ["assemble_site"]
