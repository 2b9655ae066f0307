"""Honesty: whether a chart, as it is drawn, misleads or shuts readers out.

`survey` says what a drawing shows: marks, scales, axes, paints, found in the isolate by `javascript/surveying.js`. Each
rule looks at it and says what it sees: `lengths` at bars and areas, `axes` at axes and what they leave out, `colours`
at what tells series apart, `crowds` at slices and points. `judging` holds the rules together. `vision` knows how
colours look to whom.
"""
