"""The whole program: `python build.py [command]`. `python build.py --help` lists the commands."""

import sys
from pathlib import Path

from nutgraf.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], site=Path(__file__).resolve().parent))
