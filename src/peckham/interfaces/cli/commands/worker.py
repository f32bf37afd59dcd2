"""Run the worker until stopped."""

import argparse
import sys

from peckham.interfaces.cli import processes, serving
from peckham.interfaces.cli.progress import Progress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def run(options: argparse.Namespace) -> int:
    worker = serving.worker(options.home)
    Progress().line(f"Working  (log: {worker.log})")
    try:
        with processes.running([worker]):
            processes.watch([worker], lambda words: print(words, file=sys.stderr), lambda: None)
    except KeyboardInterrupt:
        return 0
    return 0
