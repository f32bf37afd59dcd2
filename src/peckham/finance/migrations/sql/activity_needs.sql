-- Activity from the Needs book: what a contract's providers answered at their hubs in a month. Nobody
-- is named outside the database: what is staged, no process reads, and it is digested as it is merged.

-- Batches of the Needs book are of a month, and nobody else's is.
CREATE FUNCTION peckham.finance_check_source() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (NEW.month IS NOT NULL) IS DISTINCT FROM EXISTS (SELECT FROM finance_activitycode c
            WHERE c.id = NEW.source_id AND c.kind = 'source' AND c.code = 'needs book') THEN
        RAISE EXCEPTION 'The Needs book alone gives activity by the month.' USING ERRCODE = 'PK281';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER of_its_source BEFORE INSERT ON finance_activitybatch
    FOR EACH ROW EXECUTE FUNCTION peckham.finance_check_source();

-- Whether somebody is left out of what is used for payment: by an objection, or by a mark on the
-- record that nobody agreed to supply for it. As the rows of a run leave people out (run_rows).
CREATE FUNCTION peckham.finance_keeps_out(person bigint, receiver bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    at timestamptz := peckham.scope_at();
    records bigint[] := peckham.records_of(person);
    keepers bigint[] := ARRAY(SELECT DISTINCT r.organisation_id FROM sharing_relationship r
        WHERE r.person_id = ANY (records) AND r.kind = 'registration' AND r.during @> at
          AND r.organisation_id IS NOT NULL);
BEGIN
    RETURN peckham.objects_to(records, 'payment', at) OR EXISTS (
        SELECT FROM sharing_mark k WHERE k.person_id = ANY (records) AND k.during @> at
          AND (keepers = '{}' OR NOT keepers <@ peckham.run_suppliers(
              receiver, 'payment', k.category, 'pseudonymised', '', at)));
END $$;

-- What was dealt with on some days at the hubs of a contract's providers, and how each stands: taken,
-- or why not. `bodies` and `services` go together: who does what under the contract.
CREATE FUNCTION peckham.finance_needs_answered(contract bigint, place bigint, from_on date,
    until_on date, bodies bigint[], services text[], met text[])
RETURNS TABLE (request uuid, standing text, person_id bigint, provider_id bigint, service text,
    occurred_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH given AS (
        SELECT * FROM unnest(bodies, services) AS g(organisation_id, service)
    ), hubs AS (
        SELECT DISTINCT h.id FROM places_hub h
        JOIN services_service s ON s.hub_id = h.id
        JOIN organisations_team t ON t.id = s.team_id
        WHERE (place IS NULL OR h.place_id = place)
          AND t.organisation_id IN (SELECT g.organisation_id FROM given g)
    ), answered AS (
        SELECT DISTINCT ON (r.id) r.*, e.sequence, e.accountable_team_id AS team_id,
            (e.at AT TIME ZONE 'Europe/London')::date AS day
        FROM care_request r JOIN care_requestevent e ON e.request_id = r.id
        WHERE r.hub_id IN (SELECT h.id FROM hubs h)
          AND e.to_state = 'completed' AND e.from_state <> 'completed'
          AND e.at >= from_on::timestamp AT TIME ZONE 'Europe/London'
          AND e.at < until_on::timestamp AT TIME ZONE 'Europe/London'
        ORDER BY r.id, e.sequence DESC
    )
    SELECT a.public_id, CASE
            WHEN a.state NOT IN ('completed', 'closed') OR EXISTS (
                SELECT FROM care_requestevent l WHERE l.request_id = a.id
                  AND l.sequence > a.sequence AND l.kind = 'reopened') THEN 'undone'
            WHEN a.outcome <> ALL (met) THEN 'unmet'
            WHEN p.id IS NULL THEN 'nobody'
            WHEN s.core_kind IS NULL THEN 'no service'
            WHEN s.core_kind NOT IN (SELECT g.service FROM given g) THEN 'another service'
            WHEN s.team_id <> a.team_id OR NOT EXISTS (SELECT FROM given g
                WHERE g.organisation_id = t.organisation_id AND g.service = s.core_kind)
                THEN 'another team'
            WHEN peckham.finance_keeps_out(p.id, c.kept_by_id) THEN 'kept out'
            ELSE 'taken' END,
        p.id, t.organisation_id, s.core_kind, a.day
    FROM answered a
    JOIN contracts_contract c ON c.id = contract
    JOIN organisations_team t ON t.id = a.team_id
    LEFT JOIN services_service s ON s.id = a.service_id
    LEFT JOIN LATERAL (SELECT same FROM peckham.same_person(a.person_id) AS same
        JOIN people_person g ON g.id = same AND g.merged_into_id IS NULL) AS who ON true
    LEFT JOIN people_person p ON p.id = who.same AND p.erased_at IS NULL
$$;

-- Stage a month for its batch, and say how many requests stand how. Bands are those of `ages` from
-- `from_years` on (finance/domain/bands.py). What was taken and is undone since is withdrawn; what
-- somebody objected to later stays, for it is not used anew.
CREATE FUNCTION peckham.finance_stage_needs(batch bigint, place bigint, from_on date, until_on date,
    bodies bigint[], services text[], met text[], ages text[], from_years int[])
RETURNS TABLE (standing text, requests bigint, staged bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    one finance_activitybatch;
    keys finance_pseudonymkey;
BEGIN
    PERFORM peckham.finance_check_job();
    SELECT b.* INTO one FROM finance_activitybatch b WHERE b.id = batch;
    IF one.state IS DISTINCT FROM 'working' OR one.month IS NULL THEN
        RAISE EXCEPTION 'A batch that is over stays as it is.' USING ERRCODE = 'PK281';
    END IF;
    keys := peckham.finance_pseudonym_key(one.contract_id);
    RETURN QUERY
    WITH answered AS MATERIALIZED (
        SELECT n.*, peckham.finance_pseudonym(keys.inner_key, keys.outer_key,
            one.source_id || ' request ' || n.request)::text AS source_event
        FROM peckham.finance_needs_answered(one.contract_id, place, from_on, until_on, bodies,
            services, met) n
    ), described AS MATERIALIZED (
        SELECT a.source_event, p.public_id::text AS patient, a.provider_id, a.occurred_on,
            a.service, coalesce(
                CASE WHEN p.birth_date <= a.occurred_on THEN ages[width_bucket(
                    extract(year FROM age(a.occurred_on, p.birth_date))::int, from_years)] END,
                'unknown')
            || '/' || CASE WHEN p.sex IN ('female', 'male') THEN p.sex ELSE 'unknown' END
            || '/' || coalesce(((g.deprivation_decile + 1) / 2)::text, 'unknown') AS band,
            coalesce((SELECT o.ods_code::text FROM people_registration r
                JOIN places_practice t ON t.id = r.practice_id
                JOIN organisations_organisation o ON o.id = t.organisation_id
                WHERE r.person_id = p.id AND r.superseded_at IS NULL
                  AND r.during @> a.occurred_on), 'unknown') AS practice,
            coalesce(nullif(h.code, ''), 'unknown') AS neighbourhood
        FROM answered a JOIN people_person p ON p.id = a.person_id
        LEFT JOIN people_addressspell s ON s.person_id = p.id AND s.superseded_at IS NULL
            AND s.during @> a.occurred_on
        LEFT JOIN places_area g ON g.id = s.area_id AND s.kind = 'home'
        LEFT JOIN LATERAL peckham.home_on(s.kind, s.area_id, s.hub_id, a.occurred_on) h ON true
        WHERE a.standing = 'taken'
    ), words AS MATERIALIZED (
        SELECT w.kind, c.id, c.code FROM (
            SELECT 'service' AS kind, array_agg(DISTINCT d.service) AS codes FROM described d
            UNION ALL SELECT 'band', array_agg(DISTINCT d.band) FROM described d
            UNION ALL SELECT 'practice', array_agg(DISTINCT d.practice) FROM described d
            UNION ALL SELECT 'neighbourhood', array_agg(DISTINCT d.neighbourhood) FROM described d
        ) w CROSS JOIN LATERAL peckham.finance_codes(w.kind, w.codes) c
    ), undone AS (
        SELECT a.source_event, coalesce(p.public_id::text, '') AS patient, e.provider_id,
            e.service_id, e.band_id, e.practice_id, e.neighbourhood_id, e.occurred_on
        FROM answered a JOIN finance_activityevent e ON e.contract_id = one.contract_id
            AND e.source_id = one.source_id AND e.source_event = a.source_event
            AND NOT e.is_withdrawn AND e.occurred_on >= from_on AND e.occurred_on < until_on
            AND NOT EXISTS (SELECT FROM finance_activityevent l WHERE l.supersedes_id = e.id)
        LEFT JOIN people_person p ON p.id = a.person_id
        WHERE a.standing IN ('undone', 'unmet')
    ), put AS (
        INSERT INTO finance_stagedevent (batch_id, line, source_event, patient, provider_id,
            service_id, band_id, practice_id, neighbourhood_id, occurred_on, weight_parts,
            is_withdrawn)
        SELECT batch, row_number() OVER (), u.source_event, u.patient, u.provider_id, u.service_id,
            u.band_id, u.practice_id, u.neighbourhood_id, u.occurred_on, 10000, u.is_withdrawn
        FROM (SELECT d.source_event, d.patient, d.provider_id, s.id AS service_id, b.id AS band_id,
                p.id AS practice_id, n.id AS neighbourhood_id, d.occurred_on, false AS is_withdrawn
            FROM described d
            JOIN words s ON s.kind = 'service' AND s.code = d.service
            JOIN words b ON b.kind = 'band' AND b.code = d.band
            JOIN words p ON p.kind = 'practice' AND p.code = d.practice
            JOIN words n ON n.kind = 'neighbourhood' AND n.code = d.neighbourhood
            UNION ALL SELECT u.*, true FROM undone u) u
        RETURNING 1
    )
    SELECT a.standing, count(*), (SELECT count(*) FROM put) FROM answered a GROUP BY a.standing;
    INSERT INTO sharing_look (person_id, actor_kind, actor, account_id, role, organisation_id,
        purpose, parts, allowed_by, at, recorded_at, request_id)
    VALUES (NULL, peckham.scope_actor_kind(), peckham.scope_actor(), peckham.scope_account_id(),
        coalesce(peckham.scope_role(), ''), peckham.scope_organisation_id(), 'payment',
        ARRAY['pseudonymised activity', 'what was answered in a month'], 'system',
        peckham.scope_at(), clock_timestamp(), coalesce(peckham.scope_request_id(), ''));
END $$;

-- Say of a batch that is at work what of the month it does not take.
CREATE FUNCTION peckham.finance_say_not_taken(batch bigint, not_taken jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    PERFORM peckham.finance_check_job();
    UPDATE finance_activitybatch b SET not_taken = not_taken
    WHERE b.id = batch AND b.state = 'working';
END $$;

REVOKE EXECUTE ON FUNCTION peckham.finance_check_source(), peckham.finance_keeps_out(bigint, bigint),
    peckham.finance_needs_answered(bigint, bigint, date, date, bigint[], text[], text[]),
    peckham.finance_stage_needs(bigint, bigint, date, date, bigint[], text[], text[], text[], int[]),
    peckham.finance_say_not_taken(bigint, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    peckham.finance_stage_needs(bigint, bigint, date, date, bigint[], text[], text[], text[], int[]),
    peckham.finance_say_not_taken(bigint, jsonb) TO peckham_worker;
