-- Following a request with its reference and code. Whatever does not fit is answered alike, and after
-- five wrong codes for a reference within fifteen minutes no code is tried for fifteen more;
-- a reference that nobody was given is counted and locked just the same.

CREATE FUNCTION peckham.tracking_locked_until(asked_reference text, asked_at timestamptz)
RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    -- The fifth wrong try within fifteen minutes of the first of the five locks from its own time.
    SELECT max(fifth.at) + interval '15 minutes'
    FROM (SELECT a.at, lag(a.at, 4) OVER (ORDER BY a.at, a.id) AS first_at
          FROM care_trackingattempt a
          WHERE a.reference = asked_reference AND a.at > asked_at - interval '30 minutes'
            AND a.at <= asked_at) AS fifth
    WHERE fifth.at - fifth.first_at <= interval '15 minutes'
      AND fifth.at + interval '15 minutes' > asked_at
$$;

-- Gives the key of the request where reference and code fit, else counts the try and gives null.
CREATE FUNCTION peckham.request_of_code(
    asked_reference text, asked_hash text, asked_at timestamptz
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    found_id bigint;
BEGIN
    PERFORM peckham.scope_actor();
    -- Two guesses at once are counted one after the other.
    PERFORM pg_advisory_xact_lock(hashtextextended('care_tracking ' || asked_reference, 0));
    IF peckham.tracking_locked_until(asked_reference, asked_at) IS NOT NULL THEN
        RETURN NULL;
    END IF;
    SELECT r.id INTO found_id FROM care_request r
    WHERE r.reference = asked_reference AND r.code_hash = asked_hash AND r.code_hash <> '';
    IF NOT FOUND THEN
        INSERT INTO care_trackingattempt (reference, at) VALUES (asked_reference, asked_at);
    END IF;
    RETURN found_id;
END $$;

-- The request, its events and its messages, for whoever holds the code; no name of staff in it.
CREATE FUNCTION peckham.track_request(
    asked_reference text, asked_hash text, asked_at timestamptz
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    found_id bigint := peckham.request_of_code(asked_reference, asked_hash, asked_at);
BEGIN
    RETURN (SELECT jsonb_build_object(
        'id', r.id, 'reference', r.reference, 'version', r.version, 'state', r.state,
        'words', r.words, 'hub_id', r.hub_id, 'accountable_team_id', r.accountable_team_id,
        'due_at', r.due_at, 'taken_at', r.taken_at, 'outcome', r.outcome, 'channel', r.channel,
        'events', (SELECT jsonb_agg(jsonb_build_object('at', e.at, 'kind', e.kind,
                'accountable_team_id', e.accountable_team_id, 'due_at', e.due_at,
                'detail', e.detail - 'by') ORDER BY e.sequence)
            FROM care_requestevent e WHERE e.request_id = r.id),
        'messages', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', m.at,
                'direction', m.direction, 'mode', m.mode, 'words', m.words,
                'tells_outcome', m.tells_outcome) ORDER BY m.at, m.id), '[]')
            FROM care_requestmessage m WHERE m.request_id = r.id))
        FROM care_request r WHERE r.id = found_id);
END $$;

-- Whoever holds the code may say that they no longer ask. An offer that waits is taken back.
CREATE FUNCTION peckham.withdraw_by_code(
    asked_reference text, asked_hash text, why text, asked_at timestamptz,
    written_at timestamptz
) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    found_id bigint := peckham.request_of_code(asked_reference, asked_hash, asked_at);
    held care_request;
BEGIN
    SELECT * INTO held FROM care_request WHERE id = found_id FOR UPDATE;
    IF NOT FOUND OR held.due_at IS NULL THEN
        RETURN NULL;
    END IF;
    UPDATE care_request SET state = 'withdrawn', due_at = NULL, held_at = NULL,
        outcome = 'withdrawn', version = held.version + 1 WHERE id = held.id;
    INSERT INTO care_requestevent (request_id, sequence, kind, from_state, to_state,
        accountable_team_id, due_at, at, recorded_at, actor_kind, actor, role, organisation_id,
        reason, detail)
    VALUES (held.id, held.version + 1, 'withdrawn', held.state, 'withdrawn',
        held.accountable_team_id, NULL, asked_at, written_at, peckham.scope_actor_kind(),
        peckham.scope_actor(), '', NULL, left(why, 1000), '{"by": "The person who asked"}');
    UPDATE care_offer SET state = 'withdrawn', resolved_at = asked_at
    WHERE request_id = held.id AND state = 'pending';
    RETURN jsonb_build_object('id', held.id, 'public_id', held.public_id);
END $$;

REVOKE EXECUTE ON FUNCTION peckham.tracking_locked_until(text, timestamptz),
    peckham.request_of_code(text, text, timestamptz),
    peckham.track_request(text, text, timestamptz),
    peckham.withdraw_by_code(text, text, text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION peckham.tracking_locked_until(text, timestamptz),
    peckham.track_request(text, text, timestamptz),
    peckham.withdraw_by_code(text, text, text, timestamptz, timestamptz) TO peckham_app;
