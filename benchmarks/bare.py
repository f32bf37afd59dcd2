"""A bare Django view, no middleware, no database: what any Django page costs on this server."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("", answer)]

settings.configure(
    ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["*"], SECRET_KEY="bare", DATABASES={}
)
django.setup()
application = WSGIHandler()
