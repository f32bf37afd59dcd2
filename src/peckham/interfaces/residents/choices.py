"""The answers on offer in the residents' questions, in their own words.

What a person may ask about, and the signs of danger, come from the services room: all three
channels show the same ones (rule 36).
"""

from django.utils.translation import gettext_lazy as _

FOR_WHOM = {
    "self": _("Me"),
    "other": _("Somebody else"),
}
FOR_WHOM_HINTS = {
    "other": _("For example your mother, your child, or somebody that you look after"),
}

# What each state of a request means to the person who asked.
STATES = {
    "received": _("We have your request"),
    "offered": _("We have asked a team to help you"),
    "in_progress": _("A team is working on it"),
    "on_hold": _("It is waiting for something"),
    "completed": _("It is dealt with, and we will tell you what came of it"),
    "closed": _("It is finished"),
    "withdrawn": _("It was stopped because it is no longer needed"),
    "entered_in_error": _("It was written down by mistake"),
}

REACH = {
    "phone": _("Phone call"),
    "text": _("Text message"),
    "email": _("Email"),
    "post": _("Letter"),
    "in_person": _("I will come to the hub"),
}

# The page that follows the choice: its question, its hint, and what is said when it is empty.
CONTACT = {
    "phone": (
        _("Which phone number?"),
        _("We will ring you on this number."),
        _("Write a phone number."),
    ),
    "text": (
        _("Which mobile number?"),
        _("We will not write about your health in a text message."),
        _("Write a mobile number."),
    ),
    "email": (
        _("Which email address?"),
        _("We will not write about your health in an email."),
        _("Write an email address."),
    ),
    "post": (
        _("Which address for letters?"),
        _("Write it as you would on an envelope."),
        _("Write an address."),
    ),
}

# Codes of data/communication_needs.csv, which says what each one rules out; words of our own.
NEEDS = {
    "interpreter": _("An interpreter"),
    "bsl": _("British Sign Language"),
    "deaf": _("I am Deaf"),
    "phone_anxiety": _("I cannot use a phone call"),
    "cannot_read": _("I find it hard to read or write"),
    "large_print": _("Large print"),
    "easy_read": _("Easy words and pictures"),
}
