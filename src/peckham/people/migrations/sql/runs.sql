-- The rows of a run: coarse facts under pseudonyms, of those whose keepers supply it and who have not
-- objected. The order is the pseudonyms', so that it says nothing. How many each keeper supplied is noted.
CREATE FUNCTION peckham.run_rows(one uuid)
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

-- Who one pseudonym of a run is, for the clinician whose team treats them, and for nobody else: one at
-- a time, with a reason, written down. NULL where nobody whom the team treats has it.
CREATE FUNCTION peckham.reidentify(one uuid, wanted text, reason text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    run sharing_run := peckham.run_on(one);
    now_at timestamptz := peckham.scope_at();
    found bigint;
    records bigint[];
BEGIN
    IF NOT peckham.scope_may('re_identify') OR peckham.scope_purpose() <> 'direct care'
       OR run.purpose NOT IN ('population planning', 'safety') THEN
        RAISE EXCEPTION 'Only the clinician who treats somebody learns who they are, to treat them.'
            USING ERRCODE = 'PK076';
    END IF;
    IF length(btrim(coalesce(reason, ''), E' \t\r\n')) < 10 THEN
        RAISE EXCEPTION 'Re-identifying needs a reason in words.' USING ERRCODE = 'PK073';
    END IF;
    SELECT p.id INTO found FROM (
        SELECT DISTINCT peckham.records_by_public_id(m.public_id) AS mine
        FROM sharing_relationship r JOIN people_person m ON m.id = r.person_id
        WHERE r.during @> now_at AND r.kind <> 'break_glass'
          AND (r.team_id = ANY (peckham.scope_teams())
               OR r.organisation_id = peckham.scope_organisation_id())) AS c
    JOIN people_person p ON p.id = c.mine[1]
    WHERE peckham.pseudonym_in(run.id, p.id) = wanted;
    records := peckham.records_of(found);
    IF found IS NULL OR peckham.objects_to(records, run.purpose, now_at)
       OR peckham.reason_to_read(records, ARRAY['identity', 'health_record']) IS NULL THEN
        INSERT INTO sharing_look (person_id, actor_kind, actor, account_id, role, organisation_id,
            purpose, parts, allowed_by, at, recorded_at, request_id)
        VALUES (NULL, 'staff', peckham.scope_actor(), peckham.scope_account_id(),
            peckham.scope_role(), peckham.scope_organisation_id(), peckham.scope_purpose(),
            ARRAY['re-identify', 'nobody found'], '', now_at, clock_timestamp(),
            coalesce(peckham.scope_request_id(), ''));
        RETURN NULL;
    END IF;
    INSERT INTO sharing_reidentification (run_id, person_id, account_id, actor, role, team_id,
        organisation_id, reason, at, recorded_at)
    VALUES (run.id, found, peckham.scope_account_id(), peckham.scope_actor(), peckham.scope_role(),
        peckham.scope_team_id(), peckham.scope_organisation_id(), btrim(reason, E' \t\r\n'),
        now_at, now_at);
    PERFORM peckham.record_look(records, ARRAY['re-identified'], ARRAY['identity']);
    PERFORM peckham.write_trail('sharing.reidentify', 'run', one::text, '{}');
    RETURN (SELECT p.public_id FROM people_person p WHERE p.id = found);
END $$;

REVOKE EXECUTE ON FUNCTION peckham.run_rows(uuid), peckham.reidentify(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.run_rows(uuid) TO peckham_worker, peckham_analytics;
GRANT EXECUTE ON FUNCTION peckham.reidentify(uuid, text, text) TO peckham_app;

-- Whether a person's refusal keeps a request of theirs from going to one more organisation; the
-- practice that keeps their record is none.
CREATE FUNCTION peckham.refuses_handing(person bigint, receiver bigint, at timestamptz)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE records bigint[] := peckham.records_of(person);
BEGIN
    RETURN peckham.refuses_to_share(records, at) AND NOT EXISTS (
        SELECT FROM sharing_relationship r WHERE r.person_id = ANY (records)
          AND r.kind = 'registration' AND r.organisation_id = receiver AND r.during @> at);
END $$;

-- Why a request may not go from one team to another, in one word, or NULL: what the organisations
-- agreed, and what the person said to whoever has to do with them. Of anybody else it says nothing.
CREATE FUNCTION peckham.why_not_handed(giver bigint, receiver bigint, person bigint, at timestamptz)
RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    from_organisation bigint := (SELECT t.organisation_id FROM organisations_team t
        WHERE t.id = giver);
    to_organisation bigint := (SELECT t.organisation_id FROM organisations_team t
        WHERE t.id = receiver);
BEGIN
    RETURN CASE
        WHEN from_organisation = to_organisation THEN NULL
        WHEN peckham.may_hand_over(from_organisation, to_organisation, at) IS NOT TRUE
            THEN 'no agreement'
        WHEN person IS NOT NULL AND peckham.refuses_handing(person, to_organisation, at)
            AND peckham.is_related(peckham.records_of(person)) THEN 'refused' END;
END $$;
REVOKE EXECUTE ON FUNCTION peckham.refuses_handing(bigint, bigint, timestamptz),
    peckham.why_not_handed(bigint, bigint, bigint, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.why_not_handed(bigint, bigint, bigint, timestamptz)
    TO peckham_app, peckham_worker;
