"""Loads an invented place, its people and a year of their requests into empty books.

Owns: the way from the values of `peckham.synthetic` to rows, through the rooms' own loaders.
Always holds: one transaction, so that a load which fails leaves nothing behind.
Never does: invent anything, or touch books that hold somebody already.
"""

from collections.abc import Callable
from datetime import datetime

SEED = 1926
"""The year in which the Pioneer Health Centre opened in Peckham."""

SIGN_INS = (
    "navigator",
    "clinician",
    "service",
    "manager",
    "governance",
    "administrator",
    "planner",
    "board",
    "complaints",
    "signatory",
    "finance",
    "host-finance",
    "partner-finance",
    "partner-contracts",
)
PASSWORD = "peckham-demo"  # noqa: S105  # printed by `demo`; everybody behind it is invented


def load(
    *,
    people: int,
    at: datetime,
    said: Callable[[str], None] = lambda words: None,
    seed: int = SEED,
    password: str = PASSWORD,
    requests: int | None = None,
) -> None:
    """Invent a place and load it, as the owner of the books; all of it, or nothing.

    Args:
        people: How many residents to make; the place's counts describe at least 220,000.
        at: The present moment: the year of requests ends then.
        said: Told how far it is, such as "12,000 of 20,000 people".
        seed: The same seed invents the same place.
        password: For the demonstration's sign-ins (`SIGN_INS`).
        requests: About how many; 1.6 for each person where None.

    Raises:
        AlreadyLoaded: If the place is there already.
    """
    # Django's tables can be imported only once it is set up; `demo` reads SIGN_INS before.
    from peckham.interfaces.cli.synthetic_load.loading import load_everything

    load_everything(
        people=people, at=at, said=said, seed=seed, password=password, requests=requests
    )
