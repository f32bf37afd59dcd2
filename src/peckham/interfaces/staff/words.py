"""What the staff pages call states, channels and roles."""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

STATES = {
    "received": _("Not started"),
    "offered": _("Offered, not accepted yet"),
    "in_progress": _("In progress"),
    "on_hold": _("On hold"),
    "completed": _("Dealt with, not told yet"),
    "closed": _("Closed, told"),
    "withdrawn": _("Withdrawn"),
    "entered_in_error": _("Entered by mistake"),
}
CHANNELS = {"online": _("Online"), "phone": _("Phone"), "desk": _("Desk")}
MODES = {
    "phone": _("Phone call"),
    "text": _("Text message"),
    "email": _("Email"),
    "post": _("Letter"),
    "in_person": _("In person"),
}
DIRECTIONS = {"to": _("To them"), "from": _("From them")}
ROLES = {
    "navigator": _("Care navigator"),
    "clinician": _("Clinician"),
    "service_member": _("Service member"),
    "manager": _("Hub manager"),
    "administrator": _("Administrator"),
    "governance_lead": _("Governance lead"),
    "planner": _("Planner"),
    "commissioner": _("Commissioner"),
    "finance_officer": _("Finance officer"),
    "contract_manager": _("Contract manager"),
    "practice_signatory": _("Practice signatory"),
    "complaints_manager": _("Complaints manager"),
}
FATES = {
    "kept": _("Kept as it is"),
    "merged": _("Merged with another network"),
    "mapped": _("Works across several neighbourhoods, and says which"),
}
RUNS = {
    "waiting": _("Waiting to begin"),
    "working": _("Searching"),
    "done": _("Done"),
    "stopped": _("Stopped"),
    "failed": _("It found no plan"),
}
POINTS = {
    "phone": _("Phone"),
    "mobile": _("Mobile"),
    "email": _("Email"),
    "post": _("Letters"),
}
SPELLS = {
    "home": _("home in"),
    "no_fixed_address": _("no fixed address"),
    "out_of_area": _("out of the area"),
}
RECORDS = {
    "condition": _("Condition"),
    "observation": _("Observation"),
    "medication": _("Medication"),
    "care_plan": _("Care plan"),
}
MAY = {
    "ask": _("ask for them"),
    "be_told": _("be told"),
    "see_record": _("see the record"),
    "decide": _("decide for them"),
}
AUTHORITY = {
    "none": _("no authority"),
    "consent": _("by their consent"),
    "parental_responsibility": _("by parental responsibility"),
    "power_of_attorney": _("by power of attorney"),
    "court_deputy": _("as deputy appointed by the court"),
}
SEX = {
    "male": _("Male"),
    "female": _("Female"),
    "other": _("Other"),
    "unknown": _("Not known"),
}


def language(code: str) -> str:
    """Give the English name of a language code, or the code where we know no name.

    >>> language("so"), language("xx")
    ('Somali', 'xx')
    """
    return str(LANG_INFO.get(code, {}).get("name", code))
