"""The practices that take part in a contract, as the rules ask of them."""

from collections.abc import Mapping
from datetime import date

from peckham.contracts import models as m
from peckham.contracts.domain.facts import Partner, Stamp
from peckham.contracts.queries.saying import known


def partners_of(
    contract: m.Contract, day: date, *, areas: Mapping[str, str]
) -> tuple[Partner, ...]:
    """Give the practices that take part in a contract, by their own steps known on a day (rule 59).

    Args:
        contract: Its row.
        day: The day.
        areas: Codes that it covers, of small areas or practices' lists, with the larger area of
            each: a practice counts in the area of its list, else of where it is.
    """
    latest: dict[int, m.ParticipationStep] = {}
    steps = m.ParticipationStep.objects.filter(contract=contract).order_by("pk")
    for step in steps.select_related("practice__area", "practice__organisation"):
        if known(step.recorded_at, day) and step.on_day <= day:
            latest[step.practice_id] = step
    found = []
    for step in latest.values():
        practice = step.practice
        where = practice.area.code if practice.area else ""
        area = areas.get(practice.organisation.ods_code) or areas.get(where)
        if step.mode != "none" and area is not None:
            stamp = Stamp(step.on_day, step.recorded_at)
            name = practice.organisation.name
            found.append(Partner(name, area, step.mode, stamp))  # type: ignore[arg-type]
    return tuple(found)
