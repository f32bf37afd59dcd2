"""Care, the Needs book: what people asked for, who holds it, by when, and what became of it.

Owns: requests and their events, offers of a request from one team to another, messages, and
contacts at the door.

Always holds: an open request has exactly one accountable team and a due time at every instant; the
sender stays accountable until the other team accepts; an offer that runs out goes back to the
sender's team where somebody is in, else to the team on call; each change of a request has exactly
one event, which nobody can edit; a request is closed only with its outcome told to the resident.

Never does: weigh how ill somebody is; let a stranger create a resident; delete a request.
"""
