"""A Condition, Observation or medication resource as one entry of a person's record."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from peckham.kernel import Refused
from peckham.people.fhir.elements import (
    Code,
    Element,
    code_of,
    first_day,
    started_ended,
    value_of,
    words,
)

ENTRY_KINDS = {
    "Condition": "condition",
    "Observation": "observation",
    "MedicationRequest": "medication",
    "MedicationStatement": "medication",
}


class EntryRefused(Refused):
    """The resource cannot be loaded; `field` says which element is at fault."""


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What a resource says, in this book's terms; texts are the sender's own."""

    kind: str
    code: str
    code_system: str
    display: str
    status: str
    verification: str = ""
    is_negated: bool = False
    started: str = ""
    ended: str = ""
    stated: str = ""
    sorted_on: date | None = None
    value_number: Decimal | None = None
    value_comparator: str = ""
    value_unit: str = ""
    value_code: str = ""
    value_text: str = ""
    absent_reason: str = ""
    components: tuple[dict[str, Any], ...] = ()
    dosage: str = ""


def is_entered_in_error(resource: Element) -> bool:
    """Say whether its sender took it back: then it is not true of anybody.

    >>> is_entered_in_error({"resourceType": "Observation", "status": "entered-in-error"})
    True
    """
    said = code_of(resource.get("verificationStatus")).code
    return "entered-in-error" in (resource.get("status"), said) or (
        resource["resourceType"] == "Observation" and resource.get("status") == "cancelled"
    )


def entry_facts(resource: Element, medication: Code | None = None) -> EntryFacts:
    """Read a valid resource of one of ENTRY_KINDS.

    Args:
        resource: A resource that validation passed.
        medication: What a medicationReference means, where that is how the medicine is named.

    Raises:
        EntryRefused: If it does not say what it is about.
    """
    kind = resource["resourceType"]
    if kind == "Condition":
        return _condition(resource)
    if kind == "Observation":
        return _observation(resource)
    return _medication(resource, medication)


def _condition(resource: Element) -> EntryFacts:
    code = _named(code_of(resource.get("code")), "code", "it names no condition")
    started, ended = started_ended(resource, prefix="onset")
    abated, abated_end = started_ended(resource, prefix="abatement")
    stated = str(resource.get("recordedDate", ""))
    verification = code_of(resource.get("verificationStatus")).code
    return EntryFacts(
        kind="condition",
        code=code.code,
        code_system=code.system,
        display=code.display,
        status=code_of(resource.get("clinicalStatus")).code,
        verification=verification,
        is_negated=verification == "refuted",
        started=started,
        ended=abated_end or abated or ended,
        stated=stated,
        sorted_on=first_day(started, stated),
    )


def _observation(resource: Element) -> EntryFacts:
    code = _named(code_of(resource.get("code")), "code", "it names nothing observed")
    value = value_of(resource)
    started, ended = started_ended(resource, prefix="effective")
    stated = str(resource.get("issued", ""))
    return EntryFacts(
        kind="observation",
        code=code.code,
        code_system=code.system,
        display=code.display,
        status=str(resource.get("status", "")),
        # "No" to what was asked is not a finding that it is so.
        is_negated=resource.get("valueBoolean") is False,
        started=started,
        ended=ended,
        stated=stated,
        sorted_on=first_day(started, stated),
        value_number=value.number,
        value_comparator=value.comparator,
        value_unit=value.unit,
        value_code=value.code,
        value_text=value.text,
        absent_reason=value.absent_reason,
        components=tuple(_component(part) for part in resource.get("component", [])),
    )


def _component(part: Element) -> dict[str, Any]:
    code, value = code_of(part.get("code")), value_of(part)
    return {
        "code": code.code,
        "system": code.system,
        "display": code.display,
        "number": None if value.number is None else str(value.number),
        "comparator": value.comparator,
        "unit": value.unit,
        "text": value.text,
        "absent_reason": value.absent_reason,
    }


def _medication(resource: Element, medication: Code | None) -> EntryFacts:
    named = medication or code_of(resource.get("medicationCodeableConcept"))
    code = _named(named, "medication[x]", "it names no medicine")
    is_request = resource["resourceType"] == "MedicationRequest"
    started, ended = started_ended(resource, prefix="effective")
    stated = str(resource.get("authoredOn" if is_request else "dateAsserted", ""))
    dosages = resource.get("dosageInstruction" if is_request else "dosage", [])
    status = str(resource.get("status", ""))
    return EntryFacts(
        kind="medication",
        code=code.code,
        code_system=code.system,
        display=code.display,
        status=status,
        is_negated=resource.get("doNotPerform") is True or status == "not-taken",
        started=started or stated,
        ended=ended,
        stated=stated,
        sorted_on=first_day(started, stated),
        dosage=words([dosage.get("text") for dosage in dosages], between="; "),
    )


def _named(code: Code, field: str, otherwise: str) -> Code:
    if not code.code and not code.display:
        raise EntryRefused(otherwise, field=field)
    return code
