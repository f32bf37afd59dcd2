"""What each role may do to begin with, and how far an organisation may go from there."""

from peckham.interfaces.cli.manual.page import Page, page, table
from peckham.organisations import api as organisations
from peckham.organisations.api import roles


def permissions_page() -> Page:
    """Make the page: the matrix of permissions by role, then the purposes of each role."""
    names = list(roles.purposes())
    return page(
        "permissions.md",
        "Roles and what they may do",
        "A *permission* says whether somebody may do a thing at all, by the role, organisation and "
        "team in which they act. Whether it may be done now, in the state that a request or a "
        "record is in, is a *policy*, and is said with the workflow: see "
        "[the states of a request](request-states.md). Neither opens a record: for that a "
        "relationship is needed, and across organisations an agreement.",
        "## Who may do what",
        "**yes**: unless an organisation or a team chooses otherwise. **may be given**: not to "
        "begin with; an administrator may give it, for an organisation or one of its teams. "
        "Empty: never; the deployment widens it in `data/permissions.toml` or nobody does. "
        "An administrator may take away any **yes** but the last row's: somebody has to be able to "
        "give it back.",
        table(
            ["permission", "lets somebody", *(name.replace("_", " ") for name in names)],
            (
                [f"`{each.name}`", each.words, *(_cell(each, role) for role in names)]
                for each in _last_is_choosing()
            ),
        ),
        "## For what each role looks at records",
        table(
            ["role", "purposes"],
            ([name.replace("_", " "), ", ".join(held)] for name, held in roles.purposes().items()),
        ),
        "## What nobody may",
        "Nobody changes their own roles: an administrator asks another administrator. Nobody "
        "changes who works for another organisation. Nothing is backdated. The database refuses "
        "all of it, whatever page or statement asks; each change is written down with who made it, "
        "and governance leads read the list.",
        made_from="`data/permissions.toml` and `data/roles.toml`",
    )


def _last_is_choosing() -> list[organisations.roles.Permission]:
    known = dict(roles.catalogue())
    choosing = known.pop("manage_permissions")
    return [*known.values(), choosing]


def _cell(permission: organisations.roles.Permission, role: str) -> str:
    if role in permission.roles:
        return "yes"
    return "may be given" if role in permission.widest else ""
