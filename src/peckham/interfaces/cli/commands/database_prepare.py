"""Make the roles and rights that the books need."""

import argparse
import os

from peckham.interfaces.cli import books


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    if not any(os.environ.get(name) for name in books.ADDRESSES):
        with books.addresses():
            print("Our own server is prepared; an outside one is named by DATABASE_OWNER_URL.")
        return 0
    done = books.prepare_outside()
    print("\n".join(done) if done else "Nothing was missing.")
    return 0
