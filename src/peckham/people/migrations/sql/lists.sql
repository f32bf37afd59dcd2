-- Whole lists of practices, for the rooms above: who is on one on a day, and moving some of its
-- people to another from a day on. Nobody's but the owner's functions call these.
CREATE FUNCTION peckham.list_of(of_practice bigint, on_day date)
RETURNS TABLE (person_id bigint, registration_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT r.person_id, r.id FROM people_registration r
    WHERE r.practice_id = of_practice AND r.superseded_at IS NULL AND r.during @> on_day
$$;

-- How long a list is says nothing of anybody, and whoever acts may ask.
CREATE FUNCTION peckham.list_size(of_practice bigint, on_day date) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*) FROM peckham.list_of(of_practice, on_day)
$$;

-- Who is on a list, as one short word: two lists of the same people have the same.
CREATE FUNCTION peckham.digest_of_people(people bigint[]) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT encode(sha256(convert_to(coalesce(string_agg(p::text, ',' ORDER BY p), ''), 'UTF8')), 'hex')
    FROM unnest(people) AS p
$$;

-- Whether a letter would reach somebody: an address with a line and a postcode.
CREATE FUNCTION peckham.can_be_written_to(person bigint, on_day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM people_addressspell s
        WHERE s.person_id = person AND s.superseded_at IS NULL AND s.during @> on_day
          AND s.kind <> 'no_fixed_address' AND s.lines <> '' AND s.postcode <> '')
$$;

-- The list that an organisation keeps; one that keeps none yet begins one.
CREATE FUNCTION peckham.list_kept_by(organisation bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE kept bigint;
BEGIN
    SELECT p.id INTO kept FROM places_practice p WHERE p.organisation_id = organisation;
    IF kept IS NULL THEN
        INSERT INTO places_practice (public_id, organisation_id, postcode, status,
            commissioner_code, icb_code)
        VALUES (gen_random_uuid(), organisation, '', 'active', '', '') RETURNING id INTO kept;
    END IF;
    RETURN kept;
END $$;

-- Some people leave one list from a day on: for another, or for none. What lets either read their
-- records closes and opens with it, as it does when one person moves.
CREATE FUNCTION peckham.move_on_lists(
    people bigint[], from_practice bigint, to_practice bigint, on_day date, why text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    at timestamptz := peckham.scope_at();
    starts timestamptz := on_day::timestamp AT TIME ZONE 'Europe/London';
    was people_registration;
    begun people_registration;
    keeper bigint;
BEGIN
    SELECT p.organisation_id INTO keeper FROM places_practice p WHERE p.id = to_practice;
    FOR was IN SELECT r.* FROM people_registration r
            WHERE r.practice_id = from_practice AND r.superseded_at IS NULL
              AND r.during @> on_day AND r.person_id = ANY (people) LOOP
        IF upper_inf(was.during) AND lower(was.during) < on_day THEN
            UPDATE people_registration SET during = daterange(lower(was.during), on_day)
            WHERE id = was.id;
            PERFORM peckham.close_relationships('people.registration', was.id, NULL,
                greatest(starts, at));
        ELSE
            UPDATE people_registration SET superseded_at = at WHERE id = was.id;
            PERFORM peckham.close_relationships('people.registration', was.id, NULL, at);
            IF lower(was.during) < on_day THEN
                INSERT INTO people_registration (person_id, practice_id, during, source, recorded_at)
                VALUES (was.person_id, was.practice_id, daterange(lower(was.during), on_day),
                    was.source, at);
            END IF;
        END IF;
        IF to_practice IS NOT NULL THEN
            INSERT INTO people_registration (person_id, practice_id, during, source, recorded_at)
            VALUES (was.person_id, to_practice, daterange(on_day, upper(was.during)), why, at)
            RETURNING * INTO begun;
            PERFORM peckham.open_relationship(was.person_id, NULL, keeper, 'registration',
                'people.registration', begun.id, starts,
                upper(begun.during)::timestamp AT TIME ZONE 'Europe/London');
        END IF;
        UPDATE people_person SET version = version + 1 WHERE id = was.person_id;
    END LOOP;
END $$;

REVOKE EXECUTE ON FUNCTION peckham.list_of(bigint, date), peckham.list_size(bigint, date),
    peckham.digest_of_people(bigint[]), peckham.can_be_written_to(bigint, date),
    peckham.list_kept_by(bigint), peckham.move_on_lists(bigint[], bigint, bigint, date, text)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.list_size(bigint, date) TO peckham_app, peckham_worker;

-- Whole lists on a day as counts by age in years, sex and the tenth of deprivation of the area of
-- home; NULL is not known. Cells can be of one person, so that only a job of the house counts them.
CREATE FUNCTION peckham.list_cells(practices bigint[], on_day date)
RETURNS TABLE (practice_id bigint, years integer, sex text, decile smallint, people bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF peckham.scope_actor_kind() <> 'system' THEN
        RAISE EXCEPTION 'Only a job of the house counts whole lists.' USING ERRCODE = 'PK003';
    END IF;
    RETURN QUERY
        SELECT r.practice_id, CASE WHEN p.birth_date <= on_day
                THEN extract(year FROM age(on_day, p.birth_date))::integer END,
            p.sex::text, a.deprivation_decile, count(*)
        FROM people_registration r
        JOIN people_person p ON p.id = r.person_id
            AND p.merged_into_id IS NULL AND p.erased_at IS NULL
        LEFT JOIN people_addressspell s ON s.person_id = p.id AND s.superseded_at IS NULL
            AND s.during @> on_day AND s.kind = 'home'
        LEFT JOIN places_area a ON a.id = s.area_id
        WHERE r.practice_id = ANY (practices) AND r.superseded_at IS NULL AND r.during @> on_day
        GROUP BY 1, 2, 3, 4;
END $$;
REVOKE EXECUTE ON FUNCTION peckham.list_cells(bigint[], date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.list_cells(bigint[], date) TO peckham_worker;
