"""No invented code is one that a publisher has given to somebody."""

import csv
import json

from tests.shared import shared_data


def test_no_real_body_or_area_has_an_invented_code(place):
    published = shared_data() / "places"
    with (published / "published" / "epraccur.csv").open(encoding="latin-1") as file:
        real = {row[0] for row in csv.reader(file)}
    for name in ("bhr_pcns.csv", "nwl_pcns.csv"):
        with (published / name).open(encoding="utf-8") as file:
            real |= {row["pcn"] for row in csv.DictReader(file)}
    assert len(real) > 1_500
    assert not real & {body.ods_code for body in place.organisations}
    assert not any(len(code) == 6 and code.startswith("Q") for code in real)
    areas = {
        feature["properties"]["LSOA11CD"]
        for feature in json.loads((published / "bhr_lsoa11.geojson").read_text())["features"]
    }
    assert max(areas) < "E01990001"
    assert not areas & {area.code for area in place.areas}
