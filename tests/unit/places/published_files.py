"""A tiny set of publishers' files, in their publishers' layouts, for tests to spoil."""

import csv
import json
from functools import cache
from io import BytesIO

from openpyxl import Workbook

AREAS = {
    # code: (name, borough, column, row)
    "E01000001": ("Eastham 001A", "Eastham", 0, 0),
    "E01000002": ("Eastham 001B", "Eastham", 0, 1),
    "E01000003": ("Eastham 001C", "Eastham", 0, 2),
    "E01000004": ("West and North 001A", "West and North", 1, 0),
    "E01000005": ("West and North 001B", "West and North", 1, 1),
    "E01000006": ("West and North 001C", "West and North", 1, 2),
}
BOROUGH_CODES = {"Eastham": "E09000098", "West and North": "E09000099"}
REGISTRATIONS = "gp-reg-pat-prac-lsoa-all.csv"
REGISTRATION_HEADER = [
    "PUBLICATION",
    "EXTRACT_DATE",
    "PRACTICE_CODE",
    "PRACTICE_NAME",
    "LSOA_CODE",
    "SEX",
    "NUMBER_OF_PATIENTS",
]
POPULATION_HEADER = [
    "LSOA11CD",
    "LSOA11NM",
    "LAD11CD",
    "LAD11NM",
    "Persons_All-Ages",
    "Persons_0-15",
    "Persons_16+",
]
NETWORK_HEADER = [
    "Partner\nOrganisation\nCode",
    "Partner\nName",
    "PCN Code",
    "PCN Name",
    "Practice to PCN\nRelationship\nStart Date",
    "Practice to PCN\nRelationship\nEnd Date",
]


def square(column, row):
    west, south = round(column * 0.01, 5), round(51.5 + row * 0.01, 5)
    east, north = round(west + 0.01, 5), round(south + 0.01, 5)
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def write_csv(path, rows, encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def registration(practice, area, patients, sex="ALL", on="01JUL2022"):
    return ["GP_PRAC_PAT_LIST", on, practice, f"{practice} SURGERY", area, sex, patients]


def registrations():
    return [
        REGISTRATION_HEADER,
        registration("F80001", "E01000001", 900),
        registration("F80001", "E01000004", 40),
        registration("F80002", "E01000002", 700),
        registration("F80002", "E01000005", 600),
        registration("F80002", "E01009999", 11),
        registration("F80002", "NO2011", 3),
    ]


def practice(code, postcode="RM1 1AA", status="A", board="QMF"):
    row = [""] * 27
    row[0], row[1], row[3], row[9] = code, f"{code} SURGERY", board, postcode
    row[10], row[12], row[14], row[25] = "19740401", status, "A3A8R", "4"
    return row


def population():
    return [
        POPULATION_HEADER,
        *(
            [code, name, BOROUGH_CODES[borough], borough, 1_000, 200, 800]
            for code, (name, borough, _, _) in AREAS.items()
        ),
    ]


def boundaries(code_property="LSOA11CD"):
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {code_property: code, code_property[:-2] + "NM": name},
                "geometry": {"type": "Polygon", "coordinates": [square(column, row)]},
            }
            for code, (name, _, column, row) in AREAS.items()
        ],
    }


def networks():
    return [
        NETWORK_HEADER,
        ["F80001", "x", "U10001", "RIVER PCN", "20190701", "20210630"],
        ["F80001", "x", "U10002", "HILL PCN", "20210701", None],
        ["F80002", "x", "U10001", "RIVER PCN", "20190701", ""],
        ["Z00001", "x", "U10009", "FAR PCN", "20190701", ""],
    ]


@cache
def workbook():
    """Give the bytes of the unspoilt workbook: making one is the slowest part of a test."""
    file = BytesIO()
    write_workbook(file, networks())
    return file.getvalue()


def write_workbook(path, rows):
    book = Workbook()
    book.active.append(["PCN Code", "PCN Name"])
    sheet = book.create_sheet("PCN Core Partner Details")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def write_json(path, document):
    path.write_text(json.dumps(document))
    return path


def deprivation():
    return [
        [
            "LSOA code (2011)",
            "Index of Multiple Deprivation (IMD) Score",
            "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)",
        ],
        *([code, "21.5", 3] for code in AREAS),
    ]


def write_all(directory):
    """Write the six publications, one of them in a directory below."""
    below = directory / "published"
    below.mkdir()
    write_csv(below / REGISTRATIONS, registrations())
    write_csv(directory / "epraccur.csv", [practice("F80001"), practice("F80002", "RM1 1AB")])
    (directory / "ePCN.xlsx").write_bytes(workbook())
    write_csv(directory / "mid2020-pop.csv", population())
    write_csv(directory / "File_7_IoD2019.csv", deprivation())
    write_json(directory / "areas_lsoa11.geojson", boundaries())
    return directory
