-- A request is of the category "requests"; whoever holds it or was asked sees it by that alone.
ALTER POLICY part_in_it ON care_request USING (
    accountable_team_id = ANY ((SELECT peckham.scope_teams())::bigint[])
    OR (SELECT peckham.scope_actor_kind()) = 'system'
    OR hub_id = ANY ((SELECT peckham.scope_hubs())::bigint[])
    OR taken_team_id = ANY ((SELECT peckham.scope_teams())::bigint[])
    OR peckham.has_part_in(id)
    OR (person_id IS NOT NULL AND peckham.may_read_resident(person_id, '{requests}')));
ALTER POLICY of_ones_teams ON care_contact USING (
    team_id = ANY ((SELECT peckham.scope_teams())::bigint[])
    OR peckham.may_read_resident(person_id, '{requests}'));

-- A request goes to another organisation only as agreed; what was offered before may be accepted.
-- Somebody who ticked a sign of danger is handed over live whatever is signed.
CREATE FUNCTION peckham.check_agreed(giver_team bigint, receiver_team bigint, request bigint,
    at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    giver bigint := (SELECT t.organisation_id FROM organisations_team t WHERE t.id = giver_team);
    receiver bigint := (SELECT t.organisation_id FROM organisations_team t
        WHERE t.id = receiver_team);
BEGIN
    IF giver = receiver
       OR (SELECT cardinality(r.red_flags) > 0 FROM care_request r WHERE r.id = request)
       OR peckham.may_hand_over(giver, receiver, at) THEN
        RETURN;
    END IF;
    RAISE EXCEPTION 'No agreement lets request % go to that team''s organisation.', request
        USING ERRCODE = 'PK031';
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
