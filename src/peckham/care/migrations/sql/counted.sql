-- Counts of the Needs book for the clauses of contracts: no row of anybody leaves them.

-- How many requests were dealt with during some time, how many of them after the time by which they
-- were due then, and how many that are still open were due before it ended.
CREATE FUNCTION peckham.requests_answered(hubs bigint[], since timestamptz, until timestamptz)
RETURNS TABLE (answered bigint, late bigint, overdue bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*), count(*) FILTER (WHERE e.at > before.due_at),
        (SELECT count(*) FROM care_request o WHERE o.hub_id = ANY (hubs) AND o.due_at < until)
    FROM care_request r
    JOIN care_requestevent e ON e.request_id = r.id AND e.at >= since AND e.at < until
        AND e.to_state = 'completed' AND e.from_state <> 'completed'
    JOIN care_requestevent before ON before.request_id = r.id AND before.sequence = e.sequence - 1
    WHERE r.hub_id = ANY (hubs)
$$;

-- How outcomes were told during some time, by the way and the communication needs that the person
-- had on that day; needs are null where nobody knows who the person is.
CREATE FUNCTION peckham.outcomes_told(hubs bigint[], since timestamptz, until timestamptz)
RETURNS TABLE (mode text, needs text[], outcomes bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT told.mode, told.needs, count(*) FROM (
        SELECT r.outcome_told_how::text AS mode, CASE WHEN r.person_id IS NOT NULL THEN
            ARRAY(SELECT DISTINCT n.code::text FROM people_communicationneed n
                WHERE n.person_id = r.person_id AND n.superseded_at IS NULL
                  AND n.during @> (r.outcome_told_at AT TIME ZONE 'Europe/London')::date
                ORDER BY 1) END AS needs
        FROM care_request r
        WHERE r.hub_id = ANY (hubs) AND r.outcome_told_at >= since AND r.outcome_told_at < until
    ) told GROUP BY 1, 2
$$;

REVOKE EXECUTE ON FUNCTION peckham.requests_answered(bigint[], timestamptz, timestamptz),
    peckham.outcomes_told(bigint[], timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.requests_answered(bigint[], timestamptz, timestamptz),
    peckham.outcomes_told(bigint[], timestamptz, timestamptz) TO peckham_worker;
