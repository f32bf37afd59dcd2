"""Whatever a sender's system writes, reading it ends in facts or in a reason, never in a crash."""

import copy
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.kernel import Refused
from peckham.people.fhir.entries import ENTRY_KINDS, entry_facts, is_entered_in_error
from peckham.people.fhir.files import find_files, read_file
from peckham.people.fhir.patients import patient_facts
from peckham.people.fhir.references import References

ON = date(2026, 11, 23)
SNOMED = "http://snomed.info/sct"
CODE = {"coding": [{"system": SNOMED, "code": "1", "display": "Thing"}], "text": "thing"}
QUANTITY = {"value": 1.5, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg"}
SUBJECT = {"reference": "urn:uuid:1", "type": "Patient"}
RESOURCES = [
    {
        "resourceType": "Patient",
        "id": "p",
        "identifier": [
            {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018", "use": "usual"},
            {"system": "urn:x", "value": "7", "period": {"start": "2020", "end": "2030-01-01"}},
        ],
        "name": [{"use": "usual", "family": "A", "given": ["B", "C"], "text": "B A"}],
        "telecom": [{"system": "phone", "value": "020 7946 0123", "use": "home", "rank": 1}],
        "gender": "female",
        "birthDate": "1951-03-14",
        "deceasedBoolean": False,
        "address": [{"use": "home", "line": ["1 Road"], "city": "T", "postalCode": "TS1 1AA"}],
        "contact": [{"relationship": [CODE], "name": {"family": "D"}, "telecom": [
            {"system": "phone", "value": "07700900123"}]}],
        "communication": [{"language": CODE, "preferred": True}],
        "generalPractitioner": [{"reference": "Organization/1"}],
    },
    {"resourceType": "Condition", "id": "c", "code": CODE, "subject": SUBJECT,
     "onsetAge": {"value": 4, "unit": "years"}, "abatementDateTime": "2020-02-02"},
    {"resourceType": "Observation", "id": "o", "status": "final", "code": CODE, "subject": SUBJECT,
     "effectivePeriod": {"start": "2020-01-01", "end": "2020-01-02"}, "valueQuantity": QUANTITY,
     "component": [{"code": CODE, "valueRange": {"low": QUANTITY, "high": QUANTITY}},
                   {"code": CODE, "valueRatio": {"numerator": QUANTITY, "denominator": QUANTITY}}]},
    {"resourceType": "MedicationRequest", "id": "m", "status": "active", "intent": "order",
     "medicationCodeableConcept": CODE, "subject": SUBJECT, "authoredOn": "2020",
     "dosageInstruction": [{"text": "one a day"}]},
]  # fmt: skip
ENTRIES = [{"fullUrl": f"urn:uuid:{n}", "resource": r} for n, r in enumerate(RESOURCES, 1)]
BUNDLE = {"resourceType": "Bundle", "type": "collection", "entry": ENTRIES}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
    | st.sampled_from(["2020-02-31", "9999-12-31", "0001", "urn:uuid:1", "#p", "P?x", "\x00"]),
    lambda inner: st.lists(inner, max_size=2)
    | st.dictionaries(st.sampled_from(["resourceType", "use", "value", "code", "x"]), inner,
                      max_size=2),
    max_leaves=4,
)  # fmt: skip


def places(value, path=()):
    """Every place inside a JSON value."""
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*path, number))


PLACES = [path for path in places(BUNDLE) if path]


def mutated(path, value, *, remove):
    changed = copy.deepcopy(BUNDLE)
    inside = changed
    for step in path[:-1]:
        inside = inside[step]
    if remove:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return changed


def read_all(file):
    """Read every resource as the import would, up to the database."""
    references = References()
    references.add([file])
    for sent in file.resources:
        try:
            if sent.kind == "Patient":
                patient_facts(sent.resource, on=ON)
            elif sent.kind in ENTRY_KINDS:
                references.meant(sent.resource.get("subject"), sent)
                if not is_entered_in_error(sent.resource):
                    entry_facts(sent.resource)
        except Refused:
            continue


@pytest.fixture(scope="module")
def sent_file(tmp_path_factory):
    return tmp_path_factory.mktemp("fhir") / "sent.json"


def test_the_bundle_that_is_varied_is_valid_itself(sent_file):
    sent_file.write_text(json.dumps(BUNDLE))
    file = read_file(sent_file)
    assert file.problems == []
    assert len(file.resources) == len(RESOURCES)


@given(path=st.sampled_from(PLACES), value=anything, remove=st.booleans())
def test_one_element_gone_wrong_is_read_or_reported(sent_file, path, value, remove):
    sent_file.write_text(json.dumps(mutated(path, value, remove=remove)))
    file = read_file(sent_file)
    assert file.resources or file.problems
    assert all(problem.reason for problem in file.problems)
    read_all(file)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_reported(sent_file, content):
    sent_file.write_bytes(content)
    file = read_file(sent_file)
    assert file.problems or file.resources
    read_all(file)


def test_a_file_is_listed_once_and_a_directory_by_name(tmp_path):
    for name in ("b.json", "a.json", "LICENSE"):
        (tmp_path / name).write_text("{}")
    found, problems = find_files([tmp_path, tmp_path / "a.json"])
    assert [path.name for path in found] == ["a.json", "b.json"]
    assert problems == []
