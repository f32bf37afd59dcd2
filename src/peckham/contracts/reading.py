"""Kinds, rules and clauses as data/ has them, and the calendar: what a case is judged with."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from peckham.contracts.domain import catalogue
from peckham.contracts.domain import kinds as kinds_of_contract
from peckham.contracts.domain.clauses import clause, judging
from peckham.contracts.domain.facts import Facts
from peckham.contracts.domain.predicates import PREDICATES
from peckham.contracts.domain.rules import Case, Rule, rule_pack
from peckham.infra import reference
from peckham.kernel.working_days import WorkingDays
from peckham.organisations import api as organisations


@cache
def kinds() -> kinds_of_contract.Kinds:
    """Read the kinds of contract of data/contract_kinds.toml."""
    return kinds_of_contract.kinds(reference.table("contract_kinds.toml"))


@cache
def rules() -> tuple[Rule, ...]:
    """Read the rules of data/rule_packs/contracts.toml, in the order of the gates."""
    return rule_pack(reference.table("rule_packs/contracts.toml")["rules"], PREDICATES)


def case(facts: Facts, *, on: date) -> Case:
    """Put facts together with the kinds, figures and bank holidays of this deployment."""
    working_days = WorkingDays(organisations.bank_holidays())
    return Case(facts, on, kinds(), reference.parameters(), working_days)


@cache
def services() -> Mapping[str, catalogue.Service]:
    """Read the shared catalogue of services, data/service_catalogue.csv (rule 73)."""
    return catalogue.catalogue(reference.rows("service_catalogue.csv"))


@cache
def clauses() -> tuple[clause.Clause, ...]:
    """Read the clauses of data/clauses.toml, in their order."""
    return clause.clauses(reference.table("clauses.toml"), judging.TESTS)
