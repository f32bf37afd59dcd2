"""Reads of the Access book."""
