"""What a role may do: one table of data, what an organisation or a team chose, and no further."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app
from tests.integration.organisations.employers import AT

from peckham.infra.scope import Scope
from peckham.organisations import api as organisations
from peckham.organisations.models import ROLES, PermissionGrant

pytestmark = pytest.mark.django_db
roles = organisations.roles


def asked(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()[0]


def choose(world, who, **changes):
    scope = world.scope(who)
    choice = {
        "team_id": None,
        "role": "navigator",
        "permission": "see_hub_today",
        "allowed": False,
        "reason": "A quiet hub",
        "by": scope.actor,
        "at": scope.at,
    }
    with as_app(scope):
        return organisations.permissions.choose(**(choice | changes))


def may(world, who, permission, at=AT):
    """Ask the database and Python, which have to agree."""
    scope = world.scope(who, at=at)
    with as_app(scope) as cursor:
        cursor.execute("SELECT peckham.scope_may(%s)", [permission])
        said = cursor.fetchone()[0]
    assert said == (permission in roles.permitted(scope)), (who, permission)
    return said


def test_every_role_has_a_purpose_and_permissions_that_exist_and_lie_within_the_widest():
    known = roles.catalogue()
    for role in ROLES:
        assert roles.purpose_of(role)
        assert roles.permissions_of(role) <= set(known)
    for permission in known.values():
        assert permission.roles <= permission.widest <= set(ROLES), permission.name
        assert permission.roles, f"nobody has {permission.name}"


def test_the_database_holds_the_same_table_as_the_data():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, roles, widest FROM organisations_permission")
        held = {name: (set(has), set(widest)) for name, has, widest in cursor}
    assert held == {p.name: (set(p.roles), set(p.widest)) for p in roles.catalogue().values()}


def test_a_changed_file_changes_the_table_at_the_next_start(monkeypatch):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organisations_permission SET roles = '{}' WHERE name = 'break_glass'"
        )
        cursor.execute("INSERT INTO organisations_permission VALUES ('gone', '{}', '{}')")
    organisations.permissions.keep_in_step()
    test_the_database_holds_the_same_table_as_the_data()


def test_no_function_and_no_row_policy_goes_by_the_name_of_a_role():
    """What a role may is asked of the table, so that narrowing it holds on every path."""
    compares = r"scope_role\(\)\s*(=|<>|IN|NOT IN|= ANY)\s*\(?\s*(''|ARRAY)"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE pronamespace = 'peckham'::regnamespace"
            f" AND prosrc ~* '{compares}' UNION SELECT polname FROM pg_policy WHERE"
            " concat(pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))"
            f" ~* '{compares}'"
        )
        assert cursor.fetchall() == []


def test_a_mistyped_permission_is_a_fault_not_a_refusal():
    with pytest.raises(KeyError):
        roles.may("navigator", "serach_people")


def test_what_a_role_may_is_as_the_data_say_where_nobody_chose(world):
    assert may(world, "navigator", "see_hub_today")
    assert not may(world, "nurse", "see_hub_today")
    assert may(world, "admin", "manage_accounts")
    assert not may(world, "navigator", "manage_accounts")


def test_an_organisation_narrows_and_widens_and_goes_back(world):
    choose(world, "admin")
    assert not may(world, "navigator", "see_hub_today")
    choose(world, "admin", allowed=None)
    assert may(world, "navigator", "see_hub_today")
    choose(world, "admin", role="clinician", allowed=True)
    assert may(world, "nurse", "see_hub_today")


def test_a_team_stands_before_its_organisation_and_alone(world):
    choose(world, "admin", role="clinician", permission="search_people", allowed=False)
    assert not may(world, "nurse", "search_people")
    choose(
        world,
        "admin",
        team_id=world.nursing,
        role="clinician",
        permission="search_people",
        allowed=True,
    )
    assert may(world, "nurse", "search_people")
    choose(world, "admin", team_id=world.therapy, allowed=False)
    assert not may(world, "navigator", "see_hub_today")


def test_a_choice_holds_from_then_on_and_not_before(world):
    choose(world, "admin")
    assert may(world, "navigator", "see_hub_today", at=AT - timedelta(hours=1))
    assert not may(world, "navigator", "see_hub_today", at=AT + timedelta(hours=1))


@pytest.mark.parametrize(
    ("role", "permission"),
    [
        ("navigator", "break_glass"),
        ("manager", "sign_agreements"),
        ("navigator", "manage_accounts"),
        ("administrator", "search_people"),
        ("navigator", "no_such_thing"),
        # Who may choose is never chosen away: nobody could take it back.
        ("administrator", "manage_permissions"),
    ],
)
def test_nobody_widens_beyond_what_the_deployment_lets_anybody_have(world, role, permission):
    with pytest.raises(organisations.refusing.BeyondWidest):
        choose(world, "admin", role=role, permission=permission, allowed=True)


def test_even_a_row_of_the_owner_does_not_widen_beyond_the_widest(world):
    PermissionGrant.objects.create(
        organisation_id=world.trust,
        role="navigator",
        permission="manage_accounts",
        allowed=True,
        during=(AT - timedelta(days=1), None),
        by_account_id=world.accounts["admin"],
        recorded_at=AT,
    )
    assert not may(world, "navigator", "manage_accounts")


@pytest.mark.parametrize("who", ["lead", "nurse", "theirs"])
def test_only_an_administrator_of_the_organisation_chooses(world, who):
    with pytest.raises(organisations.refusing.NotYours):
        choose(world, who, team_id=world.therapy)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO organisations_permissiongrant (organisation_id, role, permission, allowed,"
        " during, by_account_id, recorded_at) VALUES (1, 'navigator', 'manage_accounts', true,"
        " tstzrange(NULL, NULL), 1, now())",
        "UPDATE organisations_permissiongrant SET allowed = true",
        "UPDATE organisations_permission SET widest = roles",
        "INSERT INTO organisations_staffchange DEFAULT VALUES",
        "SELECT peckham.write_staff_change(gen_random_uuid(), 1, 'joined', 1, 1, now(), '', '{}',"
        " NULL)",
    ],
)
def test_raw_sql_of_the_web_process_changes_no_permission(world, statement):
    with as_app(world.scope("admin")) as cursor:
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute(statement)


def test_a_forged_role_in_the_scope_gives_no_permission(world):
    """The scope says administrator; the memberships do not."""
    nurse = world.scope("nurse")
    forged = Scope(
        nurse.actor, "operations", AT, nurse.account_id, "administrator", world.trust,
        world.nursing, (world.nursing,),
    )  # fmt: skip
    with as_app(forged) as cursor:
        cursor.execute("SELECT peckham.scope_may('manage_accounts')")
        assert cursor.fetchone()[0] is False
