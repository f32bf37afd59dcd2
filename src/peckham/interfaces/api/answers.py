"""The problems that every operation may answer with."""

from typing import Any

from peckham.interfaces.api.problems import Problem

ANSWERS: dict[int, Any] = {status: Problem for status in (400, 401, 403, 404, 409, 422)}
