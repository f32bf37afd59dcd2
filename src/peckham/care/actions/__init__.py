"""Writes of the Needs book: each one transaction, with its event and its line of the trail."""

from peckham.care.actions.asking import ask_without_account, withdraw_own
from peckham.care.actions.contact import begin_contact
from peckham.care.actions.lapsing import lapse_offer, sweep
from peckham.care.actions.previewing import preview
from peckham.care.actions.taking import take_request

__all__ = [
    "ask_without_account",
    "begin_contact",
    "lapse_offer",
    "preview",
    "sweep",
    "take_request",
    "withdraw_own",
]
