-- The Needs law for many requests at once: what a load by COPY answers to, and what a test asks after
-- anything at all has happened. Gives each request that breaks it, with words; none is right.
CREATE FUNCTION peckham.broken_requests(first_id bigint, last_id bigint)
RETURNS TABLE (request_id bigint, words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH told AS (
        SELECT e.*,
            row_number() OVER of_request AS place,
            lag(e.to_state) OVER of_request AS before_state,
            lag(e.accountable_team_id) OVER of_request AS before_team,
            lag(e.due_at) OVER of_request AS before_due
        FROM care_requestevent e WHERE e.request_id BETWEEN first_id AND last_id
        WINDOW of_request AS (PARTITION BY e.request_id ORDER BY e.sequence)
    ), judged AS (
        SELECT t.*, m.kind IS NOT NULL AS is_a_move, m.moves_holder, m.may_postpone
        FROM told t LEFT JOIN peckham.request_moves() m
          ON m.kind = t.kind AND m.to_state = t.to_state
         AND m.from_state IS NOT DISTINCT FROM t.from_state
    ), asked AS (
        SELECT r.id, r.version, r.state, r.accountable_team_id, r.due_at, r.outcome_told_at,
            (SELECT count(*) FROM care_offer o
             WHERE o.request_id = r.id AND o.state = 'pending'
               AND o.from_team_id = r.accountable_team_id) AS waiting,
            (SELECT count(*) FROM care_offer o
             WHERE o.request_id = r.id AND o.state = 'pending') AS offers
        FROM care_request r WHERE r.id BETWEEN first_id AND last_id
    )
    SELECT j.request_id, format('event %s (%s) does not follow from the one before',
                                j.sequence, j.kind)
    FROM judged j
    WHERE j.place <> j.sequence OR j.from_state IS DISTINCT FROM j.before_state OR NOT j.is_a_move
       OR (j.sequence > 1 AND j.before_team <> j.accountable_team_id AND NOT j.moves_holder)
       OR (j.sequence > 1 AND j.due_at > j.before_due AND NOT j.may_postpone)
    UNION ALL
    SELECT a.id, 'its row says something else than its last event, or an event is missing'
    FROM asked a LEFT JOIN care_requestevent e ON e.request_id = a.id AND e.sequence = a.version
    WHERE (e.to_state, e.accountable_team_id, e.due_at)
          IS DISTINCT FROM (a.state, a.accountable_team_id, a.due_at)
       OR (SELECT count(*) FROM care_requestevent c WHERE c.request_id = a.id) <> a.version
    UNION ALL
    SELECT a.id, 'an offer waits if, and only if, it is offered by its holder'
    FROM asked a WHERE (a.state = 'offered') <> (a.waiting = 1) OR a.offers > 1
       OR (a.state <> 'offered' AND a.offers > 0)
    UNION ALL
    SELECT a.id, 'it is closed without the message that told the outcome'
    FROM asked a WHERE a.state = 'closed' AND NOT EXISTS (
        SELECT FROM care_requestmessage m WHERE m.request_id = a.id AND m.tells_outcome
          AND m.direction = 'to' AND m.at = a.outcome_told_at)
$$;
REVOKE EXECUTE ON FUNCTION peckham.broken_requests(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.broken_requests(bigint, bigint) TO peckham_worker;
