-- Who finds people, opens one in an emergency and learns who a pseudonym is: by permission, not by
-- the name of a role.

-- Who finds people by name whose records they may not open: the door, for care, and listed jobs.
CREATE OR REPLACE FUNCTION peckham.may_trace_anybody() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT peckham.job_may_read('{identity}')
        OR (peckham.scope_purpose() IN ('direct care', 'navigation')
            AND peckham.scope_may('trace_anybody'))
$$;

-- Find one person by NHS number and birth date, for whoever may break the glass: the key, whether
-- the record is open already, and nothing else.
CREATE OR REPLACE FUNCTION peckham.trace_for_emergency(nhs_number text, born date)
RETURNS TABLE (public_id uuid, may_open boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
DECLARE
    found bigint[];
BEGIN
    IF NOT peckham.scope_may('break_glass') OR peckham.scope_purpose() <> 'direct care' THEN
        RAISE EXCEPTION 'A record is opened in an emergency for direct care, by who gives it.'
            USING ERRCODE = 'PK050';
    END IF;
    SELECT peckham.records_by_public_id(p.public_id) INTO found
    FROM people_identifier i JOIN people_person p ON p.id = i.person_id
    WHERE i.system = 'nhs_number' AND i.value = nhs_number AND i.superseded_at IS NULL
      AND p.birth_date = born AND born IS NOT NULL ORDER BY i.id LIMIT 1;
    INSERT INTO sharing_look (person_id, actor_kind, actor, account_id, role, organisation_id,
        purpose, parts, at, recorded_at, request_id)
    VALUES (NULL, 'staff', peckham.scope_actor(), peckham.scope_account_id(),
        peckham.scope_role(), peckham.scope_organisation_id(), peckham.scope_purpose(),
        ARRAY['search', 'by NHS number', 'by date of birth',
            CASE WHEN found IS NULL THEN '0 found' ELSE '1 found' END],
        peckham.scope_at(), clock_timestamp(), coalesce(peckham.scope_request_id(), ''));
    IF found IS NOT NULL THEN
        RETURN QUERY SELECT g.public_id, peckham.may_read_people(found, ARRAY['identity'])
        FROM people_person g WHERE g.id = found[1];
    END IF;
END $$;

-- Who one pseudonym of a run is, for the clinician whose team treats them, and for nobody else: one at
-- a time, with a reason, written down. NULL where nobody whom the team treats has it.
CREATE OR REPLACE FUNCTION peckham.reidentify(one uuid, wanted text, reason text) RETURNS uuid
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

-- The one way in, for whoever searches. Definer's rights: it reads everybody's index row.
CREATE OR REPLACE FUNCTION peckham.search_people(
    typed text[], birth_dates date[], near_dates date[], birth_years int[],
    postcode text, near_postcode text, nhs_number text, phones text[], most int, on_day date
) RETURNS TABLE (person_id bigint, score real, may_open boolean, matched text[],
    public_id uuid, family_name text, given_name text, preferred_name text, birth_date date,
    birth_date_partial text, sex text, is_deceased boolean, nhs_number_found text,
    postcode_found text, home_kind text, home_code text, home_name text, area_id bigint,
    area_code text, hub_id bigint, needs text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_variable
BEGIN
    IF peckham.scope_actor_kind() = 'staff' AND NOT peckham.scope_may('search_people') THEN
        RAISE EXCEPTION 'Searching people is for staff whose role may.' USING ERRCODE = '42501';
    END IF;
    RETURN QUERY
    SELECT f.person_id, f.score, f.may_open, f.matched, d.*
    FROM peckham.find_people(typed, birth_dates, near_dates, birth_years, postcode, near_postcode,
        nhs_number, phones, most) WITH ORDINALITY AS f (person_id, score, may_open, matched, place)
    CROSS JOIN LATERAL peckham.describe_person(f.person_id, on_day) AS d
    ORDER BY f.place;
END $$;
