-- A relationship is opened with the fact behind it, never typed: as a transaction commits, each one
-- that it wrote must have its registration, request, contact or emergency. This lies with the Needs
-- book because it is the highest that opens any.
CREATE FUNCTION peckham.relationship_has_its_fact(relationship sharing_relationship)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE r ALIAS FOR relationship;
BEGIN
    CASE r.kind
    WHEN 'registration' THEN
        RETURN EXISTS (SELECT FROM people_registration g
            JOIN places_practice p ON p.id = g.practice_id
            WHERE g.id = r.source_id AND g.person_id = r.person_id
              AND p.organisation_id = r.organisation_id
              AND (NOT upper_inf(r.during)
                   OR (g.superseded_at IS NULL AND upper_inf(g.during))));
    WHEN 'request' THEN
        -- While it is open: a team that has part in the request now. Once ended: one that had.
        RETURN EXISTS (SELECT FROM care_request q JOIN places_hub h ON h.id = q.hub_id
            WHERE q.id = r.source_id AND CASE WHEN upper_inf(r.during) THEN
                q.person_id = r.person_id AND q.due_at IS NOT NULL AND (
                    r.team_id IN (q.accountable_team_id, h.reception_team_id)
                    OR EXISTS (SELECT FROM care_offer o WHERE o.request_id = q.id
                        AND o.state = 'pending' AND o.to_team_id = r.team_id))
            ELSE r.team_id IN (q.accountable_team_id, h.reception_team_id)
                OR EXISTS (SELECT FROM care_requestevent e WHERE e.request_id = q.id
                    AND e.accountable_team_id = r.team_id)
                OR EXISTS (SELECT FROM care_offer o WHERE o.request_id = q.id
                    AND o.to_team_id = r.team_id) END);
    WHEN 'contact' THEN
        -- Somebody at the door; or somebody not known until now, on the day of writing them down.
        RETURN CASE r.source_kind WHEN 'people.person' THEN
            r.source_id = r.person_id AND upper(r.during) - lower(r.during) <= interval '25 hours'
            AND EXISTS (SELECT FROM people_person p WHERE p.id = r.person_id
                AND p.recorded_at = lower(r.during))
        ELSE EXISTS (SELECT FROM care_contact c
            WHERE c.id = r.source_id AND c.person_id = r.person_id AND c.team_id = r.team_id
              AND c.at <= lower(r.during) AND c.until >= upper(r.during)) END;
    WHEN 'break_glass' THEN
        RETURN EXISTS (SELECT FROM sharing_breakglass b
            WHERE b.id = r.source_id AND b.person_id = r.person_id
              AND b.account_id = r.account_id
              AND b.at <= lower(r.during) AND b.until >= upper(r.during));
    ELSE
        RETURN false;
    END CASE;
END $$;

CREATE FUNCTION peckham.check_relationship_has_its_fact() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE now sharing_relationship;
BEGIN
    -- As it stands at COMMIT: it may have been opened and ended in one transaction.
    SELECT * INTO now FROM sharing_relationship r WHERE r.id = NEW.id;
    IF now.id IS NOT NULL AND NOT isempty(now.during)
       AND NOT peckham.relationship_has_its_fact(now) THEN
        RAISE EXCEPTION 'Relationship % (%) has no fact behind it: % %.',
            now.id, now.kind, now.source_kind, now.source_id USING ERRCODE = 'PK032';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER has_its_fact AFTER INSERT OR UPDATE ON sharing_relationship
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION peckham.check_relationship_has_its_fact();
ALTER TABLE sharing_relationship ENABLE ALWAYS TRIGGER has_its_fact;

REVOKE EXECUTE ON FUNCTION peckham.relationship_has_its_fact(sharing_relationship) FROM PUBLIC;

-- A relationship is opened only where its fact stands already, and as its book opens it: whoever runs
-- the function in a transaction of their own reads nothing by it, not even until COMMIT looks again.
-- The check at COMMIT stays: a fact may be undone later in the transaction.

-- A list opens for as long as the registration says; anything else from now on, and a request for as
-- long as it is open: an end that was typed, or a beginning of long ago, is none of the books'.
-- Somebody who was not known comes after the reason to write them down: the key is then one that
-- this session alone was given, and nobody's.
CREATE FUNCTION peckham.is_opened_by_its_book(opened sharing_relationship) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE r ALIAS FOR opened;
BEGIN
    IF r.kind = 'registration' THEN
        RETURN peckham.relationship_has_its_fact(r)
            AND EXISTS (SELECT FROM people_registration g
                WHERE g.id = r.source_id AND g.superseded_at IS NULL AND r.during = tstzrange(
                    lower(g.during)::timestamp AT TIME ZONE 'Europe/London',
                    upper(g.during)::timestamp AT TIME ZONE 'Europe/London'));
    ELSIF lower(r.during) IS DISTINCT FROM peckham.scope_at() THEN
        RETURN false;
    ELSIF r.kind = 'contact' AND r.source_kind = 'people.person' THEN
        RETURN r.source_id = r.person_id
            AND upper(r.during) - lower(r.during) <= interval '25 hours'
            AND NOT EXISTS (SELECT FROM people_person p WHERE p.id = r.person_id)
            AND currval(pg_get_serial_sequence('people_person', 'id')) = r.person_id;
    END IF;
    RETURN peckham.relationship_has_its_fact(r) AND (r.kind <> 'request' OR upper_inf(r.during));
END $$;
REVOKE EXECUTE ON FUNCTION peckham.is_opened_by_its_book(sharing_relationship) FROM PUBLIC;

CREATE OR REPLACE FUNCTION peckham.open_relationship(
    person bigint, team bigint, organisation bigint, kind text,
    source_kind text, source_id bigint, from_at timestamptz, until timestamptz
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE opened sharing_relationship;
BEGIN
    INSERT INTO sharing_relationship (person_id, team_id, organisation_id, kind,
        source_kind, source_id, during, recorded_at)
    VALUES (person, team, organisation, kind, source_kind, source_id,
        tstzrange(from_at, until), peckham.scope_at())
    RETURNING * INTO opened;
    IF NOT isempty(opened.during) AND peckham.is_opened_by_its_book(opened) IS NOT TRUE THEN
        RAISE EXCEPTION 'Relationship % (%) has no fact behind it: % %.',
            opened.id, opened.kind, opened.source_kind, opened.source_id USING ERRCODE = 'PK032';
    END IF;
    RETURN opened.id;
END $$;
