"""Every subcommand and its options, from the table and the parsers that the command line uses."""

import argparse
import importlib
import importlib.util
from collections.abc import Iterator

from peckham.interfaces.cli.manual.page import Page, page, table
from peckham.interfaces.cli.table import COMMANDS, Command, Needs

_SERVER = "Starts the embedded database, or uses the addresses in the environment"
_NEEDS = {
    Needs.NOTHING: "",
    Needs.ADDRESSES: f"{_SERVER}.",
    Needs.ROLES: f"{_SERVER}, and makes the roles and rights that are missing.",
    Needs.BOOKS: f"{_SERVER}, makes the roles and rights that are missing, and brings the books' "
    "tables up to date first.",
}


def commands_page() -> Page:
    """Make the page: one table of all, then each with its options."""
    return page(
        "commands.md",
        "The subcommands of ./peckham",
        "The exit code is 0 when all went well, 1 when something was found wrong and reported (a "
        "check that fails, a record that is refused while the rest is loaded), and 2 when the "
        "subcommand could not do its work, with one message that says why.",
        table(
            ["subcommand", "what it does"],
            ([f"[`{c.name}`](#{_anchor(c)})", c.line] for c in COMMANDS),
        ),
        *(_section(command) for command in COMMANDS),
        made_from="`src/peckham/interfaces/cli/table.py` and each subcommand's own options",
    )


def _anchor(command: Command) -> str:
    return command.name.replace(" ", "-")


def _section(command: Command) -> str:
    parser = _parser(command)
    heading = [f"## {command.name}", command.line, _NEEDS[command.needs]]
    if parser is None:
        return "\n\n".join(part for part in [*heading, "*Not yet.*"] if part)
    options = list(_options(parser))
    heading.append(f"    {_usage(command, parser)}")
    if options:
        heading.append(table(["option", "meaning", "unless given"], options))
    return "\n\n".join(part for part in heading if part)


def _parser(command: Command) -> argparse.ArgumentParser | None:
    if importlib.util.find_spec(command.module) is None:
        return None
    parser = argparse.ArgumentParser(f"./peckham {command.name}", add_help=False)
    importlib.import_module(command.module).add_arguments(parser)
    return parser


def _usage(command: Command, parser: argparse.ArgumentParser) -> str:
    formatter = argparse.RawDescriptionHelpFormatter(parser.prog, width=10_000)
    formatter.add_usage(None, parser._actions, parser._mutually_exclusive_groups, prefix="")
    return formatter.format_help().strip()


def _options(parser: argparse.ArgumentParser) -> Iterator[list[str]]:
    for action in parser._actions:
        if action.help == argparse.SUPPRESS:
            continue
        value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
        names = ", ".join(f"`{name}`" for name in action.option_strings) or f"`{value}`"
        if action.option_strings and value:
            names += f" {value}"
        yield [names, _help(action), _default(action)]


def _help(action: argparse.Action) -> str:
    said = (action.help or "").replace("%%", "%").replace("%(default)s", str(action.default))
    if action.choices is not None:
        said += f" One of {', '.join(str(choice) for choice in action.choices)}."
    return said


def _default(action: argparse.Action) -> str:
    if action.required:
        return "must be given"
    if action.default in (None, False, [], (), argparse.SUPPRESS):
        return ""
    return f"{action.default}"
