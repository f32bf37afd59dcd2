"""A Condition, Observation, medication or CarePlan resource as one entry of a person's record."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from peckham.people.fhir.care_plans import LinkedWords, care_plan
from peckham.people.fhir.elements import (
    Code,
    Element,
    code_of,
    first_day,
    started_ended,
    value_of,
    words,
)
from peckham.people.fhir.facts import EntryFacts, EntryRefused
from peckham.people.fhir.labels import sensitivity_of

ENTRY_KINDS = {
    "Condition": "condition",
    "Observation": "observation",
    "MedicationRequest": "medication",
    "MedicationStatement": "medication",
    "CarePlan": "care_plan",
}


def is_entered_in_error(resource: Element) -> bool:
    """Say whether its sender took it back: then it is not true of anybody.

    >>> is_entered_in_error({"resourceType": "Observation", "status": "entered-in-error"})
    True
    """
    said = code_of(resource.get("verificationStatus")).code
    return "entered-in-error" in (resource.get("status"), said) or (
        resource["resourceType"] == "Observation" and resource.get("status") == "cancelled"
    )


def entry_facts(
    resource: Element, medication: Code | None = None, linked: Sequence[LinkedWords] = ()
) -> EntryFacts:
    """Read a valid resource of one of ENTRY_KINDS.

    Args:
        resource: A resource that validation passed.
        medication: What a medicationReference means, where that is how the medicine is named.
        linked: What a care plan's references mean: what it is for, and its goals.

    Raises:
        EntryRefused: If it does not say what it is about.
        LabelRefused: If it is labelled sensitive in a way that cannot be kept apart.
    """
    sensitivity = sensitivity_of(resource)
    kind = resource["resourceType"]
    if kind == "Condition":
        facts = _condition(resource)
    elif kind == "Observation":
        facts = _observation(resource)
    elif kind == "CarePlan":
        facts = care_plan(resource, linked)
    else:
        facts = _medication(resource, medication)
    return replace(facts, sensitivity=sensitivity)


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
