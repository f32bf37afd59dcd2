"""A person's page says in words what other systems sent in codes, days and digits."""

import json
import re

import pytest
from tests.databases import as_app
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.people import api as people
from peckham.people.models import Person
from peckham.people.queries.names import ethnicity_words, identifier_words

ETHNICITY = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory"
SENT = (
    {
        "resourceType": "Patient",
        "id": "p1",
        "extension": [{"url": ETHNICITY, "valueCodeableConcept": {"coding": [{"code": "M"}]}}],
        "identifier": [
            {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"},
            {"system": "http://hospital.smarthealthit.org", "value": "H-17"},
            {"system": "https://records.example.org/id", "value": "R-4"},
        ],
        "name": [{"family": "Okafor", "given": ["Oluwaseun"]}],
        "gender": "male",
        "birthDate": "1951-03-14",
    },
    {
        "resourceType": "Observation",
        "id": "o1",
        "status": "final",
        "code": {"text": "Body height"},
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": "2018-01-10T14:30:00+00:00",
        "valueQuantity": {"value": 142.12983679161132, "unit": "cm"},
    },
)


def read(world, signed_in, public_id):
    """Open somebody's page at the reception's door; give its words."""
    scope, key = world.scope("navigator"), Person.objects.get(public_id=public_id).pk
    with as_app(scope):
        care.begin_contact(key, channel="desk", by=scope.actor, at=scope.at)
    page = signed_in("navigator").get(f"/staff/people/{public_id}").content.decode()
    return page, " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def sent(world, tmp_path):
    entries = [{"resource": resource} for resource in SENT]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    path = tmp_path / "sent.json"
    path.write_text(json.dumps(bundle), encoding="utf-8")
    return people.import_fhir([path], "E99000000", by=worlds.BY, at=worlds.AT).people[0].public_id


def test_codes_days_and_digits_are_said_in_words(world, signed_in, sent):
    page, words = read(world, signed_in, sent)
    assert "Ethnicity Black or Black British: Caribbean" in words
    assert "Hospital number H-17" in words
    assert "Number at records.example.org R-4" in words
    assert "10 January 2018 at 2:30pm" in words
    assert '<span title="142.12983679161132">142.13</span> cm' in page


def test_that_somebody_is_invented_is_said_once(world, signed_in):
    Person.objects.filter(pk=world.person_id).update(source="synthetic")
    _, words = read(world, signed_in, Person.objects.get(pk=world.person_id).public_id)
    assert "Synthetic person" in words
    assert "Source: synthetic" not in words


def test_a_code_or_a_system_that_no_list_knows_is_not_hidden():
    assert ethnicity_words("X7") == "X7"
    assert ethnicity_words("") == ""
    assert identifier_words("nhs_number") == "NHS number"
    assert identifier_words("urn:oid:1.2.3") == "Other number"
