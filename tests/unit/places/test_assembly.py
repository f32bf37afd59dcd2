"""Publishers' files put together, and every way in which they can be wrong."""

from datetime import date

import pytest
from tests.unit.places import published_files as files

from peckham.kernel import Refused
from peckham.places.published.assembly import assemble
from peckham.places.published.find import MissingPublication, TooManyFiles, find_publications


def read(directory, area=None, **given):
    return assemble(find_publications([directory], given=given), area)


@pytest.fixture
def directory(tmp_path):
    return files.write_all(tmp_path)


def refusal(directory, area=None, **given):
    with pytest.raises(Refused) as found:
        read(directory, area, **given)
    return str(found.value)


def test_a_place_is_put_together_from_its_publications(directory):
    place = read(directory).place
    assert place.name == "Eastham and West and North"
    assert [area.code for area in place.areas] == list(files.AREAS)
    assert {area.deprivation_decile for area in place.areas} == {3}
    assert place.areas[0].population_by_age == {"0-15": 200, "16+": 800}
    assert len(place.adjacency) == 7
    assert place.counted_on == date(2022, 7, 1)
    assert place.icb == ("QMF", "NHS North East London Integrated Care Board")
    lists = {entry.ods_code: entry.list_size for entry in place.practices}
    assert lists == {"F80001": 940, "F80002": 1_314}


def test_every_registered_patient_is_accounted_for(directory):
    registrations = read(directory, "Eastham").registrations
    assert registrations.patients == 2_254
    assert registrations.without_area == 3
    assert sum(registrations.counts.values()) == 1_600


def test_the_last_day_of_a_membership_is_in_it(directory):
    spells = read(directory).place.practices[0].memberships
    assert [(spell.pcn_code, spell.start, spell.end) for spell in spells] == [
        ("U10001", date(2019, 7, 1), date(2021, 7, 1)),
        ("U10002", date(2021, 7, 1), None),
    ]


@pytest.mark.parametrize(
    ("area", "boroughs"),
    [
        ("Eastham", {"Eastham"}),
        ("west and north", {"West and North"}),
        ("West and North, Eastham", {"Eastham", "West and North"}),
        ("Eastham and West and North", {"Eastham", "West and North"}),
        ("areas", {"Eastham", "West and North"}),
        (None, {"Eastham", "West and North"}),
    ],
)
def test_boroughs_are_chosen_by_name_or_by_boundary_file(directory, area, boroughs):
    place = read(directory, area).place
    assert {entry.borough_name for entry in place.areas} == boroughs


def test_a_byte_order_mark_does_no_harm(directory):
    files.write_csv(directory / "mid2020-pop.csv", files.population(), encoding="utf-8-sig")
    assert len(read(directory).place.areas) == 6


def test_files_are_known_by_what_is_in_them(directory):
    (directory / "epraccur.csv").rename(directory / "practices of today.csv")
    (directory / "ePCN.xlsx").rename(directory / "book1.xlsx")
    (directory / "areas_lsoa11.geojson").rename(directory / "map.json")
    assert len(read(directory).place.practices) == 2


def test_a_copy_of_a_file_is_the_same_file(directory):
    (directory / "copy.csv").write_bytes((directory / "mid2020-pop.csv").read_bytes())
    assert len(read(directory).place.areas) == 6


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("published/gp-reg-pat-prac-lsoa-all.csv", "Patients Registered at a GP Practice"),
        ("epraccur.csv", "epraccur"),
        ("ePCN.xlsx", "ePCN"),
        ("mid2020-pop.csv", "Population estimates"),
        ("areas_lsoa11.geojson", "Boundaries of small areas"),
    ],
)
def test_a_missing_publication_is_named_with_where_its_publisher_has_it(directory, name, title):
    (directory / name).unlink()
    with pytest.raises(MissingPublication) as found:
        read(directory)
    assert title in found.value.what
    assert "It is the" in found.value.remedy


def test_without_deprivation_none_is_invented(directory):
    (directory / "File_7_IoD2019.csv").unlink()
    found = read(directory)
    assert {area.deprivation_score for area in found.place.areas} == {None}
    assert any("Deprivation" in line for line in found.warnings)


def test_two_files_of_one_publication_are_not_chosen_between(directory):
    files.write_csv(directory / "again.csv", files.registrations()[:3])
    with pytest.raises(TooManyFiles, match=r"again.csv"):
        read(directory)


SPOILED = {
    "a negative count": (2, "F80001", "E01000001", "-5", "line 2: the count -5 is negative"),
    "not a number": (2, "F80001", "E01000001", "many", "line 2: “many” is not a whole number"),
    "a missing count": (2, "F80001", "E01000001", "", "line 2: “” is not a whole number"),
    "the same pair twice": (3, "F80001", "E01000001", "7", "were counted on line 2 already"),
    "more than there are": (2, "F80001", "E01000001", "9" * 5_000, "is not a whole number"),
    "no area code": (2, "F80001", "Barking", "7", "line 2: “BARKING” is not an area code"),
    "an area of 2021": (2, "F80001", "E01034000", "7", "LSOA 2021, and the boundaries are LSOA"),
}


@pytest.mark.parametrize(
    ("line", "practice", "area", "patients", "reason"), SPOILED.values(), ids=SPOILED.keys()
)
def test_bad_registrations_are_refused_by_line(directory, line, practice, area, patients, reason):
    rows = files.registrations()
    rows[line - 1] = files.registration(practice, area, patients)
    files.write_csv(directory / "published" / files.REGISTRATIONS, rows)
    said = refusal(directory)
    assert files.REGISTRATIONS in said
    assert reason in said


def spoil(directory, name, rows):
    files.write_csv(directory / name, rows)
    return refusal(directory)


def test_two_extracts_in_one_file_are_refused(directory):
    rows = [*files.registrations(), files.registration("F80001", "E01000002", 1, on="01OCT2022")]
    assert "two dates" in spoil(directory, f"published/{files.REGISTRATIONS}", rows)


def test_a_file_by_sex_is_refused(directory):
    rows = [files.REGISTRATION_HEADER, files.registration("F80001", "E01000001", 5, sex="MALE")]
    assert "by sex" in spoil(directory, f"published/{files.REGISTRATIONS}", rows)


def test_a_missing_column_is_named(directory):
    rows = [row[:-1] for row in files.registrations()]
    said = spoil(directory, f"published/{files.REGISTRATIONS}", rows)
    assert "NUMBER_OF_PATIENTS is not there" in said


def test_a_row_of_another_width_is_refused(directory):
    rows = files.population()
    rows[3] = rows[3][:-1]
    assert "line 4: 6 columns, where the header has 7" in spoil(directory, "mid2020-pop.csv", rows)


@pytest.mark.parametrize(
    ("encoding", "reason"), [("utf-16", "UTF-16"), ("latin-1", "line 3: the text from here on")]
)
def test_another_encoding_is_refused(directory, encoding, reason):
    rows = files.population()
    rows[2][1] = "Eastham Café"
    files.write_csv(directory / "mid2020-pop.csv", rows, encoding=encoding)
    assert reason in refusal(directory)


def test_a_nul_character_is_refused(directory):
    text = (directory / "epraccur.csv").read_text().replace("F80002 SURGERY", "SUR\0GERY")
    (directory / "epraccur.csv").write_text(text)
    assert "epraccur.csv, line 2: there is a NUL character" in refusal(directory)


def test_broken_quoting_is_refused(directory):
    path = directory / "mid2020-pop.csv"
    path.write_text(path.read_text() + '"never closed')
    assert "the row cannot be read" in refusal(directory)


def test_ages_that_do_not_sum_are_refused(directory):
    rows = files.population()
    rows[1][5] = 199
    assert "line 2: the ages sum to 999, the total says 1000" in spoil(
        directory, "mid2020-pop.csv", rows
    )


def test_an_area_counted_twice_is_refused(directory):
    rows = files.population()
    assert "line 8: area E01000001" in spoil(directory, "mid2020-pop.csv", [*rows, rows[1]])


def test_an_area_without_boundary_is_named(directory):
    document = files.boundaries()
    del document["features"][1]
    files.write_json(directory / "areas_lsoa11.geojson", document)
    said = refusal(directory)
    assert "1 small areas of Eastham and West and North have no boundary: E01000002" in said
    assert "E01000002" in refusal(directory, "Eastham")
    assert len(read(directory, "West and North").place.areas) == 3


def test_an_area_without_population_is_named(directory):
    rows = [row for row in files.population() if row[0] != "E01000005"]
    assert "no row in the population file: E01000005" in spoil(directory, "mid2020-pop.csv", rows)


def test_unknown_practices_are_named(directory):
    said = spoil(directory, "epraccur.csv", [files.practice("F80001")])
    assert "1 practices" in said
    assert "F80002" in said


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([files.practice("F80001")] * 2, "line 2: practice F80001 came on line 1 already"),
        ([files.practice("F80001", status="X")], "“X” is not a status"),
        ([files.practice("F80001", postcode="NOWHERE")], "line 1: “NOWHERE”"),
        ([files.practice("F80001"), ["F80002"]], "line 2: 1 columns, where"),
        ([files.practice("F-1")], "line 1: “F-1” is not an ODS code"),
        ([files.practice("F80001", board="Q" * 13)], "too long for a code"),
    ],
)
def test_bad_practice_files_are_refused_by_line(directory, rows, reason):
    rows = [*rows, files.practice("F80002")] if len(rows) == 1 else rows
    files.write_csv(directory / "epraccur.csv", rows)
    assert reason in refusal(directory)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["F80001", "x", "U10009", "X", "20200101", ""], "is in U10009 while still in U10001"),
        (["F80001", "x", "U10009", "X", "soon", ""], "line 6: “soon” is not a day"),
        (["F80001", "x", "U10009", "X", "", ""], "line 6: the membership has no start day"),
        (["F80001", "x", "U10009", "X", "20300101", "20290101"], "before 2030-01-01"),
        (["F80001", "x", "U-1", "X", "20100101", "20110101"], "“U-1” is not an ODS code"),
    ],
)
def test_bad_network_workbooks_are_refused_by_line(directory, row, reason):
    files.write_workbook(directory / "ePCN.xlsx", [*files.networks(), row])
    assert reason in refusal(directory)


def test_a_workbook_that_is_none_is_refused(directory):
    (directory / "ePCN.xlsx").write_text("hello")
    assert "the workbook cannot be opened" in refusal(directory)
    files.write_workbook(directory / "ePCN.xlsx", [["something", "else"]])
    assert "no sheet has the columns" in refusal(directory)


def change(document, **properties):
    document["features"][0] |= properties
    return document


BAD_BOUNDARIES = {
    "not JSON": ("{", "is not GeoJSON"),
    "no features": ({"type": "FeatureCollection", "features": []}, "no feature"),
    "a point": (
        change(files.boundaries(), geometry={"type": "Point", "coordinates": [0, 51]}),
        "feature 1 (E01000001) is a Point",
    ),
    "national grid": (
        change(
            files.boundaries(),
            geometry={"type": "Polygon", "coordinates": [[[5e5, 2e5]] * 4]},
        ),
        "not in longitude and latitude",
    ),
    "not a number": (
        change(
            files.boundaries(),
            geometry={"type": "Polygon", "coordinates": [[[float("inf"), 2.0]] * 4]},
        ),
        "is not GeoJSON",
    ),
    "no list of points": (
        change(files.boundaries(), geometry={"type": "Polygon", "coordinates": [[[0]] * 4]}),
        "feature 1 cannot be read",
    ),
    "an open ring": (
        change(
            files.boundaries(),
            geometry={"type": "Polygon", "coordinates": [[[0, 51], [0, 52], [1, 52], [1, 51]]]},
        ),
        "or an open one",
    ),
    "a code that is none": (
        change(files.boundaries(), properties={"LSOA11CD": 7}),
        "feature 1: 7 is not an area code",
    ),
    "three points": (
        change(files.boundaries(), geometry={"type": "Polygon", "coordinates": [[[0, 51]] * 3]}),
        "fewer than four points",
    ),
    "no code": (change(files.boundaries(), properties={"name": "x"}), "feature 1 has neither"),
    "no geometry": (change(files.boundaries(), geometry=None), "feature 1 cannot be read"),
}


@pytest.mark.parametrize(("document", "reason"), BAD_BOUNDARIES.values(), ids=BAD_BOUNDARIES.keys())
def test_bad_boundaries_are_refused(directory, document, reason):
    path = directory / "areas_lsoa11.geojson"
    if isinstance(document, str):
        path.write_text(document)
    else:
        files.write_json(path, document)
    assert reason in refusal(directory)


def test_an_area_drawn_twice_is_refused(directory):
    files.write_json(
        directory / "more.geojson",
        change(
            files.boundaries(), geometry={"type": "Polygon", "coordinates": [files.square(5, 5)]}
        ),
    )
    assert "area E01000001 has another shape in" in refusal(directory)


def test_boundaries_of_two_vintages_are_never_mixed(directory):
    document = files.boundaries("LSOA21CD")
    files.write_json(directory / "lsoa21.geojson", document)
    assert "areas of 2011" in refusal(directory)
    (directory / "areas_lsoa11.geojson").unlink()
    assert "its small areas are LSOA 2011, and the boundaries are LSOA 2021" in refusal(directory)


def test_a_code_of_2021_under_a_column_of_2011_is_refused(directory):
    document = files.boundaries()
    document["features"][0]["properties"]["LSOA11CD"] = "E01034000"
    files.write_json(directory / "areas_lsoa11.geojson", document)
    assert "E01034000 is an area of 2021" in refusal(directory)


def test_a_borough_that_is_not_there_is_refused_with_those_that_are(directory):
    said = refusal(directory, "Atlantis")
    assert "Atlantis" in said
    assert "Eastham, West and North" in said
    assert "Eastham and Atlantis" in refusal(directory, "Eastham and Atlantis")


def test_a_blank_name_chooses_nothing(directory):
    assert "is called “ ”" in refusal(directory, " ")


def test_a_borough_with_nobody_registered_is_refused(directory):
    rows = [row for row in files.registrations() if row[4] not in ("E01000004", "E01000005")]
    files.write_csv(directory / "published" / files.REGISTRATIONS, rows)
    assert "nobody who lives in West and North" in refusal(directory, "West and North")
    assert read(directory).place.name == "Eastham"


def test_a_given_plan_is_used_as_it_is(directory):
    plan = files.write_csv(
        directory / "my plan.csv",
        [["lsoa", "neighbourhood"], *([code, f"N{i % 2}"] for i, code in enumerate(files.AREAS))],
    )
    place = read(directory, plan=plan).place
    assert [(home.code, len(home.area_codes)) for home in place.plan.neighbourhoods] == [
        ("N0", 3),
        ("N1", 3),
    ]
    assert not place.plan.is_provisional


def test_what_is_unusual_in_a_given_plan_is_said(directory):
    rows = [[code, "far" if code in ("E01000001", "E01000006") else "near"] for code in files.AREAS]
    plan = files.write_csv(directory / "plan.csv", [["lsoa", "neighbourhood"], *rows])
    said = [line for line in read(directory, plan=plan).warnings if "of the plan" in line]
    assert "Neighbourhood far of the plan is in 2 pieces." in said
    assert "Neighbourhood far of the plan crosses 2 boroughs." in said
    assert any("4,000 residents, outside 50,000 to 100,000" in line for line in said)


def test_a_membership_to_the_end_of_the_calendar_is_open(directory):
    rows = [files.NETWORK_HEADER, ["F80001", "x", "U1", "X", "20190701", "99991231"]]
    files.write_workbook(directory / "ePCN.xlsx", rows)
    assert read(directory).place.practices[0].memberships[0].end is None


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([["E01000001", "N1"]], "5 areas have no neighbourhood: E01000002, E01000003"),
        ([["E01000001", "N1"], ["E01000001", "N2"]], "line 3: area E01000001"),
        ([["E01000001", " "]], "line 2: area E01000001 has no neighbourhood"),
        ([[code, "N"] for code in [*files.AREAS, "E01999999"]], "not of this place: E01999999"),
    ],
)
def test_a_plan_that_does_not_cover_is_refused_naming_areas(directory, rows, reason):
    plan = files.write_csv(directory / "plan.csv", [["lsoa", "neighbourhood"], *rows])
    assert reason in refusal(directory, plan=plan)


def test_a_plan_that_is_not_there_is_said(directory):
    assert "There is no file" in refusal(directory, plan=directory / "none.csv")


CENSUS = ["date", "geography", "geography code", "Residence type: Total; measures: Value"]
LOOKUP = ["LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM", "CHGIND", "LAD22CD"]


def census(directory, counts):
    rows = [["2021", "x", code, people] for code, people in counts.items()]
    files.write_csv(directory / "census2021-ts001-lsoa.csv", [CENSUS, *rows])


def lookup(directory, pairs):
    rows = [[old, "x", new, "x", change, "x"] for old, new, change in pairs]
    files.write_csv(directory / "LSOA_2011_to_LSOA_2021_Lookup.csv", [LOOKUP, *rows])


def test_a_census_of_the_same_areas_is_a_second_base(directory):
    census(directory, dict.fromkeys(files.AREAS, 1_100) | {"E01000099": 5})
    place = read(directory).place
    assert place.further_bases == {"Census 2021": dict.fromkeys(files.AREAS, 1_100)}
    assert {entry.kind for entry in place.publications} >= {"census", "population"}


def test_a_census_of_other_areas_is_refused_without_the_lookup(directory):
    census(directory, dict.fromkeys(list(files.AREAS)[2:], 1_100) | {"E01034001": 2_345})
    text = refusal(directory)
    assert "LSOA 2021, and the boundaries are LSOA 2011" in text
    assert "Exact Fit Lookup" in text


def test_merged_areas_are_shared_out_and_split_ones_summed_and_it_is_said(directory):
    first, second, third, *rest = files.AREAS
    census(
        directory,
        dict.fromkeys(rest, 1_100) | {"E01034001": 2_345, "E01034002": 600, "E01034003": 700},
    )
    merged = [(first, "E01034001", "M"), (second, "E01034001", "M")]
    split = [(third, "E01034002", "S"), (third, "E01034003", "S")]
    lookup(directory, [*merged, *split, *((code, code, "U") for code in rest)])
    found = read(directory)
    counts = found.place.further_bases["Census 2021"]
    assert (counts[first], counts[second], counts[third]) == (1_173, 1_172, 1_300)
    assert sum(counts.values()) == 2_345 + 1_300 + 1_100 * len(rest)
    assert any("2 areas of 2011 that were merged" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ({"E01000001": -4}, "the count -4 is negative"),
        ({"E01000001": "nan"}, "“nan” is not a whole number of people"),
        ({"nowhere": 4}, "“NOWHERE” is not an area code"),
        ({"E01000001": 4}, "5 small areas of the place have no count in it: E01000002"),
    ],
)
def test_a_bad_census_is_refused_by_line_or_area(directory, counts, reason):
    census(directory, counts)
    assert reason in refusal(directory)


def test_a_bad_lookup_is_refused_by_line(directory):
    census(directory, {"E01034001": 2_345})
    lookup(directory, [("E01000001", "E01034001", "Q")])
    assert "line 2: “Q” is none of U, S, M, X" in refusal(directory)
    lookup(directory, [("E01000001", "E01034001", "U")] * 2)
    assert "came on an earlier line already" in refusal(directory)
