"""Rule 61, first half: a run is ready when every controller that supplies it has agreed to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from peckham.kernel import Refused


class NotReady(Refused):
    """Some of the organisations whose records a run needs have not agreed to it."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether a run may begin, as far as agreements decide.

    Args:
        purpose: For what the run is.
        controllers: Every organisation that keeps records which the run needs.
        missing: Those without an agreement in force with whoever runs it, in the same order.
    """

    purpose: str
    controllers: tuple[int, ...]
    missing: tuple[int, ...]

    @property
    def is_ready(self) -> bool:
        """Whether there is somebody to supply it, and nobody is missing."""
        return bool(self.controllers) and not self.missing


def readiness_of(
    *,
    purpose: str,
    controllers: Iterable[int],
    runs_for: int,
    suppliers_by_category: Mapping[str, Iterable[int]],
) -> Readiness:
    """Judge a run: every controller that supplies it, on that purpose and each of its categories.

    An organisation needs no agreement with itself. A run of nobody's records is not ready.

    Args:
        purpose: For what the run is.
        controllers: Keys of the organisations that keep records which it needs.
        runs_for: The organisation that runs it.
        suppliers_by_category: For each category of data that it reads, whose records the
            organisation may be given for the purpose.

    >>> readiness_of(
    ...     purpose="population planning", controllers=[1, 2, 3], runs_for=3,
    ...     suppliers_by_category={"health_record": [1]},
    ... ).missing
    (2,)
    """
    asked = tuple(dict.fromkeys(controllers))
    agreed = [set(suppliers) for suppliers in suppliers_by_category.values()]
    missing = tuple(
        key
        for key in asked
        if key != runs_for and not (agreed and all(key in suppliers for suppliers in agreed))
    )
    return Readiness(purpose, asked, missing)


def check_ready(readiness: Readiness, *, names: Mapping[int, str]) -> None:
    """Refuse a run that is not ready, naming who is missing.

    Args:
        readiness: As it was judged.
        names: The organisations' names, by key.

    Raises:
        NotReady: Naming every organisation without which it does not begin.
    """
    if readiness.is_ready:
        return
    if not readiness.controllers:
        raise NotReady(
            "There is nobody whose records this run would read.",
            rule=61,
            remedy="Choose the organisations that keep the records.",
        )
    missing = ", ".join(names.get(key, f"organisation {key}") for key in readiness.missing)
    raise NotReady(
        f"Not ready: {missing}.",
        why="A run begins only when every organisation that supplies it has signed an agreement "
        f"in force for {readiness.purpose}.",
        rule=61,
        remedy="They sign, or the run is drawn up without their records.",
        who="Their information governance lead.",
    )
