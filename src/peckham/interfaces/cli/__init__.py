"""The command line: `./peckham SUBCOMMAND`.

Owns: setting up, starting and stopping; running checks; loading and saving data.
Always holds: an expected failure is one message and exit code 2, never a traceback; passwords
travel in the environment and in files that only their owner reads, never on a command line.
Never does: a rule of any book; it calls the rooms' `api`.

To add a subcommand: a row in `table.py`, and a module `commands/<name>.py` (spaces become
underscores) with two functions,

    def add_arguments(parser: argparse.ArgumentParser) -> None: ...
    def run(options: argparse.Namespace) -> int: ...   # the exit code

What the row says that it needs is there when `run` is called. With `Needs.BOOKS` Django is set
up as the owner of the books and the migrations are done; `options.checkout` and `options.home`
are always there. The module is imported to read its arguments, before Django is set up: import
the rooms' `api` inside `run`. Raise a `Refused` for what the user can put right. Report anything
that takes more than two seconds through `progress.Progress`.
"""
