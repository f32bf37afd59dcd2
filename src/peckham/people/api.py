"""The front door of the People book: what other rooms may use.

Loading many people: `with people.bulk_load() as load:` take keys by `load.next_ids("person", n)`,
copy batches by `load.copy("person", rows)` in the row shapes of `loading`; the laws are checked and
the search index is built, set-wise, as the block closes.
"""

from peckham.people import limits, pseudonyms, signing_in
from peckham.people.actions import (
    add_proxy,
    bulk_load,
    depart,
    end_communication_need,
    end_proxy,
    erase,
    import_fhir,
    merge,
    move_home,
    record_communication_need,
    record_contact_point,
    record_no_fixed_address,
    register_person,
    register_with_practice,
    unmerge,
)
from peckham.people.domain import loading, views
from peckham.people.queries import (
    blocked_contact_modes,
    communication_needs,
    ground_of,
    home_of,
    key_of,
    may_open,
    person,
    reconcile,
    record_look,
    search,
    summaries,
    whole_record,
)

__all__ = [
    "add_proxy",
    "blocked_contact_modes",
    "bulk_load",
    "communication_needs",
    "depart",
    "end_communication_need",
    "end_proxy",
    "erase",
    "ground_of",
    "home_of",
    "import_fhir",
    "key_of",
    "limits",
    "loading",
    "may_open",
    "merge",
    "move_home",
    "person",
    "pseudonyms",
    "reconcile",
    "record_communication_need",
    "record_contact_point",
    "record_look",
    "record_no_fixed_address",
    "register_person",
    "register_with_practice",
    "search",
    "signing_in",
    "summaries",
    "unmerge",
    "views",
    "whole_record",
]
