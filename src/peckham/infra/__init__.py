"""Doors to the outside: the database's scope, the audit trail, the clock, PostgreSQL itself.

Owns: how a transaction knows who acts, for what purpose and at what time; the trail of changes;
keys that make a repeated POST harmless; heartbeats; the embedded PostgreSQL.
Always holds: reading a person's table with no scope open raises; audit rows only grow and hold
no foreign key, so the trail never blocks a change and outlives what it names.
Never does: a rule of any book.
"""
