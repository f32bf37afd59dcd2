"""From files to files: what is read and written, and every bad file refused by line and reason."""

import csv
import json

import pytest

from peckham.interfaces.cli.__main__ import main
from peckham.kernel import Refused
from peckham.places.offline import growth

SITE_COLUMNS = (
    "site,phase,lsoa,first_year,last_year,dwellings,"
    "bedrooms_1,bedrooms_2,bedrooms_3,bedrooms_4,owned,social,rented"
)
SITE = "Riverside,one,E01000001,2022,2025,400,0.3,0.4,0.2,0.1,0.4,0.4,0.2"
RESIDENTS = "lsoa,borough,age,residents"
PLAN = "lsoa,neighbourhood\nE01000001,West\nE01000002,West\nE01000003,East\n"


def written(tmp_path, **texts):
    """Write the files, whole ones where no other text is given; say where they are."""
    rows = [
        f"E0100000{number},B{1 + number // 3},{age},{count}"
        for number in (1, 2, 3)
        for age, count in (("0-15", 400), ("16-64", 1_200), ("65+", 200))
    ]
    whole = {
        "residents": "\n".join([RESIDENTS, *rows]),
        "sites": f"{SITE_COLUMNS}\n{SITE}\n",
        "totals": "borough,year,residents\nB1,2025,4300\n",
        "plan": PLAN,
    }
    paths = {}
    for name, text in {**whole, **texts}.items():
        paths[name] = tmp_path / f"{name}.csv"
        paths[name].write_text(text, encoding="utf-8")
    return paths


def asked(tmp_path, **texts):
    return growth.Asked(base_year=2020, last_year=2030, draws=100, **written(tmp_path, **texts))


def test_the_command_writes_every_area_year_and_band_without_the_books(tmp_path, capsys):
    paths, out = written(tmp_path), tmp_path / "growth.csv"
    words = [f"--{name}={path}" for name, path in paths.items()]
    words += ["--base-year=2020", "--last-year=2030", "--draws=100", "--trigger=4000"]
    assert main(["places", "grow", *words, f"--out={out}", f"--json={tmp_path / 'r.json'}"]) == 0
    with out.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3 * 11 * 20
    one = {row["age"]: float(row["planned"]) for row in rows[-20:]}
    assert one.pop("all") == pytest.approx(sum(one.values()), abs=0.2)
    report = json.loads((tmp_path / "r.json").read_text())
    assert report["boroughs"]["B1"]["planned"][5] == pytest.approx(4_300, abs=0.1)
    assert report["neighbourhoods"]["West"]["trigger"]["early"] <= 2026
    assert set(report["inputs_sha256"]) == set(paths)
    assert "rates.csv" in report["unverified"]
    said = capsys.readouterr().out
    assert "B1 was brought to its total" in said
    assert "West: passes 4,000 residents in" in said
    assert "Assumptions, not published figures" in said


def test_the_same_seed_gives_the_same_files_and_another_seed_others(tmp_path):
    def p10(seed):
        made = growth.grow(growth.Asked(**(fields | {"seed": seed})))
        return made.draws.spread([0]).levels_all[0].tolist()

    fields = {"base_year": 2020, "last_year": 2030, "draws": 100, **written(tmp_path)}
    assert p10(1) == p10(1) != p10(2)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"sites": f"{SITE_COLUMNS}\n{SITE.replace('400', '-400')}"}, "sites.csv, line 2: .*-400"),
        ({"sites": f"{SITE_COLUMNS}\n{SITE.replace('0.3', '0.5')}"}, "bedrooms sum to 1.2, not 1"),
        ({"sites": f"{SITE_COLUMNS}\n{SITE.replace('400', '')}"}, "missing is never 0"),
        ({"sites": f"{SITE_COLUMNS}\n{SITE.replace('2025', '2031')}"}, "after the projection's"),
        ({"sites": f"{SITE_COLUMNS}\n{SITE.replace('2025', 'soon')}"}, "“soon” is no year"),
        ({"sites": f"{SITE_COLUMNS}\n{SITE.replace('E01000001', 'E01000009')}"}, "E01000009"),
        ({"sites": "site,phase\na,b"}, "the column “lsoa” is not there"),
        ({"residents": RESIDENTS}, "there are no rows"),
        ({"residents": f"{RESIDENTS}\nE01000001,B1,0-4,5"}, "Age 5 is in no band"),
        ({"residents": f"{RESIDENTS}\nE01000001,B1,0+,nan"}, "nan is not 0 or more"),
        ({"residents": f"{RESIDENTS}\nE01000001,B1,0+,5\nE01000001,B1,0+,5"}, "line 3: .*before"),
        ({"residents": f"{RESIDENTS}\nE01000001,B1,0-9,5\nE01000001,B2,10+,5"}, "B1 and in B2"),
        ({"totals": "borough,year,residents\nB7,2025,1"}, "B7, which has no residents"),
        ({"totals": "borough,year,residents\nB1,2025,1\nB1,2025,2"}, "B1 in 2025 came on"),
        ({"plan": "lsoa,neighbourhood\nE01000001,West\n"}, "2 areas have no neighbourhood"),
        (
            {"residents": "lsoa11cd,borough,age,residents\nE01034000,B1,0+,5"},
            "LSOA 2011, and E01034000 was drawn for 2021",
        ),
    ],
)
def test_a_bad_file_is_refused_with_its_line_and_reason(tmp_path, texts, words):
    with pytest.raises(Refused, match=words):
        growth.grow(asked(tmp_path, **texts))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ("--out={tmp}", "is a directory"),
        ("--json={tmp}/no/r.json", "There is no directory"),
        ("--trigger=nan", "sets nothing off"),
        ("--seed=-1", "below 0"),
    ],
)
def test_what_cannot_be_written_or_drawn_is_refused(tmp_path, capsys, changed, words):
    given = [f"--residents={written(tmp_path)['residents']}", "--base-year=2020", "--draws=100"]
    whole = [*given, f"--out={tmp_path / 'o.csv'}", changed.format(tmp=tmp_path)]
    assert main(["places", "grow", *whole]) == 2
    assert words in capsys.readouterr().err


def test_residents_of_2011_and_sites_of_2021_are_not_mixed(tmp_path):
    texts = {
        "residents": "lsoa11cd,borough,age,residents\nE01000001,B1,0+,5000",
        "sites": f"{SITE_COLUMNS.replace('lsoa', 'lsoa21cd')}\n{SITE}",
    }
    with pytest.raises(Refused, match=r"LSOA 2021, and those of residents\.csv are LSOA 2011"):
        growth.grow(asked(tmp_path, **texts))


def test_a_file_that_is_not_there_and_tables_that_are_wrong_are_refused(tmp_path):
    fields = written(tmp_path)
    fields["sites"] = tmp_path / "nowhere.csv"
    with pytest.raises(Refused, match="there is no such file"):
        growth.grow(growth.Asked(base_year=2020, last_year=2030, **fields))
    for name, text, words in (
        ("maturing.csv", "years_since,children,adults,older\n0,1,1,1\n5,1.2,1,1", "factor rises"),
        ("rates.csv", "band,deaths\n0-4,0.1", "each of the 19 bands"),
        ("assumptions.toml", "[women]\nvalue = 'half'", "women.* has no number"),
    ):
        own = tmp_path / name.split(".")[0]
        own.mkdir()
        (own / name).write_text(text)
        with pytest.raises(Refused, match=words):
            growth.grow(
                growth.Asked(base_year=2020, last_year=2030, tables=own, **written(tmp_path))
            )


def test_a_graph_is_given_the_years_to_come_as_bases_to_design_with(tmp_path):
    paths, graph = written(tmp_path), tmp_path / "graph.json"
    nodes = [{"id": f"E0100000{number}", "pop": 1_800} for number in (1, 2)]
    graph.write_text(json.dumps({"nodes": nodes, "edges": [["E01000001", "E01000002"]]}))
    given = [f"--residents={paths['residents']}", f"--sites={paths['sites']}", "--base-year=2020"]
    given += ["--last-year=2030", "--draws=100", f"--out={tmp_path / 'o.csv'}"]
    wanted = [f"--graph={graph}", f"--graph-out={tmp_path / 'g.json'}", "--bases", "2025", "2030"]
    assert main(["places", "grow", *given, *wanted]) == 0
    made = json.loads((tmp_path / "g.json").read_text())
    assert made["edges"] == [["E01000001", "E01000002"]]
    first = made["nodes"][0]
    assert first["pop"] == 1_800
    for year in (2025, 2030):
        low, middle, high = (first[f"{level}_{year}"] for level in ("p10", "p50", "p90"))
        assert isinstance(low, int)
        assert low <= middle <= high
    assert first["p10_2025"] < first["p90_2025"]
    assert main(["places", "grow", *given, *wanted[:-3]]) == 2
    assert main(["places", "grow", *given, *wanted[:-1], "2031"]) == 2
    graph.write_text(json.dumps({"nodes": [{"id": "E01000009"}]}))
    assert main(["places", "grow", *given, *wanted]) == 2
