"""People in batches: rows of the People book, and what lets their practices read them."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import uuid4

import numpy as np

from peckham.interfaces.cli.synthetic_load import laws
from peckham.interfaces.cli.synthetic_load.columns import days_from, keys_of
from peckham.interfaces.cli.synthetic_load.keys import Keys
from peckham.kernel import london
from peckham.people import api as people
from peckham.sharing import api as sharing
from peckham.synthetic import api as synthetic

Row = tuple[Any, ...]

_SOURCE = "synthetic"
_KINDS = {
    synthetic.HOME: "home",
    synthetic.COHORT: "no_fixed_address",
    synthetic.ELSEWHERE: "out_of_area",
}


def copy_residents(
    place: synthetic.SyntheticPlace,
    batches: Iterator[synthetic.PeopleBatch],
    keys: Keys,
    *,
    people_count: int,
    at: datetime,
    said: Callable[[str], None],
) -> synthetic.Askers:
    """Write everybody, a batch at a time, and keep of each only what asking needs."""
    copied: list[np.ndarray] = []

    def written() -> Iterator[synthetic.PeopleBatch]:
        done = 0
        for batch in batches:
            copied.append(_copy_batch(load, batch, place, keys, at))
            done += len(batch)
            said(f"{done:,} of {people_count:,} people")
            yield batch

    with people.bulk_load() as load:
        askers = synthetic.askers_of(written())
        said("indexing names")
        laws.count_rows("people")
    keys.persons = np.concatenate(copied)
    return askers


def _copy_batch(
    load: Any,
    batch: synthetic.PeopleBatch,
    place: synthetic.SyntheticPlace,
    keys: Keys,
    at: datetime,
) -> np.ndarray:
    """Write one batch; give the keys of its people."""
    ids = np.array(load.next_ids("person", len(batch)))
    batch_rows = _BatchRows(batch, ids, keys, at)
    load.copy("person", batch_rows.persons())
    load.copy("identifier", batch_rows.identifiers())
    load.copy("addressspell", batch_rows.spells())
    registration_ids = load.next_ids("registration", len(batch.registrations.person))
    load.copy("registration", batch_rows.registrations(registration_ids))
    load.copy("communicationneed", batch_rows.needs())
    load.copy("contactpoint", batch_rows.contact_points())
    load.copy("proxy", batch_rows.carers())
    organisation_ids = keys.organisations[[one.organisation for one in place.practices]]
    sharing.copy_relationships(batch_rows.relationships(registration_ids, organisation_ids))
    return ids


class _BatchRows:
    """The rows of one batch, table by table."""

    def __init__(
        self, batch: synthetic.PeopleBatch, ids: np.ndarray, keys: Keys, at: datetime
    ) -> None:
        self.batch = batch
        self.ids = ids
        self.first = int(batch.persons.ordinal[0])
        self.keys = keys
        self.at = at.isoformat()

    def _people(self, ordinals: np.ndarray) -> list[int]:
        return list(self.ids[ordinals - self.first].tolist())

    def persons(self) -> Iterator[Row]:
        one = self.batch.persons
        columns = zip(
            self.ids.tolist(),
            one.family_name,
            one.given_name,
            one.preferred_name,
            one.born_on.tolist(),
            one.is_female.tolist(),
            one.ethnicity,
            one.language,
            strict=True,
        )
        for key, family, given, preferred, born_on, is_female, ethnicity, language in columns:
            sex = "female" if is_female else "male"
            yield (
                key, uuid4(), family, given, preferred, born_on, sex, ethnicity, language,
                True, _SOURCE, self.at,
            )  # fmt: skip

    def identifiers(self) -> Iterator[Row]:
        one = self.batch.persons
        since = days_from(one.born_on)
        for key, number, during in zip(self.ids.tolist(), one.nhs_number, since, strict=True):
            if number:
                yield key, "nhs_number", number, during, self.at

    def spells(self) -> Iterator[Row]:
        one = self.batch.spells
        columns = zip(
            self._people(one.person),
            days_from(one.since, one.until),
            [_KINDS[kind] for kind in one.kind.tolist()],
            keys_of(self.keys.areas, one.area),
            keys_of(self.keys.hubs, one.hub),
            one.lines,
            one.postcode,
            strict=True,
        )
        for row in columns:
            yield *row, self.at

    def registrations(self, ids: list[int]) -> Iterator[Row]:
        one = self.batch.registrations
        columns = zip(
            ids,
            self._people(one.person),
            keys_of(self.keys.practices, one.practice),
            days_from(one.since, one.until),
            strict=True,
        )
        for row in columns:
            yield *row, self.at

    def needs(self) -> Iterator[Row]:
        one = self.batch.needs
        columns = zip(
            self._people(one.person), one.code, one.detail, days_from(one.since), strict=True
        )
        for row in columns:
            yield *row, self.at

    def contact_points(self) -> Iterator[Row]:
        one = self.batch.contact_points
        columns = zip(
            self._people(one.person),
            one.mode,
            one.value,
            one.preferred.tolist(),
            days_from(one.since),
            strict=True,
        )
        for row in columns:
            yield *row, self.at

    def carers(self) -> Iterator[Row]:
        one = self.batch.carers
        inside = np.where(one.carer >= 0, one.carer - self.first, -1)
        columns = zip(
            self._people(one.person),
            keys_of(self.ids, inside),
            one.name,
            one.relationship,
            one.telephone,
            one.authority,
            [list(may) for may in one.may],
            days_from(one.since),
            strict=True,
        )
        for row in columns:
            yield *row, self.at

    def relationships(self, ids: list[int], organisation_ids: np.ndarray) -> Iterator[Row]:
        """Let the practice's organisation read the record while the registration lasts."""
        one = self.batch.registrations
        columns = zip(
            self._people(one.person),
            organisation_ids[one.practice].tolist(),
            ids,
            one.since.tolist(),
            one.until.tolist(),
            strict=True,
        )
        for person, organisation, key, since, until in columns:
            during = f"[{_midnight(since)},{_midnight(until)})"
            yield (
                person, None, organisation, "registration", "people.registration", key,
                during, self.at,
            )  # fmt: skip


@lru_cache(maxsize=65_536)
def _midnight(day: date | None) -> str:
    """Give the moment at which a London day begins; "" for none."""
    return "" if day is None else london.moment(day, time.min).isoformat()
