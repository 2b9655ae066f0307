"""`python -m nutgraf`."""

from nutgraf.cli import run

if __name__ == "__main__":
    run()
