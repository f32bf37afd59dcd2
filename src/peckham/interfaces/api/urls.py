"""Addresses of the API, under /api/v1."""

import json

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from peckham.interfaces.api.application import api, document
from peckham.interfaces.pages.posting import reads

app_name = "api"


@reads
def openapi(request: HttpRequest) -> HttpResponse:
    """Give the OpenAPI document: the same text as docs/reference/openapi.json."""
    text = json.dumps(document(), indent=2, ensure_ascii=False) + "\n"
    return HttpResponse(text, content_type="application/json")


urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    *[
        each
        for each in api.urls[0]
        if isinstance(each, URLPattern) and each.name not in ("openapi-json", "api-root")
    ],
]
