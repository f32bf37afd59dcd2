"""Writes of contracts: each writes its rows and one line of the trail, in one transaction."""
