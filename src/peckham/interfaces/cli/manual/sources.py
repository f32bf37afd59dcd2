"""Where the data come from: the publishers' files that are imported, and what lies in data/."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from peckham.interfaces.cli.manual.page import Page, link, page, table

_READ = (".csv", ".toml")
_ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right. Contains information of NHS England "
    "licensed under the Open Government Licence v3.0. English Indices of Deprivation: Ministry of "
    "Housing, Communities and Local Government, Open Government Licence v3.0."
)


def data_files(checkout: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in (checkout / "data").rglob("*") if path.suffix in _READ))


def heading(path: Path) -> str:
    """Give the comment at the top of a data file as one paragraph."""
    return " ".join(_comment(path))


def _comment(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                return
            yield line.strip("# \n")


def sources_page(checkout: Path) -> Page:
    """Make the page: published files first, then ours."""
    publications = tomllib.loads((checkout / "data" / "publications.toml").read_text("utf-8"))
    return page(
        "sources.md",
        "Sources and licences of data",
        "## Published files that an import reads",
        "None of these is part of this repository. You fetch them from the publisher, and "
        "`./peckham places import` recognises each by what is in it.",
        table(
            ["publication", "publisher", "where", "needed"],
            (
                [
                    p["title"],
                    p["publisher"],
                    p["where"],
                    "yes" if p["required"] else "if you have it",
                ]
                for p in publications.values()
            ),
        ),
        "All of them but your own plan are published under the Open Government Licence v3.0. "
        "Whoever shows figures or maps made from them carries this line:",
        f"> {_ATTRIBUTION}",
        "## Files of this repository",
        "What each says of itself in its first lines.",
        table(
            ["file", "what it is, its source and its licence"],
            (
                [link(path.relative_to(checkout).as_posix()), heading(path)]
                for path in data_files(checkout)
            ),
        ),
        "## Records",
        "The demonstration invents its residents: see "
        "[how synthetic data are made](../explanation/synthetic-data.md). Records from elsewhere "
        "come in as FHIR R4 files, and the sender's bytes are kept beside what was read from them.",
        made_from="`data/` and the first lines of the files in it",
    )
