"""What may be done with a request: for each verb, the fields of its form and the call it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peckham.care import api as care
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.staff import words
from peckham.kernel.london import moment

Arguments = dict[str, object]
Call = Callable[..., care.story.Held]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an action's form.

    Args:
        name: The form's name for it.
        label: What it asks.
        kind: "line", "passage", "choice", "team" or "moment".
        options: Answers of a choice, by code.
    """

    name: str
    label: str | Promise
    kind: str = "passage"
    options: Callable[[], Mapping[str, object]] | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that may be done.

    Args:
        call: The action of the Needs book.
        fields: What its form asks; none makes it one button.
        hint: One sentence on what it does, where the label alone could mislead.
    """

    call: Call
    fields: tuple[Field, ...] = ()
    hint: str | Promise = ""


def _modes() -> Mapping[str, object]:
    return words.MODES


def _directions() -> Mapping[str, object]:
    return words.DIRECTIONS


def _outcomes() -> Mapping[str, object]:
    return {outcome.code: outcome.words for outcome in care.outcomes()}


_REASON = Field("reason", gettext_lazy("Why"))
_TEAM = Field("to_team_id", gettext_lazy("To which team"), "team")

ACTS: dict[str, Act] = {
    "accept": Act(care.acts.accept),
    "return_offer": Act(
        care.acts.return_offer,
        (
            Field("reason", gettext_lazy("Why your team cannot take it")),
            Field("alternative", gettext_lazy("What could help instead")),
        ),
        gettext_lazy("It goes back to the team that holds it, with what you write."),
    ),
    "start": Act(care.acts.start),
    "resume": Act(care.acts.resume),
    "offer": Act(
        care.acts.offer,
        (_TEAM, Field("reason", gettext_lazy("What you ask of them"))),
        gettext_lazy("Your team holds it until they accept."),
    ),
    "withdraw_offer": Act(care.acts.withdraw_offer, (_REASON,)),
    "complete": Act(
        care.acts.complete,
        (
            Field("outcome", gettext_lazy("What came of it"), "choice", _outcomes),
            Field("note", gettext_lazy("Note for colleagues")),
        ),
        gettext_lazy("The person is still to be told."),
    ),
    "close": Act(
        care.acts.close,
        (
            Field("told_how", gettext_lazy("How they were told"), "choice", _modes),
            Field("words", gettext_lazy("What they were told")),
        ),
        gettext_lazy("A request closes only when the person has been told what came of it."),
    ),
    "reopen": Act(care.acts.reopen, (_REASON,)),
    "hold": Act(
        care.acts.hold,
        (Field("until", gettext_lazy("Until when"), "moment"), _REASON),
        gettext_lazy("It is due again at that time."),
    ),
    "message": Act(
        care.acts.message,
        (
            Field("direction", gettext_lazy("Said"), "choice", _directions),
            Field("mode", gettext_lazy("How"), "choice", _modes),
            Field("words", gettext_lazy("What was said")),
        ),
    ),
    "raise_due": Act(
        care.acts.raise_due,
        (Field("due_at", gettext_lazy("Due by"), "moment"), _REASON),
        gettext_lazy("A request is brought forward here, never put back."),
    ),
    "reassign": Act(care.acts.reassign, (_TEAM, _REASON)),
    "withdraw": Act(care.acts.withdraw, (Field("reason", gettext_lazy("What they said")),)),
    "enter_in_error": Act(care.acts.enter_in_error, (_REASON,)),
}


def read_arguments(act: Act, form: Form, team_ids: Mapping[int, object]) -> Arguments:
    """Read the fields of an action's form; what is missing is for the book to refuse."""
    return {field.name: _read(field, form, team_ids) for field in act.fields}


def _read(field: Field, form: Form, team_ids: Mapping[int, object]) -> object:
    if field.kind == "choice" and field.options is not None:
        return form.choice(field.name, field.options(), required=_("Choose an answer."))
    if field.kind == "team":
        chosen = form.choice(
            field.name, [str(key) for key in team_ids], required=_("Choose a team.")
        )
        return int(chosen) if chosen else 0
    if field.kind == "moment":
        return read_moment(form, field.name)
    return form.passage(field.name, longest=2000)


def read_moment(form: Form, name: str) -> datetime | None:
    """Read a day and a time of the London clock from the browser's own two boxes."""
    try:
        day = date.fromisoformat(form.value(f"{name}_day").strip())
        clock = time.fromisoformat(form.value(f"{name}_time").strip() or "23:59")
    except ValueError:
        form.fail(name, _("Write a day and a time, like 2026-11-23 and 16:30."))
        return None
    return moment(day, clock)
