"""Keep what was published of real places: partners, hosts and promises, each with its words."""

import argparse

from peckham.infra import clock
from peckham.kernel import Actor


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked: what there is lies in data/places_of_the_seeds."""


def run(options: argparse.Namespace) -> int:
    from peckham.contracts import api as contracts

    kept = contracts.partnerships.keep_published(
        by=Actor.system("contracts keep-published"), at=clock.now()
    )
    print(f"Kept: {', '.join(kept)}." if kept else "Nothing was changed: every place is kept.")
    return 0
