"""The whole program: `python build.py [command]`. `python build.py --help` lists the commands."""

from pathlib import Path

from nutgraf.cli import run

if __name__ == "__main__":
    run(site=Path(__file__).resolve().parent)
