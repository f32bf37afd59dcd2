-- What the runs of an organisation were read with, for whoever governs them there: numbers, and no row.
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON sharing_runreading
    FOR EACH STATEMENT EXECUTE FUNCTION peckham.refuse_change();

-- How many people of each keeper the latest reading of each run held.
CREATE FUNCTION peckham.readings_of_runs()
RETURNS TABLE (run_id bigint, supplier_id bigint, people bigint, read_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT g.run_id, g.supplier_id, g.people, g.at FROM sharing_run r
    JOIN sharing_runreading g ON g.run_id = r.id AND g.at = (
        SELECT max(l.at) FROM sharing_runreading l WHERE l.run_id = r.id)
    WHERE r.receiver_id = peckham.scope_organisation_id() AND peckham.scope_may('govern_runs')
    ORDER BY g.run_id, g.supplier_id, g.id
$$;

-- How often somebody of a run was re-identified: by everybody, and by the organisation's own staff.
CREATE FUNCTION peckham.reidentified_in_runs()
RETURNS TABLE (run_id bigint, in_all bigint, by_own_staff bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.id, count(*), count(*) FILTER (WHERE i.organisation_id = r.receiver_id)
    FROM sharing_run r JOIN sharing_reidentification i ON i.run_id = r.id
    WHERE r.receiver_id = peckham.scope_organisation_id() AND peckham.scope_may('govern_runs')
    GROUP BY r.id
$$;

REVOKE EXECUTE ON FUNCTION peckham.readings_of_runs(), peckham.reidentified_in_runs() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.readings_of_runs(), peckham.reidentified_in_runs()
    TO peckham_app;
