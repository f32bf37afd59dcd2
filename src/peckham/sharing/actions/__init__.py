"""Writes of the Access book."""
