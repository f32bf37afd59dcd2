"""Designs from files to files: a graph and registrations read, a plan and its report written."""
