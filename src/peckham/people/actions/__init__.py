"""Writes of the People book: each in one transaction, with its audit row inside."""

from peckham.people.actions.belonging import (
    depart,
    move_home,
    record_no_fixed_address,
    register_with_practice,
)
from peckham.people.actions.erasing import erase
from peckham.people.actions.importing import import_fhir
from peckham.people.actions.loading import bulk_load
from peckham.people.actions.persons import register_person

__all__ = [
    "bulk_load",
    "depart",
    "erase",
    "import_fhir",
    "move_home",
    "record_no_fixed_address",
    "register_person",
    "register_with_practice",
]
