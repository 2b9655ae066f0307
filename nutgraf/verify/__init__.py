"""Verifying: a site is built again from nothing, and compared with what was published.

`published` reads what was published, `comparing` tells what differs and which input is behind it.
"""

from nutgraf.verify.published import Published, PublishedFolder, PublishedSite
from nutgraf.verify.verifying import verify_site

__all__ = ["Published", "PublishedFolder", "PublishedSite", "verify_site"]
