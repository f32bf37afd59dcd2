"""The staff site: the door, my work, the hub today, requests and people.

Owns: the pages and words for people who live in it all day; which verbs a role sees.
Always holds: the header says organisation, role and purpose; every change says who holds it now
and by when; every list works from the keyboard.
Never does: decide who may see a person (the row policies do), or where a request goes.
"""
