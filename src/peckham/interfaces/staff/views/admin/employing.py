"""Joiners, movers, leavers and absences: each a form, done once, that can be taken back."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.care import api as care
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, posts
from peckham.interfaces.staff import employment, words
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.admin.people import (
    DONE,
    SECTION,
    organisation_of,
    teams_of,
)
from peckham.kernel import Refused
from peckham.organisations import api as organisations

USERNAME_LONGEST = 80


def _done(request: HttpRequest, account: UUID, sentence: str, act: UUID, **more: str) -> SeeOther:
    """Go to the person's page, and say there once what was done."""
    request.session[DONE] = {"sentence": sentence, "act": str(act), **more}
    return SeeOther(reverse("staff:admin_person", kwargs={"public_id": account}))


def _tried(form: Form, act: Callable[[], UUID]) -> UUID | None:
    """Do it when the form is right; note a refusal where it belongs."""
    if not form.is_valid:
        return None
    try:
        return act()
    except Refused as refusal:
        form.refuse(refusal)
        return None


def _form_page(
    request: HttpRequest, template: str, title: str, form: Form, **context: object
) -> HttpResponse:
    shared = {
        "section": SECTION,
        "title": title,
        "form": form,
        "teams": employment.teams_by_key(teams_of(request)),
        "roles": words.ROLES,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, template, {**shared, **context}, status=status)


def _team_and_role(request: HttpRequest, form: Form) -> tuple[int, str]:
    teams = {str(team.public_id): team.id for team in teams_of(request)}
    team = form.choice("team", teams, required=_("Choose a team."))
    role = form.choice("role", words.ROLES, required=_("Choose a role."))
    return teams.get(team, 0), role


@once
@for_permission("manage_accounts")
def join(request: HttpRequest) -> HttpResponse:
    """Let somebody begin to work here, from a day."""
    scope = scope_of(request)
    form = Form(request.POST if request.method == "POST" else {"day": scope.at.date().isoformat()})
    if request.method == "POST":
        name = form.line("name", required=_("Write their name."), longest=120)
        username = form.line(
            "username", required=_("Write their user name."), longest=USERNAME_LONGEST
        )
        team_id, role = _team_and_role(request, form)
        from_at = employment.read_from(form, "day", at=scope.at)
        until = employment.read_end(form, "until", at=scope.at)
        password = employment.first_password() if settings.DEMONSTRATION else None
        is_new = organisations.staff.account_named(username) is None
        act = _tried(
            form,
            lambda: organisations.employing.join(
                username=username,
                name=name,
                team_id=team_id,
                role=role,
                from_at=from_at or scope.at,
                until=until,
                password=password,
                reason=form.line("reason"),
                by=scope.actor,
                at=scope.at,
            ),
        )
        account = organisations.staff.account_named(username) if act is not None else None
        if act is not None and account is not None:
            said = _("%(name)s is in the list.") % {"name": account.name}
            more = {"password": password} if password and is_new else {}
            return _done(request, account.public_id, said, act, **more)
    return _form_page(request, "staff/admin/join.jinja", _("Add somebody"), form)


def _membership(request: HttpRequest, public_id: UUID) -> organisations.staff.StaffRow:
    """Find a membership of one's own organisation; any other is not there."""
    found = organisations.staff.membership_here(
        public_id, organisation_of(request), at=scope_of(request).at
    )
    if found is None:
        raise Http404
    return found


@once
@for_permission("manage_accounts")
def move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End one membership and begin another on the same day."""
    scope, held = scope_of(request), _membership(request, public_id)
    form = Form(request.POST if request.method == "POST" else {"role": held.role})
    if request.method == "POST":
        team_id, role = _team_and_role(request, form)
        from_at = employment.read_from(form, "day", at=scope.at)
        act = _tried(
            form,
            lambda: organisations.employing.move(
                membership_public_id=public_id,
                team_id=team_id,
                role=role,
                from_at=from_at or scope.at,
                reason=form.line("reason"),
                by=scope.actor,
                at=scope.at,
            ),
        )
        if act is not None:
            said = _("%(name)s moves.") % {"name": held.name}
            return _done(request, held.account_public_id, said, act)
    title = _("Move %(name)s") % {"name": held.name}
    return _form_page(request, "staff/admin/move.jinja", title, form, held=held)


@once
@for_permission("manage_accounts")
def leave(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End every membership that somebody has here, and warn of what would be left alone."""
    scope = scope_of(request)
    organisation_id = organisation_of(request)
    member = organisations.staff.staff_member(public_id, organisation_id, at=scope.at)
    form = Form(request.POST if request.method == "POST" else {"when": "now"})
    if request.method == "POST":
        from_at = _end_of(form, request)
        act = _tried(
            form,
            lambda: organisations.employing.leave(
                account_id=member.account_id,
                organisation_id=organisation_id,
                from_at=from_at,
                reason=form.line("reason"),
                by=scope.actor,
                at=scope.at,
            ),
        )
        if act is not None:
            said = _("%(name)s does not act here any more from then on.") % {"name": member.name}
            return _done(request, public_id, said, act)
    title = _("%(name)s leaves") % {"name": member.name}
    alone = _left_alone(member.account_id, request)
    return _form_page(
        request, "staff/admin/leave.jinja", title, form, member=member, alone=alone, held=None
    )


def _end_of(form: Form, request: HttpRequest) -> datetime:
    at = scope_of(request).at
    when = form.choice("when", ("now", "day"), required=_("Choose when."))
    if when != "day":
        return at
    return employment.read_end(form, "day", at=at, required=_("Choose their last day.")) or at


def _left_alone(account_id: int, request: HttpRequest) -> list[dict[str, object]]:
    """List the teams in which nobody would be left, with how many open requests each holds."""
    empty = organisations.staff.teams_left_empty(
        account_id, organisation_of(request), from_at=scope_of(request).at
    )
    held = care.worklists.held_by_teams(empty)
    names = organisations.teams(empty)
    return [{"team": names[key].name, "requests": held.get(key, 0)} for key in empty]


@once
@for_permission("manage_accounts")
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End one membership; the others of the same person go on."""
    scope, held = scope_of(request), _membership(request, public_id)
    form = Form(request.POST if request.method == "POST" else {"when": "now"})
    if request.method == "POST":
        from_at = _end_of(form, request)
        act = _tried(
            form,
            lambda: organisations.employing.end(
                membership_public_id=public_id,
                from_at=from_at,
                reason=form.line("reason"),
                by=scope.actor,
                at=scope.at,
            ),
        )
        if act is not None:
            said = _("%(name)s leaves %(team)s.") % {"name": held.name, "team": held.team}
            return _done(request, held.account_public_id, said, act)
    title = _("%(name)s leaves %(team)s") % {"name": held.name, "team": held.team}
    member = organisations.staff.staff_member(
        held.account_public_id, organisation_of(request), at=scope.at
    )
    alone = [row for row in _left_alone(held.account_id, request) if row["team"] == held.team]
    return _form_page(
        request, "staff/admin/leave.jinja", title, form, member=member, alone=alone, held=held
    )


@once
@for_permission("record_absences")
def away(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down that somebody is away, from a day to their last day away."""
    scope = scope_of(request)
    member = organisations.staff.staff_member(public_id, organisation_of(request), at=scope.at)
    form = Form(request.POST if request.method == "POST" else {})
    if request.method == "POST":
        from_at = employment.read_from(form, "day", at=scope.at)
        until = employment.read_end(
            form, "until", at=scope.at, required=_("Choose their last day away.")
        )
        act = _tried(
            form,
            lambda: organisations.employing.record_away(
                account_id=member.account_id,
                from_at=from_at or scope.at,
                until=until or scope.at,
                by=scope.actor,
                at=scope.at,
            ),
        )
        if act is not None:
            said = _("%(name)s is away then.") % {"name": member.name}
            return _done(request, public_id, said, act)
    title = _("%(name)s is away") % {"name": member.name}
    return _form_page(request, "staff/admin/away.jinja", title, form, member=member)


@posts
@for_permission("record_absences")
def back(request: HttpRequest, public_id: UUID, absence_id: int) -> HttpResponse:
    """Write down that somebody is back sooner."""
    scope = scope_of(request)
    member = organisations.staff.staff_member(public_id, organisation_of(request), at=scope.at)
    if absence_id not in {entry.id for entry in member.absences}:
        raise Http404
    act = organisations.employing.end_away(
        absence_id=absence_id, from_at=scope.at, by=scope.actor, at=scope.at
    )
    said = _("%(name)s is back.") % {"name": member.name}
    return _done(request, public_id, said, act)


@posts
@for_permission("manage_accounts")
def undo(request: HttpRequest, public_id: UUID, act: UUID) -> HttpResponse:
    """Take an act back, within an hour of it."""
    scope = scope_of(request)
    undoing = organisations.employing.undo(act=act, by=scope.actor, at=scope.at)
    return _done(request, public_id, _("Taken back."), undoing)
