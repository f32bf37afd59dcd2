"""A copy of one's own record: what is in it, who makes it, and what is left out and why.

Owns: the form of the copy (docs/reference/own-record.md says each field).
Always holds: it is made in the scope of the person whose record it is, so that it shows what that
person may see and nothing else; what is withheld from them appears nowhere in it.
Never does: name somebody else who spoke for the person, or repeat what they wrote.
"""

FORMAT = "peckham-own-record-1"
