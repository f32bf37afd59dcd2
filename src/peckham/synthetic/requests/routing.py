"""Where requests go and by when, by the same rules as the services room, for arrays."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.place.model import SyntheticPlace
from peckham.synthetic.requests.asking import Asked
from peckham.synthetic.requests.menu import Menu, Target
from peckham.synthetic.requests.open_time import NEVER, OpenTime

Whole = NDArray[np.int64]

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Routed:
    """Where each request went; columns of shape (n,).

    Args:
        service: Index of the service in its hub; -1 for none.
        reception: Team that holds it first.
        offered_to: Team that is asked at once; -1 for none.
        on_call: Team that holds it when nobody else is in.
        due_at: Seconds since 1970.
        expires_at: When the offer lapses; NEVER for none.
        target: Index into `Router.targets`.
    """

    service: Whole
    reception: Whole
    offered_to: Whole
    on_call: Whole
    due_at: Whole
    expires_at: Whole
    target: Whole


class Router:
    """Routes days of requests (rule 36: the channel is not asked for)."""

    def __init__(self, place: SyntheticPlace, menu: Menu, open_time: OpenTime) -> None:
        self.open_time = open_time
        self.targets = (menu.live, *dict.fromkeys(c.target for c in menu.categories))
        self.target_of = np.array([self.targets.index(c.target) for c in menu.categories])
        self.service = np.array(
            [
                [_service(hub.services, category.core_kind) for category in menu.categories]
                for hub in place.hubs
            ]
        )
        self.team = np.array([[one.team for one in hub.services] + [-1] for hub in place.hubs])
        self.reception = np.array([hub.reception for hub in place.hubs])
        self.duty = np.array([hub.duty for hub in place.hubs])
        self.on_call = np.array([hub.on_call for hub in place.hubs])

    def route(self, asked: Asked, day: date) -> Routed:
        """Route everything that was asked on a London day."""
        hub = asked.hub
        service = self.service[hub, asked.category]
        answering = self.team[hub, service]
        counted_by = np.where(answering >= 0, answering, self.reception[hub])
        target = self.target_of[asked.category]
        due_at = self._due(asked.at, np.full(len(asked), day.toordinal()), target, counted_by)
        expires_at = self._expires(asked.at, due_at, target, counted_by)
        live = asked.flag >= 0
        due_at = np.where(live, np.minimum(due_at, asked.at + self._live_seconds), due_at)
        half = asked.at + (due_at - asked.at) // 2
        live_expires = np.minimum(asked.at + self.targets[0].offer_minutes * _MINUTE, half)
        duty = self.duty[hub]
        duty = np.where(self.open_time.is_open(duty, asked.at), duty, self.on_call[hub])
        offered_to = np.where(live, duty, answering)
        return Routed(
            service=service,
            reception=self.reception[hub],
            offered_to=offered_to,
            on_call=self.on_call[hub],
            due_at=due_at,
            expires_at=np.where(offered_to < 0, NEVER, np.where(live, live_expires, expires_at)),
            target=np.where(live, 0, target),
        )

    @property
    def _live_seconds(self) -> int:
        return self.targets[0].minutes * _MINUTE

    def _due(self, at: Whole, day: Whole, target: Whole, team: Whole) -> Whole:
        due_at = np.zeros(len(at), dtype=np.int64)
        for number, one in enumerate(self.targets):
            mine = np.flatnonzero(target == number)
            if len(mine):
                due_at[mine] = self._due_of(one, at[mine], day[mine], team[mine])
        return due_at

    def _due_of(self, target: Target, at: Whole, day: Whole, team: Whole) -> Whole:
        seconds: Whole = np.full(len(at), target.minutes * _MINUTE, dtype=np.int64)
        if target.count == "clock":
            return at + seconds
        if target.count == "open":
            return self.open_time.after(team, at, seconds)
        least = self.open_time.after(team, at, np.full(len(at), target.least_open_minutes * 60))
        open_days = np.full(len(at), target.open_days)
        closing = self.open_time.closing(team, at, day, open_days)
        return np.asarray(np.where(closing == NEVER, least, np.maximum(least, closing)))

    def _expires(self, at: Whole, due_at: Whole, target: Whole, team: Whole) -> Whole:
        """Give when an offer lapses: its window, but at most half of the open time left."""
        window = np.array([one.offer_minutes for one in self.targets])[target]
        left = self.open_time.between(team, at, due_at) // _MINUTE
        minutes = np.minimum(window, left // 2)
        found = self.open_time.after(team, at, np.maximum(minutes, 1) * _MINUTE)
        by_clock = at + np.minimum(window * _MINUTE, np.maximum((due_at - at) // 2, 1))
        return np.where(minutes > 0, found, by_clock)


def _service(services: tuple[object, ...], core_kind: str | None) -> int:
    """Give the index of the service of a kind; -1 for none."""
    for number, service in enumerate(services):
        if core_kind is not None and getattr(service, "core_kind", None) == core_kind:
            return number
    return -1
