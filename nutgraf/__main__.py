"""`python -m nutgraf`."""

import sys

from nutgraf.cli import main

if __name__ == "__main__":
    sys.exit(main())
