"""Services: what each hub offers, what a person may ask about, and where a request goes.

Owns: the ten core kinds of service, services and the teams that answer them, categories and red
flags (data), due times, and routing.

Always holds: a request is routed by what it is about, where and when, never by the channel that it
came through (rule 36); everything enters through the hub's one reception (rule 32); a due time is
always given, and a red flag may bring it forward, never put it back.

Never does: weigh how ill somebody is, read free text, or decide; it offers, and people accept.
"""
