"""What a worker process does: run one exhibit and draw it, or count the rows of a version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nutgraf.datasets.frames import read_frame
from nutgraf.datasets.summary import describe_version
from nutgraf.digest import canonical_json
from nutgraf.exhibits.running import run_exhibit
from nutgraf.exhibits.vegalite import data_file, data_references
from nutgraf.figures.drawing import House, draw_figure
from nutgraf.figures.places import place_of_text
from nutgraf.model.dataset import Version
from nutgraf.model.exhibit import ExhibitKind
from nutgraf.model.figure import Fact, Figure, VersionSummary
from nutgraf.model.site import Plan
from nutgraf.problems import Outcome, Problem, did_you_mean
from nutgraf.sources import Sources
from nutgraf.vega import Drawer, UntypedFieldError, altair_spec, frame_values, open_drawer
