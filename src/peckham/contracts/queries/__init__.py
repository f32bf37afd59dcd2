"""Reads of contracts: rows in, frozen values out."""
