"""What a role may do here: the matrix, for the organisation or for one team."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once
from peckham.interfaces.staff import words
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.admin.people import organisation_of, teams_of
from peckham.kernel import Refused
from peckham.organisations import api as organisations

_ALLOWED = {"yes": True, "no": False, "default": None}
_CHOSEN = "permission_chosen"


@once
@for_permission("manage_permissions")
def permissions(request: HttpRequest) -> HttpResponse:
    """Show who may do what; a POST narrows, widens or goes back to the deployment's own table."""
    teams = {str(team.public_id): team for team in teams_of(request)}
    team = teams.get(request.GET.get("team", ""))
    form = Form(request.POST)
    if request.method == "POST":
        if _choose(request, form, team):
            request.session[_CHOSEN] = _("It holds from now on.")
            query = f"?team={team.public_id}" if team else ""
            return SeeOther(reverse("staff:admin_permissions") + query)
    catalogue = organisations.roles.catalogue()
    context = {
        "section": "staff:admin_permissions",
        "form": form,
        "teams": teams,
        "team": team,
        "catalogue": catalogue,
        "roles": words.ROLES,
        "cells": _cells(request, team),
        "done": request.session.pop(_CHOSEN, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/admin/permissions.jinja", context, status=status)


def _choose(request: HttpRequest, form: Form, team: organisations.views.TeamView | None) -> bool:
    scope = scope_of(request)
    role = form.choice("role", words.ROLES, required=_("Choose a role."))
    permission = form.choice(
        "permission", organisations.roles.catalogue(), required=_("Choose a permission.")
    )
    allowed = form.choice("allowed", _ALLOWED, required=_("Choose whether they may."))
    reason = form.line("reason", required=_("Say why, for governance to read."))
    if not form.is_valid:
        return False
    try:
        organisations.permissions.choose(
            team_id=team.id if team else None,
            role=role,
            permission=permission,
            allowed=_ALLOWED[allowed],
            reason=reason,
            by=scope.actor,
            at=scope.at,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def _cells(
    request: HttpRequest, team: organisations.views.TeamView | None
) -> dict[str, dict[str, tuple[bool, str]]]:
    """Say for each permission and role whether it may, and who said so."""
    chosen = organisations.staff.choices(organisation_of(request), at=scope_of(request).at)
    cells: dict[str, dict[str, tuple[bool, str]]] = {}
    for name, permission in organisations.roles.catalogue().items():
        for role in words.ROLES:
            allowed, source = role in permission.roles, "deployment"
            if (None, role, name) in chosen:
                allowed, source = chosen[None, role, name], "organisation"
            if team is not None and (team.id, role, name) in chosen:
                allowed, source = chosen[team.id, role, name], "team"
            cells.setdefault(name, {})[role] = (allowed and role in permission.widest, source)
    return cells
