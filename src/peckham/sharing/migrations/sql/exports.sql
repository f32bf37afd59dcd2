-- A copy of one's own record: asked for on a page, made by a job in the same person's scope, so that it
-- holds what that person may see and nothing else; read by that person alone; emptied after a week.

ALTER TABLE sharing_subjectexport ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_ones_own_record ON sharing_subjectexport FOR SELECT
    TO peckham_app, peckham_worker USING (
        person_id = ANY ((SELECT peckham.own_records())::bigint[])
        AND expires_at > (SELECT peckham.scope_at()));
CREATE POLICY made_in_ones_own_scope ON sharing_subjectexport FOR UPDATE TO peckham_worker
    USING (person_id = ANY ((SELECT peckham.own_records())::bigint[]));
GRANT SELECT ON sharing_subjectexport TO peckham_app, peckham_worker;
GRANT UPDATE (state, parts_done, parts_all, content, sha256, ready_at) ON sharing_subjectexport
    TO peckham_worker;

-- One at a time; one whose job died is given up after an hour. Gives the key, or NULL where one is
-- being made already.
CREATE FUNCTION peckham.ask_for_export(days integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    at timestamptz := peckham.scope_at();
    mine bigint := peckham.scope_person_id();
    made bigint;
BEGIN
    IF mine IS NULL OR NOT mine = ANY (peckham.own_records()) THEN
        RAISE EXCEPTION 'Somebody asks for their own record.' USING ERRCODE = 'PK092';
    END IF;
    UPDATE sharing_subjectexport e SET state = 'failed'
    WHERE e.person_id = mine AND e.state IN ('waiting', 'working')
      AND e.asked_at < peckham.scope_at() - interval '1 hour';
    INSERT INTO sharing_subjectexport (public_id, person_id, actor, state, parts_done, parts_all,
        content, sha256, asked_at, expires_at)
    VALUES (gen_random_uuid(), mine, peckham.scope_actor(), 'waiting', 0, 0, '', '', at,
        at + make_interval(days => days))
    ON CONFLICT DO NOTHING RETURNING id INTO made;
    RETURN made;
END $$;

-- Empties what is over; called by the job named "retention".
CREATE FUNCTION peckham.empty_exports() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    emptied bigint;
BEGIN
    IF NOT (peckham.scope_actor_kind() = 'system' AND peckham.scope_actor() = 'retention') THEN
        RAISE EXCEPTION 'Only the job named retention empties exports.' USING ERRCODE = 'PK003';
    END IF;
    UPDATE sharing_subjectexport e SET state = 'expired', content = ''
    WHERE e.expires_at <= peckham.scope_at() AND e.state <> 'expired';
    GET DIAGNOSTICS emptied = ROW_COUNT;
    RETURN emptied;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.ask_for_export(integer), peckham.empty_exports() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.ask_for_export(integer) TO peckham_app;
GRANT EXECUTE ON FUNCTION peckham.empty_exports() TO peckham_worker;
