"""The invented place's partnership and integrator, and what was published of real places."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from peckham.contracts import api as contracts
from peckham.interfaces.cli.synthetic_load.keys import Keys
from peckham.kernel import Actor, london
from peckham.synthetic import api as synthetic

partnerships = contracts.partnerships
_SCORES = {
    "size": (5, "It employs more people here than anybody else (synthetic)."),
    "scale": (4, "It works in every neighbourhood of the place (synthetic)."),
    "maturity": (3, "It has run joint teams for two years (synthetic)."),
    "local footprint": (4, "Its teams work from sites in each neighbourhood (synthetic)."),
}
# Who owns which function; what is not named is published as a gap.
_OWNERS = (
    ("workforce", "Head of joint workforce (synthetic)"),
    ("population_health", "Head of population health (synthetic)"),
    ("governance", "Partnership secretary (synthetic)"),
)
_KINDS = {
    "nhs_trust": "nhs_trust",
    "federation": "primary_care_organisation",
    "vcse": "voluntary_sector",
}


def keep_partners(place: synthetic.SyntheticPlace, keys: Keys, *, by: Actor, at: datetime) -> None:
    """Form the integrator of the invented place on its first day, and read the published ones."""
    partnerships.keep_published(by=by, at=at)
    told = partnerships.Told(place.founded_on, "Invented with the place (synthetic)")
    made: dict[str, Any] = {"told": told, "by": by, "at": london.moment(place.founded_on, time(9))}
    place_id = partnerships.forming.add_place(
        name=place.name,
        board=place.organisations[0].name,
        scheme="demonstration",
        place_id=keys.place_id,
        **made,
    )
    partnerships.forming.name_partnership(
        place_id=place_id, name=f"{place.name} Together (synthetic)", **made
    )
    partnerships.forming.form_integrator(
        place_id=place_id,
        name=f"{place.name} integrator (synthetic)",
        body_ids=_members(place, keys, made),
        **made,
    )
    _host_and_owners(place_id, place.organisations[0].name, made)
    _promises(place_id, place.organisations[0].name, place.founded_on, made)


def _members(place: synthetic.SyntheticPlace, keys: Keys, made: Mapping[str, Any]) -> list[int]:
    """Name the first body of each kind that takes part."""
    first: dict[str, int] = {}
    for number, body in enumerate(place.organisations):
        first.setdefault(body.kind, number)
    return [
        partnerships.forming.add_body(
            name=place.organisations[first[kind]].name,
            kinds=[known],
            organisation_id=int(keys.organisations[first[kind]]),
            **made,
        )
        for kind, known in _KINDS.items()
        if kind in first
    ]


def _host_and_owners(place_id: int, board: str, made: Mapping[str, Any]) -> None:
    formed = partnerships.integrator_of(place_id)
    if formed is None:
        return
    trust = next(one for one in formed.members if "nhs_trust" in one.kinds)
    of = {"integrator_id": formed.id, **made}
    partnerships.forming.decide(
        decided_by=board, outcome="approved", reference="Item 4 (synthetic)", **of
    )
    partnerships.hosting.score(member_id=trust.id, scores=_SCORES, **made)
    partnerships.hosting.choose_host(
        member_id=trust.id, reason="It scored well by all four (synthetic).", **made
    )
    for function, named in _OWNERS:
        partnerships.forming.own_function(function=function, member_id=trust.id, named=named, **of)
    partnerships.forming.record_oversight(kind="priority", words="Children first (synthetic)", **of)
    partnerships.forming.record_oversight(kind="body", words=f"{board} (synthetic)", **of)


def _promises(place_id: int, board: str, since: date, made: Mapping[str, Any]) -> None:
    promising, of = partnerships.promising, {"place_id": place_id, **made}
    promising.set_milestone(
        words="Every function has an owner (synthetic).", due_on=since.replace(year=2027), **of
    )
    promising.promise(
        words="No practice closes because a hub opens (synthetic).", owner=board, **of
    )
    promising.state_funding(
        purpose="Developing the integrator", found=board, amount_pence=25_000_000, **of
    )
    promising.state_funding(purpose="A second hub building", found="", amount_pence=None, **of)
