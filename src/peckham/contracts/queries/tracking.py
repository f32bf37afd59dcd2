"""What somebody sees of their own complaint or claim with its reference and code."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection

from peckham.care import api as care

_READ = {"_on": date.fromisoformat, "_day": date.fromisoformat, "_at": datetime.fromisoformat}


def tracked(duty: str, reference: str, code: str, *, at: datetime) -> dict[str, Any] | None:
    """Find a duty by its reference and code; a code that does not fit is counted.

    Args:
        duty: "complaint" or "claim".
        reference: As people write it.
        code: As people write it.
        at: Now.

    Raises:
        NotAReference: If a character of the reference is mistaken; that counts as no try.
    """
    squeezed = care.reference.check_reference(reference)
    hashed = care.reference.hash_code(squeezed, code)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT peckham.track_duty(%s, %s, %s, %s)::text", [duty, squeezed, hashed, at]
        )
        stored = cursor.fetchone()[0]
    return json.loads(stored) if stored else None


def typed(stored: Mapping[str, Any]) -> dict[str, Any]:
    """Read what the database gave as JSON: days and moments are ISO text there."""
    found = dict(stored)
    for name, value in stored.items():
        reader = next((_READ[end] for end in _READ if name.endswith(end)), None)
        if reader and value is not None:
            found[name] = reader(value)
    return found
