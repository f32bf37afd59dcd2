"""Writes of places: each in one transaction, with its line in the trail."""

from peckham.places.actions.hubs import create_hub, create_hubs_from_template
from peckham.places.actions.importing import import_published
from peckham.places.actions.loading import copy_place
from peckham.places.actions.plans import adopt_plan

__all__ = [
    "adopt_plan",
    "copy_place",
    "create_hub",
    "create_hubs_from_template",
    "import_published",
]
