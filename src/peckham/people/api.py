"""The front door of the People book: what other rooms may use.

Loading many people: `with people.bulk_load() as load:` take keys by `load.next_ids("person", n)`,
copy batches by `load.copy("person", rows)` in the row shapes of `loading`; the laws are checked and
the search index is built, set-wise, as the block closes.
"""

from peckham.people import counting, limits, pseudonyms, signing_in, support
from peckham.people.actions import (
    bulk_load,
    depart,
    erase,
    import_fhir,
    merging,
    move_home,
    record_no_fixed_address,
    register_person,
    register_with_practice,
)
from peckham.people.domain import loading, views
from peckham.people.queries import (
    ground_of,
    home_of,
    key_of,
    may_open,
    person,
    record_look,
    search,
    summaries,
    whole_record,
)

__all__ = [
    "bulk_load",
    "counting",
    "depart",
    "erase",
    "ground_of",
    "home_of",
    "import_fhir",
    "key_of",
    "limits",
    "loading",
    "may_open",
    "merging",
    "move_home",
    "person",
    "pseudonyms",
    "record_look",
    "record_no_fixed_address",
    "register_person",
    "register_with_practice",
    "search",
    "signing_in",
    "summaries",
    "support",
    "views",
    "whole_record",
]
