"""Writes of the Needs book: each one transaction, with its event and its line of the trail."""

from peckham.care.actions.asking import ask_without_account, withdraw_own
from peckham.care.actions.contact import begin_contact
from peckham.care.actions.ending import close, enter_in_error, withdraw
from peckham.care.actions.handing_over import (
    accept,
    offer,
    reassign,
    return_offer,
    withdraw_offer,
)
from peckham.care.actions.lapsing import lapse_offer, sweep
from peckham.care.actions.linking import link_person, message
from peckham.care.actions.previewing import preview
from peckham.care.actions.taking import take_request
from peckham.care.actions.working import complete, hold, raise_due, reopen, resume, start

__all__ = [
    "accept",
    "ask_without_account",
    "begin_contact",
    "close",
    "complete",
    "enter_in_error",
    "hold",
    "lapse_offer",
    "link_person",
    "message",
    "offer",
    "preview",
    "raise_due",
    "reassign",
    "reopen",
    "resume",
    "return_offer",
    "start",
    "sweep",
    "take_request",
    "withdraw",
    "withdraw_offer",
    "withdraw_own",
]
