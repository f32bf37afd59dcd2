-- Records that are closed to whoever acts at work because they are their own, with every record that
-- was merged with one of them. Empty for nearly everybody.
CREATE FUNCTION peckham.records_closed_at_work() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE account bigint := peckham.scope_account_id();
BEGIN
    IF account IS NULL THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(SELECT DISTINCT same FROM sharing_mark m, peckham.same_person(m.person_id) AS same
        WHERE m.account_id = account AND m.during @> peckham.scope_at());
END $$;

-- Who finds people by name whose records they may not open: the door, for care, and listed jobs.
CREATE OR REPLACE FUNCTION peckham.may_trace_anybody() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.job_may_read('{identity}')
        OR (peckham.scope_actor_kind() = 'staff'
            AND peckham.scope_purpose() IN ('direct care', 'navigation')
            AND peckham.scope_role() IN ('navigator', 'clinician', 'manager'))
$$;

REVOKE EXECUTE ON FUNCTION peckham.records_closed_at_work() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.records_closed_at_work() TO peckham_app, peckham_worker;
