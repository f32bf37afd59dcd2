"""Who asks what, when and through which channel, on one day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peckham.kernel import london
from peckham.synthetic.almanac import Almanac
from peckham.synthetic.people.batch import CALL, EMAIL, POST, TEXT
from peckham.synthetic.place.model import SyntheticPlace
from peckham.synthetic.requests.askers import Askers
from peckham.synthetic.requests.menu import Menu
from peckham.synthetic.requests.open_time import OpenTime

Whole = NDArray[np.int64]
Marks = NDArray[np.bool_]
Shares = NDArray[np.float64]

CHANNELS = ("online", "phone", "desk")
ONLINE, PHONE, DESK = range(3)
MODES = ("phone", "text", "email", "post", "in_person")
IN_PERSON = 4

_MODE_BITS = (CALL, TEXT, EMAIL, POST)
_MODE_SHARES = (0.45, 0.35, 0.17, 0.03)
_HOUR_SECONDS = 3_600
_REDRAWS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked on a day, earliest first; columns of shape (n,).

    Args:
        asker: Row of the person in the askers.
        hub: Index of the hub.
        at: Moment, seconds since 1970.
        channel: Index into CHANNELS.
        category: Index into the menu.
        for_other: Whether somebody else asks.
        mode: Index into MODES: how the person wants to be told.
        flag: Index of a red flag; -1 for none.
    """

    asker: Whole
    hub: Whole
    at: Whole
    channel: Whole
    category: Whole
    for_other: Marks
    mode: Whole
    flag: Whole

    def __len__(self) -> int:
        return len(self.at)

    def until(self, moment: int) -> "Asked":
        """Keep what was asked by a moment."""
        return _rows(self, np.flatnonzero(self.at <= moment))


class Asking:
    """Draws days of asking."""

    def __init__(
        self,
        *,
        place: SyntheticPlace,
        askers: Askers,
        weights: Shares,
        menu: Menu,
        almanac: Almanac,
        open_time: OpenTime,
    ) -> None:
        self.askers = askers
        self.weights = weights
        self.menu = menu
        self.demand = almanac.demand
        self.open_time = open_time
        self.reception = np.array([hub.reception for hub in place.hubs])
        self.categories = _category_bounds(menu, almanac.demand["categories"])

    def day_weight(self, day: date) -> float:
        """Give how busy a day is beside the others."""
        when = self.demand["when"]
        weekday = 6 if day in self.menu.bank_holidays else day.weekday()
        return float(when["weekdays"][weekday] * when["months"][day.month - 1])

    def draw(self, day: date, expected: float, generator: np.random.Generator) -> Asked:
        """Draw one day's asking; `expected` is how many requests it has on average."""
        count = int(generator.poisson(expected))
        asker, hub = self._people(day, count, generator)
        count = len(asker)
        channel = self._channels(day, count, generator)
        at = self._moments(day, channel, generator)
        shut = (channel != ONLINE) & ~self.open_time.is_open(self.reception[hub], at)
        channel = np.where(shut, ONLINE, channel)
        band = self.askers.age_band(asker, np.datetime64(day, "D"))
        category = self._categories(band, generator)
        order = np.argsort(at, kind="stable")
        drawn = Asked(
            asker=asker,
            hub=hub,
            at=at,
            channel=channel,
            category=category,
            for_other=self._for_others(band, generator),
            mode=_modes(self.askers.reach[asker].astype(np.int64), generator),
            flag=self._flags(count, generator),
        )
        return _rows(drawn, order)

    def _people(self, day: date, count: int, generator: np.random.Generator) -> tuple[Whole, Whole]:
        """Draw people who live here on the day."""
        on = np.datetime64(day, "D")
        asker = np.zeros(count, dtype=np.int64)
        missing = np.arange(count)
        for _ in range(_REDRAWS):
            chance = generator.random(len(missing)) * self.weights[-1]
            asker[missing] = np.searchsorted(self.weights, chance, side="right")
            missing = missing[~self.askers.are_here(asker[missing], on)]
        asker = np.delete(asker, missing)
        return asker, self.askers.hub[asker].astype(np.int64)

    def _channels(self, day: date, count: int, generator: np.random.Generator) -> Whole:
        when = self.demand["when"]
        quiet = day.weekday() >= 5 or day in self.menu.bank_holidays
        shares = when["weekend_channels" if quiet else "channels"]
        return generator.choice(3, count, p=_normal([shares[name] for name in CHANNELS]))

    def _moments(self, day: date, channel: Whole, generator: np.random.Generator) -> Whole:
        when = self.demand["when"]
        starts = np.array([int(london.moment(day, time(hour)).timestamp()) for hour in range(24)])
        at = np.empty(len(channel), dtype=np.int64)
        for number, name in enumerate(CHANNELS):
            mine = np.flatnonzero(channel == number)
            hour = generator.choice(24, len(mine), p=_normal(when[name]))
            at[mine] = starts[hour] + generator.integers(_HOUR_SECONDS, size=len(mine))
        return at

    def _categories(self, band: Whole, generator: np.random.Generator) -> Whole:
        chance = generator.random(len(band))
        return np.asarray((self.categories[band] < chance[:, None]).sum(axis=1))

    def _for_others(self, band: Whole, generator: np.random.Generator) -> Marks:
        percent = np.array([100.0, 100.0, *self.demand["asking"]["for_others_percent"]])
        return np.asarray(generator.random(len(band)) * 100 < percent[band])

    def _flags(self, count: int, generator: np.random.Generator) -> Whole:
        percent = self.demand["asking"]["red_flag_percent"]
        flag = generator.integers(len(self.menu.red_flags), size=count)
        return np.where(generator.random(count) * 100 < percent, flag, -1)


def _category_bounds(menu: Menu, shares: Mapping[str, Any]) -> Shares:
    """Give cumulative shares of the categories in each age band, shape (bands, categories)."""
    even = {"share": 1.0, "ages": [1.0] * 5}
    rows = [shares.get(category.code, even) for category in menu.categories]
    table = np.array([np.array(row["ages"]) * row["share"] for row in rows]).T
    rising = np.cumsum(table, axis=1) / table.sum(axis=1, keepdims=True)
    rising[:, -1] = 1.0
    return np.asarray(rising)


def _modes(reach: Whole, generator: np.random.Generator) -> Whole:
    """Draw how each wants to be told, among the ways that are open; else in person."""
    chance = generator.random((len(reach), len(_MODE_BITS)))
    is_open = (reach[:, None] & np.array(_MODE_BITS)) > 0
    wait = np.where(is_open, -np.log1p(-chance) / np.array(_MODE_SHARES), np.inf)
    return np.where(is_open.any(axis=1), wait.argmin(axis=1), IN_PERSON)


def _normal(shares: list[float]) -> Shares:
    column = np.array(shares, dtype=np.float64)
    return np.asarray(column / column.sum())


def _rows(asked: Asked, order: Whole) -> Asked:
    return Asked(*(getattr(asked, name)[order] for name in Asked.__dataclass_fields__))
