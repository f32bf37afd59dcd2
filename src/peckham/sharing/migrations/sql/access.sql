-- THE predicate: may the scope that is open read this person's record now? Every policy on a
-- person's table asks it, so that a rule that holds for a page holds for an export and a job.
CREATE FUNCTION peckham.may_read_person(person bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE peckham.scope_actor_kind()
        WHEN 'system' THEN true
        WHEN 'staff' THEN EXISTS (
            SELECT 1 FROM sharing_relationship r
            WHERE r.person_id = person
              AND r.during @> peckham.scope_at()
              AND (r.team_id = ANY (peckham.scope_teams())
                   OR r.organisation_id = peckham.scope_organisation_id()))
        ELSE false END
$$;

-- `app` cannot INSERT a relationship: a book opens it here, with the fact behind it.
CREATE FUNCTION peckham.open_relationship(
    person bigint, team bigint, organisation bigint, kind text,
    source_kind text, source_id bigint, from_at timestamptz, until timestamptz
) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO sharing_relationship (person_id, team_id, organisation_id, kind,
        source_kind, source_id, during, recorded_at)
    VALUES (person, team, organisation, kind, source_kind, source_id,
        tstzrange(from_at, until), peckham.scope_at())
    RETURNING id
$$;

-- Closing ends the relationships of one fact (of one team, where given) from a moment on.
CREATE FUNCTION peckham.close_relationships(
    source_kind text, source_id bigint, team bigint, closed_at timestamptz
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE closed bigint;
BEGIN
    PERFORM peckham.scope_actor();
    UPDATE sharing_relationship r
    SET during = tstzrange(lower(r.during), greatest(closed_at, lower(r.during)))
    WHERE r.source_kind = source_kind AND r.source_id = source_id
      AND (team IS NULL OR r.team_id = team)
      AND (upper_inf(r.during) OR upper(r.during) > closed_at);
    GET DIAGNOSTICS closed = ROW_COUNT;
    RETURN closed;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.may_read_person(bigint),
    peckham.open_relationship(bigint, bigint, bigint, text, text, bigint, timestamptz, timestamptz),
    peckham.close_relationships(text, bigint, bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.may_read_person(bigint)
    TO peckham_app, peckham_worker, peckham_analytics;
GRANT EXECUTE ON FUNCTION
    peckham.open_relationship(bigint, bigint, bigint, text, text, bigint, timestamptz, timestamptz),
    peckham.close_relationships(text, bigint, bigint, timestamptz)
    TO peckham_app, peckham_worker;

ALTER TABLE sharing_relationship ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_relationships ON sharing_relationship FOR SELECT TO peckham_app, peckham_worker
    USING (team_id = ANY ((SELECT peckham.scope_teams())::bigint[])
           OR organisation_id = (SELECT peckham.scope_organisation_id()));
GRANT SELECT ON sharing_relationship TO peckham_app, peckham_worker;

ALTER TABLE sharing_look ENABLE ROW LEVEL SECURITY;
CREATE POLICY write_own_look ON sharing_look FOR INSERT TO peckham_app, peckham_worker
    WITH CHECK (actor = (SELECT peckham.scope_actor())
                AND at = (SELECT peckham.scope_at()));
GRANT INSERT ON sharing_look TO peckham_app, peckham_worker;
CREATE TRIGGER looks_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON sharing_look
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();
