"""Turns a refusal that no view caught into its page; stands inside the scope."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from peckham.interfaces.pages.refusals import refusal_page
from peckham.kernel import Refused


class RefusalMiddleware:
    """A `Refused` is expected: it becomes a page, and what was written before it is undone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other exception to be a fault."""
        if isinstance(exception, Refused):
            return refusal_page(request, exception)
        return None
