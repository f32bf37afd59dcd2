"""Keeping an exposure, so that both sides see the same figures later."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from peckham.finance import models as m
from peckham.finance.actions.refusing import refusals
from peckham.finance.actions.settling import acts_for, side_of
from peckham.finance.domain.settlement import digest_of
from peckham.finance.queries.exposures import Looked, figures_of
from peckham.infra import audit
from peckham.kernel import Actor


@transaction.atomic
def keep(contract_id: int, looked: Looked, *, by: Actor, at: datetime) -> UUID:
    """Keep an exposure with all that it was worked out from.

    Returns:
        Its public key.

    Raises:
        NotForASide: If the actor's organisation neither keeps the contract nor holds it.
    """
    side_of(contract_id)
    with refusals():
        row = m.Exposure.objects.create(
            contract_id=contract_id,
            number=m.Exposure.objects.filter(contract_id=contract_id).count() + 1,
            year=(looked.year.start, looked.year.end),
            kept_for_id=acts_for(),
            inputs=looked.inputs,
            inputs_sha256=digest_of(looked.inputs),
            figures=figures_of(looked.exposed),
            recorded_at=at,
            recorded_by=by.identifier,
        )
    audit.record(
        action="finance.keep_exposure",
        subject_kind="exposure",
        subject_id=row.public_id,
        by=by,
        at=at,
    )
    return row.public_id
