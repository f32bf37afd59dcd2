"""The parts of a copy of one's own record, each read in a transaction in the person's scope."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from peckham.care import api as care
from peckham.interfaces.residents.own_copy.plain import plain, without
from peckham.people import api as people
from peckham.sharing import api as sharing

_LOOKS_AT_ONCE = 500

LEFT_OUT = (
    {
        "what": "The names and telephone numbers of people who asked for you, of carers, and of "
        "those who may speak for you",
        "why": "They are about somebody else. Your copy says how each is related to you.",
        "how": "You can ask us. We ask them first, or decide whether it is reasonable.",
    },
    {
        "what": "What somebody else wrote when they asked for you",
        "why": "It may say something about them. A person reads it before it is given to you.",
        "how": "You can ask us for it.",
    },
    {
        "what": "Notes that staff wrote to one another about a request",
        "why": "A person reads them before they are given to you.",
        "how": "You can ask us for them.",
    },
    {
        "what": "Looks at your record that the law lets us withhold",
        "why": "In rare cases a clinician may withhold them, where showing them would risk serious "
        "harm to somebody. We do not say whether there are any.",
        "how": "You can complain to us, or to the Information Commissioner.",
    },
    {
        "what": "The files that other systems sent, as they sent them",
        "why": "What we read out of them is in this copy.",
        "how": "You can ask us for them, or ask who sent them.",
    },
)


def identity(public_id: UUID, records: tuple[int, ...]) -> dict[str, Any]:
    """Who the person is, where they live and lived, how to reach them."""
    view = people.person(public_id, with_record=False)
    return {
        "person": {
            "family_name": view.family_name,
            "given_name": view.given_name,
            "preferred_name": view.preferred_name,
            "other_names": list(view.other_names),
            "birth_date": view.birth_date_words,
            "sex": view.sex,
            "ethnicity": view.ethnicity_words,
            "first_language": view.first_language,
            "nhs_number": view.nhs_number,
            "identifiers": plain(view.identifiers),
            "labels": list(view.labels),
        },
        "home": {"words": view.home.words, "area_code": view.home.area_code},
        "addresses": [without(plain(spell), "area_id", "hub_id") for spell in view.spells],
        "practice": without(plain(view.registration), "practice_id") if view.registration else None,
        "communication_needs": plain(view.needs),
        "contact_points": plain(view.contacts),
        "carers_and_proxies": [
            {
                "relationship": proxy.relationship,
                "authority": proxy.authority,
                "may": list(proxy.may),
                "since": plain(proxy.since),
            }
            for proxy in view.proxies
        ],
        "merged_records": [
            {"reason": merged.reason, "merged_at": plain(merged.merged_at)}
            for merged in view.merged
        ],
    }


def record(public_id: UUID, records: tuple[int, ...]) -> dict[str, Any]:
    """What other systems sent: conditions, observations, medications, and plans apart."""
    people.record_look(
        records[0],
        parts=["health record", "care plan"],
        categories=["health_record", "care_plan"],
    )
    entries = people.whole_record(records)
    return {
        "health_record": [plain(entry) for entry in entries if entry.kind != "care_plan"],
        "care_plans": [plain(entry) for entry in entries if entry.kind == "care_plan"],
    }


def requests(public_id: UUID, records: tuple[int, ...]) -> dict[str, Any]:
    """What was asked for, with messages and each step."""
    people.record_look(records[0], parts=["request"], categories=["requests"])
    return {"requests": [plain(each) for each in care.own_requests(records)]}


def looks(public_id: UUID, records: tuple[int, ...]) -> dict[str, Any]:
    """Who looked, as far as it is not withheld; and no number from which a gap could be told."""
    found: list[dict[str, Any]] = []
    page = sharing.log.own_looks(limit=_LOOKS_AT_ONCE)
    while True:
        found += [
            {
                "at": plain(look.at),
                "who": look.actor_name or look.actor,
                "kind": look.actor_kind,
                "role": look.role,
                "organisation": look.organisation_name,
                "purpose": look.purpose,
                "parts": list(look.parts),
                "allowed_by": look.allowed_by,
            }
            for look in page.rows
        ]
        if page.after is None:
            return {"looks": found}
        page = sharing.log.own_looks(after=page.after, limit=_LOOKS_AT_ONCE)


Part = Callable[[UUID, tuple[int, ...]], dict[str, Any]]
PARTS: tuple[Part, ...] = (identity, record, requests, looks)
