-- Who sees a request: the team that holds it, the team asked to take it, a team that sent it on,
-- the team that took it, the reception of its hub, and whoever has a relationship with the person.

-- Hubs whose reception the actor is a member of: the one door sees everything that came through it.
CREATE FUNCTION peckham.scope_hubs() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(h.id), '{}') FROM places_hub h
    WHERE h.reception_team_id = ANY (peckham.scope_teams())
$$;

-- Whether an offer of the request waits for one of the actor's teams, or came from one.
CREATE FUNCTION peckham.has_part_in(request bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM care_offer o WHERE o.request_id = request
          AND (o.from_team_id = ANY (peckham.scope_teams())
               OR (o.state = 'pending' AND o.to_team_id = ANY (peckham.scope_teams()))))
$$;

-- Invoker's rights on purpose: it answers what the caller's own policies on care_request answer.
-- A function, so that no plan turns it into a scan of every request.
CREATE FUNCTION peckham.may_read_request(request bigint) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM care_request r WHERE r.id = request)
$$;

REVOKE EXECUTE ON FUNCTION peckham.scope_hubs(), peckham.has_part_in(bigint),
    peckham.may_read_request(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.scope_hubs(), peckham.has_part_in(bigint),
    peckham.may_read_request(bigint) TO peckham_app, peckham_worker;

-- The cheap tests come first: a worklist never gets as far as the functions.
ALTER TABLE care_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY part_in_it ON care_request FOR SELECT TO peckham_app, peckham_worker USING (
    accountable_team_id = ANY ((SELECT peckham.scope_teams())::bigint[])
    OR (SELECT peckham.scope_actor_kind()) = 'system'
    OR hub_id = ANY ((SELECT peckham.scope_hubs())::bigint[])
    OR taken_team_id = ANY ((SELECT peckham.scope_teams())::bigint[])
    OR peckham.has_part_in(id)
    OR (person_id IS NOT NULL AND peckham.may_read_resident(person_id)));
CREATE POLICY taken_by_staff ON care_request FOR INSERT TO peckham_app WITH CHECK (
    taken_by = (SELECT peckham.scope_actor())
    AND taken_team_id = ANY ((SELECT peckham.scope_teams())::bigint[])
    AND (person_id IS NULL OR peckham.may_read_resident(person_id)));
-- After a change it may be somebody else's; PostgreSQL still asks that its maker can see it.
CREATE POLICY part_in_it_changes ON care_request FOR UPDATE TO peckham_app, peckham_worker USING (
    accountable_team_id = ANY ((SELECT peckham.scope_teams())::bigint[])
    OR (SELECT peckham.scope_actor_kind()) = 'system'
    OR hub_id = ANY ((SELECT peckham.scope_hubs())::bigint[])
    OR taken_team_id = ANY ((SELECT peckham.scope_teams())::bigint[])
    OR peckham.has_part_in(id)) WITH CHECK (true);
GRANT SELECT ON care_request TO peckham_app, peckham_worker;
GRANT INSERT ON care_request TO peckham_app;
GRANT UPDATE (person_id, service_id, state, accountable_team_id, due_at, escalated_at, held_at,
    outcome, outcome_told_at, outcome_told_how, version) ON care_request
    TO peckham_app, peckham_worker;
GRANT USAGE ON SEQUENCE care_request_id_seq TO peckham_app;

-- Linking opens a record to every team of the request, so whoever links has to have it open already.
-- Invoker's rights: it asks what the caller may read.
CREATE FUNCTION peckham.check_link_is_open() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT peckham.may_read_resident(NEW.person_id) THEN
        RAISE EXCEPTION 'Request %: whoever links has no relationship with this person.', NEW.id
            USING ERRCODE = 'PK022';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER link_is_open BEFORE UPDATE OF person_id ON care_request
    FOR EACH ROW WHEN (NEW.person_id IS DISTINCT FROM OLD.person_id AND NEW.person_id IS NOT NULL)
    EXECUTE FUNCTION peckham.check_link_is_open();
ALTER TABLE care_request ENABLE ALWAYS TRIGGER link_is_open;

-- Nobody signs an event with another's name.
ALTER TABLE care_requestevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_a_readable_request ON care_requestevent FOR SELECT
    TO peckham_app, peckham_worker USING (peckham.may_read_request(request_id));
CREATE POLICY in_ones_own_name ON care_requestevent FOR INSERT TO peckham_app, peckham_worker
    WITH CHECK (actor = (SELECT peckham.scope_actor())
        AND actor_kind = (SELECT peckham.scope_actor_kind())
        AND organisation_id IS NOT DISTINCT FROM (SELECT peckham.scope_organisation_id())
        AND peckham.may_read_request(request_id));
GRANT SELECT, INSERT ON care_requestevent TO peckham_app, peckham_worker;

ALTER TABLE care_offer ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_ones_teams ON care_offer FOR SELECT TO peckham_app, peckham_worker USING (
    to_team_id = ANY ((SELECT peckham.scope_teams())::bigint[])
    OR from_team_id = ANY ((SELECT peckham.scope_teams())::bigint[])
    OR peckham.may_read_request(request_id));
CREATE POLICY of_a_readable_request ON care_offer FOR INSERT TO peckham_app
    WITH CHECK (peckham.may_read_request(request_id));
CREATE POLICY of_ones_teams_changes ON care_offer FOR UPDATE TO peckham_app, peckham_worker
    USING (peckham.may_read_request(request_id)) WITH CHECK (true);
GRANT SELECT ON care_offer TO peckham_app, peckham_worker;
GRANT INSERT ON care_offer TO peckham_app;
GRANT UPDATE (state, reason, alternative, resolved_at) ON care_offer
    TO peckham_app, peckham_worker;

ALTER TABLE care_requestmessage ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_a_readable_request ON care_requestmessage FOR SELECT
    TO peckham_app, peckham_worker USING (peckham.may_read_request(request_id));
CREATE POLICY in_ones_own_name ON care_requestmessage FOR INSERT TO peckham_app
    WITH CHECK (actor = (SELECT peckham.scope_actor())
        AND actor_kind = (SELECT peckham.scope_actor_kind())
        AND peckham.may_read_request(request_id));
GRANT SELECT, INSERT ON care_requestmessage TO peckham_app;
GRANT SELECT ON care_requestmessage TO peckham_worker;

-- A contact is begun for a team in which one acts, before anything of the person can be read.
ALTER TABLE care_contact ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_ones_teams ON care_contact FOR SELECT TO peckham_app, peckham_worker USING (
    team_id = ANY ((SELECT peckham.scope_teams())::bigint[])
    OR peckham.may_read_resident(person_id));
CREATE POLICY in_ones_own_name ON care_contact FOR INSERT TO peckham_app
    WITH CHECK (actor = (SELECT peckham.scope_actor())
        AND team_id = ANY ((SELECT peckham.scope_teams())::bigint[]));
GRANT SELECT, INSERT ON care_contact TO peckham_app;
GRANT SELECT ON care_contact TO peckham_worker;

-- No policy and no grant: only the owner's functions count wrong codes.
ALTER TABLE care_trackingattempt ENABLE ROW LEVEL SECURITY;
