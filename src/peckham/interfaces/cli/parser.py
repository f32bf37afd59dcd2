"""The grammar of the command line, built from the table."""

import argparse
import importlib
import importlib.util
from collections.abc import Sequence

from peckham.interfaces.cli.table import COMMANDS, Command

SUMMARY = "Peckham: open software for NHS neighbourhood care. Start with `./peckham demo`."


def parse(words: Sequence[str]) -> tuple[Command, argparse.Namespace]:
    """Read the command line; exits with the help or with what is wrong, as argparse does."""
    command, rest = _named(words)
    if command is None:
        _overview().parse_args(["--help"] if not words else words)
        raise SystemExit(2)
    parser = argparse.ArgumentParser(f"./peckham {command.name}", description=command.line)
    module = importlib.import_module(command.module)
    module.add_arguments(parser)
    if getattr(module, "PASSES_ARGUMENTS_ON", False):
        options, unread = parser.parse_known_args(rest)
        options.rest = unread
    else:
        options = parser.parse_args(rest)
    return command, options


def _named(words: Sequence[str]) -> tuple[Command | None, Sequence[str]]:
    for command in COMMANDS:
        parts = command.name.split()
        if list(words[: len(parts)]) == parts:
            return command, words[len(parts) :]
    return None, words


def _overview() -> argparse.ArgumentParser:
    width = max(len(command.name) for command in COMMANDS)
    lines = "\n".join(f"  {command.name:<{width}}  {command.line}" for command in COMMANDS)
    parser = argparse.ArgumentParser(
        "./peckham",
        description=SUMMARY,
        epilog=f"subcommands:\n{lines}\n\n`./peckham SUBCOMMAND --help` says more of one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="./peckham SUBCOMMAND [options]",
    )
    parser.add_argument("subcommand", metavar="SUBCOMMAND", choices=[c.name for c in COMMANDS],
                        help="one of those below")  # fmt: skip
    return parser
