"""Bundles: zips that make a figure, or all figures and facts of an article, again without this program."""

from nutgraf.outputs.bundles.making import BundleInputs, make_article_bundle, with_bundles

__all__ = ["BundleInputs", "make_article_bundle", "with_bundles"]
