"""Pure rules of contracts: kinds, terms, facts with both their times, and what is not yet met."""
