"""The middleware is the only opener of scopes on the web: inside it, rows; after it, none."""

import logging

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from peckham.config.scope_middleware import ScopeMiddleware, StreamingRefused
from peckham.infra.scope import NoScope, current_scope
from peckham.organisations.models import Organisation

pytestmark = pytest.mark.django_db


class Stranger:
    is_authenticated = False


def answered_by(view):
    request = RequestFactory().get("/")
    request.user, request.session = Stranger(), {}
    return ScopeMiddleware(view)(request)


def test_a_view_runs_in_the_scope_of_whoever_asked():
    seen = []

    def view(request):
        seen.append(current_scope().actor.kind)
        return HttpResponse("ok")

    answered_by(view)
    assert seen == ["public"]
    with pytest.raises(NoScope):
        current_scope()


@pytest.mark.parametrize(("status", "kept"), [(200, True), (404, True), (500, False), (503, False)])
def test_an_answer_of_five_hundred_keeps_nothing(status, kept):
    def view(request):
        Organisation.objects.create(ods_code="ZZMW", name="x", kind="vcse")
        return HttpResponse(status=status)

    answered_by(view)
    assert Organisation.objects.filter(ods_code="ZZMW").exists() is kept


def test_a_streamed_answer_is_refused_since_it_would_be_made_outside_the_scope():
    with pytest.raises(StreamingRefused):
        answered_by(lambda request: StreamingHttpResponse(iter([b"rows"])))


def test_the_log_names_the_route_and_never_the_query(client, caplog, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with caplog.at_level(logging.INFO, logger="peckham.request"):
        answer = client.get("/health?name=Amina+Yusuf")
    facts = [record.facts for record in caplog.records if record.name == "peckham.request"]
    assert facts[-1]["route"] == "health"
    assert answer["X-Request-Id"] == facts[-1]["request_id"]
    assert "Amina" not in str(facts)
