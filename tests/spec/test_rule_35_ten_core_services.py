"""Rule 35: a hub is complete only when all ten core services are there; else it lists its gaps."""

import itertools

import pytest
from django.db import IntegrityError, transaction
from tests.integration.care import world as worlds

from peckham.services import api as services
from peckham.services.domain.completeness import completeness_of
from peckham.services.models import Service

SEED = (
    "General practice",
    "Navigation precautions",
    "Adult social care",
    "Community mental health, nursing, therapies and pharmacy",
    "Children’s services (including prenatal and postnatal care)",
    "Social prescription",
    "Dentistry and optometry",
    "Home care and health visiting",
    "Voluntary Community and Social Enterprise",
    "Public health intelligence",
)


def test_rule_35_there_are_ten_kinds_each_traced_to_the_seed():
    from peckham.infra import reference

    rows = reference.rows("core_services.csv")
    assert tuple(row["source_words"] for row in rows) == SEED
    assert [kind.position for kind in services.core_kinds()] == list(range(1, 11))
    assert len({kind.code for kind in services.core_kinds()}) == 10


def test_rule_35_every_one_of_the_1024_sets_of_kinds_is_judged():
    kinds = services.core_kinds()
    codes = [kind.code for kind in kinds]
    for held in itertools.chain.from_iterable(
        itertools.combinations(codes, count) for count in range(11)
    ):
        judged = completeness_of([*held, None], kinds)
        assert judged.complete == (len(held) == 10)
        assert {kind.code for kind in judged.missing} == set(codes) - set(held)
        assert [kind.position for kind in judged.missing] == sorted(
            kind.position for kind in judged.missing
        )


@pytest.mark.django_db
def test_rule_35_a_hub_is_complete_from_the_day_of_its_tenth_service():
    world = worlds.build()
    day = worlds.AT.date()
    assert services.completeness(world.hub_id, on=day).complete
    assert not services.completeness(
        world.hub_id, on=worlds.BUILT.date().replace(year=2025)
    ).complete
    dental = Service.objects.get(hub_id=world.hub_id, core_kind="dentistry_optometry")
    dental.during = type(dental.during)(dental.during.lower, day)
    dental.save()
    judged = services.completeness(world.hub_id, on=day)
    assert not judged.complete
    assert [kind.words for kind in judged.missing] == ["Dentistry and optometry"]


@pytest.mark.django_db
def test_rule_35_a_kind_outside_the_ten_is_refused_and_none_stands_twice():
    world = worlds.build()
    make = {"hub_id": world.hub_id, "name": "X", "team_id": world.dental}
    by = {"by": worlds.BY, "at": worlds.AT}
    with pytest.raises(services.UnknownCoreKind) as refused:
        services.create_service(core_kind="magic", **make, **by)
    assert refused.value.rule == 35
    with pytest.raises(IntegrityError), transaction.atomic():
        services.create_service(core_kind="general_practice", **make, **by)
