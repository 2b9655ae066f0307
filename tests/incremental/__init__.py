"""Builds after edits: they equal builds from nothing, and make no more than the edits concern."""
