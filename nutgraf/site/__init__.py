"""Assembly: every reference resolved, every figure and fact planned, every address known."""

from nutgraf.site.assembly import assemble_site
from nutgraf.site.derivations import with_derivations

__all__ = ["assemble_site", "with_derivations"]
