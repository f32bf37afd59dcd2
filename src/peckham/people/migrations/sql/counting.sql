-- Residents and registered patients on a day, as counts: the two populations side by side. Counts
-- of a few people are for a page to suppress; nothing here names anybody.
CREATE FUNCTION peckham.count_people(on_day date)
RETURNS TABLE (kind text, place_id bigint, code text, name text, hub_id bigint,
    practice_id bigint, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH counted AS (
        SELECT s.kind, s.area_id, s.hub_id, r.practice_id, count(*) AS people
        FROM people_person p
        LEFT JOIN people_addressspell s ON s.person_id = p.id AND s.superseded_at IS NULL
            AND s.during @> on_day
        LEFT JOIN people_registration r ON r.person_id = p.id AND r.superseded_at IS NULL
            AND r.during @> on_day
        WHERE p.merged_into_id IS NULL AND p.erased_at IS NULL
            AND (s.id IS NOT NULL OR r.id IS NOT NULL)
        GROUP BY 1, 2, 3, 4
    ), places AS (
        SELECT d.*, h.kind AS home_kind, h.place_id, h.code, h.name
        FROM (SELECT DISTINCT kind, area_id, hub_id FROM counted) AS d,
            peckham.home_on(d.kind, d.area_id, d.hub_id, on_day) AS h
    )
    SELECT p.home_kind, p.place_id, p.code, p.name, c.hub_id, c.practice_id, sum(c.people)::bigint
    FROM counted c JOIN places p ON (p.kind, p.area_id, p.hub_id)
        IS NOT DISTINCT FROM (c.kind, c.area_id, c.hub_id)
    GROUP BY 1, 2, 3, 4, 5, 6
$$;
REVOKE EXECUTE ON FUNCTION peckham.count_people(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.count_people(date)
    TO peckham_app, peckham_worker, peckham_analytics;
