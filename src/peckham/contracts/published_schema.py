"""The schema that releases are checked by: the official one from a path, with our extension."""

import json
from functools import cache
from pathlib import Path

from jsonschema import Draft4Validator

from peckham.contracts.domain.publication.schema import checker
from peckham.infra import reference
from peckham.kernel import Refused

EXTENSION_FILES = ("extension.json", "release-schema.json", "README.md")


class NoSchema(Refused):
    """The official schema of releases is not where it was said to be, or is no schema."""


def extension_file(name: str) -> Path:
    """Give the path of a file of our extension, as the public site serves it.

    Raises:
        FileNotFoundError: If the extension has no such file.
    """
    if name not in EXTENSION_FILES:
        raise FileNotFoundError(name)
    return reference.path(f"ocds/population_payment/{name}")


@cache
def checker_by(schema: Path) -> Draft4Validator:
    """Give a checker of releases by the official schema at a path, with our extension merged in.

    Raises:
        NoSchema: If there is no such file, or it holds no schema of releases.
    """
    try:
        official = json.loads(schema.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NoSchema(
            f"The schema of releases cannot be read from {schema}: {error}.",
            remedy="Name the file release-schema.json of Open Contracting Data Standard 1.1.",
        ) from error
    if "ocid" not in official.get("properties", {}):
        raise NoSchema(
            f"{schema} holds no schema of releases.",
            remedy="Name the file release-schema.json of Open Contracting Data Standard 1.1.",
        )
    patch = json.loads(extension_file("release-schema.json").read_text(encoding="utf-8"))
    return checker(official, patch)
