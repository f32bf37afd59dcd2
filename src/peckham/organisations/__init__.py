"""Who employs, who works where: organisations, accounts, teams and dated memberships.

Owns: organisations by ODS code, staff accounts, teams with their staffed hours, memberships,
absences, bank holidays.
Always holds: a membership has a period; a team belongs to one organisation; who acts, acts in
one team of one organisation at a time.
Never does: say what a role may do in another room, or hold anything about a resident.
"""
