-- The rows of a run: coarse facts under pseudonyms, of those whose keepers supply it and who have not
-- objected. The order is the pseudonyms', so that it says nothing. How many each keeper supplied is noted.
CREATE OR REPLACE FUNCTION peckham.run_rows(one uuid)
RETURNS TABLE (pseudonym text, birth_year int, sex text, practice text, neighbourhood text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    run sharing_run := peckham.run_on(one);
    now_at timestamptz := peckham.scope_at();
    today date := (now_at AT TIME ZONE 'Europe/London')::date;
    supplied bigint[];
    others bigint[];
    category text;
    rows_read bigint;
BEGIN
    IF NOT peckham.may_run(run.receiver_id, run.purpose, run.categories) THEN
        RAISE EXCEPTION 'A run is read for its purpose, for the organisation that it was made for.'
            USING ERRCODE = 'PK070';
    END IF;
    FOREACH category IN ARRAY run.categories LOOP
        others := peckham.run_suppliers(run.receiver_id, run.purpose, category, run.basis,
            run.section_251_reference, now_at);
        supplied := CASE WHEN supplied IS NULL THEN others
            ELSE ARRAY(SELECT unnest(supplied) INTERSECT SELECT unnest(others)) END;
    END LOOP;
    RETURN QUERY
    WITH merged AS MATERIALIZED (
        SELECT p.id, g.id AS survivor FROM people_person p
        CROSS JOIN LATERAL peckham.same_person(p.id) AS same
        JOIN people_person g ON g.id = same AND g.merged_into_id IS NULL
        WHERE p.merged_into_id IS NOT NULL
    ), kept AS (
        SELECT coalesce(m.survivor, r.person_id) AS person_id,
            array_agg(DISTINCT r.organisation_id) AS keepers
        FROM sharing_relationship r LEFT JOIN merged m ON m.id = r.person_id
        WHERE r.kind = 'registration' AND r.during @> now_at AND r.organisation_id IS NOT NULL
        GROUP BY 1
    ), objecting AS MATERIALIZED (
        SELECT coalesce(m.survivor, o.person_id) AS person_id
        FROM sharing_objection o LEFT JOIN merged m ON m.id = o.person_id
        WHERE o.during @> now_at AND peckham.objection_closes(o.kind, run.purpose)
    ), sensitive AS MATERIALIZED (
        -- A marked record is in a run only where its category was agreed for the run's purpose.
        SELECT coalesce(m.survivor, k.person_id) AS person_id, s.suppliers
        FROM sharing_mark k LEFT JOIN merged m ON m.id = k.person_id
        CROSS JOIN LATERAL (SELECT peckham.run_suppliers(run.receiver_id, run.purpose, k.category,
            run.basis, run.section_251_reference, now_at) AS suppliers) AS s
        WHERE k.during @> now_at
    ), people AS (
        SELECT k.person_id, k.keepers[1] AS keeper FROM kept k
        WHERE k.keepers <@ (supplied || run.receiver_id)
          AND NOT EXISTS (SELECT FROM objecting o WHERE o.person_id = k.person_id)
          AND NOT EXISTS (SELECT FROM sensitive s WHERE s.person_id = k.person_id
              AND NOT k.keepers <@ s.suppliers)
    ), chosen AS MATERIALIZED (
        SELECT q.person_id, q.keeper, p.birth_date, p.sex FROM people q
        JOIN people_person p ON p.id = q.person_id AND p.merged_into_id IS NULL
            AND p.erased_at IS NULL
    ), noted AS (
        INSERT INTO sharing_runreading (run_id, supplier_id, people, actor, at, recorded_at)
        SELECT run.id, c.keeper, count(*), peckham.scope_actor(), now_at, now_at FROM chosen c
        GROUP BY c.keeper
    ), homes AS MATERIALIZED (
        SELECT p.person_id, a.kind, a.area_id, a.hub_id FROM chosen p
        LEFT JOIN people_addressspell a ON a.person_id = p.person_id AND a.superseded_at IS NULL
            AND a.during @> today
    ), grounds AS MATERIALIZED (
        SELECT d.*, h.code FROM (SELECT DISTINCT kind, area_id, hub_id FROM homes) AS d
        CROSS JOIN LATERAL peckham.home_on(d.kind, d.area_id, d.hub_id, today) AS h
    )
    SELECT peckham.pseudonym_in(run.id, q.person_id),
        -- Few are older: they are one group.
        CASE WHEN q.birth_date IS NOT NULL THEN greatest(extract(year FROM q.birth_date)::int,
            extract(year FROM today)::int - 90) END,
        q.sex::text, g.ods_code::text, coalesce(d.code, '')::text
    FROM chosen q
    JOIN organisations_organisation g ON g.id = q.keeper
    JOIN homes h ON h.person_id = q.person_id
    LEFT JOIN grounds d ON (d.kind, d.area_id, d.hub_id) IS NOT DISTINCT FROM
        (h.kind, h.area_id, h.hub_id)
    ORDER BY 1;
    GET DIAGNOSTICS rows_read = ROW_COUNT;
    INSERT INTO sharing_look (person_id, actor_kind, actor, account_id, role, organisation_id,
        purpose, parts, allowed_by, at, recorded_at, request_id)
    VALUES (NULL, peckham.scope_actor_kind(), peckham.scope_actor(), peckham.scope_account_id(),
        coalesce(peckham.scope_role(), ''), peckham.scope_organisation_id(), run.purpose,
        ARRAY['pseudonymised run', format('%s people', rows_read)], 'run', now_at,
        clock_timestamp(), coalesce(peckham.scope_request_id(), ''));
END $$;
