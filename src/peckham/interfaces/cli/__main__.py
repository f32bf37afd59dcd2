"""`python -m peckham.interfaces.cli`: what ./peckham runs once the environment stands."""

import importlib
import os
import sys
from collections.abc import Sequence

from peckham.interfaces.cli import books, processes, surroundings
from peckham.interfaces.cli.parser import parse
from peckham.kernel import Refused

REFUSED = 2
INTERRUPTED = 130


def main(words: Sequence[str]) -> int:
    """Run one subcommand and give the exit code."""
    command, options = parse(words)
    processes.interruptible()
    try:
        options.checkout = surroundings.CHECKOUT
        options.home = surroundings.home()
        with books.ready(command.needs):
            return int(importlib.import_module(command.module).run(options))
    except Refused as refused:
        print(f"peckham: {refused}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except BrokenPipeError:  # the reader of our output went away, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
