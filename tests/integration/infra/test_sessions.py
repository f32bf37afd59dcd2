from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from tests.databases import as_worker

from peckham.infra.tasks import forget_sessions_job

pytestmark = pytest.mark.django_db


def test_a_session_that_is_over_is_forgotten_and_one_that_runs_is_kept():
    now = datetime.now(UTC)
    for key, hours in (("over", -1), ("runs", 1)):
        ends = now + timedelta(hours=hours)
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    with as_worker(None):
        forget_sessions_job(timestamp=0)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["runs"]
