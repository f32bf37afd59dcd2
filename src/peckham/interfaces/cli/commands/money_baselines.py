"""Compute every stored baseline anew from its stored inputs, and name those that differ."""

import argparse

from peckham.infra import clock
from peckham.interfaces.cli.progress import Progress

SAME, NOT_THE_SAME = 0, 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take none."""


def run(options: argparse.Namespace) -> int:
    from peckham.finance.api import baselines
    from peckham.infra.scope import open_scope, system_scope

    scope = system_scope("baseline check", purpose="operations", at=clock.now())
    with Progress().step("Computing every stored baseline anew"), open_scope(scope):
        count, differing = baselines.stored_count(), baselines.not_the_same()
    for line in differing:
        print(
            f"NOT THE SAME: version {line.number} of the contract with the key {line.contract_id}."
        )
    print(f"{count - len(differing):,} of {count:,} stored baselines come to the same pence.")
    return NOT_THE_SAME if differing else SAME
