"""Under /api/ nothing answers with a page: a refusal of any layer is a problem in JSON."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from peckham.interfaces.api.problems import TITLES, problem


class ApiProblemMiddleware:
    """Turn pages and redirects into problems, under /api/ only; stands outside the scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        response = self.get_response(request)
        if not request.path.startswith("/api/") or "json" in response.get("Content-Type", ""):
            return response
        if response.status_code in (301, 302, 303):
            return _copied(response, problem(401, "Nobody is signed in, or acts in no team."))
        if response.status_code >= 400:
            status = response.status_code if response.status_code in TITLES else 400
            return _copied(response, problem(status, TITLES[status]))
        return response


def _copied(page: HttpResponse, answer: HttpResponse) -> HttpResponse:
    """Keep the headers that mean something without the page."""
    for name in ("Allow", "Retry-After", "X-Request-Id"):
        if name in page:
            answer[name] = page[name]
    answer.cookies = page.cookies
    return answer
