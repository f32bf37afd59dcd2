"""Complaining, thanking and claiming travel costs: the same questions online and at a desk."""
