"""Every generated page, and the comparison of what is written with what the code says now."""

from collections.abc import Iterator
from pathlib import Path

from django.http import HttpRequest
from django.urls import resolve, reverse

from peckham.care import api as care
from peckham.contracts import api as contracts
from peckham.interfaces.cli.manual.commands import commands_page
from peckham.interfaces.cli.manual.database import database_page
from peckham.interfaces.cli.manual.hazards import hazards_page
from peckham.interfaces.cli.manual.page import Page
from peckham.interfaces.cli.manual.permissions import permissions_page
from peckham.interfaces.cli.manual.rules import rules_page
from peckham.interfaces.cli.manual.settings import settings_page
from peckham.interfaces.cli.manual.sources import sources_page


def pages(checkout: Path) -> Iterator[Page]:
    """Make every page; Django is set up and connected to a migrated database."""
    yield commands_page()
    yield Page("complaint-states.md", contracts.complaints.page())
    yield Page("contract-states.md", contracts.heads.gates_page(contracts.rules()))
    yield database_page(checkout)
    yield hazards_page(checkout)
    yield Page("participation-states.md", contracts.diagram.participation_page())
    yield Page("subcontract-states.md", contracts.subcontracting.subcontracts_page())
    yield permissions_page()
    yield Page("openapi.json", _openapi())
    yield Page("request-states.md", care.diagram.page())
    yield rules_page(checkout)
    yield settings_page(checkout)
    yield sources_page(checkout)
    yield Page("travel-claim-states.md", contracts.travel.page())


def _openapi() -> str:
    """Give the API's document as it is served: the commands do not know the API's own code."""
    view = resolve(reverse("api:openapi")).func
    asked = HttpRequest()
    asked.method = "GET"
    return str(view(asked).content.decode())


def is_in_step(page: Page, checkout: Path) -> bool:
    """Say whether a page is written as it would be written now."""
    path = page.path(checkout)
    return path.is_file() and path.read_text(encoding="utf-8") == page.text
