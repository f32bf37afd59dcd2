"""The notice of an intention to award, representations on it, and what is decided on them."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from peckham.contracts import models as m
from peckham.contracts.actions.factual import NotWhole, write_fact
from peckham.contracts.actions.refusing import said_plainly
from peckham.contracts.domain.standstill import needs_standstill
from peckham.infra import audit, reference
from peckham.kernel import Actor


@transaction.atomic
def publish_notice(
    *, contract_id: int, route: str, reasons: str, published_on: date, by: Actor, at: datetime
) -> None:
    """Write down the route of award with its reasons, and the day of its notice.

    Raises:
        UnknownRoute: If the regime has no such route on that day.
    """
    needs_standstill(route, on=published_on, parameters=reference.parameters())
    write_fact(
        m.AwardNotice,
        contract_id,
        route=route,
        reasons=reasons,
        on_day=published_on,
        by=by,
        at=at,
    )


@transaction.atomic
def record_representation(
    *, contract_id: int, of: str, said: str, received_on: date, by: Actor, at: datetime
) -> None:
    """Write down a representation on the latest notice: the award waits for what is decided on it.

    Raises:
        NotWhole: If there is no notice.
    """
    with said_plainly():
        m.Representation.objects.create(
            notice=_latest(contract_id),
            of=of,
            said=said,
            on_day=received_on,
            recorded_at=at,
            recorded_by=by.identifier,
        )
    _audited("representation", contract_id, by=by, at=at)


@transaction.atomic
def decide_representations(
    *, contract_id: int, decided: str, told_on: date, by: Actor, at: datetime
) -> None:
    """Write down what was decided on the representations, and when it was made known.

    Raises:
        NotWhole: If there is no notice, or it was decided on already.
    """
    try:
        with said_plainly():
            m.FurtherDecision.objects.create(
                notice=_latest(contract_id),
                decided=decided,
                on_day=told_on,
                recorded_at=at,
                recorded_by=by.identifier,
            )
    except IntegrityError:
        raise NotWhole(
            "The representations on this notice were decided on already.",
            remedy="A new decision needs a new notice.",
        ) from None
    _audited("further_decision", contract_id, by=by, at=at)


def _latest(contract_id: int) -> m.AwardNotice:
    found = m.AwardNotice.objects.filter(contract_id=contract_id).order_by("on_day", "pk").last()
    if found is None:
        raise NotWhole("No notice is published yet.", remedy="Write down the notice first.")
    return found


def _audited(what: str, contract_id: int, *, by: Actor, at: datetime) -> None:
    audit.record(
        action=f"contracts.record_{what}",
        subject_kind="contract",
        subject_id=contract_id,
        by=by,
        at=at,
    )
