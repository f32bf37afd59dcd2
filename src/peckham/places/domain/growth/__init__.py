"""Who will live in each small area, by age and year: residents grown older, and homes yet to come.

Pure: values in, values out, and a seed. Nothing here reads a file, a clock or the books. Every
coefficient is an argument (`assumptions.Assumptions`), so that none is hidden in the code.
"""
