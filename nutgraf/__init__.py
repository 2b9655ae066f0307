"""Nutgraf builds explainer pages that can prove every figure and every number on them."""

__version__ = "0.1.0"
