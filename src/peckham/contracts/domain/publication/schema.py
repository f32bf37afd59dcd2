"""Checking releases against the official schema, with our extension merged into it; no network."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry

from peckham.kernel import Refused


class NotARelease(Refused):
    """What was to be published is no release by the standard's schema."""


def _is_moment(value: object) -> bool:
    """Say whether words are a moment with its time zone; what is no word is another check's."""
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


_FORMATS = FormatChecker(formats=())
_FORMATS.checks("date-time", raises=ValueError)(_is_moment)


def merged(schema: Any, patch: Any) -> Any:
    """Merge an extension into a schema, as extensions of the standard are (RFC 7396).

    >>> merged({"a": 1, "b": {"c": 2}}, {"a": None, "b": {"d": 3}})
    {'b': {'c': 2, 'd': 3}}
    """
    if not isinstance(patch, Mapping):
        return patch
    base = dict(schema) if isinstance(schema, Mapping) else {}
    for name, one in patch.items():
        if one is None:
            base.pop(name, None)
        else:
            base[name] = merged(base.get(name), one)
    return base


def checker(schema: Mapping[str, Any], extension: Mapping[str, Any]) -> Draft4Validator:
    """Give a checker of releases.

    Args:
        schema: The official schema of releases, as read from its file.
        extension: The patch that our extension makes to it.
    """
    # The empty registry knows no way to fetch anything: a schema that refers to another fails.
    return Draft4Validator(merged(schema, extension), registry=Registry(), format_checker=_FORMATS)


def check_release(release: Mapping[str, Any], by: Draft4Validator) -> None:
    """Refuse a release that the schema does not allow.

    Raises:
        NotARelease: Naming where it is wrong and what is wrong there.
    """
    wrong = sorted(by.iter_errors(release), key=lambda error: list(map(str, error.path)))
    if wrong:
        said = "; ".join(
            f"{'/'.join(map(str, error.absolute_path)) or 'release'}: {error.message}"
            for error in wrong
        )
        raise NotARelease(
            f"The release {release.get('id', 'without an id')} is not as the standard has it: "
            f"{said}.",
            why=f"{len(wrong)} in all, by the schema of Open Contracting Data Standard releases.",
            remedy="Correct what the contract says, or name the schema of version 1.1.",
        )
