"""Charts: from an Altair chart or a Vega-Lite spec to SVG, the same bytes on every machine.

`altair_charts` makes specs, `frames` their values; `fitting` lays a spec out for a page; `fields` and `colours` find
names that do not exist; `drawing` draws; `marks` counts what was drawn; `exporting` makes pictures that stand alone.
"""
