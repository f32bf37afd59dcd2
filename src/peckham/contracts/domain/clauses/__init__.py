"""Clauses of contracts as tests on live data: kept, not kept, or not measurable yet."""
