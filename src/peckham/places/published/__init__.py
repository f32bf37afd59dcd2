"""Publishers' files as they publish them: found by what is in them, read strictly, refused by line.

Reads files and nothing else: no database. Each reader gives plain values or refuses with the file,
the line and the reason; a place is written only when every file was read to its end.
"""
