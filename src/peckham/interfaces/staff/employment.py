"""The words and forms of who works here: roles on offer, from which moment, and what changed."""

from datetime import date, datetime, time, timedelta
from secrets import choice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peckham.interfaces.pages.forms import Form
from peckham.kernel.london import day_of, moment
from peckham.organisations import api as organisations

# A first password of the demonstration: letters that are not taken for one another.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
DAYS_AHEAD_MAX = 400

CHANGES = {
    "account opened": gettext_lazy("was given a sign-in"),
    "joined": gettext_lazy("joins"),
    "left": gettext_lazy("leaves"),
    "restored": gettext_lazy("is back in"),
    "away": gettext_lazy("is away"),
    "back": gettext_lazy("is back"),
    "permission": gettext_lazy("may do"),
}


def first_password() -> str:
    """Make a password that is said once, in the demonstration."""
    return "-".join("".join(choice(_LETTERS) for _ in range(4)) for _ in range(3))


def read_from(form: Form, name: str, *, at: datetime, required: bool = True) -> datetime | None:
    """Read a day from the browser's own box: today means from now on, another day from midnight.

    Args:
        form: What was posted.
        name: The field.
        at: Now; an earlier day is refused, for the past stays as it was.
        required: Whether an empty box is an error; else it gives None.
    """
    written = form.value(name).strip()
    if not written and not required:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        form.fail(name, _("Choose a day."))
        return None
    today = day_of(at)
    if day < today:
        form.fail(name, _("Choose today or a later day: what was so before stays as it was."))
    elif day > today + timedelta(days=DAYS_AHEAD_MAX):
        form.fail(name, _("Choose a day within a year."))
    return at if day == today else moment(day, time.min)


def read_end(form: Form, name: str, *, at: datetime, required: str = "") -> datetime | None:
    """Read the last day of something: it ends as the next day begins."""
    written = form.value(name).strip()
    if not written:
        if required:
            form.fail(name, required)
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        form.fail(name, _("Choose a day."))
        return None
    if day < day_of(at):
        form.fail(name, _("Choose today or a later day: what was so before stays as it was."))
    return moment(day + timedelta(days=1), time.min)


def teams_by_key(teams: tuple[organisations.views.TeamView, ...]) -> dict[str, str]:
    """Give an organisation's teams as answers of a form."""
    return {str(team.public_id): team.name for team in teams}
