"""Draws worlds: organisations, agreements, people, what happened to them, and who reads when."""

from datetime import timedelta

from hypothesis import strategies as st
from tests.generative.sharing.moments import DAYS, LAST_WRITTEN, LONG_AGO, MOMENTS, day, moment
from tests.generative.sharing.worlds import (
    FIRST_KEY,
    Contact,
    Emergency,
    Fact,
    Hub,
    ListChange,
    Mark,
    Membership,
    Merge,
    Objection,
    Offer,
    Organisation,
    Party,
    Person,
    Request,
    Team,
    Version,
    Withdrawal,
    World,
)

ROLES = (
    "clinician",
    "navigator",
    "service_member",
    "manager",
    "administrator",
    "governance_lead",
)
CARE = ("direct care", "navigation")
ORDINARY = ("identity", "requests", "health_record", "care_plan")
SENSITIVE = ("sexual_health", "domestic_abuse", "adoption", "staff_as_patient")
FACT_TABLES = (
    "identifier",
    "othername",
    "addressspell",
    "communicationneed",
    "contactpoint",
    "proxy",
)

written = st.integers(0, LAST_WRITTEN)
often = st.sampled_from((True, True, True, True, False))
seldom = st.sampled_from((False, False, False, False, True))


class Keys:
    """Gives keys one after another, of whatever kind."""

    def __init__(self):
        self.last = FIRST_KEY

    def __call__(self):
        self.last += 1
        return self.last


@st.composite
def worlds(draw):
    keys = Keys()
    organisations, teams, hubs = _ground(draw, keys)
    accounts = tuple(keys() for _ in range(draw(st.sampled_from((2, 1)))))
    memberships = _memberships(draw, keys, accounts, teams, hubs)
    versions, withdrawals = _papers(draw, keys, organisations)
    people, merges = _people(draw, keys)
    return World(
        organisations=organisations,
        teams=teams,
        hubs=hubs,
        accounts=accounts,
        memberships=memberships,
        versions=versions,
        withdrawals=withdrawals,
        people=people,
        merges=merges,
        list_changes=_lists(draw, organisations, people),
        facts=_facts(draw, keys, people),
        requests=_requests(draw, keys, people, hubs, teams),
        contacts=_contacts(draw, keys, people, hubs, teams),
        marks=_marks(draw, keys, people, accounts),
        objections=_objections(draw, keys, people),
        emergencies=_emergencies(draw, keys, people, memberships, teams),
    )


def _one(draw, among):
    return draw(st.sampled_from(among))


def _span(draw, *, start=written):
    """Draw a beginning, and an end after it or none."""
    first = draw(start)
    last = draw(st.one_of(st.none(), st.integers(first + 1, MOMENTS - 1)))
    return moment(first), None if last is None else moment(last)


def _ground(draw, keys):
    practices = [Organisation(keys(), True) for _ in range(draw(st.integers(1, 2)))]
    others = [Organisation(keys(), False) for _ in range(draw(st.integers(1, 2)))]
    organisations = (*practices, *others)
    # The first of the others holds the hub; everybody has a team, and one has two.
    teams = [Team(keys(), each.key) for each in organisations]
    teams += [Team(keys(), others[0].key)]
    hubs = [Hub(keys(), teams[len(practices)].key)]
    if draw(seldom):
        hubs.append(Hub(keys(), teams[-1].key))
    return organisations, tuple(teams), tuple(hubs)


def _memberships(draw, keys, accounts, teams, hubs):
    found = []
    for account in accounts:
        several = draw(st.lists(st.sampled_from(teams), max_size=2, unique=True))
        if draw(often) or not several:
            door = next(team for team in teams if team.key == hubs[0].reception)
            several = list(dict.fromkeys([door, *several]))
        for team in several:
            start, end = (moment(LONG_AGO), None) if draw(often) else _span(draw)
            role = _one(draw, ROLES[:2]) if draw(often) else _one(draw, ROLES)
            found.append(Membership(keys(), account, team.key, role, start, end))
    return tuple(found)


def _papers(draw, keys, organisations):
    versions, withdrawals = [], []
    for _ in range(draw(st.sampled_from((1, 1, 2, 0)))):
        agreement = keys()
        for number in range(1, 1 + draw(st.sampled_from((1, 1, 2)))):
            versions.append(_version(draw, keys(), agreement, number, organisations))
        for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
            recorded = draw(written)
            withdrawals.append(
                Withdrawal(
                    keys(),
                    agreement,
                    _one(draw, organisations).key,
                    moment(draw(st.integers(recorded, MOMENTS - 1))),
                    moment(recorded),
                )
            )
    return tuple(versions), tuple(withdrawals)


def _version(draw, key, agreement, number, organisations):
    several = st.lists(st.sampled_from(organisations), min_size=2, unique=True)
    among = organisations if draw(often) else draw(several)
    parties = tuple(
        Party(each.key, *draw(st.sampled_from([(True, True)] * 3 + [(True, False), (False, True)])))
        for each in among
    )
    drafted = draw(st.integers(LONG_AGO, LAST_WRITTEN)) if draw(seldom) else LONG_AGO
    signed = st.integers(drafted, LAST_WRITTEN)
    everything = draw(st.booleans())
    start, end = (moment(LONG_AGO), None) if draw(often) else _span(draw)
    return Version(
        key=key,
        agreement=agreement,
        number=number,
        purposes=CARE if draw(often) else _some(draw, (*CARE, "safety")),
        categories=(*ORDINARY, *SENSITIVE[:2])
        if everything
        else ORDINARY
        if draw(often)
        else _some(draw, (*ORDINARY, *SENSITIVE)),
        start=start,
        end=end,
        last_day=day(draw(st.integers(5, DAYS - 1))) if draw(seldom) else None,
        recorded_at=moment(drafted),
        parties=parties,
        signatures=tuple(
            (party.organisation, moment(drafted if draw(often) else draw(signed)))
            for party in parties
            if not draw(seldom) or draw(often)
        ),
    )


def _some(draw, among):
    return tuple(draw(st.lists(st.sampled_from(among), min_size=1, unique=True)))


def _people(draw, keys):
    people, merges = [], []
    for _ in range(draw(st.sampled_from((2, 1, 3)))):
        into = _one(draw, people).key if people and draw(seldom) else None
        people.append(Person(keys(), into))
        if into is not None:
            merges.append(Merge(keys(), into, people[-1].key))
    return tuple(people), tuple(merges)


def _lists(draw, organisations, people):
    practices = [each.key for each in organisations if each.is_practice]
    found = []
    for person in people:
        if not draw(often):
            continue
        found.append(ListChange(person.key, _one(draw, practices), LONG_AGO, LONG_AGO))
        moves = draw(st.lists(st.integers(1, DAYS - 1), max_size=2, unique=True))
        recorded = 0
        for on_day in sorted(moves):
            recorded = draw(st.integers(recorded, LAST_WRITTEN))
            onto = _one(draw, practices) if draw(often) else None
            found.append(ListChange(person.key, onto, on_day, recorded))
    return tuple(found)


def _facts(draw, keys, people):
    found = []
    for person in people:
        found += [
            Fact(table, keys(), person.key, is_superseded)
            for table in FACT_TABLES
            for is_superseded in (False, True)
        ]
        found += [
            Fact("recordentry", keys(), person.key, draw(seldom), kind, sensitivity)
            for kind in ("condition", "care_plan")
            for sensitivity in ("", _one(draw, SENSITIVE))
        ]
    return tuple(found)


def _requests(draw, keys, people, hubs, teams):
    return tuple(
        _request(draw, keys, people, hubs, teams)
        for _ in range(draw(st.sampled_from((2, 1, 3, 0))))
    )


def _request(draw, keys, people, hubs, teams):
    hub = _one(draw, hubs)
    steps = sorted(draw(st.lists(written, min_size=3, max_size=6)))
    taken_at, steps = steps[0], steps[1:]
    offers, holder, state = [], hub.reception, "received"
    while steps and draw(often):
        offered_at, steps = steps[0], steps[1:]
        receiver = _one(draw, [team.key for team in teams if team.key != holder])
        answer = draw(st.sampled_from(("accepted", "accepted", "returned", "lapsed", "pending")))
        if answer == "pending" or not steps:
            offers.append(_offer(draw, keys(), holder, receiver, offered_at, "pending", None))
            state = "offered"
            break
        offers.append(_offer(draw, keys(), holder, receiver, offered_at, answer, steps[0]))
        steps = steps[1:]
        holder, state = (receiver, "in_progress") if answer == "accepted" else (holder, "received")
    ended_at = steps[-1] if state != "offered" and steps and draw(seldom) else None
    return Request(
        key=keys(),
        person=_one(draw, people).key if draw(often) else None,
        hub=hub.key,
        taken_team=_one(draw, teams).key if draw(seldom) else hub.reception,
        holder=holder,
        state=state if ended_at is None else "withdrawn",
        taken_at=moment(taken_at),
        ended_at=None if ended_at is None else moment(ended_at),
        offers=tuple(offers),
    )


def _offer(draw, key, sender, receiver, offered_at, state, resolved):
    expires = moment(draw(st.integers(offered_at, MOMENTS - 1))) + timedelta(minutes=30)
    return Offer(
        key,
        sender,
        receiver,
        moment(offered_at),
        state,
        None if resolved is None else moment(resolved),
        expires,
    )


def _contacts(draw, keys, people, hubs, teams):
    found = []
    for _ in range(draw(st.sampled_from((1, 2, 0)))):
        at = draw(st.integers(max(0, LAST_WRITTEN - 4), LAST_WRITTEN))
        # Until the day ends in London: the next moment that is a midnight.
        until = moment(at + (1 if at % 2 else 2))
        team, hub = _one(draw, teams).key, _one(draw, hubs).key
        found.append(Contact(keys(), _one(draw, people).key, team, hub, moment(at), until))
    return tuple(found)


def _marks(draw, keys, people, accounts):
    found = []
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2)))):
        account = _one(draw, accounts) if draw(st.booleans()) else None
        category = "staff_as_patient" if account is not None else _one(draw, SENSITIVE)
        found.append(Mark(keys(), _one(draw, people).key, category, account, *_span(draw)))
    return tuple(found)


def _objections(draw, keys, people):
    found = []
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 2)))):
        start = draw(written)
        recorded = draw(st.integers(start, LAST_WRITTEN))
        end = draw(st.one_of(st.none(), st.integers(start + 1, MOMENTS - 1)))
        kind = draw(
            st.sampled_from(("refusal_to_share", "refusal_to_share", "national_data_opt_out"))
        )
        found.append(
            Objection(
                keys(),
                _one(draw, people).key,
                kind,
                moment(start),
                None if end is None else moment(end),
                moment(recorded),
            )
        )
    return tuple(found)


def _emergencies(draw, keys, people, memberships, teams):
    found = []
    for _ in range(draw(st.sampled_from((0, 1, 1)))):
        member = _one(draw, memberships)
        organisation = next(t.organisation for t in teams if t.key == member.team)
        at = draw(written)
        until = draw(st.integers(at + 1, MOMENTS - 1))
        found.append(
            Emergency(
                keys(),
                _one(draw, people).key,
                member.account,
                organisation,
                member.team,
                member.role,
                moment(at),
                moment(until),
            )
        )
    return tuple(found)
