"""Finance: what it should cost, what is paid, and why the two differ.

Owns: baselines, lists and payments for a population; activity under pseudonyms, its prices and the
statements of providers' months; the attribution of a difference to its factors and their owners.

Always holds: the parts of a difference sum to it, to the penny, with no line that nobody owns; a
figure is exact until it is rounded, once, to whole pence; a statement is the sum of its lines, and
a line that of the events which were known when it was drawn.

Never does: edit what was posted; decide who bears what, which the contract says; say who somebody
was.
"""
