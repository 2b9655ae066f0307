"""What may stand on the command line."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from nutgraf import __version__

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def parse_arguments(given: Sequence[str]) -> argparse.Namespace:
    """The options of a command; without a command they are those of `build`. Ends the program on wrong usage."""
    ordered = _command_first(given)
    return _parser(ordered[0]).parse_args(ordered)


def _command_first(given: Sequence[str]) -> list[str]:
    """The arguments with the command at their head, so that options may stand before it."""
    if any(argument in {"-h", "--help", "--version"} for argument in given) and not _ADDING.keys() & set(given):
        return list(given)
    takes_value = {"-C", "--port", "--url", "--output", "-j", "--jobs", "--against", "--as"}
    for position, argument in enumerate(given):
        if position and given[position - 1] in takes_value:
            continue
        if not argument.startswith("-"):
            return [argument, *given[:position], *given[position + 1 :]]
    return ["build", *given]


def jobs_of(options: argparse.Namespace) -> int:
    """How many worker processes a command is to use."""
    return options.jobs if options.jobs > 0 else os.cpu_count() or 1


def _parser(command: str) -> argparse.ArgumentParser:
    """The parser of a command; of all commands where it is none, for the help and for what is wrong. All take longer
    than a small build that has nothing to do."""
    parser = argparse.ArgumentParser(
        prog="nutgraf",
        description="Builds explainer pages that can prove every figure and every number on them.",
        epilog="Without a command it builds. `nutgraf COMMAND --help` lists a command's options.",
    )
    parser.add_argument("--version", action="version", version=f"nutgraf {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for add in [_ADDING[command]] if command in _ADDING else _ADDING.values():
        add(commands, _common_options())
    return parser


def _add_build_command(commands: Commands, common: argparse.ArgumentParser) -> None:
    summary = "write the site, if there is no problem (the default)"
    commands.add_parser("build", help=summary, description=summary, parents=[common, _building_options()])


def _add_check_command(commands: Commands, common: argparse.ArgumentParser) -> None:
    summary = "find the same problems and write nothing"
    check = commands.add_parser("check", help=summary, description=summary, parents=[common, _building_options()])
    check.add_argument(
        "--fix", action="store_true", help="first write true digits into checked numbers that disagree with their facts"
    )


def _add_verify_command(commands: Commands, common: argparse.ArgumentParser) -> None:
    summary = "build again from nothing and compare with what was published"
    verify = commands.add_parser("verify", help=summary, description=summary, parents=[common, _making_options()])
    verify.add_argument("--against", metavar="SITE", default="", help="a folder or an address (default: --output)")


def _add_diff_command(commands: Commands, common: argparse.ArgumentParser) -> None:
    summary = "show what changes for readers between two states of the site"
    diff = commands.add_parser("diff", help=summary, description=summary, parents=[common, _working_options()])
    for name in ("old", "new"):
        diff.add_argument(
            name, metavar=name.upper(), help="DATASET@DATE, a commit, or the folder of a site or of a built one"
        )
    diff.add_argument(
        "--as", dest="form", choices=["text", "markdown", "html"], default="text", help="what to print (default: text)"
    )


def _add_serve_command(commands: Commands, common: argparse.ArgumentParser) -> None:
    summary = "show the site in the browser while it is written, built again at each save; nothing is written"
    serve = commands.add_parser("serve", help=summary, description=summary, parents=[common, _job_options()])
    serve.add_argument(
        "--port", type=_port, default=8000, metavar="N", help="where on this machine (default: 8000; 0: any free one)"
    )
    serve.add_argument(
        "--drafts", action=argparse.BooleanOptionalAction, default=True, help="take draft articles in (the default)"
    )


def _port(given: str) -> int:
    number = int(given)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


def _add_why_command(commands: Commands, common: argparse.ArgumentParser) -> None:
    summary = "say what a file of the built site was made from"
    why = commands.add_parser("why", help=summary, description=summary, parents=[common, _output_option()])
    why.add_argument("path", metavar="OUTPUT", help="the file, or its address on the site")


def _add_impact_command(commands: Commands, common: argparse.ArgumentParser) -> None:
    summary = "say which files of the built site a change would make again"
    impact = commands.add_parser("impact", help=summary, description=summary, parents=[common, _output_option()])
    impact.add_argument("path", metavar="PATH", help="a source of the site, or a folder of them")


def _add_clean_command(commands: Commands, common: argparse.ArgumentParser) -> None:
    summary = "remove the built site and the cache"
    clean = commands.add_parser("clean", help=summary, description=summary, parents=[common, _output_option()])
    only = clean.add_mutually_exclusive_group()
    only.add_argument("--site", dest="only", action="store_const", const="site", help="remove the built site alone")
    only.add_argument("--cache", dest="only", action="store_const", const="cache", help="remove the cache alone")


def _add_pin_command(commands: Commands, common: argparse.ArgumentParser) -> None:
    summary = "write into an article which versions of its data it is drawn from, so that newer ones leave it alone"
    pin = commands.add_parser("pin", help=summary, description=summary, parents=[common])
    pin.add_argument("article", metavar="ARTICLE", help="the Markdown file")
    pin.add_argument("--newest", action="store_true", help="move pins that are there to the newest versions")


def _add_freeze_command(commands: Commands, common: argparse.ArgumentParser) -> None:
    summary = "keep the figures of an article as they are now, at addresses that never change"
    freeze = commands.add_parser("freeze", help=summary, description=summary, parents=[common, _working_options()])
    freeze.add_argument("article", metavar="ARTICLE", help="the Markdown file")


def _add_export_command(commands: Commands, common: argparse.ArgumentParser) -> None:
    summary = "write a zip that makes the figures and numbers of an article again, without this program"
    export = commands.add_parser("export", help=summary, description=summary, parents=[common, _working_options()])
    export.add_argument("article", metavar="ARTICLE", help="the Markdown file")
    export.add_argument("--output", metavar="FILE", default="", help="the zip (default: the article's slug)")


def _add_references_command(commands: Commands, common: argparse.ArgumentParser) -> None:
    summary = "add works to the references from other files"
    references = commands.add_parser("references", help=summary, description=summary)
    actions = references.add_subparsers(dest="action", metavar="ACTION", required=True)
    summary = "add the works of a BibTeX or CSL file to content/references.yaml"
    importing = actions.add_parser("import", help=summary, description=summary, parents=[common])
    importing.add_argument("file", metavar="FILE", help="BibTeX, or CSL where it ends in .json, .yaml or .yml")


def _common_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("-C", metavar="DIR", help="the site's folder (default: the current one)")
    options.add_argument("--json", action="store_true", help="report as JSON")
    loudness = options.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="say nothing but problems")
    loudness.add_argument(
        "-v", "--verbose", action="store_true", help="say more: every file written, every number not checked"
    )
    return options


def _building_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False, parents=[_making_options()])
    options.add_argument("--url", default="", help="the address of the published site, in place of site.toml's")
    options.add_argument(
        "--strict",
        action=argparse.BooleanOptionalAction,
        default=bool(os.environ.get("CI")),
        help="refuse data without a recorded hash (on where CI is set)",
    )
    return options


def _making_options() -> argparse.ArgumentParser:
    return argparse.ArgumentParser(add_help=False, parents=[_working_options(), _output_option()])


def _output_option() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--output", metavar="DIR", default="site", help="the built site's folder (default: site)")
    return options


def _working_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False, parents=[_job_options()])
    options.add_argument("--drafts", action="store_true", help="take draft articles in")
    return options


def _job_options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "-j", "--jobs", type=int, default=0, metavar="N", help="worker processes (default: one a core)"
    )
    return options


def _add_data_command(commands: Commands, common: argparse.ArgumentParser) -> None:
    summary = "list, add, derive and seal datasets"
    data = commands.add_parser("data", help=summary, description=summary)
    actions = data.add_subparsers(dest="action", metavar="ACTION", required=True)
    summary = "show every dataset and its versions"
    actions.add_parser("list", help=summary, description=summary, parents=[common])
    summary = "record hash and length of a dataset's drafts, which may not change from then on"
    seal = actions.add_parser("seal", help=summary, description=summary, parents=[common])
    seal.add_argument("name", metavar="NAME", help="the dataset")
    summary = "make a new version of a dataset from others, by the function in its derive.py"
    derive = actions.add_parser("derive", help=summary, description=summary, parents=[common])
    derive.add_argument("name", metavar="NAME", help="the dataset")
    derive.add_argument(
        "--version",
        dest="date",
        type=dt.date.fromisoformat,
        metavar="DATE",
        help="its date; inputs are the newest until then (default: the date of the newest input)",
    )
    derive.add_argument("--draft", action="store_true", help="record no hash, so that it may be derived over")
    summary = "add a CSV, from a file or a web address, as a new version of a dataset or as a new dataset"
    add = actions.add_parser("add", help=summary, description=summary, parents=[common])
    add.add_argument("origin", metavar="FILE", help="the file, or an http(s) address")
    add.add_argument("--to", metavar="NAME", default="", help="the dataset (default: after the file's name)")
    add.add_argument(
        "--date", type=dt.date.fromisoformat, help="the day on which it was issued (default: the name's, else today)"
    )
    add.add_argument("--title", default="", help="what readers see (of a new dataset)")
    add.add_argument("--source", default="", metavar="NAME", help="who publishes the data (of a new dataset)")
    add.add_argument("--source-url", default="", metavar="URL", help="where (of a new dataset)")
    add.add_argument("--licence", default="", metavar="ID", help="the terms, such as CC-BY-4.0 (of a new dataset)")
    add.add_argument("--convert", action="store_true", help="make a plain CSV of one with semicolons and the like")
    add.add_argument("--decimal", choices=[".", ","], help='what "1,234" means where a file leaves it open')


_ADDING: Mapping[str, Callable[[Commands, argparse.ArgumentParser], None]] = {
    "build": _add_build_command,
    "serve": _add_serve_command,
    "check": _add_check_command,
    "verify": _add_verify_command,
    "diff": _add_diff_command,
    "why": _add_why_command,
    "impact": _add_impact_command,
    "data": _add_data_command,
    "pin": _add_pin_command,
    "freeze": _add_freeze_command,
    "export": _add_export_command,
    "references": _add_references_command,
    "clean": _add_clean_command,
}
"""What adds the parser of each command, in the order of the help."""
