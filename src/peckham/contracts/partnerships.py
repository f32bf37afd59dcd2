"""Partnerships, integrators, promises and offers under one name of the api."""

from peckham.contracts import partner_data as catalogue
from peckham.contracts.actions import forming, hosting, promising
from peckham.contracts.actions.publishing_places import keep_published
from peckham.contracts.domain import held_views
from peckham.contracts.domain import partner_views as views
from peckham.contracts.domain import partner_words as words
from peckham.contracts.domain import partners as rules
from peckham.contracts.domain.partner_views import Told
from peckham.contracts.queries.contract_places import (
    NoSuchPlace,
    approved_places,
    contract_place_of,
    contract_places,
    contracts_in,
    offers_by_contract,
    place_page,
    teams_of,
)
from peckham.contracts.queries.covering import contracts_covering
from peckham.contracts.queries.integrators import (
    NoSuchIntegrator,
    bodies,
    integrator,
    integrator_of,
    integrators,
)

__all__ = [
    "NoSuchIntegrator",
    "NoSuchPlace",
    "Told",
    "approved_places",
    "bodies",
    "catalogue",
    "contract_place_of",
    "contract_places",
    "contracts_covering",
    "contracts_in",
    "forming",
    "held_views",
    "hosting",
    "integrator",
    "integrator_of",
    "integrators",
    "keep_published",
    "offers_by_contract",
    "place_page",
    "promising",
    "rules",
    "teams_of",
    "views",
    "words",
]
