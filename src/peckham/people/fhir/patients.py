"""A Patient resource as facts about a person, or the reason why it tells too little."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from peckham.kernel import InvalidNhsNumber, NhsNumber, Refused
from peckham.people.domain.birth_dates import check_birth_date
from peckham.people.domain.names import NAME_LENGTH_MAX, tidy_name
from peckham.people.domain.telephones import InvalidTelephone, telephone
from peckham.people.fhir.elements import Element, code_of, extension, first_day, is_current, words
from peckham.people.fhir.references import NHS_NUMBER

_ETHNICITY = "Extension-UKCore-EthnicCategory"
_PREFERENCE = "Extension-UKCore-ContactPreference"
_FORMATS = {"large print": "large_print", "braille": "braille", "audio": "audio"}
# Languages that are signed or are systems of signs: a need, not a first language.
_SIGNED = {"bfi": "bsl", "sgn-GB": "bsl", "703963007": "makaton"}
_MAIN_USES = ("usual", "official", "", "temp")
_OTHER_USES = {"old": "previous", "maiden": "maiden"}


class PatientRefused(Refused):
    """The Patient resource cannot be loaded; `field` says which element is at fault."""


@dataclass(frozen=True, slots=True)
class PatientFacts:
    """What a Patient resource says, in this book's terms. Missing is None or ""."""

    family_name: str
    given_name: str
    preferred_name: str
    other_names: tuple[tuple[str, str, str], ...]
    birth_date: date | None
    birth_date_partial: str
    sex: str
    ethnicity_code: str
    first_language: str
    is_deceased: bool
    deceased_on: date | None
    nhs_number: NhsNumber | None
    identifiers: tuple[tuple[str, str], ...]
    address_lines: str
    postcode: str
    contacts: tuple[tuple[str, str], ...]
    needs: tuple[tuple[str, str], ...]
    carers: tuple[tuple[str, str, str], ...]
    practices: tuple[Mapping[str, Any], ...]
    warnings: tuple[tuple[str, str], ...]


def patient_facts(patient: Element, *, on: date) -> PatientFacts:
    """Read a valid Patient resource.

    Loaded are those whom somebody could tell apart from others: with a name and a birth date, or
    a name and an identifier, or an NHS number and a birth date. Less is a fragment.

    Args:
        patient: A resource that validation passed.
        on: Today.

    Raises:
        PatientRefused: If it is a fragment, its NHS number is wrong or its birth is in the future.
    """
    number = _nhs_number(patient, on)
    identifiers = tuple(_identifiers(patient, on))
    family, given, preferred, others = _names(patient, on)
    born, partial = _birth(patient, on)
    has_birth = born is not None or partial != ""
    if not family and not given and not (number and has_birth):
        raise PatientRefused("a fragment: no name, so nobody could be found by it", field="name")
    if not has_birth and not number and not identifiers:
        raise PatientRefused(
            "a fragment: a name without a birth date or an identifier could be anybody's",
            field="birthDate",
        )
    lines, code = _address(patient, on)
    contacts, faults = _contacts(patient, on)
    return PatientFacts(
        family_name=family,
        given_name=given,
        preferred_name=preferred,
        other_names=others,
        birth_date=born,
        birth_date_partial=partial,
        sex=str(patient.get("gender", "unknown")),
        ethnicity_code=_ethnicity(patient),
        first_language=_first_language(patient),
        is_deceased=bool(patient.get("deceasedBoolean") or "deceasedDateTime" in patient),
        deceased_on=_death(patient, born, on),
        nhs_number=number,
        identifiers=identifiers,
        address_lines=lines,
        postcode=code,
        contacts=contacts,
        needs=tuple(dict.fromkeys(_needs(patient))),
        carers=tuple(_carers(patient, on)),
        practices=_practices(patient),
        warnings=faults,
    )


def _nhs_number(patient: Element, on: date) -> NhsNumber | None:
    for place, found in enumerate(patient.get("identifier", [])):
        if found.get("system") != NHS_NUMBER or not found.get("value"):
            continue
        if found.get("use") == "old" or not is_current(found, on):
            continue
        try:
            return NhsNumber.parse(str(found["value"]))
        except InvalidNhsNumber as refusal:
            raise PatientRefused(
                "the NHS number is not valid: its check digit does not match",
                field=f"identifier[{place}].value",
            ) from refusal
    return None


def _identifiers(patient: Element, on: date) -> Iterator[tuple[str, str]]:
    for found in patient.get("identifier", []):
        system, value = str(found.get("system", "")), str(found.get("value", ""))
        is_held = found.get("use") != "old" and is_current(found, on)
        if system and value and system != NHS_NUMBER and is_held:
            yield system, value


def _names(patient: Element, on: date) -> tuple[str, str, str, tuple[tuple[str, str, str], ...]]:
    """Choose the name in use; a nickname is what she prefers; former names are kept as such."""
    main: list[tuple[int, str, str]] = []
    others: list[tuple[str, str, str]] = []
    preferred = ""
    for name in patient.get("name", []):
        family, given = _parts(name)
        use = name.get("use", "")
        if (not family and not given) or use == "anonymous":
            continue
        if use == "nickname":
            preferred = given or family
        elif use in _OTHER_USES:
            others.append((_OTHER_USES[use], family, given))
        elif not is_current(name, on):
            others.append(("previous", family, given))
        else:
            place = _MAIN_USES.index(use) if use in _MAIN_USES else len(_MAIN_USES)
            main.append((place, family, given))
    if not main:
        return "", "", preferred, tuple(others)
    main.sort(key=lambda entry: entry[0])
    others += [("alias", family, given) for _, family, given in main[1:]]
    chosen = main[0][1:]
    kept = tuple(dict.fromkeys(other for other in others if other[1:] != chosen))
    return *chosen, preferred, kept


def _parts(name: Element) -> tuple[str, str]:
    """Give family and given names; one given only as text is kept whole, not guessed apart."""
    family = tidy_name(str(name.get("family", "")))[:NAME_LENGTH_MAX]
    given = tidy_name(words(name.get("given", [])))[:NAME_LENGTH_MAX]
    if not family and not given:
        family = tidy_name(str(name.get("text", "")))[:NAME_LENGTH_MAX]
    return family, given


def _birth(patient: Element, on: date) -> tuple[date | None, str]:
    text = str(patient.get("birthDate", ""))
    day = first_day(text)
    if day is None:
        return None, ""
    try:
        check_birth_date(day, on=on)
    except Refused as refusal:
        raise PatientRefused(
            refusal.what[0].lower() + refusal.what[1:], field="birthDate"
        ) from None
    return (day, "") if len(text) == 10 else (None, text)


def _death(patient: Element, born: date | None, on: date) -> date | None:
    text = str(patient.get("deceasedDateTime", ""))
    day = first_day(text) if len(text) >= 10 else None
    if day is not None and (day > on or (born is not None and day < born)):
        raise PatientRefused(
            "the day of death lies in the future or before the birth", field="deceasedDateTime"
        )
    return day


def _ethnicity(patient: Element) -> str:
    found = extension(patient, _ETHNICITY)
    return code_of(found.get("valueCodeableConcept")).code[:8] if found else ""


def _first_language(patient: Element) -> str:
    """Give the language that is marked as preferred, or the only one that is spoken."""
    spoken = [
        (bool(found.get("preferred")), code)
        for found in patient.get("communication", [])
        if (code := _language(found)) and code not in _SIGNED
    ]
    preferred = [code for is_preferred, code in spoken if is_preferred]
    if preferred:
        return preferred[0]
    return spoken[0][1] if len(spoken) == 1 else ""


def _language(communication: Element) -> str:
    codings = communication.get("language", {}).get("coding", [])
    return str(next((c["code"] for c in codings if c.get("code")), ""))[:35]


def _needs(patient: Element) -> Iterator[tuple[str, str]]:
    for found in patient.get("communication", []):
        for coding in found.get("language", {}).get("coding", []):
            if coding.get("code") in _SIGNED:
                yield _SIGNED[coding["code"]], ""
    interpreter = extension(patient, "patient-interpreterRequired")
    if interpreter and interpreter.get("valueBoolean"):
        yield "interpreter", _first_language(patient)
    preference = extension(patient, _PREFERENCE)
    if preference:
        written = extension(preference, "PreferredWrittenCommunicationFormat")
        said = code_of(written.get("valueCodeableConcept")).display.lower() if written else ""
        for words_of, code in _FORMATS.items():
            if words_of in said:
                yield code, ""


def _address(patient: Element, on: date) -> tuple[str, str]:
    """Give the lines and postcode of the home that holds now; a temporary one gives way."""
    held = [
        found
        for found in patient.get("address", [])
        if found.get("use") != "old" and found.get("use") != "billing" and is_current(found, on)
    ]
    held.sort(key=lambda found: {"home": 0, "": 1}.get(str(found.get("use", "")), 2))
    if not held:
        return "", ""
    best = held[0]
    lines = words([*best.get("line", []), best.get("city"), best.get("district")], between=", ")
    lines = lines or str(best.get("text", ""))
    abroad = best.get("country", "")
    if abroad and abroad.upper() not in ("GB", "GBR", "UK", "ENGLAND", "UNITED KINGDOM"):
        lines = words([lines, best.get("state"), abroad], between=", ")
    return lines[:500], str(best.get("postalCode", ""))[:12]


def _contacts(
    patient: Element, on: date
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    found: list[tuple[str, str]] = []
    faults = []
    for place, point in enumerate(patient.get("telecom", [])):
        value = str(point.get("value", "")).strip()
        if not value or point.get("use") == "old" or not is_current(point, on):
            continue
        system = point.get("system")
        if system == "email":
            found.append(("email", value[:500]))
        elif system in ("phone", "sms"):
            try:
                number = telephone(value)
            except InvalidTelephone:
                faults.append((f"telecom[{place}]", "not a telephone number; left out"))
                continue
            is_mobile = system == "sms" or point.get("use") == "mobile" or number[:2] == "07"
            found.append(("mobile" if is_mobile else "phone", number))
    return tuple(dict.fromkeys(found)), tuple(faults)


def _carers(patient: Element, on: date) -> Iterator[tuple[str, str, str]]:
    """Give (name, relationship, telephone) of contacts; none of them may speak for her by this."""
    for contact in patient.get("contact", []):
        name = contact.get("name", {})
        family, given = _parts(name)
        said = " ".join(part for part in (given, family) if part)
        if not said or not is_current(contact, on):
            continue
        roles = [code_of(role).display for role in contact.get("relationship", [])]
        number = ""
        for point in contact.get("telecom", []):
            if point.get("system") == "phone" and point.get("value"):
                try:
                    number = telephone(str(point["value"]))
                except InvalidTelephone:
                    continue
                break
        yield said, words(roles, between=", ")[:500] or "contact", number


def _practices(patient: Element) -> tuple[Mapping[str, Any], ...]:
    references = [*patient.get("generalPractitioner", [])]
    if "managingOrganization" in patient:
        references.append(patient["managingOrganization"])
    return tuple(references)
