"""The core contract of each invented practice, as it stood before: what a neighbourhood has now."""

from datetime import datetime, time
from fractions import Fraction

from peckham.contracts import api as contracts
from peckham.interfaces.cli.synthetic_load.contract import BOARD, BOARD_CODE
from peckham.kernel import Actor, Period, london
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.synthetic import api as synthetic

_SERVICE, _GROUP = "general_practice", "primary_medical"


def keep_core_contracts(place: synthetic.SyntheticPlace, *, by: Actor) -> None:
    """Write each down on the place's first day: contracts for the same people, side by side."""
    board_id = organisations.organisation_by_ods(BOARD_CODE).id
    at = london.moment(place.founded_on, time(9))
    for practice in places.practices():
        _keep(practice, place, board_id=board_id, by=by, at=at)


def _keep(
    practice: places.records.PracticeView,
    place: synthetic.SyntheticPlace,
    *,
    board_id: int,
    by: Actor,
    at: datetime,
) -> None:
    stated, terms = contracts.heads.stated, contracts.terms
    code, since = practice.ods_code, place.founded_on
    own = terms.Delivery("own", practice.name, frozenset({code}), Period(since))
    contracts.heads.write_standing(
        reference=f"SYN-GMS-{code}",
        title=f"{practice.name} (synthetic)",
        kind="gms",
        kept_by=board_id,
        entered_on=since,
        source="Invented with the place (synthetic)",
        parts=stated.Parts(
            terms=stated.StatedTerms(since, None),
            commissioners=(stated.StatedShare(BOARD, "icb", Fraction(1), True, board_id),),
            people={code: place.name},
            scope=(terms.ScopeLine(_SERVICE, _GROUP, "in", (own,)),),
        ),
        by=by,
        at=at,
    )
