"""Every table is either under a row policy or listed here with the reason why it needs none."""

from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import connection
from tests.architecture.source import CONTEXTS
from tests.databases import as_app, as_worker

from peckham.infra.scope import Scope, public_scope
from peckham.kernel import Actor

pytestmark = pytest.mark.django_db

# Tables of ours that hold no resident, each with the reason.
WITHOUT_A_PERSON = {
    "infra_auditevent": "the trail holds keys and no names; app may only add to it",
    "infra_idempotencykey": "keys of POSTs and the page that they led to",
    "infra_heartbeat": "process names",
    "infra_deployment": "facts about this database",
    "infra_signintry": "tries to sign in, by keyed digest; no process reads it directly",
    "organisations_organisation": "bodies, published by ODS",
    "organisations_account": "staff, who sign in before any scope is known",
    "organisations_identity": "who staff are at a provider of identity, asked before any scope",
    "organisations_team": "teams",
    "organisations_teamhours": "opening hours",
    "organisations_membership": "staff and their teams",
    "organisations_absence": "when staff are away; no reason is held",
    "organisations_permission": "what a role may do",
    "organisations_permissiongrant": "what an organisation chose that a role may do",
    "organisations_staffchange": "who changed which colleague's role; their organisation reads it",
    "places_place": "published geography",
    "places_area": "published geography and counts",
    "places_areapopulation": "published counts",
    "places_areaadjacency": "published geography",
    "places_postcode": "published geography",
    "places_practice": "practices, published by ODS",
    "places_pcnmembership": "practices, published by ODS",
    "places_listcount": "published counts",
    "places_neighbourhoodplan": "plans",
    "places_neighbourhood": "plans",
    "places_planarea": "plans",
    "places_hub": "hubs",
    "places_publication": "which published file was read, and its hash",
    "places_planassessment": "how a plan was made and what was found of it",
    "places_involvement": "who was asked about a plan, in words for the public",
    "places_planquestion": "questions about a plan, published without a name",
    "places_plananswer": "answers to them, published",
    "places_networkstatement": "what becomes of a network under a plan",
    "places_plandecision": "which body decided a plan",
    "places_growthrun": "projected residents of neighbourhoods",
    "places_designrun": "searches for plans, and how far they are",
    "ledger_account": "accounts in an organisation's books; their keeper reads them",
    "ledger_periodclose": "how far books are closed",
    "ledger_fund": "funds and whose they are, published",
    "ledger_fundparty": "partners in a fund, published",
    "ledger_fundbalance": "what a fund has; its partners read it",
    "ledger_principlesversion": "principles of spending, published",
    "ledger_principle": "principles of spending, published",
    "ledger_ratification": "which partner ratified them, published",
    "ledger_journal": "what moved in an organisation's books; no resident is named",
    "ledger_posting": "what moved in an organisation's books; no resident is named",
    "ledger_journaloutcome": "what was posted, and for whom it was approved",
    "finance_proposal": "what a party proposed about a contract's money; its parties read it",
    "finance_proposaldecision": "what the commissioner decided on it; its parties read it",
    "finance_rebaserule": "when a baseline may be followed; the contract's parties read it",
    "finance_allocation": "what a commissioner has for a contract; its parties read it",
    "finance_baselineversion": "what a year should cost, from counts of people in bands",
    "finance_baselinefigure": "what a line of service should cost",
    "finance_differenceexplained": "why a sum differs from the ledger",
    "ledger_chainentry": "hashes of journals",
    "ledger_sealing": "how far the journals are chained, and a hash",
    "services_service": "what is on offer",
    "sharing_agreement": "what organisations agreed; every party reads it, a lead writes her own",
    "sharing_agreementversion": "what organisations agreed",
    "sharing_agreementparty": "what organisations agreed",
    "sharing_agreementsignature": "who signed for an organisation: staff, in their office",
    "sharing_agreementwithdrawal": "who left for an organisation: staff, in their office",
    "sharing_systemactor": "jobs and what each may see",
    "sharing_runreading": "how many people a run was read with; no process reads it directly",
    "sharing_seal": "digests of stretches of the log",
    "contracts_kindofcontract": "kinds of contract",
    "contracts_contract": "contracts, published",
    "contracts_placeprogramme": "programmes of places",
    "contracts_gatepassage": "which gates a contract passed",
    "contracts_standingchange": "suspensions and ends of contracts",
    "contracts_variation": "changes of a contract that an organisation proposed",
    "contracts_variationoutcome": "what became of them",
    "contracts_provision": "what a contract says",
    "contracts_terms": "what a contract says",
    "contracts_yearvalue": "what a contract says",
    "contracts_breakpoint": "what a contract says",
    "contracts_commissionershare": "what a contract says",
    "contracts_coveredpeople": "codes of areas and lists, no resident",
    "contracts_scopeline": "what a contract says",
    "contracts_delivery": "what a contract says",
    "contracts_outcomeline": "what a contract says",
    "contracts_committeedecision": "decisions of committees, minuted",
    "contracts_committeevote": "votes of committee members in their office, minuted",
    "contracts_holderstep": "who holds a contract",
    "contracts_equalityassessment": "assessments, published",
    "contracts_bidreview": "who reviewed a bid: staff, in their office",
    "contracts_assurancecheckpoint": "outcomes of checkpoints",
    "contracts_formoption": "forms that a contract could take",
    "contracts_holderassurance": "what is known of a holder's standing",
    "contracts_functionsstatement": "functions of a commissioner",
    "contracts_assignedfunction": "functions of a commissioner",
    "contracts_riskrun": "which run a provider knows needs by; its key, no row of it",
    "contracts_gpleadership": "GPs' seats and votes, published: in their office",
    "contracts_awardnotice": "notices of award, published",
    "contracts_participationstep": "steps of practices; only how long a list was, and its digest",
    "contracts_worktransfer": "work that is moved between organisations",
    "contracts_transferreply": "what practices answered to it",
    "contracts_hubswitch": "what practices switched on at hubs",
    "contracts_subcontract": "who was given which services",
    "contracts_subcontractstep": "how a subcontract came about",
    "contracts_clauseresult": "whether clauses were kept, in counts",
    "contracts_representation": "representations of providers on an award",
    "contracts_furtherdecision": "what was decided on them",
    "contracts_body": "organisations that take part, as published",
    "contracts_contractplace": "places, as published",
    "contracts_placefact": "what is published of a place",
    "contracts_placepartnership": "partnerships of places, published",
    "contracts_integrator": "partnerships of organisations, published",
    "contracts_integratordecision": "which body decided on an integrator, published",
    "contracts_integratormember": "organisations, published",
    "contracts_memberdeparture": "organisations, published",
    "contracts_hostscore": "how organisations were scored, published",
    "contracts_hostchoice": "which organisation hosts, published",
    "contracts_holdingstatement": "whether an organisation holds a contract, published",
    "contracts_functionowner": "which staff own a function, in their office, published",
    "contracts_oversightentry": "who oversees an integrator, published",
    "contracts_milestone": "what is due by when, published",
    "contracts_milestonestate": "how a milestone stands, published",
    "contracts_providerplan": "how a provider's plan stands, published",
    "contracts_promise": "what organisations promised, published",
    "contracts_promiseevidence": "what shows how a promise stands, published",
    "contracts_fundingstatement": "where money comes from, published",
    "contracts_commitment": "money for a purpose, published",
    "contracts_practiceoffer": "what practices were offered, published",
    "contracts_offerreply": "what practices answered, published",
    "finance_activitycode": "codes of services, bands, practices, neighbourhoods and sources",
    "finance_activitybatch": "which activity came in, from whom, and what was wrong with it",
    "finance_stagedevent": "rows on their way in; no process reads it",
    "finance_pricelist": "prices of a contract; its parties read them",
    "finance_unitprice": "prices of a contract; its parties read them",
    "finance_statementrun": "runs for a month, and how far they are",
    "finance_statement": "sums of a provider's month; its parties read them",
    "finance_statementline": "sums of a provider's month; its parties read them",
    "finance_lentrate": "what an hour of a role costs; lender and borrower read it",
    "finance_lenthours": "hours by role and the lender's own reference; nobody is named",
    "finance_rechargestatement": "sums of a month between two organisations; both read them",
    "finance_rechargeline": "sums by role; both organisations read them",
    "finance_rechargeagreement": "what a borrower agreed to; both organisations read it",
    "finance_rechargejournal": "which journal is of which statement",
    "finance_statementjournal": "which journal is of which statement",
    "care_trackingattempt": "wrong codes counted by reference; no process reads it directly",
}
OURS = ("infra", *CONTEXTS)


def rows(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def our_tables():
    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in OURS]
    return sorted(model._meta.db_table for model in models)


def person_tables():
    return [table for table in our_tables() if table not in WITHOUT_A_PERSON]


def test_every_table_in_the_database_is_known_to_a_room():
    """A table made by raw SQL in a migration would escape the lists above."""
    prefixes = tuple(f"{room}_" for room in OURS)
    made = {name for (name,) in rows("SELECT tablename FROM pg_tables WHERE schemaname='public'")}
    unknown = {name for name in made if name.startswith(prefixes)} - set(our_tables())
    declared = {name for name in unknown if name not in WITHOUT_A_PERSON}
    policied = {name for (name,) in rows("SELECT relname FROM pg_class WHERE relrowsecurity")}
    assert declared <= policied, f"neither a model nor under a policy: {declared - policied}"


def test_every_person_table_is_under_row_policies():
    policied = {
        name
        for (name,) in rows(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
            " WHERE c.relrowsecurity"
        )
    }
    assert set(person_tables()) <= policied
    assert person_tables(), "there are person tables to speak of"


def test_no_table_that_names_a_person_is_listed_as_having_none():
    naming = {
        name
        for (name,) in rows(
            "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND column_name IN ('person_id', 'nhs_number', 'birth_date', 'claimed')"
        )
    }
    assert not naming & set(WITHOUT_A_PERSON)


def test_a_scope_without_a_relationship_sees_no_row_of_any_person_table(one_of_everything):
    stranger = Scope(
        Actor("staff", "x", "X"), "direct care", one_of_everything, 1, "navigator", -5, -6, (-6,)
    )
    filled = {t for t in person_tables() if rows(f"SELECT EXISTS (SELECT FROM {t})")[0][0]}
    assert {"people_person", "people_addressspell", "care_request"} <= filled
    for scope in (stranger, public_scope(at=one_of_everything)):
        with as_app(scope) as cursor:
            for table in sorted(filled):
                if readable(table):
                    cursor.execute(f"SELECT count(*) FROM {table}")
                    assert cursor.fetchone()[0] == 0, f"{table} is open to {scope.actor.kind}"


@pytest.fixture
def one_of_everything():
    """Fill every table from the synthetic place, and give the moment at which it was loaded."""
    from peckham.interfaces.cli import synthetic_load

    at = datetime(2026, 11, 23, 10, tzinfo=UTC)
    synthetic_load.load(people=300, at=at)
    return at


def readable(table):
    return rows("SELECT has_any_column_privilege('peckham_app', %s, 'SELECT')", table)[0][0]


def test_reading_a_person_with_no_scope_raises(one_of_everything):
    from django.db import DatabaseError, transaction

    for as_role in (as_app, as_worker):
        with as_role(None) as cursor:
            with pytest.raises(DatabaseError, match="No scope is open"), transaction.atomic():
                cursor.execute("SELECT count(*) FROM people_person")


def test_no_process_may_delete_or_truncate_what_is_ours_and_none_owns_it():
    for table in our_tables():
        for role in ("peckham_app", "peckham_worker", "peckham_analytics"):
            for right in ("DELETE", "TRUNCATE", "TRIGGER", "REFERENCES"):
                held = rows("SELECT has_table_privilege(%s, %s, %s)", role, table, right)[0][0]
                assert not held, f"{role} may {right} {table}"
        owner = rows("SELECT tableowner FROM pg_tables WHERE tablename = %s", table)[0][0]
        assert owner == "peckham_owner"


def test_every_definer_function_fixes_its_search_path_and_is_not_everybodys():
    for name, config, everybody in rows(
        "SELECT p.oid::regprocedure::text, coalesce(array_to_string(p.proconfig, ' '), ''),"
        " has_function_privilege('public', p.oid, 'EXECUTE')"
        " AND p.prorettype <> 'trigger'::regtype"
        " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE p.prosecdef AND n.nspname IN ('peckham', 'public')"
    ):
        assert "search_path=pg_catalog" in config, f"{name} takes its caller's search_path"
        path = config.split("=")[1]
        assert "pg_temp" in path, f"{name} would read a temporary table of its caller"
        assert not everybody or name == "peckham.clock_is_free()", f"{name} is everybody's"


def may_read(scope, person_id):
    with as_app(scope) as cursor:
        cursor.execute(
            "SELECT peckham.may_read_people(ARRAY[%s]::bigint[], '{identity}')", [person_id]
        )
        return cursor.fetchone()[0]


def test_a_temporary_table_does_not_stand_in_for_the_relationships():
    """PostgreSQL looks among temporary tables first, unless pg_temp is named last."""
    scope = Scope(Actor("staff", "x", "X"), "direct care", datetime.now(UTC), 1, "navigator", 7, 7)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE sharing_relationship (LIKE sharing_relationship)")
        cursor.execute(
            "INSERT INTO pg_temp.sharing_relationship SELECT 1, 999, NULL, 7, 'contact', 'x', 1,"
            " tstzrange(NULL, NULL), now()"
        )
        cursor.execute("GRANT SELECT ON pg_temp.sharing_relationship TO PUBLIC")
    assert may_read(scope, 999) is False
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER FUNCTION peckham.opened_to_staff SET search_path = pg_catalog, public"
        )
    assert may_read(scope, 999) is True, "without pg_temp the stand-in works: the test can fail"


@pytest.mark.parametrize("role", ["peckham_app", "peckham_worker", "peckham_analytics"])
def test_no_process_role_bypasses_policies(role):
    assert rows(
        "SELECT rolsuper OR rolbypassrls OR pg_has_role(rolname, 'peckham_owner', 'MEMBER')"
        " FROM pg_roles WHERE rolname = %s",
        role,
    ) == [(False,)]
