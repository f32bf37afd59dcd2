"""Rows of organisations and of the Access book, as a world says them."""

from datetime import date, datetime
from typing import Any

from psycopg.types.range import DateRange, TimestamptzRange
from tests.generative.sharing.moments import LONG_AGO, moment
from tests.generative.sharing.worlds import World, public, relationships

PLACE = 1
FIRST_RECORDED = moment(LONG_AGO)


def _spell(start: datetime, end: datetime | None) -> TimestamptzRange:
    return TimestamptzRange(start, end)


def ground(world: World) -> list[tuple[str, list[dict[str, Any]]]]:
    return [*_staff(world), *_places(world)]


def _staff(world: World) -> list[tuple[str, list[dict[str, Any]]]]:
    kinds = {True: "practice", False: "nhs_trust"}
    since = _spell(FIRST_RECORDED, None)
    return [
        (
            "organisations_organisation",
            [
                {
                    "id": o.key,
                    "ods_code": f"Z{o.key}",
                    "name": f"Body {o.key}",
                    "kind": kinds[o.is_practice],
                }
                for o in world.organisations
            ],
        ),
        (
            "organisations_account",
            [
                {
                    "id": key,
                    "public_id": public(4, key),
                    "username": f"account{key}",
                    "name": f"Account {key}",
                    "password": "!",
                }
                for key in world.accounts
            ],
        ),
        (
            "organisations_team",
            [
                {
                    "id": t.key,
                    "organisation_id": t.organisation,
                    "name": f"Team {t.key}",
                    "during": since,
                }
                for t in world.teams
            ],
        ),
        (
            "organisations_membership",
            [
                {
                    "id": m.key,
                    "public_id": m.public_id,
                    "account_id": m.account,
                    "team_id": m.team,
                    "role": m.role,
                    "during": _spell(m.start, m.end),
                }
                for m in world.memberships
            ],
        ),
    ]


def _places(world: World) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        (
            "places_practice",
            [{"id": o.key, "organisation_id": o.key} for o in world.organisations if o.is_practice],
        ),
        (
            "places_hub",
            [
                {
                    "id": h.key,
                    "place_id": PLACE,
                    "neighbourhood_code": f"N{h.key}",
                    "name": f"Hub {h.key}",
                    "reception_team_id": h.reception,
                    "on_call_team_id": h.reception,
                    "duty_team_id": h.reception,
                    "during": DateRange(date(2020, 1, 1), None),
                }
                for h in world.hubs
            ],
        ),
    ]


def papers(world: World) -> list[tuple[str, list[dict[str, Any]]]]:
    return [*_drafted(world), *_signed(world)]


def _drafted(world: World) -> list[tuple[str, list[dict[str, Any]]]]:
    agreements = sorted({v.agreement for v in world.versions})
    return [
        (
            "sharing_agreement",
            [
                {
                    "id": key,
                    "reference": f"DSA-{key}",
                    "title": "Drawn",
                    "drafted_for_id": world.organisations[0].key,
                    "recorded_at": FIRST_RECORDED,
                }
                for key in agreements
            ],
        ),
        (
            "sharing_agreementversion",
            [
                {
                    "id": v.key,
                    "agreement_id": v.agreement,
                    "number": v.number,
                    "purposes": list(v.purposes),
                    "categories": list(v.categories),
                    "article_6": "6(1)(e)",
                    "article_9": "9(2)(h)",
                    "confidentiality_basis": "section 251" if v.last_day else "consent",
                    "section_251_reference": "CAG-1" if v.last_day else "",
                    "section_251_expires_on": v.last_day,
                    "impact_assessment_reference": "DPIA-1",
                    "summary": "Drawn",
                    "during": _spell(v.start, v.end),
                    "drafted_by": "lead",
                    "recorded_at": v.recorded_at,
                }
                for v in world.versions
            ],
        ),
        (
            "sharing_agreementparty",
            [
                {
                    "version_id": v.key,
                    "organisation_id": p.organisation,
                    "role": "controller",
                    "supplies": p.supplies,
                    "receives": p.receives,
                }
                for v in world.versions
                for p in v.parties
            ],
        ),
    ]


def _signed(world: World) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        (
            "sharing_agreementsignature",
            [
                {
                    "version_id": v.key,
                    "organisation_id": organisation,
                    "signed_by": "Lead",
                    "position": "Caldicott Guardian",
                    "signed_at": at,
                    "recorded_at": at,
                }
                for v in world.versions
                for organisation, at in v.signatures
            ],
        ),
        (
            "sharing_agreementwithdrawal",
            [
                {
                    "id": w.key,
                    "agreement_id": w.agreement,
                    "organisation_id": w.organisation,
                    "withdrawn_by": "Lead",
                    "reason": "Drawn",
                    "from_at": w.from_at,
                    "recorded_at": w.recorded_at,
                }
                for w in world.withdrawals
            ],
        ),
    ]


def limits(world: World) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        (
            "sharing_mark",
            [
                {
                    "id": m.key,
                    "person_id": m.person,
                    "category": m.category,
                    "account_id": m.account,
                    "during": _spell(m.start, m.end),
                    "recorded_by": "drawn",
                    "recorded_at": m.start,
                }
                for m in world.marks
            ],
        ),
        (
            "sharing_objection",
            [
                {
                    "id": o.key,
                    "person_id": o.person,
                    "kind": o.kind,
                    "during": _spell(o.start, o.end),
                    "recorded_by": "drawn",
                    "recorded_at": o.recorded_at,
                }
                for o in world.objections
            ],
        ),
        (
            "sharing_breakglass",
            [
                {
                    "id": e.key,
                    "person_id": e.person,
                    "account_id": e.account,
                    "actor": str(public(4, e.account)),
                    "actor_name": "Drawn",
                    "role": e.role,
                    "team_id": e.team,
                    "organisation_id": e.organisation,
                    "reason": "Unconscious at the door",
                    "at": e.at,
                    "until": e.until,
                    "recorded_at": e.at,
                }
                for e in world.emergencies
            ],
        ),
    ]


# Which fact a relationship of each kind comes from.
SOURCES = {
    "registration": "people.registration",
    "request": "care.request",
    "contact": "care.contact",
    "break_glass": "sharing.break_glass",
}


def related(world: World) -> list[dict[str, Any]]:
    return [
        {
            "person_id": r.person,
            "team_id": r.team,
            "organisation_id": r.organisation,
            "account_id": r.account,
            "kind": r.kind,
            "source_kind": SOURCES[r.kind],
            "source_id": r.source,
            "during": _spell(r.start, r.end),
            "recorded_at": r.recorded_at,
        }
        for r in relationships(world)
    ]
