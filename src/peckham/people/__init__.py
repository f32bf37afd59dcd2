"""People: residents, who they are, where they live, where they are registered, how to reach them.

Owns: residents and their identifiers, other names, address spells, practice registrations,
communication needs, contact points, proxies and carers, merges, the person search, and the
conditions, observations and medications that other systems sent, with the sender's bytes.

Always holds: a resident's address spells follow one another without gap or overlap from arrival to
departure, so that on any day each belongs to exactly one neighbourhood, hub cohort or "out of
area"; on any day a registered patient has exactly one practice; an NHS number checks and belongs to
one person; a recorded fact is superseded, never edited, and nothing is deleted; a merge can be
undone exactly. The database holds these against raw SQL (migrations/sql/*_law.sql).

Never does: store a neighbourhood (it is derived by date from the adopted plan); decide who may read
(row policies ask `sharing`); hold a request.
"""
