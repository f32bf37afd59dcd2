"""Worklists and the hub's day: in due order, page by page, with counts that are never a lie."""

from datetime import timedelta

import pytest
from django.db import transaction
from tests.databases import as_app
from tests.integration.care.acts import AT, HOUR, MINUTE, act, pending, taken
from tests.integration.care.histories import rows
from tests.integration.care.world import BY

from peckham.care import api as care
from peckham.care.queries.hubs import NotYourHub
from peckham.organisations import api as organisations


def loaded(world, count, **changes):
    with transaction.atomic(), care.bulk_load() as loading:
        keys = loading.next_ids(count)
        made = [
            rows(world, key, at=AT, due_at=AT + timedelta(minutes=n % 7), **changes)
            for n, key in enumerate(keys)
        ]
        for table in care.loading.COLUMNS:
            loading.copy(table, [row for batch in made for row in batch[table]])
    return keys


def test_pages_follow_one_another_in_due_order_without_gap_or_double(world):
    keys = loaded(world, 23)
    seen, after, pages = [], None, 0
    with as_app(world.scope("navigator")):
        while pages == 0 or after is not None:
            page = care.worklists.worklist([world.reception], after=after, limit=5)
            seen += [(row.due_at, row.id) for row in page.rows]
            after, pages = page.after, pages + 1
    assert seen == sorted(seen)
    assert [key for _, key in sorted(seen, key=lambda pair: pair[1])] == keys
    assert pages == 5
    assert page.count_words == "23"


def test_a_count_that_would_read_too_much_says_so(world):
    loaded(world, 201)
    with as_app(world.scope("navigator")):
        assert care.worklists.worklist([world.reception]).count_words == "200+"
        assert len(care.worklists.worklist([world.reception], limit=10_000).rows) == 200


def test_several_teams_are_one_list(world):
    loaded(world, 5)
    loaded(world, 5, holder=world.therapy)
    with as_app(world.scope("navigator")):
        page = care.worklists.worklist([world.reception, world.therapy], limit=20)
    due = [row.due_at for row in page.rows]
    assert len(due) == 10
    assert due == sorted(due)


def test_an_ended_request_is_on_no_list(world):
    receipt = taken(world, category="something_else")
    act(world, "navigator", "withdraw", receipt, 1, AT, reason="x")
    with as_app(world.scope("navigator")):
        assert care.worklists.worklist([world.reception]).rows == ()


def test_a_team_that_is_not_ones_own_shows_only_what_one_may_see(world):
    loaded(world, 3, holder=world.dental)
    with as_app(world.scope("therapist")):
        assert care.worklists.worklist([world.dental]).rows == ()


def test_a_row_says_what_a_reader_needs(world):
    taken(world, red_flags=())
    with as_app(world.scope("navigator")):
        (row,) = care.worklists.worklist([world.reception]).rows
    assert row.about == "Test Ada"
    assert row.category_words == "Moving about, falling, speaking or swallowing"
    assert (row.state, row.channel, row.version) == ("offered", "phone", 2)


def test_the_hubs_day(world):
    taken(world)
    taken(world, channel="desk", at=AT + HOUR)
    late = taken(world, category="safety", at=AT - 3 * HOUR)
    organisations.record_absence(
        account_id=world.accounts["navigator"], until=AT + 24 * HOUR, by=BY, at=AT
    )
    now = pending(late).expires_at - 5 * MINUTE
    with as_app(world.scope("manager", at=AT + HOUR)):
        day = care.hub_today(world.hub_id, at=AT + HOUR)
    assert [(each.hour, each.channel, each.count) for each in day.taken] == [
        (7, "phone", 1),
        (10, "phone", 1),
        (11, "desk", 1),
    ]
    teams = {team.team_id: team for team in day.teams}
    assert teams[world.reception].members_away == ("Navigator",)
    assert teams[world.reception].members_in == 1
    assert teams[world.reception].is_staffed
    assert teams[world.reception].open_requests == 3
    assert [row.category for row in day.overdue] == ["safety"]
    assert [row.request.category for row in day.offers_expiring] == ["safety"]
    assert (day.open_requests, day.escalated_requests) == (3, 0)
    assert now < AT


def test_nobody_of_a_closed_team_is_in(world):
    night = AT + 12 * HOUR
    with as_app(world.scope("manager", at=night)):
        teams = {team.team_id: team for team in care.hub_today(world.hub_id, at=night).teams}
    reception, on_call = teams[world.reception], teams[world.on_call]
    assert (reception.is_open, reception.is_staffed, reception.members_in) == (False, False, 0)
    assert (on_call.is_open, on_call.is_staffed, on_call.members_in) == (True, True, 1)


def test_a_day_that_would_be_partial_is_refused(world):
    with as_app(world.scope("therapist")), pytest.raises(NotYourHub) as refused:
        care.hub_today(world.hub_id, at=AT)
    assert refused.value.remedy
