"""How to communicate with somebody, and who may speak for them, under one name of the api."""

from peckham.people.actions.support import (
    add_proxy,
    end_communication_need,
    end_proxy,
    record_communication_need,
    record_contact_point,
)
from peckham.people.queries import blocked_contact_modes, communication_needs, modes_blocked_by

__all__ = [
    "add_proxy",
    "blocked_contact_modes",
    "communication_needs",
    "end_communication_need",
    "end_proxy",
    "modes_blocked_by",
    "record_communication_need",
    "record_contact_point",
]
