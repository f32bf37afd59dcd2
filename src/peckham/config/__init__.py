"""Settings, addresses and wiring: the only room that sees every other.

Owns: what is installed, which URLs exist, who may reach them without signing in.
Always holds: a URL refuses a stranger unless `public_urls.py` names it with a reason.
Never does: a rule of any book.
"""
