"""The Access book: who may look at whose record, for what purpose, and who did.

Owns: relationships (why a team or an organisation may read a person's record) and looks.
Always holds: a person's row is read only through `peckham.may_read_person`; a relationship is
opened by a book in the same transaction as the fact behind it, never typed; looks only grow.
Never does: know what a request, a registration or a meeting is. Agreements, purposes and
break-glass come with the Access book's own issue.
"""
