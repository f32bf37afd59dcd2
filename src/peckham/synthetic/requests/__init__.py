"""A year of requests: when people ask, where it goes, and what becomes of it."""
