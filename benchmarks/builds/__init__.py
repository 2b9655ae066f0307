"""Whole builds beside those of other site generators: `python -m benchmarks.builds`."""
