-- Who somebody is at a provider of identity, read before any scope is known, as accounts are; it is
-- ended, never edited, so that what an account once signed in with can be told afterwards.
GRANT SELECT, INSERT ON organisations_identity TO peckham_app, peckham_worker;
GRANT UPDATE (ended_at) ON organisations_identity TO peckham_app, peckham_worker;
GRANT USAGE ON SEQUENCE organisations_identity_id_seq TO peckham_app, peckham_worker;
