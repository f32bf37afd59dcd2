-- Residents and registered patients on a day, as counts: the two populations side by side. Counts
-- of a few people are for a page to suppress; nothing here names anybody.
CREATE FUNCTION peckham.count_people(on_day date)
RETURNS TABLE (kind text, area_id bigint, hub_id bigint, practice_id bigint, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT s.kind::text, s.area_id, s.hub_id, r.practice_id, count(*)
    FROM (SELECT id FROM people_person WHERE merged_into_id IS NULL AND erased_at IS NULL) AS p
    LEFT JOIN people_addressspell s ON s.person_id = p.id AND s.superseded_at IS NULL
        AND s.during @> on_day
    LEFT JOIN people_registration r ON r.person_id = p.id AND r.superseded_at IS NULL
        AND r.during @> on_day
    WHERE s.id IS NOT NULL OR r.id IS NOT NULL
    GROUP BY 1, 2, 3, 4
$$;
REVOKE EXECUTE ON FUNCTION peckham.count_people(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.count_people(date)
    TO peckham_app, peckham_worker, peckham_analytics;
