"""The Money book: every pound moves from one account to another, and is never edited.

Owns: accounts, funds with their parties and principles, journals and their postings, closed
periods.

Always holds: a journal's postings sum to nothing, in whole and fund by fund; a restricted fund
never spends what it does not have, what is pending counted; what was posted is reversed, not
changed; a closed period takes nothing more; a practice's core accounts are touched by no journal
of an integrator or a neighbourhood. The database holds all of it, whoever writes.

Never does: know a contract, a price or a person; decide who is owed what.
"""
