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
from peckham.people.actions.merging import merge, unmerge
from peckham.people.actions.persons import register_person
from peckham.people.actions.support import (
    add_proxy,
    end_communication_need,
    end_proxy,
    record_communication_need,
    record_contact_point,
)

__all__ = [
    "add_proxy",
    "bulk_load",
    "depart",
    "end_communication_need",
    "end_proxy",
    "erase",
    "import_fhir",
    "merge",
    "move_home",
    "record_communication_need",
    "record_contact_point",
    "record_no_fixed_address",
    "register_person",
    "register_with_practice",
    "unmerge",
]
