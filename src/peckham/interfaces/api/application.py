"""The API put together: its routers, its document, and how each kind of failure is answered."""

import json
import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.security import SessionAuth

from peckham.interfaces.api import agreements, people, requests
from peckham.interfaces.api.permitted import NotInThisRole
from peckham.interfaces.api.problems import CONTENT_TYPE, TITLES, Wrong, problem, refused
from peckham.kernel import Refused

log = logging.getLogger("peckham.api")
VERSION = "1"


class StaffSession(SessionAuth):
    """The session of the staff site. Whatever changes something also carries its protective token.

    The framework takes Django's own check of that token off its views, and makes it again in this
    class alone: an operation without it would be open to forged forms of other sites.
    """

    # What the document says; the demonstration's own cookie has a plainer name.
    param_name = "__Host-session"


api = NinjaAPI(
    title="Peckham",
    version=VERSION,
    description=(
        "What the staff pages read, as JSON: the same sign-in, the same policies, the same record "
        "of looks. A refusal is `application/problem+json` and says what, why, by which rule, what "
        "would make it right and who can."
    ),
    urls_namespace="api",
    docs_url=None,
    auth=StaffSession(),
)
api.add_router("", people.router)
api.add_router("", requests.router)
api.add_router("", agreements.router)


def document() -> dict[str, Any]:
    """Give the OpenAPI document: problems are named by the media type that they come in."""
    made = json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"))
    schema: dict[str, Any] = json.loads(made)
    for path in schema["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if status != "200" and "content" in answer:
                    answer["content"] = {CONTENT_TYPE: answer["content"]["application/json"]}
                    answer["description"] = TITLES[int(status)]
    return schema


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    if isinstance(refusal, NotInThisRole):
        return problem(403, refusal.what, remedy=refusal.remedy, who=refusal.who)
    return refused(request, refusal)


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = [Wrong(field=str(each["loc"][-1]), message=str(each["msg"])) for each in error.errors]
    return problem(
        422, "Something that was asked is not as the document says it should be.", wrong=wrong
    )


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, TITLES[error.status_code])


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, "There is nothing at this address.")


@api.exception_handler(Exception)
def _fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Our fault: logged with its place and without its values; nothing is kept of it."""
    facts = {"request_id": getattr(request, "request_id", "")}
    log.error("fault", exc_info=True, extra={"facts": facts})
    return problem(500, "Nothing was saved. The fault has been recorded.")
