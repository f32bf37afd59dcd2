"""The two agreements under which the invented organisations share, signed on the first day."""

from datetime import datetime, time

from peckham.interfaces.cli.synthetic_load.keys import Keys
from peckham.kernel import Actor, london
from peckham.sharing import api as sharing
from peckham.synthetic import api as synthetic

_AGREEMENTS = (
    (
        "SYN-DSA-1",
        "Direct care in the neighbourhoods",
        ("direct care",),
        ("identity", "requests", "health_record", "care_plan"),
        "Those who care for you see what they need of your record, from whichever of these "
        "organisations keeps it.",
    ),
    (
        "SYN-DSA-2",
        "One front door",
        ("navigation",),
        ("identity", "requests"),
        "Whoever answers at the front door sees who you are, how to reach you and what you asked "
        "for, and nothing of your health record.",
    ),
)


def sign_all(place: synthetic.SyntheticPlace, keys: Keys, *, by: Actor) -> None:
    """Draft the agreements and have every organisation of the place sign, as of its first day."""
    since = london.moment(place.founded_on, time.min)
    organisations = [int(key) for key in keys.organisations]
    for reference, title, purposes, categories, summary in _AGREEMENTS:
        drafted = sharing.agreements.draft_agreement(
            reference=reference,
            title=title,
            drafted_for=organisations[0],
            terms=_terms(purposes, categories, summary, since, organisations),
            by=by,
            at=since,
        )
        for organisation_id in organisations:
            sharing.agreements.sign(
                version_id=drafted.version_id,
                organisation_id=organisation_id,
                position="Information governance lead (synthetic)",
                by=by,
                at=since,
            )


def _terms(
    purposes: tuple[str, ...],
    categories: tuple[str, ...],
    summary: str,
    since: datetime,
    organisations: list[int],
) -> sharing.agreed.Terms:
    return sharing.agreed.Terms(
        purposes=purposes,
        categories=categories,
        article_6="6(1)(e)",
        article_9="9(2)(h)",
        confidentiality_basis="implied consent",
        impact_assessment_reference="SYN-DPIA-1 (synthetic)",
        summary=summary,
        starts_at=since,
        parties=tuple(sharing.agreed.Party(key) for key in organisations),
    )
