"""Whether the cost of a journey is paid: each condition with its reason (rule 19)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from peckham.contracts.domain.duties.amounts import Amount, Companion, Journey, amount_of
from peckham.kernel.months import months_after
from peckham.kernel.parameters import NoValueYet, Parameters, UnknownParameter

type Status = Literal["allowed", "refused", "not known"]


@dataclass(frozen=True, slots=True)
class ProvidedUnder:
    """Under what the services of a visit were provided, on its day.

    Args:
        family: Family of the contract's kind, such as "icp" or "core"; None where not known.
        is_subcontract: Whether by a subcontractor of its holder.
        provider_kind: What kind of organisation provided them.
        reference: The contract, to be shown; "" where not known.
    """

    family: str | None
    is_subcontract: bool
    provider_kind: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A journey to services, as it is claimed and as staff have checked it.

    Args:
        claimed_on: When it was claimed.
        appointment_on: The day of the visit.
        service_group: The group of services that law names.
        referred_by: Who referred; "nobody", or None while not known.
        is_separate: Whether it was another visit than the one in which it was referred; None while
            not known.
        entitlement: What entitles the person, of data/parameters/travel.toml, or "none".
        more_is_met: Whether what else that needs is met (the earnings of universal credit).
        income_pence: Relevant income a year, with a tax credit exemption certificate.
    """

    claimed_on: date
    appointment_on: date
    service_group: str
    referred_by: str | None
    is_separate: bool | None
    entitlement: str
    more_is_met: bool | None
    income_pence: int | None
    journey: Journey
    companion: Companion | None


@dataclass(frozen=True, slots=True)
class Reason:
    """What one condition says, and what would satisfy it."""

    condition: str
    status: Status
    why: str
    source: str = ""
    verified: bool = False
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the rules say of a claim: never a decision.

    Args:
        status: Refused where one condition fails; not known where one is open; else allowed.
        reasons: Each condition's.
        amount: What would be paid; None where refused or not known.
        paid_by: "provider" or "commissioner".
    """

    status: Status
    reasons: tuple[Reason, ...]
    amount: Amount | None
    paid_by: str


@dataclass(frozen=True, slots=True)
class _Asked:
    visit: Visit
    provided: ProvidedUnder
    parameters: Parameters

    def listed(self, name: str) -> tuple[str, ...]:
        return self.parameters.words(f"travel.{name}", self.visit.appointment_on)

    def number(self, name: str) -> int:
        return self.parameters.number(f"travel.{name}", self.visit.appointment_on)


def assess(visit: Visit, provided: ProvidedUnder, *, parameters: Parameters) -> Assessment:
    """Ask every condition of a claim, and work out what would be paid.

    Source: SI 2003/2382 regulations 3 and 10 and public guidance; what was not read in its own text
    says so in data/parameters/travel.toml.
    """
    asked = _Asked(visit, provided, parameters)
    reasons = [_sourced(asked, *condition) for condition in _CONDITIONS]
    amount, open_amount = amount_of(
        visit.journey,
        visit.companion,
        contribution_pence=visit.journey.contribution_pence if visit.entitlement == "hc3" else 0,
        mile_pence=_mile_pence(asked),
        child_under=asked.number("child_under_years"),
    )
    if open_amount:
        reasons.append(Reason("amount", "not known", open_amount, remedy="Fill it in."))
    statuses = {each.status for each in reasons}
    status: Status = (
        "refused"
        if "refused" in statuses
        else "not known"
        if "not known" in statuses
        else "allowed"
    )
    pays = (
        "provider"
        if provided.provider_kind in asked.listed("payers_themselves")
        else "commissioner"
    )
    return Assessment(status, tuple(reasons), amount if status == "allowed" else None, pays)


def _mile_pence(asked: _Asked) -> int | None:
    try:
        return asked.number("mile_pence")
    except (UnknownParameter, NoValueYet):
        return None


def _service(asked: _Asked) -> tuple[Status, str, str]:
    """Services are not primary medical, dental or ophthalmic."""
    if asked.visit.service_group in asked.listed("excluded_services"):
        return "refused", "Journeys to a GP, a dentist or an optician are not paid.", ""
    return "allowed", "The service is one to which journeys are paid.", ""


def _referral(asked: _Asked) -> tuple[Status, str, str]:
    """A doctor, dentist or optometrist referred the person."""
    if asked.visit.referred_by is None:
        return "not known", "It is not known who referred.", "Find the referral."
    if asked.visit.referred_by in asked.listed("referrers"):
        return "allowed", f"A {asked.visit.referred_by} referred.", ""
    return "refused", "No doctor, dentist or optometrist referred.", "A referral that is found."


def _separate(asked: _Asked) -> tuple[Status, str, str]:
    """The visit is separate from the referral, unless an ICP or its subcontractor provides."""
    family, separate = asked.provided.family, asked.visit.is_separate
    if family in asked.listed("any_visit_families"):
        who = "a subcontractor of an ICP" if asked.provided.is_subcontract else "an ICP"
        return "allowed", f"The services are provided by {who}: any visit counts.", ""
    if separate:
        return "allowed", "It was a separate visit from the referral.", ""
    if separate is None or family is None:
        return (
            "not known",
            "It is not known whether it was a separate visit, or under which contract.",
            "Ask whether the referral was made on the same visit, and find the contract.",
        )
    return (
        "refused",
        "It was the visit on which the referral was made.",
        "A contract of an integrated care provider that covers the service at this place.",
    )


def _entitled(asked: _Asked) -> tuple[Status, str, str]:
    """The person is entitled by a benefit, a certificate or an income."""
    held = asked.visit.entitlement
    if held in asked.listed("entitles_alone"):
        return "allowed", "What the person has entitles by itself.", ""
    if held not in asked.listed("entitles_with_more"):
        return (
            "refused",
            "Nothing that entitles was named.",
            "A benefit or a certificate (HC2, HC3).",
        )
    if held == "hc3":
        known = asked.visit.journey.contribution_pence is not None
        return _known(known, "The certificate HC3 pays what is above one's own part.")
    if held == "tax_credit_exemption":
        income = asked.visit.income_pence
        if income is not None and income > asked.number("tax_credit_income_max_pence"):
            return (
                "refused",
                "The income is above that of the certificate.",
                "A certificate HC2 or HC3.",
            )
        return _known(income is not None, "The income is within that of the certificate.")
    if asked.visit.more_is_met is False:
        return "refused", "The earnings are above those of universal credit.", "An HC2 or HC3."
    return _known(asked.visit.more_is_met is not None, "Universal credit, with its earnings met.")


def _known(is_known: bool, words: str) -> tuple[Status, str, str]:
    if is_known:
        return "allowed", words, ""
    return "not known", "What this entitlement needs is not known yet.", "See the paper for it."


def _in_time(asked: _Asked) -> tuple[Status, str, str]:
    """It is claimed within the months after the visit."""
    last = months_after(asked.visit.appointment_on, asked.number("claim_within_months"))
    if asked.visit.claimed_on > last:
        return "refused", f"It was claimed after {last}, the last day to claim.", ""
    return "allowed", f"It was claimed by {last}, the last day to claim.", ""


def _sourced(
    asked: _Asked,
    name: str,
    figure: str,
    condition: Callable[[_Asked], tuple[Status, str, str]],
) -> Reason:
    status, why, remedy = condition(asked)
    found = asked.parameters.on(f"travel.{figure}", asked.visit.appointment_on)
    return Reason(name, status, why, str(found.source), found.verified, remedy)


_CONDITIONS: Final = (
    ("service", "excluded_services", _service),
    ("referral", "referrers", _referral),
    ("separate visit", "any_visit_families", _separate),
    ("entitlement", "entitles_alone", _entitled),
    ("in time", "claim_within_months", _in_time),
)
