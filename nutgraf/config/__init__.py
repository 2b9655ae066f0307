"""`site.toml`: what the whole site shares."""

from nutgraf.config.reading import read_config, site_url_problem

__all__ = ["read_config", "site_url_problem"]
