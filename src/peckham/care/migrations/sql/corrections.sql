-- A part in a request counts for care alone, a job sees requests when it is listed for them, and
-- nobody reads at work what they asked for themselves, whichever team holds it.
CREATE FUNCTION peckham.requests_closed_at_work() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT ARRAY(SELECT r.id FROM care_request r
        WHERE r.person_id = ANY (peckham.records_closed_at_work()))
$$;

CREATE OR REPLACE FUNCTION peckham.scope_hubs() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce(array_agg(h.id), '{}') FROM places_hub h
    WHERE h.reception_team_id = ANY (peckham.caring_teams())
$$;

CREATE OR REPLACE FUNCTION peckham.has_part_in(request bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM care_offer o WHERE o.request_id = request
          AND (o.from_team_id = ANY (peckham.caring_teams())
               OR (o.state = 'pending' AND o.to_team_id = ANY (peckham.caring_teams()))))
$$;

ALTER POLICY part_in_it ON care_request USING (
    id <> ALL ((SELECT peckham.requests_closed_at_work())::bigint[]) AND (
        accountable_team_id = ANY ((SELECT peckham.caring_teams())::bigint[])
        OR (SELECT peckham.job_may_read('{requests}'))
        OR hub_id = ANY ((SELECT peckham.scope_hubs())::bigint[])
        OR taken_team_id = ANY ((SELECT peckham.caring_teams())::bigint[])
        OR peckham.has_part_in(id)
        OR (person_id IS NOT NULL AND peckham.may_read_resident(person_id, '{requests}'))));
ALTER POLICY part_in_it_changes ON care_request USING (
    id <> ALL ((SELECT peckham.requests_closed_at_work())::bigint[]) AND (
        accountable_team_id = ANY ((SELECT peckham.caring_teams())::bigint[])
        OR (SELECT peckham.job_may_read('{requests}'))
        OR hub_id = ANY ((SELECT peckham.scope_hubs())::bigint[])
        OR taken_team_id = ANY ((SELECT peckham.caring_teams())::bigint[])
        OR peckham.has_part_in(id)));
ALTER POLICY of_ones_teams ON care_offer USING (
    request_id <> ALL ((SELECT peckham.requests_closed_at_work())::bigint[]) AND (
        to_team_id = ANY ((SELECT peckham.caring_teams())::bigint[])
        OR from_team_id = ANY ((SELECT peckham.caring_teams())::bigint[])
        OR peckham.may_read_request(request_id)));
ALTER POLICY of_ones_teams ON care_contact USING (
    person_id <> ALL ((SELECT peckham.records_closed_at_work())::bigint[]) AND (
        team_id = ANY ((SELECT peckham.caring_teams())::bigint[])
        OR peckham.may_read_resident(person_id, '{requests}')));
ALTER POLICY in_ones_own_name ON care_contact WITH CHECK (
    actor = (SELECT peckham.scope_actor())
    AND team_id = ANY ((SELECT peckham.caring_teams())::bigint[])
    AND person_id <> ALL ((SELECT peckham.records_closed_at_work())::bigint[]));

REVOKE EXECUTE ON FUNCTION peckham.requests_closed_at_work() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.requests_closed_at_work() TO peckham_app, peckham_worker;
