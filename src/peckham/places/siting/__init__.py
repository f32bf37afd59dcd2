"""Hubs from files to files: areas, a plan, sites and travel times read, a report written."""
