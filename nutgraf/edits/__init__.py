"""Changes to a site's own sources that a command makes for its author: today those of `data/`."""
