"""Work left to the worker: asked for by who may, seen in its progress, harmless to repeat."""

from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from peckham.finance.actions import issuing, lists, paying, subcontracted
from peckham.finance.actions.refusing import refusals
from peckham.finance.models import PaymentWork
from peckham.finance.queries.instalments import part
from peckham.finance.queries.years import year_of_payment
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope, system_scope
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of

FAULT = "Something went wrong on our side; the fault has been recorded."


def ask_for_list(*, contract_id: int, on: date, by: Actor, at: datetime) -> tuple[int, UUID]:
    """Ask for the list of a day. Give the key of the work, and that in addresses."""
    return _ask(what="list", contract_id=contract_id, on_day=on, by=by, at=at)


def ask_for_payment(
    *,
    contract_id: int,
    year_on: date,
    number: int,
    by: Actor,
    at: datetime,
    subcontract_id: int | None = None,
) -> tuple[int, UUID]:
    """Ask for a payment to be issued. Give the key of the work, and that in addresses."""
    return _ask(
        what="issue", contract_id=contract_id, subcontract_id=subcontract_id, on_day=year_on,
        number=number, by=by, at=at,
    )  # fmt: skip


def ask_to_mark_paid(
    *, of_part: UUID, paid_on: date, reference: str, by: Actor, at: datetime
) -> tuple[int, UUID]:
    """Ask for a payer's part to be posted as paid. Give both keys of the work."""
    whole, paid = part(of_part)
    return _ask(
        what="pay", contract_id=whole.contract_id, subcontract_id=whole.subcontract_id,
        part_id=paid.id, on_day=paid_on, words=reference, by=by, at=at,
    )  # fmt: skip


def _ask(*, by: Actor, at: datetime, **asked: Any) -> tuple[int, UUID]:
    with refusals():
        row = PaymentWork.objects.create(asked_at=at, asked_by=by.identifier, **asked)
    return int(row.pk), row.public_id


def work(key: int) -> None:
    """Do what was asked for, as the worker. What is refused is told with the work.

    Lists that a payment lacks are taken first, each in a transaction of its own, so that its
    progress is seen; the payment with its journals is one transaction.
    """
    with _scope():
        row = PaymentWork.objects.filter(pk=key, state__in=("waiting", "working")).first()
        if row is None:
            return
        lacking = _lacking(row)
        _say(key, state="working", steps_all=len(lacking) + 1)
    try:
        for done, day in enumerate(lacking, start=1):
            with _scope() as scope:
                lists.take_list(contract_id=row.contract_id, on=day, by=scope.actor, at=scope.at)
                _say(key, steps_done=done)
        with _scope() as scope:
            _DO[row.what](row, scope)
            _say(key, state="done", steps_done=len(lacking) + 1, ended_at=scope.at)
    except Refused as refusal:
        _fail(key, str(refusal))
    except Exception:
        give_up(key)
        raise


def _lacking(row: PaymentWork) -> tuple[date, ...]:
    """Give the days whose lists a payment still lacks; where it has no terms, its issue says so."""
    if row.what != "issue" or row.subcontract_id is not None:
        return ()
    today = day_of(clock.now())
    try:
        return year_of_payment(row.contract.public_id, on=row.on_day, known_on=today).missing
    except Refused:
        return ()


def give_up(key: int) -> None:
    """Say of work that it failed through no fault of what was asked."""
    _fail(key, FAULT)


def _fail(key: int, words: str) -> None:
    with _scope() as scope:
        _say(key, state="failed", refusal=words, ended_at=scope.at)


def _say(key: int, **said: Any) -> None:
    PaymentWork.objects.filter(pk=key).update(**said)


def _scope() -> AbstractContextManager[Scope]:
    return open_scope(system_scope("payments", purpose="payment", at=clock.now()))


def _list(row: PaymentWork, scope: Scope) -> None:
    lists.take_list(contract_id=row.contract_id, on=row.on_day, by=scope.actor, at=scope.at)


def _issue(row: PaymentWork, scope: Scope) -> None:
    number, by, at = int(row.number or 0), scope.actor, scope.at
    if row.subcontract is None:
        issuing.issue(
            contract=row.contract.public_id, year_on=row.on_day, number=number, by=by, at=at
        )
    else:
        subcontracted.issue(
            subcontract=row.subcontract.public_id, year_on=row.on_day, number=number, by=by, at=at
        )


def _pay(row: PaymentWork, scope: Scope) -> None:
    if row.part is not None:
        paying.mark_paid(
            of_part=row.part.public_id, paid_on=row.on_day, reference=row.words,
            by=scope.actor, at=scope.at,
        )  # fmt: skip


_DO: Final = {"list": _list, "issue": _issue, "pay": _pay}
