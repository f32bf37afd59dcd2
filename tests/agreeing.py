"""Agreements that tests stand on: drafted and signed by every organisation that is named."""

from datetime import datetime
from itertools import count

from peckham.kernel import Actor
from peckham.sharing import api as sharing

BY = Actor("staff", "lead", "Test Lead")
_NUMBER = count(1)
CARE = ("direct care", "navigation")


def terms(*organisation_ids: int, at: datetime, **changes: object) -> sharing.agreed.Terms:
    """Make the terms of an agreement on everything ordinary, for care, between these."""
    facts: dict[str, object] = {
        "purposes": CARE,
        "categories": sharing.vocabulary.ORDINARY_CATEGORIES,
        "article_6": "6(1)(e)",
        "article_9": "9(2)(h)",
        "confidentiality_basis": "implied consent",
        "impact_assessment_reference": "DPIA-1",
        "summary": "Records are shared for your own care.",
        "starts_at": at,
        "parties": tuple(sharing.agreed.Party(key) for key in organisation_ids),
    }
    return sharing.agreed.Terms(**(facts | changes))  # type: ignore[arg-type]


def agree(*organisation_ids: int, at: datetime, signed: bool = True, **changes: object):
    """Draft an agreement, and have every party sign it, as the owner of the books."""
    drafted = sharing.agreements.draft_agreement(
        reference=f"TEST-{next(_NUMBER)}",
        title="Test agreement",
        drafted_for=organisation_ids[0],
        terms=terms(*organisation_ids, at=at, **changes),
        by=BY,
        at=at,
    )
    if signed:
        for key in organisation_ids:
            sharing.agreements.sign(
                version_id=drafted.version_id,
                organisation_id=key,
                position="Caldicott Guardian",
                by=BY,
                at=at,
            )
    return drafted
