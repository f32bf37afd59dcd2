"""What the staff pages call states, channels and roles."""

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
}
