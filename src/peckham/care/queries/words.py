"""Words that several reads put beside codes."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from peckham.care.catalogue import outcomes
from peckham.care.domain.states import State
from peckham.organisations import api as organisations
from peckham.services import api as services

STATE_WORDS: dict[State, str] = {
    "received": "Received",
    "offered": "Offered to another team",
    "in_progress": "In progress",
    "on_hold": "On hold",
    "completed": "Dealt with, the person is to be told",
    "closed": "Closed",
    "withdrawn": "Withdrawn",
    "entered_in_error": "Entered by mistake",
}


def json_or_none(text: str | None) -> dict[str, Any] | None:
    """Read what a function of ours gave as jsonb: Django's cursors hand it over as text."""
    return None if text is None else json.loads(text)


@cache
def category_words() -> dict[str, str]:
    """Give the words of each category by code."""
    return {category.code: category.words for category in services.categories()}


@cache
def outcome_words() -> dict[str, str]:
    """Give the words of each outcome by code, those of ends that `complete` does not give too."""
    ends = {"withdrawn": "No longer asked for", "entered_in_error": "Entered by mistake"}
    return {outcome.code: outcome.words for outcome in outcomes()} | ends


def team_names(team_ids: Iterable[int | None]) -> dict[int, str]:
    """Give the names of teams by key, in one read."""
    wanted = sorted({team_id for team_id in team_ids if team_id is not None})
    return {key: view.name for key, view in organisations.teams(wanted).items()}
