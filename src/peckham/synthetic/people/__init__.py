"""Residents by household: who lives together, their names, numbers, addresses and registrations."""
