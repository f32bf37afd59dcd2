"""Requests in batches: rows of the Needs book."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import numpy as np

from peckham.care import api as care
from peckham.interfaces.cli.synthetic_load import laws
from peckham.interfaces.cli.synthetic_load.columns import keys_of, moments
from peckham.interfaces.cli.synthetic_load.event_rows import Actors, event_rows
from peckham.interfaces.cli.synthetic_load.keys import Keys
from peckham.synthetic import api as synthetic

Row = tuple[Any, ...]

_CHECKED_EVERY = 10
"""So many batches are copied, then the Needs law is checked for all of them at once."""


def copy_work(
    place: synthetic.SyntheticPlace,
    batches: Iterator[synthetic.RequestBatch],
    keys: Keys,
    *,
    version: str,
    said: Callable[[str], None],
) -> None:
    """Write every request with its history, a batch at a time."""
    actors = Actors.of(place, keys)
    done = 0
    for first in batches:
        with care.bulk_load() as load:
            for batch in itertools.chain([first], itertools.islice(batches, _CHECKED_EVERY - 1)):
                ids = np.array(load.next_ids(len(batch)))
                load.copy("request", _requests(batch, ids, keys, actors))
                load.copy("requestevent", event_rows(batch, ids, keys, actors, version))
                load.copy("offer", _offers(batch, ids, keys))
                load.copy("requestmessage", _messages(batch, ids, actors))
                done += len(batch)
                said(f"{done:,} requests")
            laws.count_rows("care")


def _requests(
    batch: synthetic.RequestBatch, ids: np.ndarray, keys: Keys, actors: Actors
) -> Iterator[Row]:
    one = batch.requests
    taken_at = moments(one.taken_at)
    columns = zip(
        ids.tolist(),
        keys_of(keys.persons, one.person),
        one.claimed,
        keys_of(keys.hubs, one.hub),
        _services(keys, one.hub, one.service),
        one.channel,
        one.category,
        one.words,
        one.for_whom,
        one.asker,
        one.contact_mode,
        [list(flags) for flags in one.red_flags],
        one.state,
        keys_of(keys.teams, one.team),
        moments(one.due_at),
        moments(one.escalated_at),
        moments(one.held_at),
        taken_at,
        [actors.identifier[actor] for actor in one.taken_by.tolist()],
        keys_of(keys.teams, one.taken_team),
        taken_at,
        one.outcome,
        moments(one.told_at),
        one.told_how,
        one.version.tolist(),
        strict=True,
    )
    for key, *rest in columns:
        yield key, uuid4(), care.loading.reference_of(key), *rest


def _services(keys: Keys, hub: np.ndarray, service: np.ndarray) -> list[int | None]:
    flat = np.where(service >= 0, hub * keys.services.shape[1] + service, -1)
    return keys_of(keys.services.reshape(-1), flat)


def _offers(batch: synthetic.RequestBatch, ids: np.ndarray, keys: Keys) -> Iterator[Row]:
    one = batch.offers
    return zip(
        ids[one.request - int(batch.requests.number[0])].tolist(),
        keys_of(keys.teams, one.from_team),
        keys_of(keys.teams, one.to_team),
        moments(one.offered_at),
        moments(one.expires_at),
        one.state,
        one.reason,
        one.alternative,
        moments(one.resolved_at),
        strict=True,
    )


def _messages(batch: synthetic.RequestBatch, ids: np.ndarray, actors: Actors) -> Iterator[Row]:
    one = batch.messages
    at = moments(one.at)
    columns = zip(
        ids[one.request - int(batch.requests.number[0])].tolist(),
        one.mode,
        one.words,
        at,
        one.actor.tolist(),
        strict=True,
    )
    for key, mode, words, when, actor in columns:
        yield (
            key, "to", mode, words, True, when, when, actors.kind[actor],
            actors.identifier[actor],
        )  # fmt: skip
