"""One place, one server and one browser for all stories of a process; each story its own people."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, sync_playwright
from tests import databases
from tests.stories import (
    baseline_place,
    contracts_place,
    limits_place,
    money_place,
    practice_place,
    server,
    settled_place,
    steps,
)
from tests.stories import browser as browsers
from tests.stories import place as places

HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
MISSING = f"no Chromium at {browsers.EXECUTABLE}: install Debian's chromium package"


@dataclass(frozen=True)
class Site:
    """A running site and what is in it."""

    address: str
    database: str
    place: places.Place
    limits: limits_place.LimitsPlace
    contracts: contracts_place.ContractsPlace
    practices: practice_place.PracticePlace
    baselines: baseline_place.BaselinePlace
    money: money_place.MoneyPlace


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; Django would take every later test of the
    # process for asynchronous code and refuse it the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    if not Path(browsers.EXECUTABLE).exists():
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = browsers.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any, chromium: Browser
) -> Iterator[Site]:
    """Serve Larkmoor."""
    name = f"peckham_story_{os.getpid()}"
    with django_db_blocker.unblock():
        # Other tests of this process go on with the database that they had.
        settings = dict(databases.connection.settings_dict)
        databases.clone(name)
        databases.point_django_at(name)
        # The web process reads the hashes that the product makes, not the quick ones of tests.
        with override_settings(PASSWORD_HASHERS=HASHERS):
            place = places.build()
            limits = limits_place.build()
            contracts = contracts_place.build()
            practices = practice_place.build()
            baselines = baseline_place.build()
            money = money_place.build()
            settled_place.build(baselines)
        databases.connection.close()
        databases.connection.settings_dict.update(settings)
        server.collect_static_files()
        with server.serving(name, tmp_path_factory.mktemp("web") / "web.log") as address:
            yield Site(address, name, place, limits, contracts, practices, baselines, money)
        databases.drop(name)


Opener = Callable[..., browsers.Reader]


@pytest.fixture
def reader(chromium: Browser, site: Site) -> Iterator[Opener]:
    """Open a browser window: `reader(viewport=PHONE, javascript=False)`."""
    opened: list[browsers.Reader] = []

    def open_window(**options: Any) -> browsers.Reader:
        opened.append(browsers.Reader(chromium, site.address, **options))
        return opened[-1]

    yield open_window
    for window in opened:
        window.close()


@pytest.fixture
def staff(reader: Opener) -> Callable[..., browsers.Reader]:
    """Sign somebody in by user name, and land where their day starts."""

    def sign_in(username: str, **options: Any) -> browsers.Reader:
        window = reader(**options)
        steps.sign_in(window, username)
        return window

    return sign_in


@pytest.fixture
def travelling(
    chromium: Browser, site: Site, tmp_path: Path
) -> Iterator[tuple[Opener, Callable[[datetime], None]]]:
    """Serve the same place with a clock that the story sets; open windows on it."""
    told = tmp_path / "clock"
    more = {
        "application": "tests.stories.clocked:application",
        "STORY_CLOCK": str(told),
        "PYTHONPATH": os.pathsep.join([str(databases.CHECKOUT), *sys.path]),
    }
    opened: list[browsers.Reader] = []

    def set_clock(at: datetime) -> None:
        told.write_text(at.isoformat(), encoding="utf-8")

    set_clock(datetime.now(UTC))
    with server.serving(site.database, tmp_path / "web.log", **more) as address:

        def open_window(username: str = "", **options: Any) -> browsers.Reader:
            opened.append(browsers.Reader(chromium, address, **options))
            if username:
                steps.sign_in(opened[-1], username)
            return opened[-1]

        yield open_window, set_clock
        for window in opened:
            window.close()
