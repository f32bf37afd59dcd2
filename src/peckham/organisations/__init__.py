"""Who employs, who works where: organisations, accounts, teams and dated memberships.

Owns: organisations by ODS code, staff accounts, teams with their staffed hours, memberships,
absences, bank holidays; which role has which permission, and what an organisation or a team chose.
Always holds: a membership has a period; a team belongs to one organisation; who acts, acts in
one team of one organisation at a time; nobody changes their own memberships; no choice goes beyond
the deployment's widest; every change of who works where is written down with who made it.
Never does: decide whether a thing may be done in its state, or hold anything about a resident.
"""
