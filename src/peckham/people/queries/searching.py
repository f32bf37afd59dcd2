"""Person search: the database finds and ranks, and writes the look; here it is put into words."""

from typing import Any

from django.db import connection

from peckham.infra.scope import current_scope
from peckham.kernel import Refused, london
from peckham.people.domain.query import SearchTerms, parse_query
from peckham.people.domain.views import PersonFound
from peckham.people.domain.words import birth_words, full_name, spaced_nhs_number
from peckham.people.queries.homes import home
from peckham.people.queries.needs import need_words

LIMIT_MAX = 50

_SEARCH = """
    SELECT person_id, public_id, family_name, given_name, preferred_name, birth_date,
        birth_date_partial, sex, is_deceased, nhs_number_found, postcode_found,
        home_kind, home_code, home_name, area_id, area_code, hub_id, needs, may_open, withheld,
        matched
    FROM peckham.search_people(%s::text[], %s::date[], %s::date[], %s::int[], %s, %s, %s,
        %s::text[], %s, %s)
"""


class WrongNumber(Refused):
    """The number that was typed is not an NHS number."""


def search(query: str, limit: int = 10) -> tuple[PersonFound, ...]:
    """Find people by any of name, date of birth, postcode, phone or NHS number, best first.

    Needs an open scope of staff or a job; writes one look that says what was searched by.

    Args:
        query: As typed, in any order.
        limit: At most this many, 1 to 50.

    Raises:
        SearchTooLong: If more than 200 characters were typed.
        WrongNumber: If all that was typed is ten digits that are no NHS number.
    """
    scope = current_scope()
    on = london.day_of(scope.at)
    terms = parse_query(query, on=on)
    if terms.is_empty:
        if terms.notes:
            raise WrongNumber(
                terms.notes[0], remedy="Check the number, or search by name.", field="q"
            )
        return ()
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, [*_arguments(terms), max(1, min(limit, LIMIT_MAX)), on])
        return tuple(_found(row) for row in cursor.fetchall())


def _arguments(terms: SearchTerms) -> list[Any]:
    return [
        list(terms.words),
        list(terms.birth_dates),
        list(terms.near_dates),
        list(terms.birth_years),
        terms.postcode,
        terms.near_postcode,
        terms.nhs_number,
        list(terms.phones),
    ]


def _found(row: tuple[Any, ...]) -> PersonFound:
    (person_id, public_id, family, given, preferred, birth_date, partial, sex, is_deceased,
     nhs_number, postcode, home_kind, home_code, home_name, area_id, area_code, hub_id, needs,
     may_open, withheld, matched) = row  # fmt: skip
    return PersonFound(
        id=person_id,
        public_id=public_id,
        name=full_name(family, given, preferred),
        birth_date=birth_date,
        birth_date_words=birth_words(birth_date, partial),
        nhs_number=spaced_nhs_number(nhs_number),
        sex=sex,
        home=home(home_kind, home_code, home_name, area_id, area_code, hub_id),
        postcode=postcode,
        need_words=tuple(need_words(*need.split("\t", 1)) for need in needs),
        is_deceased=is_deceased,
        may_open=may_open,
        withheld=withheld,
        matched=tuple(matched),
    )
