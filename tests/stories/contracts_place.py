"""A contract that has everything but its committees' decisions: where the stories begin."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from tests.stories.place import BY

from peckham.contracts import api as contracts
from peckham.contracts.api import heads
from peckham.contracts.models import Contract, RiskRun
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope
from peckham.kernel import Actor, Period
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.sharing.models import Run

EXPECTED = {"Fewer trips to hospital": "one in ten fewer", "Seen in time": "nine in ten"}
st = heads.stated


@dataclass(frozen=True)
class ContractsPlace:
    """Keys of what the stories name."""

    riverside: UUID
    commissioner: str
    drafted: date


def build() -> ContractsPlace:
    """Draft the contract two months ago, and write down what came since, as each would."""
    began = clock.now().astimezone(UTC) - timedelta(days=60)
    later = began + timedelta(days=45)
    cora = get_user_model().objects.get(username="commissioner")
    team = organisations.memberships(cora.pk, at=clock.now())[0].team
    practice = places.practices()[0]
    signs = _signatory(practice, at=began)
    commissions = (team.id, team.organisation_id, "commissioner")
    with open_scope(_as(cora, *commissions, began)):
        riverside = heads.draft_contract(
            reference="RIVER-1",
            title="Barking Riverside",
            kind="icp_partial",
            kept_by=team.organisation_id,
            starts_on=clock.now().date() + timedelta(days=1),
            by=BY,
            at=began,
        )
        key = Contract.objects.get(public_id=riverside).pk
        _parts(key, team, practice.ods_code, at=began)
        _facts(key, gp=signs[0], at=began)
    with open_scope(_as(cora, *commissions, later)):
        _run(key, team.organisation_id, at=later)
    with open_scope(_as(*signs, later)) as scope:
        contracts.participating.take_part(
            practice_id=practice.id,
            contract_id=key,
            kind="join partly",
            agreement="Integration agreement 1",
            by=scope.actor,
            at=later,
        )
        heads.holding.answer_role(
            contract_id=key, account_id=signs[0].pk, accepts=True, by=scope.actor, at=later
        )
    return ContractsPlace(riverside, team.organisation_name, began.date())


def _as(account: Any, team: int, body: int, role: str, at: datetime) -> Scope:
    actor = Actor("staff", str(account.public_id), account.name)
    return Scope(actor, "operations", at, account.pk, role, body, team, (team,))


def _signatory(practice: Any, *, at: datetime) -> tuple[Any, int, int, str]:
    """Give the practice a partner who signs for it."""
    make = {"by": BY, "at": at - timedelta(days=1)}
    body = practice.organisation_id
    account = organisations.create_account(username="signatory", name="Dr Jo Fenn", **make)
    team = organisations.create_team(organisation_id=body, name="Partners", **make)
    organisations.add_member(account_id=account, team_id=team, role="practice_signatory", **make)
    return get_user_model().objects.get(pk=account), team, body, "practice_signatory"


def _run(key: int, body: int, *, at: datetime) -> None:
    """Name a run over the provider's own records: of an agreement it needs none with itself."""
    run = Run.objects.create(
        receiver_id=body,
        purpose="population planning",
        categories=["identity"],
        basis="pseudonymised",
        what_for="Who is at risk of going to hospital",
        actor_kind="system",
        asked_by=BY.identifier,
        at=at,
        until=at + timedelta(days=300),
        recorded_at=at,
    )
    RiskRun.objects.create(
        contract_id=key,
        run=run.public_id,
        runs_for_id=body,
        purpose="population planning",
        categories=["identity"],
        controllers=[body],
        on_day=at.date(),
        recorded_at=at,
        recorded_by=BY.identifier,
    )


def _parts(key: int, team: Any, code: str, *, at: datetime) -> None:
    start = clock.now().date() + timedelta(days=1)
    whole = contracts.terms.Delivery("own", "Mill Trust", frozenset({code}), Period(start))
    agreed = contracts.terms.Delivery(
        "integration_agreement", "the practice", frozenset({code}), Period(start)
    )
    heads.keep_parts(
        contract_id=key,
        parts=st.Parts(
            terms=st.StatedTerms(start, date(start.year + 10, 1, 1), gp_votes_min=1),
            commissioners=(
                st.StatedShare(
                    team.organisation_name, "icb", Fraction(2, 3), True, team.organisation_id
                ),
                st.StatedShare("Riverside Council", "local_authority", Fraction(1, 3)),
            ),
            people={code: "riverside"},
            scope=(
                contracts.terms.ScopeLine("general_practice", "primary_medical", "in", (agreed,)),
                contracts.terms.ScopeLine("home_care", "adult_social_care", "in", (whole,)),
            ),
        ),
        by=BY,
        at=at,
    )


def _facts(key: int, *, gp: Any, at: datetime) -> None:
    on, about = at.date(), {"contract_id": key, "by": BY, "at": at}
    for form in ("icp_partial", "trust_and_networks", "snp", "mnp"):
        heads.facts.appraise_form(form=form, expected=EXPECTED, appraised_on=on, **about)
    for code in ("EE", "CP1", "CP2", "CP3"):
        heads.facts.record_checkpoint(code=code, passed=True, finding="Fit.", held_on=on, **about)
    for reviewer, capacity in (("A nurse", "clinical"), ("A director", "nhs")):
        heads.facts.record_review(
            reviewer=reviewer,
            capacity=capacity,
            declared=True,
            finding="Good.",
            reviewed_on=on,
            **about,
        )
    heads.holding.record_holder(
        event="pre_qualification",
        name="Mill Trust",
        kind="nhs_foundation_trust",
        controlled_by="nhs_foundation_trust",
        organisation_id=None,
        from_on=on,
        **about,
    )
    heads.publish_notice(
        route="most_suitable_provider", reasons="It runs them.", published_on=on, **about
    )
    heads.facts.state_functions(assigned=(), stated_on=on, **about)
    heads.facts.record_assurance(
        vat="recoverable", guarantee="the reserve", reconciled=True, known_on=on, **about
    )
    heads.holding.offer_role(
        gp=gp.name,
        account_id=gp.pk,
        employed_by="",
        seat="Medical lead",
        votes=1,
        offered_on=on,
        **about,
    )
