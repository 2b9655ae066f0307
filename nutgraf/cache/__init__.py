"""Results that cost time, kept by the digest of what they were made from."""

from nutgraf.cache.entries import CACHE_FOLDER, Cache, LostEntryError
from nutgraf.cache.evicting import Evicted, evict
from nutgraf.cache.packs import Pack
from nutgraf.cache.shared import ToolsCache, shared_folder

__all__ = ["CACHE_FOLDER", "Cache", "Evicted", "LostEntryError", "Pack", "ToolsCache", "evict", "shared_folder"]
