"""FHIR's small parts as plain values: codes, quantities, periods, dates."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Element = Mapping[str, Any]
_PREFERRED_SYSTEMS = ("http://snomed.info/sct", "https://dmd.nhs.uk", "http://loinc.org")


@dataclass(frozen=True, slots=True)
class Code:
    """A coded thing: the code that is most use here, and what its sender calls it."""

    code: str = ""
    system: str = ""
    display: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What was found: a number with its unit, a code, or words; or why there is none."""

    number: Decimal | None = None
    comparator: str = ""
    unit: str = ""
    code: str = ""
    text: str = ""
    absent_reason: str = ""


def code_of(concept: Element | None) -> Code:
    """Choose of a CodeableConcept's codings: SNOMED CT before dm+d, LOINC and any other.

    >>> code_of({"text": "Cough"})
    Code(code='', system='', display='Cough')
    """
    if not concept:
        return Code()
    codings = [coding for coding in concept.get("coding", []) if coding.get("code")]
    codings.sort(key=lambda coding: _rank(coding.get("system", "")))
    text = str(concept.get("text", ""))
    if not codings:
        displays = [c["display"] for c in concept.get("coding", []) if c.get("display")]
        return Code(display=text or next(iter(displays), ""))
    best = codings[0]
    return Code(best["code"], best.get("system", ""), best.get("display") or text or best["code"])


def value_of(element: Element) -> Value:
    """Read value[x] of an observation or one of its components."""
    absent = code_of(element.get("dataAbsentReason"))
    reason = str(element.get("dataAbsentReason", {}).get("text", "") or absent.display)
    if "valueQuantity" in element:
        return _quantity(element["valueQuantity"], reason)
    if "valueCodeableConcept" in element:
        found = code_of(element["valueCodeableConcept"])
        return Value(code=found.code, text=found.display, absent_reason=reason)
    if "valueInteger" in element:
        return Value(number=Decimal(element["valueInteger"]), absent_reason=reason)
    if "valueBoolean" in element:
        return Value(text="yes" if element["valueBoolean"] else "no", absent_reason=reason)
    for name in ("valueString", "valueTime", "valueDateTime"):
        if name in element:
            return Value(text=str(element[name]), absent_reason=reason)
    return Value(text=_compound(element), absent_reason=reason)


def started_ended(element: Element, *, prefix: str) -> tuple[str, str]:
    """Read prefix[x] as when something began and, of a period, when it ended, as sent.

    >>> started_ended({"onsetAge": {"value": 40, "unit": "years"}}, prefix="onset")
    ('at 40 years', '')
    """
    for name in ("DateTime", "String", "Instant"):
        if f"{prefix}{name}" in element:
            return str(element[f"{prefix}{name}"]), ""
    period = element.get(f"{prefix}Period")
    if period:
        return str(period.get("start", "")), str(period.get("end", ""))
    if f"{prefix}Age" in element:
        return f"at {_quantity_words(element[f'{prefix}Age'])}", ""
    if f"{prefix}Range" in element:
        return f"at {_range_words(element[f'{prefix}Range'])}", ""
    return "", ""


def first_day(*texts: str) -> date | None:
    """Give the first of some dates as a day to sort by; a year or a month sorts at its start.

    >>> first_day("", "1970-05", "2020-01-01T10:00:00Z")
    datetime.date(1970, 5, 1)
    """
    for text in texts:
        found = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
        if found:
            try:
                return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
            except ValueError:
                continue
    return None


def is_current(element: Element, on: date) -> bool:
    """Say whether an element's period, if it has one, holds on a day."""
    period = element.get("period", {})
    start, end = str(period.get("start", ""))[:10], str(period.get("end", ""))[:10]
    today = on.isoformat()
    return (not start or start <= today) and (not end or end >= today[: len(end)])


def extension(element: Element, url_ending: str) -> Element | None:
    """Find an extension by the last part of its address."""
    for found in element.get("extension", []):
        if str(found.get("url", "")).rsplit("/", 1)[-1] == url_ending:
            return found
    return None


def words(parts: Sequence[Any], *, between: str = " ") -> str:
    """Join what is text among some parts; null stands for what the sender left out."""
    return between.join(part for part in parts if isinstance(part, str) and part)


def _rank(system: str) -> int:
    known = _PREFERRED_SYSTEMS
    return known.index(system) if system in known else len(known)


def _quantity(quantity: Element, reason: str) -> Value:
    number = quantity.get("value")
    return Value(
        number=None if number is None else Decimal(number),
        comparator=str(quantity.get("comparator", "")),
        unit=str(quantity.get("unit") or quantity.get("code") or ""),
        absent_reason=reason,
    )


def _quantity_words(quantity: Element) -> str:
    unit = quantity.get("unit") or quantity.get("code") or ""
    said = f"{quantity.get('comparator', '')}{quantity.get('value', '?')} {unit}"
    return said.strip()


def _range_words(element: Element) -> str:
    ends = [_quantity_words(element[name]) for name in ("low", "high") if name in element]
    return " to ".join(ends)


def _compound(element: Element) -> str:
    if "valueRange" in element:
        return _range_words(element["valueRange"])
    if "valueRatio" in element:
        ratio = element["valueRatio"]
        parts = [_quantity_words(ratio[n]) for n in ("numerator", "denominator") if n in ratio]
        return " : ".join(parts)
    if "valuePeriod" in element:
        period = element["valuePeriod"]
        return f"{period.get('start', '?')} to {period.get('end', '?')}"
    if "valueSampledData" in element:
        return "sampled data, kept in the sender's document"
    return ""
