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
        blocked_by_need: Ways of reaching somebody that a need rules out, by the need's code.
    """

    categories: dict[str, tuple[str, str]]
    red_flags: dict[str, str]
    blocked_by_need: dict[str, tuple[str, ...]]


Reader = Callable[[Form, Draft, Menu, date], Answers]


def always(draft: Draft) -> bool:
    """Ask everybody."""
    return True


def for_somebody_else(draft: Draft) -> bool:
    """Ask only somebody who asks for another."""
    return draft.text("for_whom") == "other"


def needs_an_address(draft: Draft) -> bool:
    """Ask only where the way to reach them has a number or an address."""
    return draft.text("reach") in choices.CONTACT


@dataclass(frozen=True, slots=True)
class Question:
    """One page of the flow.

    Args:
        slug: Its part of the address.
        heading: Gives the question itself, which is the page's title and heading.
        read: Reads the form; notes what is wrong on it.
        asked: Whether this person is asked it.
    """

    slug: str
    heading: Callable[[Draft], str]
    read: Reader
    asked: Callable[[Draft], bool] = always


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
        "given_name": form.line("given_name", longest=80),
        "family_name": form.line("family_name", required=_("Write a family name."), longest=80),
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


def read_reach(form: Form, draft: Draft, menu: Menu, today: date) -> Answers:
    """Read how to answer; a way that cannot work for this person is refused here."""
    mode = form.choice("reach", choices.REACH, required=_("Choose how we can reach you."))
    if any(mode in menu.blocked_by_need.get(need, ()) for need in draft.several("needs")):
        form.fail("reach", _("You told us that this does not work for you. Choose another way."))
    return {"reach": mode}


def read_contact(form: Form, draft: Draft, menu: Menu, today: date) -> Answers:
    """Read the number or address for the chosen way."""
    mode = draft.text("reach")
    detail = form.passage("contact", required=str(choices.CONTACT[mode][2]), longest=180)
    if detail and mode == "email" and "@" not in detail:
        form.fail("contact", _("Write an email address with an @ in it."))
    if detail and mode in ("phone", "text") and sum(map(str.isdigit, detail)) < 10:
        form.fail("contact", _("Check the number: it should have at least 10 numbers."))
    return {"contact": detail, "contact_for": mode}


def _said(words: str | Promise) -> Callable[[Draft], str]:
    return lambda draft: str(words)


def _about_whom(draft: Draft) -> str:
    return _("About the person") if for_somebody_else(draft) else _("About you")


def _which_contact(draft: Draft) -> str:
    return str(choices.CONTACT[draft.text("reach")][0])


QUESTIONS = (
    Question("for-whom", _said(gettext_lazy("Who needs help?")), read_for_whom),
    Question("about", _said(gettext_lazy("What is it about?")), read_about),
    Question("words", _said(gettext_lazy("Tell us in your own words")), read_words),
    Question("now", _said(gettext_lazy("Is any of this happening now?")), read_now),
    Question("you", _said(gettext_lazy("About you")), read_asker, for_somebody_else),
    Question("person", _about_whom, read_person),
    Question("needs", _said(gettext_lazy("What helps us talk with you?")), read_needs),
    Question("reach", _said(gettext_lazy("How can we reach you?")), read_reach),
    Question("contact", _which_contact, read_contact, needs_an_address),
)


def question(slug: str) -> Question | None:
    """Find a question by its part of the address."""
    return next((entry for entry in QUESTIONS if entry.slug == slug), None)


def asked_of(draft: Draft) -> list[Question]:
    """List the questions that this person is asked, in order."""
    return [entry for entry in QUESTIONS if entry.asked(draft)]
