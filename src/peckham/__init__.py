"""Peckham: the open platform on which an NHS integrator runs integrated neighbourhood care."""

__version__ = "0.1.0"
