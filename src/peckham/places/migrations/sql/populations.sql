-- Published counts, read by everybody and written by imports alone.
GRANT SELECT ON places_areapopulation TO peckham_app, peckham_worker, peckham_analytics;

-- The networks with patients in a place, and how many they have there and altogether. Those of the
-- place are the ones with more than half of their patients in it: rule 43 asks about these.
-- A file of one place's residents shows every network as if all its patients lived there. Then a
-- network counts as one of the place if it is at least a quarter as large as the network that the
-- average patient is with. Measured on three boroughs: 16 networks of 32,363 patients and more, as
-- with the lists of the whole country; the next has 7,152, and belongs to the borough beside them.
CREATE OR REPLACE FUNCTION peckham.networks_in_place(place bigint, on_day date)
RETURNS TABLE (pcn_id bigint, patients_here bigint, patients bigint, is_of_the_place boolean)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
    WITH counted AS (
        SELECT count.practice_id, sum(count.patients)::bigint AS here
        FROM places_listcount count JOIN places_area area ON area.id = count.area_id
        WHERE area.place_id = place AND count.counted_on = (
            SELECT max(latest.counted_on) FROM places_listcount latest
            JOIN places_area its ON its.id = latest.area_id
            WHERE its.place_id = place AND latest.counted_on <= on_day)
        GROUP BY count.practice_id),
    summed AS (
        SELECT member.pcn_id, sum(counted.here)::bigint AS here,
            sum(greatest(coalesce(practice.list_size, 0), counted.here))::bigint AS everywhere
        FROM counted JOIN places_practice practice ON practice.id = counted.practice_id
        JOIN places_pcnmembership member ON member.practice_id = practice.id
            AND member.superseded_at IS NULL AND member.during @> on_day
        GROUP BY member.pcn_id),
    whole AS (
        SELECT sum(everywhere) = sum(here) AS is_one_places_file,
            sum(here::numeric * here) / nullif(sum(here), 0) AS size_of_the_average FROM summed)
    SELECT summed.pcn_id, summed.here, summed.everywhere,
        summed.here * 2 > summed.everywhere
        AND (NOT whole.is_one_places_file OR summed.here * 4 >= whole.size_of_the_average)
    FROM summed, whole
$$;
