"""Where hubs could stand: chosen among candidate sites, inside neighbourhoods, and at what price.

Pure: numbers in, sites out. Choosing a site opens nothing, and closes or relinks no practice, not
even the one whose building it is (rule 33): a practice is not among what these functions take.
"""
