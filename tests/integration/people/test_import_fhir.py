"""FHIR that nobody here wrote, and small variations on it that say one thing each."""

import json
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from tests.databases import check_laws
from tests.integration.people.world import AREAS, AT, BY, TODAY
from tests.shared import shared_data

from peckham.infra.models import Deployment
from peckham.infra.scope import open_scope, system_scope
from peckham.kernel import Refused
from peckham.people import api as people
from peckham.people.models import Person, RecordEntry, Registration, SourceDocument

SNOMED = "http://snomed.info/sct"
LATER = AT + timedelta(days=1)


@pytest.fixture
def synthea():
    return shared_data() / "fhir" / "synthea"


@pytest.fixture
def ukcore():
    return shared_data() / "fhir" / "ukcore-examples"


@pytest.fixture
def send(tmp_path):
    """Write resources to a file and import it: one bare resource, or a collection of several."""

    def import_them(*resources, name="sent.json", assign="", at=AT, directory=tmp_path):
        content = resources[0]
        if len(resources) > 1:
            entries = [{"resource": resource} for resource in resources]
            content = {"resourceType": "Bundle", "type": "collection", "entry": entries}
        path = directory / name
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return people.import_fhir([path], assign, by=BY, at=at)

    return import_them


def patient(**changes):
    return {
        "resourceType": "Patient",
        "id": "p1",
        "identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000018"}],
        "name": [{"use": "official", "family": "Okafor", "given": ["Oluwaseun"]}],
        "gender": "male",
        "birthDate": "1951-03-14",
    } | changes


def condition(**changes):
    return {
        "resourceType": "Condition",
        "id": "c1",
        "code": {"coding": [{"system": SNOMED, "code": "44054006", "display": "Type 2 diabetes"}]},
        "subject": {"reference": "Patient/p1"},
    } | changes


def page(report, number=0, at=AT):
    with open_scope(system_scope("test", purpose="test", at=at)):
        return people.person(report.people[number].public_id)


def everything():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(format('%s', t), E'\n' ORDER BY t::text) FROM ("
            + " UNION ALL ".join(
                f"SELECT to_jsonb(x)::text AS t FROM people_{table} x"
                for table in ("person", "identifier", "addressspell", "contactpoint", "proxy",
                              "communicationneed", "recordentry", "sentperson", "sourcedocument",
                              "searchentry", "registration")
            ) + ") AS r"
        )  # fmt: skip
        return cursor.fetchone()[0]


def reasons(report):
    return [problem.reason for problem in report.problems]


def test_synthea_loads_whole_and_the_counts_are_those_of_the_files(world, synthea):
    sent = Counter()
    for path in synthea.glob("*.json"):
        for entry in json.loads(path.read_text(encoding="utf-8"))["entry"]:
            sent[entry["resource"]["resourceType"]] += 1
    report = people.import_fhir([synthea], AREAS[0], by=BY, at=AT)
    check_laws()
    assert report.problems == ()
    assert report.created == {
        kind: sent[kind]
        for kind in ("Patient", "Condition", "Observation", "MedicationRequest", "CarePlan")
    }
    assert sum(report.passed_over.values()) + sum(report.created.values()) == sum(sent.values())
    living = Person.objects.filter(is_deceased=False).count()
    assert 0 < living < sent["Patient"]
    residents = people.counting.reconcile(TODAY).residents
    assert {home.name: n for home, n in residents.items()} == {"Riverside": living}
    assert RecordEntry.objects.count() == sum(report.created.values()) - sent["Patient"]


def test_running_it_twice_changes_nothing(world, synthea):
    file = sorted(synthea.glob("*.json"))[0]
    first = people.import_fhir([file], by=BY, at=AT)
    before = everything()
    again = people.import_fhir([file], by=BY, at=LATER)
    assert everything() == before
    assert again.unchanged == first.created
    assert (again.created, again.changed) == ({}, {})


def test_without_an_area_they_are_out_of_area_and_may_be_placed_later(world, synthea):
    file = sorted(synthea.glob("*.json"))[0]
    out = people.import_fhir([file], by=BY, at=AT)
    view = page(out)
    assert view.home.kind == "out_of_area"
    assert view.postcode
    placed = page(people.import_fhir([file], AREAS[3], by=BY, at=LATER), at=LATER)
    assert placed.home.words == "Hillside"
    assert "Area assigned by Amina Yusuf on 24 November 2026" in placed.labels
    again = people.import_fhir([file], AREAS[3], by=BY, at=LATER)
    assert again.changed == {}
    check_laws()


def test_what_the_sender_wrote_is_kept_to_the_byte_and_to_the_digit(world, synthea):
    file = next(synthea.glob("Antonio*.json"))
    report = people.import_fhir([file], by=BY, at=AT)
    assert bytes(SourceDocument.objects.get().content) == file.read_bytes()
    height = RecordEntry.objects.get(value_number=Decimal("142.12983679161132"))
    assert (height.display, height.value_unit, height.code) == ("Body Height", "cm", "8302-2")
    sinusitis = next(e for e in page(report).record if e.kind == "condition")
    assert (sinusitis.status, sinusitis.started[:10]) == ("resolved", "2018-01-10")
    with open_scope(system_scope("FHIR import", purpose="direct care", at=AT)):
        found = people.search("antonio carmona 22/10/2000")
    assert found[0].name == "Antonio Carmona"


def test_uk_core_examples_load_but_for_fragments_and_faults_each_with_its_reason(world, ukcore):
    report = people.import_fhir([ukcore], AREAS[0], by=BY, at=AT)
    check_laws()
    assert report.created == {
        "Patient": 1, "Condition": 6, "Observation": 20, "MedicationRequest": 2,
        "MedicationStatement": 2,
    }  # fmt: skip
    by_file = {(p.file, p.path): p.reason for p in report.problems}
    baby = by_file["UKCore-Patient-BabyPatient-Example.json", "Patient.identifier[0].value"]
    assert "check digit" in baby
    photo = by_file["UKCore-Patient-Sn-Photo-Example.json", "Patient.name"]
    assert "fragment" in photo
    episode = by_file[
        "UKCore-Extension-ConditionEpisode-Example.json", "Condition.extension[0].value[x]"
    ]
    assert "only one type" in episode
    finger = by_file["UKCore-Observation-FingerJointInflamed-Example.json", "Observation.subject"]
    assert "whom it is about" in finger
    assert sum("fragment" in reason for reason in by_file.values()) == 17
    view = page(report)
    assert view.name == "Richard SMITH"
    assert view.nhs_number == "991 200 3888"
    assert {need.code for need in view.needs} == {"bsl", "makaton", "large_print"}
    assert "phone" in view.blocked
    assert view.contacts[0].blocked_why
    assert [(p.name, p.may) for p in view.proxies] == [("Jane Jackson", ())]
    pressure = next(e for e in view.record if e.display == "24 hour blood pressure")
    assert [(c["number"], c["unit"]) for c in pressure.components] == [
        ("102", "millimeter of mercury"),
        ("84", "millimeter of mercury"),
    ]
    absent = next(e for e in view.record if e.absent_reason)
    assert absent.absent_reason == "Specimen unsatisfactory for evaluation"
    assert (absent.value_number, absent.value_text) == (None, "")
    drops = [e for e in view.record if e.kind == "medication" and "eye" in e.dosage]
    assert drops
    before = everything()
    assert people.import_fhir([ukcore], AREAS[0], by=BY, at=LATER).created == {}
    assert everything() == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "the file is empty"),
        ("   \n", "the file is empty"),
        ("x" * 10_000_000, "Not JSON"),
        ("{", "Not JSON"),
        ("[" * 100_000, "Not JSON"),
        ('{"a": 1}', "no resourceType"),
        ("[1, 2]", "no resourceType"),
        ('<Patient xmlns="http://hl7.org/fhir"/>', "XML is not read"),
        ('{"resourceType": "Patiant"}', "not a FHIR R4 resource type"),
        ('{"resourceType": "Bundle"}', "required element missing"),
    ],
)
def test_what_is_no_fhir_is_one_clear_line_and_loads_nothing(world, send, content, reason):
    report = send(content)
    assert len(report.problems) == 1
    assert report.problems[0].file == "sent.json"
    assert reason in report.problems[0].reason
    assert not Person.objects.exists()


def test_one_entry_that_is_no_resource_does_not_stop_the_others(world, send):
    entries = [{"resource": 3}, {"resource": {"resourceType": "Nope"}}, {"resource": patient()},
               {"fullUrl": 7, "resource": condition()}]  # fmt: skip
    report = send({"resourceType": "Bundle", "type": "collection", "entry": entries})
    assert [p.path for p in report.problems] == [
        "Bundle.entry[0].resource", "Bundle.entry[1].resource", "Bundle.entry[3].fullUrl",
    ]  # fmt: skip
    assert report.created == {"Patient": 1}


def test_a_path_that_is_not_there_and_an_empty_directory_are_said(world, tmp_path):
    (tmp_path / "empty").mkdir()
    report = people.import_fhir([tmp_path / "nowhere.json", tmp_path / "empty"], by=BY, at=AT)
    assert reasons(report) == ["there is no such file", "the directory holds no .json file"]


@pytest.mark.parametrize(
    ("changes", "path", "reason"),
    [
        ({"gender": "x"}, "Patient.gender", "not one of its codes"),
        ({"birthDate": "2026-11-24"}, "Patient.birthDate", "in the future"),
        ({"birthDate": "1951-02-30"}, "Patient.birthDate", "is not a day"),
        ({"birthDate": "1951-13-01"}, "Patient.birthDate", "not a valid date"),
        ({"birthDate": "1851"}, "Patient.birthDate", "130 years"),
        ({"foo": 1}, "Patient.foo", "unknown element"),
        ({"identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000019"}]},
         "Patient.identifier[0].value", "check digit"),
        ({"name": [], "identifier": []}, "Patient.name", "empty array"),
        ({"modifierExtension": [{"url": "http://x", "valueBoolean": True}]},
         "Patient.modifierExtension", "not known here"),
        ({"name": [{"family": "a\u0000b"}]}, "Patient.name[0].family", "no text may hold"),
        ({"deceasedDateTime": "1950-01-01"}, "Patient.deceasedDateTime", "before the birth"),
    ],
)  # fmt: skip
def test_an_invalid_patient_is_refused_with_its_records_and_the_rest_loads(
    world, send, changes, path, reason
):
    other = patient(id="p2", identifier=[{"system": "urn:x", "value": "2"}])
    report = send(
        patient(**changes), condition(), other,
        condition(id="c2", subject={"reference": "Patient/p2"}),
    )  # fmt: skip
    at = {problem.path: problem.reason for problem in report.problems}
    assert reason in at[f"Bundle.entry[0].resource{path.removeprefix('Patient')}"]
    assert "its patient was refused" in at["Bundle.entry[1].resource.subject"]
    assert report.created == {"Patient": 1, "Condition": 1}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"birthDate": "1970"}, {"birth_date": None, "birth_date_words": "1970 (day not known)"}),
        ({"birthDate": "1970-05"}, {"birth_date_words": "May 1970 (day not known)"}),
        ({"birthDate": None}, {"birth_date": None, "birth_date_words": "not known"}),
        ({"deceasedBoolean": True}, {"is_deceased": True, "deceased_on": None, "spells": ()}),
        ({"deceasedDateTime": "2020-02-02T10:00:00Z"}, {"deceased_on": date(2020, 2, 2)}),
        ({"gender": None}, {"sex": "unknown"}),
        ({"name": [{"text": "Seun Okafor"}]}, {"name": "Seun Okafor"}),
        ({"name": [{"use": "old", "family": "Bello", "given": ["O"]},
                   {"use": "usual", "family": "Okafor", "given": ["Olu", "Seun"]},
                   {"use": "nickname", "given": ["Seun"]}]},
         {"name": "Seun (Olu Seun) Okafor", "other_names": ("O Bello (previous)",)}),
        ({"name": [{"family": "Was", "period": {"end": "2001"}}, {"family": "Is"}]},
         {"family_name": "Is", "other_names": ("Was (previous)",)}),
        ({"_birthDate": {"extension": [{"url": "http://x", "valueString": "y"}]}},
         {"birth_date": date(1951, 3, 14)}),
        ({"address": [{"use": "old", "postalCode": "TS2 2BB"},
                      {"use": "home", "line": ["1 High St"], "city": "Testham",
                       "postalCode": "ts11aa"}]},
         {"postcode": "TS1 1AA", "address_lines": "1 High St, Testham"}),
        ({"telecom": [{"system": "phone", "value": "07700 900123"},
                      {"system": "phone", "value": "x"}]}, {}),
        ({"communication": [{"language": {"coding": [{"code": "so"}]}, "preferred": True}]},
         {"first_language": "so"}),
    ],
)  # fmt: skip
def test_what_a_patient_leaves_out_stays_unknown_and_what_it_says_is_kept(
    world, send, changes, expected
):
    sent = {name: value for name, value in patient(**changes).items() if value is not None}
    report = send(sent)
    assert report.problems == ()
    view = page(report)
    for name, value in expected.items():
        assert getattr(view, name) == value, name
    check_laws()


def test_somebody_who_lives_in_a_known_postcode_is_placed_there_even_with_an_area_to_assign(
    world, send
):
    view = page(send(patient(address=[{"postalCode": "TS2 2BB"}]), assign=AREAS[0]))
    assert view.home.words == "Hillside"
    assert not any(label.startswith("Area assigned") for label in view.labels)


def test_a_practice_that_is_known_by_its_code_gets_its_patient(world, send):
    practice = {
        "resourceType": "Organization",
        "id": "o1",
        "identifier": [
            {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "Z99002"}
        ],
        "name": "Practice",
    }
    named = patient(generalPractitioner=[{"reference": "Organization/o1"}])
    report = send(named, practice)
    assert page(report).registration.ods_code == "Z99002"
    send(named, practice, at=LATER)
    assert Registration.objects.count() == 1
    logical = {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "Y00000"}
    report = send(patient(managingOrganization={"identifier": logical}), at=LATER)
    assert "Y00000 is not known here" in report.warnings[0].reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"subject": {"reference": "#p"}, "contained": [{"resourceType": "Patient", "id": "p"}]},
         "only a fragment inside it"),
        ({"subject": {"reference": "Patient/nobody"}}, "neither in these files nor known"),
        ({"subject": {"reference": "Patient/p1"}, "code": {}}, ""),
        ({"code": None}, "names no condition"),
        ({"subject": {"display": "somebody"}}, "whom it is about"),
        ({"clinicalStatus": {"coding": [{"code": "banana"}]}}, "not one of its codes"),
    ],
)  # fmt: skip
def test_a_record_that_cannot_be_placed_is_refused_with_its_reason(world, send, changes, reason):
    sent = {name: value for name, value in condition(**changes).items() if value is not None}
    report = send(patient(), sent)
    assert report.created == {"Patient": 1}
    assert any(reason in said for said in reasons(report))


@pytest.mark.parametrize(
    "subject",
    [
        {"reference": "Patient/p1"},
        {"reference": "Patient/p1/_history/3"},
        {"reference": "Patient?identifier=https://fhir.nhs.uk/Id/nhs-number|9990000018"},
        {"identifier": {"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "999 000 0018"}},
    ],
)
def test_every_way_of_naming_a_patient_is_understood(world, send, subject):
    assert send(patient(), condition(subject=subject)).created["Condition"] == 1


def test_records_find_a_patient_of_another_file_whatever_the_order(world, tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(condition()))
    (tmp_path / "b.json").write_text(json.dumps(patient()))
    report = people.import_fhir([tmp_path], by=BY, at=AT)
    assert report.created == {"Patient": 1, "Condition": 1}
    assert report.problems == ()


def test_what_was_ruled_out_is_marked_and_what_was_entered_in_error_is_not_held(world, send):
    def verified(code):
        return {"coding": [{"code": code}]}

    report = send(
        patient(),
        condition(id="c1", verificationStatus=verified("refuted")),
        condition(id="c2", verificationStatus=verified("entered-in-error")),
        {"resourceType": "MedicationStatement", "id": "m1", "status": "not-taken",
         "subject": {"reference": "Patient/p1"}, "medicationCodeableConcept": {"text": "Aspirin"}},
        {"resourceType": "Observation", "id": "o1", "status": "final", "code": {"text": "Smokes"},
         "subject": {"reference": "Patient/p1"}, "valueBoolean": False},
    )  # fmt: skip
    record = page(report).record
    assert {(e.kind, e.is_negated) for e in record} == {
        ("condition", True), ("medication", True), ("observation", True),
    }  # fmt: skip
    assert report.passed_over == {"Condition entered in error": 1}


def test_a_record_that_its_sender_changes_or_takes_back_is_superseded(world, send):
    send(patient(), condition())
    changed = send(patient(), condition(onsetDateTime="2020"), at=LATER)
    assert changed.changed == {"Condition": 1}
    assert [e.started for e in page(changed, at=LATER).record] == ["2020"]
    error = {"coding": [{"code": "entered-in-error"}]}
    taken_back = send(patient(), condition(verificationStatus=error), at=LATER)
    assert page(taken_back, at=LATER).record == ()
    assert RecordEntry.objects.count() == 2


def test_a_changed_patient_changes_what_its_sender_said_and_nothing_else(world, send):
    first = send(patient(telecom=[{"system": "phone", "value": "020 7946 0123"}]))
    with open_scope(system_scope("test", purpose="test", at=AT)):
        people.support.record_contact_point(
            person_id=first.people[0].id, mode="email", value="o@example.org", by=BY, at=AT
        )
    moved = patient(
        telecom=[{"system": "phone", "value": "020 7946 0999"}],
        address=[{"postalCode": "TS1 1AA", "line": ["2 New Road"]}],
    )
    view = page(send(moved, at=LATER), at=LATER)
    assert {c.value for c in view.contacts} == {"02079460999", "o@example.org"}
    assert [(s.kind, s.start) for s in view.spells] == [
        ("out_of_area", TODAY),
        ("home", date(2026, 11, 24)),
    ]
    dead = patient(deceasedDateTime="2026-11-24")
    view = page(send(dead, at=LATER + timedelta(days=2)), at=LATER + timedelta(days=2))
    assert view.is_deceased
    assert view.home.kind == "not_resident"
    check_laws()


def test_another_sender_with_the_same_number_means_the_same_person(world, send):
    first = send(patient())
    elsewhere = patient(id="x9", name=[{"family": "OKAFOR", "given": ["Seun"]}])
    second = send(elsewhere, name="other.json", at=LATER)
    assert [key.id for key in second.people] == [key.id for key in first.people]
    assert page(second, at=LATER).given_name == "Oluwaseun"
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (patient(id="x9", birthDate="1980-01-01", name=[{"family": "Other"}]), "another date of"),
        (patient(birthDate="1980-01-01", name=[{"family": "Other"}]), "another date of birth"),
        (patient(birthDate="1980-01-01", name=[{"family": "Other"}],
                 identifier=[{"system": "urn:x", "value": "7"}]), "another date of birth"),
    ],
)  # fmt: skip
def test_one_persons_facts_are_never_written_into_anothers_record(world, send, second, reason):
    """Hazard H3: an id or a number that is somebody else's here stops the resource."""
    send(patient())
    before = everything()
    report = send(second, condition(subject={"reference": f"Patient/{second['id']}"}), at=LATER)
    assert reason in reasons(report)[0]
    assert "its patient was refused" in reasons(report)[1]
    assert everything() == before
    assert Person.objects.get().family_name == "Okafor"


def test_identifiers_of_two_people_stop_a_resource(world, send):
    send(patient())
    send(patient(id="p2", identifier=[{"system": "urn:x", "value": "7"}]), name="two.json")
    both = [*patient()["identifier"], {"system": "urn:x", "value": "7"}]
    report = send(patient(id="p3", identifier=both), name="three.json")
    assert reasons(report) == ["its identifiers belong to different people here"]


def test_a_file_that_the_books_refuse_leaves_nothing_of_it_and_the_next_loads(
    world, send, tmp_path, monkeypatch
):
    from django.db import DataError

    from peckham.people.actions.importing_entries import EntryWriter

    write = EntryWriter.write

    def refuse(self, several, document):
        write(self, several, document)
        if document.file.label == "bad.json":
            raise DataError("value out of range")

    monkeypatch.setattr(EntryWriter, "write", refuse)
    bundle = {"resourceType": "Bundle", "type": "collection"}
    other = patient(id="p2", identifier=[{"system": "urn:x", "value": "2"}])
    (tmp_path / "bad.json").write_text(
        json.dumps(bundle | {"entry": [{"resource": patient()}, {"resource": condition()}]})
    )
    (tmp_path / "good.json").write_text(json.dumps(other))
    report = people.import_fhir([tmp_path], by=BY, at=AT)
    assert [p.file for p in report.problems] == ["bad.json"]
    assert report.created == {"Patient": 1}
    assert Person.objects.get().pk == report.people[0].id
    assert SourceDocument.objects.count() == 1


def test_real_people_are_not_imported_before_agreements_say_who_may_see_them(world, send, settings):
    settings.DEMONSTRATION = False
    Deployment.objects.update(is_demonstration=False)
    with pytest.raises(Refused, match="not proven whole yet"):
        send(patient())
    assert not Person.objects.exists()


def test_an_area_to_assign_that_is_not_known_stops_the_import(world, send):
    with pytest.raises(Refused, match="not a small area"):
        send(patient(), assign="E01000001")
