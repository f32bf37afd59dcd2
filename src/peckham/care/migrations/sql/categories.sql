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

-- Whoever sent a request on follows it while its holder is of one organisation with them, or lets
-- them have its requests: a hand-over ends what one team sees of it once no agreement carries more.
CREATE FUNCTION peckham.may_follow(request bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    holder bigint;
    person bigint;
BEGIN
    SELECT t.organisation_id, r.person_id INTO holder, person
    FROM care_request r JOIN organisations_team t ON t.id = r.accountable_team_id
    WHERE r.id = request;
    IF holder = peckham.scope_organisation_id() THEN
        RETURN true;
    END IF;
    RETURN coalesce(peckham.scope_flows() -> 'requests' ? holder::text, false)
        AND (person IS NULL OR NOT peckham.objects_to(
            peckham.records_of(person), peckham.scope_purpose(), peckham.scope_at()));
END $$;

CREATE OR REPLACE FUNCTION peckham.has_part_in(request bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM care_offer o WHERE o.request_id = request AND o.state = 'pending'
          AND o.to_team_id = ANY (peckham.caring_teams()))
    OR (EXISTS (
        SELECT FROM care_offer o WHERE o.request_id = request
          AND o.from_team_id = ANY (peckham.caring_teams())) AND peckham.may_follow(request))
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

REVOKE EXECUTE ON FUNCTION peckham.requests_closed_at_work(), peckham.may_follow(bigint)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.requests_closed_at_work() TO peckham_app, peckham_worker;

-- A request goes to another organisation only as agreed; what was offered before may be accepted.
-- Somebody who refuses to share beyond their practice has not asked that it be passed on to one more:
-- an offer would show it their words before they said yes. What is held goes on.
-- Somebody who ticked a sign of danger is handed over live whatever is signed.
CREATE FUNCTION peckham.check_agreed(giver_team bigint, receiver_team bigint,
    request bigint, at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    giver bigint := (SELECT t.organisation_id FROM organisations_team t WHERE t.id = giver_team);
    receiver bigint := (SELECT t.organisation_id FROM organisations_team t
        WHERE t.id = receiver_team);
    asked care_request;
BEGIN
    SELECT * INTO asked FROM care_request r WHERE r.id = request;
    IF giver = receiver OR cardinality(asked.red_flags) > 0 THEN
        RETURN;
    END IF;
    IF NOT peckham.may_hand_over(giver, receiver, at) THEN
        RAISE EXCEPTION 'No agreement lets request % go to that team''s organisation.', request
            USING ERRCODE = 'PK031';
    END IF;
    IF asked.person_id IS NOT NULL AND peckham.refuses_handing(asked.person_id, receiver, at) THEN
        RAISE EXCEPTION 'Whoever asked request % refuses to share it further.', request
            USING ERRCODE = 'PK033';
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION peckham.check_agreed(bigint, bigint, bigint, timestamptz) FROM PUBLIC;

CREATE FUNCTION peckham.check_offer_is_agreed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM peckham.check_agreed(NEW.from_team_id, NEW.to_team_id, NEW.request_id, NEW.offered_at);
    RETURN NEW;
END $$;
CREATE TRIGGER is_agreed BEFORE INSERT ON care_offer
    FOR EACH ROW EXECUTE FUNCTION peckham.check_offer_is_agreed();
ALTER TABLE care_offer ENABLE ALWAYS TRIGGER is_agreed;

-- A change of holder that no offer made is a manager's reassignment: a job gives back, never away.
CREATE FUNCTION peckham.check_holder_is_agreed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_setting('peckham.actor_kind', true) = 'staff' AND NOT EXISTS (
        SELECT FROM care_offer o WHERE o.request_id = NEW.id
          AND o.to_team_id = NEW.accountable_team_id AND o.state IN ('pending', 'accepted')) THEN
        PERFORM peckham.check_agreed(OLD.accountable_team_id, NEW.accountable_team_id, NEW.id,
            peckham.scope_at());
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER holder_is_agreed BEFORE UPDATE OF accountable_team_id ON care_request
    FOR EACH ROW WHEN (NEW.accountable_team_id IS DISTINCT FROM OLD.accountable_team_id
        AND NEW.accountable_team_id IS NOT NULL AND OLD.accountable_team_id IS NOT NULL)
    EXECUTE FUNCTION peckham.check_holder_is_agreed();
ALTER TABLE care_request ENABLE ALWAYS TRIGGER holder_is_agreed;
