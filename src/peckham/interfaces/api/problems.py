"""What cannot be given, as `application/problem+json` (RFC 9457) in the house's form."""

import json

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import ConfigDict

from peckham.kernel import Refused

CONTENT_TYPE = "application/problem+json"
TITLES = {
    400: "What was sent could not be read",
    401: "Sign in first",
    403: "Not in the role in which you act",
    404: "Not here, or not for you to see",
    405: "Nothing is done at this address in this way",
    409: "This cannot be done",
    422: "Something that was asked is not as it should be",
    500: "Something went wrong on our side",
}


class Wrong(Schema):
    """One thing that was asked and is not as it should be."""

    model_config = ConfigDict(extra="forbid")

    field: str
    message: str


class Problem(Schema):
    """Why something is not given: what, why, by which rule, what would make it right, who can."""

    model_config = ConfigDict(extra="forbid")

    type: str
    title: str
    status: int
    detail: str
    why: str
    rule: int | None
    remedy: str
    who: str
    wrong: list[Wrong]


def problem(
    status: int,
    detail: str,
    *,
    kind: str = "about:blank",
    why: str = "",
    rule: int | None = None,
    remedy: str = "",
    who: str = "",
    wrong: list[Wrong] | None = None,
) -> HttpResponse:
    """Answer with a problem.

    Args:
        status: The HTTP status.
        detail: What was refused, in a sentence.
        kind: Names the kind of problem for programs.
        why: The reason, in words.
        rule: Number of the rule that refuses, or None.
        remedy: What would make it right.
        who: Who can make it right.
        wrong: What of the request is not as it should be.
    """
    said = Problem(
        type=kind,
        title=TITLES[status],
        status=status,
        detail=detail,
        why=why,
        rule=rule,
        remedy=remedy,
        who=who,
        wrong=wrong or [],
    )
    response = HttpResponse(json.dumps(said.dict()), status=status, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    return response


# A record or a request that is not there and one that is not for the reader answer alike.
NOT_THERE = ("UnknownPerson", "RequestNotFound", "UnknownTeam", "UnknownMark")


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Answer a refusal of any book; whatever was written before it is undone."""
    if connection.in_atomic_block:
        transaction.set_rollback(True)
    name = type(refusal).__name__
    return problem(
        404 if name in NOT_THERE else 409,
        refusal.what,
        kind=f"urn:peckham:refused:{name}",
        why=refusal.why,
        rule=refusal.rule,
        remedy=refusal.remedy,
        who=refusal.who,
    )
