"""The JSON API: what the staff pages read, for other programs of the same people.

Owns: its addresses under /api/v1, the shapes of what it gives, and problems in the house's form.
Always holds: the same session, scope, permissions and looks as the pages; every list goes on by a
mark, and counts nothing unless asked; every refusal says what, why, by which rule and what helps.
Never does: write, so far; answer a stranger; give a key that the database counts by.
"""
