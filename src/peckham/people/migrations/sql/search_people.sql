-- A record that is marked says more than it holds: where somebody lives who is in danger is not told to
-- whoever finds them by name. Whoever may not open such a record is given who it is (name, birth date,
-- NHS number), and neither where they live nor what they need; and a postcode that was typed neither
-- finds them nor says that it fits. Every kind of mark is met alike, so that nothing here says which.

-- Of some people, those whose record, or one merged with it, is marked now and closed to the scope.
CREATE FUNCTION peckham.withheld_from_search(people bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE marked bigint[];
BEGIN
    SELECT array_agg(one) INTO marked FROM (
        SELECT m.person_id AS one FROM sharing_mark m
        WHERE m.person_id = ANY (people) AND m.during @> peckham.scope_at()
        UNION
        SELECT p.id FROM people_person p
        WHERE p.id = ANY (people) AND (p.merged_into_id IS NOT NULL
            OR EXISTS (SELECT FROM people_person d WHERE d.merged_into_id = p.id))
          AND EXISTS (SELECT FROM sharing_mark m WHERE m.during @> peckham.scope_at()
            AND m.person_id = ANY (peckham.records_of(p.id)))) AS found;
    RETURN ARRAY(SELECT one FROM unnest(marked) AS one
        WHERE NOT peckham.may_read_resident(one));
END $$;

-- Finds the few best that the scope may see, and writes one look that says what was searched by,
-- never the words.
CREATE FUNCTION peckham.find_people(
    typed text[], birth_dates date[], near_dates date[], birth_years int[],
    postcode text, near_postcode text, nhs_number text, phones text[], most int
) RETURNS TABLE (person_id bigint, score real, may_open boolean, withheld boolean, matched text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET jit = off AS $$
#variable_conflict use_variable
DECLARE
    place int[] := '{}';
    word text[] := '{}';
    weight real[] := '{}';
    known bigint[] := '{}';
    people bigint[] := '{}';
    living bigint[] := '{}';
    named bigint[] := '{}';
    anywhere bigint[];
    hidden bigint[] := '{}';
    seen bigint[] := '{}';
    given_back bigint[] := '{}';
    is_exact boolean;
    initials text[] := ARRAY(SELECT q FROM unnest(typed) AS q WHERE length(q) = 1);
    traces boolean := peckham.may_trace_anybody();
    hit record;
BEGIN
    IF peckham.scope_actor_kind() NOT IN ('staff', 'system') THEN
        RAISE EXCEPTION 'Searching people is for staff.' USING ERRCODE = '42501';
    END IF;
    IF nhs_number <> '' OR cardinality(phones) > 0 THEN
        SELECT coalesce(array_agg(DISTINCT f.id), '{}') INTO known FROM (
            SELECT i.person_id AS id FROM people_identifier i
            WHERE i.system = 'nhs_number' AND i.value = nhs_number AND i.superseded_at IS NULL
            UNION ALL
            (SELECT c.person_id FROM people_contactpoint c
             WHERE c.value = ANY (phones) AND c.superseded_at IS NULL LIMIT 50)) AS f;
    END IF;
    IF cardinality(typed) > 0 THEN
        SELECT coalesce(array_agg(m.place), '{}'), coalesce(array_agg(m.word), '{}'),
            coalesce(array_agg(m.weight), '{}')
        INTO place, word, weight FROM peckham.words_meant(typed) AS m;
    END IF;
    -- The selective exact terms first: some 90 people share a birth date, some 40 a postcode.
    IF cardinality(birth_dates) > 0 THEN
        SELECT array_agg(e.person_id) INTO people FROM (
            SELECT e.person_id FROM people_searchentry e
            WHERE e.birth_date = ANY (birth_dates) LIMIT 2000) AS e;
    END IF;
    IF length(postcode) >= 5 AND postcode ~ '[0-9][A-Z]{2}$' THEN
        SELECT array_agg(e.person_id) INTO living FROM (
            SELECT e.person_id FROM people_searchentry e WHERE e.postcode = postcode
            LIMIT 1000) AS e;
    END IF;
    people := coalesce(people, '{}');
    living := coalesce(living, '{}');
    IF postcode <> '' THEN
        hidden := peckham.withheld_from_search(people || living);
        living := ARRAY(SELECT unnest(living) EXCEPT SELECT unnest(hidden));
    END IF;
    people := people || living;
    IF cardinality(typed) > 0 THEN
        SELECT EXISTS (SELECT FROM peckham.rank_people(people, typed, place, word, weight,
                birth_dates, '{}', '{}', postcode, '', hidden) AS r
            WHERE r.score >= 3 + 0.75 * cardinality(typed)) INTO is_exact;
        IF NOT is_exact THEN
            named := ARRAY(SELECT peckham.people_by_names(place, word, weight,
                initials, near_dates || birth_dates, CASE postcode WHEN '' THEN '' ELSE
                regexp_replace(postcode, '[0-9][A-Z]{2}$', '') || '%' END));
            IF postcode <> '' THEN
                -- Whoever is withheld is found by name as if no postcode had been typed.
                anywhere := ARRAY(SELECT peckham.people_by_names(place, word, weight, initials,
                    near_dates || birth_dates, ''));
                hidden := hidden || peckham.withheld_from_search(named || anywhere);
                named := ARRAY((SELECT unnest(named) EXCEPT SELECT unnest(hidden))
                    UNION ALL (SELECT unnest(anywhere) INTERSECT SELECT unnest(hidden)));
            END IF;
            people := people || named;
        END IF;
        IF cardinality(people) = 0 AND cardinality(known) = 0 THEN
            SELECT place || array_agg(m.place), word || array_agg(m.word),
                weight || array_agg(m.weight)
            INTO place, word, weight FROM peckham.words_perhaps_meant(typed) AS m;
            people := ARRAY(SELECT peckham.people_by_names(place, word, weight, initials, '{}', ''));
            hidden := peckham.withheld_from_search(people);
        END IF;
    ELSIF cardinality(people) = 0 AND length(postcode) >= 2 THEN
        people := ARRAY(SELECT e.person_id FROM people_searchentry e
            WHERE e.postcode LIKE postcode || '%' LIMIT 500);
        people := ARRAY(SELECT unnest(people)
            EXCEPT SELECT unnest(peckham.withheld_from_search(people)));
    END IF;
    FOR hit IN
        SELECT f.id, f.score, f.matched FROM (
            SELECT k AS id, 10::real AS score,
                ARRAY[CASE WHEN nhs_number <> '' THEN 'NHS number' ELSE 'phone' END] AS matched
            FROM unnest(known) AS k
            UNION ALL
            SELECT r.person_id, r.score, r.matched FROM peckham.rank_people(people, typed, place,
                word, weight, birth_dates, near_dates, birth_years, postcode, near_postcode, hidden)
                AS r
        ) AS f WHERE cardinality(f.matched) > 0 ORDER BY f.score DESC, f.id
    LOOP
        -- A record that was merged is found by its own facts and given as the one that goes on.
        person_id := hit.id;
        LOOP
            SELECT p.merged_into_id INTO hit.id FROM people_person p WHERE p.id = person_id;
            EXIT WHEN hit.id IS NULL;
            person_id := hit.id;
        END LOOP;
        CONTINUE WHEN person_id = ANY (seen);
        seen := seen || person_id;
        score := hit.score;
        matched := hit.matched;
        may_open := peckham.may_read_resident(person_id);
        IF traces OR may_open THEN
            withheld := NOT may_open
                AND person_id = ANY (peckham.withheld_from_search(ARRAY[person_id]));
            given_back := given_back || person_id;
            RETURN NEXT;
        END IF;
        EXIT WHEN cardinality(given_back) >= most OR cardinality(seen) >= 500;
    END LOOP;
    INSERT INTO sharing_look (person_id, actor_kind, actor, account_id, role, organisation_id,
        purpose, parts, at, recorded_at, request_id)
    VALUES (NULL, peckham.scope_actor_kind(), peckham.scope_actor(), peckham.scope_account_id(),
        coalesce(peckham.scope_role(), ''), peckham.scope_organisation_id(), peckham.scope_purpose(),
        ARRAY['search'] || array_remove(ARRAY[
            CASE WHEN cardinality(typed) > 0 THEN 'by name' END,
            CASE WHEN cardinality(birth_dates) > 0 THEN 'by date of birth' END,
            CASE WHEN postcode <> '' THEN 'by postcode' END,
            CASE WHEN nhs_number <> '' THEN 'by NHS number' END,
            CASE WHEN cardinality(phones) > 0 THEN 'by phone' END], NULL)
            || format('%s found', cardinality(given_back)),
        peckham.scope_at(), clock_timestamp(), coalesce(peckham.scope_request_id(), ''));
END $$;

-- What a search shows of the people that it gives: enough to tell them apart, and no more.
CREATE FUNCTION peckham.describe_person(person bigint, on_day date)
RETURNS TABLE (public_id uuid, family_name text, given_name text,
    preferred_name text, birth_date date, birth_date_partial text, sex text, is_deceased boolean,
    nhs_number text, postcode text, home_kind text, home_code text, home_name text,
    area_id bigint, area_code text, hub_id bigint, needs text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH same AS MATERIALIZED (SELECT id FROM peckham.same_person(person) AS id)
    SELECT p.public_id, p.family_name, p.given_name, p.preferred_name, p.birth_date,
        p.birth_date_partial::text, p.sex::text, p.is_deceased,
        coalesce((SELECT i.value FROM people_identifier i JOIN same ON same.id = i.person_id
            WHERE i.system = 'nhs_number' AND i.superseded_at IS NULL
            ORDER BY i.person_id <> person, i.id LIMIT 1), ''),
        coalesce(s.postcode::text, ''), h.kind, h.code, h.name, s.area_id, h.area_code, s.hub_id,
        ARRAY(SELECT n.code || E'\t' || n.detail
            FROM people_communicationneed n JOIN same ON same.id = n.person_id
            WHERE n.superseded_at IS NULL AND n.during @> on_day ORDER BY n.id)
    FROM people_person p
    LEFT JOIN people_addressspell s ON s.person_id = p.id AND s.superseded_at IS NULL
        AND s.during @> on_day
    CROSS JOIN LATERAL peckham.home_on(s.kind, s.area_id, s.hub_id, on_day) AS h
    WHERE p.id = person;
END $$;

-- The one way in, for whoever searches. Definer's rights: it reads everybody's index row.
CREATE FUNCTION peckham.search_people(
    typed text[], birth_dates date[], near_dates date[], birth_years int[],
    postcode text, near_postcode text, nhs_number text, phones text[], most int, on_day date
) RETURNS TABLE (person_id bigint, score real, may_open boolean, withheld boolean, matched text[],
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
    SELECT f.person_id, f.score, f.may_open, f.withheld, f.matched,
        d.public_id, d.family_name, d.given_name, d.preferred_name, d.birth_date,
        d.birth_date_partial, d.sex, d.is_deceased, d.nhs_number,
        CASE WHEN f.withheld THEN '' ELSE d.postcode END,
        CASE WHEN f.withheld THEN 'withheld' ELSE d.home_kind END,
        CASE WHEN f.withheld THEN '' ELSE d.home_code END,
        CASE WHEN f.withheld THEN '' ELSE d.home_name END,
        CASE WHEN NOT f.withheld THEN d.area_id END,
        CASE WHEN f.withheld THEN '' ELSE d.area_code END,
        CASE WHEN NOT f.withheld THEN d.hub_id END,
        CASE WHEN f.withheld THEN '{}' ELSE d.needs END
    FROM peckham.find_people(typed, birth_dates, near_dates, birth_years, postcode, near_postcode,
        nhs_number, phones, most) WITH ORDINALITY
        AS f (person_id, score, may_open, withheld, matched, place)
    CROSS JOIN LATERAL peckham.describe_person(f.person_id, on_day) AS d
    ORDER BY f.place;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.may_trace_anybody(), peckham.words_meant(text[]),
    peckham.words_perhaps_meant(text[]),
    peckham.people_by_names(int[], text[], real[], text[], date[], text),
    peckham.rank_people(bigint[], text[], int[], text[], real[], date[], date[], int[], text, text,
        bigint[]),
    peckham.withheld_from_search(bigint[]),
    peckham.find_people(text[], date[], date[], int[], text, text, text, text[], int),
    peckham.describe_person(bigint, date),
    peckham.search_people(text[], date[], date[], int[], text, text, text, text[], int, date)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    peckham.search_people(text[], date[], date[], int[], text, text, text, text[], int, date)
    TO peckham_app, peckham_worker;
