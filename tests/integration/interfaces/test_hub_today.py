"""Hub today: who is in, by the teams' hours, and by which number they are reached."""

import re
from datetime import timedelta

import pytest
from tests.integration.care import world as worlds

from peckham.infra import clock
from peckham.organisations.models import Team


def teams_of(page):
    """Give the words of each team's cells."""
    lines = re.findall(r"<tr>(.*?)</tr>", page[page.index('id="teams"') :], re.DOTALL)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", line, re.DOTALL) for line in lines]
    return [[" ".join(re.sub(r"<[^>]+>", " ", c).split()) for c in line] for line in cells if line]


@pytest.mark.parametrize(
    ("hours_later", "now", "count"),
    [(0, "answering", "2"), (12, "closed now, nobody in", "0")],
)
def test_a_team_is_in_only_while_it_is_open(world, signed_in, monkeypatch, hours_later, now, count):
    Team.objects.filter(pk=world.reception).update(telephone="020 7946 0123")
    monkeypatch.setattr(clock, "now", lambda: worlds.AT + timedelta(hours=hours_later))
    page = signed_in("manager").get("/staff/hub").content.decode()
    reception = next(cells for cells in teams_of(page) if cells[0].startswith("Reception"))
    assert reception[:3] == ["Reception 020 7946 0123", now, count]
