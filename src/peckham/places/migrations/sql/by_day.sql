-- Where a small area belongs on a day, for joins, laws and policies of the rooms above.
CREATE FUNCTION peckham.neighbourhood_of_area(area bigint, on_day date) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT part.neighbourhood_id FROM places_planarea part
    JOIN places_neighbourhoodplan plan ON plan.id = part.plan_id
    WHERE part.area_id = area AND plan.during @> on_day
$$;

CREATE FUNCTION peckham.hub_of_area(area bigint, on_day date) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT hub.id FROM places_neighbourhood home
    JOIN places_neighbourhoodplan plan ON plan.id = home.plan_id
    JOIN places_hub hub ON hub.place_id = plan.place_id
        AND hub.neighbourhood_code = home.code AND hub.during @> on_day
    WHERE home.id = peckham.neighbourhood_of_area(area, on_day)
$$;
