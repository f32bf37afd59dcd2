"""The Money book: what a posting costs, events priced and stated, a year attributed."""
