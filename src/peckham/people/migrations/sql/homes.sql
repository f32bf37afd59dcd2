-- Where somebody belongs on a day: derived from the spell and from the plan then in force, in one
-- place, so that a page, a search and the count of everybody say the same.
CREATE FUNCTION peckham.home_on(spell_kind text, area bigint, hub bigint, on_day date)
RETURNS TABLE (kind text, place_id bigint, code text, name text, area_code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE spell_kind WHEN 'out_of_area' THEN 'out_of_area'
            WHEN 'no_fixed_address' THEN 'cohort'
            WHEN 'home' THEN CASE WHEN n.id IS NULL THEN 'no_plan' ELSE 'neighbourhood' END
            ELSE 'not_resident' END,
        coalesce(plan.place_id, h.place_id, 0), coalesce(n.code, h.neighbourhood_code, ''),
        coalesce(n.name, h.name, ''), coalesce(a.code, '')
    FROM (SELECT) AS one
    LEFT JOIN places_area a ON a.id = area
    LEFT JOIN places_neighbourhood n ON n.id = peckham.neighbourhood_of_area(area, on_day)
    LEFT JOIN places_neighbourhoodplan plan ON plan.id = n.plan_id
    LEFT JOIN places_hub h ON h.id = hub
$$;
REVOKE EXECUTE ON FUNCTION peckham.home_on(text, bigint, bigint, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.home_on(text, bigint, bigint, date)
    TO peckham_app, peckham_worker, peckham_analytics;
