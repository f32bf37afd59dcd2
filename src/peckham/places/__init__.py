"""Places: small areas, practices and networks, neighbourhood plans, hubs, and who covers where.

Owns: places, small areas and their adjacency, postcodes, practices as sites with lists, membership
of primary care networks, counts of registered patients by small area, neighbourhood plans, hubs,
projections of residents as they were brought in, and the publications that these were read from.

Always holds: an adopted neighbourhood plan has every small area of its place exactly once and is
never edited; the adopted plans of a place follow one another without overlap or gap; a hub has one
reception, and a reception serves one hub (rule 32); creating a hub touches no practice (rule 33);
residents and registered patients are kept apart (rules 30 and 34).

Never does: hold a person; store a neighbourhood on anything but a plan (it is derived by date);
mix small areas of two vintages in one place; let the designer read the books or adopt what it
drew (arrays go in and a plan with its proof comes out: a person decides).
"""
