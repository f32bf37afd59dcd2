"""What partnerships and promises are called on the pages of both sites."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS: dict[str, str | Promise] = {
    "primary_care_organisation": _("primary care organisation"),
    "community_provider": _("community provider"),
    "nhs_trust": _("NHS trust"),
    "nhs_foundation_trust": _("NHS foundation trust"),
    "local_authority": _("local authority"),
    "voluntary_sector": _("voluntary sector"),
    "commissioner": _("commissioner"),
    "primary_care_network": _("primary care networks"),
    "partnership": _("partnership"),
}
CRITERIA: dict[str, str | Promise] = {
    "size": _("Size"),
    "scale": _("Scale"),
    "maturity": _("Maturity"),
    "local footprint": _("Local footprint"),
}
SCORES: dict[str, str | Promise] = {
    "0": _("0: not at all"),
    "1": _("1: hardly"),
    "2": _("2: somewhat"),
    "3": _("3: fairly"),
    "4": _("4: well"),
    "5": _("5: very well"),
}
HOLDS: dict[str, str | Promise] = {
    "yes": _("Yes"),
    "no": _("No"),
    "unknown": _("Not known"),
}
OUTCOMES: dict[str, str | Promise] = {"approved": _("approved"), "refused": _("refused")}
ABOUT: dict[str, str | Promise] = {
    "approval": _("Whether to approve it"),
    "award": _("Whether to award it"),
    "variation": _("Whether to change it"),
}
DECIDED: dict[str, str | Promise] = {
    "approved": _("yes"),
    "approved_subject_to": _("yes, on conditions"),
    "refused": _("no"),
}
OVERSIGHT: dict[str, str | Promise] = {
    "body": _("Who oversees it"),
    "priority": _("A priority"),
    "report": _("A report to whoever oversees it"),
}
STANDINGS: dict[str, str | Promise] = {
    "done": _("Done"),
    "not due": _("Not due yet"),
    "under way": _("Under way"),
    "will be late": _("Will be late"),
    "overdue": _("Its day has passed, and nobody recorded that it was done"),
    "given up": _("Given up"),
}
MILESTONE_STATES: dict[str, str | Promise] = {
    "under way": _("Under way"),
    "done": _("Done"),
    "will be late": _("Will be late"),
    "given up": _("Given up"),
}
PLAN_STATES: dict[str, str | Promise] = {
    "requested": _("asked for"),
    "received": _("received"),
    "agreed": _("agreed"),
    "in practice": _("put into practice"),
    "refused": _("refused"),
}
REPLIES: dict[str, str | Promise] = {
    "accepts": _("accepts"),
    "accepts in part": _("accepts a part"),
    "declines": _("declines"),
    "no reply": _("did not reply"),
}
TOPICS: dict[str, str | Promise] = {
    "programme": _("Programme"),
    "given": _("What was given, and to whom"),
    "decided": _("What was decided, and by whom"),
    "condition": _("On what condition"),
    "offered": _("What general practice was offered"),
    "holder": _("Who is to hold it"),
    "people": _("How many people and teams"),
    "open question": _("Questions that are open"),
}
EVIDENCE: dict[bool | None, str | Promise] = {
    True: _("It is kept."),
    False: _("It is not kept."),
    None: _("This does not say whether it is kept."),
}
