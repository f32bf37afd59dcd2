"""Measured claims, each runnable with one command; see README.md in this folder."""
