"""Everything that is published beside the pages: feeds, sitemap, data and pictures."""

from nutgraf.outputs.bundles import BundleInputs, make_article_bundle, with_bundles
from nutgraf.outputs.downloads import make_downloads, make_images
from nutgraf.outputs.feeds import make_corrections_feed, make_feed, make_robots, make_sitemap
from nutgraf.outputs.frozen import make_frozen
from nutgraf.outputs.manifest import make_manifest, tool_versions

__all__ = [
    "BundleInputs",
    "make_article_bundle",
    "make_corrections_feed",
    "make_downloads",
    "make_feed",
    "make_frozen",
    "make_images",
    "make_manifest",
    "make_robots",
    "make_sitemap",
    "tool_versions",
    "with_bundles",
]
