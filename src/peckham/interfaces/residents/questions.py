"""The questions in order, and how each answer is read; data, so that the flow is one small view."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.residents import choices
from peckham.interfaces.residents.draft import Draft
from peckham.kernel import NhsNumber, Postcode, Refused

WORDS_LENGTH_MAX = 2000

Answers = dict[str, object]


@dataclass(frozen=True, slots=True)
class Menu:
    """What the services room offers to ask about, and the signs of danger to ask after.

    Args:
        categories: Words and a hint by category code.
        red_flags: Words by code.
    """

    categories: dict[str, tuple[str, str]]
    red_flags: dict[str, str]


Reader = Callable[[Form, Draft, Menu, date], Answers]


@dataclass(frozen=True, slots=True)
class Question:
    """One page of the flow.

    Args:
        slug: Its part of the address.
        title: The question itself, which is the page's title and heading.
        title_for_other: The same when it is asked about somebody else, or None if it is the same.
        read: Reads the form; notes what is wrong on it.
        only_for_other: Whether it is asked only of somebody who asks for somebody else.
    """

    slug: str
    title: str | Promise
    read: Reader
    title_for_other: str | Promise | None = None
    only_for_other: bool = False

    def asked(self, draft: Draft) -> bool:
        """Whether this person is asked it."""
        return not self.only_for_other or draft.text("for_whom") == "other"

    def heading(self, draft: Draft) -> str:
        """Give the question in the words for whom it is about."""
        other = draft.text("for_whom") == "other" and self.title_for_other is not None
        return str(self.title_for_other if other else self.title)


def read_for_whom(form: Form, draft: Draft, menu: Menu, today: date) -> Answers:
    """Read whom the help is for."""
    return {
        "for_whom": form.choice(
            "for_whom", choices.FOR_WHOM, required=_("Choose who needs the help.")
        )
    }


def read_asker(form: Form, draft: Draft, menu: Menu, today: date) -> Answers:
    """Read who asks, when it is for somebody else."""
    return {
        "asker_name": form.line("asker_name", required=_("Write your name.")),
        "asker_relationship": form.line(
            "asker_relationship", required=_("Write how you know them, for example “daughter”.")
        ),
    }


def read_about(form: Form, draft: Draft, menu: Menu, today: date) -> Answers:
    """Read what it is about."""
    return {
        "category": form.choice(
            "category", menu.categories, required=_("Choose what you need help with.")
        )
    }


def read_words(form: Form, draft: Draft, menu: Menu, today: date) -> Answers:
    """Read it in their own words."""
    return {
        "words": form.passage(
            "words", required=_("Tell us what you need, in your own words."),
            longest=WORDS_LENGTH_MAX,
        )
    }  # fmt: skip


def read_now(form: Form, draft: Draft, menu: Menu, today: date) -> Answers:
    """Read which signs of danger are there now; "none" is an answer and must be given."""
    ticked = form.choices(
        "red_flags",
        [*menu.red_flags, "none"],
        required=_("Tick what is happening, or tick “None of these”."),
    )
    if "none" in ticked and len(ticked) > 1:
        form.fail("red_flags", _("Tick what is happening, or “None of these”, but not both."))
    return {"red_flags": [flag for flag in ticked if flag != "none"], "red_flags_asked": True}


def read_person(form: Form, draft: Draft, menu: Menu, today: date) -> Answers:
    """Read who needs the help: a name, and what helps us to find them."""
    answers: Answers = {
        "name": form.line("name", required=_("Write a name.")),
        "nhs_number": form.line("nhs_number", longest=20),
        "postcode": form.line("postcode", longest=12),
        "no_fixed_address": form.value("no_fixed_address") == "yes",
    }
    born = form.day("born", today=today, required=_("Write a date of birth."))
    for part in ("day", "month", "year"):
        answers[f"born_{part}"] = form.value(f"born_{part}").strip()
    answers["born"] = born.isoformat() if born else ""
    _check_identifiers(form, answers)
    return answers


def _check_identifiers(form: Form, answers: Answers) -> None:
    try:
        if answers["nhs_number"]:
            answers["nhs_number"] = NhsNumber.parse(str(answers["nhs_number"])).digits
    except Refused:
        form.fail(
            "nhs_number",
            _("Check the NHS number: it has 10 numbers. You can leave it empty."),
        )
    if not answers["postcode"]:
        if not answers["no_fixed_address"]:
            form.fail("postcode", _("Write a postcode, or tick “No fixed address”."))
        return
    try:
        answers["postcode"] = Postcode.parse(str(answers["postcode"])).code
    except Refused:
        form.fail("postcode", _("Write the postcode like RM13 8AB."))


def read_needs(form: Form, draft: Draft, menu: Menu, today: date) -> Answers:
    """Read what would help us to talk together; none of them is an answer too."""
    needs = form.choices("needs", choices.NEEDS)
    spoken = form.line("spoken_language", longest=60)
    if "interpreter" in needs and not spoken:
        form.fail("spoken_language", _("Write which language you speak."))
    return {"needs": list(needs), "spoken_language": spoken if "interpreter" in needs else ""}


REACH_DETAIL = {
    "phone": ("phone", gettext_lazy("Write a phone number.")),
    "text": ("mobile", gettext_lazy("Write a mobile number.")),
    "email": ("email", gettext_lazy("Write an email address.")),
    "post": ("address", gettext_lazy("Write the address for letters.")),
}


def read_reach(form: Form, draft: Draft, menu: Menu, today: date) -> Answers:
    """Read how to answer; a way that cannot work for this person is refused here."""
    mode = form.choice("reach", choices.REACH, required=_("Choose how we can reach you."))
    answers: Answers = {"reach": mode, "reach_detail": ""}
    for box in ("phone", "mobile", "email", "address"):
        answers[box] = form.passage(box, longest=300)
    if mode in REACH_DETAIL:
        box, message = REACH_DETAIL[mode]
        answers["reach_detail"] = answers[box]
        if not answers[box]:
            form.fail(box, str(message))
        elif mode == "email" and "@" not in str(answers[box]):
            form.fail(box, _("Write an email address with an @ in it."))
        elif mode in ("phone", "text") and sum(map(str.isdigit, str(answers[box]))) < 10:
            form.fail(box, _("Check the number: it should have at least 10 numbers."))
    cannot_hear = {"no_phone_calls", "sign_language"} & set(draft.several("needs"))
    if mode == "phone" and cannot_hear:
        form.fail(
            "reach",
            _("You told us that a phone call does not work for you. Choose another way."),
        )
    return answers


QUESTIONS = (
    Question("for-whom", gettext_lazy("Who needs help?"), read_for_whom),
    Question("about", gettext_lazy("What is it about?"), read_about),
    Question("words", gettext_lazy("Tell us in your own words"), read_words),
    Question("now", gettext_lazy("Is any of this happening now?"), read_now),
    Question("you", gettext_lazy("About you"), read_asker, only_for_other=True),
    Question("person", gettext_lazy("About you"), read_person, gettext_lazy("About the person")),
    Question("needs", gettext_lazy("What helps us talk with you?"), read_needs),
    Question("reach", gettext_lazy("How can we reach you?"), read_reach),
)  # fmt: skip


def question(slug: str) -> Question | None:
    """Find a question by its part of the address."""
    return next((entry for entry in QUESTIONS if entry.slug == slug), None)


def asked_of(draft: Draft) -> list[Question]:
    """List the questions that this person is asked, in order."""
    return [entry for entry in QUESTIONS if entry.asked(draft)]
