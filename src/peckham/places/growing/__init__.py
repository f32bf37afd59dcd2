"""Projections from files to files: tables and residents read, a report written. No books needed."""
