"""Contracts: what was promised, by whom, to whom, and what must be true before it starts.

Owns: kinds of contract, what a contract says, what was decided and assessed about it, which gates
it passed, and the rules that stand before each of them.

Always holds: a rule answers holds, does not hold, or not known, with why and what would satisfy
it; a fact counts from the day on which it was decided or the day on which it was written down,
whichever is later, so that nothing can be backdated; rows are written once; a gate is passed in
its order, on the day on which it is written down; no figure of law is in the code.

Never does: settle money; decide for a commissioner, or take part for a practice; take silence
for an answer.
"""
