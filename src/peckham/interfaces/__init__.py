"""Where people and other systems meet the books: pages, the command line, later FHIR and JSON.

Owns: addresses, forms, words on the screen, sessions of signed-in people.
Always holds: a view asks one room's api and hands what it says to a template; it decides nothing.
Never does: reach a table. Interfaces share only the page kit (`pages`) with one another.
"""
