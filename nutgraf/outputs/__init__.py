"""Everything that is published beside the pages: feeds, sitemap, data and pictures."""

from nutgraf.outputs.downloads import make_downloads, make_images
from nutgraf.outputs.feeds import make_feed, make_robots, make_sitemap
from nutgraf.outputs.manifest import MANIFEST, make_manifest, tool_versions

__all__ = [
    "MANIFEST",
    "make_downloads",
    "make_feed",
    "make_images",
    "make_manifest",
    "make_robots",
    "make_sitemap",
    "tool_versions",
]
