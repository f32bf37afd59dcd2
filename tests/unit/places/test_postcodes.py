"""Postcodes: from a directory where there is one, else derived and labelled."""

import pytest
from tests.unit.places import published_files as files
from tests.unit.places.test_assembly import read

from peckham.kernel import Refused
from peckham.places.domain.deriving import derived_postcodes
from peckham.places.domain.loading import PracticeToLoad

HEADER = ["pcd", "pcds", "doterm", "lsoa11", "lat", "long"]


def directory_of(tmp_path, *rows):
    place = files.write_all(tmp_path)
    return place, files.write_csv(place / "ONSPD.csv", [HEADER, *rows])


def test_live_postcodes_of_the_place_are_taken_and_practices_located(tmp_path):
    place, path = directory_of(
        tmp_path,
        ["RM1 1AA", "RM1 1AA", "", "E01000001", "51.505", "0.005"],
        ["RM1 1AZ", "RM1 1AZ", "", "E01000004", "51.506", "0.015"],
        ["RM1 1AY", "RM1 1AY", "202001", "E01000004", "51.506", "0.015"],
        ["RM1 1AB", "RM1 1AB", "", "E01099999", "52.5", "1.5"],
    )
    found = read(place, postcodes=path).place
    assert [(entry.code, entry.area_code, entry.source) for entry in found.postcodes] == [
        ("RM1 1AA", "E01000001", "onspd"),
        ("RM1 1AZ", "E01000004", "onspd"),
    ]
    here, elsewhere = found.practices
    assert (here.area_code, here.latitude) == ("E01000001", 51.505)
    assert (elsewhere.area_code, elsewhere.latitude) == (None, 52.5)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["x", "NOT ONE", "", "E01000001", "51.5", "0"], "line 2: “NOTONE”"),
        (["x", "RM1 1AA", "", "E01000001", "north", "0"], "line 2: “north” is not a number"),
        (["x", "RM1 1AA", "", "E01000001", "nan", "0"], "nan is not between"),
        (["x", "RM1 1AA", "", "E01000001", "99.999999", "0"], "not between -90 and 90"),
    ],
)
def test_bad_rows_of_the_directory_are_refused_by_line(tmp_path, row, reason):
    place, path = directory_of(tmp_path, row)
    with pytest.raises(Refused, match=reason):
        read(place, postcodes=path)


def test_a_postcode_twice_is_refused(tmp_path):
    row = ["x", "RM1 1AA", "", "E01000001", "51.5", "0"]
    place, path = directory_of(tmp_path, row, row)
    with pytest.raises(Refused, match="line 3: postcode RM1 1AA"):
        read(place, postcodes=path)


def practice(code, postcode, board="QMF", list_size=None):
    return PracticeToLoad(code, code, postcode, icb_code=board, list_size=list_size)


def test_a_practice_is_put_where_most_of_its_patients_live():
    practices = [
        practice("A1", "RM1 1AA"),
        practice("A2", "RM1 1AA"),
        practice("FEW", "RM1 1AB"),
        practice("FAR", "RM1 1AC", board="QRV"),
        practice("BIG", "RM1 1AD", list_size=50_000),
        practice("NONE", ""),
    ]
    counts = {
        ("A1", "x"): 1_500,
        ("A1", "y"): 1_000,
        ("A2", "y"): 2_100,
        ("FEW", "x"): 1_999,
        ("FAR", "x"): 9_000,
        ("BIG", "x"): 24_000,
        ("NONE", "x"): 5_000,
    }
    found = derived_postcodes(practices, counts, icb_code="QMF")
    assert [(entry.code, entry.area_code, entry.source) for entry in found] == [
        ("RM1 1AA", "y", "derived")
    ]
