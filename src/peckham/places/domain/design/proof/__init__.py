"""How good a plan is, and how anybody can know it.

- Proving: regions, groupings, linear, separators, rounding, branching; bounds (no plan wanted) and
  exact (a plan and its proof).
- Writing down: evidence, certificate.
- Checking: claims, cases, verification. They import nothing of the above but fingerprints.
"""
