"""Pages about contracts, by topic."""
