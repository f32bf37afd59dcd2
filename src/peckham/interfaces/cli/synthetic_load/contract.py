"""The invented place's board, and its contract half way: a bidder is preferred, none awarded."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, Final, Literal

from peckham.contracts import api as contracts
from peckham.contracts.api import facts as f
from peckham.contracts.api import heads
from peckham.interfaces.cli.synthetic_load.keys import Keys
from peckham.kernel import Actor, Period
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.synthetic import api as synthetic

BOARD, COUNCIL = "Synthetic Integrated Care Board", "Synthetic Council"
BOARD_CODE, BOARD_SIGN_IN, _NAME = "QSYN1", "board", "Bea Marlowe"
_AUTHOR = Actor.system("Ivo Castellan, author of the synthetic proposal")
_EXPECTED = {
    "Fewer contacts with hospital": "one in twenty fewer after three years",
    "More care in the community": "two in five contacts",
}
_VOTES = tuple(
    f.Vote(member, "for", "none")
    for member in ("A. Synthetic, chair", "B. Synthetic, lay member", "C. Synthetic, GP member")
)
_REVIEWERS: Final[tuple[tuple[str, Literal["clinical", "nhs"]], ...]] = (
    ("D. Synthetic, nurse", "clinical"),
    ("E. Synthetic, director", "nhs"),
)
_DELIVERED = ("general_practice", "social_prescribing", "community_nursing")


def keep_contract(
    place: synthetic.SyntheticPlace, keys: Keys, *, password: str, by: Actor, at: datetime
) -> None:
    """Draft it two months before the present, and write down what came since, each on its day."""
    began = at - timedelta(days=60)
    board = organisations.create_organisation(
        ods_code=BOARD_CODE, name=BOARD, kind="icb", is_synthetic=True, by=by, at=began
    )
    team = organisations.create_team(organisation_id=board, name="Contracts", by=by, at=began)
    account = organisations.create_account(
        username=BOARD_SIGN_IN, name=_NAME, password=password, by=by, at=began
    )
    organisations.add_member(account_id=account, team_id=team, role="commissioner", by=by, at=began)
    public_id = heads.draft_contract(
        reference="SYN-ICP-1",
        title=f"{place.name} integrated care (synthetic)",
        kind="icp_partial",
        kept_by=board,
        starts_on=(at + timedelta(days=120)).date(),
        place_id=keys.place_id,
        by=_AUTHOR,
        at=began,
    )
    key = heads.views.contract(public_id, on=began.date()).line.id
    starts_on = (at + timedelta(days=120)).date()
    heads.keep_parts(
        contract_id=key,
        parts=_parts(board, keys.place_id, starts_on),
        by=_AUTHOR,
        at=began,
    )
    _to_preferred(key, by=by, at=at)


def _parts(board: int, place_id: int, starts_on: date) -> heads.stated.Parts:
    plan = places.planning.plans(place_id)[0]
    areas = places.planning.areas_of_plan(plan.id)
    home, name = next(iter(areas.names.items()))
    people = {code: name for code, where in areas.homes.items() if where == home}
    ends_on = starts_on.replace(year=starts_on.year + 10)
    template = heads.catalogue.template(heads.services(), "icp")
    own = contracts.terms.Delivery(
        "own", "Synthetic Trust", frozenset(people), Period(starts_on, ends_on)
    )
    return heads.stated.Parts(
        terms=heads.stated.StatedTerms(starts_on, ends_on, gp_votes_min=2),
        commissioners=(
            heads.stated.StatedShare(BOARD, "icb", Fraction(3, 4), True, board),
            heads.stated.StatedShare(COUNCIL, "local_authority", Fraction(1, 4)),
        ),
        people=people,
        scope=tuple(
            contracts.terms.ScopeLine(
                line.service, line.group, line.status, (own,) if line.service in _DELIVERED else ()
            )
            for line in template
        ),
    )


def _to_preferred(key: int, *, by: Actor, at: datetime) -> None:
    """Take it through three gates, and begin the standstill."""
    days: dict[str, dict[str, Any]] = {
        name: {"contract_id": key, "by": by, "at": at - timedelta(days=ago)}
        for name, ago in (("appraised", 58), ("approval", 45), ("engaged", 32), ("bid", 21),
                          ("preferred", 14), ("noticed", 4))
    }  # fmt: skip
    on = {name: facts["at"].date() for name, facts in days.items()}
    for form in ("icp_partial", "trust_and_networks", "snp", "mnp"):
        heads.facts.appraise_form(
            form=form, expected=_EXPECTED, appraised_on=on["appraised"], **days["appraised"]
        )
    for commissioner in (BOARD, COUNCIL):
        heads.record_decision(
            about="approval",
            commissioner=commissioner,
            body=f"Commissioning committee of {commissioner}",
            outcome="approved_subject_to",
            conditions=("equality assessment",),
            quorum=3,
            votes=_VOTES,
            reference="Synthetic minutes, item 6",
            decided_on=on["approval"],
            **days["approval"],
        )
    heads.pass_gate(gate="approved", **days["approval"])
    for code in ("EE", "CP1"):
        heads.facts.record_checkpoint(
            code=code, passed=True, finding="Fit to go on.", held_on=on["engaged"],
            **days["engaged"],
        )  # fmt: skip
    heads.pass_gate(gate="procuring", **days["engaged"])
    _bid(days["bid"], on["bid"])
    heads.pass_gate(gate="preferred", **days["preferred"])
    heads.publish_notice(
        route="most_suitable_provider",
        reasons="The invented trust runs most of the services already.",
        published_on=on["noticed"],
        **days["noticed"],
    )


def _bid(about: dict[str, Any], on: date) -> None:
    heads.holding.record_holder(
        event="pre_qualification",
        name="Synthetic Trust",
        kind="nhs_foundation_trust",
        controlled_by="nhs_foundation_trust",
        formed_by="demerger",
        formed_from="Synthetic Hospitals",
        from_on=on,
        **about,
    )
    for reviewer, capacity in _REVIEWERS:
        heads.facts.record_review(
            reviewer=reviewer,
            capacity=capacity,
            declared=True,
            finding="It can do it.",
            reviewed_on=on,
            **about,
        )
