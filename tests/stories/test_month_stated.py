"""A month end: events come in and are stated; a finance lead opens them; a late one restates."""

from collections.abc import Callable
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import databases
from tests.stories import steps

from peckham.finance.actions.activity import take_in_file
from peckham.finance.api import activity, statements
from peckham.infra import clock
from peckham.kernel.london import day_of
from peckham.kernel.months import months_after

DOES = {activity.JOB: take_in_file, statements.JOB: statements.draw}
HEADER = ",".join(activity.COLUMNS)


@pytest.fixture
def worker(site: Any, django_db_blocker: Any) -> Callable[[], None]:
    """Do what the pages left to the worker, as it would."""
    settings = dict(databases.connection.settings_dict)

    def work() -> None:
        with django_db_blocker.unblock():
            databases.point_django_at(site.database)
            for job in ProcrastinateJob.objects.filter(task_name__in=DOES, status="todo"):
                DOES[job.task_name](*job.args.values())
                ProcrastinateJob.objects.filter(pk=job.pk).update(status="cancelled")
            databases.connection.close()
            databases.connection.settings_dict.update(settings)

    return work


def bring(window: Any, home: str, name: str, *rows: str) -> None:
    window.go(f"{home}/activity")
    content = "\n".join((HEADER, *rows)).encode()
    window.page.get_by_label("Who sent it").fill("Trust reports")
    window.page.get_by_label("File (CSV").set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )
    window.press("Bring it in")


def test_a_month_is_stated_opened_and_restated(site, staff, worker):
    home = f"/staff/money/contracts/{site.baselines.contract}"
    month = months_after(day_of(clock.now()).replace(day=1), -1)

    def row(event: str, weight: str = "1", *, day: int = 10) -> str:
        on = month.replace(day=day).isoformat()
        return f"{event},{on},LARK2,social_prescribing,p1,18-64/female/1,A1,N1,{weight},"

    lead = staff("larkmoney")
    bring(lead, home, "wrong.csv", row("e1", "-1"), row("e 2"))
    worker()
    lead.press("See how far it is", role="link")
    assert "below zero" in lead.text()
    lead.look("staff-activity-errors")
    bring(lead, home, "month.csv", row("e1"), row("e2", "1.5", day=12))
    worker()
    lead.press("See how far it is", role="link")
    assert "2 new events" in lead.text()

    # A price list, and the month is stated
    lead.go(f"{home}/prices")
    steps.fill_day(lead.page, "First day", month.day, month.month, month.year)
    lead.page.get_by_label("Where the prices are from").fill("Schedule 3")
    lead.page.get_by_label("Social prescribing").fill("2501")
    lead.press("Write the list")
    lead.go(f"{home}/statements")
    lead.press("State this month")
    worker()
    lead.press("See how far it is", role="link")
    lead.press("Larkmoor Community Trust", role="link")
    assert "£62.53" in lead.text()
    lead.look("staff-statement")
    lead.press("Social prescribing", role="link")
    lead.press("e2", role="link")
    assert "Comes to" in lead.text()
    assert "£37.52" in lead.text()

    # When one is corrected and one comes late, the month is restated, pound by event
    bring(lead, home, "late.csv", row("e2", "2", day=12), row("e3", day=28))
    worker()
    lead.go(f"{home}/statements")
    lead.press("State this month")
    worker()
    lead.press("See how far it is", role="link")
    lead.press("Larkmoor Community Trust", role="link")
    assert "Version 2" in lead.text()
    lead.press("What changed and why", role="link")
    assert "came late" in lead.text()
    assert "£12.50" in lead.text()
    lead.look("staff-statement-changes")
