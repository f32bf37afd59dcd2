"""Signing in, for both sites: who is asked, what is believed, how often one may be wrong.

Owns: the sign-in of staff and of residents with a provider of OpenID Connect, the demonstration's
passwords, and what is logged of a failure.
Always holds: a new session at every sign-in; nothing that was typed is logged or kept.
Never does: decide what somebody signed in may read (sharing does).
"""
