"""Whose money a contract is: what the reader is party to."""

from django.db import connection

from peckham.contracts import api as contracts

ContractLine = contracts.subcontracting.ContractLine


def contracts_of_reader() -> tuple[ContractLine, ...]:
    """List the contracts that the reader's organisation commissions or holds, by reference.

    Empty for whoever may not read books.
    """
    lines = contracts.subcontracting.contract_lines()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM unnest(%s::bigint[]) AS id WHERE peckham.finance_party(id)",
            [[line.id for line in lines]],
        )
        known = {key for (key,) in cursor.fetchall()}
    return tuple(line for line in lines if line.id in known)
