"""An invented place, its people and a year of their requests, from a seed.

Owns: the invention, as values. Nobody in it exists, and no code, number or address reaches anybody.
Always holds: the same seed makes the same place, people and requests, whatever the batch size;
people are a household sample, and the place still knows how many it describes.
Never does: read a clock, a database or an unseeded random source. It imports the kernel alone; the
words that it invents with are handed in (`read_almanac` reads them from a folder that is named).
"""
