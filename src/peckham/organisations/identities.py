"""Which account somebody has who signs in with a provider of identity."""

from datetime import datetime

from django.db import transaction

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.organisations.models import Account, Identity


class LinkedAlready(Refused):
    """This identity belongs to another account already."""


class UnknownAccount(Refused):
    """There is no such account, or it is no longer used."""


def account_of(*, issuer: str, subject: str) -> Account | None:
    """Give the account that is linked to an identity, while it is used.

    Args:
        issuer: The provider's identifier, exactly.
        subject: What it calls the person, exactly; an e-mail address or a name is never looked at.
    """
    link = Identity.objects.filter(
        issuer=issuer, subject=subject, ended_at__isnull=True, account__is_active=True
    )
    found = link.select_related("account").first()
    return found.account if found else None


@transaction.atomic
def link_identity(*, username: str, issuer: str, subject: str, by: Actor, at: datetime) -> None:
    """Let the holder of an account sign in as who they are at a provider.

    Raises:
        UnknownAccount: If nobody has this user name.
        LinkedAlready: If the identity is another account's.
    """
    account = Account.objects.filter(username=username.strip().lower(), is_active=True).first()
    if account is None:
        raise UnknownAccount("There is no such account.", field="username")
    held = Identity.objects.filter(issuer=issuer, subject=subject, ended_at__isnull=True).first()
    if held is not None and held.account_id != account.pk:
        raise LinkedAlready(
            "This identity belongs to another account.",
            remedy="End that link first, when you are sure whose it is.",
            field="subject",
        )
    if held is None:
        Identity.objects.create(account=account, issuer=issuer, subject=subject, linked_at=at)
        _note("organisations.link_identity", account, by=by, at=at)


@transaction.atomic
def end_identity(*, username: str, issuer: str, by: Actor, at: datetime) -> None:
    """Let nobody sign in to an account with a provider any longer."""
    held = Identity.objects.filter(
        account__username=username.strip().lower(), issuer=issuer, ended_at__isnull=True
    )
    for link in held.select_related("account"):
        Identity.objects.filter(pk=link.pk).update(ended_at=at)
        _note("organisations.end_identity", link.account, by=by, at=at)


def _note(action: str, account: Account, *, by: Actor, at: datetime) -> None:
    audit.record(action=action, subject_kind="account", subject_id=account.public_id, by=by, at=at)
