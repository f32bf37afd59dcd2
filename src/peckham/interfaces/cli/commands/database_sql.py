"""Print the SQL that an administrator must run before Peckham can use a database."""

import argparse
import os

from peckham.infra import database
from peckham.interfaces.cli import books


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    owner = books.address(books.OWNER)
    missing = database.missing_sql(owner, database.logins_of(os.environ))
    if not missing:
        print("-- Nothing is missing.")
        return 0
    print("-- Run these as a superuser, connected to the database of DATABASE_OWNER_URL.")
    print("-- Where a password is shown as '...', put the one that its address holds.")
    print("\n".join(missing))
    return 0
