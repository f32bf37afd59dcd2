"""The designer: small areas in, a plan of neighbourhoods, its measures and its certificate out.

Pure: arrays in, arrays out; no database, no clock; whatever is drawn by lot comes from a seed.
"""
