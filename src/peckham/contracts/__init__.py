"""Contracts: what was promised, by whom, to whom, and what must be true before it starts.

Owns: kinds of contract, what a contract says, and the rules that stand before each of its gates.
Tables and pages come later: what is here takes facts and gives answers.

Always holds: a rule answers holds, does not hold, or not known, with why and what would satisfy
it; a fact counts from the day on which it was decided or the day on which it was written down,
whichever is later, so that nothing can be backdated; no figure of law is in the code.

Never does: settle money; decide for a commissioner, or take part for a practice; take silence
for an answer.
"""
