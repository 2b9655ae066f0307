"""Charts: from an Altair chart or a Vega-Lite spec to SVG, the same bytes on every machine.

`altair_charts` makes specs, `frames` their values (`large`: those of large frames); `schema`, `fields` and `colours`
find what does not exist; `layout` fits a spec to its room; `drawing` draws in an `isolate`; `marks` and `emptiness`
see whether anything was drawn; `interactive` and `reader_bundle` serve the reader's browser; `exports` makes pictures
that stand alone.
"""
