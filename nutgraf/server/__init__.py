"""A site while it is written: built at each save, shown in the browser, with what is wrong over the last good page."""

from nutgraf.server.addresses import Doors, PortError, open_doors
from nutgraf.server.editions import Attempt, Edition
from nutgraf.server.rounds import Builder, Round
from nutgraf.server.serving import serve_site

__all__ = ["Attempt", "Builder", "Doors", "Edition", "PortError", "Round", "open_doors", "serve_site"]
