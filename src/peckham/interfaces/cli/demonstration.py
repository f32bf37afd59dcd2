"""The demonstration's data: an invented place, loaded once, kept, and never mixed with others.

What is loaded is written in the deployment's facts before loading begins and when it has ended, so
that a load which was cut off is seen and done again.
"""

from dataclasses import dataclass

from peckham.infra import clock, database, postgres
from peckham.interfaces.cli import books
from peckham.interfaces.cli.progress import Progress
from peckham.kernel import Refused

PEOPLE = 20_000
FACT = "demonstration"


class NotADemonstration(Refused):
    """The database holds people who were not invented here."""


@dataclass(frozen=True)
class Load:
    """A load of invented people that was begun.

    Args:
        people: How many.
        is_whole: Whether it ended; one that was cut off is done again.
        describes: How many the place's counts describe; None until it ended.
    """

    people: int
    is_whole: bool
    describes: int | None = None


def loaded() -> Load | None:
    """Give the load that is in the books, or None; before Django is set up."""
    found = database.deployment_facts(books.address(books.OWNER))
    return Load(**found.facts[FACT]) if found and FACT in found.facts else None


def reset(cluster: postgres.Cluster | None) -> None:
    """Drop everything, so that the next load begins anew; before Django is set up.

    Args:
        cluster: Our own server, or None when the database is an outside one.

    Raises:
        NotADemonstration: If an outside database holds books that are not a demonstration.
    """
    if cluster is not None:
        superuser = cluster.url(books.DATABASE)
        database.drop_database(superuser, books.DATABASE)
        database.prepare(superuser, database.embedded_logins(cluster.passwords))
        return
    owner = books.address(books.OWNER)
    found = database.deployment_facts(owner)
    if not database.is_empty(owner) and not (found and found.is_demonstration):
        raise NotADemonstration(
            f"The database {database.database_of(owner)!r} is not a demonstration.",
            why="--reset drops every table, and drops those of a demonstration only.",
            remedy="Name another database in DATABASE_OWNER_URL and DATABASE_URL.",
        )
    database.empty_database(owner)


def fill(people: int | None, progress: Progress) -> None:
    """Load the invented place; once Django is set up.

    Args:
        people: How many residents were asked for, or None when nobody asked.
        progress: Told how far it is.

    Raises:
        NotADemonstration: If there are people, and no load of ours put them there.
    """
    _check_nobody_is_there()
    _load(people or PEOPLE, progress)


def say_if_other(people: int | None, progress: Progress) -> None:
    """Say so when another number of people was asked for than the one that is kept."""
    kept = loaded()
    if kept and people is not None and people != kept.people:
        progress.line(
            f"  This demonstration holds {kept.people:,} people, not {people:,}: "
            "add --reset to drop them and load anew."
        )


def _load(people: int, progress: Progress) -> None:
    from peckham.interfaces.cli import synthetic_load

    _note(people, is_whole=False)
    with progress.step(f"Inventing a place with {people:,} people"):
        synthetic_load.load(people=people, at=clock.now(), said=progress.at)
    _note(people, is_whole=True)


def _note(people: int, *, is_whole: bool) -> None:
    from peckham.infra.models import Deployment
    from peckham.places import api as places

    deployment = Deployment.objects.get()
    deployment.is_demonstration = True
    described = sum(area.population or 0 for area in places.areas()) if is_whole else None
    deployment.facts[FACT] = {"people": people, "describes": described, "is_whole": is_whole}
    deployment.save()


def _check_nobody_is_there() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM people_person), is_demonstration"
                       " FROM infra_deployment")  # fmt: skip
        has_people, is_demonstration = cursor.fetchone()
    if has_people and not is_demonstration:
        raise NotADemonstration(
            "The database holds people, and it is not a demonstration.",
            remedy="Set PECKHAM_HOME to a new directory, or name another database in "
            "DATABASE_OWNER_URL and DATABASE_URL.",
        )
