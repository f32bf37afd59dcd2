from datetime import UTC, datetime, timedelta

from peckham.interfaces.residents.look_words import days_of
from peckham.sharing import api as sharing

# Half past midnight in London on 24 June, and still the 23rd in UTC.
AT = datetime(2026, 6, 23, 23, 30, tzinfo=UTC)


def look(**changes):
    facts = {
        "id": 1,
        "at": AT,
        "person_id": 5,
        "actor_kind": "staff",
        "actor": "a-1",
        "actor_name": "Amina Yusuf",
        "account_id": 7,
        "role": "navigator",
        "organisation_name": "Host",
        "purpose": "navigation",
        "parts": ("demographics",),
        "allowed_by": "request",
        "agreement_version_id": None,
    }
    return sharing.log.LookRow(**(facts | changes))


def test_looks_stand_under_their_day_in_london():
    days = days_of([look(), look(at=AT - timedelta(hours=2))])
    assert [day.on.isoformat() for day in days] == ["2026-06-24", "2026-06-23"]


def test_looks_of_one_person_for_one_reason_are_one_entry_with_each_part_once():
    (day,) = days_of(
        [look(), look(parts=("demographics", "request")), look(parts=("health record",))]
    )
    (entry,) = day.entries
    assert len(entry.at) == 3
    assert len(entry.parts) == 3
    assert entry.as_what == "care navigator"
    assert entry.why.startswith("You asked for help")


def test_another_role_another_organisation_and_another_reason_stand_apart():
    (day,) = days_of(
        [look(), look(role="manager"), look(organisation_name="Trust"), look(allowed_by="contact")]
    )
    assert len(day.entries) == 4


def test_oneself_a_job_and_somebody_without_a_name_are_said_so():
    (day,) = days_of(
        [
            look(actor_kind="resident", actor="r", role="", allowed_by="own record"),
            look(actor_kind="system", actor="offer lapse", role="", allowed_by="system"),
            look(actor="a-9", actor_name=""),
        ]
    )
    assert [entry.who for entry in day.entries] == [
        "You", "A computer job: offer lapse", "A member of staff",
    ]  # fmt: skip


def test_every_kind_of_relationship_has_its_words():
    from peckham.interfaces.residents.look_words import WHY

    assert set(sharing.vocabulary.RELATIONSHIP_KINDS) <= set(WHY)
    assert all(kind in WHY for kind in ("system", "own record", ""))
