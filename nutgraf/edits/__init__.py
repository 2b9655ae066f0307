"""Changes to a site's own sources that a command makes for its author: those of `data/`, `archive/` and `content/`."""
