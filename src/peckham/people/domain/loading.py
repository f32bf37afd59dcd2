"""Row shapes for bulk loads: what generators hand over, a batch of plain tuples at a time.

Keys of persons are taken first (`load.next_ids("person", n)`), so that every batch can name them.
Days are `date`; `during` is a range literal such as "[2020-01-31,)" or a psycopg Range.
"""

PERSON_COLUMNS = (
    "id",
    "public_id",
    "family_name",
    "given_name",
    "preferred_name",
    "birth_date",
    "sex",  # male | female | other | unknown
    "ethnicity_code",
    "first_language",
    "is_synthetic",
    "source",
    "recorded_at",
)
IDENTIFIER_COLUMNS = ("person_id", "system", "value", "during", "recorded_at")
SPELL_COLUMNS = (
    "person_id",
    "during",
    "kind",  # home (area_id) | no_fixed_address (hub_id) | out_of_area (neither)
    "area_id",
    "hub_id",
    "lines",
    "postcode",  # "RM13 8AB", or ""
    "recorded_at",
)
REGISTRATION_COLUMNS = ("id", "person_id", "practice_id", "during", "recorded_at")
NEED_COLUMNS = ("person_id", "code", "detail", "during", "recorded_at")
CONTACT_COLUMNS = ("person_id", "mode", "value", "preferred", "during", "recorded_at")
PROXY_COLUMNS = (
    "person_id",
    "proxy_person_id",
    "name",
    "relationship",
    "telephone",
    "authority",
    "may",
    "during",
    "recorded_at",
)

COLUMNS = {
    "person": PERSON_COLUMNS,
    "identifier": IDENTIFIER_COLUMNS,
    "addressspell": SPELL_COLUMNS,
    "registration": REGISTRATION_COLUMNS,
    "communicationneed": NEED_COLUMNS,
    "contactpoint": CONTACT_COLUMNS,
    "proxy": PROXY_COLUMNS,
}
