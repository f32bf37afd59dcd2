"""What somebody who complains is asked, in order."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from peckham.contracts.api import complaints
from peckham.interfaces.pages.owed.fields import Answers, Field, Step, Words

UNSURE = "unsure"
WHOSE = {"self": _("Me"), "other": _("Somebody else")}
LIMBS = {
    "health": _("Health care, such as a nurse, a doctor or a hospital"),
    "adult_social_care": _("Social care, such as a carer who comes to the home"),
    "both": _("Both"),
}
CONSENTS = {
    "given": _("Yes, they agree"),
    "not asked": _("I have not asked them"),
    "cannot consent": _("They are too ill to say, or they have died"),
}
SHARING = {
    "given": _("Yes, you may pass it on"),
    "refused": _("No, please do not"),
}
REACH = {
    "phone": _("Phone call"),
    "email": _("Email"),
    "post": _("Letter"),
}


def bodies() -> Mapping[str, Words]:
    """Give whom somebody may write to; nobody needs to know who is responsible."""
    found: dict[str, Words] = {str(each.id): each.name for each in complaints.bodies_on_offer()}
    return {**found, UNSURE: _("I am not sure")}


def for_other(answers: Answers) -> bool:
    """Ask only somebody who speaks for another."""
    return answers.get("whose") == "other"


def to_a_board(answers: Answers) -> bool:
    """Ask only where it is sent to a board, which passes it on with consent alone."""
    boards = {str(each.id) for each in complaints.bodies_on_offer() if each.kind == "icb"}
    return answers.get("body") in boards


PERSON = Field("name", _("Full name"), required=_("Write the name."))
BORN = Field("born", _("Date of birth, if you want to give it"), "day", hint=_("Like 14 3 1951"))
REACHED = Step(
    "reach",
    _("How can we reach you?"),
    (
        Field("reach", _("How should we write or speak to you?"), "radios", options=REACH,
              required=_("Choose how we can reach you.")),
        Field("contact", _("Phone number, email or address"), "passage", longest=300,
              required=_("Write a number, an email or an address.")),
    ),
)  # fmt: skip
YOU = Step(
    "you",
    _("About you"),
    (
        Field("asker_name", _("Your full name"), required=_("Write your name.")),
        Field("relationship", _("How do you know them?"), hint=_("For example, daughter"),
              required=_("Write how you know them.")),
    ),
    for_other,
)  # fmt: skip
STEPS = (
    Step(
        "whose",
        _("Who did it happen to?"),
        (Field("whose", _("Who did it happen to?"), "radios", options=WHOSE,
               required=_("Choose who it happened to.")),),
    ),
    Step(
        "who",
        _("Who is it about?"),
        (
            Field("body", _("Where shall we send it?"), "radios", options=bodies,
                  hint=_("If it is not theirs, they find out whose it is. You wait no longer."),
                  required=_("Choose one, or “I am not sure”.")),
            Field("about", _("Which service, team or person?"), required=_("Say who it is about.")),
            Field("limb", _("What kind of care was it?"), "radios", options=LIMBS,
                  required=_("Choose what kind of care it was.")),
        ),
    ),
    Step(
        "sharing",
        _("May we pass it on?"),
        (Field("sharing", _("May the board pass it on to who gave the care?"), "radios",
               options=SHARING, required=_("Choose yes or no.")),),
        to_a_board,
    ),
    Step(
        "words",
        _("What happened?"),
        (
            Field("words", _("What happened?"), "passage", longest=5000,
                  required=_("Tell us what happened, in your own words.")),
            Field("wanted", _("What would put it right?"), "passage", longest=2000,
                  hint=_("You can leave this empty.")),
        ),
    ),
    Step(
        "when",
        _("When was it?"),
        (
            Field("event_on", _("When did it happen?"), "day",
                  hint=_("Leave it empty if you are not sure.")),
            Field("knew_on", _("Did you find out later? When?"), "day",
                  hint=_("You can leave this empty.")),
        ),
    ),
    YOU,
    Step("person", _("The person it happened to"), (PERSON, BORN)),
    Step(
        "consent",
        _("Do they agree?"),
        (Field("acting", _("Do they agree that you complain for them?"), "radios",
               options=CONSENTS, required=_("Choose one.")),),
        for_other,
    ),
    REACHED,
)  # fmt: skip
THANKS = Step(
    "thank",
    _("Say thank you"),
    (
        Field("body", _("Who shall we tell?"), "radios", options=bodies,
              required=_("Choose one, or “I am not sure”.")),
        Field("about", _("Which service, team or person?"), required=_("Say who it is for.")),
        Field("words", _("What would you like to say?"), "passage", longest=2000,
              required=_("Write a few words.")),
        Field("name", _("Your name, if you want to give it")),
    ),
)  # fmt: skip
