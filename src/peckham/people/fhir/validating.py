"""Is this FHIR R4? The one place that knows the validator (fhirkit), so that it can be replaced."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import fhirkit

from peckham.kernel import Refused

# Codes that the validator does not check and that change what a resource means.
_CODES = {
    ("Patient", "gender"): "male female other unknown",
    ("Observation", "status"): "registered preliminary final amended corrected cancelled"
    " entered-in-error unknown",
    ("MedicationRequest", "status"): "active on-hold cancelled completed entered-in-error stopped"
    " draft unknown",
    ("MedicationRequest", "intent"): "proposal plan order original-order reflex-order"
    " filler-order instance-order option",
    ("MedicationStatement", "status"): "active completed entered-in-error intended stopped on-hold"
    " unknown not-taken",
    ("CarePlan", "status"): "draft active on-hold revoked completed entered-in-error unknown",
    ("CarePlan", "intent"): "proposal plan order option",
}
_CONCEPTS = {
    ("Condition", "clinicalStatus"): "active recurrence relapse inactive remission resolved",
    ("Condition", "verificationStatus"): "unconfirmed provisional differential confirmed refuted"
    " entered-in-error",
}
_DATED = ("Date", "DateTime", "start", "end", "authoredOn", "issued")
_NOT_UNDERSTOOD = "changes the meaning in a way that is not known here"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_NUMBER_MAX = 10**30
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class NotFhirJson(Refused):
    """The bytes are not one JSON text in UTF-8."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where in the resource: "Patient.gender"."""

    path: str
    reason: str


def faults(content: bytes) -> tuple[Fault, ...]:
    """List what is wrong with a resource or a bundle, by path; nothing if it is FHIR R4.

    Raises:
        NotFhirJson: If it is not JSON at all.
    """
    try:
        issues = fhirkit.validate(content)
    except fhirkit.ParseError as refusal:
        raise NotFhirJson(f"Not JSON: {str(refusal)[:200]}.") from refusal
    return tuple(Fault(issue.path, issue.message) for issue in issues)


def further_faults(resource: Mapping[str, Any]) -> Iterator[Fault]:
    """Find what the validator lets pass: unknown codes, days that do not exist, modifiers.

    An element that modifies meaning and is not understood must not be ignored: such a resource is
    refused, as the standard asks.
    """
    kind = str(resource.get("resourceType"))
    yield from _unknown_codes(resource, kind)
    if "implicitRules" in resource:
        yield Fault(f"{kind}.implicitRules", _NOT_UNDERSTOOD)
    for path, name, value in _elements(resource, kind):
        if name == "modifierExtension":
            yield Fault(path, _NOT_UNDERSTOOD)
        elif isinstance(value, str) and _UNSTORABLE.search(value):
            yield Fault(path, "holds a character that no text may hold")
        elif isinstance(value, (Decimal, int)) and not -_NUMBER_MAX < value < _NUMBER_MAX:
            yield Fault(path, "a number too large to be a measurement")
        elif isinstance(value, str) and name.endswith(_DATED) and _DAY.match(value):
            try:
                date.fromisoformat(value[:10])
            except ValueError:
                yield Fault(path, f"{value[:10]} is not a day")


def _unknown_codes(resource: Mapping[str, Any], kind: str) -> Iterator[Fault]:
    for (of, name), codes in _CODES.items():
        value = resource.get(name)
        if of == kind and value is not None and value not in codes.split():
            yield Fault(f"{kind}.{name}", f"“{str(value)[:40]}” is not one of its codes")
    for (of, name), codes in _CONCEPTS.items():
        for coding in resource.get(name, {}).get("coding", []) if of == kind else []:
            if coding.get("code") not in codes.split():
                found = str(coding.get("code"))[:40]
                yield Fault(f"{kind}.{name}", f"“{found}” is not one of its codes")


def _elements(value: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """Give (path, name, value) of every element inside, but for contained resources."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{path}.{name}", name, inner
            if name != "contained":
                yield from _elements(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _elements(inner, f"{path}[{place}]")
            if not isinstance(inner, dict | list):
                yield f"{path}[{place}]", "", inner
