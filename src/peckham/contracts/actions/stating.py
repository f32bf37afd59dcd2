"""Writing down one fact about partners: the row and its line of the trail, in one transaction."""

from datetime import datetime

from django.db import transaction

from peckham.contracts.domain.partner_views import Told
from peckham.contracts.models.quoted import Quoted
from peckham.infra import audit
from peckham.kernel import Actor


@transaction.atomic
def write[Row: Quoted](
    model: type[Row], *, told: Told, by: Actor, at: datetime, **values: object
) -> Row:
    """Add one row, dated and with its source.

    Raises:
        NotYetHappened: If its day has not come.
    """
    told.check_not_before(at)
    row = model._default_manager.create(
        **values,
        on_day=told.on,
        source=told.source,
        quotation=told.quotation,
        recorded_at=at,
        recorded_by=by.identifier,
    )
    audit.record(
        action=f"contracts.write_{model._meta.model_name}",
        subject_kind=str(model._meta.verbose_name),
        subject_id=row.pk,
        by=by,
        at=at,
    )
    return row
