"""A form as data: what is asked, in which words, and how each answer is read and shown again."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from peckham.interfaces.pages.filters import long_day
from peckham.interfaces.pages.forms import Form

type Words = str | Promise
type Answers = Mapping[str, object]
type Kind = Literal["line", "passage", "radios", "day", "coming", "pounds", "number"]

_POUNDS = re.compile(r"£?\s*(\d{1,6})(?:\.(\d{2}))?")
_NUMBER = re.compile(r"\d{1,5}")


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    Args:
        name: Its name in the answers.
        label: What it asks.
        kind: How it is answered; "day" is of the past or today, "coming" may be still to come.
        hint: What helps to answer it.
        options: Words by value, for radios; or what gives them when the page is made.
        required: What to say where it is empty, or "" where it may be.
        longest: How many characters at most.
    """

    name: str
    label: Words
    kind: Kind = "line"
    hint: Words = ""
    options: Mapping[str, Words] | Callable[[], Mapping[str, Words]] | None = None
    required: Words = ""
    longest: int = 200

    def choices(self) -> Mapping[str, Words]:
        """Give the answers on offer."""
        return self.options() if callable(self.options) else self.options or {}

    def said(self, answers: Answers) -> str:
        """Show an answer as a person would say it."""
        answer = str(answers.get(self.name) or "")
        if self.kind == "radios":
            return str(self.choices().get(answer, ""))
        if self.kind in ("day", "coming") and answer:
            return long_day(date.fromisoformat(answer))
        return answer


def always(answers: Answers) -> bool:
    """Ask everybody."""
    return True


@dataclass(frozen=True, slots=True)
class Step:
    """One page of questions.

    Args:
        slug: Its part of the address.
        title: What the page is about.
        fields: What it asks.
        asked: Whether this person is asked it, from the answers so far.
    """

    slug: str
    title: Words
    fields: tuple[Field, ...]
    asked: Callable[[Answers], bool] = always


def read(form: Form, step: Step, *, today: date) -> dict[str, object]:
    """Read a page's answers; what is wrong is noted on the form."""
    answers: dict[str, object] = {}
    for field in step.fields:
        answers |= _read_one(form, field, today)
    return answers


def _read_one(form: Form, field: Field, today: date) -> dict[str, object]:
    required = str(field.required)
    if field.kind in ("day", "coming"):
        last = today if field.kind == "day" else None
        found = form.day(field.name, today=last, required=required)
        boxes = (f"{field.name}_{part}" for part in ("day", "month", "year"))
        return {
            field.name: found.isoformat() if found else "",
            **{box: form.value(box).strip() for box in boxes},
        }
    if field.kind == "radios":
        return {field.name: form.choice(field.name, field.choices(), required=required)}
    if field.kind == "passage":
        words = form.passage(field.name, required=required, longest=field.longest)
        return {field.name: words}
    line = form.line(field.name, required=required, longest=field.longest)
    if line and field.kind == "pounds" and not _POUNDS.fullmatch(line):
        form.fail(field.name, _("Write pounds and pence, like 3.50."))
    if line and field.kind == "number" and not _NUMBER.fullmatch(line):
        form.fail(field.name, _("Write a whole number."))
    return {field.name: line}


def pence(answer: object) -> int | None:
    """Read pounds and pence; None where nothing was written, for that is not 0.

    >>> pence("£3.50"), pence("12"), pence("")
    (350, 1200, None)
    """
    found = _POUNDS.fullmatch(str(answer or ""))
    return int(found[1]) * 100 + int(found[2] or 0) if found else None


def number(answer: object) -> int | None:
    """Read a whole number; None where nothing was written."""
    return int(str(answer)) if str(answer or "").isdigit() else None


def flag(answer: object) -> bool | None:
    """Read yes, no, or not known.

    >>> flag("yes"), flag("no"), flag("unknown")
    (True, False, None)
    """
    return {"yes": True, "no": False}.get(str(answer))
