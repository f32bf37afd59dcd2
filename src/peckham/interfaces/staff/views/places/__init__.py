"""Places: neighbourhood plans, their measures, changing, comparing, deciding and taking away."""
