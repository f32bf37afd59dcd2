"""What a resource's security labels (meta.security) mean: a sensitive category, or refusal."""

from peckham.infra import reference
from peckham.kernel import Refused
from peckham.people.fhir.elements import Element

# By the last part of a code system's address, which differs between releases of the standard.
_ACT_CODE = ("v3-ActCode", "ActCode")
_CONFIDENTIALITY = ("v3-Confidentiality", "Confidentiality")

# Ordinary, or less than ordinary: nothing to narrow.
_ORDINARY = frozenset({"U", "L", "M", "N"})


class LabelRefused(Refused):
    """The sender labelled it sensitive in a way that this book cannot keep apart yet."""


def sensitivity_of(resource: Element) -> str:
    """Give the sensitive category that a resource's labels mean, or "" where there is none.

    A label that is not understood is never taken for "not sensitive": the resource is refused.

    Args:
        resource: A resource that validation passed.

    Raises:
        LabelRefused: If a label has no category here, or two labels have two.

    >>> act_code = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
    >>> sensitivity_of({"meta": {"security": [{"system": act_code, "code": "SDV"}]}})
    'domestic_abuse'
    """
    labels = resource.get("meta", {}).get("security", [])
    if any(_ending(label) in _ACT_CODE for label in labels):
        # "Restricted" beside what is sensitive says the same again, less exactly.
        labels = [label for label in labels if _ending(label) not in _CONFIDENTIALITY]
    found = {category for label in labels if (category := _category(label)) is not None}
    if len(found) > 1:
        raise LabelRefused(
            "its labels mean two sensitive categories, and an entry has one", field="meta.security"
        )
    return next(iter(found), "")


def _category(label: Element) -> str | None:
    """Give a label's category; None for a label that says nothing about sensitivity."""
    ending = _ending(label)
    code = str(label.get("code", ""))
    if ending in _CONFIDENTIALITY and code in _ORDINARY:
        return None
    if ending not in (*_ACT_CODE, *_CONFIDENTIALITY):
        return None
    kind = "ActCode" if ending in _ACT_CODE else "Confidentiality"
    row = _known_labels().get((kind, code))
    if row is None:
        raise LabelRefused(
            f"its label {code or '(without a code)'} is not known here", field="meta.security"
        )
    if not row["category"]:
        raise LabelRefused(
            f"its sender labelled it {code} ({row['display']}), for which no category is kept yet",
            field="meta.security",
        )
    return row["category"]


def _ending(label: Element) -> str:
    return str(label.get("system", "")).rstrip("/").rsplit("/", 1)[-1]


def _known_labels() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["system"], row["code"]): row for row in reference.rows("sensitivity_labels.csv")}
