"""Forms of what is written down about a contract: their fields as data, and how each is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peckham.contracts.api import facts, heads
from peckham.interfaces.pages.forms import Form

type Words = str | Promise
type Options = Mapping[str, Words]
type View = heads.views.ContractView
type Values = dict[str, Any]

_N = gettext_lazy
VOTERS = tuple(range(1, 9))
CHOICES: Options = {"for": _N("For"), "against": _N("Against"), "abstained": _N("Abstained")}
INTERESTS: Options = {
    "none": _N("No interest"),
    "noted": _N("Interest noted, took part"),
    "stays_without_vote": _N("Stayed without a vote"),
    "leaves": _N("Left the room"),
}
YES: Options = {"yes": _N("Yes"), "no": _N("No")}


@dataclass(frozen=True, slots=True)
class Box:
    """One field of a form.

    Args:
        name: The name of the call's argument.
        label: What it asks.
        kind: "line", "passage", "day", "later" (a day that may come), "choice", "yes", "count",
            "lines", "ticks" or "votes".
        hint: What helps to answer.
        options: Answers of a choice, by code, for this contract.
        required: Whether it has to be answered.
    """

    name: str
    label: Words
    kind: str = "line"
    hint: Words = ""
    options: Callable[[View], Options] | None = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class FactForm:
    """One kind of fact: what its page is called, who may write it, its fields and its call."""

    title: Words
    call: Callable[..., object]
    boxes: tuple[Box, ...]
    permission: str = "keep_contracts"
    ready: Callable[[View, Values], Values] = field(default=lambda view, values: values)


def read(form: Form, fact: FactForm, view: View, *, today: date) -> Values:
    """Read a form's fields; what is missing is noted on the form."""
    values: Values = {}
    for box in fact.boxes:
        values[box.name] = _READERS[box.kind](form, box, view, today)
    return fact.ready(view, values) if form.is_valid else values


def _needed(box: Box) -> str:
    return _("Answer this.") if box.required else ""


def _choice(form: Form, box: Box, view: View, today: date) -> str:
    allowed = box.options(view) if box.options else {}
    return form.choice(box.name, allowed, required=_needed(box))


def _yes(form: Form, box: Box, view: View, today: date) -> bool | None:
    answer = form.choice(box.name, YES, required=_needed(box))
    return answer == "yes" if answer else None


def _count(form: Form, box: Box, view: View, today: date) -> int:
    written = form.line(box.name, required=_needed(box))
    if written and not written.isdecimal():
        form.fail(box.name, _("Write a whole number."))
    return int(written) if written.isdecimal() else 0


def _lines(form: Form, box: Box, view: View, today: date) -> list[str]:
    written = form.passage(box.name, required=_needed(box))
    return [line.strip() for line in written.splitlines() if line.strip()]


def _votes(form: Form, box: Box, view: View, today: date) -> tuple[facts.Vote, ...]:
    found = []
    for n in VOTERS:
        member = form.line(f"member_{n}")
        if member:
            choice = form.choice(f"choice_{n}", CHOICES, required=_("Say how each voted."))
            interest = form.choice(f"interest_{n}", INTERESTS)
            found.append(facts.Vote(member, choice, interest or None))  # type: ignore[arg-type]
    if not found:
        form.fail("votes", _("Write who was there."))
    return tuple(found)


_READERS: dict[str, Callable[[Form, Box, View, date], Any]] = {
    "line": lambda form, box, view, today: form.line(box.name, required=_needed(box)),
    "passage": lambda form, box, view, today: form.passage(box.name, required=_needed(box)),
    "day": lambda form, box, view, today: form.day(box.name, today=today, required=_needed(box)),
    "later": lambda form, box, view, today: form.day(box.name, today=None, required=_needed(box)),
    "choice": _choice,
    "yes": _yes,
    "count": _count,
    "lines": _lines,
    "ticks": lambda form, box, view, today: form.choices(
        box.name, box.options(view) if box.options else {}
    ),
    "votes": _votes,
}
