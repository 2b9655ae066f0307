"""Verifying: a site is built again from nothing, and compared with what was published; its exhibits are made twice.

`published` reads what was published, `comparing` tells what differs and which input is behind it, `remaking` makes the
exhibits again elsewhere and tells what they depend on.
"""

from nutgraf.published import Published, PublishedFolder, PublishedSite
from nutgraf.verify.remaking import OTHER_HASH_SEED, Elsewhere
from nutgraf.verify.verifying import verify_site

__all__ = ["OTHER_HASH_SEED", "Elsewhere", "Published", "PublishedFolder", "PublishedSite", "verify_site"]
