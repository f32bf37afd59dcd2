"""What somebody who claims travel costs is asked, in order."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from peckham.infra.scope import current_scope
from peckham.interfaces.pages.owed.complaint_steps import BORN, PERSON, REACHED, YOU, bodies
from peckham.interfaces.pages.owed.fields import Answers, Field, Step, Words
from peckham.kernel.london import day_of
from peckham.places import api as places

WHOSE = {"self": _("Me"), "other": _("Somebody else, such as my child")}
KINDS = {
    "secondary_care": _("A hospital doctor, a scan or a test"),
    "community_health": _("A nurse or a therapist"),
    "mental_health": _("Mental health"),
    "primary_medical": _("My own GP"),
    "primary_dental": _("A dentist"),
    "primary_ophthalmic": _("An optician"),
}
REFERRERS = {
    "doctor": _("A doctor"),
    "dentist": _("A dentist"),
    "optometrist": _("An optician"),
    "nobody": _("Nobody"),
    "unknown": _("I do not know"),
}
YES_NO = {"yes": _("Yes"), "no": _("No"), "unknown": _("I do not know")}
ENTITLEMENTS = {
    "income_support": _("Income Support"),
    "income_based_jsa": _("Income-based Jobseeker's Allowance"),
    "income_related_esa": _("Income-related Employment and Support Allowance"),
    "pension_credit_guarantee": _("Pension Credit Guarantee Credit"),
    "universal_credit": _("Universal Credit"),
    "tax_credit_exemption": _("A tax credit exemption certificate"),
    "hc2": _("Certificate HC2"),
    "hc3": _("Certificate HC3"),
    "none": _("None of these"),
}
MEANS = {
    "public_transport": _("Bus, train, tram or Tube"),
    "car": _("A car"),
    "taxi": _("A taxi"),
    "other": _("Another way"),
}
COMPANIONS = {
    "nobody": _("Nobody"),
    "child": _("I came with my child, who is the patient"),
    "helper": _("Somebody who helped me"),
}
ELSEWHERE = "elsewhere"


def hubs() -> Mapping[str, Words]:
    """Give the hubs at which somebody may have been seen."""
    on = day_of(current_scope().at)
    found: dict[str, Words] = {str(each.id): each.name for each in places.hubs(on)}
    return {**found, ELSEWHERE: _("Somewhere else")}


def needs_more(answers: Answers) -> bool:
    """Ask only somebody whose benefit or certificate needs a figure."""
    return answers.get("entitlement") in ("universal_credit", "tax_credit_exemption", "hc3")


def came_along(answers: Answers) -> bool:
    """Ask only where somebody came along."""
    return answers.get("companion") in ("child", "helper")


_MONEY = _("Like 3.50. Leave it empty if you do not know.")
STEPS = (
    Step(
        "visit",
        _("Where did you go?"),
        (
            Field("whose", _("Who was the visit for?"), "radios", options=WHOSE,
                  required=_("Choose who the visit was for.")),
            Field("body", _("Who gave the care?"), "radios", options=bodies,
                  required=_("Choose one, or “I am not sure”.")),
            Field("hub", _("Where was it?"), "radios", options=hubs,
                  required=_("Choose where it was.")),
            Field("appointment_on", _("When was it?"), "day", required=_("Write the date.")),
        ),
    ),
    Step(
        "care",
        _("What was it for?"),
        (
            Field("service_group", _("Who did you see?"), "radios", options=KINDS,
                  required=_("Choose who you saw.")),
            Field("referred_by", _("Who sent you there?"), "radios", options=REFERRERS,
                  required=_("Choose who sent you.")),
            Field("is_separate", _("Did you travel there on another day than when they sent you?"),
                  "radios", options=YES_NO,
                  hint=_("Say no if they sent you down the corridor on the same visit."),
                  required=_("Choose one.")),
        ),
    ),
    Step(
        "money",
        _("What do you get?"),
        (Field("entitlement", _("Do you, or your family, get one of these?"), "radios",
               options=ENTITLEMENTS, required=_("Choose one, or “None of these”.")),),
    ),
    Step(
        "more",
        _("A little more about that"),
        (
            Field("income", _("Your yearly income on the tax credit certificate"), "pounds",
                  hint=_("Leave it empty if you have another paper.")),
            Field("contribution", _("What does your HC3 say that you pay?"), "pounds",
                  hint=_("Leave it empty if you have another paper.")),
            Field("more_is_met", _("Universal Credit: were your earnings low enough?"), "radios",
                  options=YES_NO, hint=_("If you are not sure, choose “I do not know”.")),
        ),
        needs_more,
    ),
    Step(
        "journey",
        _("How did you travel?"),
        (
            Field("means", _("How did you get there?"), "radios", options=MEANS,
                  required=_("Choose how you travelled.")),
            Field("fare", _("Fares, there and back"), "pounds", hint=_MONEY),
            Field("miles", _("Miles by car, there and back"), "number",
                  hint=_("Leave it empty if you did not come by car.")),
            Field("parking", _("Parking"), "pounds", hint=_MONEY),
            Field("why_this", _("Why did you travel this way?"), "passage", longest=500,
                  hint=_("For example, you cannot walk to the bus. You can leave this empty.")),
            Field("companion", _("Who came with you?"), "radios", options=COMPANIONS,
                  required=_("Choose who came with you.")),
        ),
    ),
    Step(
        "along",
        _("Who came with you?"),
        (
            Field("companion_fare", _("Their fares, there and back"), "pounds", hint=_MONEY),
            Field("patient_years", _("How old is the patient?"), "number",
                  required=_("Write an age in years.")),
        ),
        came_along,
    ),
    YOU,
    Step("person", _("The person who was seen"), (PERSON, BORN)),
    REACHED,
)  # fmt: skip
