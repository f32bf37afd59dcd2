"""The Access book: who may look at whose record, for what purpose, and who did.

Owns: relationships (why a team or an organisation may read a person's record), agreements,
what narrows them, and the log of looks with its seals.
Always holds: a person's row is read only through `peckham.may_read_people`; a relationship is
opened by a book in the same transaction as the fact behind it, never typed; looks only grow,
and a change to one that was sealed is seen.
Never does: know what a request, a registration or a meeting is.
"""
