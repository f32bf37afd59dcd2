"""Staffed hours, as arithmetic on days and times."""
