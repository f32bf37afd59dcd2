"""What the repository as a whole keeps to: locks, licences, names, migrations in step."""

import json
import re
import tomllib
from importlib.metadata import distributions

import pytest
from django.core.management import call_command
from tests.architecture.source import CHECKOUT, SOURCE

LOCK = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")


def test_the_lock_pins_every_package_with_hashes_and_names_no_host():
    pins = re.findall(r"^([A-Za-z0-9._-]+)(?:\[.*\])?==", LOCK, re.MULTILINE)
    assert len(pins) > 30
    assert LOCK.count("--hash=sha256:") >= len(pins)
    assert "://" not in LOCK


def test_the_front_end_lock_names_no_host():
    lock = json.loads((CHECKOUT / "package-lock.json").read_text(encoding="utf-8"))
    for name, package in lock["packages"].items():
        assert "resolved" not in package, name
        assert not name or package.get("integrity"), name


def test_every_dependency_says_what_it_is_for():
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    lines = text.splitlines()
    for requirement in wanted:
        at = next(i for i, line in enumerate(lines) if line.strip().startswith(f'"{requirement}"'))
        above = next(line for line in reversed(lines[:at]) if not line.strip().startswith('"'))
        assert above.strip().startswith("#"), f"{requirement} has no comment"


def test_no_package_of_the_core_is_under_a_licence_that_would_bind_ours():
    direct = {
        re.split(r"[\[<>=!~;]", requirement)[0].lower().replace("_", "-")
        for requirement in tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"][
            "dependencies"
        ]
    }
    for package in distributions():
        name = package.metadata["Name"].lower().replace("_", "-")
        if name not in direct:
            continue
        said = " ".join(
            [
                package.metadata.get("License-Expression") or "",
                package.metadata.get("License") or "",
            ]
            + [c for c in package.metadata.get_all("Classifier") or [] if "License" in c]
        )
        assert not re.search(r"(?<!L)(?<!Lesser )\bA?GPL|(?<!Lesser )General Public", said[:400]), (
            name
        )


@pytest.mark.django_db
def test_the_migrations_are_in_step_with_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_no_file_names_a_path_of_one_machine_or_a_registry():
    forbidden = re.compile(
        r"(?<![\w.])/(?:work|root|home/[a-z]+)/|registry\.npmjs|pypi\.org|files\.pythonhosted|deb\.debian\.org"
    )
    suffixes = {".py", ".sql", ".md", ".toml", ".ini", ".js", ".css", ".html", ".jinja", ".sh", ""}
    named = []
    for path in [
        *CHECKOUT.glob("*"),
        *CHECKOUT.glob(".ci/*"),
        *(CHECKOUT / "docs").rglob("*"),
        *(CHECKOUT / "data").rglob("*"),
        *SOURCE.rglob("*"),
        *(CHECKOUT / "benchmarks").rglob("*"),
    ]:
        if not path.is_file() or path.suffix not in suffixes or path.name in ("LICENSE",):
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        named += [f"{path.relative_to(CHECKOUT)}: {found}" for found in forbidden.findall(text)]
    assert not named
