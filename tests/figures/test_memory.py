"""What a worker that draws charts does without."""

from __future__ import annotations

import subprocess
import sys


def test_pictures_in_svg_need_no_library_for_others() -> None:
    program = (
        "import sys; from nutgraf.figures import studio; print(sorted({'vl_convert', 'pyarrow'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
