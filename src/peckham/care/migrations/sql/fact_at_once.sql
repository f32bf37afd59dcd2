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
