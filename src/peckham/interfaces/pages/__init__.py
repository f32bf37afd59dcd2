"""The page kit that the staff site and the residents' site share.

Owns: the base templates, the theme, the form and refusal patterns, the languages, the filters that
put moments, days and numbers into words.
Always holds: every page names what it is, works from the keyboard, carries no inline script or
style and says that this is open software and not an NHS service.
Never does: know a page of either site, or any room above the kernel and infra.
"""
