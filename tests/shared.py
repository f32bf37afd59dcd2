"""Where the published files and examples lie that some tests read: beside the checkout."""

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


def shared_data() -> Path:
    """Give `../shared/data`, or skip the test where it is not; in CI its absence is a failure."""
    found = CHECKOUT.parent / "shared" / "data"
    if found.is_dir():
        return found
    reason = "needs ../shared/data beside the checkout (published files and FHIR examples)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
