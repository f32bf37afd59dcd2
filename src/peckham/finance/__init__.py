"""Finance: what it should cost, what is paid, and why the two differ.

Owns: the attribution of a difference to its factors and their owners. Baseline, payment and
statements come here later.

Always holds: the parts of a difference sum to it, to the penny, with no line that nobody owns; a
figure is exact until it is rounded, once, to whole pence.

Never does: post to a ledger; decide who bears what, which the contract says.
"""
