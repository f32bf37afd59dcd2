"""Every figure of docs/explanation/barking-riverside.md, worked out anew, as the page writes it."""

import csv
import tomllib
from functools import cache

from peckham.infra import reference
from peckham.places.domain.catchment import adjoining_areas, consenting_practices, nested_split
from peckham.places.domain.growth.trajectory import Point, trajectory
from peckham.places.domain.growth.triggers import first_year, trigger
from peckham.places.domain.sizes import shortfall_by_year
from peckham.places.offline import growth

FOLDER = reference.path("growth/barking_riverside/facts.toml").parent
OWN = "E01000094"
YEARS = (2024, 2027, 2030, 2033, 2037, 2045)
HOMES_A_YEAR = (10_800 - 2_700) / 13


def facts():
    return tomllib.loads((FOLDER / "facts.toml").read_text(encoding="utf-8"))["facts"]


def rows(name):
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def seed_path():
    """The seed's trajectory: what is said of 2024, and of 2037."""
    said = {f["year"]: f for f in facts() if "year" in f}
    return trajectory([Point(y, f["people"], f["source"], f["doubt"]) for y, f in said.items()])


def application_path(persons_per_home):
    """People if homes go on at the consent's pace to 20,000, at so many people a home."""
    years = (20_000 - 2_700) / HOMES_A_YEAR
    people = 6_000 + (20_000 - 2_700) * persons_per_home
    whole = [(2024, 6_000.0), (2024 + round(years), people)]
    return trajectory([Point(year, count, "worked out") for year, count in whole])


@cache
def grown(sites, last_year):
    return growth.grow(
        growth.Asked(
            residents=FOLDER / "residents.csv",
            base_year=2020,
            last_year=last_year,
            sites=FOLDER / f"sites_{sites}.csv",
            plan=FOLDER / "plan.csv",
            tables=FOLDER / "tables",
        )
    )


def year(of):
    return "–" if of is None else str(of)


def shortfalls():
    path, found = seed_path(), shortfall_by_year(seed_path(), YEARS)
    lines = ["| year | people | lacking to 30,000 |", "|---|---|---|"]
    return [*lines, *(f"| {y} | {path.people_in(y):,.0f} | {found[y]:,.0f} |" for y in YEARS)]


def reached(people, last_year, areas):
    """A row for each set of sites: the year in which some areas together have so many people."""
    lines = ["| homes | as planned | P90 | P50 | P10 |", "|---|---|---|---|---|"]
    for name, words in (("consent", "10,800 by 2037"), ("application", "20,000 by 2052")):
        made = grown(name, last_year)
        spread = made.draws.spread(areas(made))
        found = trigger(
            people,
            made.projection.years,
            planned=spread.planned_all,
            levels=spread.levels_all,
        )
        cells = (found.planned, found.early, found.middle, found.late)
        lines.append(f"| {words} | {' | '.join(year(cell) for cell in cells)} |")
    return lines


def own(made):
    return [made.projection.ground.areas.index(OWN)]


def everywhere(made):
    return range(len(made.projection.ground.areas))


def on_paths():
    """When dated paths reach 30,000: the seed's, and the application's at two yields."""
    paths = {
        "the seed's 22,000 by 2037": seed_path(),
        "20,000 homes, 2.22 people in each": application_path(6_000 / 2_700),
        "20,000 homes, 2.5 people in each": application_path(2.5),
    }
    lines = ["| path | people in 2045 | 30,000 in |", "|---|---|---|"]
    for words, path in paths.items():
        years = range(2024, 2061)
        found = first_year(30_000, years, [path.people_in(y) for y in years])
        lines.append(f"| {words} | {path.people_in(2045):,.0f} | {year(found)} |")
    return lines


def neighbours():
    beside: dict[str, dict[str, float]] = {}
    for row in rows("beside.csv"):
        metres = float(row["shared_metres"])
        beside.setdefault(row["lsoa"], {})[row["beside"]] = metres
        beside.setdefault(row["beside"], {})[row["lsoa"]] = metres
    return beside


def closings():
    """Adjoining areas, by patients who live there, that close the shortfall of a year."""
    people = {row["lsoa"]: int(row["registered"]) for row in rows("registered.csv")}
    lists = {row["practice"]: int(row["list"]) for row in rows("practices.csv")}
    lines = [
        "| year | lacking | areas beside it | patients there | practices, if they consented |",
        "|---|---|---|---|---|",
    ]
    for y, lacking in shortfall_by_year(seed_path(), (2027, 2030, 2037)).items():
        areas = adjoining_areas(frozenset([OWN]), lacking, people, neighbours())
        some = consenting_practices(lacking, lists, frozenset(lists)) or ()
        lines.append(
            f"| {y} | {lacking:,.0f} | {', '.join(areas)} | {sum(people[a] for a in areas):,} |"
            f" {', '.join(some)}: {sum(lists[code] for code in some):,} |"
        )
    return lines


def split():
    """The child that nests in today's neighbourhood when the 20,000 homes are built, in 2055."""
    made = grown("application", 2060).projection
    at = made.years.index(2055)
    people = dict(zip(made.ground.areas, made.people[:, at].sum(axis=1).tolist(), strict=True))
    found = nested_split(
        OWN, frozenset(people), people, neighbours(), child_min=50_000, rest_min=50_000
    )
    sizes = [sum(people[area] for area in part) for part in (found.child, found.rest)]
    lines = ["| part | small areas | residents in 2055, as planned |", "|---|---|---|"]
    for words, part, size in zip(
        ("child, around Barking Riverside", "the rest of its parent"),
        (found.child, found.rest),
        sizes,
        strict=True,
    ):
        lines.append(f"| {words} | {len(part)} | {size:,.0f} |")
    return [*lines, "", f"Boundary between them: {found.cut_metres / 1000:,.1f} km."]


def sayings():
    lines = ["| when | what is said | by whom | the doubt | read |", "|---|---|---|---|---|"]
    for fact in facts():
        read = "yes" if fact["verified"] else "no"
        doubt = fact["doubt"] or "–"
        lines.append(f"| {fact['when']} | {fact['what']} | {fact['source']} | {doubt} | {read} |")
    return lines


def blocks():
    """Every block that the page must hold as it stands."""
    return {
        "facts": sayings(),
        "shortfalls": shortfalls(),
        "paths": on_paths(),
        "own 10,000": reached(10_000, 2060, own),
        "own 30,000": reached(30_000, 2060, own),
        "parent 95,000": reached(95_000, 2060, everywhere),
        "closings": closings(),
        "split": split(),
    }
