"""What every path gives is what the oracle says: no path knows more, and none knows less."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.databases import as_worker, url_of
from tests.generative.sharing import paths, writing
from tests.generative.sharing.drawing import worlds
from tests.generative.sharing.expected import Expected
from tests.generative.sharing.moments import LAST_WRITTEN, MOMENTS, moment
from tests.generative.sharing.oracle import JOBS, Oracle, Reader, staff
from tests.generative.sharing.worlds import Person, World

from peckham.care import api as care
from peckham.care import tasks
from peckham.infra import clock

# So many worlds in `./peckham soak`.
SOAK_CASES = 10_000

# Just before, and at: what ends or begins at a moment does so at that very moment.
reading_at = st.builds(
    lambda index, before: moment(index) - timedelta(microseconds=before),
    st.integers(LAST_WRITTEN, MOMENTS - 1),
    st.sampled_from((0, 0, 1)),
).filter(lambda at: at >= moment(LAST_WRITTEN))


@pytest.fixture
def room(committed_database: str) -> str:
    """Give a database of one's own, ready to take worlds; its name."""
    writing.make_room()
    return committed_database


@pytest.fixture
def ducks(room: str) -> Iterator[dict[str, paths.Duck]]:
    """Give sessions by ADBC, one with each login."""
    opened = {
        "app": paths.Duck(url_of(room, group="peckham_app")),
        "worker": paths.Duck(url_of(room, group="peckham_worker")),
    }
    yield opened
    for duck in opened.values():
        duck.close()


@pytest.fixture
def clock_at(monkeypatch: pytest.MonkeyPatch):
    """Let the clock that tasks read stand at a moment."""

    def stand(at):
        monkeypatch.setattr(clock, "now", lambda: at)

    return stand


def readers(world: World, at) -> list[Reader]:
    """List everybody who could read: staff in each membership, residents, jobs, a passer-by."""
    found = [staff(world, m.account, m.key, at) for m in world.memberships]
    found += [Reader("resident", at, person=person.key) for person in world.people]
    found += [Reader("system", at, name=name, purpose=why) for name, why in JOBS]
    found += [
        Reader("system", at, name="offer lapse", purpose="operations"),
        Reader("system", at, name="no such job", purpose="direct care"),
        Reader("public", at),
    ]
    return [reader for reader in found if reader is not None]


def agree(path: str, given: object, said: object, reader: Reader) -> None:
    assert given == said, f"{path} of {reader}:\n   gives {given}\n  oracle {said}"


def check_scope(world: World, reader: Reader) -> None:
    """The scope that the program opens is the one that the memberships say."""
    scope = paths.scope_of(reader, world)
    opened = (scope.role, scope.organisation_id, frozenset(scope.teams), scope.purpose)
    agree("scope", opened, (reader.role, reader.organisation, reader.teams, reader.purpose), reader)


def check_tables(cursor, expected: Expected, reader: Reader) -> None:
    agree("SELECT", paths.rows(cursor), expected.rows(), reader)
    agree("count(*)", paths.counts(cursor), expected.counts(), reader)
    agree("history", paths.history(cursor), expected.history(), reader)


def check_pages(world: World, expected: Expected, reader: Reader) -> None:
    for person in world.people:
        agree("person page", paths.page(person), expected.page(person), reader)
        given = paths.open_requests(person)
        agree("requests of a person", given, expected.open_requests(person), reader)
    agree("summaries", paths.summaries(world, reader), expected.summaries(), reader)
    for request in world.requests:
        agree("request page", paths.story(request, reader), expected.story(request), reader)
    if reader.kind in ("staff", "system"):
        agree("search", paths.search(), expected.search(), reader)
    if reader.kind == "staff":
        agree("worklist", paths.worklist(reader), expected.worklist(), reader)
        agree("offers", paths.offers(reader), expected.offers(), reader)
        given_export = paths.export(reader, world)
        if given_export is not None:
            agree("export", given_export, expected.export(), reader)


NOT_IN_THIS_ROLE = 403


def check_json(world: World, expected: Expected, reader: Reader) -> None:
    """What the API gives, of whatever the role may ask it."""
    answers = [
        ("JSON search", paths.json_search(), expected.json_search()),
        ("JSON worklist", paths.json_worklist(), expected.json_worklist()),
    ]
    for person in world.people:
        given = paths.json_person(person)
        answers.append(("JSON person", given, expected.json_person(person)))
    for request in world.requests:
        told = paths.json_request(request)
        answers.append(("JSON request", told, expected.json_request(request)))
    for path, given, said in answers:
        if given != NOT_IN_THIS_ROLE:
            agree(path, given, said, reader)


def check_job(world: World, reader: Reader, expected: Expected) -> None:
    """The task that lapses offers sees each that is over, and no job sees what is not its own."""
    if (reader.name, reader.purpose) != ("offer lapse", "direct care"):
        return
    with transaction.atomic():
        with as_worker(None):
            lapsed = sum(
                tasks.lapse_offer_job.func(request.pending.key)
                for request in world.requests
                if request.pending
            )
            left = care.sweep(at=reader.at)
        transaction.set_rollback(True)
    agree("job", (lapsed, left), (expected.lapsing(), 0), reader)


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(world=worlds(), at=reading_at)
def test_what_every_path_gives_is_what_the_oracle_says(room, ducks, clock_at, world, at):
    writing.take_out()
    writing.write(world)
    clock_at(at)
    oracle = Oracle(world)
    for reader in readers(world, at):
        expected = Expected(oracle, reader)
        if reader.kind == "staff":
            check_scope(world, reader)
        with paths.reading(reader, world) as cursor:
            check_tables(cursor, expected, reader)
            check_pages(world, expected, reader)
            if reader.kind == "staff":
                check_json(world, expected, reader)
        login = "worker" if reader.kind == "system" else "app"
        duck = ducks[login].rows(paths.scope_of(reader, world))
        agree("DuckDB", duck, expected.rows(), reader)
        check_job(world, reader, expected)


SOMEBODY = World((), (), (), (), (), (), (), (Person(1, None),), (), (), (), (), (), (), (), ())


def test_without_a_scope_neither_driver_gives_anything(room, ducks):
    writing.write(SOMEBODY)
    for group, duck in (("peckham_app", ducks["app"]), ("peckham_worker", ducks["worker"])):
        with psycopg.connect(url_of(room, group=group)) as session:
            with pytest.raises(psycopg.DatabaseError, match="No scope is open"):
                session.execute("SELECT count(*) FROM people_person")
        with pytest.raises(Exception, match="No scope is open"):
            duck.rows(None)
