"""Processor time of process trees: what a request costs, whoever else wants the cores."""

from collections.abc import Iterable
from contextlib import suppress

import psutil


def processor_seconds(*roots: int) -> float:
    """Sum user and system time of processes and all their descendants.

    A descendant that has ended counts through the parent that waited for it, so that a database
    backend or a worker that goes away in the meantime is not lost.

    Args:
        roots: Process ids of the trees' tops.
    """
    return sum(_seconds(process) for process in _trees(roots))


def _trees(roots: Iterable[int]) -> dict[psutil.Process, None]:
    found: dict[psutil.Process, None] = {}
    for root in roots:
        with suppress(psutil.NoSuchProcess):
            top = psutil.Process(root)
            found |= dict.fromkeys([top, *top.children(recursive=True)])
    return found


def _seconds(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return sum(
            getattr(times, name, 0.0)
            for name in ("user", "system", "children_user", "children_system")
        )
    return 0.0
